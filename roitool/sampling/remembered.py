"""Numbers drawn for an earlier version of a scenario, by everything that they depend on."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable

import numpy as np
from numpy.typing import NDArray

Columns = tuple[NDArray[np.float64], ...]

MOST_BYTES = 64 * 2**20
"""Of numbers that are kept: those of some four hundred figures in 10 240 futures, as drawn and as values."""


class Remembered:
    """Keeps what was drawn and used last. From one edit to the next most figures stay what they are."""

    def __init__(self, most_bytes: int = MOST_BYTES) -> None:
        self._most = most_bytes
        self._columns: OrderedDict[Hashable, Columns] = OrderedDict()
        self._bytes = 0

    def columns(self, key: Hashable, draw: Callable[[], Columns]) -> Columns:
        """Return the columns of a key, drawn now unless they are remembered; nobody may write into them."""
        if key in self._columns:
            self._columns.move_to_end(key)
            return self._columns[key]
        drawn = draw()
        for column in drawn:
            column.flags.writeable = False
        self._columns[key] = drawn
        self._bytes += _bytes(drawn)
        while self._bytes > self._most:
            _, oldest = self._columns.popitem(last=False)
            self._bytes -= _bytes(oldest)
        return drawn


def _bytes(columns: Columns) -> int:
    return sum(column.nbytes for column in columns)

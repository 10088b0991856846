"""Memory that is used again: the large arrays of a chunk, lent out and taken back."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import numpy as np

from roitool.cashflow.arrays import Rows


class Workspace:
    """Lends arrays of money by month or by year; one for each thread that calculates.

    An array of a chunk is eight megabytes. Asking the system for fresh ones costs one to two µs a future, because it
    hands them out page by page (measured: docs/performance.md).
    """

    def __init__(self) -> None:
        self._buffers: list[Rows] = []
        self._lent = 0

    @contextmanager
    def lending(self) -> Iterator[None]:
        """Take back at the end everything that is lent out in between; nobody may hold on to it."""
        before = self._lent
        try:
            yield
        finally:
            self._lent = before

    def empty(self, rows: int, futures: int) -> Rows:
        """Return an array of shape (rows, futures) with anything in it."""
        size = rows * futures
        if self._lent == len(self._buffers):
            self._buffers.append(np.empty(size))
        elif self._buffers[self._lent].size < size:
            self._buffers[self._lent] = np.empty(size)
        buffer = self._buffers[self._lent]
        self._lent += 1
        return buffer[:size].reshape(rows, futures)

    def zeros(self, rows: int, futures: int) -> Rows:
        """Return an array of shape (rows, futures) with zeros in it."""
        array = self.empty(rows, futures)
        array.fill(0.0)
        return array

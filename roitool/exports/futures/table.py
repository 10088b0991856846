"""The futures as CSV: a row for each future, one row of headings, numbers with all their digits."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import numpy as np

from roitool.exports.futures.columns import FuturesOfOrder

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from roitool.exports.futures.measured import Values
    from roitool.exports.order import Order

_END = "\r\n"


def futures_csv(order: Order) -> bytes:
    """Return the futures of an answer as the contents of a CSV file.

    Commas between cells, points in numbers, whatever the language; no mark at the beginning: it is for programs. The
    shortest text that reads back to the same bits; 0 and 1 for no and yes; ``inf`` for *never*, an empty cell for
    *none*.

    Raises
    ------
    ScenarioError
        ``too_many_numbers``.
    """
    return whole(_parts(FuturesOfOrder(order)))


def whole(parts: Iterable[bytes]) -> bytes:
    """Return parts as one; joining them would keep all of them beside it, which takes twice the memory."""
    file = io.BytesIO()
    for part in parts:
        file.write(part)
    return file.getvalue()


def written(values: Values) -> list[str]:
    """Return each value as text."""
    if values.dtype.kind in "bi":
        return list(map(str, values.astype(np.int64).tolist()))
    # Adding zero turns a minus zero into a plain one.
    return ["" if value != value else repr(value) for value in (values + 0.0).tolist()]  # noqa: PLR0124 - nan


def _parts(futures: FuturesOfOrder) -> Iterator[bytes]:
    yield (",".join(["future", *(column.id for column in futures.columns)]) + _END).encode()
    first = 1
    for values in futures.chunks():
        count = values[0].size
        numbered = map(str, range(first, first + count))
        rows = zip(numbered, *map(written, values), strict=True)
        yield "".join([",".join(row) + _END for row in rows]).encode()
        first += count

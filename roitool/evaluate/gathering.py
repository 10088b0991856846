"""Chunks of futures put together: in memory, and those of a large run on a shelf."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import fields, is_dataclass
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from roitool.evaluate.shelf import Column, Shelf, readable

Columns = TypeVar("Columns")

SHELVED_FROM = 200_000
"""Futures from which columns are put on a shelf: in memory a million take 115 MiB for each candidate."""


def gathered(parts: Iterable[Columns], total: int) -> Columns:
    """Return parts of the same make as one, their columns behind each other.

    The whole is laid out at the first part and each part is copied into its place as it comes, so that no part has to
    be kept. The columns of a large run are put in a temporary file, and read from it each time they are asked for; in
    memory nevertheless where the disk is full or there is no place for temporary files.

    Parameters
    ----------
    parts
        Columns, None, or tuples and frozen dataclasses of such.
    total
        Futures in all parts together.
    """
    whole: Any = None
    start = 0
    for part in parts:
        if whole is None:
            whole = _each(part, _room(total))
        try:
            size = _put(whole, part, start)
        except OSError:
            whole = _each(whole, _in_memory)
            size = _put(whole, part, start)
        start += size
    return readable(whole)  # type: ignore[no-any-return]


def _room(total: int) -> Callable[[Any], Any]:
    """Return what makes room for a column of so many futures."""
    if total >= SHELVED_FROM:
        try:
            shelf = Shelf()
        except OSError:
            pass
        else:
            return lambda part: shelf.column(total, part.dtype)
    return lambda part: np.empty(total, part.dtype)


def _in_memory(column: Column | NDArray[Any]) -> NDArray[Any]:
    return column.read() if isinstance(column, Column) else column


def _each(part: Any, made: Callable[[Any], Any]) -> Any:
    """Return the same make of something else: what is made of each column."""
    if part is None:
        return None
    if isinstance(part, tuple):
        return tuple(_each(each, made) for each in part)
    if isinstance(part, np.ndarray | Column):
        return made(part)
    return type(part)(*(_each(getattr(part, field.name), made) for field in fields(part)))


def _put(whole: Any, part: Any, start: int) -> int:
    """Copy a part into its place and return how many futures it has."""
    if part is None:
        return 0
    if isinstance(part, np.ndarray):
        if isinstance(whole, Column):
            whole.put(start, part)
        else:
            whole[start : start + part.size] = part
        return part.size
    if is_dataclass(part):
        pairs = [(getattr(whole, field.name), getattr(part, field.name)) for field in fields(part)]
    else:
        pairs = list(zip(whole, part, strict=True))
    return max((_put(into, each, start) for into, each in pairs), default=0)

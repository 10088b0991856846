"""Columns of a large run, put away in a temporary file until they are summarised."""

from __future__ import annotations

import weakref
from dataclasses import dataclass, is_dataclass
from tempfile import TemporaryFile
from typing import Any

import numpy as np
from numpy.typing import NDArray


class Shelf:
    """One temporary file for all columns; it has no name, so that the system removes it whatever happens.

    Raises
    ------
    OSError
        There is no place for temporary files.
    """

    def __init__(self) -> None:
        # Without a buffer: what does not fit on a full disk is told by the write that it belongs to.
        self._file = TemporaryFile(buffering=0)  # noqa: SIM115 - open as long as somebody has one of the columns
        self._end = 0
        weakref.finalize(self, self._file.close)

    def column(self, total: int, kind: np.dtype[Any]) -> Column:
        """Return room for a column of so many values."""
        start, self._end = self._end, self._end + total * kind.itemsize
        return Column(self, start, total, kind)

    def write(self, start: int, data: memoryview) -> None:
        """Write bytes at a place of the file."""
        self._file.seek(start)
        while data:
            data = data[self._file.write(data) :]

    def read(self, start: int, into: NDArray[Any]) -> None:
        """Fill an array from a place of the file."""
        self._file.seek(start)
        self._file.readinto(into.data)


@dataclass(frozen=True, slots=True)
class Column:
    """A column on a shelf: where it begins, how many values it has and of what kind."""

    shelf: Shelf
    begin: int
    total: int
    kind: np.dtype[Any]

    def put(self, start: int, values: NDArray[Any]) -> None:
        """Write some values, the first one at `start`.

        Raises
        ------
        OSError
            The disk is full.
        """
        data = np.ascontiguousarray(values, self.kind).data.cast("B")
        self.shelf.write(self.begin + start * self.kind.itemsize, data)

    def read(self) -> NDArray[Any]:
        """Return all values, from the file each time."""
        values = np.empty(self.total, self.kind)
        self.shelf.read(self.begin, values)
        return values


class Shelved:
    """Reads like the dataclass it stands for, whose columns are on a shelf: each is read when it is asked for."""

    def __init__(self, part: Any) -> None:
        self._part = part

    def __getattr__(self, name: str) -> Any:
        member = getattr(type(self._part), name)
        return member.__get__(self) if isinstance(member, property) else readable(getattr(self._part, name))


def readable(part: Any) -> Any:
    """Return a column as its values, and dataclasses and tuples of columns as what reads like them."""
    if isinstance(part, Column):
        return part.read()
    if isinstance(part, tuple):
        return tuple(readable(each) for each in part)
    return Shelved(part) if is_dataclass(part) else part

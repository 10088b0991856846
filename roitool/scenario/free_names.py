"""Names that are free, for what comes beside what is there: the wished one, or else the next with a number."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING

from roitool.scenario.base import Translated

if TYPE_CHECKING:
    from collections.abc import Container, Iterator

    from roitool.scenario.base import Label

LONGEST_STREAM = 80
_LONGEST_ID, _LONGEST_TITLE = 40, 200


def free_id(wished: str, taken: Container[str]) -> str:
    """Return an id that is free; one that has a number counts on: after ``cobot_2`` comes ``cobot_3``."""
    stem, number = _parted(wished)
    ends = (f"_{following}" for following in count(number + 1))
    return wished if wished not in taken else _first_free(stem, ends, _LONGEST_ID, taken)


def free_stream(wished: str, taken: Container[str]) -> str:
    """Return a stream key that is free, for something that is to have random numbers of its own."""
    # Two ids of 40 characters and a point are just too long for a key.
    ends = ("" if number == 1 else f"-{number}" for number in count(1))
    return _first_free(wished, ends, LONGEST_STREAM, taken)


def number_of(name: str) -> int:
    """Return the number that an id ends with, 1 where it has none."""
    return _parted(name)[1]


def numbered(title: Label, old: int, new: int) -> Label:
    """Return a title that ends with the number `new`; the number `old` that it has from an earlier copy goes."""
    if isinstance(title, Translated):
        return Translated(nl=_ending(title.nl, old, new), en=_ending(title.en, old, new))
    return _ending(title, old, new)


def _parted(name: str) -> tuple[str, int]:
    stem, _, last = name.rpartition("_")
    return (stem, int(last)) if stem and last.isdecimal() else (name, 1)


def _first_free(stem: str, ends: Iterator[str], longest: int, taken: Container[str]) -> str:
    return next(name for end in ends if (name := stem[: longest - len(end)] + end) not in taken)


def _ending(title: str, old: int, new: int) -> str:
    plain = title.removesuffix(f" {old}") if old > 1 else title
    end = f" {new}"
    return plain[: _LONGEST_TITLE - len(end)] + end

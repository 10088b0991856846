"""The questions of sense that several kinds of quantity share."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from roitool.errors import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator


def ascending(*fields: tuple[str, float]) -> Iterator[Problem]:
    """Yield ``range_order`` for each field that is above the next one: value found, bound and the field it is from."""
    for (name, found), (neighbour, bound) in pairwise(fields):
        if found > bound:
            yield Problem((name,), "range_order", {"found": found, "bound": bound, "neighbour": neighbour})


def apart(*fields: tuple[str, float]) -> Iterator[Problem]:
    """Yield ``range_order`` as :func:`ascending` does, and ``range_no_spread`` for each field equal to the next one."""
    yield from ascending(*fields)
    for (name, found), (neighbour, bound) in pairwise(fields):
        if found == bound:
            yield Problem((name,), "range_no_spread", {"found": found, "neighbour": neighbour})


def within_bounds(lower: float | None, upper: float | None, *fields: tuple[str, float]) -> Iterator[Problem]:
    """Yield ``below_bound`` or ``above_bound`` for each field outside the optional bounds."""
    for name, found in fields:
        if lower is not None and found < lower:
            yield Problem((name,), "below_bound", {"found": found, "bound": lower})
        if upper is not None and found > upper:
            yield Problem((name,), "above_bound", {"found": found, "bound": upper})


def positive(name: str, found: float) -> Iterator[Problem]:
    """Yield ``not_positive`` for a field that has to be above zero."""
    if found <= 0:
        yield Problem((name,), "not_positive", {"found": found})


def probability(found: float, *place: str | int) -> Iterator[Problem]:
    """Yield ``probability_range`` for a number outside 0 to 1."""
    if not 0 <= found <= 1:
        yield Problem(place, "probability_range", {"found": found, "minimum": 0.0, "maximum": 1.0})

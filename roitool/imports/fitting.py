"""A quantity with other numbers in low, best estimate and high: what of it can be said, and what stays."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

from roitool.imports.origin import three_of
from roitool.imports.remark import Remark
from roitool.scenario.converting import converted, in_few_digits, kind_of
from roitool.scenario.quantities import BaseQuantity, Fixed, Normal, Range

if TYPE_CHECKING:
    from roitool.errors import Problem

LOW, BEST, HIGH = range(3)
_TOLERANCE = 2e-3
"""Of the width between low and high: calculated numbers are told in four digits."""

_FIELDS: Mapping[str, Mapping[int, str]] = MappingProxyType(
    {
        "range": {LOW: "low", BEST: "likely", HIGH: "high"},
        "metalog": {LOW: "p10", BEST: "p50", HIGH: "p90"},
        "pert": {BEST: "likely"},
        "triangular": {BEST: "likely"},
        "normal": {BEST: "average"},
        "overrun": {BEST: "body_likely"},
    }
)
"""Which cell is a number of the quantity itself."""

_BY_POINTS = frozenset({"pert", "triangular", "uniform", "normal", "truncated_normal", "lognormal"})
"""Kinds that are known by their P10 and P90."""

_PLACED = frozenset({"minimum", "likely", "maximum", "average", "deviation"})
"""What follows from P10, base and P90; a shape or a bound does not, and is kept or the figure left alone."""


@dataclass(frozen=True, slots=True)
class Fitted:
    """A quantity that says what was typed; `remarks` are codes of what else has become of it."""

    quantity: BaseQuantity
    remarks: tuple[str, ...] = ()


def fitted(quantity: BaseQuantity, changed: Mapping[int, float]) -> Fitted | Remark | Problem:
    """Return a quantity with other numbers in some of its three cells.

    A number that was certain becomes a range where low or high differ from it. The best estimate of a range moves
    between its low and high, which stay; one beyond them is refused rather than that the range is guessed at. Of a
    bell the whole moves with its average. A kind that is known by its P10 and P90 is calculated anew from three
    numbers, if it can say all three.

    Parameters
    ----------
    quantity
        Without an error.
    changed
        The new numbers, by the cell they stand in; at least one.

    Returns
    -------
    Fitted, Remark or Problem
        Where there is no such quantity, why: ``best_outside``, ``order``, ``kind``, or what the quantity says itself.
    """
    three = low, best, high = tuple(changed.get(cell, old) for cell, old in enumerate(three_of(quantity)))
    own = _FIELDS.get(kind_of(quantity), {})
    by_fields = own.keys() >= changed.keys()
    if isinstance(quantity, Fixed) and (set(changed) == {BEST} or low == best == high):
        return Fitted(Fixed(value=best))
    # Of a kind that is given by other numbers, the most likely value may well lie beyond P10 or P90.
    if not low <= best <= high and not (by_fields and LOW not in own):
        alone = set(changed) == {BEST}
        return Remark("best_outside" if alone else "order", "", {"low": low, "found": best, "high": high})
    if isinstance(quantity, Fixed):
        return _without_error(Range(low=low, likely=best, high=high), "becomes_range")
    if by_fields:
        fields = {own[cell]: number for cell, number in changed.items()}
        moved = type(quantity).model_validate(quantity.model_dump() | fields)
        return _without_error(moved, *(("range_moves",) if isinstance(quantity, Normal) else ()))
    return _by_points(quantity, *three)


def _by_points(quantity: BaseQuantity, low: float, best: float, high: float) -> Fitted | Remark:
    """Return a quantity of the same kind with this P10, base and P90, where there is one."""
    kind = kind_of(quantity)
    if kind not in _BY_POINTS:
        return Remark("kind", "", {"kind": kind})
    bounds = {name: bound for name in ("lower", "upper") if (bound := getattr(quantity, name, None)) is not None}
    typed = Range(low=low, likely=best, high=high, **bounds)
    found = None if any(problem.severity == "error" for problem in typed.problems()) else converted(typed, kind)
    if found is None:
        return Remark("kind", "", {"kind": kind})
    found = in_few_digits(found, typed)
    wide = high - low
    if any(getattr(found, name) != getattr(quantity, name) for name in type(found).model_fields if name not in _PLACED):
        return Remark("kind", "", {"kind": kind})
    if any(abs(one - other) > _TOLERANCE * wide for one, other in zip(three_of(found), (low, best, high), strict=True)):
        return Remark("kind", "", {"kind": kind})
    return Fitted(found)


def _without_error(quantity: BaseQuantity, *remarks: str) -> Fitted | Problem:
    problem = next((each for each in quantity.problems() if each.severity == "error"), None)
    return Fitted(quantity, remarks) if problem is None else problem

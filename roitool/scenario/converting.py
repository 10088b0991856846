"""A quantity as one of another kind, so that switching the kind of a figure keeps what can be kept."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from math import exp, expm1, inf, isclose, log, sqrt
from types import MappingProxyType
from typing import Final

from scipy.special import ndtri

from roitool.scenario.quantities import (
    BaseQuantity,
    Chance,
    Data,
    Discrete,
    Fixed,
    Lognormal,
    Metalog,
    Normal,
    Overrun,
    Pert,
    Range,
    Triangular,
    TruncatedNormal,
    Uniform,
)
from roitool.scenario.quantities.metalog import FEASIBLE

_TENTH = 0.1
_Z: Final = float(ndtri(1 - _TENTH))
_AROUND = 0.2
"""Part of a number by which it gets a range on both sides: somebody has to put his own in its place."""
_AROUND_ZERO = 0.1
_THREE: Final = (0.3, 0.4, 0.3)
"""Weights of P10, P50 and P90 that keep mean and spread best (Swanson's rule; Keefer & Bodily 1983)."""
_OBSERVED: Final = (0.01, *(tenth / 10 for tenth in range(1, 10)), 0.99)
"""Eleven observations at these quantiles have the deciles of the original."""
_MOST_VALUES = 1_000
_DIGITS = 4
_TAIL_BEGINS, _TAIL_INDEX, _CAP = 0.5, 1.5, 2.0
"""Of an overrun that nobody described yet; its tail has no chance until somebody gives it one."""


def kind_of(quantity: BaseQuantity) -> str:
    """Return the kind of a quantity as a file names it."""
    return str(type(quantity).model_fields["kind"].default)


def converted(quantity: BaseQuantity, kind: str) -> BaseQuantity | None:
    """Return the quantity of another kind that is most like this one.

    What a person said stays where the other kind can say it too: P10 and P90, the most likely value, bounds; an
    average where a kind knows nothing else. A number that was certain gets a fifth on both sides, and a chance is the
    number of its probability.

    Parameters
    ----------
    quantity
        Without an error.
    kind
        As a file names it.

    Returns
    -------
    BaseQuantity or None
        Without an error. None where the other kind has nothing like it, a lognormal below zero say.
    """
    if kind_of(quantity) == kind:
        return quantity
    found = _TO[kind](_told_by(quantity))
    if found is None or any(problem.severity == "error" for problem in found.problems()):
        return None
    return found


def in_few_digits(found: BaseQuantity, said: BaseQuantity) -> BaseQuantity:
    """Return a converted quantity with what was calculated in it in four digits; what somebody said stays as it is.

    Parameters
    ----------
    said
        What it was converted from.
    """
    numbers = {number for value in dict(said).values() for number in _numbers(value)}
    fields = {name: _in_few_digits(value, numbers) for name, value in found.model_dump(exclude_none=True).items()}
    shorter = type(found).model_validate(fields)
    return found if any(problem.severity == "error" for problem in shorter.problems()) else shorter


def _numbers(value: object) -> tuple[float, ...]:
    return value if isinstance(value, tuple) else (value,) if isinstance(value, float) else ()


def _in_few_digits(value: object, said: set[float]) -> object:
    if isinstance(value, tuple):
        return tuple(_in_few_digits(each, said) for each in value)
    if not isinstance(value, float):
        return value
    kept = (number for number in said if isclose(number, value, rel_tol=1e-9, abs_tol=1e-12))
    return next(kept, float(f"{value:.{_DIGITS}g}"))


@dataclass(frozen=True, slots=True)
class _Told:
    """What a quantity says: three points of it, its most likely value, its average, and where it surely ends."""

    quantity: BaseQuantity
    low: float
    middle: float
    high: float
    likely: float
    lower: float | None
    upper: float | None

    @property
    def as_range(self) -> Range:
        """A range with these P10 and P90, likely between them."""
        return Range(low=self.low, likely=self.likely, high=self.high, lower=self.lower, upper=self.upper)

    def within(self, value: float) -> float:
        """Return a value moved to the bound it lies beyond."""
        return min(max(value, -inf if self.lower is None else self.lower), inf if self.upper is None else self.upper)


def _told_by(quantity: BaseQuantity) -> _Told:
    lower, upper = getattr(quantity, "lower", None), getattr(quantity, "upper", None)
    low, middle, high = map(float, quantity.quantile([_TENTH, 0.5, 1 - _TENTH]))
    if isinstance(quantity, Chance):
        low = middle = high = quantity.probability
        lower, upper = 0.0, 1.0
    likely = middle if isinstance(quantity, Chance | Discrete | Data) else quantity.base()
    told = _Told(quantity, low, middle, high, min(max(likely, low), high), lower, upper)
    return told if low < high else _spread(told)


def _spread(told: _Told) -> _Told:
    """Return a number with a range around it."""
    around = _AROUND * abs(told.middle) or _AROUND_ZERO
    low, high = told.within(told.middle - around), told.within(told.middle + around)
    return _Told(told.quantity, low, told.middle, high, told.middle, told.lower, told.upper)


def _fixed(told: _Told) -> Fixed:
    return Fixed(value=told.likely)


def _chance(told: _Told) -> Chance:
    return Chance(probability=told.quantity.mean())


def _range(told: _Told) -> Range:
    return told.as_range


def _pert(told: _Told) -> Pert:
    minimum, maximum = told.as_range.ends()
    return Pert(minimum=minimum, likely=told.likely, maximum=maximum)


def _triangular(told: _Told) -> Triangular:
    """Return the triangle with these P10 and P90 whose top is as near the likely value as a triangle's can be.

    Counted from its begin in widths, with the top at ``t`` in 0.1 to 0.9, P10 is ``√(0.1 t)`` and P90 is
    ``1 - √(0.1 (1-t))``; where the top lies between them grows from 0 to 1 with ``t``.
    """
    position = (told.likely - told.low) / (told.high - told.low)

    def points(top: float) -> tuple[float, float]:
        return sqrt(_TENTH * top), 1 - sqrt(_TENTH * (1 - top))

    def misplaced(top: float) -> float:
        low, high = points(top)
        return (top - low) / (high - low) - position

    top = _zero_of(misplaced, _TENTH, 1 - _TENTH)
    low, high = points(top)
    width = (told.high - told.low) / (high - low)
    minimum, maximum = told.within(told.low - low * width), told.within(told.high + (1 - high) * width)
    return Triangular(minimum=minimum, likely=min(max(told.likely, minimum), maximum), maximum=maximum)


def _zero_of(rising: Callable[[float], float], low: float, high: float) -> float:
    """Return where a rising function passes zero between two numbers, to the last digit."""
    while low < (middle := (low + high) / 2) < high:
        low, high = (low, middle) if rising(middle) > 0 else (middle, high)
    return high


def _uniform(told: _Told) -> Uniform:
    beyond = (told.high - told.low) * _TENTH / (1 - 2 * _TENTH)
    return Uniform(minimum=told.within(told.low - beyond), maximum=told.within(told.high + beyond))


def _bell(told: _Told) -> tuple[float, float]:
    """Return average and deviation of the bell with these P10 and P90."""
    if isinstance(told.quantity, Normal | TruncatedNormal):
        return told.quantity.average, told.quantity.deviation
    return (told.low + told.high) / 2, (told.high - told.low) / (2 * _Z)


def _normal(told: _Told) -> Normal:
    average, deviation = _bell(told)
    return Normal(average=average, deviation=deviation)


def _truncated_normal(told: _Told) -> TruncatedNormal:
    average, deviation = _bell(told)
    return TruncatedNormal(average=average, deviation=deviation, lower=told.lower, upper=told.upper)


def _lognormal(told: _Told) -> Lognormal | None:
    if told.low <= 0:
        return Lognormal(average=told.quantity.mean(), deviation=told.quantity.sd()) if told.middle > 0 else None
    deviation = log(told.high / told.low) / (2 * _Z)
    average = exp((log(told.low) + log(told.high)) / 2 + deviation**2 / 2)
    return Lognormal(average=average, deviation=average * sqrt(expm1(deviation**2)))


def _metalog(told: _Told) -> Metalog:
    """Return the curve through P10, P50 and P90, the middle moved to where a curve is possible.

    A bound that is one of the three points, or leaves too heavy a tail, cannot be kept.
    """
    width = told.high - told.low
    least, most = (told.low + width * (edge + side) for edge, side in zip(FEASIBLE, (1e-3, -1e-3), strict=True))
    middle = min(max(told.middle, least), most)
    bounded = Metalog(p10=told.low, p50=middle, p90=told.high, lower=told.lower, upper=told.upper)
    return Metalog(p10=told.low, p50=middle, p90=told.high) if bounded.problems() else bounded


def _discrete(told: _Told) -> Discrete:
    match told.quantity:
        case Chance(probability=chance):
            return Discrete(values=(0.0, 1.0), probabilities=(1 - chance, chance))
        case Data(observations=observations):
            counts = Counter(observations)
            if len(counts) <= _MOST_VALUES:
                shares = (count / len(observations) for count in counts.values())
                return Discrete(values=tuple(counts), probabilities=tuple(shares))
        case Fixed(value=value):
            return Discrete(values=(value,), probabilities=(1.0,))
    return Discrete(values=(told.low, told.middle, told.high), probabilities=_THREE)


def _data(told: _Told) -> Data:
    if isinstance(told.quantity, Fixed):
        return Data(observations=(told.quantity.value,))
    return Data(observations=tuple(told.quantity.quantile(_OBSERVED).tolist()))


def _overrun(told: _Told) -> Overrun | None:
    pert = _pert(told)
    if pert.likely < -1:
        return None
    return Overrun(
        body_low=max(pert.minimum, -1.0),
        body_likely=pert.likely,
        body_high=pert.maximum,
        tail_probability=0.0,
        tail_minimum=max(_TAIL_BEGINS, pert.maximum),
        tail_alpha=_TAIL_INDEX,
        cap=max(_CAP, pert.maximum),
    )


_TO: Mapping[str, Callable[[_Told], BaseQuantity | None]] = MappingProxyType(
    {
        "fixed": _fixed,
        "chance": _chance,
        "range": _range,
        "pert": _pert,
        "triangular": _triangular,
        "uniform": _uniform,
        "normal": _normal,
        "truncated_normal": _truncated_normal,
        "lognormal": _lognormal,
        "metalog": _metalog,
        "discrete": _discrete,
        "data": _data,
        "overrun": _overrun,
    }
)
KINDS: Final[tuple[str, ...]] = tuple(_TO)
"""Every kind, from what an owner knows of a figure to what an adviser may."""

"""The range: low, likely and high as people say them, with the chance that the truth lies between."""

from __future__ import annotations

from functools import lru_cache
from math import inf
from sys import float_info
from typing import TYPE_CHECKING, Literal

import numpy as np
from scipy.special import betaincinv

from roitool.errors import Problem
from roitool.scenario.quantities.base import BaseQuantity
from roitool.scenario.quantities.checks import apart, ascending, within_bounds
from roitool.scenario.quantities.scaled_beta import ScaledBeta

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from numpy.typing import NDArray

COVERAGE = (0.01, 0.99)
"""The least and the most certain a person can say to be of a range."""


class Range(BaseQuantity):
    """A PERT distribution whose quantiles are `low` and `high` and whose mode is `likely`.

    People cannot name absolute extremes, so low and high are not the ends: with a `coverage` of 0.8 one value in ten
    lies below low and one in ten above high. All three equal is a constant.

    Attributes
    ----------
    coverage
        Probability between low and high, 0.01 to 0.99: 0.8 makes them P10 and P90.
    lower, upper
        Optional limits of what is possible (a share is never above 1). A low or high typed *at* a bound is the end of
        the PERT on that side and the other side is solved; otherwise what falls beyond a bound is clipped to it, so
        that low and high stay what was typed. Mean and standard deviation count what is clipped.
    """

    kind: Literal["range"] = "range"
    low: float
    likely: float
    high: float
    coverage: float = 0.8
    lower: float | None = None
    upper: float | None = None

    @property
    def distribution(self) -> ScaledBeta:
        """The PERT distribution that was solved for, before clipping; its ends may lie beyond the bounds."""
        ends = {"at_lower": self.low == self.lower, "at_upper": self.high == self.upper}
        return _solved(self.low, self.likely, self.high, self.coverage, **ends)

    def bounds(self) -> tuple[float, float]:
        """Return the lower and upper bound, infinite where there is none."""
        return -inf if self.lower is None else self.lower, inf if self.upper is None else self.upper

    def ends(self) -> tuple[float, float]:
        """Return the lowest and highest possible value, clipped to the bounds."""
        distribution, (lower, upper) = self.distribution, self.bounds()
        return max(distribution.minimum, lower), min(distribution.maximum, upper)

    def clipped_shares(self) -> tuple[float, float]:
        """Return the share of futures that is clipped to the lower and to the upper bound."""
        return self.distribution.shares_beyond(*self.bounds())

    def _quantile(self, u: NDArray[np.float64]) -> NDArray[np.float64]:
        return np.clip(self.distribution.quantile(u), *self.bounds())

    def mean(self) -> float:
        """Return the mean, counting what is clipped."""
        return self.distribution.clipped_moments(*self.bounds())[0]

    def sd(self) -> float:
        """Return the standard deviation, counting what is clipped."""
        return self.distribution.clipped_moments(*self.bounds())[1]

    def base(self) -> float:
        """Return the likely value."""
        return self.likely

    def _problems(self) -> Iterator[Problem]:
        fields = (("low", self.low), ("likely", self.likely), ("high", self.high))
        yield from ascending(*fields)
        if not COVERAGE[0] <= self.coverage <= COVERAGE[1]:
            values = {"found": self.coverage, "minimum": COVERAGE[0], "maximum": COVERAGE[1]}
            yield Problem(("coverage",), "coverage_range", values)
        if self.lower is not None and self.upper is not None:
            yield from apart(("lower", self.lower), ("upper", self.upper))
        yield from within_bounds(self.lower, self.upper, *fields)


@lru_cache(maxsize=4096)
def _solved(low: float, likely: float, high: float, coverage: float, *, at_lower: bool, at_upper: bool) -> ScaledBeta:
    """Return the PERT distribution (λ = 4) with these quantiles, or ends where `at_lower` or `at_upper`, and mode.

    On the unit interval the mode ``t`` is the only unknown: ``alpha = 1 + 4t``, ``beta = 5 - 4t``. With ``a(t)`` and
    ``b(t)`` the places of low and high (0 and 1 where they are ends), ``(t - a)/(b - a)`` grows from at most 0 to at
    least 1 while ``t`` goes from 0 to 1, so exactly one ``t`` has likely at its place between low and high.
    """
    if low == high or (at_lower and at_upper):
        return ScaledBeta.pert(low, likely, high)
    tail = (1 - coverage) / 2
    position = (likely - low) / (high - low)

    def places(mode: float) -> tuple[float, float]:
        alpha, beta = 1 + 4 * mode, 5 - 4 * mode
        start = 0.0 if at_lower else float(betaincinv(alpha, beta, tail))
        return start, 1.0 if at_upper else float(betaincinv(alpha, beta, 1 - tail))

    def misplaced(mode: float) -> float:
        start, end = places(mode)
        return mode - start - position * (end - start)

    mode = _root(misplaced)
    start, end = places(mode)
    width = (high - low) / (end - start)
    minimum = low if at_lower else low - start * width
    maximum = high if at_upper else minimum + width
    return ScaledBeta(minimum, maximum, 1 + 4 * mode, 5 - 4 * mode)


def _root(function: Callable[[float], float]) -> float:
    """Return the root in [0, 1] of a function that is not above 0 at 0 and not below 0 at 1 (Illinois, Dowell 1971)."""
    left, right = 0.0, 1.0
    at_left, at_right = function(left), function(right)
    moved_before = 0
    while right - left > 2 * float_info.epsilon:
        middle = right - at_right * (right - left) / (at_right - at_left)
        if not left < middle < right:
            middle = (left + right) / 2
        value = function(middle)
        if value == 0:
            return middle
        moved = 1 if value > 0 else -1
        if moved > 0:
            right, at_right = middle, value
            at_left = at_left / 2 if moved == moved_before else at_left
        else:
            left, at_left = middle, value
            at_right = at_right / 2 if moved == moved_before else at_right
        moved_before = moved
    return (left + right) / 2

"""The normal distribution, whole and truncated."""

from __future__ import annotations

from math import exp, inf, pi, sqrt
from typing import TYPE_CHECKING, Literal

import numpy as np
from scipy.special import ndtr, ndtri

from roitool.errors import Problem
from roitool.scenario.quantities.base import BaseQuantity
from roitool.scenario.quantities.checks import apart, positive

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

LEAST_SHARE = 1e-9
"""The least share of the whole normal distribution that has to lie between the bounds of a truncated one."""

NARROW = 1.0
"""Bounds closer than this many deviations: the closed form of the variance would cancel, so it is integrated."""


class Normal(BaseQuantity):
    """A bell of mean `average` and standard deviation `deviation`, without ends."""

    kind: Literal["normal"] = "normal"
    average: float
    deviation: float

    def _quantile(self, u: NDArray[np.float64]) -> NDArray[np.float64]:
        return np.asarray(self.average + self.deviation * ndtri(u))

    def mean(self) -> float:
        """Return the average."""
        return self.average

    def sd(self) -> float:
        """Return the deviation."""
        return self.deviation

    def base(self) -> float:
        """Return the mean."""
        return self.average

    def _problems(self) -> Iterator[Problem]:
        yield from positive("deviation", self.deviation)


class TruncatedNormal(BaseQuantity):
    """The part of a bell between `lower` and `upper`, made whole again.

    Attributes
    ----------
    average, deviation
        Mean and standard deviation of the whole bell; :meth:`mean` and :meth:`sd` are those of the part.
    lower, upper
        Where it is cut off; either may be left out. At least a share of 1e-9 of the bell lies between them.
    """

    kind: Literal["truncated_normal"] = "truncated_normal"
    average: float
    deviation: float
    lower: float | None = None
    upper: float | None = None

    def bounds(self) -> tuple[float, float]:
        """Return the lower and upper bound, infinite where there is none."""
        return -inf if self.lower is None else self.lower, inf if self.upper is None else self.upper

    def _quantile(self, u: NDArray[np.float64]) -> NDArray[np.float64]:
        low, high = self._standard_bounds()
        share = _between(low, high)
        # The smaller of the two tails says where we are: the other one has lost its digits.
        below = ndtr(low) + u * share
        above = ndtr(-high) + (1 - u) * share
        standard = np.copysign(ndtri(np.minimum(below, above)), below - above)
        return np.asarray(np.clip(self.average + self.deviation * standard, *self.bounds()))

    def mean(self) -> float:
        """Return the mean of the part: ``μ + σ (φ(a) - φ(b))/Z``."""
        return self.average + self.deviation * self._standard_moments()[0]

    def sd(self) -> float:
        """Return the standard deviation of the part (Johnson, Kotz & Balakrishnan 1994, 13.10)."""
        return self.deviation * sqrt(max(self._standard_moments()[1], 0.0))

    def base(self) -> float:
        """Return the mean of the part."""
        return self.mean()

    def _standard_bounds(self) -> tuple[float, float]:
        lower, upper = self.bounds()
        return (lower - self.average) / self.deviation, (upper - self.average) / self.deviation

    def _standard_moments(self) -> tuple[float, float]:
        """Return mean and variance of the part, for average 0 and deviation 1."""
        low, high = self._standard_bounds()
        if high - low < NARROW:
            return _integrated_moments(low, high)
        share = _between(low, high)
        at_low, at_high = _density(low) / share, _density(high) / share
        mean = at_low - at_high
        slope = (low * at_low if at_low else 0.0) - (high * at_high if at_high else 0.0)
        return mean, 1 + slope - mean * mean

    def _problems(self) -> Iterator[Problem]:
        yield from positive("deviation", self.deviation)
        if self.lower is not None and self.upper is not None:
            yield from apart(("lower", self.lower), ("upper", self.upper))
        if self.deviation > 0:
            low, high = self._standard_bounds()
            share = _between(low, high)
            if low < high and share < LEAST_SHARE:
                yield Problem((), "truncation_leaves_nothing", {"found": share, "bound": LEAST_SHARE})


def _between(low: float, high: float) -> float:
    """Return the share of a standard normal between two points, taken in the tail where both are small."""
    return float(ndtr(-low) - ndtr(-high) if low > 0 else ndtr(high) - ndtr(low))


def _density(z: float) -> float:
    return exp(-z * z / 2) / sqrt(2 * pi)


def _integrated_moments(low: float, high: float) -> tuple[float, float]:
    """Return mean and variance by Gauss-Legendre: 24 points are exact to rounding over less than one deviation."""
    nodes, weights = np.polynomial.legendre.leggauss(24)
    middle, half = (low + high) / 2, (high - low) / 2
    away = half * nodes
    weights = weights * np.exp(-away * (middle + away / 2))
    weights /= weights.sum()
    mean = float(weights @ away)
    return middle + mean, float(weights @ (away - mean) ** 2)

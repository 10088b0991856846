"""The curve of the three-term metalog, and the moments of what is made of it."""

from __future__ import annotations

from functools import lru_cache
from math import ceil, exp, inf, log, pi, sqrt
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from scipy.special import expit

if TYPE_CHECKING:
    from numpy.typing import NDArray

LN_9 = log(9)

FARTHEST = 40.0
"""Log odds beyond which `u` is 0 or 1 to the last digit of a double."""


class Curve(NamedTuple):
    """``M(u) = a1 + (a2 + a3 (u - 1/2)) ln(u/(1-u))`` with `location` a1, `scale` a2 and `skew` a3 (Keelin 2016)."""

    location: float
    scale: float
    skew: float

    @classmethod
    def through(cls, p10: float, p50: float, p90: float) -> Curve:
        """Return the curve through three quantiles."""
        return cls(p50, (p90 - p10) / (2 * LN_9), ((p90 - p50) - (p50 - p10)) / (0.8 * LN_9))

    def reflected(self) -> Curve:
        """Return the curve of the quantity with its sign changed."""
        return Curve(-self.location, self.scale, -self.skew)

    @property
    def slope_above(self) -> float:
        """The slope against the log odds where `u` comes near 1: ``a2 + a3/2``."""
        return self.scale + self.skew / 2

    def at(self, log_odds: NDArray[np.float64], u: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return ``M(u)`` from ``ln(u/(1-u))`` and `u`."""
        return np.asarray(self.location + (self.scale + self.skew * (u - 0.5)) * log_odds)

    def moments(self) -> tuple[float, float]:
        """Return mean ``a1 + a3/2`` and standard deviation of ``M`` itself (Keelin 2016, central moments)."""
        variance = (pi * self.scale) ** 2 / 3 + self.skew**2 * (1 / 12 + pi**2 / 36)
        return self.location + self.skew / 2, sqrt(variance)

    def moments_of_share(self) -> tuple[float, float]:
        """Return mean and standard deviation of ``1/(1 + exp(-M))``, integrated over the log odds."""
        return _moments_of_share(self)

    def moments_of_exponential(self) -> tuple[float, float]:
        """Return mean and standard deviation of ``exp(M)``: infinite from a slope above of 1, of 1/2."""
        mean, sd = _moments_of_exponential(self._replace(location=0.0))
        return exp(self.location) * mean, exp(self.location) * sd


@lru_cache(maxsize=1024)
def _moments_of_share(curve: Curve) -> tuple[float, float]:
    log_odds, weights = _points(curve)
    value = expit(curve.at(log_odds, expit(log_odds)))
    mean = float(weights @ value)
    return mean, sqrt(float(weights @ (value - mean) ** 2))


@lru_cache(maxsize=1024)
def _moments_of_exponential(curve: Curve) -> tuple[float, float]:
    """Integrate over the log odds up to where ``M`` is straight, with slope k; from there on in closed form.

    Beyond log odds S, ``E[exp(n M)]`` is ``exp((n k - 1) S)/(1 - n k)`` for location 0: a power law of index ``1/k``.
    """
    slope = curve.slope_above
    if slope >= 1:
        return inf, inf
    log_odds, weights = _points(curve)
    value = np.exp(curve.at(log_odds, expit(log_odds)))
    tail = exp((slope - 1) * FARTHEST) / (1 - slope)
    mean = float(weights @ value) + tail
    if slope >= 0.5:
        return mean, inf
    tail_of_square = exp((2 * slope - 1) * FARTHEST) / (1 - 2 * slope)
    variance = float(weights @ (value - mean) ** 2) + tail_of_square - 2 * mean * tail + mean * mean * exp(-FARTHEST)
    return mean, sqrt(variance)


def _points(curve: Curve) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return log odds and their probabilities: 16 Gauss-Legendre points on panels as narrow as the curve is steep."""
    steepest = abs(curve.scale) + abs(curve.skew)
    panels = 80 * ceil(max(1.0, steepest))
    nodes, weights = np.polynomial.legendre.leggauss(16)
    half = FARTHEST / panels
    middles = half * (2 * np.arange(panels) + 1 - panels)
    log_odds = (middles[:, None] + half * nodes).ravel()
    return log_odds, np.tile(half * weights, panels) * expit(log_odds) * expit(-log_odds)

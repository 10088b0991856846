"""The beta distribution between two ends, in which PERT, the range and the body of an overrun are written."""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt
from typing import TYPE_CHECKING

import numpy as np
from scipy.special import betainc, betaincc, betaincinv, betaln, xlog1py, xlogy

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray


@dataclass(frozen=True, slots=True)
class ScaledBeta:
    """A beta distribution stretched from `minimum` to `maximum`; a constant where the two are equal.

    Attributes
    ----------
    minimum, maximum
        The ends, in the unit of the quantity.
    alpha, beta
        The shape: density proportional to ``z**(alpha-1) * (1-z)**(beta-1)``, ``z`` from 0 at the minimum to 1.
    """

    minimum: float
    maximum: float
    alpha: float
    beta: float

    @classmethod
    def pert(cls, minimum: float, likely: float, maximum: float, shape: float = 4.0) -> ScaledBeta:
        """Return the PERT distribution: ``alpha = 1 + shape (m-a)/(b-a)``, ``beta = 1 + shape (b-m)/(b-a)``.

        Source: Malcolm, Roseboom, Clark & Fazar (1959), with the weight of the mode free (`shape` 4 is theirs).
        """
        width = maximum - minimum
        mode = (likely - minimum) / width if width else 0.5
        return cls(minimum, maximum, 1 + shape * mode, 1 + shape * (1 - mode))

    @property
    def width(self) -> float:
        """From minimum to maximum."""
        return self.maximum - self.minimum

    def quantile(self, u: ArrayLike) -> NDArray[np.float64]:
        """Return the quantile at `u` in [0, 1], of the shape of `u`, never outside the two ends."""
        # SciPy's inverse fails (nan) for some u below 1e-100, which no draw ever is.
        safe = np.where(np.greater(u, 0), np.maximum(u, 1e-100), 0.0)
        value = self.minimum + self.width * betaincinv(self.alpha, self.beta, safe)
        return np.asarray(np.clip(value, self.minimum, self.maximum))

    def cdf(self, x: ArrayLike) -> NDArray[np.float64]:
        """Return the probability of a value up to `x`."""
        if not self.width:
            return np.greater_equal(x, self.minimum).astype(np.float64)
        return np.asarray(betainc(self.alpha, self.beta, self._standard(x)), dtype=np.float64)

    def density(self, x: ArrayLike) -> NDArray[np.float64]:
        """Return the probability per unit at `x`; 0 outside the ends, and for a constant, which has none."""
        if not self.width:
            return np.zeros(np.shape(x))
        z = self._standard(x)
        logarithm = xlogy(self.alpha - 1, z) + xlog1py(self.beta - 1, -z) - betaln(self.alpha, self.beta)
        inside = np.greater_equal(x, self.minimum) & np.less_equal(x, self.maximum)
        return np.where(inside, np.exp(logarithm) / self.width, 0.0)

    def mean(self) -> float:
        """Return the mean."""
        return self.minimum + self.width * self.alpha / (self.alpha + self.beta)

    def sd(self) -> float:
        """Return the standard deviation: variance ``w**2 alpha beta / ((alpha+beta)**2 (alpha+beta+1))``."""
        total = self.alpha + self.beta
        return self.width * sqrt(self.alpha * self.beta / (total + 1)) / total

    def shares_beyond(self, lower: float, upper: float) -> tuple[float, float]:
        """Return the probabilities of a value below `lower` and of one above `upper`; bounds may be infinite."""
        if not self.width:
            return float(self.minimum < lower), float(self.minimum > upper)
        low, high = self._standard(lower), self._standard(upper)
        return float(betainc(self.alpha, self.beta, low)), float(betaincc(self.alpha, self.beta, high))

    def clipped_moments(self, lower: float, upper: float) -> tuple[float, float]:
        """Return mean and standard deviation of the value clipped to `lower` and `upper`; bounds may be infinite.

        Clipping moves the probability beyond a bound onto it. What lies between is integrated with the partial
        moments of the beta distribution, ``E[z; z <= x] = alpha/(alpha+beta) I(alpha+1, beta, x)`` and so on, ``I``
        the regularised incomplete beta function (Abramowitz & Stegun 1964, 26.5).
        """
        if not self.width:
            return min(max(self.minimum, lower), upper), 0.0
        ends = np.array([self._standard(lower), self._standard(upper)])
        low, high = map(float, ends)
        at_low, at_high = self.shares_beyond(lower, upper)
        first = self.alpha / (self.alpha + self.beta)
        second = first * (self.alpha + 1) / (self.alpha + self.beta + 1)
        between = np.diff([betainc(self.alpha + power, self.beta, ends) for power in range(3)]).ravel()
        moment_0, moment_1, moment_2 = map(float, between * (1, first, second))
        mean = at_low * low + at_high * high + moment_1
        inside = moment_2 - 2 * mean * moment_1 + mean * mean * moment_0
        variance = at_low * (low - mean) ** 2 + at_high * (high - mean) ** 2 + inside
        return self.minimum + self.width * mean, self.width * sqrt(max(variance, 0.0))

    def _standard(self, x: ArrayLike) -> NDArray[np.float64]:
        return np.clip((np.asarray(x, dtype=np.float64) - self.minimum) / self.width, 0.0, 1.0)

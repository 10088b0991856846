"""The lognormal distribution, told by mean and standard deviation of the quantity itself."""

from __future__ import annotations

from math import exp, log, log1p, sqrt
from typing import TYPE_CHECKING, Literal

import numpy as np
from scipy.special import ndtri

from roitool.errors import Problem
from roitool.scenario.quantities.base import BaseQuantity
from roitool.scenario.quantities.checks import positive

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

WIDEST = 1e6
"""The largest deviation, in averages: the median is then a millionth of the average."""


class Lognormal(BaseQuantity):
    """A positive quantity whose logarithm is normal, with mean `average` and standard deviation `deviation` itself.

    ``σ² = ln(1 + (deviation/average)²)``, ``μ = ln(average) - σ²/2`` (Johnson, Kotz & Balakrishnan 1994, 14.2).
    """

    kind: Literal["lognormal"] = "lognormal"
    average: float
    deviation: float

    def _logarithm(self) -> tuple[float, float]:
        """Return mean and standard deviation of the logarithm."""
        variance = log1p((self.deviation / self.average) ** 2)
        return log(self.average) - variance / 2, sqrt(variance)

    def _quantile(self, u: NDArray[np.float64]) -> NDArray[np.float64]:
        mu, sigma = self._logarithm()
        return np.asarray(np.exp(mu + sigma * ndtri(u)))

    def mean(self) -> float:
        """Return the average."""
        return self.average

    def sd(self) -> float:
        """Return the deviation."""
        return self.deviation

    def base(self) -> float:
        """Return the median, ``exp(μ)``."""
        return exp(self._logarithm()[0])

    def _problems(self) -> Iterator[Problem]:
        yield from positive("average", self.average)
        yield from positive("deviation", self.deviation)
        if self.average > 0 and self.deviation > WIDEST * self.average:
            yield Problem(
                ("deviation",), "deviation_too_wide", {"found": self.deviation, "bound": WIDEST * self.average}
            )

"""Distributions made of straight lines: the triangle and the flat one."""

from __future__ import annotations

from math import sqrt
from typing import TYPE_CHECKING, Literal

import numpy as np

from roitool.scenario.quantities.base import BaseQuantity
from roitool.scenario.quantities.checks import ascending

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from roitool.errors import Problem


class Triangular(BaseQuantity):
    """A density rising straight from `minimum` to `likely`, falling straight to `maximum`; all equal: a constant."""

    kind: Literal["triangular"] = "triangular"
    minimum: float
    likely: float
    maximum: float

    def _quantile(self, u: NDArray[np.float64]) -> NDArray[np.float64]:
        width, left, right = self.maximum - self.minimum, self.likely - self.minimum, self.maximum - self.likely
        rising = self.minimum + np.sqrt(u * (width * left))
        falling = self.maximum - np.sqrt((1 - u) * (width * right))
        return np.where(u * width <= left, np.minimum(rising, self.likely), np.maximum(falling, self.likely))

    def mean(self) -> float:
        """Return ``(a + m + b)/3``."""
        return self.minimum + ((self.likely - self.minimum) + (self.maximum - self.minimum)) / 3

    def sd(self) -> float:
        """Return the standard deviation: variance ``((m-a)**2 + (b-m)**2 + (b-a)**2)/36``."""
        left, right = self.likely - self.minimum, self.maximum - self.likely
        return sqrt(left * left + right * right + (left + right) ** 2) / 6

    def base(self) -> float:
        """Return the most likely value."""
        return self.likely

    def _problems(self) -> Iterator[Problem]:
        yield from ascending(("minimum", self.minimum), ("likely", self.likely), ("maximum", self.maximum))


class Uniform(BaseQuantity):
    """Every value from `minimum` to `maximum` equally likely; both equal: a constant."""

    kind: Literal["uniform"] = "uniform"
    minimum: float
    maximum: float

    def _quantile(self, u: NDArray[np.float64]) -> NDArray[np.float64]:
        return np.minimum(self.minimum + (self.maximum - self.minimum) * u, self.maximum)

    def mean(self) -> float:
        """Return the middle."""
        return (self.minimum + self.maximum) / 2

    def sd(self) -> float:
        """Return ``(b-a)/sqrt(12)``."""
        return (self.maximum - self.minimum) / sqrt(12)

    def base(self) -> float:
        """Return the mean."""
        return self.mean()

    def _problems(self) -> Iterator[Problem]:
        yield from ascending(("minimum", self.minimum), ("maximum", self.maximum))

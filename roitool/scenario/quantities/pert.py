"""PERT: ends that cannot be passed and a most likely value."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from roitool.errors import Problem
from roitool.scenario.quantities.base import BaseQuantity
from roitool.scenario.quantities.checks import ascending
from roitool.scenario.quantities.scaled_beta import ScaledBeta

if TYPE_CHECKING:
    from collections.abc import Iterator

    import numpy as np
    from numpy.typing import NDArray

SHARPEST = 100.0
"""The largest weight of the mode that is accepted: beyond it the ends no longer mean anything."""


class Pert(BaseQuantity):
    """A smooth hump from `minimum` to `maximum` with its top at `likely`; all three equal is a constant.

    Attributes
    ----------
    shape
        Weight of the most likely value, λ: mean ``(a + λ m + b)/(λ + 2)``, variance ``(μ-a)(b-μ)/(λ+3)``. 4 is the
        PERT of Malcolm et al. (1959); above 0, up to 100.
    """

    kind: Literal["pert"] = "pert"
    minimum: float
    likely: float
    maximum: float
    shape: float = 4.0

    @property
    def distribution(self) -> ScaledBeta:
        """The beta distribution it is."""
        return ScaledBeta.pert(self.minimum, self.likely, self.maximum, self.shape)

    def _quantile(self, u: NDArray[np.float64]) -> NDArray[np.float64]:
        return self.distribution.quantile(u)

    def mean(self) -> float:
        """Return ``(a + λ m + b)/(λ + 2)``."""
        return self.distribution.mean()

    def sd(self) -> float:
        """Return the exact standard deviation, not the textbook's ``(b-a)/6``."""
        return self.distribution.sd()

    def base(self) -> float:
        """Return the most likely value."""
        return self.likely

    def _problems(self) -> Iterator[Problem]:
        yield from ascending(("minimum", self.minimum), ("likely", self.likely), ("maximum", self.maximum))
        if not 0 < self.shape <= SHARPEST:
            yield Problem(("shape",), "shape_range", {"found": self.shape, "minimum": 0.0, "maximum": SHARPEST})

"""The metalog: a smooth curve through three quantiles."""

from __future__ import annotations

from math import log
from typing import TYPE_CHECKING, Literal

import numpy as np
from scipy.special import expit, logit

from roitool.errors import Problem
from roitool.scenario.quantities.base import BaseQuantity
from roitool.scenario.quantities.checks import apart
from roitool.scenario.quantities.metalog_curve import Curve

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

FEASIBLE = (0.1666, 0.8334)
"""Between which ``(P50-P10)/(P90-P10)`` has to lie for the curve to rise everywhere (Keelin 2016)."""


class Metalog(BaseQuantity):
    """The three-term metalog through P10, P50 and P90 (Keelin 2016), optionally with one or two ends.

    ``M(u) = a1 + (a2 + a3 (u - 1/2)) ln(u/(1-u))``, on the quantity itself, on ``ln(x - lower)``, on
    ``-ln(upper - x)`` or on ``ln((x - lower)/(upper - x))``.

    Attributes
    ----------
    p10, p50, p90
        Quantiles, ascending and apart.
    lower, upper
        Optional ends, below p10 and above p90. With one end the other tail is a power law: too heavy a one has no
        mean and is refused, a somewhat lighter one has no standard deviation and is warned about.
    """

    kind: Literal["metalog"] = "metalog"
    p10: float
    p50: float
    p90: float
    lower: float | None = None
    upper: float | None = None

    def _quantile(self, u: NDArray[np.float64]) -> NDArray[np.float64]:
        score = self._curve().at(logit(u), u)
        if self.lower is not None and self.upper is not None:
            value = self.lower + (self.upper - self.lower) * expit(score)
            return np.asarray(np.clip(value, self.lower, self.upper))
        with np.errstate(over="ignore"):
            if self.lower is not None:
                return np.asarray(self.lower + np.exp(score))
            if self.upper is not None:
                return np.asarray(self.upper - np.exp(-score))
        return score

    def mean(self) -> float:
        """Return the mean; infinite (with its sign) where one end leaves too heavy a tail on the other side."""
        return self._moments()[0]

    def sd(self) -> float:
        """Return the standard deviation; infinite where one end leaves too heavy a tail on the other side."""
        return self._moments()[1]

    def base(self) -> float:
        """Return the median, P50."""
        return self.p50

    def _curve(self) -> Curve:
        return Curve.through(*map(self._transformed, (self.p10, self.p50, self.p90)))

    def _transformed(self, x: float) -> float:
        if self.lower is not None and self.upper is not None:
            return log((x - self.lower) / (self.upper - x))
        if self.lower is not None:
            return log(x - self.lower)
        return x if self.upper is None else -log(self.upper - x)

    def _tail_weight(self) -> float | None:
        """Return the power of the open tail of a quantity with one end: from 1 no mean, from 1/2 no variance."""
        if (self.lower is None) == (self.upper is None):
            return None
        return self._curve().slope_above if self.upper is None else self._curve().reflected().slope_above

    def _moments(self) -> tuple[float, float]:
        if self.lower is not None and self.upper is not None:
            mean, sd = self._curve().moments_of_share()
            width = self.upper - self.lower
            return self.lower + width * mean, width * sd
        if self.lower is not None:
            mean, sd = self._curve().moments_of_exponential()
            return self.lower + mean, sd
        if self.upper is not None:
            mean, sd = self._curve().reflected().moments_of_exponential()
            return self.upper - mean, sd
        return self._curve().moments()

    def _problems(self) -> Iterator[Problem]:
        fields = [("p10", self.p10), ("p50", self.p50), ("p90", self.p90)]
        if self.lower is not None:
            fields = [("lower", self.lower), *fields]
        if self.upper is not None:
            fields = [*fields, ("upper", self.upper)]
        disorder = tuple(apart(*fields))
        yield from disorder
        if disorder:
            return
        p10, p50, p90 = map(self._transformed, (self.p10, self.p50, self.p90))
        # Far from a bound the numbers may be too near each other to be told apart.
        position = (p50 - p10) / (p90 - p10) if p90 > p10 else 0.0
        if not FEASIBLE[0] < position < FEASIBLE[1]:
            values = {"found": position, "minimum": FEASIBLE[0], "maximum": FEASIBLE[1]}
            yield Problem(("p50",), "metalog_infeasible", values)
            return
        weight = self._tail_weight()
        open_end = "p90" if self.upper is None else "p10"
        if weight is not None and weight >= 1:
            yield Problem((open_end,), "metalog_no_mean", {"found": weight, "bound": 1.0})
        elif weight is not None and weight >= 0.5:
            yield Problem((open_end,), "metalog_no_variance", {"found": weight, "bound": 0.5}, "warning")

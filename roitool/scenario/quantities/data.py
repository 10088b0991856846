"""Observations of one's own, taken as they are."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from math import sqrt
from typing import TYPE_CHECKING, Annotated, ClassVar, Literal

import numpy as np
from pydantic import Field

from roitool.scenario.quantities.base import BaseQuantity

if TYPE_CHECKING:
    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True, eq=False)
class _Order:
    """The observations ascending; one alone is written twice, as an interval without length.

    Compared by identity: arrays have no single truth value, and equal quantities have equal fields anyway.
    """

    statistics: NDArray[np.float64]


class Data(BaseQuantity):
    """The empirical distribution of `observations`, linear between the order statistics; one observation: a constant.

    The quantile at ``u`` lies at ``(n-1)u`` in the sorted list, counted from 0: definition 7 of Hyndman & Fan (1996),
    which spreadsheets and numpy use too. Between neighbours every value is equally likely, so the mean is that of the
    midpoints, with half the weight on the two extremes, not the plain average.
    """

    kind: Literal["data"] = "data"
    observations: Annotated[tuple[float, ...], Field(min_length=1, max_length=10_000)]

    discrete: ClassVar[bool] = True

    @cached_property
    def _order(self) -> _Order:
        return _Order(np.sort(self.observations if len(self.observations) > 1 else self.observations * 2))

    def _quantile(self, u: NDArray[np.float64]) -> NDArray[np.float64]:
        ordered = self._order.statistics
        place = u * (len(ordered) - 1)
        below = np.minimum(place.astype(np.intp), len(ordered) - 2)
        start, end = ordered.take(below), ordered.take(below + 1)
        return np.minimum(start + (place - below) * (end - start), end)

    def mean(self) -> float:
        """Return the mean of the interpolated distribution."""
        return float(np.mean((self._order.statistics[1:] + self._order.statistics[:-1]) / 2))

    def sd(self) -> float:
        """Return the standard deviation of the interpolated distribution: each interval gives ``(a²+ab+b²)/3``."""
        away = self._order.statistics - self.mean()
        start, end = away[:-1], away[1:]
        return sqrt(float(np.mean(start * start + start * end + end * end)) / 3)

    def base(self) -> float:
        """Return the median."""
        return float(self.quantile(0.5))

"""Quantities that jump between separate values: fixed, chance, discrete."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from math import fsum, sqrt
from typing import TYPE_CHECKING, Annotated, ClassVar, Literal

import numpy as np
from pydantic import Field

from roitool.errors import Problem
from roitool.scenario.quantities.base import BaseQuantity
from roitool.scenario.quantities.checks import probability

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

SUM_TOLERANCE = 1e-9
"""How far probabilities may add up from 1: what is lost by writing thirds in decimals of a double."""


class Fixed(BaseQuantity):
    """A known number."""

    kind: Literal["fixed"] = "fixed"
    value: float

    discrete: ClassVar[bool] = True

    def _quantile(self, u: NDArray[np.float64]) -> NDArray[np.float64]:
        return np.full_like(u, self.value)

    def mean(self) -> float:
        """Return the value."""
        return self.value

    def sd(self) -> float:
        """Return 0."""
        return 0.0

    def base(self) -> float:
        """Return the value."""
        return self.value


class Chance(BaseQuantity):
    """1 with the given probability, else 0; high `u` is 1."""

    kind: Literal["chance"] = "chance"
    probability: float

    discrete: ClassVar[bool] = True

    def _quantile(self, u: NDArray[np.float64]) -> NDArray[np.float64]:
        return np.greater(u, 1 - self.probability).astype(np.float64)

    def mean(self) -> float:
        """Return the probability."""
        return self.probability

    def sd(self) -> float:
        """Return ``sqrt(p(1-p))``."""
        return sqrt(self.probability * (1 - self.probability))

    def base(self) -> float:
        """Return 1 where it is more likely than not, else 0."""
        return float(self.probability > 0.5)

    def _problems(self) -> Iterator[Problem]:
        yield from probability(self.probability, "probability")


@dataclass(frozen=True, slots=True, eq=False)
class _Steps:
    """The possible values ascending, and the probability of each or a lower one.

    Compared by identity: arrays have no single truth value, and equal quantities have equal fields anyway.
    """

    values: NDArray[np.float64]
    cumulative: NDArray[np.float64]


class Discrete(BaseQuantity):
    """One of several values, each with its probability, in any order.

    Attributes
    ----------
    values, probabilities
        As many of the one as of the other, 1 to 1 000; the values differ, the probabilities add up to 1 within 1e-9.
    """

    kind: Literal["discrete"] = "discrete"
    values: Annotated[tuple[float, ...], Field(min_length=1, max_length=1_000)]
    probabilities: Annotated[tuple[float, ...], Field(min_length=1, max_length=1_000)]

    discrete: ClassVar[bool] = True

    @cached_property
    def _steps(self) -> _Steps:
        values, probabilities = np.array(self.values), np.array(self.probabilities)
        order = np.argsort(values)
        order = order[probabilities[order] > 0]
        cumulative = np.cumsum(probabilities[order])
        cumulative /= cumulative[-1]
        return _Steps(values[order], cumulative)

    def _quantile(self, u: NDArray[np.float64]) -> NDArray[np.float64]:
        return self._steps.values[np.searchsorted(self._steps.cumulative, u)]

    def mean(self) -> float:
        """Return the mean, each value weighted with its probability."""
        return fsum(x * p for x, p in self._pairs())

    def sd(self) -> float:
        """Return the standard deviation."""
        mean = self.mean()
        return sqrt(fsum(p * (x - mean) ** 2 for x, p in self._pairs()))

    def base(self) -> float:
        """Return the most probable value, the lowest on ties."""
        return min(self._pairs(), key=lambda pair: (-pair[1], pair[0]))[0]

    def _pairs(self) -> Iterator[tuple[float, float]]:
        total = fsum(self.probabilities)
        return ((x, p / total) for x, p in zip(self.values, self.probabilities, strict=True))

    def _problems(self) -> Iterator[Problem]:
        if len(self.values) != len(self.probabilities):
            lengths = {"values": len(self.values), "probabilities": len(self.probabilities)}
            yield Problem(("probabilities",), "lengths_differ", lengths)
        for position, found in enumerate(self.probabilities):
            yield from probability(found, "probabilities", position)
        total = fsum(self.probabilities)
        if abs(total - 1) > SUM_TOLERANCE:
            yield Problem(("probabilities",), "probabilities_sum", {"found": total, "bound": 1.0})
        seen: set[float] = set()
        for position, value in enumerate(self.values):
            if value in seen:
                yield Problem(("values", position), "value_repeated", {"found": value})
            seen.add(value)

"""Choices held against each other in the same futures."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from roitool.decision.dominance import Dominance, dominance
from roitool.measures import Estimate, Share, Summary, mean_estimate, share, summarise


@dataclass(frozen=True, slots=True)
class Pair:
    """Two choices, by their positions.

    Attributes
    ----------
    better, worse, alike
        Share of futures in which the first ends better than the other, worse, or the same; they add up to 1.
    difference
        Mean of the first less that of the other, money.
    dominates, dominated
        How far the first dominates the other, and the other way round.
    """

    one: int
    other: int
    better: Share
    worse: Share
    alike: Share
    difference: Estimate
    dominates: Dominance
    dominated: Dominance

    def turned(self) -> Pair:
        """Return the same with the other choice first."""
        less = replace(self.difference, value=-self.difference.value)
        shares = self.worse, self.better, self.alike
        return Pair(self.other, self.one, *shares, less, self.dominated, self.dominates)


def pairs(net_benefits: NDArray[np.float64]) -> tuple[Pair, ...]:
    """Return every two choices held against each other.

    Parameters
    ----------
    net_benefits
        Money, shape (futures, choices), whole blocks of 1 024 futures, at least ten.
    """
    return tuple(
        _pair(one, other, net_benefits[:, one], net_benefits[:, other])
        for one, other in combinations(range(net_benefits.shape[1]), 2)
    )


def regrets(net_benefits: NDArray[np.float64]) -> tuple[Summary, ...]:
    """Return by how much each choice falls short of the one that turns out best (Savage 1951); see :func:`pairs`."""
    return tuple(summarise(each) for each in (net_benefits.max(axis=1, keepdims=True) - net_benefits).T)


def _pair(one: int, other: int, benefits: NDArray[np.float64], against: NDArray[np.float64]) -> Pair:
    return Pair(
        one,
        other,
        share(benefits > against),
        share(benefits < against),
        share(benefits == against),
        mean_estimate(benefits - against),
        dominance(benefits, against),
        dominance(against, benefits),
    )

"""Candidates in the same futures twice: what is kept of a run so that two can be held against each other."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from roitool.evaluate.outcomes import CandidateOutcome
from roitool.measures import Estimate
from roitool.measures.estimates import in_blocks, standard_errors
from roitool.monitor import Monitor
from roitool.scenario.scenario import Scenario

Blocks = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class InBlocks:
    """What a candidate comes to in each block of futures, shape (blocks,): all that is kept for a difference."""

    npv: Blocks
    earned_back: Blocks
    in_time: Blocks
    short: Blocks


def kept_in_blocks(scenario: Scenario, outcomes: Sequence[CandidateOutcome]) -> tuple[InBlocks, ...]:
    """Return what each candidate comes to in each block of futures."""
    kept = []
    for candidate, found in zip(scenario.candidates, outcomes, strict=True):
        ids = [way.id for way in candidate.ways_of_paying]
        survival = found.ways[ids.index(candidate.paid_by)].survival
        columns = (
            found.npv,
            found.npv > 0,
            found.payback <= scenario.thresholds.payback_years,
            survival.first_short < found.without.first_short,
        )
        kept.append(InBlocks(*(in_blocks(column).mean(axis=1) for column in columns)))
    return tuple(kept)


def less(one: Blocks, other: Blocks, *, paired: bool) -> Estimate:
    """Return the mean of one less that of the other, from the mean of each block.

    Blocks of one seed are differenced one by one (common random numbers: Law & Kelton, chapter on variance reduction);
    those of two seeds are independent, so that their variances add up.
    """
    value = float(one.mean() - other.mean())
    if paired:
        return Estimate(value, float(standard_errors(one - other)), len(one))
    return Estimate(value, math.hypot(standard_errors(one), standard_errors(other)), len(one))


class OneOf(Monitor):
    """Hears of one of several runs, and tells how far all of them together are."""

    def __init__(self, whole: Monitor, number: int, runs: int) -> None:
        super().__init__()
        self._whole, self._number, self._runs = whole, number, runs

    def progress(self, done: int, total: int) -> None:
        """Pass on how far all runs are."""
        self._whole.progress(self._number * total + done, self._runs * total)

    def check(self) -> None:
        """Ask whoever waits for all of them."""
        self._whole.check()

"""What differs from future to future for a candidate: figures, whether it fails, how often events happen."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from roitool.cashflow.arrays import Row
from roitool.decision.cells import Cells, cells_by, cells_of
from roitool.decision.strongest import ranks
from roitool.errors import Place
from roitool.evaluate.outcomes import CandidateOutcome
from roitool.measures.estimates import FEWEST_BLOCKS
from roitool.sampling.draws import DrawnFutures
from roitool.sampling.streams import BLOCK
from roitool.scenario.in_use import inputs_in_use
from roitool.scenario.inputs import Input
from roitool.scenario.integration import overrun_of
from roitool.scenario.quantities import Fixed
from roitool.scenario.scenario import Scenario

What = Literal["figure", "failure", "event"]
"""A figure that somebody stated, whether it never works, or how often an event happens."""


@dataclass(frozen=True, slots=True)
class DrawnFigure:
    """Something drawn.

    Attributes
    ----------
    place
        Of the figure; of a failure or an event, the place of its chance.
    values
        In each future, shape (futures,).
    uniform
        The uniform numbers that a figure is drawn from; None where it has separate values, as a failure or an event.
    """

    place: Place
    what: What
    values: Row
    uniform: Row | None = None

    @property
    def distinct(self) -> bool:
        """Whether it takes no value more than once; one that is drawn continuously may repeat a bound alone."""
        if self.uniform is None:
            return False
        ends = self.values.min(), self.values.max()
        return all(np.count_nonzero(self.values == end) == 1 for end in ends)

    def ranks(self) -> NDArray[np.float64]:
        """Return what ranks it in each block: the numbers it is drawn from, unless it takes a value more than once."""
        if self.uniform is not None and self.distinct:
            return self.uniform.reshape(-1, BLOCK)
        return ranks(self.values)

    def cells(self, count: int) -> Cells:
        """Return the futures sorted by it into so many cells; equal values are in the same one."""
        if self.uniform is None:
            return cells_by(self.values, count)
        cells = cells_of(self.uniform, count)
        # Where it is clipped at a bound those futures are of one rank: the middle of theirs.
        for end, at_top in ((self.values.min(), False), (self.values.max(), True)):
            tied = self.values == end
            half = np.count_nonzero(tied) / tied.size / 2
            cells.of_future[tied] = int((1 - half if at_top else half) * count)
        return cells


def drawn_figures(
    scenario: Scenario, position: int, futures: DrawnFutures, outcome: CandidateOutcome
) -> Iterator[DrawnFigure]:
    """Yield what is drawn for a candidate and the company it is for, in futures of which it is known what came."""
    candidate = scenario.candidates[position]
    own: Place = ("candidates", position)
    yield from drawn_inputs(scenario, position, futures)
    if candidate.failure is not None:
        yield DrawnFigure((*own, "failure", "chance"), "failure", outcome.failed.astype(np.float64))
    for at, times in enumerate(outcome.happened):
        yield DrawnFigure((*own, "events", at, "chance"), "event", times)


def drawn_inputs(scenario: Scenario, position: int, futures: DrawnFutures) -> Iterator[DrawnFigure]:
    """Yield the uncertain figures of a candidate and the company it is for, in so many futures."""
    for place, figure in uncertain_figures(scenario, position):
        values = np.asarray(futures.values([figure])[figure.id])
        uniform = None if figure.quantity.discrete else futures.uniform(figure.stream)
        yield DrawnFigure(place, "figure", values, uniform)


def ranks_of(figures: Sequence[DrawnFigure]) -> NDArray[np.float64]:
    """Return what ranks each of some in ten blocks of futures, as correlations are taken of it."""
    return np.array([each.ranks() for each in figures]).reshape(-1, FEWEST_BLOCKS, BLOCK)


def uncertain_figures(scenario: Scenario, position: int) -> Iterator[tuple[Place, Input]]:
    """Yield the uncertain figures that a candidate and the company it is for are calculated with, as they are drawn."""
    as_drawn = overrun_of(scenario, scenario.candidates[position])
    for place, figure in inputs_in_use(scenario, position):
        found = as_drawn if as_drawn is not None and figure.id == as_drawn.id else figure
        if not isinstance(found.quantity, Fixed):
            yield place, found

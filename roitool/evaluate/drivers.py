"""What drives a candidate: how much of its spread each figure accounts for, and what it would be worth to know it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from roitool.cashflow.arrays import Row
from roitool.decision.information import CELLS, Choice
from roitool.decision.strongest import correlations, ranks
from roitool.decision.variance import first_order
from roitool.errors import Place
from roitool.evaluate.drawn import DrawnFigure, What, ranks_of
from roitool.evaluate.evaluation import Evaluation
from roitool.evaluate.first_futures import FIRST_FUTURES, in_first_futures
from roitool.evaluate.learning import Lesson, lessons
from roitool.evaluate.memory import Memory
from roitool.evaluate.outcomes import as_paid
from roitool.measures import Estimate
from roitool.monitor import Monitor
from roitool.scenario.learning import ways_of_learning, with_assumed


@dataclass(frozen=True, slots=True)
class Driver:
    """Something drawn, and what it does to the net present value.

    Attributes
    ----------
    place
        Of the figure; of a failure or an event, the place of its chance.
    share
        Of the variance of the NPV, a fraction; with figures that it is correlated with it counts what they share.
    correlation
        Spearman's rank correlation with the NPV.
    worth
        What it is worth at most to know it before choosing between this candidate and doing nothing, money.
    """

    place: Place
    what: What
    share: Estimate
    correlation: Estimate
    worth: Estimate


@dataclass(frozen=True, slots=True)
class Drivers:
    """What drives a candidate, paid in its chosen way.

    Attributes
    ----------
    worth
        What it is worth to know everything beforehand, money.
    drivers
        The largest share first; none where the NPV is the same in all futures.
    lessons
        How its figures are learnt beforehand, what leaves most after its cost first.
    futures
        How many, the first ones, were looked at.
    """

    candidate: str
    worth: Estimate
    drivers: tuple[Driver, ...]
    lessons: tuple[Lesson, ...]
    futures: int


def drivers(
    evaluation: Evaluation, position: int, monitor: Monitor | None = None, memory: Memory | None = None
) -> Drivers:
    """Look for what drives one candidate, in the first 10 240 futures.

    Parameters
    ----------
    position
        Of the candidate.
    monitor
        Asked whether to stop, before each part of the calculation.
    memory
        What the evaluation left in this thread.

    Raises
    ------
    Cancelled
        Somebody asked the monitor to stop.
    """
    monitor, scenario = monitor or Monitor(), evaluation.scenario
    candidate = scenario.candidates[position]
    ((outcome, drawn),) = in_first_futures(evaluation, (position,), monitor, memory or Memory())
    choice = Choice.between(np.column_stack([np.zeros(FIRST_FUTURES), as_paid(candidate, outcome)]))
    together = correlations(ranks_of(drawn), ranks(outcome.npv))
    found: list[Driver] = []
    if together is not None:
        for number, figure in enumerate(drawn):
            monitor.check()
            found.append(_driver(figure, outcome.npv, choice, together.of(number)))
    found.sort(key=lambda driver: -driver.share.value)
    worths = {driver.place: driver.worth for driver in found}
    by_place = {figure.place: figure for figure in drawn if figure.place in worths}
    figures = [figure.place for figure in by_place.values() if figure.what == "figure"]
    ways = with_assumed(ways_of_learning(scenario, position), figures, float(outcome.investment.mean()))
    learnt = lessons(ways, by_place, worths, choice, monitor)
    return Drivers(candidate.id, choice.evpi(), tuple(found), learnt, FIRST_FUTURES)


def _driver(figure: DrawnFigure, npv: Row, choice: Choice, correlation: Estimate) -> Driver:
    values, cells = figure.values, figure.cells(CELLS)
    share, worth = first_order(values, npv, cells), choice.evppi(values, cells)
    return Driver(figure.place, figure.what, share, correlation, worth)

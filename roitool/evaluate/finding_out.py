"""What to find out first: what it is worth to know each figure before one of all candidates, or none, is chosen."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from roitool.decision.information import CELLS, Choice
from roitool.errors import Place
from roitool.evaluate.drawn import DrawnFigure, What
from roitool.evaluate.evaluation import Evaluation
from roitool.evaluate.first_futures import FIRST_FUTURES, in_first_futures
from roitool.evaluate.learning import Lesson, lessons
from roitool.evaluate.memory import Memory
from roitool.evaluate.outcomes import as_paid
from roitool.measures import Estimate
from roitool.monitor import Monitor
from roitool.scenario.learning import Way, ways_of_learning, with_assumed


@dataclass(frozen=True, slots=True)
class Unknown:
    """Something drawn, and what it would be worth to know it.

    Attributes
    ----------
    place
        Of the figure; of a failure or an event, the place of its chance.
    candidates
        Positions of those that are calculated with it.
    worth
        What it is worth at most to know it before the choice, money.
    """

    place: Place
    what: What
    candidates: tuple[int, ...]
    worth: Estimate


@dataclass(frozen=True, slots=True)
class FindingOut:
    """What is worth finding out before one candidate is chosen, each paid in its chosen way, or none.

    Attributes
    ----------
    worth
        What it is worth to know everything beforehand, money.
    unknowns
        What is worth most first.
    lessons
        How figures are learnt beforehand, what leaves most after its cost first.
    futures
        How many, the first ones, were looked at.
    """

    worth: Estimate
    unknowns: tuple[Unknown, ...]
    lessons: tuple[Lesson, ...]
    futures: int


def finding_out(evaluation: Evaluation, monitor: Monitor | None = None, memory: Memory | None = None) -> FindingOut:
    """Look for what is worth finding out over all candidates of a scenario, in the first 10 240 futures.

    Parameters
    ----------
    monitor
        Asked whether to stop, before each candidate and each figure.
    memory
        What the evaluation left in this thread.

    Raises
    ------
    Cancelled
        Somebody asked the monitor to stop.
    """
    monitor, scenario = monitor or Monitor(), evaluation.scenario
    columns = [np.zeros(FIRST_FUTURES)]
    drawn: dict[Place, DrawnFigure] = {}
    users: dict[Place, list[int]] = {}
    ways: list[Way] = []
    positions = range(len(scenario.candidates))
    calculated = in_first_futures(evaluation, positions, monitor, memory or Memory())
    for position, (outcome, figures) in zip(positions, calculated, strict=True):
        columns.append(as_paid(scenario.candidates[position], outcome))
        for figure in figures:
            drawn.setdefault(figure.place, figure)
            users.setdefault(figure.place, []).append(position)
        stated = [figure.place for figure in figures if figure.what == "figure"]
        ways += with_assumed(ways_of_learning(scenario, position), stated, float(outcome.investment.mean()))
    choice = Choice.between(np.column_stack(columns))
    found: list[Unknown] = []
    for place, figure in drawn.items():
        monitor.check()
        worth = choice.evppi(figure.values, figure.cells(CELLS))
        found.append(Unknown(place, figure.what, tuple(users[place]), worth))
    found.sort(key=lambda unknown: -unknown.worth.value)
    worths = {unknown.place: unknown.worth for unknown in found}
    return FindingOut(choice.evpi(), tuple(found), lessons(ways, drawn, worths, choice, monitor), FIRST_FUTURES)

"""What matters about one candidate: what drives it, its swings, where it turns, and on whose word it rests."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from roitool.evaluate.breakeven import BreakEven, break_evens
from roitool.evaluate.drivers import Driver, Drivers, drivers
from roitool.evaluate.evaluation import Evaluation
from roitool.evaluate.memory import Memory
from roitool.evaluate.sources import Source, sources
from roitool.evaluate.tornado import Tornado, tornado
from roitool.evaluate.two_way import TwoWay, two_way
from roitool.monitor import Monitor
from roitool.scenario.editing import value_at
from roitool.scenario.scenario import Scenario

MOST = 10
"""Of so many that move a candidate most it is looked for where they turn the answer."""

IN_TABLES = 6
"""So many of the strongest figures are put to values two at a time."""


@dataclass(frozen=True, slots=True)
class Matters:
    """What matters about one candidate.

    Attributes
    ----------
    position
        Of the candidate.
    tables
        Two figures at a time: every two of its strongest, or those that were asked for.
    turning
        Where its strongest drivers turn the answer; None as long as that is being looked for.
    """

    evaluation: Evaluation
    position: int
    drivers: Drivers
    tornado: Tornado
    tables: tuple[TwoWay, ...]
    sources: tuple[Source, ...]
    turning: tuple[BreakEven, ...] | None


def matters(
    evaluation: Evaluation, position: int, monitor: Monitor | None = None, memory: Memory | None = None
) -> Iterator[Matters]:
    """Yield what matters about a candidate, and then the same with what takes longest, where it turns.

    Raises
    ------
    Cancelled
        Somebody asked the monitor to stop.
    """
    monitor, scenario = monitor or Monitor(), evaluation.scenario
    found = drivers(evaluation, position, monitor, memory)
    swings = tornado(scenario, position)
    figures = [driver.place for driver in found.drivers if _has_values_between(scenario, driver)]
    tables = two_way(scenario, position, figures[:IN_TABLES], monitor)
    first = Matters(evaluation, position, found, swings, tables, sources(scenario, found, swings), None)
    yield first
    yield replace(first, turning=turning_points(scenario, position, found, monitor))


def turning_points(
    scenario: Scenario, position: int, found: Drivers, monitor: Monitor | None = None
) -> tuple[BreakEven, ...]:
    """Return where the figures that move a candidate most turn the answer.

    Raises
    ------
    Cancelled
        Somebody asked the monitor to stop.
    """
    strongest = {driver.place for driver in found.drivers[:MOST]}
    return break_evens(scenario, position, strongest, monitor)


def _has_values_between(scenario: Scenario, driver: Driver) -> bool:
    return driver.what == "figure" and not value_at(scenario, driver.place).quantity.discrete

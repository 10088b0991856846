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
"""Of so many that move a candidate most everything is told."""

STRONGEST = 6
"""Of so many of the strongest figures every two are put to values together first."""


@dataclass(frozen=True, slots=True)
class Matters:
    """What matters about one candidate.

    Attributes
    ----------
    position
        Of the candidate.
    tables
        Every two of its figures together, the strongest first, or those that were asked for.
    turning
        Where each figure turns the answer, the strongest first; None as long as that is being looked for. Until then
        there are tables of the strongest figures alone.
    """

    evaluation: Evaluation
    position: int
    drivers: Drivers
    tornado: Tornado
    tables: tuple[TwoWay, ...]
    sources: tuple[Source, ...]
    turning: tuple[BreakEven, ...] | None

    @property
    def strongest_tables(self) -> tuple[TwoWay, ...]:
        """The tables of the strongest figures alone."""
        places = dict.fromkeys(place for table in self.tables for place in (table.one, table.other))
        strongest = set(list(places)[:STRONGEST])
        return tuple(table for table in self.tables if {table.one, table.other} <= strongest)


def matters(
    evaluation: Evaluation, position: int, monitor: Monitor | None = None, memory: Memory | None = None
) -> Iterator[Matters]:
    """Yield what matters about a candidate, and then the same with what takes longest: where it turns, and every two.

    Raises
    ------
    Cancelled
        Somebody asked the monitor to stop.
    """
    monitor, scenario = monitor or Monitor(), evaluation.scenario
    found = drivers(evaluation, position, monitor, memory)
    swings = tornado(scenario, position)
    figures = [driver.place for driver in found.drivers if _has_values_between(scenario, driver)]
    tables = two_way(scenario, position, figures[:STRONGEST], monitor)
    first = Matters(evaluation, position, found, swings, tables, sources(scenario, found, swings), None)
    yield first
    turning = turning_points(scenario, position, found, monitor, memory)
    yield replace(first, turning=turning, tables=two_way(scenario, position, figures, monitor))


def turning_points(
    scenario: Scenario,
    position: int,
    found: Drivers,
    monitor: Monitor | None = None,
    memory: Memory | None = None,
) -> tuple[BreakEven, ...]:
    """Return where each figure of a candidate turns the answer, the strongest first; none where nothing moves it.

    Raises
    ------
    Cancelled
        Somebody asked the monitor to stop.
    """
    order = {driver.place: number for number, driver in enumerate(found.drivers)}
    turning = break_evens(scenario, position, order, monitor, memory)
    return tuple(sorted(turning, key=lambda each: order[each.place]))


def _has_values_between(scenario: Scenario, driver: Driver) -> bool:
    return driver.what == "figure" and not value_at(scenario, driver.place).quantity.discrete

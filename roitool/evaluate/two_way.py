"""The base case with two figures at a time at several values: what a two-way table is made of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from roitool.errors import Place, ScenarioError
from roitool.evaluate.drawn import uncertain_figures
from roitool.evaluate.engine import Engine
from roitool.measures import npv
from roitool.monitor import Monitor
from roitool.sampling.draws import BaseCase, SomeFutures
from roitool.sampling.overridden import Overridden
from roitool.scenario.scenario import Scenario

QUANTILES = (0.1, 0.25, 0.5, 0.75, 0.9)
"""Each figure is put to these of its quantiles, the outermost those of the tornado."""


@dataclass(frozen=True, slots=True)
class TwoWay:
    """What two figures do together to the net present value of the base case.

    Attributes
    ----------
    one, other
        The places of the figures.
    values_of_one, values_of_other
        What they are put to, each in its own unit, ascending; fewer where several quantiles are one value.
    present
        The NPV, a row for each value of the one, and in it one for each value of the other.
    """

    one: Place
    other: Place
    values_of_one: tuple[float, ...]
    values_of_other: tuple[float, ...]
    present: tuple[tuple[float, ...], ...]

    def turned(self) -> TwoWay:
        """Return the same with rows and columns exchanged."""
        present = tuple(zip(*self.present, strict=True))
        return TwoWay(self.other, self.one, self.values_of_other, self.values_of_one, present)


def two_way(
    scenario: Scenario, position: int, places: Sequence[Place], monitor: Monitor | None = None
) -> tuple[TwoWay, ...]:
    """Return a table for every two of some figures of a candidate; those that make a formula unusable are left out.

    Raises
    ------
    Cancelled
        Somebody asked the monitor to stop.
    """
    monitor = monitor or Monitor()
    engine = Engine(scenario)
    found = []
    for one, other in combinations(places, 2):
        monitor.check()
        try:
            found.append(_table(engine, position, one, other))
        except ScenarioError:
            continue
    return tuple(found)


def _table(engine: Engine, position: int, one: Place, other: Place) -> TwoWay:
    drawn = dict(uncertain_figures(engine.scenario, position))
    figures = drawn[one], drawn[other]
    values = [np.unique(figure.quantity.quantile(np.array(QUANTILES))) for figure in figures]
    rows, columns = np.repeat(values[0], values[1].size), np.tile(values[1], values[0].size)
    base = SomeFutures(BaseCase(), np.zeros(rows.size, dtype=np.intp))
    futures = Overridden(base, {figures[0].id: rows, figures[1].id: columns})
    project = engine.model.flows(position, engine.model.company(futures)).project
    present = npv(engine.monthly_rate, project).reshape(values[0].size, -1).tolist()
    down, across = (tuple(each.tolist()) for each in values)
    return TwoWay(one, other, down, across, tuple(tuple(row) for row in present))

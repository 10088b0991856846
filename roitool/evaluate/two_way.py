"""The base case with two figures at a time at several values: what a two-way table is made of."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from roitool.cashflow.arrays import Row
from roitool.errors import Place, ScenarioError
from roitool.evaluate.drawn import uncertain_figures
from roitool.evaluate.engine import Engine
from roitool.measures import npv
from roitool.monitor import Monitor
from roitool.sampling.draws import BaseCase, SomeFutures
from roitool.sampling.overridden import Overridden
from roitool.scenario.inputs import Input
from roitool.scenario.scenario import Scenario

QUANTILES = (0.1, 0.25, 0.5, 0.75, 0.9)
"""Each figure is put to these of its quantiles, the outermost those of the tornado."""

TOGETHER = 300
"""So many tables are worked out at once: as many columns as a chunk has futures."""


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

    Many tables are worked out in one pass through the months, which costs more than what is in them.

    Raises
    ------
    Cancelled
        Somebody asked the monitor to stop.
    """
    monitor, engine = monitor or Monitor(), Engine(scenario)
    drawn = dict(uncertain_figures(scenario, position))
    pairs = [_Pair.of(one, other, drawn) for one, other in combinations(places, 2)]
    found: list[TwoWay] = []
    for start in range(0, len(pairs), TOGETHER):
        found += _tables(engine, position, pairs[start : start + TOGETHER], monitor)
    return tuple(found)


@dataclass(frozen=True, slots=True)
class _Pair:
    """Two figures, and a column of the one and of the other for each cell of their table."""

    places: tuple[Place, Place]
    figures: tuple[Input, Input]
    values: tuple[Row, Row]
    columns: tuple[Row, Row]

    @classmethod
    def of(cls, one: Place, other: Place, drawn: Mapping[Place, Input]) -> _Pair:
        figures = drawn[one], drawn[other]
        down, across = (np.unique(figure.quantity.quantile(np.array(QUANTILES))) for figure in figures)
        columns = np.repeat(down, across.size), np.tile(across, down.size)
        return cls((one, other), figures, (down, across), columns)

    def table(self, present: Row) -> TwoWay:
        down, across = (tuple(each.tolist()) for each in self.values)
        rows = present.reshape(len(down), len(across)).tolist()
        return TwoWay(*self.places, down, across, tuple(tuple(row) for row in rows))


def _tables(engine: Engine, position: int, pairs: Sequence[_Pair], monitor: Monitor) -> list[TwoWay]:
    """Return the tables of some pairs; where one of them cannot be calculated it is looked for by halves."""
    monitor.check()
    try:
        return _together(engine, position, pairs)
    except ScenarioError:
        if len(pairs) == 1:
            return []
    half = len(pairs) // 2
    return [
        *_tables(engine, position, pairs[:half], monitor),
        *_tables(engine, position, pairs[half:], monitor),
    ]


def _together(engine: Engine, position: int, pairs: Sequence[_Pair]) -> list[TwoWay]:
    ends = np.cumsum([0, *(pair.columns[0].size for pair in pairs)])
    values: dict[str, Row] = {}
    for pair, start, end in zip(pairs, ends[:-1], ends[1:], strict=True):
        for figure, column in zip(pair.figures, pair.columns, strict=True):
            if figure.id not in values:
                values[figure.id] = np.full(ends[-1], figure.quantity.base())
            values[figure.id][start:end] = column
    base = SomeFutures(BaseCase(), np.zeros(ends[-1], dtype=np.intp))
    project = engine.model.flows(position, engine.model.company(Overridden(base, values))).project
    present = npv(engine.monthly_rate, project)
    return [pair.table(present[start:end]) for pair, start, end in zip(pairs, ends[:-1], ends[1:], strict=True)]

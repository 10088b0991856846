"""Which columns the futures of an answer have, and their values, a chunk of futures at a time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from roitool.errors import Problem, ScenarioError
from roitool.evaluate.drawn import uncertain_figures
from roitool.evaluate.engine import Engine
from roitool.evaluate.memory import Memory
from roitool.evaluate.run import chunk_sizes
from roitool.exports.futures.measured import (
    OF_CANDIDATE,
    OF_FLEET,
    OF_WAY,
    Measure,
    OneCandidate,
    OneWay,
    Values,
)
from roitool.exports.order import Order
from roitool.sampling.draws import DrawnFutures
from roitool.sampling.streams import BLOCK
from roitool.scenario.candidate import Candidate
from roitool.scenario.inputs import Input
from roitool.scenario.lines import Fleet
from roitool.scenario.scenario import Scenario
from roitool.wording.ways import names_of_ways
from roitool.wording.words import Words

MOST_NUMBERS = 20_000_000
"""So many at most are written: some 350 MB of text, which is made in memory. A usual run has one million."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column.

    Attributes
    ----------
    id
        ``in.hourly_cost`` and ``in.cobot.hours_freed`` are figures as drawn, ``out.cobot.npv`` is what came of them.
        It is made of ids of the document, so that it stays when a label or the language changes.
    complete
        Whether it holds a finite number in every future, whatever the scenario.
    candidate
        Title of the candidate that it is of; empty for a figure that all share.
    label
        The name of the figure, of the way of paying or of the fleet; empty for a measure of the candidate itself.
    unit
        Of a figure, as the document has it; of an outcome, what is counted.
    code
        What is told: ``figure``, or the name of the measure.
    """

    id: str
    complete: bool
    candidate: str
    label: str
    unit: str
    code: str


class FuturesOfOrder:
    """The futures that an answer was made from: those of its run, drawn once more from the same seed.

    Attributes
    ----------
    columns
        In their order: shared figures, figures of each candidate, outcomes of each candidate.
    count
        How many futures.

    Raises
    ------
    ScenarioError
        ``too_many_numbers``: futures times columns.
    """

    def __init__(self, order: Order) -> None:
        self._scenario = order.evaluation.scenario
        self._positions = order.positions
        self._figures = _figures(self._scenario, order.positions)
        self.columns = (*_figure_columns(self._figures, self._scenario, order.words), *_outcome_columns(order))
        self.count = order.evaluation.provenance.futures
        if self.count * len(self.columns) > MOST_NUMBERS:
            found = {"found": self.count * len(self.columns), "bound": MOST_NUMBERS}
            raise ScenarioError([Problem((), "too_many_numbers", found)])

    def chunks(self) -> Iterator[list[Values]]:
        """Yield the values of all columns, futures in their order, each array of the same length."""
        memory = Memory()
        engine = Engine(self._scenario, positions=self._positions, memory=memory)
        for number, blocks in enumerate(chunk_sizes(self.count // BLOCK)):
            futures = engine.sampling.chunk(number, blocks)
            values: list[Values] = [np.asarray(futures.values([each])[each.id]) for each in self._figures.values()]
            with memory.workspace.lending():
                values += self._outcomes(engine, futures, memory)
            yield [np.broadcast_to(each, futures.count) for each in values]

    def _outcomes(self, engine: Engine, futures: DrawnFutures, memory: Memory) -> list[Values]:
        company = engine.model.company(futures, memory.workspace)
        values: list[Values] = []
        for position in self._positions:
            with memory.workspace.lending():
                outcome = engine.outcome(position, company)
                found = OneCandidate(outcome, self._scenario.horizon_years)
            values += _measured(OF_CANDIDATE, found)
            for way in outcome.ways:
                values += _measured(OF_WAY, OneWay(outcome, way))
            for fleet in outcome.fleets:
                values += _measured(OF_FLEET, fleet)
        return values


def _measured(measures: Mapping[str, Measure], found: Any) -> Iterator[Values]:
    return (measure.values(found) for measure in measures.values())


def _figures(scenario: Scenario, positions: tuple[int, ...]) -> dict[str, Input]:
    """Return every uncertain figure that is calculated with, as it is drawn, by the id of its column.

    The tail of an overrun may be fatter than was stated, by the interfaces of the candidate: so an overrun stands under
    the candidate, whoever it belongs to.
    """
    shared: dict[str, Input] = {}
    own: dict[str, Input] = {}
    for position in positions:
        candidate = scenario.candidates[position]
        for place, figure in uncertain_figures(scenario, position):
            if place[0] == "inputs" and figure.id != candidate.overrun:
                shared[f"in.{figure.id}"] = figure
            else:
                own[f"in.{candidate.id}.{figure.id}"] = figure
    return shared | own


def _figure_columns(figures: Mapping[str, Input], scenario: Scenario, words: Words) -> Iterator[Column]:
    titles = {candidate.id: _title(candidate, words) for candidate in scenario.candidates}
    for id_, figure in figures.items():
        _, *of, _ = id_.split(".")
        title = titles[of[0]] if of else ""
        yield Column(id_, True, title, words.label(figure.label) or figure.id, figure.unit, "figure")


def _outcome_columns(order: Order) -> Iterator[Column]:
    scenario, words = order.evaluation.scenario, order.words
    for position in order.positions:
        candidate = scenario.candidates[position]
        parts: list[tuple[str, str, Mapping[str, Measure]]] = [(candidate.id, "", OF_CANDIDATE)]
        ways = names_of_ways(candidate.ways_of_paying, words)
        parts += ((f"{candidate.id}.pay.{way}", name, OF_WAY) for way, name in ways.items())
        fleets = (line for line in candidate.lines if isinstance(line, Fleet))
        parts += ((f"{candidate.id}.fleet.{line.id}", words.label(line.label) or line.id, OF_FLEET) for line in fleets)
        title = _title(candidate, words)
        for of, name, measures in parts:
            for code, measure in measures.items():
                unit = scenario.currency if measure.unit == "money" else measure.unit
                yield Column(f"out.{of}.{code}", measure.complete, title, name, unit, code)


def _title(candidate: Candidate, words: Words) -> str:
    return words.label(candidate.title) or candidate.id

"""What a report tells beyond the answer: how far each amount spreads, what misfortunes cost, which figures matter."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from roitool.cashflow.arrays import Row
from roitool.cashflow.figures import Columns
from roitool.cashflow.model import CandidateFlows
from roitool.cashflow.risks import Occurrence, occurrences
from roitool.decision.strongest import correlations, ranks
from roitool.decision.variance import CELLS, first_order
from roitool.errors import Place
from roitool.evaluate.drawn import DrawnFigure, drawn_inputs, ranks_of
from roitool.evaluate.engine import Engine
from roitool.evaluate.evaluation import Evaluation
from roitool.measures import Estimate, Share, mean_where, share
from roitool.measures.estimates import FEWEST_BLOCKS
from roitool.sampling.draws import BaseCase
from roitool.scenario.candidate import Candidate, RiskEvent
from roitool.scenario.formula import Column

_LOW, _HIGH = 10, 90


@dataclass(frozen=True, slots=True)
class Spread:
    """A number in the likely case, and what 1 in 10 futures stay below and exceed."""

    low: float
    likely: float
    high: float


@dataclass(frozen=True, slots=True)
class Misfortune:
    """An event of a candidate.

    Attributes
    ----------
    struck
        Chance that it happens at least once within the horizon.
    cost, stops_months
        Of each time, over all times that it happens; of the formulas where it never does.
    """

    event: RiskEvent
    struck: Share
    cost: Spread
    stops_months: Spread


@dataclass(frozen=True, slots=True)
class Weight:
    """How much an uncertain figure matters to the net present value.

    Attributes
    ----------
    share
        Of its variance, a fraction.
    correlation
        Spearman's rank correlation.
    """

    place: Place
    share: Estimate
    correlation: Estimate


@dataclass(frozen=True, slots=True)
class CloserLook:
    """One candidate, looked into more closely in the first 10 240 futures.

    Attributes
    ----------
    amounts
        By id of a line: its amount as quoted, where it is one.
    dearer
        Chance that more is invested than in the likely case.
    failed, stopped
        Mean net present value of the futures in which it never works, and in which it becomes too dear and is stopped;
        nan where none is.
    weights
        Of the figures, the largest share first; none where the net present value is the same in all futures.
    """

    amounts: Mapping[str, Spread]
    dearer: Share
    failed: Estimate
    stopped: Estimate
    misfortunes: tuple[Misfortune, ...]
    weights: tuple[Weight, ...]


def closer_look(evaluation: Evaluation, position: int) -> CloserLook:
    """Look into one candidate of an evaluation.

    Parameters
    ----------
    position
        Of the candidate in the scenario.
    """
    scenario = evaluation.scenario
    candidate = scenario.candidates[position]
    engine = Engine(scenario, positions=(position,))
    futures = engine.sampling.chunk(0, FEWEST_BLOCKS)
    company = engine.model.company(futures)
    outcome, flows = engine.outcome_and_flows(position, company)
    likely = engine.model.columns(position, engine.model.company(BaseCase()))
    (base,) = engine.base()
    record = flows.record
    months = engine.setting.calendar.months
    happened = occurrences(candidate, flows.columns, futures, record.life.go_live, record.life.end, months)
    return CloserLook(
        amounts=_amounts(candidate, flows.columns, likely),
        dearer=share(outcome.investment > base.investment * (1 + 1e-9)),
        failed=mean_where(outcome.failed, outcome.npv),
        stopped=mean_where(outcome.stopped, outcome.npv),
        misfortunes=tuple(
            _misfortune(at, event, [each for each in happened if each.id == event.id], flows, likely, futures.count)
            for at, event in enumerate(candidate.events)
        ),
        weights=_weights(list(drawn_inputs(scenario, position, futures)), outcome.npv),
    )


def _weights(figures: list[DrawnFigure], present: Row) -> tuple[Weight, ...]:
    together = correlations(ranks_of(figures), ranks(present))
    if together is None:
        return ()
    weights = (
        Weight(each.place, first_order(each.values, present, each.cells(CELLS)), together.of(number))
        for number, each in enumerate(figures)
    )
    return tuple(sorted(weights, key=lambda weight: -weight.share.value))


def _amounts(candidate: Candidate, columns: Columns, likely: Columns) -> dict[str, Spread]:
    places = {line.id: ("lines", at, "amount") for at, line in enumerate(candidate.lines)}
    return {
        line: _spread(columns.at(*place), likely.at(*place))
        for line, place in places.items()
        if place in columns.values
    }


def _misfortune(
    at: int, event: RiskEvent, happened: list[Occurrence], flows: CandidateFlows, likely: Columns, count: int
) -> Misfortune:
    struck = np.zeros(count, dtype=np.bool_)
    costs, stops = [np.zeros(0)], [np.zeros(0)]
    for each in happened:
        works = flows.record.fate.works[each.futures] > 0
        struck[each.futures[works]] = True
        costs.append(each.cost[works])
        stops.append(each.stops_months[works])

    def spread(field: str, times: list[Row]) -> Spread:
        together = np.concatenate(times)
        stated = flows.columns.at("events", at, field)
        return _spread(together if together.size else stated, likely.at("events", at, field))

    return Misfortune(event, share(struck), spread("cost", costs), spread("stops_months", stops))


def _spread(values: Column, likely: Column) -> Spread:
    low, high = np.percentile(values, (_LOW, _HIGH))
    return Spread(float(low), float(np.ravel(likely)[0]), float(high))

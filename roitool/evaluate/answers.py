"""From outcomes per future to the numbers of an answer, each with its Monte Carlo error."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from roitool.cashflow.bank import BankOutcome
from roitool.decision.verdict import (
    OFTEN_SHORT,
    ProjectNumbers,
    WayNumbers,
    WayTests,
    tests_of,
    verdict_on,
)
from roitool.evaluate.engine import CandidateOutcome, ChunkOutcome, Engine, Lost
from roitool.evaluate.evaluation import (
    Bank,
    BaseAnswer,
    Bridge,
    CandidateAnswer,
    Fan,
    IrrAnswer,
    PaybackAnswer,
    WayAnswer,
)
from roitool.measures import (
    IrrStatus,
    Share,
    Summary,
    mean_estimate,
    quantile_difference,
    share,
    summarise,
    summarise_ranks,
)
from roitool.scenario.candidate import Candidate

Row = NDArray[np.float64]
Kind = TypeVar("Kind", bound=np.generic)

DOTS = 50


def candidate_answer(
    engine: Engine, position: int, chunks: Sequence[ChunkOutcome], base: CandidateOutcome
) -> CandidateAnswer:
    """Return the answer on one candidate.

    Parameters
    ----------
    chunks
        All futures, in their order.
    base
        The candidate's base case.
    """
    candidate = engine.scenario.candidates[position]
    thresholds = engine.scenario.thresholds
    found = _Found(chunks, position)
    npv = found.every(lambda outcome: outcome.npv)
    project = ProjectNumbers(
        mean_estimate(npv),
        share(npv > 0),
        share(found.every(lambda outcome: outcome.payback <= thresholds.payback_years)),
    )
    ways = tuple(
        _way_answer(engine, candidate, way, found, npv, project) for way in range(len(candidate.ways_of_paying))
    )
    often_short = ways[0].bank.short_without.value > OFTEN_SHORT
    return CandidateAnswer(
        id=candidate.id,
        title=candidate.title,
        verdict=verdict_on((way.tests for way in ways), candidate.paid_by, often_short_anyway=often_short),
        npv=summarise(npv),
        chance_npv=project.chance_npv,
        dots=tuple(np.quantile(npv, (np.arange(DOTS) + 0.5) / DOTS).tolist()),
        irr=_irr_answer(found),
        mirr=summarise_ranks(found.every(lambda outcome: outcome.mirr)),
        payback=_payback_answer(found, project.chance_payback),
        discounted_payback=summarise_ranks(found.every(lambda outcome: outcome.discounted_payback)),
        profitability_index=_where_all_have_one(found.every(lambda outcome: outcome.profitability_index)),
        return_on_investment=_where_all_have_one(found.every(lambda outcome: outcome.return_on_investment)),
        equivalent_annuity=summarise(found.every(lambda outcome: outcome.equivalent_annuity)),
        investment=summarise(found.every(lambda outcome: outcome.investment)),
        failed=share(found.every(lambda outcome: outcome.failed)),
        base=_base_answer(base),
        bridge=_bridge(chunks, position, npv, base),
        uncounted_years=engine.model.uncounted_years(position),
        chosen=candidate.paid_by,
        ways=ways,
    )


class _Found:
    """One candidate's outcomes in all chunks; puts together one array at a time, so that memory stays small."""

    def __init__(self, chunks: Sequence[ChunkOutcome], position: int) -> None:
        self.chunks = chunks
        self.outcomes = [chunk.candidates[position] for chunk in chunks]

    def every(self, of: Callable[[CandidateOutcome], NDArray[Kind]]) -> NDArray[Kind]:
        return np.concatenate([of(outcome) for outcome in self.outcomes])


def _way_answer(
    engine: Engine, candidate: Candidate, position: int, found: _Found, npv: Row, project: ProjectNumbers
) -> WayAnswer:
    way = candidate.ways_of_paying[position]
    gained = found.every(lambda outcome: outcome.ways[position].advantage)
    together = npv + gained
    bank = _bank(engine, position, found)
    numbers = WayNumbers(
        way.id,
        bank.added_short,
        bank.short_without,
        bank.deepest_difference,
        mean_estimate(together),
        share(together > 0),
    )
    tests: WayTests = tests_of(project, numbers, engine.scenario.thresholds)
    return WayAnswer(way.id, way.kind, way.label, summarise(gained), summarise(together), bank, tests)


def _where_all_have_one(values: Row) -> Summary | None:
    return None if np.isnan(values).any() else summarise(values)


def _bank(engine: Engine, position: int, found: _Found) -> Bank:
    def every(of: Callable[[BankOutcome], NDArray[Kind]]) -> NDArray[Kind]:
        return found.every(lambda outcome: of(outcome.ways[position].bank))

    lowest_with = every(lambda bank: bank.lowest_with)
    lowest_without = every(lambda bank: bank.lowest_without)
    window = max(outcome.window_months for outcome in found.outcomes)
    course = np.zeros(engine.setting.calendar.months + 1)
    for chunk, outcome in zip(found.chunks, found.outcomes, strict=True):
        course += chunk.futures * outcome.ways[position].bank.mean_course
    return Bank(
        window_months=window,
        short_with=share(every(lambda bank: bank.short_with)),
        short_without=share(every(lambda bank: bank.short_without)),
        added_short=share(every(lambda bank: bank.added_short)),
        lowest_with=summarise(lowest_with),
        lowest_without=summarise(lowest_without),
        deepest_difference=quantile_difference(lowest_with, lowest_without, 0.05),
        lowest_month=int(np.argmin(course[: window + 1])),
        peak_funding=summarise(every(lambda bank: bank.peak_funding)),
        fan=_fan(engine, position, found),
    )


def _fan(engine: Engine, position: int, found: _Found) -> Fan:
    months = sorted(engine.shown)
    drawn = [
        (chunk, outcome.ways[position].bank.course)
        for chunk, outcome in zip(found.chunks, found.outcomes, strict=True)
        if chunk.without
    ]
    percentiles = np.array(
        [
            np.quantile(np.concatenate([course[month] for _, course in drawn]), (0.05, 0.25, 0.5, 0.75, 0.95))
            for month in months
        ]
    )
    without = [float(np.median(np.concatenate([chunk.without[month] for chunk, _ in drawn]))) for month in months]
    limit = float(np.median(np.concatenate([chunk.limit for chunk, _ in drawn])))
    p5, p25, p50, p75, p95 = (tuple(band.tolist()) for band in percentiles.T)
    futures = sum(chunk.futures for chunk, _ in drawn)
    return Fan(tuple(months), p5, p25, p50, p75, p95, tuple(without), limit, futures)


def _irr_answer(found: _Found) -> IrrAnswer:
    statuses = found.every(lambda outcome: outcome.irr.status)
    return IrrAnswer(
        quantiles=summarise_ranks(found.every(lambda outcome: outcome.irr.ranked)),
        unique=share(statuses == IrrStatus.UNIQUE),
        multiple=share(statuses == IrrStatus.MULTIPLE),
        none=share((statuses != IrrStatus.UNIQUE) & (statuses != IrrStatus.MULTIPLE)),
    )


def _payback_answer(found: _Found, within_limit: Share) -> PaybackAnswer:
    years = found.every(lambda outcome: outcome.payback)
    return PaybackAnswer(
        quantiles=summarise_ranks(years),
        within_limit=within_limit,
        never=share(np.isinf(years)),
        only_by_selling=share(found.every(lambda outcome: outcome.only_by_selling)),
        dips_again=share(found.every(lambda outcome: outcome.dips_again)),
    )


def _base_answer(base: CandidateOutcome) -> BaseAnswer:
    return BaseAnswer(
        npv=float(base.npv[0]),
        irr=float(base.irr.ranked[0]),
        payback=float(base.payback[0]),
        investment=float(base.investment[0]),
    )


def _bridge(chunks: Sequence[ChunkOutcome], position: int, npv: Row, base: CandidateOutcome) -> Bridge:
    """Spread is what is left when every misfortune is taken out: so the parts add up exactly."""
    looked_into = [chunk for chunk in chunks if chunk.lost]
    futures = sum(chunk.futures for chunk in looked_into)

    def mean(of: Callable[[Lost], float]) -> float:
        return sum(of(chunk.lost[position]) for chunk in looked_into) / futures

    overrun_tail, failure, events = (
        mean(lambda lost: lost.overrun_tail),
        mean(lambda lost: lost.failure),
        mean(lambda lost: lost.events),
    )
    spread = float(npv.mean()) - float(base.npv[0]) - overrun_tail - failure - events
    return Bridge(spread, overrun_tail, failure, events)

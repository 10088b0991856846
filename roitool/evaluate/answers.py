"""From outcomes per future to the numbers of an answer, each with its Monte Carlo error."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from roitool.cashflow.arrays import Row
from roitool.cashflow.bank import BankCourse
from roitool.decision.verdict import (
    OFTEN_SHORT,
    Knowing,
    ProjectNumbers,
    WayNumbers,
    tests_of,
    verdict_on,
)
from roitool.evaluate.before_deciding import to_find_out
from roitool.evaluate.engine import Engine
from roitool.evaluate.evaluation import (
    COVER_WANTED,
    Bank,
    BaseAnswer,
    Bridge,
    CandidateAnswer,
    Fan,
    FleetAnswer,
    IrrAnswer,
    PaybackAnswer,
    WayAnswer,
)
from roitool.evaluate.outcomes import CandidateOutcome, ChunkOutcome, Close, SetOutcome
from roitool.measures import (
    Estimate,
    IrrStatus,
    Share,
    in_order,
    mean_estimate,
    mean_where,
    quantile_difference,
    share,
    summarise,
    summarise_ranks,
)
from roitool.scenario.candidate import Candidate
from roitool.scenario.integration import integration_of
from roitool.scenario.lines import Fleet

DOTS = 50


class Kept:
    """What is kept of the chunks that were looked into, while all of them pass by.

    Attributes
    ----------
    close
        Each of those chunks, in their order.
    window_months
        Last month of the survival window of each candidate, then of each set, in the future in which it is latest.
    """

    def __init__(self) -> None:
        self.close: list[Close] = []
        self.window_months: tuple[int, ...] = ()

    def looked_into(self, chunks: Iterable[ChunkOutcome]) -> Iterator[ChunkOutcome]:
        """Pass chunks on, keeping what is to be kept of them."""
        for chunk in chunks:
            if chunk.close is not None:
                self.close.append(chunk.close)
            latest = self.window_months or chunk.window_months
            self.window_months = tuple(map(max, latest, chunk.window_months))
            yield chunk

    @property
    def futures(self) -> int:
        """How many futures were looked into."""
        return sum(close.limit.size for close in self.close)


def candidate_answer(
    engine: Engine, place: int, found: CandidateOutcome, base: BaseAnswer, kept: Kept
) -> CandidateAnswer:
    """Return the answer on one candidate.

    Parameters
    ----------
    place
        Where it stands among the candidates that the engine calculates.
    found, base
        The candidate in all futures, in their order, and in the base case.
    kept
        What was kept of the chunks that were looked into.
    """
    candidate = engine.scenario.candidates[engine.positions[place]]
    thresholds = engine.scenario.thresholds
    project = ProjectNumbers(
        mean_estimate(found.npv), share(found.npv > 0), share(found.payback <= thresholds.payback_years)
    )
    ways = tuple(_way_answer(engine, place, way, found, project, kept) for way in range(len(candidate.ways_of_paying)))
    often_short = ways[0].bank.short_without.value > OFTEN_SHORT
    investment = summarise(found.investment)
    lesson = to_find_out(engine, engine.positions[place], found)
    knowing = None if lesson is None else Knowing(lesson.worth, lesson.way.cost, investment.mean.value)
    return CandidateAnswer(
        id=candidate.id,
        title=candidate.title,
        verdict=verdict_on((way.tests for way in ways), candidate.paid_by, knowing, often_short_anyway=often_short),
        npv=summarise(found.npv),
        chance_npv=project.chance_npv,
        dots=_dots(found.npv),
        irr=_irr_answer(found),
        mirr=summarise_ranks(found.mirr),
        payback=payback_answer(found, project.chance_payback),
        discounted_payback=summarise_ranks(found.discounted_payback),
        profitability_index=summarise_ranks(found.profitability_index),
        return_on_investment=summarise_ranks(found.return_on_investment),
        equivalent_annuity=summarise(found.equivalent_annuity),
        investment=investment,
        stopped=share(found.stopped),
        failed=share(found.failed),
        fleets=_fleets(candidate, found),
        base=base,
        bridge=_bridge(place, found.npv, base, kept),
        integration=integration_of(engine.scenario, candidate),
        lesson=lesson,
        chosen=candidate.paid_by,
        ways=ways,
    )


def _dots(npv: Row) -> tuple[float, ...]:
    # numpy picks so many quantiles four times as fast from values in order.
    return tuple(np.quantile(np.sort(npv), (np.arange(DOTS) + 0.5) / DOTS, overwrite_input=True).tolist())


def _way_answer(
    engine: Engine, place: int, number: int, found: CandidateOutcome, project: ProjectNumbers, kept: Kept
) -> WayAnswer:
    way = engine.scenario.candidates[engine.positions[place]].ways_of_paying[number]
    gained = found.ways[number].advantage
    together = found.npv + gained
    bank = bank_answer(engine, place, number, found, kept)
    numbers = WayNumbers(
        way.id,
        bank.added_short,
        bank.short_without,
        bank.deepest_difference,
        mean_estimate(together),
        share(together > 0),
    )
    tests = tests_of(project, numbers, engine.scenario.thresholds)
    return WayAnswer(
        id=way.id,
        kind=way.kind,
        label=way.label,
        advantage=summarise(gained),
        npv_as_paid=summarise(together),
        advantage_ended_early=mean_where(found.stopped | found.failed, gained),
        bank=bank,
        tests=tests,
    )


def _fleets(candidate: Candidate, found: CandidateOutcome) -> tuple[FleetAnswer, ...]:
    lines = [line for line in candidate.lines if isinstance(line, Fleet)]
    return tuple(
        FleetAnswer(
            id=line.id,
            label=line.label,
            deepest=summarise(fleet.deepest),
            back_years=summarise_ranks(fleet.back_month / 12),
            most_in_field=summarise(fleet.most_in_field),
            contract_value=summarise(fleet.contract_value),
            value_over_acquisition=summarise_ranks(_ratio(fleet.contract_value, fleet.acquisition)),
        )
        for line, fleet in zip(lines, found.fleets, strict=True)
    )


def _ratio(value: Row, over: Row) -> Row:
    return np.divide(value, over, out=np.full_like(value, np.nan), where=over > 0)


def bank_answer(engine: Engine, place: int, number: int, found: CandidateOutcome | SetOutcome, kept: Kept) -> Bank:
    """Return what a candidate or a set, paid in one way, does to the bank balance; sets stand after the candidates."""
    without, paid = found.without, found.ways[number]
    with_it = paid.survival
    window = kept.window_months[place]
    courses = [close.courses[place][number] for close in kept.close]
    limit = float(np.median(np.concatenate([close.limit for close in kept.close])))
    opening = float(np.concatenate([close.opening for close in kept.close]).mean())
    ordered_with, ordered_without = in_order(with_it.lowest), in_order(without.lowest)
    lowest_with = summarise(with_it.lowest, ordered_with)
    lowest_without = summarise(without.lowest, ordered_without)
    indebted = bool(np.isfinite(paid.worst_cover).any())
    mean = np.zeros(engine.setting.calendar.months + 1)
    for course, close in zip(courses, kept.close, strict=True):
        mean += course.mean * close.limit.size
    return Bank(
        window_months=window,
        short_with=share(with_it.short),
        short_without=share(without.short),
        short_difference=mean_estimate(with_it.short.astype(np.float64) - without.short),
        added_short=share(with_it.first_short < without.first_short),
        lowest_with=lowest_with,
        lowest_without=lowest_without,
        deepest_difference=quantile_difference(ordered_with, ordered_without, 0.05),
        lowest_month=int(np.argmin(mean[: window + 1])),
        peak_funding=summarise(paid.peak_funding),
        bearable_loss=_at_least_nothing(lowest_without.quantiles[5], limit),
        cash_needed=_cash_needed(lowest_with.quantiles[5], limit, opening),
        cover=summarise_ranks(paid.worst_cover) if indebted else None,
        cover_kept=share(paid.worst_cover >= COVER_WANTED) if indebted else None,
        fan=_fan(sorted(engine.shown), courses, kept, limit),
    )


def _at_least_nothing(worst: Estimate, limit: float) -> Estimate:
    """Return how far a balance stays above its limit, 0 where it does not."""
    return replace(worst, value=max(0.0, worst.value - limit))


def _cash_needed(worst: Estimate, limit: float, opening: float) -> Estimate:
    return replace(worst, value=opening + max(0.0, limit - worst.value))


def _fan(months: Sequence[int], courses: Sequence[BankCourse], kept: Kept, limit: float) -> Fan:
    def over_all(rows: Iterable[Row]) -> Row:
        return np.concatenate(list(rows))

    with_it = np.array([over_all(course.shown[month] for course in courses) for month in months])
    without = np.array([over_all(close.without[month] for close in kept.close) for month in months])
    # Sorting whole rows is faster than picking five quantiles out of them, and slower than picking one.
    with_it.sort(axis=1)
    without.partition(_rank(without, 0.5), axis=1)
    p5, p25, p50, p75, p95 = (_share_below(with_it, part) for part in (0.05, 0.25, 0.5, 0.75, 0.95))
    return Fan(tuple(months), p5, p25, p50, p75, p95, _share_below(without, 0.5), limit, kept.futures)


def _share_below(ordered: NDArray[np.float64], part: float) -> tuple[float, ...]:
    """Return the value of each ordered row that this part of it lies below, to the nearest future."""
    return tuple(ordered[:, _rank(ordered, part)].tolist())


def _rank(rows: NDArray[np.float64], part: float) -> int:
    count: int = rows.shape[1]
    return round(part * (count - 1))


def _irr_answer(found: CandidateOutcome) -> IrrAnswer:
    status = found.irr_status
    return IrrAnswer(
        quantiles=summarise_ranks(found.irr),
        unique=share(status == IrrStatus.UNIQUE),
        multiple=share(status == IrrStatus.MULTIPLE),
        none=share((status != IrrStatus.UNIQUE) & (status != IrrStatus.MULTIPLE)),
    )


def payback_answer(found: CandidateOutcome | SetOutcome, within_limit: Share) -> PaybackAnswer:
    """Return what is told of a payback."""
    return PaybackAnswer(
        quantiles=summarise_ranks(found.payback),
        within_limit=within_limit,
        never=share(np.isinf(found.payback)),
        only_by_selling=share(found.only_by_selling),
        dips_again=share(found.dips_again),
    )


def _bridge(place: int, npv: Row, base: BaseAnswer, kept: Kept) -> Bridge:
    """Spread is what is left when every misfortune is taken out: so the parts add up exactly."""
    lost = [close.lost[place] for close in kept.close]
    overrun_tail = sum(each.overrun_tail for each in lost) / kept.futures
    failure = sum(each.failure for each in lost) / kept.futures
    events = sum(each.events for each in lost) / kept.futures
    spread = float(npv.mean()) - base.npv - overrun_tail - failure - events
    return Bridge(spread, overrun_tail, failure, events)

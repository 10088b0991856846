"""From what a set of candidates comes to in each future to the numbers of its answer."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from roitool.cashflow.together import shared_interfaces
from roitool.decision.verdict import ProjectNumbers, WayNumbers, tests_of
from roitool.evaluate.answers import Kept, bank_answer, payback_answer
from roitool.evaluate.engine import Engine
from roitool.evaluate.evaluation import SetAnswer
from roitool.evaluate.in_common import InCommon, YearDeduction
from roitool.evaluate.outcomes import CandidateOutcome, SetOutcome
from roitool.measures import mean_estimate, share, summarise

_WORTH_TELLING = 0.5
"""Of deduction in a year, in the scenario's currency."""


def set_answer(
    engine: Engine, number: int, found: SetOutcome, candidates: Sequence[CandidateOutcome], kept: Kept
) -> SetAnswer:
    """Return the answer on one set.

    Parameters
    ----------
    number
        Which set of the engine's.
    found, candidates
        The set, and every candidate of the engine's by itself, in all futures.
    kept
        What was kept of the chunks that were looked into.
    """
    positions = engine.together[number]
    members = tuple(engine.scenario.candidates[position].id for position in positions)
    thresholds = engine.scenario.thresholds
    project = ProjectNumbers(
        mean_estimate(found.npv), share(found.npv > 0), share(found.payback <= thresholds.payback_years)
    )
    bank = bank_answer(engine, len(engine.positions) + number, 0, found, kept)
    gained = found.ways[0].advantage
    as_paid = found.npv + gained
    way = WayNumbers(
        "together",
        bank.added_short,
        bank.short_without,
        bank.deepest_difference,
        mean_estimate(as_paid),
        share(as_paid > 0),
    )
    alone = [candidates[engine.positions.index(position)] for position in positions]
    difference = mean_estimate(found.npv - sum(each.npv for each in alone))
    return SetAnswer(
        members=members,
        npv=summarise(found.npv),
        chance_npv=project.chance_npv,
        payback=payback_answer(found, project.chance_payback),
        difference=difference,
        in_common=_in_common(number, difference.value, kept),
        deductions=tuple(_deductions(engine, number, kept)),
        shared_interfaces=shared_interfaces(engine.model, positions),
        advantage=summarise(gained),
        npv_as_paid=summarise(as_paid),
        bank=bank,
        tests=tests_of(project, way, thresholds),
    )


def _in_common(number: int, difference: float, kept: Kept) -> InCommon:
    """Tax is what is left when the other parts are taken out: so they add up exactly."""
    close = [each.sets[number] for each in kept.close]
    interfaces = sum(each.interfaces for each in close) / kept.futures
    deduction = sum(each.deduction for each in close) / kept.futures
    averted = sum(each.averted for each in close) / kept.futures
    return InCommon(interfaces, deduction, averted, difference - interfaces - deduction - averted)


def _deductions(engine: Engine, number: int, kept: Kept) -> Iterator[YearDeduction]:
    close = [each.sets[number] for each in kept.close]
    together = [each.deductions for each in close]
    alone = [each.deductions_alone for each in close]
    for year in engine.setting.calendar.years:
        parts = _means(together, year, kept.futures)
        by_itself = _means(alone, year, kept.futures)
        if max(np.abs([*parts, *by_itself]), default=0.0) >= _WORTH_TELLING:
            yield YearDeduction(year, sum(by_itself), parts)


def _means(chunks: Sequence[Sequence[Mapping[int, float]]], year: int, futures: int) -> tuple[float, ...]:
    """Return the mean of each member in a year over chunks of sums."""
    return tuple(sum(each.get(year, 0.0) for each in members) / futures for members in zip(*chunks, strict=True))

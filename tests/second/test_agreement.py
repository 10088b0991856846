"""The engine against the second implementation, on random scenarios that use everything there is."""

import math
import random
from dataclasses import dataclass

import numpy as np
import pytest
from numpy.typing import NDArray

from roitool.cashflow.arrays import Months
from roitool.cashflow.bank import BankOutcome, Survival, bank_outcome, survival_window, survival_without
from roitool.cashflow.calendar import Calendar
from roitool.cashflow.cover import worst_cover
from roitool.cashflow.model import CandidateFlows, CashFlowModel, CompanyInFutures
from roitool.cashflow.project import ProjectRecord
from roitool.cashflow.ways import advantage, after_tax_borrowing_factor
from roitool.evaluate.engine import Engine
from roitool.evaluate.outcomes import CandidateOutcome
from roitool.measures import IrrStatus
from roitool.sampling.draws import BaseCase, SomeFutures
from roitool.sampling.tables import sampler
from roitool.scenario.data import effective_regime
from roitool.scenario.formula import Column
from tests.second.draws import base_values, company_streams, overrun_as_drawn, risk_streams
from tests.second.model import decide_one_future
from tests.second.one_future import OneFuture
from tests.second.seen import SEEDS, seen_scenario

GROUP = 5
RELATIVE = 1e-9

STATUS = {
    "unique": {IrrStatus.UNIQUE},
    "multiple": {IrrStatus.MULTIPLE},
    "none": {IrrStatus.ALWAYS_LOSES, IrrStatus.ALWAYS_GAINS, IrrStatus.ALL_ZERO},
}


@dataclass(frozen=True)
class Calculated:
    """What the engine says of one candidate in a number of futures."""

    company: CompanyInFutures
    flows: CandidateFlows
    calendar: Calendar
    window: Months
    advantages: tuple[Column, ...]
    without: Survival
    banks: tuple[BankOutcome, ...]
    covers: tuple[NDArray[np.float64], ...]


@pytest.fixture(scope="module", params=SEEDS[::GROUP])
def engines(request):
    """Return some of the random scenarios, each ready for calculation, by seed."""
    return {seed: Engine(seen_scenario(seed)) for seed in range(request.param, request.param + GROUP)}


def test_engine_and_second_implementation_agree_to_nine_digits(engines):
    for seed, engine in engines.items():
        scenario, futures = engine.scenario, engine.sampling.chunk(0, 1)
        regime, company = effective_regime(scenario.regime), engine.model.company(futures)
        for position, candidate in enumerate(scenario.candidates):
            found = _calculated(engine.model, position, company)
            looked_at = _looked_at(seed, found.flows.record)
            measures = _measures(engine, position, SomeFutures(futures, np.array(looked_at)))
            values = {**futures.values(scenario.inputs), **futures.values(candidate.inputs)}
            if (overrun := overrun_as_drawn(scenario, candidate)) is not None:
                values[overrun.id] = sampler(overrun.quantity)(futures.uniform(overrun.stream))
            streams = {key: futures.uniform(key) for key in risk_streams(scenario, candidate)}
            months = {key: futures.normal(key)[looked_at] for key in company_streams(scenario)}
            for index, future in enumerate(looked_at):
                here = {name: _at(column, future) for name, column in values.items()}
                drawn = {key: numbers[future] for key, numbers in streams.items()}
                normal = {key: numbers[index] for key, numbers in months.items()}
                one = decide_one_future(scenario, regime, candidate.id, here, drawn, normal)
                _money_agrees(one, found, future)
                _measures_agree(one, measures, index)


def test_the_base_case_of_both_agrees_line_by_line(engines):
    for engine in engines.values():
        scenario = engine.scenario
        regime, company = effective_regime(scenario.regime), engine.model.company(BaseCase())
        for (position, candidate), answer in zip(enumerate(scenario.candidates), engine.base(), strict=True):
            found = _calculated(engine.model, position, company)
            one = decide_one_future(scenario, regime, candidate.id, base_values(scenario, candidate), None)
            _money_agrees(one, found, 0)
            measures = engine.outcome(position, company)
            _measures_agree(one, measures, 0)
            told = [measures.npv[0], measures.irr[0], measures.payback[0], measures.investment[0]]
            np.testing.assert_equal([answer.npv, answer.irr, answer.payback, answer.investment], told)
            lines = found.flows.record.lines
            scale = _scale(one)
            for line in candidate.lines:
                booked = lines[line.id][:, 0] if line.id in lines else 0.0
                np.testing.assert_allclose(booked, one.lines[line.id], rtol=RELATIVE, atol=scale)


def _calculated(model: CashFlowModel, position: int, company: CompanyInFutures) -> Calculated:
    candidate, calendar = model.scenario.candidates[position], model.setting.calendar
    flows = model.flows(position, company, detailed=company.futures.count == 1)
    ways = model.ways(position, flows, company)
    window = survival_window(ways, calendar)
    factor = after_tax_borrowing_factor(candidate, flows.columns, company.shared, company.course, model.setting)
    every_month = frozenset(range(calendar.months + 1))
    owner, course = flows.owner_before_tax, company.course
    return Calculated(
        company=company,
        flows=flows,
        calendar=calendar,
        window=np.broadcast_to(window, company.futures.count),
        advantages=tuple(advantage(way, factor, model.setting.hurdle_rate, calendar) for way in ways),
        without=survival_without(course, window, company.futures.count),
        banks=tuple(bank_outcome(owner, way, course, window, calendar, every_month) for way in ways),
        covers=tuple(worst_cover(flows.record.paid_operating, way, course, calendar) for way in ways),
    )


def _measures(engine: Engine, position: int, futures: SomeFutures) -> CandidateOutcome:
    return engine.outcome(position, engine.model.company(futures))


def _looked_at(seed: int, record: ProjectRecord) -> list[int]:
    """Return a few futures by chance, and some in which something goes wrong."""
    rng = random.Random(seed)  # noqa: S311 - nothing secret hangs on it
    some = {rng.randrange(record.fate.failed.size) for _ in range(3)}
    granted = [np.flatnonzero(grant.amount)[:1] for grant in record.grants]
    told = (record.fate.failed, record.fate.stopped, record.struck)
    return sorted(some.union(*(np.flatnonzero(each)[:2] for each in told), *granted))


def _money_agrees(one: OneFuture, found: Calculated, future: int) -> None:
    scale = _scale(one)

    def same(calculated, expected):
        np.testing.assert_allclose(calculated, expected, rtol=RELATIVE, atol=scale)

    flows, course = found.flows, found.company.course
    same(flows.project[:, future], one.project_cash_flow)
    same(flows.record.result[:, future], one.result_by_year)
    same([_at(tax, future) for tax in flows.tax], one.tax_by_year)
    same([_at(balance, future) for balance in course.balance], one.without)
    same(_at(course.limit, future), one.limit)
    assert flows.record.fate.failed[future] == one.failed
    assert flows.record.fate.stopped[future] == one.stopped
    assert found.window[future] == one.window
    without = found.without
    same(without.lowest[future], one.lowest_balance_without)
    assert _first_short(without, future) == one.first_short_month_without
    kept = zip(one.paid.values(), found.advantages, found.banks, found.covers, strict=True)
    for paid, advantage_of_it, bank, cover in kept:
        np.testing.assert_allclose(cover[future], paid.worst_dscr, rtol=1e-8, atol=1e-8)
        assert bank.course is not None
        balance = [bank.course.shown[month][future] for month in range(found.calendar.months + 1)]
        same(balance, paid.balance)
        same(np.subtract(balance, one.without), np.cumsum(paid.owner_cash_flow))
        same(_at(advantage_of_it, future), paid.advantage)
        same(bank.survival.lowest[future], paid.lowest_balance)
        same(bank.peak_funding[future], paid.peak_funding)
        assert _first_short(bank.survival, future) == paid.first_short_month


def _measures_agree(one: OneFuture, outcome: CandidateOutcome, future: int) -> None:
    scale = _scale(one)

    def same(calculated, expected, unit=1.0):
        np.testing.assert_allclose(calculated, expected, rtol=RELATIVE, atol=unit)

    same(outcome.npv[future], one.npv, scale)
    same(outcome.equivalent_annuity[future], one.eaa, scale)
    same(outcome.investment[future], one.investment, scale)
    same(outcome.profitability_index[future], one.profitability_index, scale / max(one.pv_investment, 1e-300))
    same(outcome.return_on_investment[future], one.roi, scale / max(one.investment, 1e-300))
    for fleet, other in zip(outcome.fleets, one.fleets.values(), strict=True):
        same(fleet.deepest[future], other.deepest, scale)
        same(fleet.back_month[future], other.back_at_nought, RELATIVE)
        same(fleet.most_in_field[future], other.most_in_field, RELATIVE)
        same(fleet.contract_value[future], other.contract_value, scale)
        same(fleet.acquisition[future], other.acquisition, scale)
    same(outcome.mirr[future], one.mirr, RELATIVE)
    same(outcome.payback[future], one.payback, RELATIVE)
    same(outcome.discounted_payback[future], one.discounted_payback, RELATIVE)
    assert outcome.dips_again[future] == (one.dips > 0)
    assert outcome.only_by_selling[future] == one.only_by_selling
    assert outcome.irr_status[future] in STATUS[one.irr.status]
    if one.irr.status == "unique":
        same(outcome.irr[future], one.irr.rate, RELATIVE)


def _first_short(survival: Survival, future: int) -> float:
    return float(survival.first_short[future]) if survival.short[future] else math.inf


def _scale(one):
    """Return what counts as the same amount of money: nine digits of the largest one in this future."""
    balances = [abs(one.without[0]), abs(one.without[-1]), *(abs(paid.balance[-1]) for paid in one.paid.values())]
    return RELATIVE * max(1.0, *map(abs, one.project_cash_flow), *balances)


def _at(column, future):
    return float(column if np.ndim(column) == 0 else column[future])

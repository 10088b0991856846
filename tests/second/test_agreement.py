"""The engine against the second implementation, on random scenarios that use everything there is."""

import random

import numpy as np
import pytest

from roitool.cashflow.bank import bank_course, bank_outcome, survival_window
from roitool.cashflow.model import CashFlowModel
from roitool.cashflow.ways import advantage, after_tax_borrowing_factor
from roitool.sampling.draws import BaseCase, Sampling
from roitool.scenario.check import check
from roitool.scenario.data import effective_regime
from tests.second.draws import base_values, risk_streams
from tests.second.generator import random_scenario
from tests.second.model import OneFuture, decide_one_future

SCENARIOS = 200
GROUP = 10
RELATIVE = 1e-9


def test_the_generated_scenarios_make_sense():
    for seed in range(SCENARIOS):
        assert not [problem for problem in check(random_scenario(seed)) if problem.severity == "error"]


@pytest.mark.parametrize("first", range(0, SCENARIOS, GROUP))
def test_engine_and_second_implementation_agree_to_nine_digits(first):
    for seed in range(first, first + GROUP):
        scenario = random_scenario(seed)
        model, futures = CashFlowModel(scenario), Sampling(scenario).chunk(0, 1)
        company = model.company(futures)
        for position, candidate in enumerate(scenario.candidates):
            flows = model.flows(position, company)
            values = {**futures.values(scenario.inputs), **futures.values(candidate.inputs)}
            for future in _looked_at(seed, flows.before_tax):
                one = decide_one_future(
                    scenario,
                    effective_regime(scenario.regime),
                    candidate.id,
                    {name: _at(column, future) for name, column in values.items()},
                    {key: futures.uniform(key)[future] for key in risk_streams(scenario, candidate)},
                )
                _agree(one, model, position, company, flows, future)


@pytest.mark.parametrize("first", range(0, SCENARIOS, 5 * GROUP))
def test_the_base_case_of_both_agrees_line_by_line(first):
    for seed in range(first, first + 5 * GROUP):
        scenario = random_scenario(seed)
        model = CashFlowModel(scenario)
        company = model.company(BaseCase())
        for position, candidate in enumerate(scenario.candidates):
            one = decide_one_future(
                scenario,
                effective_regime(scenario.regime),
                candidate.id,
                base_values(scenario, candidate),
                None,
            )
            flows = model.flows(position, company, detailed=True)
            _agree(one, model, position, company, flows, 0)
            lines = flows.before_tax.ledger.lines
            scale = _scale(one)
            for line in candidate.lines:
                booked = lines[line.id][:, 0] if line.id in lines else 0.0
                np.testing.assert_allclose(booked, one.lines[line.id], rtol=RELATIVE, atol=scale)


def _looked_at(seed, before_tax):
    """Return a few futures by chance, and some in which something goes wrong."""
    count = before_tax.failed.size
    rng = random.Random(seed)  # noqa: S311 - nothing secret hangs on it
    return {
        *(rng.randrange(count) for _ in range(3)),
        *np.flatnonzero(before_tax.failed)[:2],
        *np.flatnonzero(before_tax.struck)[:2],
    }


def _agree(one: OneFuture, model, position, company, flows, future):
    scale = _scale(one)

    def same(found, expected):
        np.testing.assert_allclose(found, expected, rtol=RELATIVE, atol=scale)

    calendar, candidate = model.setting.calendar, model.scenario.candidates[position]
    same(flows.project[:, future], one.project_cash_flow)
    same(flows.before_tax.result[:, future], one.result_by_year)
    same([_at(tax, future) for tax in flows.tax], one.tax_by_year)
    same([_at(balance, future) for balance in company.course.balance], one.without)
    same(_at(company.course.limit, future), one.limit)
    assert flows.before_tax.failed[future] == one.failed
    ways = model.ways(position, flows, company)
    window = survival_window(ways, calendar)
    assert _at(np.broadcast_to(window, flows.project.shape[1]), future) == one.window
    factor = after_tax_borrowing_factor(candidate, flows.columns, company.shared, company.course, model.setting)
    every_month = frozenset(range(calendar.months + 1))
    for way in ways:
        paid = one.paid[way.id]
        bank = bank_outcome(flows.owner_before_tax, way, company.course, window, calendar)
        balance = bank_course(flows.owner_before_tax, way, company.course, calendar, every_month).shown
        same([balance[month][future] for month in sorted(every_month)], paid.balance)
        same(bank.lowest_with[future], paid.lowest_balance)
        same(bank.lowest_without[future], one.lowest_balance_without)
        same(bank.peak_funding[future], paid.peak_funding)
        assert bank.short_with[future] == (paid.first_short_month < np.inf)
        assert bank.short_without[future] == (one.first_short_month_without < np.inf)
        assert bank.added_short[future] == (paid.first_short_month < one.first_short_month_without)
        same(_at(advantage(way, factor, calendar), future), paid.advantage)
        with_less_without = np.subtract([balance[month][future] for month in sorted(every_month)], one.without)
        same(with_less_without, np.cumsum(paid.owner_cash_flow))


def _scale(one):
    """Return what counts as the same amount of money: nine digits of the largest one in this future."""
    balances = [abs(one.without[0]), abs(one.without[-1]), *(abs(paid.balance[-1]) for paid in one.paid.values())]
    return RELATIVE * max(1.0, *map(abs, one.project_cash_flow), *balances)


def _at(column, future):
    return float(column if np.ndim(column) == 0 else column[future])

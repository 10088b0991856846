"""A company whose months go up and down: chances and means of random walks that are known in closed form."""

from __future__ import annotations

import numpy as np
import pytest

from roitool.cashflow.model import CashFlowModel
from roitool.evaluate import evaluate
from roitool.sampling.draws import Sampling
from tests.builder import line, scenario_of
from tests.cases.answers import cases
from tests.cases.closed_forms import value

CASES = cases("volatile")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_the_bank_account_is_the_random_walk_of_its_source(case):
    whole = {"horizon_years": case.get("horizon_years", 2)}
    scenario = scenario_of(*case.get("lines", [line("saving", "0")]), company=case["company"], whole=whole)
    bank = evaluate(scenario).candidates[0].ways[0].bank
    for asked, expected in case["expected"].items():
        *quantile, name = asked.split()
        found = getattr(bank, name)
        if hasattr(found, "mean"):
            found = found.quantiles[5] if quantile else found.mean
        assert found.value == pytest.approx(value(expected), abs=4 * found.se + 1e-9), asked
        # An error that were far too large would let anything pass.
        assert found.se <= (0.02 if "short" in name else 0.06 * float(case["company"]["volatility"])), asked


def test_every_case_names_its_source():
    assert all(case["source"] for case in CASES)


@pytest.mark.parametrize(("sooner", "later"), [(1, 1), (6, 6), (24, 24), (6, 24), (1, 13)])
def test_balances_of_two_months_share_the_months_up_to_the_sooner_one(sooner, later):
    """Covariance of a random walk with steps of 300: 300² times the months that both have behind them."""
    scenario = scenario_of(line("saving", "0"), company={"volatility": "300", "monthly_cash_flow": "70"})
    balance = CashFlowModel(scenario).company(Sampling(scenario).chunk(0, 8)).course.balance
    found = np.cov(balance[sooner], balance[later])[0, 1]
    error = 300**2 * np.sqrt((sooner * later + sooner**2) / balance[later].size)
    assert found == pytest.approx(300**2 * sooner, abs=4 * error)
    assert balance[later].mean() == pytest.approx(1_000_000 + 70 * later, abs=4 * 300 * np.sqrt(later / 8192))


def test_months_do_not_depend_on_each_other():
    scenario = scenario_of(line("saving", "0"), company={"volatility": "300"})
    balance = CashFlowModel(scenario).company(Sampling(scenario).chunk(0, 8)).course.balance
    steps = np.diff(np.array(balance[1:]), axis=0)
    found = np.corrcoef(steps) - np.eye(len(steps))
    assert np.abs(found).max() < 5 / np.sqrt(8192)


def test_a_candidate_and_doing_nothing_meet_the_same_months():
    """What an investment of 600 takes is missing in every single future, so the lowest balances differ by it."""
    company = {"opening_cash": "9000", "volatility": "300", "monthly_cash_flow": "-10"}
    bank = evaluate(scenario_of(line("investment", "600"), company=company)).candidates[0].ways[0].bank
    for place in (5, 50, 95):
        difference = bank.lowest_without.quantiles[place].value - bank.lowest_with.quantiles[place].value
        assert difference == pytest.approx(600, abs=1e-6)

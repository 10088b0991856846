"""The company by itself: what happens anyway, its bank balance, and when it counts as short."""

from __future__ import annotations

from types import SimpleNamespace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from roitool.cashflow.bank import bank_outcome, survival_window, survival_without
from roitool.cashflow.model import CashFlowModel
from roitool.errors import ScenarioError
from roitool.sampling.draws import Sampling
from tests.builder import LOAN, QUARTER, Given, line, money, monthly, nothing_line, scenario_of

THREE_YEARS = {"horizon_years": 3}


def bank(found, way="cash"):
    ways = found.model.ways(0, found.flows, found.company)
    calendar = found.model.setting.calendar
    taken = next(each for each in ways if each.id == way)
    window, course = survival_window(ways, calendar), found.company.course
    with_it = bank_outcome(found.flows.owner_before_tax, taken, course, window, calendar)
    without = survival_without(course, window, found.company.futures.count)
    return SimpleNamespace(
        short_with=with_it.survival.short,
        short_without=without.short,
        added_short=with_it.survival.first_short < without.first_short,
        lowest_with=with_it.survival.lowest,
        peak_funding=with_it.peak_funding,
    )


def balance(found):
    count = found.flows.project.shape[1]
    return np.array([np.broadcast_to(row, count) for row in found.company.course.balance])


def test_the_balance_starts_with_what_is_there_and_grows_smoothly():
    company = {"opening_cash": "1000", "monthly_cash_flow": "100", "cash_flow_growth": "0.21"}
    found = balance(money(scenario_of(company=company)))[:, 0]
    own = [100 * 1.21 ** (month / 12) for month in range(1, 25)]
    assert found == pytest.approx(1000 + np.concatenate([[0], np.cumsum(own)]))
    assert found[12] - found[11] == pytest.approx(121)


def test_what_happens_anyway_has_dates_of_its_own_and_pays_its_own_tax():
    """600 a year lost from month 2.5 to 14.25: 9.5 months in the first year, 2.25 in the second; a quarter is saved."""
    nothing = nothing_line("-600", per="year", start="begins", end="ends")
    found = money(
        scenario_of(
            nothing=(nothing,),
            company={"opening_cash": "1000", "taxable_profit_per_year": "10000"},
            whole={"regime": QUARTER, "inputs": [shared("begins", 2.5), shared("ends", 14.25)]},
        )
    )
    course = np.array([float(np.ravel(row)[0]) for row in found.company.course.nothing["drift"]])
    expected = np.zeros(25)
    expected[3], expected[4:15], expected[15] = -25, -50, -12.5
    assert course == pytest.approx(expected)
    final = balance(found)[:, 0]
    assert final[12] == pytest.approx(1000 - 475 * 0.75)
    assert final[24] == pytest.approx(1000 - 587.5 * 0.75)
    assert not found.flows.project.any()


def shared(name, value):
    quantity = value if isinstance(value, dict) else {"kind": "fixed", "value": value}
    return {"id": name, "label": "", "quantity": quantity, "stream": name, "evidence": {"by": "guess"}}


def test_what_a_candidate_averts_comes_back_as_far_as_it_works():
    """100 a month lost, 60 % averted from go-live 3 with a ramp of 2."""
    scenario = scenario_of(
        averts=[{"line": "drift", "share": "part"}],
        figures={"part": 0.6},
        nothing=(nothing_line("-100"),),
        timing=("3", "2", "1"),
    )
    averted = money(scenario).line("_averted_drift")[:, 0]
    assert averted[:7] == pytest.approx([0, 0, 0, 0, 15, 45, 60])
    assert averted[15:17] == pytest.approx([60, 0])


def test_what_a_failed_candidate_would_have_averted_is_lost_all_the_same():
    failure = {"chance": "odds", "found_out_month": "2", "stream": "failing"}
    scenario = scenario_of(
        averts=[{"line": "drift", "share": "1"}],
        figures={"odds": 0.5},
        failure=failure,
        nothing=(nothing_line("-100"),),
    )
    found = money(scenario, Given(2, uniforms={"failing": [0.4, 0.6]}))
    assert found.line("_averted_drift").sum(axis=0).tolist() == [0, 2400]


def test_averted_losses_are_taxed_against_a_company_that_makes_them():
    """Profit 100 000 and a loss of 90 000: what is averted is taxed at the lower rate throughout."""
    nothing = nothing_line("-90000", per="year")
    company = {"taxable_profit_per_year": "250000"}
    scenario = scenario_of(
        averts=[{"line": "drift", "share": "1"}],
        nothing=(nothing,),
        company=company,
        whole={"regime": {"id": "nl-2026"}},
    )
    found = money(scenario)
    # From 160 000 to 250 000: 40 000 at 19 %, 50 000 at 25.8 %.
    assert found.tax()[:, 0] == pytest.approx([20_500, 20_500])


def test_the_floor_is_one_month_s_wages_unless_another_is_stated_and_the_credit_line_lies_below_it():
    wages = {"opening_cash": "5000", "wages_per_month": "800", "credit_line": "300"}
    assert money(scenario_of(company=wages)).company.course.limit == 500
    assert money(scenario_of(company=wages | {"cash_floor": "100"})).company.course.limit == -200


def test_short_means_below_the_limit_and_not_at_it():
    at, below = (
        bank(money(scenario_of(line("investment", amount, vat=False), company={"opening_cash": "100"})))
        for amount in ("100", "100.01")
    )
    assert not at.short_with[0]
    assert below.short_with[0]


def test_a_balance_that_meets_the_limit_exactly_is_not_short_however_its_sum_is_rounded():
    """1.2 less three tenths is not quite 0.9 in binary; a cent below the limit is short."""
    company = {"opening_cash": "1.2", "cash_floor": "0.9", "credit_line": "0"}
    tenths = [line("one_off", "0.1", f"part_{month}", month=str(month)) for month in (1, 2, 3)]
    assert 1.2 - 0.1 - 0.1 - 0.1 < 0.9
    assert not bank(money(scenario_of(*tenths, company=company))).short_with[0]
    cent = line("one_off", "0.01", "cent", month="4")
    assert bank(money(scenario_of(*tenths, cent, company=company))).short_with[0]


def test_running_short_sooner_counts_as_added_and_later_or_never_does_not():
    """Without it the money ends in month 10. A cost that comes earlier is added, one that saves month 10 is not."""
    company = {"opening_cash": "95", "monthly_cash_flow": "-10"}
    cost, saving = line("one_off", "cost", month="3"), monthly("saving", "saved")
    figures = {name: {"kind": "uniform", "minimum": 0.0, "maximum": 100.0} for name in ("cost", "saved")}
    scenario = scenario_of(cost, saving, company=company, figures=figures, whole=THREE_YEARS)
    futures = Given(5, {"cost": [0, 50, 5.5, 4, 5], "saved": [0, 0, 0, 0, 10]})
    found = bank(money(scenario, futures))
    assert found.short_without.all()
    assert found.short_with.tolist() == [True, True, True, True, False]
    # 5.5 empties the account in month 9, one month sooner; after 4 it still lasts until month 10.
    assert found.added_short.tolist() == [False, True, True, False, False]


def test_the_lowest_balance_is_looked_for_in_the_first_three_years():
    company = {"opening_cash": "1000"}
    lines = [line("one_off", "300", "early", month="5"), line("one_off", "900", "late", month="40")]
    found = bank(money(scenario_of(*lines, company=company, whole={"horizon_years": 4})))
    assert found.lowest_with[0] == pytest.approx(700)
    assert not found.short_with[0]
    assert found.peak_funding[0] == pytest.approx(1200)


def test_a_loan_that_runs_longer_stretches_the_window_for_every_way_of_paying():
    company = {"opening_cash": "1000"}
    lines = [line("investment", "1"), line("one_off", "900", month="40"), line("one_off", "900", "last", month="45")]
    scenario = scenario_of(
        *lines, company=company, ways=(LOAN | {"months": 42, "rate": "0"},), whole={"horizon_years": 4}
    )
    found = money(scenario)
    window = survival_window(found.model.ways(0, found.flows, found.company), found.model.setting.calendar)
    assert np.ravel(window).tolist() == [42]
    assert bank(found).lowest_with[0] == pytest.approx(99)


def test_a_short_horizon_is_a_short_window():
    found = money(scenario_of(whole={"horizon_years": 1}))
    window = survival_window(found.model.ways(0, found.flows, found.company), found.model.setting.calendar)
    assert np.ravel(window).tolist() == [12]


def test_the_most_that_it_draws_from_the_account_is_not_what_it_costs():
    """100 out, 60 back, 80 out, then 200 back: at the deepest 120 was gone."""
    lines = [line("one_off", "100"), line("one_off", "80", "second", month="3")]
    found = bank(money(scenario_of(*lines, monthly("saving", "30"), timing=("0", "0", "30"))))
    assert found.peak_funding[0] == pytest.approx(100)
    delayed = bank(money(scenario_of(*lines, monthly("saving", "30"), timing=("4", "0", "30"))))
    assert delayed.peak_funding[0] == pytest.approx(180)


def test_a_company_that_is_short_in_a_future_from_the_start_is_refused():
    company = {"opening_cash": "cash"}
    inputs = [shared("cash", {"kind": "uniform", "minimum": -1.0, "maximum": 100.0})]
    scenario = scenario_of(company=company, whole={"inputs": inputs})
    model = CashFlowModel(scenario)
    with pytest.raises(ScenarioError) as refused:
        model.company(Sampling(scenario).chunk(0, 1))
    (problem,) = refused.value.problems
    assert (problem.place, problem.code) == (("company", "opening_cash"), "already_short_in_a_future")


@given(st.floats(-1e5, 1e5), st.floats(0, 1e5), st.floats(0, 1e4), st.integers(0, 23), st.floats(0, 1))
def test_with_less_without_is_what_the_owner_sees_added_up(monthly_flow, invested, saved, month, borrowed):
    """The balance with the candidate in every month, from its outcome in windows that end there."""
    company = {"opening_cash": "10000000", "monthly_cash_flow": "own"}
    loan = LOAN | {"share": "share", "rate": "0.08", "months": 6}
    figures = dict.fromkeys(("invested", "saved", "share"), 0.0)
    lines = [line("investment", "invested", month="3"), monthly("saving", "saved")]
    nothing = nothing_line("own")
    whole = {"regime": QUARTER | {"vat_rate": 0.21}, "inputs": [shared("own", 0.0)]}
    scenario = scenario_of(*lines, figures=figures, ways=(loan,), company=company, nothing=(nothing,), whole=whole)
    here = {"own": monthly_flow, "invested": invested, "saved": saved, "share": borrowed}
    found = money(scenario, Given(1, {name: [value] for name, value in here.items()}))
    ways = found.model.ways(0, found.flows, found.company)
    for way in ways:
        outcome = bank_outcome(
            found.flows.owner_before_tax,
            way,
            found.company.course,
            np.array([month]),
            found.model.setting.calendar,
        )
        with_it = balance(found)[: month + 1, 0] + np.cumsum(found.owner(way.id)[: month + 1, 0])
        assert outcome.survival.lowest[0] == pytest.approx(with_it.min(), rel=1e-12)
        without = survival_without(found.company.course, np.array([month]), 1)
        assert without.lowest[0] == pytest.approx(balance(found)[: month + 1, 0].min(), rel=1e-12)


def test_a_company_that_certainly_runs_short_of_what_certainly_happens_is_looked_at_in_every_future():
    """Nothing about the company is uncertain, its loss begins within a month: one course for all futures."""
    company = {"opening_cash": "100"}
    scenario = scenario_of(
        line("one_off", "cost"),
        figures={"cost": {"kind": "uniform", "minimum": 0.0, "maximum": 200.0}},
        company=company,
        nothing=(nothing_line("-20", start="begins"),),
        whole={"inputs": [shared("begins", 0.5)]},
    )
    found = bank(money(scenario, Given(3, {"cost": [0, 5, 101]})))
    assert found.short_with.all()
    # Without: 90 after a month, below nought in month 6. 5 leaves it there; 101 is too much at once.
    assert found.added_short.tolist() == [False, False, True]

"""Complete failure and events: what is spent, what comes back, what stands still, and how often."""

from __future__ import annotations

import numpy as np
import pytest

from roitool.cashflow.model import CashFlowModel
from roitool.sampling.draws import Sampling
from tests.builder import LOAN, QUARTER, Given, line, money, monthly, scenario_of

FAILURE = {
    "chance": "odds",
    "found_out_month": "found_out",
    "recovered_share": "back",
    "exit_cost": "leaving",
    "stream": "failing",
}
FIGURES = {"odds": 0.2, "found_out": 5.5, "back": 0.3, "leaving": 50.0}
FAILS = Given(2, uniforms={"failing": [0.1999, 0.2]})
"""Of two futures the first fails: where the uniform number lies below the chance."""


def failing(*lines, futures=FAILS, failure=FAILURE, figures=None, **choices):
    return money(scenario_of(*lines, failure=failure, figures=FIGURES | (figures or {}), **choices), futures)


def event(cost="1000", how_often="once", **other):
    return {
        "id": "leak",
        "label": "",
        "chance": "odds",
        "how_often": how_often,
        "cost": cost,
        "stream": "leaking",
    } | other


def months_of(rows):
    return np.flatnonzero(rows).tolist()


def test_a_failed_project_is_spent_recovered_and_left_in_the_month_it_is_found_out():
    """Found out at 5.5: month 6 brings 30 % of the quote back and costs 50 to leave; nothing ever comes in."""
    found = failing(line("investment", "1000"), monthly("saving", "100"))
    assert found.flows.record.fate.failed.tolist() == [True, False]
    expected = np.zeros(25)
    expected[[0, 6]] = -1000, 300 - 50
    np.testing.assert_allclose(found.flows.project[:, 0], expected)
    np.testing.assert_allclose(found.flows.project[:, 1], [-1000] + [100] * 24)


def test_it_is_not_found_out_before_the_last_investment():
    found = failing(line("investment", "1000"), line("investment", "500", "second", month="8.1"))
    assert found.line("second")[9].tolist() == [-500, -500]
    assert months_of(found.line("_recovered")[:, 0]) == [9]
    assert found.line("_recovered")[9, 0] == pytest.approx(450)


def test_one_off_lines_after_the_end_are_spared():
    lines = [line("one_off", "10", "before", month="6"), line("one_off", "10", "after", month="6.1")]
    found = failing(*lines)
    assert found.line("before").sum(axis=0).tolist() == [-10, -10]
    assert found.line("after").sum(axis=0).tolist() == [0, -10]


def test_costs_that_wait_for_go_live_never_start_and_those_with_a_start_run_to_the_end_of_it():
    lines = [monthly("running_cost", "10", "usual"), monthly("running_cost", "10", "licence", start="2")]
    found = failing(*lines, timing=("4", "0", "30"))
    assert found.line("usual").sum(axis=0).tolist() == [0, -200]
    assert months_of(found.line("licence")[:, 0]) == [3, 4, 5, 6]
    assert found.line("licence").sum(axis=0).tolist() == [-40, -220]


def test_what_a_failure_costs_less_what_comes_back_is_deducted_in_that_year():
    """1 000 less 300 that come back, and 50 for leaving: all in the second year, in which it is found out."""
    found = failing(
        line("investment", "1000"),
        figures={"found_out": 13.0},
        company={},
        whole={"regime": QUARTER},
        timing=("20", "0", "3"),
    )
    assert found.flows.record.result[:, 0].tolist() == [0, -750]
    assert found.tax()[:, 0] == pytest.approx([0, -187.5])
    assert not found.deduction("depreciation")[:, 0].any()


def test_the_share_that_comes_back_is_one_of_the_quote_while_the_cost_as_drawn_is_lost():
    over = {"over": {"kind": "uniform", "minimum": 0.0, "maximum": 1.0}}
    futures = Given(1, {"over": [0.5]}, {"failing": [0.0]})
    found = failing(
        line("investment", "1000"), figures=over, overrun="over", futures=futures, whole={"regime": QUARTER}
    )
    assert found.flows.project[6, 0] == pytest.approx(250)
    assert found.flows.record.result[0, 0] == pytest.approx(-1500 + 300 - 50)


def test_a_failure_found_out_beyond_the_horizon_is_never_closed():
    found = failing(line("investment", "1000"), figures={"found_out": 24.5}, whole={"regime": QUARTER})
    assert found.flows.project[:, 0].tolist() == [-1000] + [0] * 24
    assert not found.flows.record.result[:, 0].any()


def test_a_failed_project_keeps_its_investment_deduction_and_its_loan():
    found = failing(
        line("investment", "10000", vat=False), ways=(LOAN,), whole={"regime": {"id": "nl-2026"}}, figures={"back": 0.0}
    )
    assert found.deduction("investment_deduction")[0] == pytest.approx([2800, 2800])
    paid = found.owner("bank")
    # An annuity at half a percent a month: every month but the sixth and the twelfth is the payment alone.
    payment = 10_000 * 0.005 / (1 - 1.005**-12)
    assert paid[1:6, 0] == pytest.approx([-payment] * 5)
    assert paid[0, 0] == pytest.approx(0)


def test_a_failed_project_meets_no_event():
    futures = Given(2, uniforms={"failing": [0.0, 0.5], "leaking": [0.0, 0.0], "leaking/month": [0.5, 0.5]})
    found = failing(monthly("saving", "100"), events=[event()], futures=futures, timing=("0", "0", "2"))
    assert found.line("leak").sum(axis=0).tolist() == [0, -1000]


def test_an_event_once_happens_where_its_uniform_lies_below_the_chance_in_a_month_drawn_over_its_life():
    """Live from 6 for a year: v = 0.3 is 9.6, booked in month 10."""
    futures = Given(2, uniforms={"leaking": [0.0999, 0.1], "leaking/month": [0.3, 0.3]})
    scenario = scenario_of(events=[event()], figures={"odds": 0.1}, timing=("6", "0", "1"))
    found = money(scenario, futures).line("leak")
    assert months_of(found[:, 0]) == [10]
    assert found.sum(axis=0).tolist() == [-1000, 0]


def test_a_yearly_event_has_a_chance_of_its_own_in_every_operating_year():
    """Live from 3 for two years and a half, horizon two years: the years begin at 3 and 15, the third beyond."""
    futures = Given(
        1,
        uniforms={
            "leaking/year/1": [0.05],
            "leaking/year/1/month": [0.0],
            "leaking/year/2": [0.05],
            "leaking/year/2/month": [0.74],
            "leaking/year/3": [0.0],
        },
    )
    scenario = scenario_of(events=[event(how_often="yearly")], figures={"odds": 0.1}, timing=("3", "0", "2.5"))
    assert months_of(money(scenario, futures).line("leak")[:, 0]) == [3, 24]


def test_what_would_happen_beyond_the_horizon_does_nothing():
    futures = Given(1, uniforms={"leaking/year/1": [0.05], "leaking/year/1/month": [0.9]})
    scenario = scenario_of(
        monthly("saving", "1"),
        events=[event(how_often="yearly", stops_months="12")],
        figures={"odds": 0.1},
        timing=("20", "0", "2"),
    )
    assert money(scenario, futures).flows.project.sum() == pytest.approx(4)


def test_the_chance_in_a_part_of_a_year_is_that_of_an_even_risk():
    """Half a year at 19 % a year: 1 − √0.81 = 10 %."""
    uniforms = {"leaking/year/1": [0.5, 0.5], "leaking/year/2": [0.0999, 0.1001], "leaking/year/2/month": [0.5, 0.5]}
    scenario = scenario_of(events=[event(how_often="yearly")], figures={"odds": 0.19}, timing=("0", "0", "1.5"))
    found = money(scenario, Given(2, uniforms=uniforms)).line("leak")
    assert found.sum(axis=0).tolist() == [-1000, 0]
    assert months_of(found[:, 0]) == [15]


def test_an_event_costs_what_its_index_makes_of_it_and_stops_the_benefits_of_the_months_after():
    futures = Given(1, uniforms={"leaking": [0.0], "leaking/month": [0.5]})
    scenario = scenario_of(
        monthly("saving", "100"),
        events=[event(grows_with="index", stops_months="still")],
        figures={"odds": 0.5, "index": 0.21, "still": 2.5},
        timing=("0", "0", "2"),
    )
    found = money(scenario, futures)
    assert found.line("leak")[12, 0] == pytest.approx(-1210)
    assert found.line("saving")[11:17, 0] == pytest.approx([100, 100, 0, 0, 50, 100])


def test_an_event_is_an_expense_of_its_year():
    futures = Given(1, uniforms={"leaking": [0.0], "leaking/month": [0.6]})
    found = money(
        scenario_of(events=[event()], figures={"odds": 0.5}, timing=("0", "0", "2"), whole={"regime": QUARTER}), futures
    )
    assert found.tax()[:, 0] == pytest.approx([0, -250])


def test_in_the_base_case_nothing_goes_wrong_even_where_it_is_certain():
    certain = FIGURES | {"odds": 1.0}
    found = money(scenario_of(monthly("saving", "1"), failure=FAILURE, events=[event()], figures=certain))
    assert found.flows.project[:, 0].tolist() == [0] + [1] * 24


@pytest.mark.parametrize("how_often", ["once", "yearly"])
def test_events_happen_as_often_as_their_chance_says_and_evenly_over_their_life(how_often):
    """Over two years and a half within three: 0.3 once; yearly 0.3, 0.3 and 1 − √0.7."""
    scenario = scenario_of(
        events=[event("1", how_often)], figures={"odds": 0.3}, timing=("0", "0", "2.5"), whole={"horizon_years": 3}
    )
    model, futures = CashFlowModel(scenario), Sampling(scenario).chunk(0)
    found = -model.flows(0, model.company(futures), detailed=True).record.lines["leak"]
    expected = 0.3 if how_often == "once" else 0.6 + 1 - np.sqrt(0.7)
    # The happening is stratified, so a chance is met to within a future in each of eight blocks.
    assert found.sum(axis=0).mean() == pytest.approx(expected, abs=4 / 1024)
    by_half_year = found.sum(axis=1)[1:31].reshape(5, 6).sum(axis=1) / futures.count
    even = [0.06] * 5 if how_often == "once" else [0.15] * 4 + [1 - np.sqrt(0.7)]
    assert by_half_year == pytest.approx(even, abs=4 * np.sqrt(0.15 / futures.count))


def test_failures_happen_as_often_as_their_chance_says_whatever_it_hangs_on():
    scenario = scenario_of(
        failure=FAILURE, figures=FIGURES | {"odds": {"kind": "uniform", "minimum": 0, "maximum": 0.4}}
    )
    model, futures = CashFlowModel(scenario), Sampling(scenario).chunk(0)
    failed = model.flows(0, model.company(futures)).record.fate.failed
    odds = futures.values(scenario.candidates[0].inputs)["odds"]
    assert failed.mean() == pytest.approx(0.2, abs=4 * np.sqrt(0.16 / futures.count))
    assert failed[odds > 0.3].mean() == pytest.approx(0.35, abs=4 * np.sqrt(0.23 / (futures.count / 4)))

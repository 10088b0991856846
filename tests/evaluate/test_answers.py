"""The numbers of an answer hang together: parts add up, quantiles ascend, shares are shares."""

from __future__ import annotations

import math
from itertools import pairwise

import numpy as np
import pytest

from roitool.decision.verdict import OFTEN_SHORT, Question
from roitool.evaluate import evaluate
from roitool.evaluate.engine import Engine
from roitool.scenario.data import example_bytes, example_names
from roitool.scenario.file import scenario_from_bytes
from tests.builder import LOAN, QUARTER, line, money, monthly, nothing_line, scenario_of

SPREAD = {"kind": "uniform", "minimum": 0.0, "maximum": 200.0}


@pytest.fixture(scope="module", params=example_names())
def found(request):
    return evaluate(scenario_from_bytes(example_bytes(request.param)))


@pytest.fixture(scope="module")
def outcomes(found):
    """Return the outcomes of the first chunk, future by future."""
    return Engine(found.scenario).chunk(0, 8).candidates


def summaries(answer):
    yield from (answer.npv, answer.equivalent_annuity, answer.investment)
    for way in answer.ways:
        yield from (way.advantage, way.npv_as_paid)
        yield from (way.bank.lowest_with, way.bank.lowest_without, way.bank.peak_funding)


def rankings(answer):
    yield from (answer.irr.quantiles, answer.mirr, answer.payback.quantiles, answer.discounted_payback)
    yield from (answer.profitability_index, answer.return_on_investment)


def test_the_bridge_leads_from_the_base_case_to_the_mean(found):
    for answer in found.candidates:
        bridge = answer.bridge
        parts = bridge.spread + bridge.overrun_tail + bridge.failure + bridge.events
        assert parts == pytest.approx(answer.npv.mean.value - answer.base.npv)
        # Only events always cost: what loses money anyway may lose less where it fails, or is stopped early.
        assert bridge.events <= 0


def test_quantiles_ascend_within_every_summary(found):
    for answer in found.candidates:
        for summary in summaries(answer):
            values = [summary.quantiles[percent].value for percent in (5, 10, 25, 50, 75, 90, 95)]
            assert values == sorted(values)
        for ranks in rankings(answer):
            values = [ranks.quantiles[percent].value for percent in (5, 10, 25, 50, 75, 90, 95)]
            assert values == sorted(values)


def test_the_worst_twentieth_lies_below_the_fifth_percentile_and_that_below_the_mean(found):
    for answer in found.candidates:
        for summary in summaries(answer):
            lowest = summary.quantiles[5].value
            assert summary.cvar.value <= lowest + 1e-9 * abs(lowest)
            assert summary.cvar.value <= summary.mean.value + 1e-9 * abs(summary.mean.value)


def test_the_dots_ascend_and_lie_around_the_median(found):
    for answer in found.candidates:
        assert len(answer.dots) == 50
        assert list(answer.dots) == sorted(answer.dots)
        assert answer.dots[24] <= answer.npv.quantiles[50].value <= answer.dots[25]
        losing = sum(dot <= 0 for dot in answer.dots) / 50
        assert losing == pytest.approx(1 - answer.chance_npv.value, abs=0.02)


def test_the_bands_of_the_fan_lie_inside_each_other_and_start_from_what_is_there(found):
    opening = float(np.ravel(money(found.scenario).company.course.balance[0])[0])
    for answer in found.candidates:
        for way in answer.ways:
            fan = way.bank.fan
            bands = np.array([fan.p5, fan.p25, fan.p50, fan.p75, fan.p95])
            assert (np.diff(bands, axis=0) >= 0).all()
            assert all(one < other for one, other in pairwise(fan.months))
            assert (fan.months[0], len(fan.months)) == (0, bands.shape[1])
            assert fan.without[0] == pytest.approx(opening)


def test_the_shares_of_internal_rates_add_up_to_one(found):
    for answer in found.candidates:
        assert answer.irr.unique.value + answer.irr.multiple.value + answer.irr.none.value == pytest.approx(1)
        assert answer.irr.quantiles.left_out.value == pytest.approx(answer.irr.multiple.value)


def test_running_short_sooner_is_part_of_running_short(found):
    for answer in found.candidates:
        for bank in (way.bank for way in answer.ways):
            assert 0 <= bank.added_short.value <= bank.short_with.value <= 1
            assert bank.short_with.value <= bank.short_without.value + bank.added_short.value
            assert bank.lowest_month <= bank.window_months


def test_what_is_said_as_paid_is_the_value_and_the_advantage(found):
    for answer in found.candidates:
        for way in answer.ways:
            together = answer.npv.mean.value + way.advantage.mean.value
            assert way.npv_as_paid.mean.value == pytest.approx(together)


def test_the_verdict_rests_on_the_numbers_that_are_shown(found):
    for answer in found.candidates:
        tests = {test.question: test.number for test in answer.paid.tests.tests}
        assert tests[Question.MEAN_NPV] == answer.npv.mean
        assert tests[Question.CHANCE_NPV] == answer.chance_npv == answer.npv.positive
        assert tests[Question.CHANCE_PAYBACK] == answer.payback.within_limit
        assert tests[Question.ADDED_SHORT] == answer.paid.bank.added_short
        assert answer.verdict.often_short_anyway == (answer.paid.bank.short_without.value > OFTEN_SHORT)


def test_a_discounted_payback_never_comes_before_the_plain_one(outcomes):
    for outcome in outcomes:
        assert (outcome.discounted_payback >= outcome.payback - 1e-9).all()


def test_the_value_at_a_future_s_own_internal_rate_is_nought(found, outcomes):
    model = Engine(found.scenario).model
    company = model.company(Engine(found.scenario).sampling.chunk(0))
    for position, outcome in enumerate(outcomes):
        flow = model.flows(position, company).project
        unique = np.flatnonzero(np.isfinite(outcome.irr))
        assert unique.size > 1000
        discount = np.exp(-np.arange(len(flow))[:, np.newaxis] / 12 * np.log1p(outcome.irr[unique]))
        left = np.abs((flow[:, unique] * discount).sum(axis=0))
        assert (left <= 1e-9 * np.abs(flow[:, unique] * discount).sum(axis=0)).all()


def test_the_modified_rate_grows_every_outlay_into_every_return(found, outcomes):
    """Over the horizon: outlays at their present value grow at the rate into returns at their end value."""
    scenario = found.scenario
    engine = Engine(scenario)
    hurdle, months = engine.setting.hurdle_rate, engine.setting.calendar.months
    company = engine.model.company(engine.sampling.chunk(0))
    for position, outcome in enumerate(outcomes):
        flow = engine.model.flows(position, company).project
        discount = (1 + hurdle) ** (-np.arange(months + 1)[:, np.newaxis] / 12)
        out, back = (-np.minimum(flow, 0) * discount).sum(axis=0), (np.maximum(flow, 0) * discount).sum(axis=0)
        expected = (1 + hurdle) * (back / out) ** (12 / months) - 1
        np.testing.assert_allclose(outcome.mirr, expected, rtol=0, atol=1e-12)


def test_profitability_and_return_are_value_and_total_over_what_is_invested(found, outcomes):
    engine = Engine(found.scenario)
    company = engine.model.company(engine.sampling.chunk(0))
    for position, outcome in enumerate(outcomes):
        flows = engine.model.flows(position, company)
        total = flows.project.sum(axis=0)
        np.testing.assert_allclose(outcome.return_on_investment * outcome.investment, total, rtol=1e-9, atol=1e-6)


def test_without_an_outlay_there_is_no_profitability():
    answer = evaluate(scenario_of(monthly("saving", "10"))).candidates[0]
    for ranks in (answer.profitability_index, answer.return_on_investment):
        assert ranks.left_out.value == 1
        assert math.isnan(ranks.quantiles[50].value)
    assert answer.investment.mean.value == 0
    # Nothing goes out, so it is paid back at once and no rate makes its value nought.
    assert answer.payback.quantiles.quantiles[95].value == 0
    assert (answer.irr.none.value, answer.irr.quantiles.quantiles[50].value) == (1.0, math.inf)


def test_futures_that_invest_nothing_are_left_out_of_the_profitability_and_counted():
    """1 000 in three futures of four, worth 24 · 50 in every one: 1 + 200/1 000, and a return of 200/1 000."""
    outlay = {"kind": "discrete", "values": [0.0, 1000.0], "probabilities": [0.25, 0.75]}
    scenario = scenario_of(line("investment", "outlay"), monthly("saving", "50"), figures={"outlay": outlay})
    answer = evaluate(scenario).candidates[0]
    assert answer.profitability_index.left_out.value == pytest.approx(0.25, abs=0.001)
    assert answer.profitability_index.quantiles[5].value == pytest.approx(1.2)
    assert answer.return_on_investment.quantiles[95].value == pytest.approx(0.2)


def test_where_nothing_can_go_wrong_the_mean_is_the_base_case():
    scenario = scenario_of(line("investment", "1000"), monthly("saving", "50"), whole={"hurdle_rate": 0.1})
    answer = evaluate(scenario).candidates[0]
    assert answer.npv.mean.value == pytest.approx(answer.base.npv)
    assert answer.npv.sd.value == pytest.approx(0, abs=1e-9)
    bridge = answer.bridge
    assert (bridge.overrun_tail, bridge.failure, bridge.events) == (0, 0, 0)
    assert bridge.spread == pytest.approx(0, abs=1e-9)


def test_what_failure_and_events_cost_is_told_apart():
    """Failing in 10 %: 2400 and 500 lost; else a repair of 300 in 20 %: −0.1 · 2 400 and, where it works, −60."""
    scenario = scenario_of(
        line("one_off", "1000"),
        monthly("saving", "100"),
        figures={"fails": 0.1, "breaks": 0.2, "found_out": 3, "repair": 300},
        failure={"chance": "fails", "found_out_month": "found_out", "stream": "failing"},
        events=[
            {
                "id": "leak",
                "label": "",
                "chance": "breaks",
                "how_often": "once",
                "cost": "repair",
                "stream": "leaking",
            }
        ],
        timing=("0", "0", "2"),
    )
    bridge = evaluate(scenario).candidates[0].bridge
    # One misfortune after the other is taken away: a failed future, made to work, may still meet the event.
    assert bridge.failure == pytest.approx(-0.1 * (2400 - 0.2 * 300), abs=4)
    assert bridge.events == pytest.approx(-60, abs=1)
    assert bridge.spread == pytest.approx(0, abs=1e-6)


def test_a_project_that_was_stopped_counts_with_what_it_risks_when_it_is_carried_on():
    """Twice as dear in a quarter of the futures, and stopped at 1 500 there; carried on it may fail or leak as any."""
    excess = {"kind": "discrete", "values": [0.0, 1.0], "probabilities": [0.75, 0.25]}
    scenario = scenario_of(
        line("investment", "1000"),
        monthly("saving", "100"),
        figures={"excess": excess},
        overrun="excess",
        stop_loss="0.5",
        failure={"chance": "0.1", "found_out_month": "3", "stream": "failing"},
        events=[
            {"id": "leak", "label": "", "chance": "0.2", "how_often": "once", "cost": "300", "stream": "leaking"},
        ],
        timing=("0", "0", "2"),
    )
    bridge = evaluate(scenario).candidates[0].bridge
    carried_on = -2000 + 0.9 * (2400 - 60)
    # How many of those stopped would have failed scatters by 13 of 10 240.
    assert bridge.overrun_tail == pytest.approx(0.25 * (-1500 - carried_on), abs=12)
    assert bridge.failure == pytest.approx(-0.1 * (2400 - 60), abs=4)
    assert bridge.events == pytest.approx(-60, abs=1)
    assert bridge.spread == pytest.approx(-0.25 * 1000, abs=1e-6)


def test_a_life_beyond_the_horizon_says_how_many_years_are_not_counted():
    assert evaluate(scenario_of(timing=("6", "0", "5"))).candidates[0].base.uncounted_years == pytest.approx(3.5)
    assert evaluate(scenario_of(timing=("6", "0", "1"))).candidates[0].base.uncounted_years == 0


def test_what_doing_nothing_costs_is_told_after_tax():
    """100 a month, a quarter less tax paid in the year's last month, at no interest: 24 · 75."""
    scenario = scenario_of(nothing=(nothing_line("-100"),), whole={"regime": QUARTER})
    found = evaluate(scenario)
    assert found.nothing_mean.value == pytest.approx(-1800)
    assert evaluate(scenario_of()).nothing_mean.value == 0


def test_a_company_that_is_often_short_anyway_hears_that_with_its_answer():
    company = {"opening_cash": "1000", "monthly_cash_flow": "-100"}
    answer = evaluate(scenario_of(line("investment", "500"), company=company)).candidates[0]
    assert answer.verdict.often_short_anyway
    assert answer.paid.bank.short_without.value == 1.0
    assert Question.DEEPEST_BALANCE in {test.question for test in answer.paid.tests.survivable}
    assert answer.paid.bank.deepest_difference.value == pytest.approx(-500)


def test_every_listed_way_of_paying_is_calculated_and_the_chosen_one_named():
    scenario = scenario_of(
        line("investment", "1000"), monthly("saving", "100"), ways=(LOAN, LOAN | {"id": "dear", "rate": "0.1"})
    )
    answer = evaluate(scenario).candidates[0]
    assert [way.id for way in answer.ways] == ["cash", "bank", "dear"]
    assert answer.paid.id == answer.chosen == "cash"
    assert answer.ways[0].advantage.mean.value == 0
    assert answer.ways[2].advantage.mean.value < answer.ways[1].advantage.mean.value


def test_a_saving_that_is_known_only_as_a_range_has_the_payback_of_each_future():
    """1 200 over X a month, X uniform 0 to 200: 1 200/X months, within two years where X ≥ 50."""
    scenario = scenario_of(
        line("one_off", "1200"),
        monthly("saving", "saved"),
        figures={"saved": SPREAD},
        whole={"thresholds": {"payback_years": 1.0}},
    )
    answer = evaluate(scenario).candidates[0]
    assert answer.payback.never.value == pytest.approx(0.25, abs=0.002)
    assert answer.payback.within_limit.value == pytest.approx(0.5, abs=0.002)
    assert answer.payback.quantiles.quantiles[25].value == pytest.approx(1200 / 150 / 12, rel=1e-3)
    assert answer.payback.quantiles.quantiles[90].value == math.inf


def test_what_a_rent_costs_where_the_project_ends_early_is_a_mean_over_those_futures_alone():
    rent = {"kind": "rent", "id": "rent", "fee": "500", "minimum_months": 12, "cancellation_fee": "700"}
    failing = {"chance": "0.25", "found_out_month": "0", "stream": "failing"}
    scenario = scenario_of(line("investment", "10000"), ways=(rent,), failure=failing, company={"borrowing_rate": "0"})
    cash, hired = evaluate(scenario).candidates[0].ways
    # Twelve months and the cancellation instead of the price; else two years.
    assert hired.advantage_ended_early.value == pytest.approx(10_000 - 12 * 500 - 700)
    assert hired.advantage.mean.value == pytest.approx(0.25 * 3_300 + 0.75 * (10_000 - 24 * 500))
    assert cash.advantage_ended_early.value == 0


def test_there_is_no_mean_over_early_ends_where_there_are_none():
    (cash,) = evaluate(scenario_of(line("investment", "10000"))).candidates[0].ways
    assert math.isnan(cash.advantage_ended_early.value)


def test_misfortunes_that_strike_more_often_than_there_are_futures_are_all_counted():
    failure = {"chance": "0.5", "found_out_month": "6", "exit_cost": "500", "stream": "failing"}
    fire = {"id": "fire", "label": "Fire", "chance": "1", "how_often": "once", "cost": "700", "stream": "fire"}
    scenario = scenario_of(
        line("investment", "3000"), monthly("saving", "150"), failure=failure, events=(fire,), timing=("0", "0", "2")
    )
    bridge = evaluate(scenario).candidates[0].bridge
    # Half fail, and lose 3 500 instead of 100, for the fire comes then; without it all of them bring 600.
    assert bridge.failure == pytest.approx(-0.5 * 3400, rel=0.02)
    assert bridge.events == pytest.approx(-700)

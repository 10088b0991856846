"""Benefits and running costs, month by month: start, ramp, parts of months, index, end of life."""

from __future__ import annotations

from time import perf_counter

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from roitool.cashflow.effect import Life, effect_course, lived_course, stopped
from roitool.cashflow.model import CashFlowModel
from roitool.cashflow.risks import Occurrence
from roitool.sampling.draws import Sampling
from tests.builder import Given, line, money, monthly, scenario_of

MONTHS = 60
dates = st.floats(0, 50)
ramps = st.just(0.0) | st.floats(1e-6, 60)


def effect(go_live, ramp, life, months=MONTHS):
    start, rise, end = (np.array([value], dtype=float) for value in (go_live, ramp, go_live + life))
    return np.array([np.ravel(row)[0] for row in effect_course(Life(start, rise, end, np.ones(1)), months)])


def test_a_ramp_rises_by_the_same_step_every_month_and_loses_half_of_itself():
    """Ramp of 4 months from 0: the month's average is 1/8, 3/8, 5/8, 7/8, then 1; the sum is 60 − 4/2."""
    course = effect(0, 4, 1000)
    assert course[:7].tolist() == [0, 0.125, 0.375, 0.625, 0.875, 1, 1]
    assert course.sum() == pytest.approx(58)


def test_a_go_live_within_a_month_counts_for_the_rest_of_it():
    assert effect(2.25, 0, 1000)[:5].tolist() == [0, 0, 0, 0.75, 1]


def test_the_last_month_of_life_counts_as_far_as_it_goes():
    assert effect(0, 0, 3.5)[:6].tolist() == [0, 1, 1, 1, 0.5, 0]


@given(dates, ramps)
def test_a_life_beyond_the_horizon_is_worth_its_months_less_half_the_ramp(go_live, ramp):
    """The effect added up is the surface under the ramp: G(60 − γ)."""
    elapsed = MONTHS - go_live
    surface = elapsed - ramp / 2 if elapsed >= ramp else elapsed**2 / (2 * ramp)
    assert effect(go_live, ramp, 1000).sum() == pytest.approx(surface, abs=1e-9)


@given(dates, ramps, st.floats(0.01, 60))
def test_the_effect_is_never_negative_nor_more_than_full_nor_falling_while_it_lives(go_live, ramp, life):
    course = effect(go_live, ramp, life)
    assert course.min() >= 0
    assert course.max() <= 1 + 1e-12
    living = course[: int(min(go_live + life, MONTHS)) + 1]
    assert (np.diff(living) >= -1e-12).all()


@given(dates, ramps, st.floats(0.1, 60), st.floats(0.01, 10))
def test_a_later_go_live_never_brings_more_within_the_horizon(go_live, ramp, life, later):
    assume(go_live + life >= MONTHS)
    assert effect(go_live + later, ramp, life).sum() <= effect(go_live, ramp, life).sum() + 1e-9


@given(st.lists(st.tuples(dates, ramps, st.floats(1, 60)), min_size=2, max_size=6))
def test_a_future_has_the_same_course_alone_and_among_others(lives):
    """Shortcuts for months in which all futures agree must not change any of them."""
    columns = [np.array(column) for column in zip(*lives, strict=True)]
    life = Life(columns[0], columns[1], columns[0] + columns[2], np.ones(len(lives)))
    together = np.array([np.broadcast_to(row, len(lives)) for row in effect_course(life, MONTHS)])
    for future, (go_live, ramp, length) in enumerate(lives):
        np.testing.assert_allclose(together[:, future], effect(go_live, ramp, length), rtol=0, atol=1e-12)


def test_a_ramp_of_next_to_nothing_is_no_ramp():
    np.testing.assert_array_equal(effect(0, 1e-320, 1000), effect(0, 0, 1000))


@given(dates, st.floats(1.01, 60))
def test_what_runs_from_start_to_end_runs_for_exactly_that_long(start, length):
    """From a start in one month to an end in a later one the parts of months add up to the time between."""
    end = start + length
    course = lived_course(np.array([start]), np.array([end]), MONTHS)
    assert sum(float(np.ravel(row)[0]) for row in course) == pytest.approx(max(min(end, MONTHS) - start, 0))


def test_amounts_per_month_quarter_and_year_come_evenly_every_month():
    found = money(
        scenario_of(
            line("saving", "10", "one", per="month"),
            line("saving", "30", "two", per="quarter"),
            line("revenue", "120", "three", per="year"),
        )
    )
    for name in ("one", "two", "three"):
        assert found.line(name)[:, 0].tolist() == [0] + [10] * 24
    assert found.flows.project[:, 0].tolist() == [0] + [30] * 24


def test_a_running_cost_starts_at_go_live_or_on_a_date_of_its_own():
    found = money(
        scenario_of(
            monthly("running_cost", "100", "usual"),
            monthly("running_cost", "100", "early", start="1.5"),
            timing=("3.25", "6", "0.5"),
        )
    )
    assert found.line("usual")[:12, 0].tolist() == [0, 0, 0, 0, -75, -100, -100, -100, -100, -100, -25, 0]
    assert found.line("early")[:12, 0].tolist() == [0, 0, -50, -100, -100, -100, -100, -100, -100, -100, -25, 0]


def test_a_line_grows_smoothly_with_its_index_from_the_decision():
    """4 % a year: 1.04 after 12 months and 1.04^(1/12) after one, whenever it goes live."""
    found = money(
        scenario_of(monthly("saving", "100", grows_with="wages"), figures={"wages": 0.04}, timing=("6", "0", "9"))
    )
    saving = found.line("saving")[:, 0]
    assert saving[7:25] == pytest.approx([100 * 1.04 ** (month / 12) for month in range(7, 25)], rel=1e-13)
    assert saving[12] == pytest.approx(104)


def test_lines_that_grow_differently_do_not_take_over_each_other_s_index():
    lines = [
        monthly("saving", "100", "fast", grows_with="fast_growth"),
        monthly("saving", "100", "slow", grows_with="slow_growth"),
        monthly("revenue", "100", "flat"),
        monthly("revenue", "50", "fast_too", grows_with="fast_growth"),
    ]
    found = money(scenario_of(*lines, figures={"fast_growth": 0.21, "slow_growth": -0.19}))
    assert found.flows.project[24, 0] == pytest.approx(100 * 1.21**2 + 100 * 0.81**2 + 100 + 50 * 1.21**2)


def test_the_months_after_an_event_that_stops_it_bring_nothing_and_the_rest_in_part():
    course = [0.0] + [1.0] * 8
    event = Occurrence("leak", np.array([1]), np.array([2]), np.array([0.0]), np.array([2.25]))
    after = np.array([np.broadcast_to(row, 2) for row in stopped(course, [event], 2)])
    assert after[:, 0].tolist() == course
    assert after[:, 1].tolist() == [0, 1, 1, 0, 0, 0.75, 1, 1, 1]


def test_stops_that_overlap_are_not_added():
    course = [0.0] + [1.0] * 8
    first = Occurrence("leak", np.array([0]), np.array([1]), np.zeros(1), np.array([3.0]))
    second = Occurrence("fire", np.array([0]), np.array([2]), np.zeros(1), np.array([2.5]))
    after = [float(np.ravel(row)[0]) for row in stopped(course, [first, second], 1)]
    assert after == [0, 1, 0, 0, 0, 0.5, 1, 1, 1]


def test_what_each_line_comes_to_by_itself_adds_up_to_what_the_simulation_adds_up():
    """In detail every line is written down alone; the simulation adds lines up before it multiplies."""
    spread = {"kind": "uniform", "minimum": 1, "maximum": 9}
    scenario = scenario_of(
        line("investment", "1000"),
        monthly("saving", "hours * 12", "one", grows_with="index"),
        monthly("saving", "hours", "two", grows_with="index"),
        monthly("revenue", "hours + 1", "three"),
        monthly("running_cost", "hours", "four", start="hours"),
        monthly("running_cost", "1", "five", own_time=True),
        figures={"hours": spread, "index": 0.03},
        timing=("hours", "hours", "1"),
    )
    model = CashFlowModel(scenario)
    company = model.company(Sampling(scenario).chunk(0, 1))
    detailed, plain = (model.flows(0, company, detailed=choice) for choice in (True, False))
    np.testing.assert_allclose(detailed.project, plain.project, rtol=0, atol=1e-9)
    np.testing.assert_allclose(sum(detailed.record.lines.values()), detailed.project, rtol=0, atol=1e-9)


@given(st.floats(0, 1e6), st.floats(0, 1e6))
@settings(max_examples=30)
def test_a_certain_benefit_raises_every_month_by_itself(amount, more):
    """Figures of the second future: the same, with more of the saving."""
    scenario = scenario_of(monthly("saving", "amount"), figures={"amount": 1.0}, timing=("1.5", "3", "1"))
    flows = money(scenario, Given(2, {"amount": [amount, amount + more]})).flows.project
    assert (flows[:, 1] >= flows[:, 0]).all()


def test_an_event_in_the_last_month_stops_nothing_any_more():
    course = [0.0] + [1.0] * 8
    event = Occurrence("leak", np.array([0]), np.array([8]), np.zeros(1), np.array([2.0]))
    assert [float(np.ravel(row)[0]) for row in stopped(course, [event], 1)] == course


def test_a_stop_of_a_thousand_years_takes_no_longer_to_calculate_than_one_of_two():
    course = [0.0] + [1.0] * 24

    def seconds(months):
        event = Occurrence("leak", np.arange(500), np.full(500, 3), np.zeros(500), np.full(500, months))
        begin = perf_counter()
        after = stopped(course, [event], 500)
        took = perf_counter() - begin
        assert [float(np.ravel(row)[0]) for row in after] == [0] + [1] * 3 + [0] * 21
        return took

    assert min(seconds(12_000.0) for _ in range(3)) < 10 * min(seconds(24.0) for _ in range(3))

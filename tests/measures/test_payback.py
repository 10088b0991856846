"""Payback, discounted payback, later dips and payback only by selling."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from roitool.measures import discounted_paid_back, discounted_payback, npv, paid_back, payback
from tests.measures.cash_flows import investments, rates, series


def step_by_step(flows, undiscounted=None):
    """Return payback and later dips by the definition, one period after another."""
    total, was_short, back, dips = 0.0, False, None, 0
    zero = -1e-9 * max(map(abs, flows if undiscounted is None else undiscounted))
    for period, flow in enumerate(flows):
        before, total = total, total + flow
        if back is not None and before >= zero > total:
            dips += 1
        if back is None and was_short and total >= zero:
            back = period - 1 + min(-before / (total - before), 1.0)
        was_short = was_short or total < zero
    if back is None:
        back = math.inf if was_short else 0.0
    return back, dips


@given(st.lists(st.integers(-5, 5).map(float), min_size=1, max_size=300))
def test_payback_and_dips_follow_their_definition(flows):
    found = paid_back(np.array(flows)[:, np.newaxis])
    assert (found.periods[0], found.dips[0]) == step_by_step(flows)


# Discounting at less than 0 makes a later flow so large that a billionth of it is more than the outlay.
@example(-0.5, [-100.0, 300.0, *[0.0] * 36, 100.0])
@given(rates, series)
def test_discounted_payback_is_the_payback_of_the_discounted_flows(rate, flows):
    discounted = [flow * (1 + rate) ** -period for period, flow in enumerate(flows)]
    expected = step_by_step(discounted, flows)[0]
    assert discounted_payback(rate, flows) == pytest.approx(expected, rel=1e-6, abs=1e-6)


def test_more_dips_are_counted_than_a_byte_holds():
    flows = np.array([-1.0, 2.0, -2.0] + [2.0, -2.0] * 400)[:, np.newaxis]
    assert paid_back(flows).dips[0] == 401


def test_payback_is_never_when_the_money_does_not_come_back():
    assert payback([-100, 40, 50]) == math.inf
    assert discounted_payback(0.1, [-100, 50, 50, 8]) == math.inf


def test_payback_is_zero_when_the_total_was_never_below_zero():
    assert payback([0, 0, 0]) == 0.0
    assert payback([100, -100, 5]) == 0.0


def test_payback_counts_from_the_decision_when_the_outlay_comes_later():
    assert payback([10, 10, -60, 20, 40]) == 3.5


@pytest.mark.parametrize("saving", [0.1, 0.7, 1.1, 33.3, 1 / 3, 1234.56])
@pytest.mark.parametrize("months", [3, 24, 36, 60])
def test_money_that_is_back_after_exactly_so_many_months_is_not_put_off_by_rounding(saving, months):
    flows = [-saving * months, *[saving] * (months + 12)]
    assert payback(flows) == pytest.approx(months, abs=1e-9)
    assert payback(flows) <= months


def test_a_total_of_exactly_zero_is_paid_back():
    assert payback([-100, 50, 50, 10]) == 2.0
    assert payback([-100, 100, -100, 100]) == 1.0


@given(st.floats(1, 1e6), st.floats(0.01, 1e5), st.floats(1.0, 3.0), st.floats(-0.2, 0.5))
def test_a_larger_benefit_is_never_paid_back_later(outlay, benefit, factor, rate):
    slow = discounted_payback(rate, [-outlay] + [benefit] * 60)
    assert discounted_payback(rate, [-outlay] + [benefit * factor] * 60) <= slow * (1 + 1e-12)


@given(st.floats(0.0, 0.5), series)
def test_discounting_an_outlay_followed_by_benefits_never_makes_payback_earlier(rate, flows):
    cash = [-abs(flows[0]) - 1.0, *map(abs, flows[1:])]
    assert discounted_payback(rate, cash) >= payback(cash) * (1 - 1e-9)


def test_a_chunk_gives_each_future_what_it_gives_alone():
    flows = investments(futures=64)
    expected = [step_by_step(flows[:, future]) for future in range(64)]
    found = paid_back(flows)
    assert found.periods == pytest.approx([back for back, _ in expected], rel=1e-12)
    assert found.dips.tolist() == [dips for _, dips in expected]
    assert 0 < np.isinf(found.periods).sum() < 64


def test_the_total_is_the_sum_and_of_discounted_flows_the_npv():
    flows = investments(futures=8)
    assert paid_back(flows).total == pytest.approx(flows.sum(axis=0), rel=1e-12)
    assert discounted_paid_back(0.01, flows).total.tolist() == npv(0.01, flows).tolist()
    assert discounted_paid_back(0.0, flows).periods.tolist() == paid_back(flows).periods.tolist()


@pytest.mark.parametrize(
    ("sold_month", "sold", "only"),
    [(3, 30.0, True), (3, 9.0, False), (4, 30.0, False), (1, 30.0, True), (0, 0.0, False)],
)
def test_money_that_is_back_only_by_selling_is_told_apart(sold_month, sold, only):
    # In month 3 the total reaches 10: without what was sold until then it would be 10 less.
    found = paid_back(np.array([[-100.0], [40.0], [40.0], [30.0], [40.0]]), [(sold_month, sold)])
    assert found.periods.tolist() == [pytest.approx(2 + 20 / 30)]
    assert found.only_by_selling.tolist() == [only]


def test_selling_makes_no_difference_to_what_is_never_back_or_never_short():
    flows = np.array([[-100.0, 0.0, -100.0], [20.0, 50.0, 110.0]])
    found = paid_back(flows, [(np.array([1, 1, 1]), np.array([20.0, 50.0, 20.0]))])
    assert found.periods.tolist() == [math.inf, 0.0, pytest.approx(100 / 110)]
    assert found.only_by_selling.tolist() == [False, False, True]


@pytest.mark.parametrize("flows", [[], [1.0, math.nan], [[1.0, math.inf], [2.0, -math.inf]]])
def test_flows_that_are_none_or_not_finite_are_refused(flows):
    with pytest.raises(ValueError, match="flow"):
        payback(flows)

"""The internal rates of return of many futures at once."""

from __future__ import annotations

import math

import mpmath
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from roitool.measures import IrrStatus, internal_rate, internal_rates, irr
from tests.measures.cash_flows import investments


def in_span(flows, periods_per_year=12):
    """Return the annual rates from -50 % to +1 000 % of one series."""
    return [rate for rate in internal_rate(flows, periods_per_year).roots if -0.5 <= rate <= 10.0]


def yearly(*amounts, months=120):
    """Return monthly flows with one amount at the start of each year, as one column."""
    flows = np.zeros((months + 1, 1))
    flows[: 12 * len(amounts) : 12, 0] = amounts
    return flows


def from_rates(*rates):
    """Return yearly amounts whose NPV is zero at these rates and at no other."""
    amounts = np.array([1.0])
    for rate in rates:
        amounts = np.convolve(amounts, [-1.0, 1.0 + rate])
    return amounts


@pytest.mark.parametrize("benefit", [1_200.0, 1_700.0, 3_000.0])
@pytest.mark.parametrize("years", [1, 5, 10])
def test_every_future_has_the_status_and_rate_of_its_own_series(years, benefit):
    flows = investments(years, futures=60, seed=years, benefit=benefit * (8 if years == 1 else 10 / years))
    found = internal_rates(flows, 12)
    for future in range(60):
        rates = in_span(flows[:, future])
        status = IrrStatus(found.status[future])
        assert (status is IrrStatus.UNIQUE) == (len(rates) == 1)
        assert (status is IrrStatus.MULTIPLE) == (len(rates) > 1)
        if len(rates) == 1:
            assert found.rate[future] == pytest.approx(rates[0], rel=1e-12, abs=1e-13)
        if not rates:
            loses = flows[:, future].sum() < 0
            assert status is (IrrStatus.ALWAYS_LOSES if loses else IrrStatus.ALWAYS_GAINS)


@pytest.mark.parametrize("years", [3, 10, 30])
def test_a_rate_is_right_to_one_part_in_a_million_millions(years):
    flows = investments(years, futures=200, seed=4, benefit=5_000.0)
    found = internal_rates(flows, 12)
    mpmath.mp.dps = 40
    checked = np.flatnonzero(found.status == IrrStatus.UNIQUE)[:10]
    assert len(checked) == 10
    for future in checked:
        rate = mpmath.mpf(found.rate[future])
        terms = [mpmath.mpf(flow) * (1 + rate) ** (mpmath.mpf(-m) / 12) for m, flow in enumerate(flows[:, future])]
        slope = sum(-m * term for m, term in enumerate(terms)) / 12 / (1 + rate)
        assert abs(sum(terms) / slope / rate) < 1e-12


@given(st.floats(-0.49, 9.9), st.sampled_from([1, 2, 5, 10]))
def test_a_single_repayment_has_its_closed_form_rate(rate, years):
    flows = np.zeros((12 * years + 1, 1))
    flows[0], flows[-1] = -1000.0, 1000.0 * (1 + rate) ** years
    assert internal_rates(flows, 12).rate[0] == pytest.approx(rate, rel=1e-11, abs=1e-13)


@given(st.lists(st.floats(-0.45, 9.0).map(lambda rate: round(rate, 2)), min_size=1, max_size=4, unique=True))
def test_rates_are_counted_wherever_they_lie(rates):
    found = internal_rates(yearly(*from_rates(*rates)), 12)
    assert found.status[0] == (IrrStatus.UNIQUE if len(rates) == 1 else IrrStatus.MULTIPLE)
    assert found.rate[0] == pytest.approx(rates[0] if len(rates) == 1 else math.nan, rel=1e-9, abs=1e-12, nan_ok=True)


def test_futures_in_doubt_are_counted_together_each_by_its_own_rates():
    # NPV is exactly 0 at 0 %, a common rate: whether it crosses or touches there is looked for in every future.
    several = [(), (0.25,), (0.25, 0.5), (0.0,), (0.25, 0.5, -0.25, 1.0), (-0.625,), (12.0, 0.25), (0.0, 0.5, 12.0)]
    counted = [1, 2, 3, 1, 5, 1, 2, 2]
    flows = np.concatenate([yearly(*from_rates(0.0, *rates)) for rates in several], axis=1)
    found = internal_rates(np.tile(flows, 100) * np.repeat(2.0 ** np.arange(100), len(several)), 12)
    expected = [IrrStatus.UNIQUE if count == 1 else IrrStatus.MULTIPLE for count in counted]
    assert found.status.tolist() == expected * 100
    assert found.rate == pytest.approx(
        [0.0 if count == 1 else math.nan for count in counted] * 100, abs=1e-7, nan_ok=True
    )


@pytest.mark.parametrize("rates", [(0.1, 0.1001), (0.1, 0.11, 0.115), (0.02, -0.02), (5.0, 5.1), (-0.4, -0.39)])
def test_neighbouring_rates_are_told_apart(rates):
    assert internal_rates(yearly(*from_rates(*rates)), 12).status.tolist() == [IrrStatus.MULTIPLE]


@pytest.mark.parametrize("rate", [-0.4, 0.0, 0.1, 1.0, 8.0])
def test_a_rate_that_npv_only_touches_is_one_rate(rate):
    found = internal_rates(yearly(*from_rates(rate, rate)), 12)
    assert found.status.tolist() == [IrrStatus.UNIQUE]
    assert found.rate == pytest.approx([rate], abs=1e-7)


@pytest.mark.parametrize(("rate", "status"), [(-0.5, 1), (10.0, 1), (-0.5001, 4), (10.01, 4), (-0.9, 4)])
def test_the_span_ends_at_minus_50_and_plus_1000_percent_a_year_borders_included(rate, status):
    flows = np.zeros((13, 1))
    flows[0], flows[12] = (-1000.0, 1000.0 * (1 + rate)) if rate > 0 else (1000.0, -1000.0 * (1 + rate))
    assert internal_rates(flows, 12).status.tolist() == [status]


def test_a_last_tax_bill_does_not_make_a_second_rate():
    flows = np.full((121, 1), 2_000.0)
    flows[0], flows[120] = -100_000.0, -10_000.0
    assert len(internal_rate(flows[:, 0], 12).roots) == 2
    found = internal_rates(flows, 12)
    assert found.status.tolist() == [IrrStatus.UNIQUE]
    assert found.rate[0] == pytest.approx(max(internal_rate(flows[:, 0], 12).roots), rel=1e-13)


def test_futures_without_a_rate_rank_below_or_above_all_others():
    flows = np.zeros((25, 5))
    flows[0] = [-100.0, 100.0, 0.0, -100.0, -100.0]
    flows[12] = [-1.0, 50.0, 0.0, 120.0, 230.0]
    flows[24] = [0.0, 0.0, 0.0, 0.0, -132.0]
    found = internal_rates(flows, 12)
    assert [IrrStatus(code).name for code in found.status] == [
        "ALWAYS_LOSES",
        "ALWAYS_GAINS",
        "ALL_ZERO",
        "UNIQUE",
        "MULTIPLE",
    ]
    assert found.rate == pytest.approx([math.nan] * 3 + [0.2, math.nan], nan_ok=True)
    assert found.ranked == pytest.approx([-math.inf, math.inf, math.nan, 0.2, math.nan], nan_ok=True)
    assert found.status.dtype == np.int8


def test_a_future_does_not_depend_on_the_others():
    flows = investments(futures=300, benefit=1_700.0)
    together = internal_rates(flows, 12)
    apart = [internal_rates(flows[:, start : start + 7], 12) for start in range(0, 300, 7)]
    assert np.concatenate([part.status for part in apart]).tolist() == together.status.tolist()
    assert np.concatenate([part.rate for part in apart]) == pytest.approx(together.rate, rel=1e-13, nan_ok=True)


def test_npv_of_exactly_zero_at_a_common_rate_is_a_rate():
    flows = np.zeros((121, 3))
    flows[0], flows[60] = -1000.0, [1000.0, 1000.0, 500.0]
    flows[120] = [0.0, 0.0, 500.0]
    found = internal_rates(flows, 12)
    assert found.status.tolist() == [IrrStatus.UNIQUE] * 3
    assert found.rate == pytest.approx([0.0] * 3, abs=1e-15)


def test_late_money_and_long_waits_have_their_rate():
    flows = np.zeros((361, 2))
    flows[0], flows[360] = -1.0, [1e6, 1.0 + 1e-9]
    flows[240, 1] = -1e-12
    found = internal_rates(flows, 12)
    assert found.rate[0] == pytest.approx(1e6 ** (1 / 30) - 1, rel=1e-13)
    assert found.rate[1] == pytest.approx(1e-9 / 30, rel=1e-2)


def test_yearly_flows_have_rates_per_year():
    flows = np.array([[-100.0, -1600.0], [30.0, 10000.0], [30.0, -10000.0], [30.0, 0.0], [30.0, 0.0], [30.0, 0.0]])
    found = irr(flows)
    assert found.rate == pytest.approx([0.1523823712, math.nan], abs=1e-9, nan_ok=True)
    assert found.status.tolist() == [IrrStatus.UNIQUE, IrrStatus.MULTIPLE]


def test_a_single_month_of_flows_has_no_rate():
    found = internal_rates(np.array([[-5.0, 0.0, 5.0]]), 12)
    assert found.status.tolist() == [IrrStatus.ALWAYS_LOSES, IrrStatus.ALL_ZERO, IrrStatus.ALWAYS_GAINS]


def test_flows_that_are_not_finite_or_no_columns_are_refused():
    with pytest.raises(ValueError, match="finite"):
        internal_rates([[-1.0, -1.0], [math.nan, 2.0]], 12)
    with pytest.raises(ValueError, match="finite"):
        internal_rates([[-1.0, -1.0], [math.inf, 2.0]], 12)
    with pytest.raises(ValueError, match="column"):
        internal_rates([-1.0, 2.0], 12)
    with pytest.raises(ValueError, match="series"):
        internal_rate([[-1.0], [2.0]])

"""Every rate of one cash flow: one, several, none, touched, near -100 % and in the millions."""

from __future__ import annotations

import math

import mpmath
import numpy as np
import pytest
import pyxirr
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from roitool.measures import irr, npv
from tests.measures.cash_flows import investments, series


def from_rates(*rates):
    """Return flows whose NPV is zero at these rates and at no other."""
    flows = np.array([1.0])
    for rate in rates:
        flows = np.convolve(flows, [-1.0, 1.0 + rate])
    return flows


def exact_rates(flows):
    """Return all real rates above -100 % by the roots of the polynomial in many digits."""
    mpmath.mp.dps = 60
    periods = np.flatnonzero(flows)
    inner = [mpmath.mpf(flow) for flow in flows[periods[0] : periods[-1] + 1]]
    growths = mpmath.polyroots(inner[::-1], maxsteps=2000, extraprec=600, asc=True)
    real = [growth.real for growth in growths if abs(growth.imag) < mpmath.mpf(10) ** -25 and growth.real > 0]
    return sorted(float(growth - 1) for growth in real)


@pytest.mark.parametrize(
    "rates",
    [
        (0.1,),
        (0.1, 0.2),
        (-0.5, 0.0, 4.0),
        (-0.9, -0.3, 0.1, 0.11, 0.12, 0.5),
        (0.08, 0.0801),
        (-0.999, 0.05, 1000.0),
        (1e6, 2e6),
        (-0.99999, -0.9999),
    ],
)
def test_all_rates_are_found_however_close_or_far(rates):
    found = irr(from_rates(*rates))
    assert found.roots == pytest.approx(rates, rel=1e-6, abs=1e-9)
    assert found.status == ("unique" if len(rates) == 1 else "multiple")
    assert math.isnan(found.rate) == (len(rates) > 1)
    assert found.reason is None


@pytest.mark.parametrize("rates", [(0.1, 0.1), (0.25, 0.25, 0.25), (-0.5, -0.5), (0.1, 0.1, 0.6)])
def test_a_rate_that_npv_only_touches_counts_once(rates):
    assert irr(from_rates(*rates)).roots == pytest.approx(sorted(set(rates)), abs=2e-5)


@settings(max_examples=40)
@given(st.lists(st.integers(-9, 9).map(float), min_size=2, max_size=12))
def test_the_rates_are_those_of_the_polynomial_in_many_digits(flows):
    flows = np.array(flows)
    assume(np.count_nonzero(flows) >= 2)
    expected = exact_rates(flows)
    gaps = np.diff([-1.0, *expected])
    assume((gaps > 1e-6).all())
    found = irr(flows).roots
    assert len(found) == len(expected)
    for rate, exact in zip(found, expected, strict=True):
        assert 1 + rate == pytest.approx(1 + exact, rel=1e-11)


@pytest.mark.parametrize("seed", range(4))
def test_long_monthly_flows_keep_all_their_digits(seed):
    flows = investments(years=30, futures=1, seed=seed, benefit=2_000.0)[:, 0]
    found = irr(flows, periods_per_year=12)
    mpmath.mp.dps = 50
    for rate in found.roots:
        factor = mpmath.power(1 + mpmath.mpf(rate), mpmath.mpf(-1) / 12)
        terms = [mpmath.mpf(flow) * factor**month for month, flow in enumerate(flows)]
        slope = sum(month * term for month, term in enumerate(terms))
        assert abs(12 * sum(terms) / slope) < 1e-12


@given(st.lists(st.floats(1, 1e6), min_size=1, max_size=60), st.floats(1, 1e7))
def test_an_outlay_followed_by_income_has_one_rate_and_pyxirr_finds_the_same(income, outlay):
    found = irr([-outlay, *income])
    assert found.status == "unique"
    assert found.roots == (found.rate,)
    witness = pyxirr.irr([-outlay, *income])
    assume(witness is not None and witness > -0.9)
    assert found.rate == pytest.approx(witness, rel=1e-6, abs=1e-8)


@given(series)
def test_npv_is_zero_at_every_rate_that_is_found(flows):
    for rate in irr(flows).roots:
        assume(-0.5 < rate < 100)
        turn = npv(rate, np.arange(len(flows)) * np.array(flows)) / (1 + rate)
        room = 1e-13 * npv(rate, np.abs(flows)) * len(flows) + 1e-14 * abs(turn)
        assert abs(npv(rate, flows)) <= room


@given(series)
def test_no_more_rates_are_found_than_the_flows_change_sign(flows):
    signs = np.sign([flow for flow in flows if flow])
    assert len(irr(flows).roots) <= np.count_nonzero(np.diff(signs))


@pytest.mark.parametrize(
    ("flows", "reason"),
    [
        ([-100, -5, 0], "always_loses"),
        ([-1000, 3000, -2500], "always_loses"),
        ([0, 5, 100], "always_gains"),
        ([1000, -3000, 2500], "always_gains"),
        ([0, 0, 0], None),
        ([0], None),
    ],
)
def test_flows_without_a_rate_say_why(flows, reason):
    found = irr(flows)
    assert (found.status, found.roots, found.reason) == ("none", (), reason)
    assert math.isnan(found.rate)


def test_a_rate_near_minus_or_beyond_all_bounds_is_found():
    assert irr([-1, 1e-9]).rate == pytest.approx(-1 + 1e-9, abs=1e-15)
    assert irr([-1, 0, 0, 1e30]).rate == pytest.approx(1e10 - 1, rel=1e-12)
    assert irr([-1e-200, 1e-200 * 1.1]).rate == pytest.approx(0.1, rel=1e-12)
    assert irr([-1e300, 1.1e300]).rate == pytest.approx(0.1, rel=1e-12)


def test_the_rate_of_one_series_is_per_period_unless_a_year_has_more():
    flows = [-1000.0] + [0.0] * 11 + [1100.0]
    assert irr(flows).rate == pytest.approx(1.1 ** (1 / 12) - 1, rel=1e-13)
    assert irr(flows, periods_per_year=12).rate == pytest.approx(0.1, rel=1e-13)


@pytest.mark.parametrize("flows", [[], [1.0, math.nan], [-1.0, math.inf], np.zeros((2, 2, 2))])
def test_flows_that_are_none_or_not_finite_are_refused(flows):
    with pytest.raises(ValueError, match="flow"):
        irr(flows)


def test_a_year_without_periods_is_refused():
    with pytest.raises(ValueError, match="period"):
        irr([-1, 2], periods_per_year=0)
    with pytest.raises(ValueError, match="period"):
        irr([[-1, -1], [2, 3]], periods_per_year=0)

"""Conditional value at risk and quantiles of equally likely values."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from roitool.measures import cvar
from roitool.measures.risk import interpolated_quantiles, inverted_cdf

values = st.lists(st.floats(-1e6, 1e6), min_size=1, max_size=60)
shares = st.floats(0.01, 1.0)


def test_cvar_is_the_mean_of_the_worst_with_the_last_by_its_fraction():
    # The worst 5 % of 50 are two values and half of the third: (1 + 2 + 0.5 * 3) / 2.5.
    assert cvar(np.arange(50.0, 0.0, -1.0), 0.05) == pytest.approx(1.8)


def test_cvar_of_a_share_below_one_value_is_the_lowest():
    assert cvar([5.0, -3.0, 8.0], 0.05) == -3.0


def test_cvar_of_everything_is_the_mean():
    assert cvar([5.0, -3.0, 10.0], 1.0) == pytest.approx(4.0)


def test_cvar_of_a_normal_distribution_has_its_closed_form():
    evenly = stats.norm.ppf((np.arange(1_000_000) + 0.5) / 1_000_000)
    assert cvar(evenly, 0.05) == pytest.approx(-stats.norm.pdf(stats.norm.ppf(0.05)) / 0.05, abs=2e-5)


@given(values, shares, st.floats(-1e6, 1e6), st.floats(0.0, 1e3))
def test_cvar_moves_and_scales_with_the_values(numbers, share, shift, factor):
    moved = cvar(np.array(numbers) * factor + shift, share)
    assert moved == pytest.approx(cvar(numbers, share) * factor + shift, rel=1e-9, abs=1e-6 * (1 + factor))


@given(values, shares, st.integers(0, 2**32 - 1))
def test_cvar_of_a_sum_is_never_worse_than_the_sum_of_both(numbers, share, seed):
    others = np.random.default_rng(seed).normal(scale=1e5, size=len(numbers))
    assert cvar(numbers + others, share) >= cvar(numbers, share) + cvar(others, share) - 1e-6


@given(values, shares, shares)
def test_cvar_rises_with_the_share_up_to_the_mean(numbers, one, other):
    low, high = sorted([one, other])
    slack = 1e-12 * (1 + np.abs(numbers).max())
    assert min(numbers) - slack <= cvar(numbers, low) <= cvar(numbers, high) + slack
    assert cvar(numbers, high) <= np.mean(numbers) + slack


@pytest.mark.parametrize(
    ("numbers", "share"), [([], 0.05), ([[1.0]], 0.05), ([1.0, math.nan], 0.05), ([1.0], 0.0), ([1.0], 1.1)]
)
def test_what_has_no_cvar_is_refused(numbers, share):
    with pytest.raises(ValueError, match=r"share|value"):
        cvar(numbers, share)


@given(values, st.integers(1, 99))
def test_quantiles_agree_with_numpy_by_both_definitions(numbers, percent):
    ordered = np.sort(numbers)[np.newaxis]
    linear = interpolated_quantiles(ordered, [percent / 100])[0, 0]
    step = inverted_cdf(ordered, [percent], np.array([len(numbers)]))[0, 0]
    assert linear == pytest.approx(np.quantile(numbers, percent / 100), rel=1e-12, abs=1e-9)
    assert step == ordered[0, -(-percent * len(numbers) // 100) - 1]
    # numpy multiplies the probability as a float, and may land on the next value where the product is whole.
    assert percent * len(numbers) % 100 == 0 or step == np.quantile(numbers, percent / 100, method="inverted_cdf")

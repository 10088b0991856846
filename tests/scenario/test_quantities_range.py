"""The range: what was typed comes back."""

import mpmath
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from roitool.scenario.quantities import Pert, Range
from tests.scenario.quantity_examples import ranges


@given(ranges())
@settings(max_examples=200, deadline=None)
def test_low_and_high_are_the_quantiles_that_were_typed(quantity):
    tail = (1 - quantity.coverage) / 2
    slack = 1e-9 * max(quantity.high - quantity.low, 1e-6 * abs(quantity.high), 1e-6 * abs(quantity.low))
    if quantity.low == quantity.lower:
        assert quantity.ends()[0] == quantity.low
    else:
        assert quantity.quantile(tail) == pytest.approx(quantity.low, abs=slack)
    if quantity.high == quantity.upper:
        assert quantity.ends()[1] == quantity.high
    else:
        assert quantity.quantile(1 - tail) == pytest.approx(quantity.high, abs=slack)


@given(ranges())
@settings(max_examples=200, deadline=None)
def test_likely_is_the_mode_of_the_pert_behind_the_range(quantity):
    beta = quantity.distribution
    mode = beta.minimum + beta.width * (beta.alpha - 1) / (beta.alpha + beta.beta - 2)
    scale = max(quantity.high - quantity.low, 1e-6 * abs(quantity.likely), 1e-6 * abs(quantity.high))
    assert beta.alpha + beta.beta == pytest.approx(6, rel=1e-14)
    assert mode == pytest.approx(quantity.likely, abs=1e-9 * scale)


@given(ranges())
@settings(max_examples=100, deadline=None)
def test_values_beyond_a_bound_lie_on_it_in_the_share_that_is_shown(quantity):
    below, above = quantity.clipped_shares()
    lower, upper = quantity.bounds()
    futures = np.array([0.999999 * below, 1 - 0.999999 * above]).clip(1e-12, 1 - 1e-12)
    values = quantity.quantile(futures)
    if below > 1e-9:
        assert values[0] == lower
    if above > 1e-9:
        assert values[1] == upper
    assert 0 <= below <= 0.5
    assert 0 <= above <= 0.5


@pytest.mark.parametrize("coverage", [0.01, 0.3, 0.8, 0.9, 0.99])
@pytest.mark.parametrize("position", [0.0, 1e-9, 0.2, 0.5, 1 - 1e-9, 1.0])
def test_a_solved_range_holds_at_high_precision(coverage, position):
    quantity = Range(low=0.0, likely=position, high=1.0, coverage=coverage)
    beta = quantity.distribution
    for u, x in (((1 - coverage) / 2, 0), ((1 + coverage) / 2, 1)):
        share = (mpmath.mpf(x) - beta.minimum) / (mpmath.mpf(beta.maximum) - beta.minimum)
        assert float(mpmath.betainc(beta.alpha, beta.beta, 0, share, regularized=True)) == pytest.approx(u, abs=1e-13)


def test_a_mirrored_range_has_the_mirrored_distribution():
    left = Range(low=0.0, likely=1.0, high=5.0, lower=0.0)
    right = Range(low=-5.0, likely=-1.0, high=0.0, upper=0.0)
    futures = np.linspace(0.01, 0.99, 33)
    assert right.quantile(1 - futures) == pytest.approx(-left.quantile(futures), abs=1e-12)


def test_a_low_just_above_its_bound_is_still_the_tenth_percentile():
    quantity = Range(low=0.001, likely=0.1, high=0.4, lower=0.0)
    assert quantity.quantile(0.1) == pytest.approx(0.001, abs=1e-12)
    assert quantity.clipped_shares()[0] == pytest.approx(0.1, abs=0.003)


def test_a_wider_coverage_of_the_same_words_means_less_spread():
    spreads = [Range(low=8.0, likely=20.0, high=34.0, coverage=c).sd() for c in (0.5, 0.8, 0.9, 0.98)]
    assert spreads == sorted(spreads, reverse=True)


@given(st.floats(0, 1), st.floats(0.1, 50))
@settings(max_examples=50, deadline=None)
def test_typing_back_the_percentiles_of_a_pert_gives_that_pert(mode, width):
    pert = Pert(minimum=3.0, likely=min(3.0 + mode * width, 3.0 + width), maximum=3.0 + width)
    low, high = map(float, pert.quantile([0.1, 0.9]))
    if low <= pert.likely <= high:
        assert Range(low=low, likely=pert.likely, high=high).ends() == pytest.approx(
            (pert.minimum, pert.maximum), abs=1e-9 * width
        )

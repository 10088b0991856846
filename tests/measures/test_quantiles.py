"""The interval of a quantile: from counting futures below it, block by block."""

from __future__ import annotations

import math

import numpy as np
import pytest
from scipy import stats

from roitool.measures import Estimate, in_order, quantile_difference, summarise, summarise_ranks
from roitool.sampling.streams import uniforms

FUTURES = 10_240
SEEDS = 300


def test_one_stratified_figure_alone_has_honest_quantiles():
    """Its blocks agree almost exactly about a quantile, much better than all futures together can know it."""
    hits = dict.fromkeys((5, 10, 90, 95), 0)
    for seed in range(SEEDS):
        found = summarise(uniforms(seed, "alone", 0, 10)).quantiles
        for percent in hits:
            low, high = found[percent].interval()
            hits[percent] += low <= percent / 100 <= high
            assert low < found[percent].value < high
        for quarter in (25, 50, 75):
            # A quarter of 1024 strata is a whole number: the truth lies between two neighbouring futures for certain.
            low, high = found[quarter].interval()
            assert low <= quarter / 100 <= high
            assert high - low < 10 / FUTURES
    # Intervals that are right 93 to 99 times in 100 fall outside these limits less than once in a thousand tries.
    assert {percent: count for percent, count in hits.items() if not 264 <= count <= 299} == {}


def test_the_interval_of_independent_futures_is_that_of_order_statistics():
    """Without strata the number below a quantile is binomial, which has an interval of its own (Conover 1999)."""
    widths = []
    places = stats.binom.ppf([0.025, 0.975], FUTURES, 0.1)
    for seed in range(200):
        draw = np.random.default_rng(seed).random(FUTURES)
        low, high = summarise(draw).quantiles[10].interval()
        widths.append((high - low) / np.diff(np.sort(draw)[places.astype(int)])[0])
    # Student's t asks for 2.262/1.960 as much; ten blocks know their spread 2.7 % too small on average.
    assert np.mean(widths) == pytest.approx(2.262 / 1.960 * 0.973, rel=0.04)


def test_an_interval_reaches_further_to_the_side_where_futures_are_rare():
    sides = []
    for seed in range(20):
        found = summarise(np.random.default_rng(seed).pareto(1.5, FUTURES)).quantiles[95]
        low, high = found.interval()
        assert found.se == pytest.approx((high - low) / 2 / 2.262157163)
        sides.append((found.value - low, high - found.value))
    below, above = np.mean(sides, axis=0)
    assert above > 1.05 * below


def test_a_heap_of_equal_values_is_its_own_interval():
    values = np.random.default_rng(2).choice([0.0, 10.0, 30.0], FUTURES, p=[0.3, 0.3, 0.4])
    found = summarise(values).quantiles
    assert found[50].interval() == (10.0, 10.0)
    assert found[50].se == 0.0


def test_a_quantile_at_the_edge_of_a_gap_is_unsure_of_which_side():
    draw = np.random.default_rng(3)
    values = np.where(draw.random(FUTURES) < 0.5, draw.normal(0, 1, FUTURES), draw.normal(1000, 1, FUTURES))
    low, high = summarise(values).quantiles[50].interval()
    assert low < 5
    assert high > 995


def test_never_can_be_an_end():
    draw = np.random.default_rng(4)
    years = np.where(draw.random(FUTURES) < 0.1, np.inf, draw.uniform(1, 6, FUTURES))
    found = summarise_ranks(years).quantiles
    assert found[90].interval() == (pytest.approx(5.96, abs=0.05), np.inf)
    assert math.isnan(found[90].se)
    assert found[95].interval() == (np.inf, np.inf)
    below = summarise_ranks(-years).quantiles
    assert below[10].interval() == (-np.inf, pytest.approx(-5.96, abs=0.05))


def test_an_interval_that_reaches_beyond_the_few_values_there_are_is_not_told():
    rates = np.full(FUTURES, np.nan)
    rates[::500] = np.arange(21.0)
    found = summarise_ranks(rates).quantiles
    assert found[50].value == 10.0
    assert found[50].interval()[0] < 10.0 < found[50].interval()[1]
    assert found[5].value == 1.0
    assert math.isnan(found[5].interval()[0])
    assert math.isnan(found[5].se)


def test_the_difference_of_what_only_moved_is_known_exactly():
    values = np.random.default_rng(6).normal(size=FUTURES)
    assert quantile_difference(in_order(values), in_order(values - 100.0), 0.05) == Estimate(
        pytest.approx(100.0), pytest.approx(0), 10
    )


def test_the_error_of_an_unrelated_difference_is_that_of_both():
    draw = np.random.default_rng(7)
    one, other = draw.normal(size=(2, 16 * FUTURES))
    errors = [summarise(values).quantiles[5].se for values in (one, other)]
    assert quantile_difference(in_order(one), in_order(other), 0.05).se == pytest.approx(math.hypot(*errors), rel=0.2)

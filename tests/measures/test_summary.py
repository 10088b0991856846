"""Summaries over futures, and the honesty of their errors."""

from __future__ import annotations

import math
import pickle

import numpy as np
import pytest
from scipy import stats
from scipy.special import ndtri

from roitool.measures import (
    Estimate,
    Share,
    cvar,
    in_order,
    mean_estimate,
    mean_where,
    quantile_difference,
    share,
    summarise,
    summarise_ranks,
)
from roitool.sampling.streams import uniforms

FUTURES = 10_240
BLOCK = 1_024
SPREAD = math.sqrt(1 + 0.7**2 + 0.5**2)
NORMAL = stats.norm(0.5 * SPREAD, SPREAD)
"""A measure that depends on three inputs, each in its own strata, and is above zero in 69 of 100 futures."""


def outcomes(draw, *, stratified):
    """Return ten blocks of futures of a normal measure of three inputs."""
    uniform = draw.random((3, 10, 1024))
    if stratified:
        strata = draw.permuted(np.broadcast_to(np.arange(1024.0), uniform.shape), axis=2)
        uniform = (uniform + strata) / 1024
    return (np.array([1, 0.7, 0.5]) @ ndtri(uniform).reshape(3, -1)) + 0.5 * SPREAD


@pytest.mark.parametrize("stratified", [True, False], ids=["stratified", "plain"])
def test_95_percent_intervals_contain_the_truth_about_95_times_in_100(stratified):
    share_at_five = stats.norm.pdf(ndtri(0.05)) / 0.05
    truth = {
        "mean": NORMAL.mean(),
        "sd": NORMAL.std(),
        "cvar": NORMAL.mean() - NORMAL.std() * share_at_five,
        "positive": NORMAL.sf(0),
        "expected_loss": -NORMAL.expect(lambda x: x, ub=0) / NORMAL.cdf(0),
        10: NORMAL.ppf(0.1),
        50: NORMAL.ppf(0.5),
        90: NORMAL.ppf(0.9),
    }
    hits = dict.fromkeys(truth, 0)
    for seed in range(400):
        found = summarise(outcomes(np.random.default_rng(seed), stratified=stratified))
        for name, true in truth.items():
            low, high = (found.quantiles[name] if isinstance(name, int) else getattr(found, name)).interval()
            hits[name] += low <= true <= high
    # 400 intervals that are right 95 times in 100 fall outside these limits less than once in 100 tries.
    assert {name: count for name, count in hits.items() if not 368 <= count <= 392} == {}


def test_one_stratified_figure_alone_has_an_honest_mean_and_deviation():
    """Its strata know the deviation to 1 in 100 000: to divide by one future less would be off by five times that."""
    truth = {"mean": 0.5, "sd": math.sqrt(1 / 12)}
    hits = dict.fromkeys(truth, 0)
    for seed in range(300):
        found = summarise(uniforms(seed, "alone", 0, 10))
        for name, true in truth.items():
            low, high = getattr(found, name).interval()
            hits[name] += low <= true <= high
        assert found.sd.se < 2e-5 * truth["sd"]
    # 300 intervals that are right 95 times in 100 fall outside these limits less than once in 100 tries.
    assert {name: count for name, count in hits.items() if not 274 <= count <= 295} == {}


def test_a_summary_is_that_of_all_futures_together():
    values = outcomes(np.random.default_rng(1), stratified=True)
    found = summarise(values)
    assert found.mean.value == pytest.approx(values.mean(), rel=1e-12)
    assert found.sd.value == pytest.approx(values.std(), rel=1e-12)
    assert found.positive.value == np.mean(values > 0)
    assert found.cvar.value == pytest.approx(cvar(values, 0.05), rel=1e-12)
    assert found.expected_loss.value == pytest.approx(-values[values < 0].mean(), rel=1e-12)
    for percent, quantile in found.quantiles.items():
        assert quantile.value == pytest.approx(np.quantile(values, percent / 100), rel=1e-12)
    assert tuple(found.quantiles) == (5, 10, 25, 50, 75, 90, 95)
    assert mean_estimate(values) == found.mean
    assert pickle.loads(pickle.dumps(found)) == found  # noqa: S301 - own bytes


def test_the_error_of_the_mean_is_that_of_independent_blocks():
    values = np.repeat(np.arange(10.0), 1024)
    assert mean_estimate(values) == Estimate(4.5, pytest.approx(stats.sem(np.arange(10.0))), 10)


def test_strata_make_the_error_of_the_mean_smaller():
    stratified, plain = (summarise(outcomes(np.random.default_rng(2), stratified=way)).mean.se for way in (True, False))
    assert stratified < plain / 5


def test_the_interval_is_by_students_t():
    low, high = Estimate(10.0, 2.0, 10).interval()
    assert (low, high) == pytest.approx((10 - 2 * 2.262157163, 10 + 2 * 2.262157163), abs=1e-8)
    assert Estimate(0.0, 1.0, 11).interval()[1] == pytest.approx(2.228138852, abs=1e-8)


def test_a_share_of_none_or_all_has_wilsons_interval():
    none, every = share(np.zeros(FUTURES, dtype=bool)), share(np.ones(FUTURES, dtype=bool))
    witness = stats.binomtest(0, FUTURES).proportion_ci(method="wilson")
    assert none.interval() == pytest.approx((0.0, witness.high), rel=1e-9)
    assert every.interval() == pytest.approx((1 - witness.high, 1.0), rel=1e-9)
    assert none.se == every.se == pytest.approx(math.sqrt(2 / FUTURES * (1 - 2 / FUTURES) / FUTURES), rel=1e-3)


def test_a_share_whose_blocks_all_agree_still_has_an_error():
    agreed = share(np.tile(np.arange(1024) < 512, 10))
    assert agreed.value == 0.5
    assert agreed.se == pytest.approx(1 / 1024 / math.sqrt(12 * 10))


def test_the_interval_of_a_share_stays_within_0_and_1():
    one = np.zeros(FUTURES, dtype=bool)
    one[5000] = True
    assert share(one).interval()[0] == 0.0
    assert share(~one).interval()[1] == 1.0
    assert isinstance(share(one), Share)
    assert share(one).n_futures == FUTURES


def test_there_is_no_expected_loss_where_no_future_loses():
    found = summarise(np.linspace(1.0, 2.0, FUTURES)).expected_loss
    assert math.isnan(found.value)
    assert math.isnan(found.se)


def test_the_error_of_a_loss_that_hardly_any_future_has_is_not_told():
    values = np.ones(FUTURES)
    values[[3, 4000]] = [-5.0, -7.0]
    found = summarise(values).expected_loss
    assert found.value == 6.0
    assert math.isnan(found.se)


def test_a_mean_over_some_futures_leaves_out_the_others():
    values = np.arange(FUTURES, dtype=np.float64)
    found = mean_where(values >= FUTURES - 2 * BLOCK, values)
    assert found.value == pytest.approx(FUTURES - BLOCK - 0.5)
    assert found.se > 0
    assert mean_where(values < 4, values).value == 1.5
    assert math.isnan(mean_where(values < 4, values).se)
    assert math.isnan(mean_where(values < 0, values).value)


def test_never_is_a_value_of_its_own_in_ranked_quantiles():
    draw = np.random.default_rng(3)
    years = draw.uniform(1, 6, FUTURES)
    years[draw.random(FUTURES) < 0.3] = np.inf
    found = summarise_ranks(years)
    assert found.quantiles[50].value == np.quantile(years, 0.5, method="inverted_cdf")
    assert found.quantiles[50].value in years
    assert 0 < found.quantiles[50].se < 0.2
    assert found.quantiles[90].value == np.inf
    assert math.isnan(found.quantiles[90].se)
    assert found.infinite == share(np.isinf(years))
    assert found.left_out.value == 0.0


def test_futures_without_a_value_are_left_out_of_ranked_quantiles_and_counted():
    draw = np.random.default_rng(4)
    rates = draw.normal(0.1, 0.1, FUTURES)
    rates[:2000] = np.nan
    rates[2000:2100] = -np.inf
    found = summarise_ranks(rates)
    left = rates[2000:]
    for percent, quantile in found.quantiles.items():
        assert quantile.value == np.quantile(left, percent / 100, method="inverted_cdf")
    assert found.left_out.value == 2000 / FUTURES
    assert found.infinite.value == 0.0


def test_a_measure_that_no_future_has_gives_no_quantiles():
    found = summarise_ranks(np.full(FUTURES, np.nan))
    assert all(math.isnan(quantile.value) and math.isnan(quantile.se) for quantile in found.quantiles.values())
    assert found.left_out.value == 1.0


def test_the_error_of_a_difference_is_smaller_than_that_of_its_parts():
    draw = np.random.default_rng(5)
    one = outcomes(draw, stratified=False)
    other = one - 100.0 + 0.01 * draw.normal(size=FUTURES)
    found = quantile_difference(in_order(one), in_order(other), 0.05)
    assert found.value == pytest.approx(np.quantile(one, 0.05) - np.quantile(other, 0.05), rel=1e-12)
    assert found.se < summarise(one).quantiles[5].se / 5
    assert found.n_blocks == 10


@pytest.mark.parametrize("futures", [0, 1024, 10_000, 10_241])
def test_an_error_takes_at_least_ten_whole_blocks(futures):
    values = np.zeros(futures)
    for refused in (summarise, summarise_ranks, mean_estimate, lambda some: share(some > 0)):
        with pytest.raises(ValueError, match="10 whole blocks of 1024"):
            refused(values)


def test_a_summary_refuses_values_that_are_not_finite_and_futures_that_differ():
    values = np.ones(FUTURES)
    values[7] = np.nan
    with pytest.raises(ValueError, match="finite"):
        summarise(values)
    with pytest.raises(ValueError, match="same futures"):
        quantile_difference(in_order(np.ones(FUTURES)), in_order(np.ones(FUTURES + 1024)), 0.05)

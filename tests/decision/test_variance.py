"""The share of the variance that a figure accounts for, against closed forms."""

from __future__ import annotations

import numpy as np
import pytest

from roitool.decision.cells import cells_by
from roitool.decision.variance import first_order
from tests.decision.truths import FUTURES, ISHIGAMI, ishigami


@pytest.mark.parametrize("figure", range(3))
def test_the_shares_of_ishigamis_function_are_found_without_bias(figure):
    found = []
    for seed in range(200):
        x, y = ishigami(np.random.default_rng(seed))
        found.append(first_order(x[figure], y).value)
    assert np.mean(found) == pytest.approx(ISHIGAMI[figure], abs=5 * np.std(found) / np.sqrt(len(found)))


def test_the_shares_of_an_additive_outcome_are_those_of_its_variances_and_add_up_to_one():
    x = np.random.default_rng(3).normal(size=(3, FUTURES))
    y = 3 * x[0] - 4 * x[1] + 12 * x[2]
    shares = [first_order(each, y) for each in x]
    for share, exact in zip(shares, (9 / 169, 16 / 169, 144 / 169), strict=True):
        assert share.value == pytest.approx(exact, abs=4 * share.se)
    together = np.sqrt(sum(share.se**2 for share in shares))
    assert sum(share.value for share in shares) == pytest.approx(1.0, abs=4 * together)


def test_sorted_already_by_what_it_is_drawn_from_a_figure_tells_the_same():
    u, noise = np.random.default_rng(5).random((2, FUTURES))
    figure = np.exp(3 * u)
    assert first_order(figure, figure + noise, cells_by(u, 256)) == first_order(figure, figure + noise)


def test_a_figure_with_two_values_accounts_for_what_it_does():
    chance = np.random.default_rng(7).random(FUTURES) < 0.2
    noise = np.random.default_rng(8).normal(size=FUTURES)
    share = first_order(chance, 10.0 * chance + 3.0 * noise)
    assert share.value == pytest.approx(16 / 25, abs=4 * share.se)


def test_many_futures_at_a_bound_change_nothing_about_what_is_told():
    u, noise = np.random.default_rng(9).random((2, FUTURES))
    clipped = np.maximum(u, 0.4)
    share = first_order(clipped, clipped + noise)
    exact = np.var(np.maximum(np.linspace(0, 1, 1_000_001), 0.4))
    assert share.value == pytest.approx(exact / (exact + 1 / 12), abs=4 * share.se)


def test_an_outcome_that_is_always_the_same_leaves_no_variance_to_explain():
    share = first_order(np.random.default_rng(1).random(FUTURES), np.full(FUTURES, 0.1 + 0.2))
    assert (share.value, share.se) == (0.0, 0.0)


def test_a_figure_that_never_changes_explains_nothing():
    share = first_order(np.full(FUTURES, 7.0), np.random.default_rng(1).normal(size=FUTURES))
    assert share.value == pytest.approx(0.0, abs=1e-12)


def test_a_number_of_futures_that_is_no_whole_blocks_has_an_error_too():
    x, y = ishigami(np.random.default_rng(0))
    share = first_order(x[1, :5_000], y[:5_000])
    assert share.value == pytest.approx(ISHIGAMI[1], abs=4 * share.se)
    assert 0 < share.se < 0.03


@pytest.mark.parametrize(
    ("x", "y"),
    [(np.zeros(99), np.zeros(99)), (np.zeros(200), np.zeros(300)), (np.full(200, np.nan), np.zeros(200))],
    ids=["too few", "not the same futures", "no number"],
)
def test_what_cannot_be_told_is_refused(x, y):
    with pytest.raises(ValueError, match="future"):
        first_order(x, y)


def test_a_long_tail_counts_whole():
    """Of a figure and a noise of the same variance each accounts for half, though the tail lies in one cell of 64."""
    generator = np.random.default_rng(4)
    x, noise = np.minimum(generator.pareto(1.5, 10_240), 40.0), generator.standard_normal(10_240)
    share = first_order(x, x / x.std() + noise)
    assert share.value == pytest.approx(1 / (1 + noise.var()), abs=4 * share.se)

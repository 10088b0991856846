"""Choices side by side, against pairs made by hand."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from roitool.decision.comparison import pairs, regrets
from roitool.decision.dominance import Dominance, dominance

FUTURES = 10_240


def spread_over(*values):
    """Return a column in which each value comes equally often, mixed through all blocks."""
    return np.resize(np.array(values, dtype=np.float64), FUTURES)


def test_more_in_every_future_dominates_at_first_order_and_not_the_other_way_round():
    one, other = spread_over(1, 3, 5, 7), spread_over(0, 3, 5, 6)
    assert dominance(one, other) is Dominance.FIRST
    assert dominance(other, one) is Dominance.NONE


def test_first_order_looks_at_how_often_and_not_at_which_future():
    assert dominance(spread_over(1, 2, 3, 4), spread_over(3, 1, 2, 3)) is Dominance.FIRST


def test_the_same_mean_with_less_spread_dominates_at_second_order():
    assert dominance(spread_over(2, 3), spread_over(1, 4)) is Dominance.SECOND
    assert dominance(spread_over(1, 4), spread_over(2, 3)) is Dominance.NONE


def test_a_higher_mean_with_a_worse_worst_case_dominates_nothing():
    assert dominance(spread_over(-1, 10), spread_over(0, 1)) is Dominance.NONE
    assert dominance(spread_over(0, 1), spread_over(-1, 10)) is Dominance.NONE


def test_what_differs_by_rounding_alone_dominates_nothing():
    one = spread_over(0.1 + 0.2, 1e6)
    assert dominance(one, spread_over(0.3, 1e6)) is dominance(spread_over(0.3, 1e6), one) is Dominance.NONE


@settings(max_examples=300, deadline=None)
@given(st.lists(st.tuples(*[st.integers(-4, 4)] * 2), min_size=1, max_size=6))
def test_dominance_is_what_the_distributions_say(outcomes):
    """As defined (Hadar & Russell 1969): by the chance of staying below each level, and by the area under it."""
    one, other = np.array(outcomes, dtype=np.float64).T
    levels = np.arange(-5.0, 6.0)
    below, against = (np.mean(each[:, np.newaxis] <= levels, axis=0) for each in (one, other))
    # Between whole numbers the chances do not change, so that the area is their sum.
    area, against_area = np.cumsum(below), np.cumsum(against)
    first, second = (below <= against + 1e-12).all(), (area <= against_area + 1e-12).all()
    alike = np.allclose(below, against)
    expected = Dominance.NONE if alike else Dominance.FIRST if first else Dominance.SECOND if second else Dominance.NONE
    assert dominance(one, other) is expected


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 2**32 - 1), st.integers(0, 2))
def test_one_of_two_is_better_or_worse_or_they_are_alike(seed, digits):
    columns = np.round(np.random.default_rng(seed).normal(size=(FUTURES, 2)), digits)
    (pair,), (turned,) = pairs(columns), pairs(columns[:, ::-1])
    assert pair.better.value + pair.worse.value + pair.alike.value == pytest.approx(1.0, abs=1e-12)
    assert (pair.better, pair.worse, pair.alike) == (turned.worse, turned.better, turned.alike)
    assert (pair.dominates, pair.dominated) == (turned.dominated, turned.dominates)
    assert pair.difference.value == -turned.difference.value


def test_better_worse_and_alike_add_up_to_all_futures():
    (pair,) = pairs(np.column_stack([spread_over(0, 0, 0, 0), spread_over(-1, 0, 2, 3)]))
    shares = pair.better, pair.worse, pair.alike
    assert [each.value for each in shares] == [0.25, 0.5, 0.25]
    assert pair.difference.value == pytest.approx(-1.0)
    assert (pair.dominates, pair.dominated) == (Dominance.NONE, Dominance.NONE)


def test_every_two_of_three_are_held_against_each_other():
    columns = np.column_stack([spread_over(0), spread_over(1), spread_over(2)])
    assert [(pair.one, pair.other) for pair in pairs(columns)] == [(0, 1), (0, 2), (1, 2)]


def test_a_choice_regrets_what_the_best_one_would_have_brought():
    nothing, bold = regrets(np.column_stack([spread_over(0, 0), spread_over(-10, 30)]))
    assert (nothing.mean.value, bold.mean.value) == (15.0, 5.0)
    assert (nothing.quantiles[95].value, bold.quantiles[95].value) == (30.0, 10.0)

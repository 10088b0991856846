"""Rank correlations of figures with an outcome, against closed forms and ranks counted by hand."""

from __future__ import annotations

import numpy as np
import pytest

from roitool.decision.strongest import LEAST, Correlations, correlations, ranks, strongest
from roitool.sampling.streams import uniforms
from roitool.sampling.tables import standard_normal

BLOCKS = 10


def drawn(key):
    """Return the uniform numbers of a figure in ten blocks."""
    return uniforms(11, key, 0, BLOCKS)


def normal(key):
    return standard_normal(drawn(key))


def found(outcome, *figures):
    return correlations(np.array([ranks(figure) for figure in figures]), ranks(outcome))


def spearman_of(pearson):
    """Return Spearman's correlation of two normal numbers with a correlation (Pearson 1907)."""
    return 6 / np.pi * np.arcsin(pearson / 2)


def test_equal_values_share_the_average_of_their_ranks_and_never_comes_last():
    block = np.arange(1024.0)
    block[:5] = [7.0, 7.0, np.inf, -np.inf, np.inf]
    first = ranks(np.tile(block, BLOCKS))[3]
    # Below 7.0 are -inf, 5.0 and 6.0; three sevens take places 3, 4 and 5.
    assert first[[0, 1, 7]].tolist() == [4.0, 4.0, 4.0]
    assert first[3] == 0.0
    assert first[[2, 4]].tolist() == [1022.5, 1022.5]
    assert first.sum() == 1023 * 1024 / 2


def test_a_linear_model_of_normal_figures_has_the_correlations_of_its_closed_form():
    one, other = normal("one"), normal("other")
    both = found(2 * one - other, one, other)
    for figure, weight in ((0, 2.0), (1, -1.0)):
        estimate = both.of(figure)
        assert estimate.value == pytest.approx(spearman_of(weight / np.sqrt(5)), abs=4 * estimate.se + 1e-3)
        assert 0 < estimate.se < 0.02
    assert strongest(both) == (0,)


def test_the_uniform_numbers_of_a_figure_rank_it_as_its_values_do():
    figure, outcome = normal("one"), normal("one") + normal("other")
    by_values = found(outcome, figure)
    by_uniforms = correlations(drawn("one").reshape(1, BLOCKS, -1), ranks(outcome))
    assert by_uniforms.own == pytest.approx(by_values.own, abs=1e-3)


def test_a_figure_that_is_the_outcome_up_to_a_bend_has_a_correlation_of_one():
    figure = normal("one")
    assert found(np.exp(figure), figure).of(0).value == pytest.approx(1)
    assert found(-(figure**3), figure).of(0).value == pytest.approx(-1)


def test_a_figure_that_has_nothing_to_do_with_it_is_near_zero_and_never_named():
    figures = [normal(f"other/{number}") for number in range(30)]
    unrelated = found(normal("one"), *figures)
    assert max(abs(unrelated.of(at).value) for at in range(30)) < LEAST
    assert strongest(unrelated) == ()


def test_a_clipped_figure_counts_only_where_it_is_not_clipped():
    figure = normal("one")
    clipped = np.minimum(figure, 0.0)
    # Half of the futures share one rank: with the unclipped figure Spearman is sqrt(7/8), from the ranks alone.
    assert found(figure, clipped).of(0).value == pytest.approx(np.sqrt(7 / 8), abs=2e-3)


def test_whether_something_happens_is_ranked_like_any_figure():
    happens = drawn("one") < 0.1
    # A chance p against what it decides: both are the same two groups; against the rest it says nothing.
    assert found(np.where(happens, -5.0, 3.0), happens, normal("other")).of(0).value == pytest.approx(-1)
    # The outcome falls evenly with u: sqrt(3 p (1 - p)), as the ranks of two groups have it.
    assert found(-drawn("one"), happens).of(0).value == pytest.approx(np.sqrt(3 * 0.1 * 0.9), abs=2e-3)


def test_a_constant_outcome_names_no_figure():
    assert found(np.full(BLOCKS * 1024, 3.0), normal("one")) is None
    assert found(np.full(BLOCKS * 1024, np.inf), normal("one")) is None


def test_a_constant_figure_goes_together_with_nothing():
    both = found(normal("one"), np.full(BLOCKS * 1024, 3.0), normal("one"))
    assert both.of(0).value == 0
    assert strongest(both) == (1,)


def test_an_outcome_that_is_constant_in_some_blocks_only_still_has_a_correlation():
    figure = normal("one")
    outcome = np.where(np.arange(figure.size) < 1024, np.inf, figure)
    assert found(outcome, figure).of(0).value == pytest.approx(np.sqrt(0.9), abs=1e-6)


def test_figures_that_cannot_be_told_apart_are_named_together_whatever_their_sign():
    one, other, weak = normal("one"), normal("other"), normal("weak")
    alike = found(one - other + 0.5 * weak, weak, one, other)
    assert set(strongest(alike)) == {1, 2}


def test_of_two_figures_that_are_one_the_first_comes_first():
    one = normal("one")
    same = strongest(found(one, one, one))
    assert same == (0, 1)


def test_no_figures_at_all_name_none():
    assert strongest(Correlations(np.zeros((BLOCKS, 0)))) == ()

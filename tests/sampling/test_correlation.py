"""Figures that go up and down together: what is stated is reached, what is impossible is repaired and told."""

from __future__ import annotations

from itertools import combinations, permutations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from roitool.sampling.correlation import SMALLEST_EIGENVALUE, groups_of, nearest_correlation
from roitool.sampling.draws import Sampling, reached_correlations
from roitool.sampling.streams import CHUNK, uniforms
from tests.builder import scenario_of

NORMAL = {"kind": "normal", "average": 0, "deviation": 1}
UNIFORM = {"kind": "uniform", "minimum": 0, "maximum": 1}
SKEWED = {"kind": "lognormal", "average": 100, "deviation": 80}
COIN = {"kind": "chance", "probability": 0.5}
NEVER = {"kind": "chance", "probability": 0}
EXCESS = {
    "kind": "overrun",
    "body_low": -0.05,
    "body_likely": 0.05,
    "body_high": 0.4,
    "tail_probability": 0.15,
    "tail_minimum": 0.4,
    "tail_alpha": 1.5,
    "cap": 3.0,
}


def correlated(figures, **ranks):
    """Return a scenario with these figures; ``one__two=0.5`` correlates two of them."""
    pairs = [{"between": [f"robot.{n}" for n in name.split("__")], "rank_correlation": r} for name, r in ranks.items()]
    return scenario_of(figures=figures, whole={"correlations": pairs})


def drawn(scenario, chunk=0):
    inputs = scenario.candidates[0].inputs
    return Sampling(scenario).chunk(chunk).values(inputs)


@pytest.mark.parametrize("rank", [-0.99, -0.8, -0.3, 0.0, 0.1, 0.5, 0.7, 0.95])
@pytest.mark.parametrize("kinds", [(NORMAL, NORMAL), (UNIFORM, SKEWED)], ids=["normal", "uniform and lognormal"])
def test_the_rank_correlation_stated_is_the_one_reached(rank, kinds):
    values = drawn(correlated(dict(zip(("one", "two"), kinds, strict=True)), one__two=rank))
    reached = stats.spearmanr(values["one"], values["two"]).statistic
    # Bonett & Wright (2000): the standard error of Fisher's z of a rank correlation.
    spread = np.sqrt((1 + rank**2 / 2) / (CHUNK - 3))
    assert np.arctanh(reached) == pytest.approx(np.arctanh(rank), abs=4 * spread)


def test_every_pair_of_a_group_is_reached_and_the_others_stay_apart():
    figures = dict.fromkeys(("one", "two", "three", "apart"), UNIFORM)
    values = drawn(correlated(figures, one__two=0.6, two__three=-0.4))
    found = {pair: stats.spearmanr(values[pair[0]], values[pair[1]]).statistic for pair in combinations(figures, 2)}
    wanted = {("one", "two"): 0.6, ("two", "three"): -0.4}
    assert found == pytest.approx({pair: wanted.get(pair, 0.0) for pair in found}, abs=4 / np.sqrt(CHUNK))


@pytest.mark.parametrize("rank", [-0.9, 0.6])
def test_a_correlation_leaves_each_figure_its_own_distribution(rank):
    values = drawn(correlated({"one": SKEWED, "two": UNIFORM}, one__two=rank))
    # The shape parameter of a lognormal with this mean and standard deviation, in closed form.
    shape = np.sqrt(np.log1p(0.8**2))
    lognormal = stats.lognorm(shape, scale=100 * np.exp(-(shape**2) / 2))
    assert stats.kstest(values["one"], lognormal.cdf).pvalue > 1e-3
    assert stats.kstest(values["two"], "uniform").pvalue > 1e-3


def test_higham_s_example_comes_to_higham_s_answer():
    """Higham (2002), section 4: [[1, 1, 0], [1, 1, 1], [0, 1, 1]] comes to 0.7607 and 0.1573."""
    nearest = nearest_correlation(np.array([[1.0, 1, 0], [1, 1, 1], [0, 1, 1]]))
    np.testing.assert_allclose(nearest, [[1, 0.7607, 0.1573], [0.7607, 1, 0.7607], [0.1573, 0.7607, 1]], atol=1e-4)


@st.composite
def contradicting(draw):
    size = draw(st.integers(3, 6))
    matrix = np.eye(size)
    for row, column in combinations(range(size), 2):
        matrix[row, column] = matrix[column, row] = draw(st.floats(-1, 1))
    return matrix


@given(contradicting())
@settings(max_examples=60)
def test_a_repaired_matrix_is_a_correlation_matrix_that_has_a_factor(matrix):
    repaired = nearest_correlation(matrix)
    np.testing.assert_array_equal(repaired, repaired.T)
    np.testing.assert_allclose(np.diag(repaired), 1, rtol=0, atol=1e-12)
    factor = np.linalg.cholesky(repaired)
    np.testing.assert_allclose(factor @ factor.T, repaired, atol=1e-9)


@given(contradicting(), st.integers(0, 2**32 - 1))
@settings(max_examples=60)
def test_no_other_correlation_matrix_is_nearer(matrix, seed):
    """Nearest means: the way from it to any other one never leads back towards what was stated."""
    random = np.random.default_rng(seed)
    nearest = nearest_correlation(matrix)
    for _ in range(5):
        vectors = random.standard_normal((len(matrix), random.integers(1, len(matrix) + 1)))
        vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
        other = vectors @ vectors.T
        assert np.sum((matrix - nearest) * (other - nearest)) <= 1e3 * SMALLEST_EIGENVALUE


def test_a_possible_matrix_is_left_alone():
    possible = np.array([[1.0, 0.5, 0.2], [0.5, 1, -0.3], [0.2, -0.3, 1]])
    np.testing.assert_array_equal(nearest_correlation(possible), possible)
    assert groups_of(correlated({"one": UNIFORM, "two": UNIFORM}, one__two=0.9))[1] == ()


def test_pairs_that_contradict_each_other_are_named_with_what_was_used_instead():
    """Three figures of which each pair goes against the other: nobody can go against two that go against each other."""
    scenario = correlated(
        dict.fromkeys(("one", "two", "three", "four"), NORMAL),
        one__two=-0.9,
        two__three=-0.9,
        one__three=-0.9,
        one__four=0.0,
    )
    _, moved = groups_of(scenario)
    against = {("robot.one", "robot.two"), ("robot.two", "robot.three"), ("robot.one", "robot.three")}
    assert {pair.between for pair in moved} == against
    for pair in moved:
        # By symmetry the nearest matrix has −1/2 in every place: 6/π asin(−1/4) as a rank correlation.
        assert (pair.stated, pair.used) == (-0.9, pytest.approx(6 / np.pi * np.arcsin(-0.25), abs=1e-4))
    values = drawn(scenario)
    reached = stats.spearmanr(values["one"], values["two"]).statistic
    assert reached == pytest.approx(moved[0].used, abs=4 / np.sqrt(CHUNK))


def test_the_order_of_the_correlations_in_the_file_changes_no_number():
    ranks = {"one__two": 0.6, "two__three": -0.4, "four__three": 0.7}
    figures = dict.fromkeys(("one", "two", "three", "four"), UNIFORM)
    first = drawn(correlated(figures, **ranks))
    for order in list(permutations(ranks))[1:]:
        turned = {"__".join(reversed(name.split("__"))): ranks[name] for name in order}
        for other in (correlated(figures, **{name: ranks[name] for name in order}), correlated(figures, **turned)):
            again = drawn(other)
            for name in figures:
                np.testing.assert_array_equal(again[name], first[name])


def test_a_correlation_changes_no_stream_outside_its_group():
    figures = dict.fromkeys(("one", "two", "three", "four", "five"), UNIFORM)
    without = drawn(correlated(figures, one__two=0.5))
    with_another = drawn(correlated(figures, one__two=0.5, four__five=0.8))
    for name in ("one", "two", "three"):
        np.testing.assert_array_equal(with_another[name], without[name])
    assert (with_another["four"] != without["four"]).mean() > 0.99


def test_the_first_figure_of_a_group_keeps_its_strata():
    scenario = correlated({"one": UNIFORM, "two": UNIFORM}, one__two=0.5)
    np.testing.assert_allclose(drawn(scenario)["one"], uniforms(scenario.seed, "one", 0), rtol=0, atol=1e-12)


def test_of_a_pair_with_a_chance_the_reached_correlation_is_told():
    """With ρ = 2 sin(π 0.8 / 6) a coin and a continuous figure reach (2√3/π) asin(ρ/√2): ties cost the rest."""
    scenario = correlated({"coin": COIN, "price": SKEWED, "other": SKEWED}, coin__price=0.8, other__price=0.3)
    ((between, asked, reached),) = reached_correlations(scenario, Sampling(scenario).chunk(0))
    assert (between, asked) == (("robot.coin", "robot.price"), 0.8)
    normal = 2 * np.sin(np.pi * 0.8 / 6)
    assert reached == pytest.approx(2 * np.sqrt(3) / np.pi * np.arcsin(normal / np.sqrt(2)), abs=0.02)


def test_a_chance_that_never_happens_is_correlated_with_nothing():
    scenario = correlated({"never": NEVER, "price": SKEWED}, never__price=0.8)
    assert reached_correlations(scenario, Sampling(scenario).chunk(0)) == []


def test_an_overrun_goes_together_with_others_as_asked_its_tail_included():
    figures = {"excess": EXCESS, "delay": SKEWED, "share": UNIFORM, "other": UNIFORM}
    scenario = correlated(figures, excess__delay=0.6, share__excess=-0.4, share__other=0.5)
    values = drawn(scenario)
    assert (values["excess"] > 0.4).mean() == pytest.approx(0.15, abs=0.01)
    found = reached_correlations(scenario, Sampling(scenario).chunk(0))
    assert [(between, asked) for between, asked, _ in found] == [
        (("robot.excess", "robot.delay"), 0.6),
        (("robot.share", "robot.excess"), -0.4),
    ]
    for (one, other), asked, reached in found:
        pair = [values[name.removeprefix("robot.")] for name in (one, other)]
        assert reached == pytest.approx(stats.spearmanr(*pair).statistic, abs=1e-12)
        assert reached == pytest.approx(asked, abs=4 / np.sqrt(CHUNK))


def test_an_overrun_that_often_meets_its_cap_does_not_reach_what_was_asked():
    capped = EXCESS | {"tail_probability": 0.9, "cap": 0.41}
    scenario = correlated({"excess": capped, "delay": SKEWED}, excess__delay=0.9)
    ((_, asked, reached),) = reached_correlations(scenario, Sampling(scenario).chunk(0))
    assert reached < asked - 0.05

"""What knowing more is worth, against closed forms."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from roitool.decision.cells import cells_by
from roitool.decision.information import CELLS, MOST_TOGETHER, evpi, evppi

FUTURES = 10_240


def normal_loss(mean, sd):
    """Return what knowing a normal difference is worth, the unit normal loss integral (Raiffa & Schlaifer 1961)."""
    distance = abs(mean) / sd
    return sd * (stats.norm.pdf(distance) - distance * stats.norm.sf(distance))


def linear(mean, known, unknown, seed, futures=FUTURES):
    """Return two options of which the second gains `mean` on average, and the figure that moves it by `known`."""
    x, rest = np.random.default_rng(seed).normal(size=(2, futures))
    return np.column_stack([np.zeros(futures), mean + known * x + unknown * rest]), x


def coverage(truth, draw, seeds=200):
    intervals = np.array([draw(seed).interval() for seed in range(seeds)])
    return np.mean((intervals[:, 0] <= truth) & (truth <= intervals[:, 1]))


@pytest.mark.parametrize(("mean", "sd"), [(0.0, 1.0), (0.5, 1.0), (-40_000.0, 60_000.0)])
def test_knowing_a_normal_difference_is_worth_the_normal_loss(mean, sd):
    def draw(seed):
        return evpi(linear(mean, sd, 0.0, seed)[0])

    # At a mean of 0 the better option changes from sample to sample, and the value has its largest bias there.
    assert coverage(normal_loss(mean, sd), draw) >= 0.9


@pytest.mark.parametrize(
    ("mean", "known", "unknown"), [(0.5, 0.6, 0.8), (0.5, 0.3, 1.0), (-0.4, 0.3, 1.0), (0, 0.5, 1)]
)
def test_knowing_one_of_two_normal_figures_is_worth_its_part_of_the_loss(mean, known, unknown):
    def draw(seed):
        return evppi(*linear(mean, known, unknown, seed))

    assert coverage(normal_loss(mean, known), draw) >= 0.9


def test_knowing_whether_something_happens_is_worth_what_the_other_choice_saves():
    happens, noise = np.random.default_rng(2).random(FUTURES) < 0.1, np.random.default_rng(3).normal(size=FUTURES)
    found = evppi(np.column_stack([np.zeros(FUTURES), np.where(happens, -4.0, 0.8) + noise]), happens)
    # One time in ten 4 is saved by not doing it.
    assert found.value == pytest.approx(0.1 * 4.0, abs=4 * found.se)


def test_a_figure_that_helps_where_it_is_high_and_where_it_is_low_is_worth_both():
    def draw(seed):
        x, noise = np.random.default_rng(seed).normal(size=(2, FUTURES))
        return evppi(np.column_stack([np.zeros(FUTURES), x**2 - 1.1 + noise]), x)

    bound = np.sqrt(1.1)
    exact = 2 * (stats.norm.sf(bound) + bound * stats.norm.pdf(bound)) - 1.1 * 2 * stats.norm.sf(bound)
    assert coverage(exact, draw) >= 0.9


def test_figures_that_are_learnt_together_are_worth_more_than_each():
    x = np.random.default_rng(4).normal(size=(FUTURES, 3))
    benefits = np.column_stack([np.zeros(FUTURES), 0.3 + x @ [0.4, 0.4, 0.4]])
    together = evppi(benefits, x[:, :2])
    assert together.value == pytest.approx(normal_loss(0.3, np.sqrt(0.32)), abs=4 * together.se)
    assert together.value > max(evppi(benefits, each).value for each in x.T[:2])


def test_two_figures_that_decide_only_through_each_other_are_worth_something_together():
    x = np.random.default_rng(5).normal(size=(FUTURES, 2))
    benefits = np.column_stack([np.zeros(FUTURES), x[:, 0] * x[:, 1]])
    # The mean of |xy|/2 for independent normal numbers is 1/pi.
    together = evppi(benefits, x)
    assert together.value == pytest.approx(1 / np.pi, abs=4 * together.se)


def test_of_three_options_the_best_is_taken_for_each_value():
    x, one, other = np.random.default_rng(6).normal(size=(3, FUTURES))
    benefits = np.column_stack([np.zeros(FUTURES), 0.2 + x + one, 0.3 - x + other])
    grid = stats.norm.ppf((np.arange(1_000_000) + 0.5) / 1_000_000)
    exact = np.maximum.reduce([0 * grid, 0.2 + grid, 0.3 - grid]).mean() - 0.3
    found = evppi(benefits, x)
    assert found.value == pytest.approx(exact, abs=4 * found.se)


def test_a_figure_that_never_changes_or_one_option_alone_is_worth_nothing():
    benefits, x = linear(0.1, 1.0, 1.0, 7)
    assert evppi(benefits, np.full(FUTURES, 3.0)).value == 0.0
    assert evppi(benefits[:, :1], x).value == evpi(benefits[:, 1:]).value == 0.0


def test_a_figure_that_has_nothing_to_do_with_it_is_hardly_ever_said_to_be_worth_knowing():
    said = 0
    for seed in range(200):
        found = evppi(linear(0.02, 0.0, 1.0, seed)[0], np.random.default_rng(seed + 1_000).random(FUTURES))
        said += found.value > 2 * found.se
    assert said <= 20


@settings(max_examples=60, deadline=None)
@given(
    st.integers(0, 2**32 - 1),
    st.integers(1, 4),
    st.floats(-2, 2),
    st.sampled_from([1.0, 1e-3, 1e6]),
    st.integers(100, 3_000),
)
def test_a_part_is_never_worth_less_than_nothing_nor_more_than_all(seed, options, mean, scale, futures):
    rng = np.random.default_rng(seed)
    x = np.round(rng.normal(size=futures), rng.integers(0, 4))
    benefits = scale * (mean + rng.normal(size=(futures, options)) + np.outer(x, rng.normal(size=options)))
    part, every = evppi(benefits, x), evpi(benefits)
    assert part.value >= 0.0
    assert part.value <= every.value + 4 * np.hypot(part.se, every.se) + 1e-9 * scale
    turned = evppi(benefits[:, ::-1], x)
    assert turned.value == pytest.approx(part.value, rel=1e-6, abs=1e-9 * scale)


@pytest.mark.parametrize("tail", [0.0, 1.0, 2.0])
def test_the_curve_is_the_one_that_a_plain_least_squares_fit_finds(tail):
    """To nine digits: what is solved must not hang on the last bit, also where a few futures lie far out."""
    benefits, x = linear(-0.3, 0.5, 1.0, 9)
    figure = np.exp(tail * x) if tail else stats.norm.cdf(x)
    cells = cells_by(figure, CELLS).of_future
    parts = np.arange(FUTURES) // 1_024
    own = np.bincount(cells, weights=figure) / np.bincount(cells)
    own = (own - own.mean()) / own.std()
    rank = (np.arange(CELLS) + 0.5) / CELLS
    powers = [rank**power for power in range(4)] + [np.maximum(rank - knot / 8, 0.0) ** 3 for knot in range(1, 8)]
    terms = np.column_stack([*powers, own, own**2])
    values = []
    for left_out in (-1, *range(10)):
        kept = parts != left_out
        counts = np.bincount(cells[kept], minlength=CELLS)
        means = np.bincount(cells[kept], weights=benefits[kept, 1], minlength=CELLS) / counts
        root = np.sqrt(counts)
        curve = terms @ np.linalg.lstsq(terms * root[:, np.newaxis], means * root, rcond=1e-12)[0]
        values.append(counts @ np.maximum(curve, 0.0) / counts.sum())
    without = np.array(values[1:])
    found = evppi(benefits, figure)
    assert found.value == pytest.approx(10 * values[0] - 9 * without.mean(), rel=1e-9)
    assert found.se == pytest.approx(np.sqrt(0.9 * np.square(without - without.mean()).sum()), rel=1e-9)


def test_an_option_and_a_figure_in_other_units_change_nothing_but_the_unit():
    benefits, x = linear(0.3, 0.5, 1.0, 8)
    found = evppi(benefits, x)
    assert evppi(1_000.0 * benefits, -3.0 * x + 7.0).value == pytest.approx(1_000.0 * found.value, rel=1e-6)


@pytest.mark.parametrize(
    ("benefits", "x"),
    [
        (np.zeros(FUTURES), np.zeros(FUTURES)),
        (np.zeros((99, 2)), np.zeros(99)),
        (np.zeros((FUTURES, 2)), np.zeros(FUTURES - 1)),
        (np.full((FUTURES, 2), np.inf), np.zeros(FUTURES)),
        (np.zeros((FUTURES, 2)), np.zeros((FUTURES, MOST_TOGETHER + 1))),
    ],
    ids=["no options", "too few", "not the same futures", "no number", "too many together"],
)
def test_what_cannot_be_valued_is_refused(benefits, x):
    with pytest.raises(ValueError, match=r"future|figures"):
        evppi(benefits, x)

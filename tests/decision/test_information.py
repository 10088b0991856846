"""What knowing more is worth, against closed forms."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from roitool.decision.cells import cells_by
from roitool.decision.information import CELLS, MOST_TOGETHER, evpi, evppi
from tests.decision.truths import FUTURES, beside_nothing, linear, normal_loss

STATES = {-70_000.0: 0.5, 50_000.0: 0.3, 200_000.0: 0.2}
"""What a well brings that is dry, wet or soaking, with the chances: Raiffa, Decision Analysis (1968), the oil
wildcatter, who gains 20 000 on average by drilling."""


@pytest.mark.parametrize(("distance", "published"), [(0.0, 0.3989), (0.5, 0.1978), (1.0, 0.08332), (2.0, 0.008491)])
def test_the_normal_loss_is_the_one_of_the_tables(distance, published):
    """Schlaifer, Probability and Statistics for Business Decisions (1959), table IV."""
    assert normal_loss(distance, 1.0) == pytest.approx(published, rel=5e-4)


def test_the_wildcatter_may_pay_what_a_dry_well_costs_him():
    wells = np.repeat(list(STATES), [round(10 * chance) for chance in STATES.values()])
    gain = np.resize(wells, FUTURES)
    assert evpi(beside_nothing(gain)).value == pytest.approx(35_000.0)
    # The state of the well is all there is to know.
    assert evppi(beside_nothing(gain), gain).value == pytest.approx(35_000.0)


def test_knowing_whether_something_happens_is_worth_what_the_other_choice_saves():
    happens, noise = np.random.default_rng(2).random(FUTURES) < 0.1, np.random.default_rng(3).normal(size=FUTURES)
    found = evppi(np.column_stack([np.zeros(FUTURES), np.where(happens, -4.0, 0.8) + noise]), happens)
    # One time in ten 4 is saved by not doing it.
    assert found.value == pytest.approx(0.1 * 4.0, abs=4 * found.se)


def test_figures_that_are_learnt_together_are_worth_more_than_each():
    x = np.random.default_rng(4).normal(size=(FUTURES, 3))
    benefits = np.column_stack([np.zeros(FUTURES), 0.3 + x @ [0.4, 0.4, 0.4]])
    together = evppi(benefits, x[:, :2])
    assert together.value == pytest.approx(normal_loss(0.3, np.sqrt(0.32)), abs=4 * together.se)
    assert together.value > max(evppi(benefits, each).value for each in x.T[:2])


def test_a_figure_that_never_changes_or_one_option_alone_is_worth_nothing():
    benefits, x = linear(0.1, 1.0, 1.0, np.random.default_rng(7))
    assert evppi(benefits, np.full(FUTURES, 3.0)).value == 0.0
    assert evppi(benefits[:, :1], x).value == evpi(benefits[:, 1:]).value == 0.0


def test_options_that_are_always_alike_leave_nothing_to_choose():
    x = np.random.default_rng(7).normal(size=FUTURES)
    for found in (evpi(np.column_stack([x, x])), evppi(np.column_stack([x, x]), x)):
        assert (found.value, found.se) == (0.0, 0.0)


def test_many_futures_at_a_bound_change_nothing_about_what_is_told():
    u, noise = np.random.default_rng(9).random((2, FUTURES))
    clipped = np.maximum(u, 0.4)
    found = evppi(beside_nothing(clipped - 0.7 + noise - 0.5), clipped)
    # A mean of 0.58 less 0.7; what is above 0.7 is 0.15 on average, three times in ten.
    assert found.value == pytest.approx(0.3 * 0.15, abs=4 * found.se)
    assert found.se < 0.01


def test_the_order_of_figures_that_are_learnt_together_changes_nothing():
    x = np.random.default_rng(10).normal(size=(FUTURES, 4))
    benefits = beside_nothing(0.2 + x @ [0.3, -0.2, 0.4, 0.1] + x[:, 0] * x[:, 2])
    found, turned = evppi(benefits, x), evppi(benefits, x[:, [2, 0, 3, 1]])
    assert (found.value, found.se) == pytest.approx((turned.value, turned.se), rel=1e-9)


def test_a_figure_twice_tells_what_it_tells_once():
    x = np.random.default_rng(11).normal(size=(FUTURES, 2))
    benefits = beside_nothing(0.2 + x @ [0.3, -0.2])
    assert evppi(benefits, x[:, [0, 1, 0]]).value == pytest.approx(evppi(benefits, x).value, rel=1e-6)


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
    benefits, x = linear(-0.3, 0.5, 1.0, np.random.default_rng(9))
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
    benefits, x = linear(0.3, 0.5, 1.0, np.random.default_rng(8))
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

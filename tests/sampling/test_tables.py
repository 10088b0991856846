"""Fast quantiles are the exact ones, within a thousandth of a millionth of the range."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from roitool.sampling.tables import sampler
from roitool.scenario.quantities import Overrun, Pert, Range
from tests.scenario.quantity_examples import EXAMPLES, OVERLAPPING, QUANTITIES, overruns, ranges

RANDOM = np.random.default_rng(20260301)
FUTURES = np.sort(
    np.concatenate(
        [
            RANDOM.random(4_000),
            2.0 ** (-50 * RANDOM.random(1_000)),
            1 - 2.0 ** (-50 * RANDOM.random(1_000)),
            [0.5, np.nextafter(0.5, 0), np.nextafter(0.5, 1)],
            2.0 ** -np.arange(1, 50),
        ]
    )
)


def difference(quantity, futures=FUTURES):
    """Return the largest difference, in widths of the distribution before it is clipped to bounds."""
    behind = quantity.distribution if isinstance(quantity, Range) else quantity
    lowest, highest = behind.quantile([0.0, 1.0])
    away = np.abs(sampler(quantity)(futures) - quantity.quantile(futures)).max()
    rounding = 4e-16 * max(abs(lowest), abs(highest))
    return max(away - rounding, 0) / (highest - lowest) if highest > lowest else away


@given(ranges())
@settings(max_examples=40, deadline=None)
def test_the_fast_range_is_the_exact_one(quantity):
    assert difference(quantity) <= 2e-10


@given(st.floats(0, 1), st.floats(0.01, 100))
@settings(max_examples=40, deadline=None)
def test_the_fast_pert_is_the_exact_one(mode, shape):
    assert difference(Pert(minimum=0.0, likely=mode, maximum=1.0, shape=shape)) <= 2e-10


@given(overruns().filter(lambda quantity: not quantity.problems()))
@settings(max_examples=20, deadline=None)
def test_the_fast_overrun_is_the_exact_one(quantity):
    # Nearer to 1 than this, u itself has too few digits left to say where between body and tail it lies.
    futures = FUTURES[(FUTURES > 1e-8) & (FUTURES < 1 - 1e-8)]
    assert difference(quantity, futures) <= 1e-9


@given(QUANTITIES)
@settings(max_examples=50, deadline=None)
def test_a_higher_future_never_has_a_lower_fast_value(quantity):
    values = sampler(quantity)(FUTURES)
    assert np.all(np.diff(values) >= -1e-12 * np.abs(values).max())


@pytest.mark.parametrize("quantity", EXAMPLES, ids=lambda q: str(q)[:90])
@pytest.mark.parametrize("shape", [(), (1,), (0,), (3, 5), (20_000,)])
def test_fast_values_come_in_the_shape_of_the_futures_and_leave_them_alone(quantity, shape):
    futures = np.random.default_rng(1).random(shape)
    before = np.array(futures)
    values = sampler(quantity)(np.asarray(futures))
    assert (values.shape, values.dtype) == (shape, np.float64)
    assert np.all(futures == before)


def test_a_value_does_not_depend_on_the_values_asked_for_beside_it():
    for quantity in (Pert(minimum=0.0, likely=0.2, maximum=1.0), OVERLAPPING):
        fast = sampler(quantity)
        together = fast(FUTURES)
        assert np.array_equal(np.concatenate([fast(FUTURES[:7]), fast(FUTURES[7:])]), together)
        assert np.array_equal(fast(FUTURES[::3]), together[::3])


def test_no_fast_value_leaves_the_range():
    share = Range(low=0.4, likely=0.9, high=1.0, lower=0.0, upper=1.0)
    values = sampler(share)(np.concatenate([[0.0, 1.0], FUTURES]))
    assert values.min() >= share.ends()[0]
    assert values.max() <= 1.0


def test_a_mixture_too_bent_for_a_table_is_solved_exactly():
    bent = Overrun(
        body_low=1.0,
        body_likely=1.0,
        body_high=2.0,
        tail_probability=0.2,
        tail_minimum=0.03,
        tail_alpha=9.0,
        cap=2.0,
    )
    assert difference(bent) <= 1e-12

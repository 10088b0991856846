"""What holds for every kind of quantity."""

import json
import pickle
from itertools import pairwise
from math import inf, isfinite, sqrt

import jsonschema
import mpmath
import numpy as np
import pytest
from hypothesis import given, settings
from pydantic import TypeAdapter, ValidationError
from scipy.integrate import quad

from roitool.scenario.quantities import (
    Chance,
    Data,
    Discrete,
    Fixed,
    Lognormal,
    Metalog,
    Normal,
    Overrun,
    Pert,
    Quantity,
    Range,
    TruncatedNormal,
)
from tests.scenario.quantity_examples import CONSTANT, EXAMPLES, FUTURES, OVERLAPPING, QUANTITIES, SMOOTH

ADAPTER = TypeAdapter(Quantity)


def by_name(quantity):
    return str(quantity)[:90]


def kinks(quantity):
    """Where a quantile function bends or jumps, so that an integration can stop there."""
    if isinstance(quantity, Range):
        at_lower, at_upper = quantity.clipped_shares()
        return [at_lower, 1 - at_upper]
    if isinstance(quantity, Overrun):
        at_cap = quantity.tail_probability * (quantity.tail_minimum / quantity.cap) ** quantity.tail_alpha
        return [*quantity.break_points(), 1 - at_cap]
    if isinstance(quantity, Data):
        return list(np.linspace(0, 1, len(quantity.observations)))
    return [0.1, 0.9]


@given(QUANTITIES)
@settings(max_examples=150, deadline=None)
def test_a_higher_future_never_has_a_lower_value(quantity):
    values = quantity.quantile(FUTURES)
    scale = np.abs(values).max()
    assert np.all(np.isfinite(values))
    assert np.all(np.diff(values) >= -1e-12 * scale)


@given(QUANTITIES)
@settings(max_examples=100, deadline=None)
def test_mean_and_base_lie_within_what_is_possible(quantity):
    lowest, highest = quantity.quantile([0.0, 1.0])
    slack = 1e-9 * max(abs(x) for x in (lowest, highest, 1.0) if isfinite(x))
    assert lowest - slack <= quantity.mean() <= highest + slack
    assert lowest - slack <= quantity.base() <= highest + slack
    assert quantity.sd() >= 0


@pytest.mark.parametrize("quantity", SMOOTH, ids=by_name)
def test_mean_and_deviation_are_the_integrals_of_the_quantile_function(quantity):
    borders = sorted({0.0, 1.0, *kinks(quantity)})

    def integral(function):
        return sum(quad(function, a, b, epsabs=1e-11, epsrel=1e-11, limit=200)[0] for a, b in pairwise(borders))

    mean = integral(lambda u: float(quantity.quantile(u)))
    variance = integral(lambda u: (float(quantity.quantile(u)) - mean) ** 2)
    assert quantity.mean() == pytest.approx(mean, rel=1e-7)
    assert quantity.sd() == pytest.approx(sqrt(variance), rel=1e-6)


@pytest.mark.parametrize("quantity", CONSTANT, ids=by_name)
def test_three_equal_numbers_or_one_are_a_constant(quantity):
    assert np.all(quantity.quantile([0.001, 0.4, 0.999]) == quantity.base())
    assert (quantity.mean(), quantity.sd(), quantity.problems()) == (quantity.base(), 0.0, ())


@pytest.mark.parametrize("quantity", EXAMPLES, ids=by_name)
@pytest.mark.parametrize("shape", [(), (1,), (3,), (2, 3), (0,)])
def test_values_come_in_the_shape_of_the_futures(quantity, shape):
    values = quantity.quantile(np.full(shape, 0.37))
    assert (values.shape, values.dtype) == (shape, np.float64)
    assert np.all(values == quantity.quantile(0.37))


@pytest.mark.parametrize("quantity", EXAMPLES, ids=by_name)
def test_a_quantity_survives_its_file_and_another_process(quantity):
    quantity.mean()
    assert ADAPTER.validate_json(quantity.model_dump_json()) == quantity
    assert pickle.loads(pickle.dumps(quantity)) == quantity  # noqa: S301 - our own bytes
    assert hash(quantity) == hash(ADAPTER.validate_json(quantity.model_dump_json()))


def test_equal_quantities_are_equal_after_use_too():
    for make in (
        lambda: Data(observations=(1.0, 2.0, 4.0)),
        lambda: Discrete(values=(1.0, 2.0), probabilities=(0.5, 0.5)),
    ):
        first, second = make(), make()
        first.quantile(0.3)
        second.quantile(0.3)
        assert first == second


def test_only_kinds_that_jump_call_themselves_discrete():
    assert {type(q) for q in EXAMPLES if q.discrete} == {Fixed, Chance, Discrete, Data}


def test_the_quantile_of_a_pert_is_that_of_the_beta_distribution_at_high_precision():
    quantity = Pert(minimum=10.0, likely=20.0, maximum=60.0)
    for u in (1e-6, 0.1, 0.5, 0.9, 1 - 1e-6):
        share = (mpmath.mpf(float(quantity.quantile(u))) - 10) / 50
        assert float(mpmath.betainc(1.8, 4.2, 0, share, regularized=True)) == pytest.approx(u, rel=1e-13)


def test_overlapping_body_and_tail_give_the_quantile_of_their_mixture():
    only_body, only_tail = OVERLAPPING.break_points()
    for u in np.linspace(only_body, only_tail, 9)[1:-1]:
        x = mpmath.mpf(float(OVERLAPPING.quantile(u)))
        body = mpmath.betainc(
            1 + 4 * mpmath.mpf(0.25) / 0.9, 1 + 4 * mpmath.mpf(0.65) / 0.9, 0, (x + 0.1) / 0.9, regularized=True
        )
        assert float(0.82 * body + 0.18 * (1 - (0.5 / x) ** 1.2)) == pytest.approx(u, abs=1e-13)


def test_a_disaster_in_the_tail_of_an_overrun_is_at_the_highest_futures():
    assert OVERLAPPING.quantile(1 - 1e-9) == OVERLAPPING.cap
    assert OVERLAPPING.quantile(0.5) < OVERLAPPING.body_high


def test_an_overrun_with_an_index_of_one_has_a_mean_because_of_its_cap():
    tail = Overrun(
        body_low=0.0, body_likely=0.0, body_high=0.0, tail_probability=1.0, tail_minimum=1.0, tail_alpha=1.0, cap=10.0
    )
    assert tail.mean() == pytest.approx(1 + np.log(10), rel=1e-14)
    assert tail.sd() == pytest.approx(sqrt(1 + 2 * 9 - (1 + np.log(10)) ** 2), rel=1e-12)


def test_overruns_with_no_tail_or_only_a_tail_are_their_body_or_their_tail():
    parts = {"body_low": -0.1, "body_likely": 0.1, "body_high": 0.5, "tail_minimum": 0.3, "tail_alpha": 2.0, "cap": 3.0}
    body = Overrun(tail_probability=0.0, **parts)
    tail = Overrun(tail_probability=1.0, **parts)
    assert body.quantile(FUTURES) == pytest.approx(Pert(minimum=-0.1, likely=0.1, maximum=0.5).quantile(FUTURES))
    assert tail.quantile([0.0, 0.5, 0.75]) == pytest.approx([0.3, 0.3 * sqrt(2), 0.6])


def test_a_normal_cut_far_out_keeps_its_digits():
    quantity = TruncatedNormal(average=0.0, deviation=1.0, lower=5.0)
    expected = mpmath.npdf(5) / (mpmath.erfc(5 / mpmath.sqrt(2)) / 2)
    assert quantity.mean() == pytest.approx(float(expected), rel=1e-12)
    share = mpmath.erfc(mpmath.mpf(float(quantity.quantile(0.9))) / mpmath.sqrt(2)) / mpmath.erfc(5 / mpmath.sqrt(2))
    assert float(share) == pytest.approx(0.1, rel=1e-12)


def test_a_normal_cut_narrowly_is_nearly_flat():
    quantity = TruncatedNormal(average=0.0, deviation=1.0, lower=1.0, upper=1.0001)
    assert quantity.sd() == pytest.approx(0.0001 / sqrt(12), rel=1e-6)
    assert quantity.mean() == pytest.approx(1.00005, rel=1e-8)


def test_a_metalog_with_one_end_has_infinite_moments_where_its_tail_is_too_heavy():
    no_variance = Metalog(p10=9**-0.7, p50=1.0, p90=9**0.7, lower=0.0)
    assert no_variance.sd() == inf
    assert no_variance.mean() == pytest.approx(float(0.7 * mpmath.pi / mpmath.sin(0.7 * mpmath.pi)), rel=1e-12)
    no_mean = Metalog(p10=-(9**1.1), p50=-1.0, p90=-(9**-1.1), upper=0.0)
    assert (no_mean.mean(), no_mean.sd()) == (-inf, inf)


def test_a_lognormal_median_is_its_base():
    quantity = Lognormal(average=100.0, deviation=50.0)
    assert quantity.base() == pytest.approx(100 / sqrt(1.25), rel=1e-14)


def test_normals_have_no_ends():
    assert list(Normal(average=0.0, deviation=1.0).quantile([0.0, 1.0])) == [-inf, inf]


WRONG_SHAPES = [
    '{"kind": "fixed", "value": true}',
    '{"kind": "fixed", "value": "3"}',
    '{"kind": "fixed", "value": 3, "unit": "h"}',
    '{"value": 3}',
    '{"kind": "guess", "value": 3}',
    '{"kind": "data", "observations": []}',
    '{"kind": "discrete", "values": [], "probabilities": []}',
]


@pytest.mark.parametrize(
    "text", [*WRONG_SHAPES, '{"kind": "fixed", "value": NaN}', '{"kind": "fixed", "value": 1e999}']
)
def test_what_has_not_the_shape_of_a_quantity_is_refused(text):
    with pytest.raises(ValidationError):
        ADAPTER.validate_json(text)


@pytest.mark.parametrize("text", WRONG_SHAPES)
def test_the_published_schema_refuses_the_same_shapes(text):
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(json.loads(text), ADAPTER.json_schema())


@pytest.mark.parametrize("quantity", EXAMPLES, ids=by_name)
def test_the_published_schema_accepts_every_kind(quantity):
    jsonschema.validate(json.loads(quantity.model_dump_json()), ADAPTER.json_schema())


def test_more_observations_than_ten_thousand_are_refused():
    with pytest.raises(ValidationError):
        Data(observations=(1.0,) * 10_001)


def test_whole_numbers_in_a_file_are_numbers():
    assert ADAPTER.validate_json('{"kind": "range", "low": 8, "likely": 20, "high": 34}').likely == 20.0

"""A figure switched to another kind says what it said before, as far as that kind can say it."""

from __future__ import annotations

from typing import get_args

import numpy as np
import pytest

from roitool.scenario.converting import KINDS, converted, in_few_digits, kind_of
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
    Triangular,
    TruncatedNormal,
    Uniform,
)
from tests.scenario.quantity_examples import EXAMPLES, SEPARATE

LOW_HIGH = (0.1, 0.9)
DECILES = tuple(tenth / 10 for tenth in range(1, 10))
HOURS = Range(low=8.0, likely=20.0, high=34.0)


def at(quantity, *u):
    return pytest.approx(quantity.quantile(u).tolist(), rel=1e-9)


def test_every_kind_of_the_document_is_one_to_switch_to():
    kinds = get_args(get_args(Quantity)[0])
    assert {kind.model_fields["kind"].default for kind in kinds} == {*KINDS} == {kind_of(each) for each in EXAMPLES}


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("quantity", EXAMPLES, ids=repr)
def test_whatever_is_switched_to_whatever_makes_sense_or_is_not_offered(quantity, kind):
    found = converted(quantity, kind)
    if found is not None:
        assert kind_of(found) == kind
        assert [problem for problem in found.problems() if problem.severity == "error"] == []
        assert np.all(np.isfinite(found.quantile([0.01, 0.5, 0.99])))


@pytest.mark.parametrize("kind", ["range", "pert", "triangular", "uniform", "normal", "lognormal", "metalog", "data"])
@pytest.mark.parametrize(
    "quantity",
    [
        HOURS,
        Pert(minimum=10.0, likely=20.0, maximum=60.0),
        Triangular(minimum=2.0, likely=3.0, maximum=4.0),
        Uniform(minimum=3.0, maximum=4.0),
        Normal(average=5.0, deviation=1.0),
        Lognormal(average=5.0, deviation=2.0),
        Metalog(p10=1.0, p50=2.0, p90=4.0),
        Data(observations=(3.0, 1.0, 4.0, 1.5, 5.0, 9.0, 2.0, 6.0)),
    ],
    ids=repr,
)
def test_what_is_called_low_and_high_stays_low_and_high(quantity, kind):
    assert converted(quantity, kind).quantile(LOW_HIGH).tolist() == at(quantity, *LOW_HIGH)


@pytest.mark.parametrize("kind", ["range", "pert", "triangular"])
def test_the_most_likely_value_stays_the_most_likely_one(kind):
    for quantity in (HOURS, Pert(minimum=10.0, likely=20.0, maximum=60.0), Triangular(minimum=0, likely=1, maximum=4)):
        assert converted(quantity, kind).base() == pytest.approx(quantity.base())


def test_a_range_has_the_same_middle_on_a_curve_through_three_points_and_as_observations():
    assert converted(HOURS, "metalog").quantile([0.5]).tolist() == at(HOURS, 0.5)
    assert converted(HOURS, "data").quantile(DECILES).tolist() == at(HOURS, *DECILES)


def test_a_range_as_pert_is_the_same_distribution_in_other_words():
    u = np.linspace(0.001, 0.999, 97)
    assert converted(HOURS, "pert").quantile(u).tolist() == at(HOURS, *u)


def test_there_and_back_again_is_the_same_range():
    for kind in ("pert", "triangular"):
        back = converted(converted(HOURS, kind), "range")
        assert (back.low, back.likely, back.high) == pytest.approx((8, 20, 34))


def test_another_coverage_becomes_that_of_eight_in_ten():
    sure = Range(low=8.0, likely=20.0, high=34.0, coverage=0.5)
    found = converted(converted(sure, "pert"), "range")
    assert found.coverage == 0.8
    assert [found.low, found.high] == at(sure, *LOW_HIGH)


def test_three_separate_values_keep_the_average_of_a_bell():
    bell = Normal(average=5.0, deviation=1.0)
    found = converted(bell, "discrete")
    assert found.mean() == pytest.approx(5.0)
    assert found.sd() == pytest.approx(1.0, rel=0.01)


def test_a_certain_number_gets_a_fifth_on_both_sides():
    found = converted(Fixed(value=100.0), "range")
    assert (found.low, found.likely, found.high) == (80, 100, 120)
    assert converted(Fixed(value=100.0), "normal").quantile(LOW_HIGH).tolist() == pytest.approx([80, 120])
    nothing = converted(Fixed(value=0.0), "range")
    assert nothing.low < 0 < nothing.high


def test_a_range_made_certain_is_its_likely_value():
    assert converted(HOURS, "fixed") == Fixed(value=20.0)
    assert converted(SEPARATE, "fixed") == Fixed(value=0.05)
    assert converted(Chance(probability=0.3), "fixed") == Fixed(value=0.3)


def test_a_chance_is_the_same_as_two_values_and_a_range_is_a_chance_of_its_average():
    assert converted(Chance(probability=0.3), "discrete") == Discrete(values=(0.0, 1.0), probabilities=(0.7, 0.3))
    assert converted(Range(low=0.1, likely=0.2, high=0.3), "chance").probability == pytest.approx(0.2)
    assert converted(HOURS, "chance") is None
    beside = converted(Chance(probability=0.95), "range")
    assert (beside.upper, beside.likely) == (1.0, 0.95)
    assert beside.high <= 1


def test_own_observations_become_values_as_often_as_they_were_seen():
    found = converted(Data(observations=(3.0, 1.0, 3.0, 3.0)), "discrete")
    assert dict(zip(found.values, found.probabilities, strict=True)) == {3.0: 0.75, 1.0: 0.25}


@pytest.mark.parametrize("kind", ["truncated_normal", "metalog", "range"])
def test_bounds_stay(kind):
    quantity = Range(low=0.2, likely=0.5, high=0.7, lower=0.0, upper=1.0)
    other = Metalog(p10=0.2, p50=0.5, p90=0.7, lower=0.0, upper=1.0)
    found = converted(other if kind == "range" else quantity, kind)
    assert (found.lower, found.upper) == (0, 1)


@pytest.mark.parametrize("kind", ["pert", "triangular", "uniform"])
def test_nothing_lies_beyond_a_bound_afterwards(kind):
    found = converted(Range(low=0.02, likely=0.1, high=0.9, lower=0.0, upper=1.0), kind)
    assert (found.minimum, found.maximum) >= (0, 0)
    assert found.maximum <= 1


def test_a_bound_that_a_curve_cannot_have_goes():
    found = converted(Range(low=0.01, likely=0.02, high=50.0, lower=0.0), "metalog")
    assert (found.p10, found.p90) == pytest.approx((0.01, 50))
    assert found.lower is None


def test_what_may_be_below_zero_is_no_lognormal():
    assert converted(Normal(average=-5.0, deviation=1.0), "lognormal") is None
    assert converted(Normal(average=1.0, deviation=2.0), "lognormal") == Lognormal(average=1.0, deviation=2.0)


def test_the_bell_behind_a_truncated_one_stays():
    found = converted(TruncatedNormal(average=0.0, deviation=1.0, lower=0.5), "normal")
    assert found == Normal(average=0.0, deviation=1.0)


def test_an_overrun_made_of_a_range_gets_out_of_hand_only_when_somebody_says_so():
    quantity = Range(low=-0.1, likely=0.1, high=0.5)
    found = converted(quantity, "overrun")
    assert isinstance(found, Overrun)
    assert found.tail_probability == 0
    assert found.quantile(LOW_HIGH).tolist() == at(quantity, *LOW_HIGH)
    assert converted(Fixed(value=-30.0), "overrun") is None


def test_what_was_calculated_is_written_in_four_digits_and_what_was_said_as_it_was():
    said = Range(low=28_123.0, likely=33_456.0, high=45_789.0)
    triangle = in_few_digits(converted(said, "triangular"), said)
    assert triangle.likely == 33_456
    assert triangle.minimum == float(f"{triangle.minimum:.4g}")
    curve = in_few_digits(converted(said, "metalog"), said)
    assert (curve.p10, curve.p90) == (28_123, 45_789)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("quantity", EXAMPLES, ids=repr)
def test_in_four_digits_it_still_makes_sense(quantity, kind):
    found = converted(quantity, kind)
    if found is not None:
        assert not [each for each in in_few_digits(found, quantity).problems() if each.severity == "error"]

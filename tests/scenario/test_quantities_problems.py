"""What makes no sense about a quantity is told, with its place and numbers, and never raised."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from roitool.errors import Problem
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
    Range,
    Triangular,
    TruncatedNormal,
    Uniform,
)
from tests.scenario.quantity_examples import EXAMPLES

OVERRUN = {
    "body_low": -0.1,
    "body_likely": 0.05,
    "body_high": 0.3,
    "tail_probability": 0.03,
    "tail_minimum": 0.5,
    "tail_alpha": 2.5,
    "cap": 2.0,
}


def overrun(**changed):
    return Overrun(**{**OVERRUN, **changed})


def above(neighbour, found, bound):
    return {"found": found, "bound": bound, "neighbour": neighbour}


@pytest.mark.parametrize("quantity", EXAMPLES, ids=lambda q: str(q)[:90])
def test_a_sensible_quantity_has_no_problems(quantity):
    assert quantity.problems() == ()


@pytest.mark.parametrize(
    ("quantity", "place", "code", "values"),
    [
        (Fixed(value=2e15), ("value",), "too_large", {"found": 2e15, "bound": 1e15}),
        (Data(observations=(1.0, -1e16)), ("observations", 1), "too_large", {"found": -1e16, "bound": 1e15}),
        (Range(low=3.0, likely=2.0, high=4.0), ("low",), "range_order", above("likely", 3.0, 2.0)),
        (Range(low=1.0, likely=5.0, high=4.0), ("likely",), "range_order", above("high", 5.0, 4.0)),
        (
            Range(low=1.0, likely=2.0, high=4.0, coverage=1.0),
            ("coverage",),
            "coverage_range",
            {"found": 1.0, "minimum": 0.01, "maximum": 0.99},
        ),
        (Range(low=1.0, likely=2.0, high=4.0, lower=1.5), ("low",), "below_bound", {"found": 1.0, "bound": 1.5}),
        (Range(low=1.0, likely=2.0, high=4.0, upper=3.0), ("high",), "above_bound", {"found": 4.0, "bound": 3.0}),
        (Pert(minimum=1.0, likely=0.0, maximum=4.0), ("minimum",), "range_order", above("likely", 1.0, 0.0)),
        (
            Pert(minimum=1.0, likely=2.0, maximum=4.0, shape=0.0),
            ("shape",),
            "shape_range",
            {"found": 0.0, "minimum": 0.0, "maximum": 100.0},
        ),
        (Triangular(minimum=1.0, likely=5.0, maximum=4.0), ("likely",), "range_order", above("maximum", 5.0, 4.0)),
        (Uniform(minimum=5.0, maximum=4.0), ("minimum",), "range_order", above("maximum", 5.0, 4.0)),
        (Normal(average=0.0, deviation=0.0), ("deviation",), "not_positive", {"found": 0.0}),
        (Lognormal(average=-1.0, deviation=1.0), ("average",), "not_positive", {"found": -1.0}),
        (
            Lognormal(average=1.0, deviation=1e7),
            ("deviation",),
            "deviation_too_wide",
            {"found": 1e7, "bound": 1e6},
        ),
        (
            TruncatedNormal(average=0.0, deviation=1.0, lower=3.0, upper=2.0),
            ("lower",),
            "range_order",
            above("upper", 3.0, 2.0),
        ),
        (
            TruncatedNormal(average=0.0, deviation=1.0, lower=2.0, upper=2.0),
            ("lower",),
            "range_no_spread",
            {"found": 2.0, "neighbour": "upper"},
        ),
        (
            TruncatedNormal(average=0.0, deviation=1.0, lower=50.0),
            (),
            "truncation_leaves_nothing",
            {"found": 0.0, "bound": 1e-9},
        ),
        (
            Discrete(values=(1.0, 2.0), probabilities=(1.0,)),
            ("probabilities",),
            "lengths_differ",
            {"values": 2, "probabilities": 1},
        ),
        (
            Discrete(values=(1.0, 2.0), probabilities=(0.5, 0.25)),
            ("probabilities",),
            "probabilities_sum",
            {"found": 0.75, "bound": 1.0},
        ),
        (
            Discrete(values=(1.0, 2.0), probabilities=(1.5, -0.5)),
            ("probabilities", 1),
            "probability_range",
            {"found": -0.5, "minimum": 0.0, "maximum": 1.0},
        ),
        (
            Discrete(values=(2.0, 2.0), probabilities=(0.5, 0.5)),
            ("values", 1),
            "value_repeated",
            {"found": 2.0},
        ),
        (
            Chance(probability=1.2),
            ("probability",),
            "probability_range",
            {"found": 1.2, "minimum": 0.0, "maximum": 1.0},
        ),
        (overrun(body_low=-1.5), ("body_low",), "overrun_below_minus_one", {"found": -1.5, "bound": -1.0}),
        (overrun(body_likely=0.4), ("body_likely",), "range_order", above("body_high", 0.4, 0.3)),
        (
            overrun(tail_probability=1.1),
            ("tail_probability",),
            "probability_range",
            {"found": 1.1, "minimum": 0.0, "maximum": 1.0},
        ),
        (overrun(tail_alpha=0.0), ("tail_alpha",), "not_positive", {"found": 0.0}),
        (overrun(tail_minimum=0.0), ("tail_minimum",), "not_positive", {"found": 0.0}),
        (overrun(cap=0.4), ("cap",), "cap_too_low", above("tail_minimum", 0.4, 0.5)),
        (Metalog(p10=1.0, p50=1.0, p90=3.0), ("p10",), "range_no_spread", {"found": 1.0, "neighbour": "p50"}),
        (Metalog(p10=1.0, p50=2.0, p90=3.0, lower=1.0), ("lower",), "range_no_spread", None),
        (Metalog(p10=1.0, p50=4.0, p90=3.0), ("p50",), "range_order", above("p90", 4.0, 3.0)),
        (
            Metalog(p10=0.0, p50=1.0, p90=10.0),
            ("p50",),
            "metalog_infeasible",
            {"found": 0.1, "minimum": 0.1666, "maximum": 0.8334},
        ),
        (Metalog(p10=0.01, p50=1.0, p90=100.0, lower=0.0), ("p90",), "metalog_no_mean", None),
        (Metalog(p10=-100.0, p50=-1.0, p90=-0.01, upper=0.0), ("p10",), "metalog_no_mean", None),
    ],
    ids=lambda value: str(value)[:60],
)
def test_what_makes_no_sense_is_told_with_its_place_and_numbers(quantity, place, code, values):
    (problem,) = (p for p in quantity.problems() if (p.place, p.code) == (place, code))
    assert problem.severity == "error"
    assert values is None or problem.values == pytest.approx(values)


def test_a_metalog_tail_without_variance_is_a_warning():
    (problem,) = Metalog(p10=0.2, p50=1.0, p90=5.0, lower=0.0).problems()
    assert (problem.code, problem.severity) == ("metalog_no_variance", "warning")
    assert problem.values["found"] == pytest.approx(0.7324867603589635)


def test_all_problems_are_told_at_once():
    codes = {p.code for p in Range(low=5.0, likely=4.0, high=3.0, coverage=0.0, lower=6.0).problems()}
    assert codes == {"range_order", "coverage_range", "below_bound"}


@pytest.mark.parametrize(
    ("kind", "fields"),
    [
        (Range, ("low", "likely", "high", "coverage", "lower", "upper")),
        (Pert, ("minimum", "likely", "maximum", "shape")),
        (TruncatedNormal, ("average", "deviation", "lower", "upper")),
        (Lognormal, ("average", "deviation")),
        (Overrun, tuple(OVERRUN)),
        (Metalog, ("p10", "p50", "p90", "lower", "upper")),
    ],
)
@given(data=st.data())
@settings(max_examples=100, deadline=None)
def test_no_numbers_whatever_make_the_question_itself_fail(kind, fields, data):
    numbers = st.one_of(st.floats(allow_nan=False, allow_infinity=False), st.sampled_from([0.0, 1.0, -1.0, 5e-324]))
    quantity = kind(**{name: data.draw(numbers) for name in fields})
    assert all(isinstance(problem, Problem) for problem in quantity.problems())

"""The language of formulas: arithmetic, and nothing else."""

from __future__ import annotations

import math
import operator
import unicodedata
from functools import reduce
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from roitool.scenario.formula import (
    MAX_NODES,
    FormulaError,
    Name,
    Number,
    Operation,
    calculate,
    constant,
    loose_constants,
    names,
    parse,
    written,
)


def refusal_of(function: Any, *arguments: Any) -> FormulaError:
    with pytest.raises(FormulaError) as refused:
        function(*arguments)
    return refused.value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("2 + 3 * 4", 14.0),
        ("(2 + 3) * 4", 20.0),
        ("2 ** 3 ** 2", 512.0),
        ("-2 ** 2", -4.0),
        ("10 - 4 - 3", 3.0),
        ("64 / 4 / 2", 8.0),
        ("--3 - +1", 2.0),
        ("min(3, 1, 2) + max(3, 1, 2)", 4.0),
        ("1e3 + .5", 1000.5),
        ("  7 ", 7.0),
        ("(1 +\n 2)", 3.0),
    ],
)
def test_arithmetic_reads_as_in_mathematics(text: str, value: float) -> None:
    assert constant(parse(text)) == value


@pytest.mark.parametrize(
    "text",
    [
        *("a.b", "a[0]", "f(a)", "abs(a)", "a if b else c", "a < b", "not a", "a and b", "a // b", "a % b", "a @ b"),
        *("'text'", "True", "None", "1j", "[a]", "{a}", "(a, b)", "lambda: 1", "~a", "min(a)", "min(*a, b)"),
        *("min(a, key=b)", "(a := 1)", "__import__('os')", "f'{a}'", "...", "b'1'", "(min)(a, b).real", "a | b"),
    ],
)
def test_all_but_arithmetic_is_refused(text: str) -> None:
    error = refusal_of(parse, text)

    assert error.code == "formula_not_allowed"
    assert error.values["formula"] == text
    assert error.values["part"] in text


@pytest.mark.parametrize(
    "text", ["", "   ", "a +", "(a", "a b", "1 +* 2", "a = 1", "€", "a\0b", "\ud800", "a; b", "import os"]
)
def test_what_is_no_expression_is_unreadable_at_a_position(text: str) -> None:
    error = refusal_of(parse, text)

    assert error.code == "formula_unreadable"
    assert isinstance(error.values["position"], int)
    assert error.values["position"] >= 1


@pytest.mark.parametrize(
    "text",
    [
        "-" * 25 + "a",
        "(" * 250 + "a" + ")" * 250,
        "(" * 400,
        "(-" * 150 + "a" + ")" * 150,
        "+".join("a" * (MAX_NODES // 2)),
    ],
)
def test_what_is_too_deep_or_too_long_is_refused_before_it_is_calculated(text: str) -> None:
    assert refusal_of(parse, text).code == "formula_too_deep"


def test_a_number_beyond_the_largest_is_refused() -> None:
    assert refusal_of(parse, "1e999").code == "formula_number_too_large"
    assert refusal_of(parse, "9" * 400).code == "formula_number_too_large"


def test_names_are_those_that_a_formula_uses() -> None:
    assert names(parse("min(hours, 12) * rate + rate ** 1")) == {"hours", "rate"}


@pytest.mark.parametrize(
    ("text", "loose"),
    [
        ("46", ()),
        ("-46", ()),
        ("hours * 12 / 100 + 1 - 0", ()),
        ("hours * 46", (46.0,)),
        ("2 * 3", (2.0, 3.0)),
        ("hours * -12", ()),
    ],
)
def test_numbers_in_a_longer_formula_should_have_been_figures(text: str, loose: tuple[float, ...]) -> None:
    assert loose_constants(parse(text)) == loose


def test_a_formula_is_calculated_for_every_future_at_once() -> None:
    figures = {"hours": np.array([1.0, 2.0, 3.0]), "rate": 40.0}

    assert calculate(parse("max(hours * rate, 100) - rate"), figures).tolist() == [60.0, 60.0, 80.0]
    assert constant(parse("hours * rate")) is None


def test_division_by_zero_names_the_part_the_future_and_the_values() -> None:
    figures = {"hours": np.array([4.0, 0.0, 0.0]), "rate": 40.0}

    error = refusal_of(calculate, parse("rate + rate / hours"), figures)

    assert error.code == "division_by_zero"
    assert error.values == {"part": "rate / hours", "future": 1, "figures": (("hours", 0.0), ("rate", 40.0))}


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("big * big", "big * big"),
        ("1 + big ** 12", "big ** 12"),
        ("(0 - 1) ** half", "(0 - 1) ** half"),
        ("big + 1 - big * big * 1", "big * big"),
    ],
)
@pytest.mark.parametrize("shape", [float, lambda value: np.array([1.0, value])])
def test_what_is_not_finite_is_refused_with_the_part_that_fails(text: str, part: str, shape: Any) -> None:
    error = refusal_of(calculate, parse(text), {"big": shape(1e200), "half": 0.5})

    assert error.code == "not_finite"
    assert error.values["part"] == part


def test_an_overflow_beside_a_zero_is_no_number_either() -> None:
    assert refusal_of(calculate, parse("zero / zero"), {"zero": 0.0}).code == "division_by_zero"


def test_the_smallest_and_the_largest_amounts_stay_finite() -> None:
    assert calculate(parse("large * small"), {"large": 1e15, "small": 1e-9}) == pytest.approx(1e6, rel=1e-15)
    assert calculate(parse("tiny * tiny"), {"tiny": 1e-200}) == 0.0


NODES = st.recursive(
    st.builds(Number, st.integers(0, 99).map(float)) | st.builds(Name, st.sampled_from(["aaa", "bbb"])),
    lambda below: st.one_of(
        st.builds(Operation, st.sampled_from(["+", "-", "*", "min", "max"]), st.tuples(below, below)),
        st.builds(Operation, st.just("-"), st.tuples(below)),
    ),
    max_leaves=12,
)


def by_hand(node: Any, figures: dict[str, float]) -> float:
    if isinstance(node, Number):
        return node.value
    if isinstance(node, Name):
        return figures[node.id]
    values = [by_hand(operand, figures) for operand in node.operands]
    if len(values) == 1:
        return -values[0]
    functions = {"+": operator.add, "-": operator.sub, "*": operator.mul, "min": min, "max": max}
    return reduce(functions[node.symbol], values)


@given(NODES, st.integers(-50, 50), st.integers(-50, 50))
def test_a_formula_as_written_reads_back_to_the_same_value(node: Any, one: int, other: int) -> None:
    figures = {"aaa": float(one), "bbb": float(other)}
    expected = by_hand(node, figures)

    try:
        again = parse(written(node))
    except FormulaError as error:
        assert error.code == "formula_too_deep"  # noqa: PT017 - only the depth of what was drawn is allowed to fail
        return

    assert calculate(node, figures) == expected
    assert calculate(again, figures) == expected
    assert math.isfinite(expected)


@given(st.text(max_size=60))
def test_any_text_is_a_formula_or_refused_as_one(text: str) -> None:
    try:
        node = parse(text)
    except FormulaError as error:
        assert error.code.startswith("formula_")  # noqa: PT017 - either way out is right
    else:
        # Python reads names in their compatibility form: a ligature is its letters.
        assert all(name in unicodedata.normalize("NFKC", text) for name in names(node))

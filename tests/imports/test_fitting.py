"""Other numbers in low, best estimate and high, of every kind of figure."""

from __future__ import annotations

import pytest

from roitool.imports.fitting import BEST, HIGH, LOW, Fitted, fitted
from roitool.imports.origin import three_of
from roitool.scenario.quantities import (
    Fixed,
    Lognormal,
    Metalog,
    Normal,
    Pert,
    Range,
    Triangular,
    TruncatedNormal,
    Uniform,
)
from tests.scenario.quantity_examples import CONSTANT, EXAMPLES, SEPARATE


@pytest.mark.parametrize("quantity", EXAMPLES, ids=str)
@pytest.mark.parametrize("cells", [(LOW,), (BEST,), (HIGH,), (LOW, BEST, HIGH)])
def test_a_figure_says_what_was_typed_keeps_what_was_not_or_is_left_alone(quantity, cells):
    before = three_of(quantity)
    width = (before[HIGH] - before[LOW]) or 1.0
    typed = {cell: before[cell] + 0.01 * width for cell in cells}
    found = fitted(quantity, typed)
    if not isinstance(found, Fitted):
        assert found.code
        return
    assert not [problem for problem in found.quantity.problems() if problem.severity == "error"]
    after = three_of(found.quantity)
    for cell, number in typed.items():
        assert after[cell] == pytest.approx(number, abs=2e-3 * width)
    # Of the others the numbers that were not typed follow from the one that was.
    if isinstance(quantity, Range | Metalog | TruncatedNormal | Lognormal | Uniform):
        for cell in {LOW, BEST, HIGH} - set(typed):
            assert after[cell] == pytest.approx(before[cell], abs=2e-3 * width)


@pytest.mark.parametrize(
    ("quantity", "typed"),
    [
        (Pert(minimum=10.0, likely=20.0, maximum=60.0), {LOW: 15.0, BEST: 22.0, HIGH: 50.0}),
        (Triangular(minimum=0.0, likely=1.0, maximum=4.0), {LOW: 1.0, BEST: 1.4, HIGH: 3.0}),
        (Uniform(minimum=0.0, maximum=10.0), {LOW: 2.0, BEST: 6.0, HIGH: 10.0}),
        (Normal(average=5.0, deviation=2.0), {LOW: 4.0, BEST: 6.0, HIGH: 8.0}),
        (Metalog(p10=1.0, p50=2.0, p90=4.0), {LOW: 2.0, HIGH: 6.0, BEST: 3.5}),
        (Lognormal(average=5.0, deviation=2.0), {LOW: 2.0, BEST: 4.0, HIGH: 8.0}),
    ],
    ids=str,
)
def test_a_kind_that_can_say_three_other_numbers_says_them(quantity, typed):
    found = fitted(quantity, typed)
    assert isinstance(found, Fitted)
    assert type(found.quantity) is type(quantity)
    wanted = [typed[cell] for cell in (LOW, BEST, HIGH)]
    assert three_of(found.quantity) == pytest.approx(wanted, abs=2e-3 * (wanted[2] - wanted[0]))


def test_a_number_of_the_kind_itself_is_changed_by_itself():
    moved = fitted(Pert(minimum=10.0, likely=20.0, maximum=60.0), {BEST: 25.0})
    assert moved == Fitted(Pert(minimum=10.0, likely=25.0, maximum=60.0))
    assert fitted(SEPARATE, {BEST: 0.1}).quantity.tail_alpha == SEPARATE.tail_alpha


def test_three_times_the_same_number_is_a_certain_one():
    assert fitted(Fixed(value=3.0), {LOW: 4.0, BEST: 4.0, HIGH: 4.0}) == Fitted(Fixed(value=4.0))


def test_the_whole_of_a_bell_moves_with_its_average():
    assert fitted(Normal(average=5.0, deviation=2.0), {BEST: 6.0}) == Fitted(
        Normal(average=6.0, deviation=2.0), ("range_moves",)
    )


def test_what_a_kind_cannot_say_is_not_made_up():
    assert fitted(Uniform(minimum=0.0, maximum=10.0), {BEST: 6.0}).code == "kind"
    assert fitted(Lognormal(average=5.0, deviation=2.0), {BEST: 6.0}).code == "kind"
    assert fitted(SEPARATE, {HIGH: 0.4}).code == "kind"
    assert fitted(Pert(minimum=0.0, likely=2.0, maximum=9.0, shape=11.0), {HIGH: 6.0}).code == "kind"


@pytest.mark.parametrize("quantity", CONSTANT, ids=str)
def test_a_certain_number_takes_another(quantity):
    found = fitted(quantity, {BEST: 7.0})
    if isinstance(quantity, Fixed):
        assert found == Fitted(Fixed(value=7.0))
    else:
        assert found.code in {"best_outside", "range_order", "kind"}

"""Formulas of the document mean the same in a spreadsheet."""

from __future__ import annotations

import formualizer
import pytest

from roitool.exports.workbook.formulas import figure_name, in_spreadsheet, number
from roitool.scenario.formula import calculate, parse

FIGURES = {"aaa1": 3.0, "bcd2": -2.0, "r1c1": 0.5, "xfd9": 7.0, "none": 0.0}

FORMULAS = [
    "-2**2", "(-2)**2", "2**3**2", "(2**3)**2", "2**-1", "-aaa1**2", "aaa1 * -bcd2", "-aaa1 * -bcd2", "aaa1 - -bcd2",
    "100 / 12 / 2", "100 / (12 / 2)", "100 - 12 - 1", "100 - (12 - 1)", "aaa1 / bcd2 * xfd9", "--aaa1", "+aaa1",
    "min(aaa1, bcd2, r1c1)", "max(aaa1, min(bcd2, xfd9)) ** 2", "-max(aaa1, 1)", "r1c1 + aaa1 * xfd9 ** r1c1",
    "none ** none", "(aaa1 - 3) ** (none * 2)", "aaa1 ** none", "none ** aaa1", "12 ** 0", "aaa1 ** -bcd2 ** 2",
    "1e20 / 1e19", "0.1 + 0.2", "1e-7 * 12", "aaa1 ** bcd2", "-min(1, 2) ** 2",
]  # fmt: skip


@pytest.mark.parametrize("text", FORMULAS)
def test_a_formula_comes_to_the_same_in_a_spreadsheet(text):
    book = formualizer.Workbook()
    sheet = book.sheet("Inputs")
    names = {name: f"B{row}" for row, name in enumerate(FIGURES, start=1)}
    for row, value in enumerate(FIGURES.values(), start=1):
        sheet.set_value(row, 2, value)
    sheet.set_formula(1, 1, f"={in_spreadsheet(text, names.__getitem__)}")
    assert book.evaluate_cell("Inputs", 1, 1) == pytest.approx(float(calculate(parse(text), FIGURES)), rel=1e-12)


def test_every_operation_stands_in_parentheses():
    assert in_spreadsheet("-aaa1**2 + 1", figure_name) == "((-(in_aaa1^2))+1)"
    assert in_spreadsheet("min(aaa1, 2 * bcd2)", figure_name) == "MIN(in_aaa1,(2*in_bcd2))"


def test_zero_to_the_power_of_zero_never_reaches_a_spreadsheet():
    assert in_spreadsheet("aaa1 ** bcd2", figure_name) == "IF(in_bcd2=0,1,(in_aaa1^in_bcd2))"
    assert in_spreadsheet("aaa1 ** 12", figure_name) == "(in_aaa1^12)"


def test_powers_within_powers_stay_short_enough_for_a_cell():
    assert len(in_spreadsheet("**".join(["aaa1"] * 20), figure_name)) < 1000


def test_an_id_that_looks_like_a_cell_is_none():
    assert in_spreadsheet("xfd9 * r1c1", figure_name) == "(in_xfd9*in_r1c1)"


def test_a_figure_of_a_candidate_is_never_called_like_a_shared_one():
    assert figure_name("hours", 0) == "in_1_hours"
    assert figure_name("hours") == "in_hours"


def test_a_number_reads_back_to_the_same_bits():
    for value in (0.1, 1 / 3, 1e22, 12.0, 1e-300, 71683.0):
        assert float(number(value)) == value

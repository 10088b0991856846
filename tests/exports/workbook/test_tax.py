"""The sheet of tax follows the program where investments are sold, late or soon, and ties up."""

from __future__ import annotations

import io

import openpyxl
import pytest

from roitool.scenario.data import regime_ids
from tests.builder import line, nothing_line, scenario_of
from tests.exports.workbook.changing import same_flows, typed_over
from tests.exports.workbook.recalculated import CHECKS_TOTAL, differing, made, row_of

TIES = "depreciation and write-off add up to the cost less what it is sold for"


def sold(regime="nl-2026", **figures):
    """Return a scenario with an investment at the start, one while it works, and one that may come after its life."""
    known = {"life": 1.5, "bought": 30.0, "share": 0.5, "price": 60000, "small": 9000} | figures
    return scenario_of(
        line("investment", "price", residual_share="share", deductible=True),
        line("investment", "small", "second", month="4", residual_share="share"),
        line("investment", "price", "late", month="bought", residual_share="share", deductible=True),
        line("investment", "small", "later", month="bought + 12", residual_share="share"),
        line("saving", "price"),
        figures=known,
        timing=("2.5", "0", "life"),
        company={"taxable_profit_per_year": "90000"},
        nothing=(nothing_line("-900"),),
        averts=[{"line": "drift", "share": "share"}],
        whole={"start": "2026-05", "horizon_years": 6, "regime": {"id": regime}},
    )


CHANGED = [
    {"bought": 3.0},
    {"bought": 20.0, "share": 1.0},
    {"bought": 21.5, "share": 0.9},
    {"bought": 59.9, "share": 0.02},
    {"life": 5.0},
    {"life": 0.1, "bought": 3.3},
    {"life": 12.0, "bought": 71.0},
    {"share": 0.0},
    {"price": 1200, "small": 400, "share": 0.8},
    {"price": 380000, "share": 0.6},
]


@pytest.mark.parametrize("regime", regime_ids())
def test_every_live_cell_comes_to_its_value_where_things_are_bought_after_the_end(regime):
    assert differing(made(sold(regime))) == []


@pytest.mark.parametrize("changes", CHANGED, ids=str)
def test_with_changed_figures_what_is_sold_late_or_soon_is_taxed_as_the_program_does(changes):
    scenario = sold()
    data = made(scenario)
    book, changed = typed_over(data, scenario, changes)
    same_flows(data, book, changed)
    assert book.get_value(*CHECKS_TOTAL) == 0
    assert differing(made(changed)) == []


def test_what_is_deducted_of_each_investment_is_checked_against_its_cost():
    data = made(sold())
    sheet = openpyxl.load_workbook(io.BytesIO(data))["Tax 1"]
    check = sheet.cell(row_of(data, "Tax 1", TIES), 3).value
    assert check.count("IF(ABS(") == 4
    labels = [cell.value for cell in openpyxl.load_workbook(io.BytesIO(data))["Checks"]["A"]]
    assert any(str(label).endswith(TIES) for label in labels)


def test_tax_stands_on_a_sheet_of_its_own_and_the_years_take_it_from_there():
    data = made(sold())
    book = openpyxl.load_workbook(io.BytesIO(data))
    years = book["Years 1"]
    assert years.cell(row_of(data, "Years 1", "tax"), 7).value.startswith("=-'Tax 1'!")
    assert row_of(data, "Tax 1", "tax of the project: the difference") > row_of(data, "Tax 1", "Without it")


def test_two_years_of_a_sheet_stand_in_the_same_column_on_the_other():
    book = openpyxl.load_workbook(io.BytesIO(made(sold())))
    heads = [
        [cell.value for cell in book[name][4][6:]] for name in ("Years 1", "Tax 1", "Differs from doing nothing 1")
    ]
    assert heads[0] == heads[1] == heads[2]

"""The sheet of the bank balance: without and with the investment, when it is lowest, short or not, and debt cover."""

from __future__ import annotations

import io
import math

import openpyxl
import pytest

from roitool.cashflow.model import CashFlowModel
from roitool.errors import ScenarioError
from roitool.sampling.draws import BaseCase
from roitool.scenario.data import example_bytes, example_names
from roitool.scenario.file import scenario_from_bytes
from tests.builder import LOAN, line, monthly, nothing_line, scenario_of
from tests.exports.workbook.changing import typed_over
from tests.exports.workbook.paid import paid_scenario, program, value_at
from tests.exports.workbook.recalculated import CHECKS_TOTAL, calculated, differing, made, row_of

SHEET = "Bank balance 1"
FIRST_MONTH = 7


def by_month(book, data, label, months):
    row = row_of(data, SHEET, label)
    return [book.get_value(SHEET, row, FIRST_MONTH + month) for month in range(months + 1)]


def assert_as_the_program_says(book, data, scenario):
    expected = program(scenario)
    months = 12 * scenario.horizon_years
    assert by_month(book, data, "bank balance with the investment", months) == pytest.approx(expected.balance)
    without, with_it = expected.lowest
    assert value_at(book, data, SHEET, "lowest bank balance without") == pytest.approx(without)
    assert value_at(book, data, SHEET, "lowest bank balance with the investment") == pytest.approx(with_it)
    without, with_it = expected.first_short
    assert value_at(book, data, SHEET, "short for the first time without") == without
    assert value_at(book, data, SHEET, "short for the first time with the investment") == with_it
    drawn = value_at(book, data, SHEET, "most that the investment itself has drawn")
    assert drawn == pytest.approx(expected.peak_funding)
    candidate = scenario.candidates[0]
    if any(way.id == candidate.paid_by and way.kind != "cash" for way in candidate.ways_of_paying):
        cover = value_at(book, data, SHEET, "lowest debt service cover")
        assert cover == (pytest.approx(expected.cover) if math.isfinite(expected.cover) else "none")


@pytest.mark.parametrize("name", example_names())
def test_what_it_comes_to_is_what_the_program_says_of_every_example(name):
    scenario = scenario_from_bytes(example_bytes(name))
    data = made(scenario)
    assert_as_the_program_says(calculated(data), data, scenario)


@pytest.mark.parametrize(
    "changes",
    [
        {"cash": 41000.0, "flow": -900.0},
        {"due": 3.2, "realised": 0.2, "excess": 0.4},
        {"flow": 2500.0, "due": 70.0, "borrowed": 0.0},
    ],
    ids=str,
)
@pytest.mark.parametrize("paid_by", ["bank", "rent"])
def test_with_changed_figures_it_is_what_the_program_says_of_those(paid_by, changes):
    scenario = paid_scenario(paid_by=paid_by)
    data = made(scenario)
    book, changed = typed_over(data, scenario, changes)
    assert_as_the_program_says(book, data, changed)
    assert book.get_value(*CHECKS_TOTAL) == 0


def test_a_short_month_is_told_by_its_number_and_lies_below_the_limit():
    # 1 000 a month goes out; 10 000 are there, and 4 000 may not be touched: below that after the 7th month.
    scenario = scenario_of(
        line("investment", "2500", month="3"),
        company={"opening_cash": "10000", "cash_floor": "4000", "monthly_cash_flow": "-1000"},
    )
    data = made(scenario)
    book = calculated(data)
    assert value_at(book, data, SHEET, "short for the first time without") == 7
    assert value_at(book, data, SHEET, "short for the first time with the investment") == 4
    assert by_month(book, data, "short with (1)", 24)[3:6] == [0, 1, 1]


def test_a_balance_that_only_touches_the_limit_is_not_short():
    scenario = scenario_of(
        line("investment", "6000", month="3"), company={"opening_cash": "10000", "cash_floor": "4000"}
    )
    data = made(scenario)
    assert value_at(calculated(data), data, SHEET, "short for the first time with the investment") == "never"


def test_what_happens_anyway_and_its_tax_are_in_both_balances():
    scenario = scenario_of(
        line("investment", "100"), nothing=(nothing_line("-500"),), whole={"regime": {"id": "flat", "rate": 0.25}},
        company={"opening_cash": "50000", "taxable_profit_per_year": "40000"},
    )  # fmt: skip
    data = made(scenario)
    found = by_month(calculated(data), data, "bank balance without the investment", 24)
    # Twelve times 500 less, and a quarter of that back with the tax of the year.
    assert found[11:13] == pytest.approx([50000 - 11 * 500, 50000 - 12 * 500 + 1500])


def test_cover_is_told_in_the_year_in_which_it_is_lowest_and_where_there_is_new_debt_alone():
    scenario = scenario_of(
        line("investment", "12000"), monthly("saving", "1000"), ways=(LOAN | {"rate": "0"},), paid_by="bank",
        company={"monthly_cash_flow": "500", "debt_service_per_year": "6000"},
    )  # fmt: skip
    data = made(scenario)
    book = calculated(data)
    # (12 · 500 + 6 000 + 12 · 1 000) / (6 000 + 12 000) in the first year; the second has no new debt.
    assert value_at(book, data, SHEET, "lowest debt service cover") == pytest.approx(24 / 18)
    assert value_at(book, data, SHEET, "that is in") == 2026
    assert value_at(book, data, "Financing by year 1", "debt service cover", FIRST_MONTH + 1) == "none"


def test_cover_that_is_the_same_in_several_years_is_told_in_the_first():
    # A third and a tenth have no exact sum: the ratios of the years differ in their last digit.
    scenario = scenario_of(
        line("investment", "36000"), monthly("saving", "1000.1"), paid_by="bank",
        ways=(LOAN | {"rate": "0", "months": 36},), company={"monthly_cash_flow": "333.3"},
        whole={"horizon_years": 4},
    )  # fmt: skip
    data = made(scenario)
    assert value_at(calculated(data), data, SHEET, "that is in") == 2026
    assert differing(data) == []


def test_cover_is_not_shown_where_there_is_no_new_debt():
    column = [
        row[0].value for row in openpyxl.load_workbook(io.BytesIO(made(scenario_of(line("investment", "1")))))[SHEET]
    ]
    assert "lowest debt service cover" not in column


def test_a_check_turns_when_the_company_is_short_on_the_day_of_the_decision():
    scenario = paid_scenario()
    data = made(scenario)
    book, changed = typed_over(data, scenario, {"cash": 14000.0})
    with pytest.raises(ScenarioError, match="already_short"):
        CashFlowModel(changed).company(BaseCase())
    row = row_of(data, SHEET, "the company is not short on the day of the decision already")
    assert book.get_value(SHEET, row, 3) == 1


def test_the_chart_follows_the_balance_with_and_without_and_the_limit():
    data = made(paid_scenario())
    sheet = openpyxl.load_workbook(io.BytesIO(data))[SHEET]
    (chart,) = sheet._charts
    drawn = [series.val.numRef.f for series in chart.series]
    labels = (
        "bank balance with the investment",
        "bank balance without the investment",
        "limit: cash floor less credit line",
    )
    rows = {sheet.cell(row, 1).value: row for row in range(1, sheet.max_row + 1)}
    assert drawn == [f"'{SHEET}'!$G${rows[label]}:$BO${rows[label]}" for label in labels]


def test_good_and_bad_months_of_the_company_are_left_out_of_the_base_case():
    scenario, steady = paid_scenario(), paid_scenario(company={"volatility": "0"})
    found = [program(each).balance for each in (scenario, steady)]
    assert found[0] == found[1]
    assert differing(made(steady)) == []

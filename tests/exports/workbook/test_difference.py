"""What differs from doing nothing is shown by year beside doing nothing's own course, and ties to the cash flow."""

from __future__ import annotations

import io

import numpy as np
import openpyxl
import pytest

from roitool.cashflow.model import CashFlowModel
from roitool.cashflow.statement import statement
from roitool.sampling.draws import BaseCase
from tests.builder import figure, line, monthly, nothing_line, scenario_of
from tests.exports.workbook.changing import typed_over
from tests.exports.workbook.recalculated import CHECKS_TOTAL, calculated, differing, live_cells, made, row_of

SHEET = "Differs from doing nothing 1"


def leaving(**choices):
    """Return a scenario in which a customer leaves and wages outrun prices, which a candidate prevents in part."""
    return scenario_of(
        line("investment", "60000"),
        monthly("saving", "price"),
        figures={"price": 1500, "kept": 0.6},
        timing=("3.5", "4", "6"),
        nothing=(nothing_line("-700", grows_with="wages"), nothing_line("-900", "leak", start="3.3", end="40")),
        averts=[{"line": "leak", "share": "kept"}],
        company={"taxable_profit_per_year": "5000", "opening_losses": "8000"},
        whole={
            "start": "2026-05",
            "horizon_years": 5,
            "regime": {"id": "nl-2026"},
            "inputs": [figure("wages", 0.04)],
        }
        | choices,
    )  # fmt: skip


def by_year(data, label, sheet=SHEET):
    book = openpyxl.load_workbook(io.BytesIO(data), data_only=True)
    return [cell.value for cell in book[sheet][row_of(data, sheet, label)][6:]]


def test_every_live_cell_comes_to_the_value_that_is_kept():
    data = made(leaving())
    assert differing(data) == []
    assert len([cell for cell in live_cells(data) if cell.sheet == SHEET]) > 60


def test_what_differs_is_the_project_cash_flow_of_the_program():
    scenario = leaving()
    rows = {row.code: row.by_year for row in statement(scenario, scenario.candidates[0].id).rows}
    assert by_year(made(scenario), "project cash flow") == pytest.approx(rows["project_cash_flow"], rel=1e-9)


def test_what_doing_nothing_costs_is_its_lines_and_its_own_tax():
    scenario = leaving()
    model = CashFlowModel(scenario)
    course = model.company(BaseCase()).course
    calendar = model.setting.calendar
    expected = []
    for position, tax in enumerate(course.nothing_tax):
        begin, end = calendar.span(position)
        flows = sum(
            float(np.ravel(row[month])[0]) for row in course.nothing.values() for month in range(begin + 1, end + 1)
        )
        expected.append(flows - float(np.ravel(tax)[0]))
    assert by_year(made(scenario), "what doing nothing brings, after tax") == pytest.approx(expected, rel=1e-9)


def test_doing_nothing_and_what_differs_add_up_to_what_it_then_comes_to():
    data = made(leaving())
    nothing, change = by_year(data, "what doing nothing brings, after tax"), by_year(data, "project cash flow")
    assert by_year(data, "what it then comes to, after tax") == pytest.approx(np.add(nothing, change).tolist())


def test_of_what_is_prevented_the_rest_is_shown():
    data = made(leaving())
    whole = by_year(data, "without investing: leak")
    prevented, left = by_year(data, "prevented: leak"), by_year(data, "what is left of: leak")
    assert left == pytest.approx(np.add(whole, prevented).tolist())
    assert left[1] == pytest.approx(0.4 * whole[1])


@pytest.mark.parametrize("changes", [{"kept": 1.0}, {"wages": 0.2, "price": 0}, {"kept": 0.0}], ids=str)
def test_with_changed_figures_it_still_ties(changes):
    scenario = leaving()
    data = made(scenario)
    book, changed = typed_over(data, scenario, changes)
    rows = {row.code: row.by_year for row in statement(changed, changed.candidates[0].id).rows}
    row = row_of(data, SHEET, "project cash flow")
    found = [book.get_value(SHEET, row, 7 + year) for year in range(len(rows["project_cash_flow"]))]
    assert found == pytest.approx(rows["project_cash_flow"], rel=1e-9, abs=1e-6)
    assert book.get_value(*CHECKS_TOTAL) == 0


def test_where_nothing_changes_by_itself_that_is_said_and_nothing_is_repeated():
    data = made(scenario_of(line("investment", "1000"), monthly("saving", "100")))
    text = [row[0] for row in openpyxl.load_workbook(io.BytesIO(data))[SHEET].iter_rows(values_only=True)]
    assert "Nothing changes by itself: business goes on as today." in text
    assert "what it then comes to, after tax" not in text
    assert calculated(data).get_value(*CHECKS_TOTAL) == 0

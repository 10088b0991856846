"""The workbook calculates what the program calculates, with its figures as they are and with changed ones."""

from __future__ import annotations

import io

import openpyxl
import pytest

from roitool.cashflow.statement import statement
from roitool.measures import npv
from roitool.scenario.beginning import begun
from roitool.scenario.data import example_bytes, example_names, regime_ids, template_ids
from roitool.scenario.editing import replaced
from roitool.scenario.file import scenario_from_bytes
from roitool.wording.words import Words
from tests.builder import QUARTER, figure, line, monthly, nothing_line, scenario_of
from tests.exports.workbook.changing import flows_of, same_flows, typed_over
from tests.exports.workbook.recalculated import (
    CHECKS_TOTAL,
    calculated,
    differing,
    live_cells,
    made,
    row_of,
    same,
    with_a_wrong_value,
)
from tests.exports.workbook.sound import unsound
from tests.second.generator import random_scenario

LAST_USED = 8
HOSTILE = ("=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "{=1}", "http://example.org", "a\x00\x0b\u202eb", "'")


def shipped():
    for name in example_names():
        yield pytest.param(scenario_from_bytes(example_bytes(name)), id=name)
    for name in template_ids():
        yield pytest.param(begun([name], "2026-06"), id=name)


def rich(regime=None, **choices):
    """Return a scenario with every kind of line a workbook has, fractional dates, and two candidates' worth of tax."""
    return scenario_of(
        line("investment", "60000", deductible=True, residual_share="0.1", fiscal_life_years=7.0),
        line("investment", "9000", "later", month="go_live", category="software", residual_share="0.4"),
        line("investment", "1000", "links", interface={"count": "links_needed", "standard": "opc_ua"}),
        line("investment", "1500", "own_links", interface={"count": "2"}),
        line("one_off", "12 * 100 * trouble", month="2.5"),
        line("running_cost", "1200", per="quarter", grows_with="drift_rate"),
        line("running_cost", "900", "licence", per="year", paid="in_advance", start="1.5", grows_with="drift_rate"),
        monthly("saving", "12 * 100 * aaa1 + 12", grows_with="drift_rate"),
        monthly("revenue", "1800", "sales"),
        {"kind": "working_capital", "id": "stock", "label": "Stock", "share": "0.15"},
        line("grant", "5000", month="3", stream="grant"),
        figures={
            "go_live": {"kind": "range", "low": 2.2, "likely": 3.7, "high": 8, "lower": 0},
            "trouble": 1.2,
            "aaa1": {"kind": "range", "low": 0.5, "likely": 1.0, "high": 1.4},
            "drift_rate": 0.03,
            "excess": {"kind": "fixed", "value": 0.08},
            "links_needed": 3,
        },
        timing=("go_live", "4.5", "3.4"),
        nothing=(nothing_line("-700", grows_with="wages"), nothing_line("-90", "leak", start="3.3", end="40")),
        averts=[{"line": "drift", "share": "0.6"}],
        overrun="excess",
        stop_loss="0.5",
        company={
            "taxable_profit_per_year": "30000",
            "profit_growth": "0.02",
            "opening_losses": "50000",
            "other_investments": [{"year": 2026, "amount": "40000"}],
        },
        whole={
            "start": "2026-05",
            "horizon_years": 5,
            "hurdle_rate": 0.09,
            "regime": regime or {"id": "nl-2026"},
            "inputs": [figure("wages", 0.04)],
        }
        | choices,
    )


@pytest.mark.parametrize("scenario", list(shipped()))
def test_every_live_cell_of_what_ships_comes_to_the_value_that_is_kept(scenario):
    data = made(scenario)
    assert differing(data) == []
    assert unsound(data) == []
    assert calculated(data).get_value(*CHECKS_TOTAL) == 0
    assert len(live_cells(data)) > 1000


@pytest.mark.parametrize("regime", [*({"id": each} for each in regime_ids()), QUARTER], ids=lambda each: each["id"])
def test_every_live_cell_comes_to_the_value_that_is_kept_under_every_tax(regime):
    assert differing(made(rich(regime))) == []


@pytest.mark.parametrize("seed", range(30))
def test_every_live_cell_of_a_random_scenario_comes_to_the_value_that_is_kept(seed):
    scenario = random_scenario(seed)
    data = made(scenario)
    assert differing(data) == []
    assert unsound(data) == []


def test_losses_that_are_not_carried_forward_and_a_declining_rate_are_followed():
    scenario = scenario_of(
        line("investment", "60000", declining_rate=0.2, fiscal_life_years=6.0),
        monthly("saving", "300"),
        company={"taxable_profit_per_year": "2000"},
        timing=("1.5", "0", "4"),
        whole={"horizon_years": 5, "regime": QUARTER | {"loss_carry_forward": False}},
    )
    assert differing(made(scenario)) == []


def test_a_candidate_of_as_many_lines_as_there_may_be_has_no_formula_too_long():
    lines = [line("investment", "5000", f"asset_{each}", residual_share="0.1") for each in range(200)]
    data = made(scenario_of(*lines, timing=("1", "0", "1"), whole={"regime": {"id": "nl-2026"}, "horizon_years": 2}))
    assert unsound(data) == []
    assert differing(data) == []


def test_a_wrong_value_in_the_file_is_found():
    spoilt, victim = with_a_wrong_value(made(rich()))
    assert victim[:3] in [cell[:3] for cell in differing(spoilt)]


@pytest.mark.parametrize("language", ["nl", "en"])
def test_what_is_kept_by_year_is_the_statement_of_the_program(language):
    scenario = scenario_from_bytes(example_bytes("welding-cobot"))
    data = made(scenario, language=language)
    sheet = openpyxl.load_workbook(io.BytesIO(data), data_only=True)["Jaren 1" if language == "nl" else "Years 1"]
    shown = {}
    for row in sheet.iter_rows(values_only=True):
        shown.setdefault(row[0], row[6:])
    rows = {row.code: row for row in statement(scenario, "cobot").rows if row.total and row.section == "project"}
    for code in ("before_tax", "project_cash_flow"):
        assert shown[Words(language).text(f"row.{code}")] == pytest.approx(rows[code].by_year, rel=1e-9, abs=1e-6)


CHANGED = [
    {"aaa1": 0.4, "go_live": 6.2},
    {"excess": 0.31, "links_needed": 7},
    {"drift_rate": -0.02, "trouble": 3.0},
    {"go_live": 0.0, "aaa1": 2.0},
    {"wages": 0.12, "go_live": 11.9},
]


@pytest.mark.parametrize("changes", CHANGED, ids=str)
@pytest.mark.parametrize("regime", ["nl-2026", "de-2026", "be-2026"])
def test_with_changed_figures_the_workbook_calculates_what_the_program_does(changes, regime):
    scenario = rich({"id": regime})
    data = made(scenario)
    book, changed = typed_over(data, scenario, changes)
    same_flows(data, book, changed)
    present = book.get_value("Measures", 6, 3)
    assert present == pytest.approx(npv(1.09 ** (1 / 12) - 1, flows_of(changed)), rel=1e-9, abs=1e-6)
    assert book.get_value(*CHECKS_TOTAL) == 0


def test_one_choice_for_all_figures_is_followed():
    data = made(rich())
    row = row_of(data, "Inputs", "in_1_aaa1", 14)
    for word, value in (("low", 0.5), ("best estimate", 1.0), ("high", 1.4)):
        book = calculated(data, [("Inputs", 3, 7, word)])
        assert same(book.get_value("Inputs", row, LAST_USED), value)


def test_another_hurdle_rate_gives_another_net_present_value():
    scenario = rich()
    data = made(scenario)
    row = row_of(data, "Inputs", "hurdle rate")
    book = calculated(data, [("Inputs", row, 4, 0.2)])
    assert book.get_value("Measures", 6, 3) == pytest.approx(npv(1.2 ** (1 / 12) - 1, flows_of(scenario)), rel=1e-9)


def test_a_check_turns_when_a_figure_leaves_its_bounds():
    data = made(rich())
    row = row_of(data, "Inputs", "in_1_go_live", 14)
    book = calculated(data, [("Inputs", row, 6, -1.0), ("Inputs", row, 7, "own value")])
    assert book.get_value(*CHECKS_TOTAL) >= 1


def test_never_is_a_word():
    data = made(scenario_of(line("investment", "1000")))
    assert {cell.kept for cell in live_cells(data) if cell.sheet == "Measures"} >= {"never"}
    assert differing(data) == []


@pytest.fixture(scope="module")
def plain_formulas():
    return [cell.formula for cell in live_cells(made(rich()))]


@pytest.mark.parametrize("text", HOSTILE)
def test_text_stays_text_whatever_it_begins_with(text, plain_formulas):
    scenario = rich(title=text)
    for place in (("candidates", 0, "title"), *(("candidates", 0, "lines", each, "label") for each in range(11))):
        scenario = replaced(scenario, place, text)
    for each in range(len(scenario.candidates[0].inputs)):
        place = ("candidates", 0, "inputs", each)
        scenario = replaced(scenario, (*place, "label"), text)
        scenario = replaced(scenario, (*place, "unit"), text)
        scenario = replaced(scenario, (*place, "evidence", "note"), text)
        scenario = replaced(scenario, (*place, "evidence", "source"), text)
    data = made(scenario)
    assert [cell.formula for cell in live_cells(data)] == plain_formulas
    assert differing(data) == []
    links = [sheet._hyperlinks for sheet in openpyxl.load_workbook(io.BytesIO(data))]
    assert not any(links)


def test_large_figures_are_shown_in_groups_of_thousands_and_small_ones_with_every_decimal():
    scenario = scenario_of(
        line("investment", "price"), figures={"price": 60000, "repair": 1234.5, "hours": 2.25, "rate": 0.04}
    )
    sheet = openpyxl.load_workbook(io.BytesIO(made(scenario)))["Inputs"]
    rows = {row[13].value: row[3].number_format for row in sheet.iter_rows(min_row=10) if row[13].value}
    found = [rows[f"in_1_{name}"] for name in ("price", "repair", "hours", "rate")]
    assert found == ["#,##0", "#,##0.00", "General", "General"]


def test_a_long_text_of_the_first_sheet_has_the_height_of_its_lines():
    sheet = openpyxl.load_workbook(io.BytesIO(made(rich(), language="nl")))["Over"]
    heights = {row[0].value: sheet.row_dimensions[row[0].row].height for row in sheet.iter_rows() if row[0].value}
    longest = max(heights, key=len)
    assert heights[longest] >= 15 * len(longest) / 110 > 30


def test_a_long_note_on_a_figure_is_read_whole():
    scenario = replaced(rich(), ("candidates", 0, "inputs", 0, "evidence", "note"), "as the supplier wrote " * 10)
    sheet = openpyxl.load_workbook(io.BytesIO(made(scenario)))["Inputs"]
    note = next(row[12] for row in sheet.iter_rows() if str(row[12].value).count("as the supplier wrote") == 10)
    assert note.alignment.wrap_text
    assert sheet.row_dimensions[note.row].height >= 15 * len(note.value) / sheet.column_dimensions["M"].width * 0.9


def test_a_workbook_of_the_same_day_is_the_same_file():
    assert made(rich()) == made(rich())

"""Tables of the document: figures with who says so, the base case by year, where to begin."""

from __future__ import annotations

import math

import pytest

from roitool.cashflow.statement import statement
from roitool.exports.document_tables import beginnings_table, figures_table, readiness_table, statement_table
from roitool.scenario.data import example_bytes, example_names
from roitool.scenario.editing import replaced
from roitool.scenario.file import scenario_from_bytes
from roitool.scenario.scenario import Readiness
from roitool.scenario.where_to_begin import suggested
from roitool.wording.words import LANGUAGES, Words
from tests.builder import figure, line, scenario_of

ENGLISH, DUTCH = Words("en"), Words("nl")
ANSWERED = Readiness(process=3, data=1, connectivity=2, people=3, supplier=2, owner_time=1, finance=4)


def rows_of(table):
    return [dict(zip(table.header, row, strict=True)) for row in table.rows]


def figures(words=ENGLISH, *, positions=(0,), **choices):
    return rows_of(figures_table(scenario_of(line("saving", "0"), **choices), positions, words))


@pytest.fixture(scope="module")
def cobot():
    return scenario_from_bytes(example_bytes("welding-cobot"))


def test_every_figure_of_the_document_has_a_row(cobot):
    rows = rows_of(figures_table(cobot, (0,), ENGLISH))
    scopes = (cobot, cobot.candidates[0])
    assert [row["id"] for row in rows] == [each.id for one in scopes for each in (*one.inputs, *one.derived)]
    assert {row["of"] for row in rows} == {"shared", "Welding cobot"}


def test_a_figure_has_its_numbers_as_on_screen_and_who_says_so(cobot):
    (row,) = [row for row in rows_of(figures_table(cobot, (0,), DUTCH)) if row["id"] == "freed_share"]
    assert [row["laag"], row["waarschijnlijk"], row["hoog"], row["eenheid"]] == [20.0, 50.0, 85.0, "%"]
    assert row["daartussen ligt"] == "90%"
    assert row["wie zegt dat"] == "referentiecijfer"
    (dated,) = [row for row in rows_of(figures_table(cobot, (0,), DUTCH)) if row["id"] == "arm_price"]
    assert (dated["wie zegt dat"], dated["datum"]) == ("offerte van leverancier", "2026-11-12")
    assert dated["toelichting"].startswith("Offerte")


def test_what_is_fixed_has_no_low_and_no_high():
    (row,) = figures(figures={"price": 3})
    assert row["likely"] == 3.0
    assert math.isnan(row["low"])
    assert math.isnan(row["high"])
    assert row["lies between them"] == ""


def test_a_chance_is_told_as_one_and_not_as_what_happens_in_the_base_case():
    (row,) = figures(figures={"won": {"kind": "chance", "probability": 0.3}})
    assert (row["kind"], row["likely"], row["unit"]) == ("chance", pytest.approx(30.0), "%")


def test_a_kind_without_low_and_high_tells_its_percentiles():
    (row,) = figures(figures={"extra": {"kind": "uniform", "minimum": 0.0, "maximum": 100.0}})
    assert [row["low"], row["likely"], row["high"]] == pytest.approx([10.0, 50.0, 90.0])
    assert row["lies between them"] == "80%"


def test_a_calculated_figure_tells_its_formula_and_what_it_comes_to():
    derived = [{"id": "both", "label": "Both", "unit": "", "formula": "price * 12"}]
    _, row = figures(figures={"price": 3}, derived=derived)
    assert (row["figure"], row["kind"], row["likely"], row["note"]) == ("Both", "calculated", 36.0, "price × 12")


def test_figures_of_candidates_that_were_not_asked_for_are_left_out():
    whole = {"inputs": [figure("wage", 40)]}
    assert [row["id"] for row in figures(positions=(), figures={"price": 3}, whole=whole)] == ["wage"]


@pytest.mark.parametrize("name", example_names())
@pytest.mark.parametrize("language", LANGUAGES)
def test_figures_of_every_example_have_words_in_every_language(name, language):
    scenario = scenario_from_bytes(example_bytes(name))
    table = figures_table(scenario, range(len(scenario.candidates)), Words(language))
    texts = [cell for row in (table.header, *table.rows) for cell in row if isinstance(cell, str)]
    assert [text for text in texts if text.startswith(("tables.", "changes.", "workbook.", "figure."))] == []


def test_a_statement_by_year_adds_up_to_the_cash_flow_of_the_project(cobot):
    found = statement(cobot, "cobot")
    table = statement_table(found, cobot, ENGLISH)
    assert table.header == ("part", "row", *map(str, range(2027, 2035)), "total")
    project = [row for row in table.rows if row[0] == "Project, as bought for cash"]
    *lines, before, tax, total = project
    for column in range(2, len(table.header)):
        assert sum(row[column] for row in lines) == pytest.approx(before[column])
        assert before[column] + tax[column] == pytest.approx(total[column])
    assert all(sum(row[2:-1]) == pytest.approx(row[-1]) for row in table.rows)


def test_an_answer_about_readiness_has_its_level_and_its_words():
    first, second, *_ = rows_of(readiness_table(ANSWERED, ENGLISH))
    assert first["answer, from 0 to 5"] == 3.0
    assert first["answer in words"]
    assert first["to do first"] == ""
    assert second["to do first"]


def test_a_question_without_an_answer_is_told_all_the_same():
    rows = rows_of(readiness_table(Readiness(data=0), ENGLISH))
    assert len(rows) == 7
    assert sum(math.isnan(row["answer, from 0 to 5"]) for row in rows) == 6


def test_all_templates_are_told_those_first_that_fit_now():
    rows = rows_of(beginnings_table(ANSWERED, ENGLISH))
    found = suggested(ANSWERED)
    assert len(rows) == len(found)
    assert [row["fits"] for row in rows] == ["later" if each.short else "now" for each in found]
    assert all(bool(row["needed first"]) == (row["fits"] == "later") for row in rows)
    assert all(0 < row["costs all in, low (€)"] <= row["costs all in, high (€)"] for row in rows)


def test_with_too_few_answers_nothing_is_suggested():
    assert beginnings_table(Readiness(data=0), ENGLISH).rows == ()
    assert beginnings_table(None, ENGLISH).rows == ()


def test_a_long_note_is_told_as_a_whole():
    scenario = scenario_of(line("saving", "0"), figures={"price": 3})
    noted = replaced(scenario, ("candidates", 0, "inputs", 0, "evidence", "note"), "why " * 400)
    (row,) = rows_of(figures_table(noted, (0,), ENGLISH))
    assert len(row["note"]) == 1600

"""Who says so comes back too, and a new number never bears the evidence of the old one."""

from __future__ import annotations

import datetime as dt

import pytest

from roitool.scenario.inputs import Evidence
from tests.builder import figure, line, scenario_of
from tests.imports.sheets import Finance, exported, review

NOTE = {"nl": "Loonstrook", "en": "Payroll"}


def made_of(**evidence):
    said = {"by": "measured", "date": "2025-11-02", "note": NOTE} | evidence
    return scenario_of(line("investment", "hourly"), whole={"inputs": [figure("hourly", 38.0) | {"evidence": said}]})


@pytest.fixture(scope="module")
def scenario():
    return made_of()


@pytest.fixture(scope="module")
def workbook(scenario):
    return exported(scenario)


@pytest.fixture
def said(scenario, workbook):
    def typed(**cells):
        (change,) = review(Finance(workbook).types("in_hourly", **cells).saved, scenario).changes
        return change.after.evidence

    return typed


def test_a_new_number_is_said_by_an_adviser_from_this_workbook_today(said):
    assert said(best=41) == Evidence(by="adviser", date="2026-12-07", note="From workbook finance.xlsx")


def test_a_new_number_takes_who_says_so_from_the_workbook_where_somebody_typed_it(said):
    found = said(best=41, by="supplier quote", date=dt.date(2026, 12, 1), note="third offer")
    assert found == Evidence(by="quote", date="2026-12-01", note="third offer · From workbook finance.xlsx")


@pytest.mark.parametrize("kind", ["eigen schatting", "own guess", " Own  Guess"])
def test_who_says_so_is_read_in_either_language(said, kind):
    assert said(by=kind).by == "guess"


def test_a_person_by_name_is_an_adviser_and_the_name_is_noted(said):
    assert said(best=41, by="J. de Vries").note == "J. de Vries · From workbook finance.xlsx"
    found = said(by="J. de Vries")
    assert (found.by, found.note.en, found.note.nl) == ("adviser", "J. de Vries · Payroll", "Loonstrook")


@pytest.mark.parametrize("typed", ["2-12-2026", "2026-12-02", dt.datetime(2026, 12, 2)])  # noqa: DTZ001 - a cell has none
def test_a_date_is_read_as_people_type_it(said, typed):
    assert said(date=typed).date == "2026-12-02"


def test_a_note_comes_back_in_the_language_of_the_workbook(said):
    found = said(note="Payroll 2026")
    assert (found.note.en, found.note.nl, found.by) == ("Payroll 2026", "Loonstrook", "measured")


def test_the_source_behind_a_note_stays_a_source():
    scenario = made_of(by="reference", source="cbs", confidence="S", date=None)
    finance = Finance(exported(scenario)).types("in_hourly", note="Payroll, checked · cbs · S")
    (change,) = review(finance.saved, scenario).changes
    assert (change.after.evidence.note.en, change.after.evidence.source) == ("Payroll, checked", "cbs")


def test_somebody_else_does_not_take_over_the_source_and_date(scenario):
    reference = made_of(by="reference", source="cbs", confidence="S")
    finance = Finance(exported(reference)).types("in_hourly", by="own measurement")
    (change,) = review(finance.saved, reference).changes
    assert change.after.evidence == Evidence.model_validate({"by": "measured", "note": NOTE})


def test_a_date_that_is_none_is_told(scenario, workbook):
    found = review(Finance(workbook).types("in_hourly", date="soon").saved, scenario)
    assert (found.changes, [each.why.code for each in found.not_taken]) == ((), ["misread_date"])


def test_evidence_of_a_number_that_is_not_taken_is_not_taken_either(scenario, workbook):
    found = review(Finance(workbook).types("in_hourly", best="a lot", by="own guess").saved, scenario)
    assert found.changes == ()


def test_evidence_that_changed_on_both_sides_is_doubtful(workbook):
    now = made_of(by="guess")
    (change,) = review(Finance(workbook).types("in_hourly", by="adviser").saved, now).changes
    assert (change.doubtful, [remark.code for remark in change.remarks]) == (True, ["said_since"])

"""A workbook held against a scenario that went on without it, and rows that went through other hands."""

from __future__ import annotations

import pytest

from roitool.imports.review import taken_over
from roitool.scenario.editing import inserted, replaced, value_at, without
from roitool.scenario.quantities import Fixed, Range
from roitool.scenario.scenario import RealRate
from tests.builder import figure, line, scenario_of
from tests.imports.sheets import COLUMNS, HEADING, Finance, exported, review

HOURS = ("candidates", 0, "inputs", 1)
COST = ("inputs", 0)


def made_of(**choices):
    return scenario_of(
        line("investment", "price + hours * hourly"),
        figures={"price": 60000, "hours": {"kind": "range", "low": 8.0, "likely": 20.0, "high": 34.0}},
        whole={"hurdle_rate": 0.1, "inputs": [figure("hourly", 38.0), figure("weeks", 46.0)]} | choices,
    )


@pytest.fixture(scope="module")
def scenario():
    return made_of()


@pytest.fixture(scope="module")
def workbook(scenario):
    return exported(scenario)


@pytest.fixture
def finance(workbook):
    return Finance(workbook)


def codes(found):
    return [each.why.code for each in found.not_taken]


def places(found):
    return [change.place for change in found.changes]


def test_a_figure_that_changed_on_both_sides_is_doubtful_and_keeps_what_only_the_scenario_changed(scenario, finance):
    now = replaced(scenario, (*HOURS, "quantity", "high"), 40.0)
    found = review(finance.types("in_1_hours", best=24).saved, now)
    (change,) = found.changes
    assert (found.changed_since, change.doubtful) == (True, True)
    assert [remark.code for remark in change.remarks] == ["changed_since"]
    assert change.after.quantity == Range(low=8, likely=24, high=40)


def test_a_figure_that_only_finance_changed_is_beyond_doubt_although_the_scenario_went_on(scenario, finance):
    now = replaced(scenario, (*COST, "quantity", "value"), 40.0)
    found = review(finance.types("in_1_hours", best=24).saved, now)
    assert places(found) == [HOURS]
    assert not found.changes[0].doubtful
    assert value_at(taken_over(now, found.changes), COST).quantity == Fixed(value=40.0)


def test_what_is_in_the_scenario_already_is_told_and_not_listed(scenario, finance):
    data = finance.types("in_1_hours", best=24, by="own measurement").saved
    after = taken_over(scenario, review(data, scenario).changes)
    again = review(data, after)
    assert (again.changes, codes(again)) == ((), ["already"])


def test_a_figure_of_another_kind_by_now_is_doubtful(scenario, finance):
    now = replaced(scenario, (*COST, "quantity"), {"kind": "range", "low": 30.0, "likely": 38.0, "high": 50.0})
    (change,) = review(finance.types("in_hourly", best=41).saved, now).changes
    assert change.doubtful
    assert change.after.quantity == Range(low=30, likely=41, high=50)


def test_a_figure_that_is_gone_is_told_by_its_name(finance):
    now = made_of(inputs=[figure("hourly", 38.0)])
    found = review(finance.types("in_weeks", best=48).saved, now)
    assert (found.changes, codes(found), found.not_taken[0].name) == ((), ["gone"], "weeks")


def test_a_figure_that_makes_no_sense_in_the_scenario_is_left_to_be_mended_there(scenario, finance):
    now = replaced(scenario, (*HOURS, "quantity", "low"), 30.0)
    found = review(finance.types("in_1_hours", best=24).saved, now)
    assert (found.changes, codes(found)) == ((), ["wrong_now"])


def test_another_place_in_the_document_is_the_same_figure(scenario, finance):
    now = inserted(scenario, ("candidates", 0), value_at(scenario, ("candidates", 0)).model_dump() | {"id": "first"})
    now = inserted(without(now, ("inputs", 1)), ("inputs", 0), figure("days", 5.0))
    found = review(finance.types("in_1_hours", best=24).types("in_hourly", best=41).saved, now)
    assert places(found) == [("inputs", 1), ("candidates", 1, "inputs", 1)]


def test_rows_that_are_sorted_inserted_and_deleted_are_still_the_same_figures(scenario, finance):
    finance.types("in_1_hours", best=24).types("in_hourly", best=41)
    sheet, last = finance.sheet, finance.sheet.max_row
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=HEADING + 1, max_row=last)]
    rows = [row for row in rows if "in_1_price" not in row]
    rows.sort(key=lambda row: str(row[0]))
    sheet.delete_rows(HEADING + 1, last)
    for row in rows:
        sheet.append(["a remark of finance"])
        sheet.append(row)
    found = review(finance.saved, scenario)
    assert sorted(places(found)) == sorted([HOURS, COST])
    assert not any(change.doubtful for change in found.changes)


def test_a_part_of_the_columns_that_was_sorted_without_the_others_is_doubted(scenario, finance):
    for column in range(1, 8):
        one, other = (finance.cell(name, "name").row for name in ("in_hourly", "in_weeks"))
        first, second = finance.sheet.cell(one, column), finance.sheet.cell(other, column)
        first.value, second.value = second.value, first.value
    found = review(finance.saved, scenario)
    assert places(found) == [("inputs", 0), ("inputs", 1)]
    assert {remark.code for change in found.changes for remark in change.remarks} == {"renamed"}
    assert all(change.doubtful for change in found.changes)


def test_columns_that_moved_are_found_by_their_headings(scenario, finance):
    finance.types("in_1_hours", best=24)
    for row in finance.sheet.iter_rows(min_row=1):
        for one, other in ((3, 4), (6, 13)):
            row[one - 1].value, row[other - 1].value = row[other - 1].value, row[one - 1].value
    assert review(finance.saved, scenario).changes[0].after.quantity == Range(low=8, likely=24, high=34)


def test_a_sheet_by_another_name_at_another_place_is_found(scenario, finance):
    finance.types("in_1_hours", best=24)
    finance.sheet.title = "Q1 'def' figures"
    finance.book.defined_names["roitool_origin"].attr_text = "'Q1 ''def'' figures'!$O$9"
    finance.book.move_sheet(finance.sheet, 3)
    finance.book.create_sheet("Notes", 0)["A1"] = "=1/0"
    assert places(review(finance.saved, scenario)) == [HOURS]


def test_a_row_that_stands_there_twice_counts_once_and_the_copy_is_told_if_it_says_otherwise(scenario, finance):
    row = finance.cell("in_1_hours", "name").row
    values = [cell.value for cell in finance.sheet[row]]
    finance.sheet.append(values)
    assert (review(finance.saved, scenario).changes, codes(review(finance.saved, scenario))) == ((), [])
    finance.sheet.cell(finance.sheet.max_row, COLUMNS["best"]).value = 25
    found = review(finance.saved, scenario)
    assert (found.changes, codes(found)) == ((), ["twice"])


def test_a_hurdle_rate_above_inflation_keeps_the_inflation():
    scenario = made_of(hurdle_rate={"real": 0.08, "inflation": 0.02})
    found = review(Finance(exported(scenario)).types("hurdle rate", best=0.122).saved, scenario)
    after = taken_over(scenario, found.changes).hurdle_rate
    assert isinstance(after, RealRate)
    assert (after.inflation, after.real) == (0.02, pytest.approx(0.1))

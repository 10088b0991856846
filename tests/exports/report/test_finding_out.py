"""The report says what to find out first, what that is worth and what it costs, or that nothing is worth it."""

from __future__ import annotations

import pytest

from roitool.evaluate.drivers import drivers
from roitool.exports.report import report
from roitool.exports.report.finding_out import finding_out
from roitool.exports.report.parts import Prose, Table
from roitool.exports.report.room import MOST_PAGES, ROOMS
from roitool.scenario.beginning import begun
from roitool.scenario.data import example_bytes
from roitool.scenario.file import scenario_from_bytes
from roitool.wording.telling import Telling
from roitool.wording.words import LANGUAGES, Words
from tests.exports.report.read import answered, bare, order_for, pages_of

ENGLISH = Words("en")


def section_of(scenario, room=ROOMS[0]):
    evaluation = answered(scenario)
    found = drivers(evaluation, 0)
    return found, finding_out(Telling(evaluation, evaluation.candidates[0], ENGLISH), found, room).parts


@pytest.mark.parametrize("language", LANGUAGES)
def test_ways_of_learning_stand_there_with_what_they_may_cost_and_what_they_do(language):
    scenario = begun(["cobot_cell"], "2027-01")
    words, lessons = Words(language), drivers(answered(scenario), 0).lessons
    pages = pages_of(report(order_for(scenario, language=language)))
    assert len(pages) <= MOST_PAGES
    text = "".join(pages)
    assert bare(words.text("report.section.finding_out")) in text
    for lesson in lessons[:3]:
        assert bare(words.label(lesson.way.how)) in text
        assert bare(words.estimated_money(lesson.worth, "EUR")) in text
        assert bare(words.money(lesson.way.cost, "EUR")) in text


def test_what_is_learnt_for_less_than_it_is_worth_stands_first_and_nothing_twice():
    found, (_, table) = section_of(begun(["cobot_cell"], "2027-01"))
    assert [row.cells[0] for row in table.rows] == [lesson.way.how.en for lesson in found.lessons[:3]]
    shown = [name for row in table.rows for name in row.cells[1].split("; ") if "more" not in name]
    assert len(shown) == len(set(shown))
    assert table.rows[0].cells[1].endswith("; 1 more")


def test_where_nobody_knows_how_the_cost_is_told_as_assumed():
    found, (lead, table) = section_of(scenario_from_bytes(example_bytes("welding-cobot")))
    assert isinstance(table, Table)
    assert len(table.columns) == 3
    worths = sorted((driver.worth.value for driver in found.drivers), reverse=True)
    assert len(table.rows) == 3
    first = next(driver.worth for driver in found.drivers if driver.worth.value == worths[0])
    assert table.rows[0].cells[1] == ENGLISH.estimated_money(first, "EUR")
    assert table.rows[0].cells[2].endswith("(assumed)")
    assert ENGLISH.estimated_money(found.worth, "EUR") in lead.texts[0]


def test_where_nothing_is_worth_finding_out_it_says_so():
    _, (said,) = section_of(scenario_from_bytes(example_bytes("machine-sensors")))
    assert isinstance(said, Prose)
    assert said.texts[0].startswith("None of the figures by itself is worth finding out first")


def test_what_nobody_can_find_out_beforehand_is_not_among_them():
    found, (_, table) = section_of(scenario_from_bytes(example_bytes("robot-rented-or-bought")))
    most = max(found.drivers, key=lambda driver: driver.worth.value)
    assert most.what == "failure"
    assert "Chance that it never works" not in {row.cells[0] for row in table.rows}
    assert "Share of these hours without anybody" in table.rows[0].cells[0]


def test_a_long_report_tells_fewer_of_them():
    _, (_, table) = section_of(begun(["cobot_cell"], "2027-01"), ROOMS[-1])
    assert len(table.rows) == 2

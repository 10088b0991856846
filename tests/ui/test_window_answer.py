"""The answer beside a document: from a reason to its figure, and from a way of paying to a new answer."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from roitool.decision.verdict import Question
from roitool.evaluate import evaluate
from roitool.evaluate.why import why
from roitool.scenario.data import example_bytes
from roitool.scenario.file import scenario_from_bytes
from roitool.wording.movers import strongest_mover
from tests.ui.answers import button, click, texts
from tests.ui.conftest import wait_for_answer
from ui.pages.page import SHARED
from ui.widgets.buttons import Button


@pytest.fixture(scope="module")
def cobot_why():
    scenario = scenario_from_bytes(example_bytes("welding-cobot"))
    return why(evaluate(scenario, settle=False), 0)


def test_a_reason_leads_to_the_figure_that_moves_it_most(window, cobot_why, qtbot):
    answer, words = window.workspace.answer, window.workspace._words
    click(qtbot, answer, "Why")
    row = next(row for row in answer._reasons._rows if row.question is Question.CHANCE_NPV)
    qtbot.mouseClick(row._title, Qt.MouseButton.LeftButton)
    answer.show_why(cobot_why)
    question = row.question
    mover = strongest_mover(cobot_why, question, window.document.scenario, words)
    click(qtbot, answer, f"Show this figure: {mover.name}")
    figures = window.workspace.figures
    shown = figures.row_at(mover.place)
    assert window.focusWidget() in shown.findChildren(type(shown.field_at(mover.place)))
    top = shown.mapTo(figures.viewport(), shown.rect().topLeft()).y()
    assert 0 <= top < figures.viewport().height()


def test_a_figure_on_another_page_is_shown_there(window, cobot_why, qtbot):
    shared = ("inputs", 0)
    window.workspace.answer.jump_asked.emit(shared)
    assert window.workspace.page.kind != "candidate"
    assert window.workspace.figures.row_at(shared) is not None


def test_another_page_shows_whose_answer_it_is(window):
    title = "Welding cobot"
    assert title not in texts(window.workspace.answer)
    window.workspace.answer.jump_asked.emit(("inputs", 0))
    assert title in texts(window.workspace.answer)


def test_a_way_of_paying_that_is_clicked_on_is_the_chosen_one_of_the_next_answer_and_can_be_undone(window, qtbot):
    answer = window.workspace.answer
    before = window.document.scenario.candidates[0].paid_by
    assert before != "cash"
    qtbot.mouseClick(button(answer, "Pay by Own money"), Qt.MouseButton.LeftButton)
    assert window.document.scenario.candidates[0].paid_by != before
    wait_for_answer(qtbot, window)
    assert button(answer, "Pay by Own money").isChecked()
    window.undo()
    wait_for_answer(qtbot, window)
    assert window.document.scenario.candidates[0].paid_by == before
    assert button(answer, "Pay by Bank loan, 60 months").isChecked()


@pytest.mark.parametrize(("language", "why_word"), [("en", "Why"), ("nl", "Waarom")])
def test_a_limit_leads_to_where_it_is_set(open_window, qtbot, language, why_word):
    window = open_window(language=language)
    answer = window.workspace.answer
    click(qtbot, answer, why_word)
    count = sum(reason.question is not None for reason in answer._reasons._rows)
    for position in range(count):
        reason = answer._reasons._rows[position]
        if not reason._fold.is_open:
            qtbot.mouseClick(reason._title, Qt.MouseButton.LeftButton)
        qtbot.keyClick(reason._to_limit, Qt.Key.Key_Return)
        cursor = window.focusWidget()
        is_figure = reason.question is Question.WORTH_KNOWING
        assert window.workspace.page.kind == ("candidate" if is_figure else "company")
        assert window.workspace.figures.isAncestorOf(cursor)
        assert not cursor.visibleRegion().isEmpty()


@pytest.mark.parametrize(
    "place",
    [
        ("thresholds", "added_short"),
        ("thresholds", "chance_npv"),
        ("thresholds", "chance_payback"),
        ("hurdle_rate",),
        ("company", "cash_floor"),
    ],
)
def test_every_limit_has_a_field_that_the_cursor_goes_to(window, place):
    window.workspace.answer.jump_asked.emit(place)
    assert window.workspace.figures.isAncestorOf(window.focusWidget())


def test_the_heading_of_tax_leads_to_the_rules_of_the_company(window, qtbot):
    figures = window.workspace.figures
    tax = next(group for group in figures._groups if group.heading == "tax")
    qtbot.keyClick(tax._fold, Qt.Key.Key_Return)
    (way,) = [each for each in tax.findChildren(Button) if each.text() == "Show the tax rules of your company"]
    qtbot.keyClick(way, Qt.Key.Key_Return)
    assert window.workspace.page.kind == "company"
    assert (window.focusWidget().accessibleName() or "").lower().startswith("tax")


def test_while_the_answer_is_to_other_figures_the_page_says_whose_it_has(window, qtbot):
    own = "These are your own figures. The answer on the right counts with how such projects usually go."
    figures, answer = window.workspace.figures, window.workspace.answer
    facts = {group.heading: group._facts.text() for group in figures._groups}
    assert own not in texts(figures)
    look_at(qtbot, answer, "As such projects usually go")
    wait_for_answer(qtbot, window)
    assert own in texts(figures)
    # What only an answer knows is not told of these figures by the answer to others.
    costs = next(group for group in figures._groups if group.heading == "costs")
    assert "on average" in facts["costs"]
    assert "on average" not in costs._facts.text()
    window.workspace.show_page(SHARED)
    assert own in texts(window.workspace.figures)
    look_at(qtbot, answer, "Your figures")
    wait_for_answer(qtbot, window)
    assert own not in texts(figures)


def look_at(qtbot, answer, view):
    (found,) = [each for each in answer.findChildren(Button) if each.text() == view]
    qtbot.mouseClick(found, Qt.MouseButton.LeftButton)

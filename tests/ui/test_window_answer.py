"""The answer beside a document: from a reason to its figure, and from a way of paying to a new answer."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from roitool.evaluate import evaluate
from roitool.evaluate.why import why
from roitool.scenario.data import example_bytes
from roitool.scenario.file import scenario_from_bytes
from roitool.wording.movers import strongest_mover
from tests.ui.answers import button, click, texts
from tests.ui.conftest import wait_for_answer


@pytest.fixture(scope="module")
def cobot_why():
    scenario = scenario_from_bytes(example_bytes("welding-cobot"))
    return why(evaluate(scenario, settle=False), 0)


def test_a_reason_leads_to_the_figure_that_moves_it_most(window, cobot_why, qtbot):
    answer, words = window.workspace.answer, window.workspace._words
    click(qtbot, answer, "Why")
    qtbot.mouseClick(answer._reasons._rows[0]._title, Qt.MouseButton.LeftButton)
    answer.show_why(cobot_why)
    question = answer._reasons._rows[0].question
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

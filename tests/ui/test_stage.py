"""Questions before a document: the cursor stands in the first of them, and what was answered is kept."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication

from tests.ui.conftest import ANSWER_MS, forget_changes, is_active
from ui.main_window import MainWindow
from ui.pages.questions import QuestionsPage
from ui.pages.readiness import ReadinessPage
from ui.theme import load_fonts


@pytest.fixture
def window(qtbot, qapp):
    load_fonts()
    window = MainWindow()
    window.settings.language = "en"
    qtbot.addWidget(window, before_close_func=forget_changes)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(lambda: is_active(window))
    qtbot.waitUntil(lambda: window.stage is not None, timeout=ANSWER_MS)
    return window


def press(qtbot, window, text):
    """Click the button that begins with a text."""
    page = window.stage.currentWidget()
    each = next(each for each in page.findChildren(QAbstractButton) if name_of(each).startswith(text))
    qtbot.mouseClick(each, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: window.stage.currentWidget() is not page)


def name_of(button):
    return button.accessibleName() or button.text()


def test_whoever_chose_a_template_types_the_first_answer_at_once(window, qtbot):
    press(qtbot, window, "A cobot at a machine")
    assert isinstance(window.stage.currentWidget(), QuestionsPage)
    qtbot.keyClicks(QApplication.focusWidget(), "85k")
    first = next(iter(window.stage.currentWidget().rows.values()))
    assert first.field.text() == "85k"


def test_answers_about_where_to_begin_are_still_there_after_going_back(window, qtbot):
    press(qtbot, window, "Where to begin")
    question = window.stage.currentWidget().questions["people"]
    qtbot.mouseClick(question.buttons[3], Qt.MouseButton.LeftButton)
    press(qtbot, window, "Back")
    press(qtbot, window, "Where to begin")
    assert isinstance(window.stage.currentWidget(), ReadinessPage)
    assert window.stage.currentWidget().questions["people"].buttons[3].isChecked()


def test_answers_about_where_to_begin_go_along_with_a_template_of_the_page_before(window, qtbot):
    press(qtbot, window, "Where to begin")
    question = window.stage.currentWidget().questions["people"]
    qtbot.mouseClick(question.buttons[3], Qt.MouseButton.LeftButton)
    press(qtbot, window, "Back")
    press(qtbot, window, "A cobot at a machine")
    press(qtbot, window, "Show the answer")
    qtbot.waitUntil(lambda: window.document is not None, timeout=ANSWER_MS)
    assert window.document.scenario.readiness.people == 3

"""From the page to begin on to a saved file, as an owner goes: once by mouse, once without touching it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QPushButton

from roitool.scenario.file import read_scenario
from tests.ui.answers import texts
from tests.ui.conftest import ANSWER_MS, figure, forget_changes, is_active, row, type_into, wait_for_answer
from ui.main_window import MainWindow
from ui.pages.questions import QuestionsPage
from ui.theme import load_fonts
from ui.widgets.choices import ChoiceCard, ChoiceRow

HOURS = "cobot_cell.covered_hours"
CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def begun(qtbot, qapp):
    """Return what opens a window on the page to begin on, in a language."""
    load_fonts()

    def begin(language):
        window = MainWindow()
        window.settings.language = language
        qtbot.addWidget(window, before_close_func=forget_changes)
        window.show()
        window.activateWindow()
        qtbot.waitUntil(lambda: is_active(window))
        qtbot.waitUntil(lambda: window.stage is not None and window.stage.isVisible(), timeout=ANSWER_MS)
        return window

    return begin


@pytest.fixture
def chosen_file(tmp_path, monkeypatch):
    """Return the file that every dialog about files is answered with."""
    path = tmp_path / "ons plan.roi.json"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(path), ""))
    return path


def one(window, kind, text):
    """Return the one visible widget of a kind that begins with a text."""
    (found,) = [
        each
        for each in window.findChildren(kind)
        if each.isVisible() and (each.text() or each.accessibleName()).startswith(text)
    ]
    return found


def questions(qtbot, window):
    qtbot.waitUntil(lambda: isinstance(window.stage.currentWidget(), QuestionsPage))
    return window.stage.currentWidget()


def answered(qtbot, window):
    qtbot.waitUntil(lambda: window.workspace is not None, timeout=ANSWER_MS)
    wait_for_answer(qtbot, window)


def saved_and_opened_again(qtbot, window, path):
    """Save by the key, begin anew, and open what was saved by the keys too."""
    scenario = window.document.scenario
    qtbot.keyClick(window, Qt.Key.Key_S, CONTROL)
    qtbot.waitUntil(lambda: not window.isWindowModified())
    assert read_scenario(path) == scenario
    qtbot.keyClick(window, Qt.Key.Key_N, CONTROL)
    qtbot.waitUntil(lambda: window.document is None and window.menuWidget().isVisible())
    assert path.name in texts(window.stage.start)
    qtbot.keyClick(window, Qt.Key.Key_O, CONTROL)
    answered(qtbot, window)
    assert window.document.scenario == scenario
    assert not window.isWindowModified()


def test_by_mouse(begun, chosen_file, qtbot):
    window = begun("nl")
    qtbot.mouseClick(one(window, ChoiceCard, "Cobot bij een machine"), Qt.MouseButton.LeftButton)
    page = questions(qtbot, window)
    assert len(page.rows) == 5
    for (name, question), text in zip(page.rows.items(), ("85k", "60.000", "2,5", "20 tot 35", "50%"), strict=True):
        qtbot.mouseClick(question.field, Qt.MouseButton.LeftButton)
        qtbot.keyClicks(question.field, text)
        assert not question.wrong, name
    qtbot.mouseClick(one(window, QPushButton, "Laat het antwoord zien"), Qt.MouseButton.LeftButton)
    answered(qtbot, window)
    hours = figure(window, "covered_hours").quantity
    assert (hours.low, hours.likely, hours.high) == (20, 27.5, 35)
    assert window.isWindowModified()
    before = texts(window.workspace.answer)
    type_into(qtbot, row(window, "covered_hours").fields[0], "50 tot 60")
    assert window.workspace.state.state == "computing"
    wait_for_answer(qtbot, window)
    assert texts(window.workspace.answer) != before
    saved_and_opened_again(qtbot, window, chosen_file)


def test_by_keyboard(begun, chosen_file, qtbot):
    def press(key, modifier=Qt.KeyboardModifier.NoModifier):
        qtbot.keyClick(QApplication.focusWidget(), key, modifier)

    window = begun("nl")
    while not isinstance(QApplication.focusWidget(), ChoiceCard):
        press(Qt.Key.Key_Tab)
    press(Qt.Key.Key_Return)
    questions(qtbot, window)
    for text in ("85k", "60.000", "2,5", "20 tot 35", "50%"):
        qtbot.keyClicks(QApplication.focusWidget(), text)
        press(Qt.Key.Key_Return)
    answered(qtbot, window)
    before = texts(window.workspace.answer)
    hours = row(window, "covered_hours").fields[0]
    qtbot.keyClick(window, Qt.Key.Key_Tab)
    reached = []
    while QApplication.focusWidget() is not hours:
        assert QApplication.focusWidget() not in reached
        reached.append(QApplication.focusWidget())
        press(Qt.Key.Key_Tab)
    # From the list over the page: nothing of the answer comes in between.
    assert window.workspace.navigation.isAncestorOf(reached[0])
    assert not any(window.workspace.answering.isAncestorOf(each) for each in reached)
    qtbot.keyClicks(QApplication.focusWidget(), "50 tot 60")
    wait_for_answer(qtbot, window)
    assert texts(window.workspace.answer) != before
    saved_and_opened_again(qtbot, window, chosen_file)


def test_one_click_on_an_example_shows_its_whole_answer(begun, qtbot):
    window = begun("en")
    qtbot.mouseClick(one(window, ChoiceRow, "Welding cobot"), Qt.MouseButton.LeftButton)
    answered(qtbot, window)
    assert window.workspace.answer.headline.isVisible()
    assert window.document.path is None
    assert not window.isWindowModified()

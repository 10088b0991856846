"""Waiting for an answer that takes long, stopping it, and beginning again."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton

from roitool.scenario.editing import inserted
from roitool.scenario.file import write_scenario
from tests.ui.conftest import wait_for_answer

ENDLESS, USUAL = 5_000_000, 10_240


@pytest.fixture
def waiting(qtbot):
    """Return what makes the calculation of a window so long that progress is shown."""

    def begin(window):
        window.document.edit({("futures",): ENDLESS})
        state = window.workspace.state
        qtbot.waitUntil(lambda: state._notice.isVisible() and state._bar.value() > 0, timeout=10_000)
        return state

    return begin


def said(state):
    return [label.text() for label in state.findChildren(QLabel) if label.isVisible()]


def press(qtbot, state, text):
    def offered():
        return [button for button in state.findChildren(QPushButton) if button.isVisible() and button.text() == text]

    qtbot.waitUntil(lambda: len(offered()) == 1)
    qtbot.mouseClick(offered()[0], Qt.MouseButton.LeftButton)


def test_a_long_calculation_shows_its_progress_and_is_calmly_stopped(window, waiting, qtbot):
    state = waiting(window)
    assert state.state == "computing"
    press(qtbot, state, "Stop")
    assert state.state == "stopped"
    calm = ["The calculation was stopped", "Your figures are as you left them. There is no answer to them yet."]
    qtbot.waitUntil(lambda: said(state) == calm)


def test_a_calculation_that_was_stopped_can_be_begun_again(window, waiting, qtbot):
    state = waiting(window)
    press(qtbot, state, "Stop")
    press(qtbot, state, "Calculate again")
    assert state.state == "computing"
    qtbot.waitUntil(lambda: state._notice.isVisible() and state._bar.value() > 0, timeout=10_000)


def test_the_next_edit_after_a_stop_is_answered(window, waiting, qtbot):
    press(qtbot, waiting(window), "Stop")
    window.document.edit({("futures",): USUAL})
    wait_for_answer(qtbot, window)


def test_looking_at_another_candidate_begins_nothing_that_was_stopped(
    open_window, waiting, tmp_path, cobot, sensors, qtbot
):
    path = tmp_path / "both.roi.json"
    write_scenario(path, inserted(cobot, ("candidates", 1), sensors.candidates[0]))
    window = open_window(path)
    state = waiting(window)
    press(qtbot, state, "Stop")
    names = window.workspace.navigation.list
    names.setFocus()
    qtbot.keyClick(names, Qt.Key.Key_Down)
    assert window.workspace.candidate == 1
    assert state.state == "stopped"

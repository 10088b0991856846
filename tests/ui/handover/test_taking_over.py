"""Figures that finance changed in a workbook come back into the window: chosen, looked at, taken over, undone."""

from __future__ import annotations

import threading

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QFileDialog

from tests.imports.sheets import Finance, exported
from tests.ui.conftest import figure, row, type_into, wait_for_answer
from tests.ui.handover.conftest import choose, entry_at, told
from ui.importing import taking_over
from ui.importing.dialog import ReviewDialog

LIKELY = 1
NAME = "in_1_arm_price"
TAKE_OVER = ("File", "Take over figures from a workbook…")


@pytest.fixture
def came_back(tmp_path, cobot):
    """Return the workbook of the document with another price typed into it."""
    path = tmp_path / "finance.xlsx"
    path.write_bytes(Finance(exported(cobot)).types(NAME, best=36000).saved)
    return path


@pytest.fixture
def chosen(monkeypatch):
    """Return what lets the dialog for a file answer a path."""

    def answer(path):
        monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(path) if path else "", ""))

    return answer


@pytest.fixture
def review(qapp):
    """Return what looks at the next review and presses one of its buttons."""
    going_on, seen = True, []

    def answer(act):
        def look():
            dialog = QApplication.activeModalWidget()
            if isinstance(dialog, ReviewDialog):
                seen.append([tick.isChecked() for tick in dialog.grid.ticks])
                act(dialog)
            elif going_on:
                QTimer.singleShot(20, look)

        QTimer.singleShot(20, look)
        return seen

    yield answer
    going_on = False


def take_over(window):
    choose(window, *TAKE_OVER)


def test_what_finance_changed_is_taken_over_shown_and_undone_in_one_step(window, qtbot, came_back, chosen, review):
    before = window.document.scenario
    chosen(came_back)
    seen = review(lambda dialog: qtbot.mouseClick(dialog.take, Qt.MouseButton.LeftButton))
    take_over(window)
    qtbot.waitUntil(lambda: window.document.scenario != before)
    assert seen == [[True]]
    assert figure(window, "arm_price").quantity.value == 36000
    assert "finance.xlsx" in str(figure(window, "arm_price").evidence.note)
    wait_for_answer(qtbot, window)
    assert window.focusWidget() is row(window, "arm_price").field_for(LIKELY)
    window.undo()
    assert window.document.scenario == before
    assert not window.document.dirty


def test_who_takes_nothing_over_keeps_the_document(window, qtbot, came_back, chosen, review):
    before = window.document.scenario
    chosen(came_back)
    seen = review(lambda dialog: qtbot.keyClick(dialog, Qt.Key.Key_Escape))
    take_over(window)
    qtbot.waitUntil(lambda: bool(seen))
    assert window.document.scenario is before
    assert not window.document.can_undo


def test_a_file_that_is_no_workbook_is_told(window, qtbot, tmp_path, chosen, answer_box):
    path = tmp_path / "notes.xlsx"
    path.write_text("not a workbook", encoding="utf-8")
    chosen(path)
    boxes = answer_box("Close")
    take_over(window)
    qtbot.waitUntil(lambda: bool(boxes))
    assert "notes.xlsx" in boxes[0]


def test_an_edit_meanwhile_is_what_the_workbook_is_held_against(window, qtbot, came_back, chosen, review, monkeypatch):
    reached, release = threading.Event(), threading.Event()
    read = taking_over._reviewed

    def wait(*arguments):
        reached.set()
        release.wait(20)
        return read(*arguments)

    monkeypatch.setattr(taking_over, "_reviewed", wait)
    chosen(came_back)
    seen = review(lambda dialog: qtbot.mouseClick(dialog.cancel, Qt.MouseButton.LeftButton))
    take_over(window)
    qtbot.waitUntil(reached.is_set)
    type_into(qtbot, row(window, "arm_price").field_for(LIKELY), "35000")
    release.set()
    qtbot.waitUntil(lambda: bool(seen))
    # Changed on both sides: it begins without a tick.
    assert seen == [[False]]
    assert figure(window, "arm_price").quantity.value == 35000


def test_reading_that_takes_long_is_told_and_can_be_stopped_and_no_document_is_left_to_it(
    window, qtbot, came_back, chosen, monkeypatch, review
):
    release = threading.Event()
    read = taking_over._reviewed
    monkeypatch.setattr(taking_over, "_reviewed", lambda *arguments: (release.wait(20), read(*arguments))[1])
    chosen(came_back)
    seen = review(lambda dialog: dialog.reject())
    take_over(window)
    qtbot.waitUntil(lambda: "Reading" in told(window))
    window.close_document()
    qtbot.waitUntil(lambda: window.document is None)
    release.set()
    for thread in threading.enumerate():
        if thread.name == "roitool-handover":
            thread.join()
    QApplication.processEvents()
    assert seen == []


def test_nothing_is_taken_over_while_questions_about_a_candidate_more_are_answered(window, qtbot):
    # What is begun from their answers would take it back.
    window.add_from_template("cobot_cell")
    entry = entry_at(window, *TAKE_OVER)
    assert not entry.isEnabled()
    qtbot.keyClick(window.stage.currentWidget(), Qt.Key.Key_Escape)
    qtbot.waitUntil(entry.isEnabled)


def test_choosing_no_file_does_nothing(window, qtbot, chosen):
    before = window.document.scenario
    chosen(None)
    take_over(window)
    assert window.document.scenario is before

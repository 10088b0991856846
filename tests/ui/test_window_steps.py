"""Edits of every kind, each with words of its own, taken back until nothing is left to save, and made again."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from roitool.scenario.beginning import begun
from roitool.scenario.file import write_scenario
from roitool.scenario.removing import removed
from tests.ui.answers import button
from tests.ui.conftest import is_active, row, type_into, wait_for_answer
from tests.ui.test_window_candidates import choose, rename
from tests.ui.test_window_evidence import say
from ui.pages.page import READINESS

CONTROL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


@pytest.fixture
def lacking(open_window, tmp_path):
    """Return a window over a candidate of which a quote has left something out."""
    whole = begun(["cobot_cell"], "2027-01")
    at = next(at for at, line in enumerate(whole.candidates[0].lines) if line.id == "training")
    path = tmp_path / "lacking.roi.json"
    write_scenario(path, removed(whole, ("candidates", 0, "lines", at)))
    return open_window(path)


def choose_kind(qtbot, figure_row, name):
    """Open the drawing of a figure, and choose a kind."""
    qtbot.mouseClick(figure_row.outline, Qt.MouseButton.LeftButton)
    panel = QApplication.activePopupWidget()
    (item,) = panel.kinds.findItems(name, Qt.MatchFlag.MatchExactly)
    panel.kinds.setCurrentItem(item)
    qtbot.keyClick(panel.kinds, Qt.Key.Key_Return)
    qtbot.keyClick(panel, Qt.Key.Key_Escape)


def words_of(window):
    """Return what undo and redo would do, as the menu says."""
    edit = window.menuWidget().actions()[1].menu()
    edit.aboutToShow.emit()
    texts = [action.text() for action in edit.actions()[:2]]
    edit.aboutToHide.emit()
    return texts


def test_edits_of_every_kind_are_taken_back_until_nothing_is_to_be_saved_and_made_again(lacking, qtbot):  # noqa: PLR0915 - a long day
    window, workspace = lacking, lacking.workspace
    before, told = window.document.scenario, []

    def edited(words):
        assert window.document.scenario is not before
        undo, redo = words_of(window)
        assert undo.startswith("Undo: ")
        assert words in undo
        assert redo == "Redo"
        told.append(undo.removeprefix("Undo: "))

    type_into(qtbot, row(window, "arm_price").fields[1], "41k")
    edited("Cobot arm and controller €33,000 → €41,000")
    say(qtbot, row(window, "gripper_price").chip, "own measurement")
    edited("reference figure → own measurement")
    choose_kind(qtbot, row(window, "vision_price"), "A hill between two ends")
    edited("Camera or part find")
    qtbot.mouseClick(workspace.figures._left_out.add, Qt.MouseButton.LeftButton)
    edited("“Training” added")
    lines = [line.id for line in window.document.scenario.candidates[0].lines]
    workspace.figures.show_place(("candidates", 0, "lines", lines.index("hours"), "amount"))
    field = QApplication.focusWidget()
    qtbot.keyClick(field, Qt.Key.Key_End, CONTROL)
    qtbot.keyClicks(field, " / 12")
    edited("…cost → …cost / 12")
    wait_for_answer(qtbot, window)
    qtbot.mouseClick(button(workspace.answer, "Pay by Own money"), Qt.MouseButton.LeftButton)
    edited("→ “Own money”")
    choose(window, "Add an empty candidate")
    edited("“New candidate” added")
    wait_for_answer(qtbot, window)
    # Without a window manager the list of names below a formula takes the keys with it.
    qtbot.waitUntil(lambda: is_active(window))
    rename(qtbot, window, "Grinder")
    edited("“New candidate” → “Grinder”")
    qtbot.keyClick(window, Qt.Key.Key_Up, ALT)
    edited("in another order")
    qtbot.keyClick(window, Qt.Key.Key_D, CONTROL)
    edited("“Grinder 2” added")
    choose(window, "Remove")
    edited("“Grinder 2” removed")
    workspace.show_page(READINESS)
    qtbot.mouseClick(workspace.readiness.questions["people"].buttons[3], Qt.MouseButton.LeftButton)
    edited("people not filled in → 3")

    after = window.document.scenario
    assert len(window.document._stack) == len(told) + 1
    for words in reversed(told):
        assert words_of(window)[0] == f"Undo: {words}"
        qtbot.keyClick(window, Qt.Key.Key_Z, CONTROL)
    assert words_of(window)[0] == "Undo"
    assert window.document.scenario == before
    assert not window.isWindowModified()
    for words in told:
        assert words_of(window)[1] == f"Redo: {words}"
        qtbot.keyClick(window, Qt.Key.Key_Y, CONTROL)
    assert window.document.scenario == after
    assert window.isWindowModified()
    wait_for_answer(qtbot, window)
    assert workspace.answering._evaluation.scenario == after

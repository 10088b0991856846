"""Who says so: shown beside a figure, lost when the figure is changed, said otherwise from the row."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from roitool.scenario.editing import replaced
from roitool.scenario.file import write_scenario
from tests.ui.conftest import figure, row, type_into, wait_for_answer

LOW, LIKELY = 0, 1
CONTROL = Qt.KeyboardModifier.ControlModifier
ARM = ("candidates", 0, "inputs", 0)


def say(qtbot, chip, name):
    """Click the chip, and in its menu a kind of evidence."""
    qtbot.mouseClick(chip, Qt.MouseButton.LeftButton)
    menu = QApplication.activePopupWidget()
    (action,) = [action for action in menu.actions() if action.text() == name]
    qtbot.mouseClick(menu, Qt.MouseButton.LeftButton, pos=menu.actionGeometry(action).center())


@pytest.mark.parametrize("by", ["quote", "adviser", "measured", "reference"])
def test_a_figure_with_another_number_is_the_owners_own_guess_in_the_same_step(open_window, tmp_path, cobot, qtbot, by):
    evidence = {"by": by, "date": "2026-11-02", "note": "offer 17", "source": "page 4"}
    path = tmp_path / "given.roi.json"
    write_scenario(path, replaced(cobot, (*ARM, "evidence"), evidence))
    window = open_window(path)
    arm = row(window, "arm_price")
    before, text = figure(window, "arm_price"), arm._chip.text()
    type_into(qtbot, arm.field_for(LIKELY), "35k")
    edited = figure(window, "arm_price").evidence
    assert (edited.by, edited.date, edited.source, edited.note) == ("guess", None, "", "offer 17")
    assert arm._chip.text() == "own guess"
    qtbot.keyClick(arm.field_for(LIKELY), Qt.Key.Key_Z, CONTROL)
    assert figure(window, "arm_price") == before
    assert arm._chip.text() == text
    assert not window.document.can_undo


def test_the_old_number_typed_again_is_still_what_its_source_said(window, qtbot):
    arm = row(window, "arm_price")
    type_into(qtbot, arm.field_for(LIKELY), "3")
    assert arm._chip.text() == "own guess"
    type_into(qtbot, arm.field_for(LIKELY), "33k")
    assert arm._chip.text() == "supplier quote"


def test_figures_that_are_no_longer_borrowed_are_counted(window, qtbot):
    assert "17 of 43" in window.workspace.status._borrowed.text()
    type_into(qtbot, row(window, "freed_share").fields[LIKELY], "45")
    assert "16 of 43" in window.workspace.status._borrowed.text()
    qtbot.keyClick(window, Qt.Key.Key_Z, CONTROL)
    assert figure(window, "freed_share").evidence.source == "judgement"
    assert "17 of 43" in window.workspace.status._borrowed.text()


def test_whoever_typed_a_new_number_can_say_that_it_is_the_suppliers(window, qtbot):
    arm = row(window, "arm_price")
    type_into(qtbot, arm.field_for(LIKELY), "35k")
    say(qtbot, arm._chip, "supplier quote")
    arm_price = figure(window, "arm_price")
    assert (arm_price.quantity.value, arm_price.evidence.by) == (35_000, "quote")
    qtbot.keyClick(window, Qt.Key.Key_Z, CONTROL)
    assert figure(window, "arm_price").evidence.by == "guess"
    qtbot.keyClick(window, Qt.Key.Key_Z, CONTROL)
    assert figure(window, "arm_price").quantity.value == 33_000
    wait_for_answer(qtbot, window)


@pytest.mark.parametrize(
    ("name", "by"),
    [
        ("supplier quote", "quote"),
        ("adviser", "adviser"),
        ("own measurement", "measured"),
        ("own guess", "guess"),
    ],
)
def test_somebody_can_say_where_a_figure_comes_from(window, qtbot, name, by):
    chip = row(window, "freed_share")._chip
    say(qtbot, chip, name)
    evidence = figure(window, "freed_share").evidence
    assert (evidence.by, evidence.source) == (by, "")
    assert chip.text() == name
    qtbot.keyClick(window, Qt.Key.Key_Z, CONTROL)
    assert chip.text() == "reference figure"


def test_where_a_figure_comes_from_can_be_said_by_keyboard(window, qtbot):
    freed = row(window, "freed_share")
    freed.fields[LOW].setFocus()
    qtbot.keyClick(freed.fields[LOW], Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    menu = QApplication.activePopupWidget()
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Return):
        qtbot.keyClick(menu, key)
    assert figure(window, "freed_share").evidence.by == "quote"
    assert freed.fields[LOW].hasFocus()

"""Who says so: shown beside a figure, lost when the figure is changed, said otherwise from the row."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from roitool.scenario.editing import replaced
from roitool.scenario.file import write_scenario
from roitool.scenario.inputs import Evidence
from tests.ui.answers import texts
from tests.ui.conftest import figure, row, type_into, wait_for_answer

LOW, LIKELY = 0, 1
CONTROL = Qt.KeyboardModifier.ControlModifier
ARM = ("candidates", 0, "inputs", 0)


def open_panel(qtbot, chip):
    """Click the chip, and return what opens."""
    qtbot.mouseClick(chip, Qt.MouseButton.LeftButton)
    return QApplication.activePopupWidget()


def say(qtbot, chip, name):
    """Click the chip, and a kind of evidence."""
    panel = open_panel(qtbot, chip)
    (item,) = panel.kinds.findItems(name, Qt.MatchFlag.MatchExactly)
    place = panel.kinds.visualItemRect(item).center()
    qtbot.mouseClick(panel.kinds.viewport(), Qt.MouseButton.LeftButton, pos=place)
    qtbot.keyClick(panel, Qt.Key.Key_Escape)
    assert QApplication.activePopupWidget() is None


@pytest.mark.parametrize("by", ["quote", "adviser", "measured", "reference"])
def test_a_figure_with_another_number_is_the_owners_own_guess_in_the_same_step(open_window, tmp_path, cobot, qtbot, by):
    evidence = {"by": by, "date": "2026-11-02", "note": "offer 17", "source": "page 4"}
    path = tmp_path / "given.roi.json"
    write_scenario(path, replaced(cobot, (*ARM, "evidence"), evidence))
    window = open_window(path)
    arm = row(window, "arm_price")
    before, text = figure(window, "arm_price"), arm.chip.text()
    type_into(qtbot, arm.field_for(LIKELY), "35k")
    edited = figure(window, "arm_price").evidence
    assert (edited.by, edited.date, edited.source, edited.note) == ("guess", None, "", "offer 17")
    assert arm.chip.text() == "own guess"
    qtbot.keyClick(arm.field_for(LIKELY), Qt.Key.Key_Z, CONTROL)
    assert figure(window, "arm_price") == before
    assert arm.chip.text() == text
    assert not window.document.can_undo


def test_the_old_number_typed_again_is_still_what_its_source_said(window, qtbot):
    arm = row(window, "arm_price")
    type_into(qtbot, arm.field_for(LIKELY), "3")
    assert arm.chip.text() == "own guess"
    type_into(qtbot, arm.field_for(LIKELY), "33k")
    assert arm.chip.text() == "supplier quote"


def test_figures_that_are_no_longer_borrowed_are_counted(window, qtbot):
    assert "17 of 43" in window.workspace.status._borrowed.text()
    type_into(qtbot, row(window, "freed_share").fields[LIKELY], "45")
    assert "16 of 43" in window.workspace.status._borrowed.text()
    qtbot.keyClick(window, Qt.Key.Key_Z, CONTROL)
    assert figure(window, "freed_share").evidence.source == "judgement"
    assert "17 of 43" in window.workspace.status._borrowed.text()


def test_what_suppliers_say_is_counted_beside_reference_figures(window, qtbot):
    inputs = [*window.document.scenario.inputs, *window.document.scenario.candidates[0].inputs]
    quotes = sum(item.evidence.by == "quote" for item in inputs)
    told = window.workspace.status._borrowed
    assert told.text() == f"17 of 43 figures are reference figures, {quotes} supplier quotes"
    type_into(qtbot, row(window, "arm_price").field_for(LIKELY), "30k")
    assert told.text().endswith(f", {quotes - 1} supplier quotes")


def test_whoever_typed_a_new_number_can_say_that_it_is_the_suppliers(window, qtbot):
    arm = row(window, "arm_price")
    type_into(qtbot, arm.field_for(LIKELY), "35k")
    say(qtbot, arm.chip, "supplier quote")
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
    chip = row(window, "freed_share").chip
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
    for key in (Qt.Key.Key_Up, Qt.Key.Key_Return):
        qtbot.keyClick(QApplication.focusWidget(), key)
    assert figure(window, "freed_share").evidence.by == "measured"
    assert QApplication.activePopupWidget() is None
    assert freed.fields[LOW].hasFocus()


def test_date_source_confidence_and_note_are_each_one_step(window, qtbot):
    freed = row(window, "freed_share")
    before = figure(window, "freed_share")
    panel = open_panel(qtbot, freed.chip)
    type_into(qtbot, panel.date, "3-11-2026")
    type_into(qtbot, panel.source, "page 4 of the report")
    qtbot.mouseClick(panel.confidence[1], Qt.MouseButton.LeftButton)
    assert "quoted by another source and judgement" in texts(panel)
    panel.note.setFocus()
    panel.note.selectAll()
    qtbot.keyClicks(panel.note, "seen at the fair")
    qtbot.keyClick(panel, Qt.Key.Key_Escape)
    said = figure(window, "freed_share").evidence
    assert (said.date, said.source, said.confidence) == ("2026-11-03", "page 4 of the report", "S2/J")
    assert said.note.en == "seen at the fair"
    assert said.note.nl == before.evidence.note.nl
    for _ in range(4):
        assert window.document.can_undo
        qtbot.keyClick(window, Qt.Key.Key_Z, CONTROL)
    assert figure(window, "freed_share") == before
    assert not window.document.can_undo


def test_every_field_of_the_evidence_has_a_place_in_the_panel(window, qtbot):
    panel = open_panel(qtbot, row(window, "freed_share").chip)
    reached = {"by": panel.kinds, "date": panel.date, "source": panel.source, "note": panel.note}
    reached["confidence"] = panel.confidence[0]
    assert reached.keys() == Evidence.model_fields.keys()
    assert all(widget.isVisible() and widget.accessibleName() for widget in reached.values())
    panel.close()


def test_a_date_is_typed_as_people_write_it_and_what_is_none_is_marked(window, qtbot):
    panel = open_panel(qtbot, row(window, "freed_share").chip)
    type_into(qtbot, panel.date, "2.11.2026")
    assert figure(window, "freed_share").evidence.date == "2026-11-02"
    assert panel._day.text() == "November\u00a02,\u00a02026"
    type_into(qtbot, panel.date, "31-2-2026")
    assert panel.date.property("wrong")
    assert figure(window, "freed_share").evidence.date == "2026-11-02"
    panel.date.selectAll()
    qtbot.keyClick(panel.date, Qt.Key.Key_Delete)
    assert figure(window, "freed_share").evidence.date is None
    panel.close()


def test_a_dot_on_the_chip_tells_of_a_note(window, qtbot):
    arm = row(window, "freed_share")
    assert arm.chip.noted
    assert "with a note" in arm.chip.accessibleName()
    panel = open_panel(qtbot, arm.chip)
    panel.note.setFocus()
    panel.note.selectAll()
    qtbot.keyClick(panel.note, Qt.Key.Key_Delete)
    assert not arm.chip.noted
    panel.close()


def test_a_note_longer_than_the_file_may_hold_is_kept_up_to_there(window, qtbot):
    panel = open_panel(qtbot, row(window, "freed_share").chip)
    panel.note.setFocus()
    panel.note.selectAll()
    qtbot.keyClick(panel.note, Qt.Key.Key_Delete)
    QGuiApplication.clipboard().setText("x" * 20_000)
    qtbot.keyClick(panel.note, Qt.Key.Key_V, CONTROL)
    assert figure(window, "freed_share").evidence.note.en == "x" * 2_000
    panel.close()

"""Edits of every kind, each with words of its own, taken back until nothing is left to save, and made again."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from roitool.evaluate.left_out import added_by  # noqa: F401
from roitool.scenario.beginning import begun
from roitool.scenario.file import write_scenario
from roitool.scenario.removing import removed
from tests.ui.conftest import row

CONTROL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


@pytest.fixture
def lacking(open_window, tmp_path):
    """A window over a candidate of which a quote has left something out."""
    whole = begun(["cobot_cell"], "2027-01")
    at = next(at for at, line in enumerate(whole.candidates[0].lines) if line.id == "training")
    path = tmp_path / "lacking.roi.json"
    write_scenario(path, removed(whole, ("candidates", 0, "lines", at)))
    return open_window(path)


def words_of(window):
    """Return what undo and redo would do, as the menu says."""
    edit = window.menuWidget().actions()[1].menu()
    edit.aboutToShow.emit()
    texts = [action.text() for action in edit.actions()[:2]]
    edit.aboutToHide.emit()
    return texts


def test_x(lacking, qtbot):
    window = lacking
    workspace = window.workspace
    left_out = workspace.figures._left_out
    print([line.id for line in window.document.scenario.candidates[0].lines])
    print(left_out.sentence)
    print([(w.id) for w in window.document.scenario.candidates[0].ways_of_paying], window.document.scenario.candidates[0].paid_by)
    from PySide6.QtWidgets import QAbstractButton
    print([b.accessibleName() for b in workspace.answer.findChildren(QAbstractButton) if "Pay" in b.accessibleName()])
    print(type(row(window,"arm_price")._chip), [b.accessibleName() for b in row(window,"arm_price").findChildren(QAbstractButton)])

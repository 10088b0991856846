"""Every wrong entry is told where it is made and beside the answer, leads back there, and is gone when mended."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from tests.ui.conftest import wait_for_answer, wait_for_refusal
from ui.pages.page import COMPANY, NOTHING, READINESS

CANDIDATE = ("candidates", 0)
AMOUNT = (*CANDIDATE, "lines", 8, "amount")
WRONG = {
    "no number": ((*CANDIDATE, "inputs", 0, "quantity", "likely"), "dear", "33k"),
    "low above high": ((*CANDIDATE, "inputs", 4, "quantity", "low"), "900", None),
    "unknown name": (AMOUNT, "nobody_knows", "hours_freed"),
    "syntax": (AMOUNT, "hours_freed * (", "hours_freed"),
    "division by zero": (AMOUNT, "hours_freed / 0", "hours_freed"),
    "share above one": ((*CANDIDATE, "failure", "chance"), "140%", "10%"),
    "month before the start": ((*CANDIDATE, "lines", 0, "month"), "-3", "0"),
    "horizon of nothing": (("horizon_years",), "0", "8"),
    "wish of a thousand percent": (("hurdle_rate",), "1000%", "8%"),
}


def put(qtbot, window, place, text):
    """Bring the cursor to a place, on whatever page, and type instead of what stands there."""
    window.workspace.show_place(place)
    field = QApplication.focusWidget()
    field.selectAll()
    qtbot.keyClicks(field, text)
    return field


def complaints(window):
    """Return what is said in the page besides names and readings."""
    labels = window.workspace.figures.findChildren(QLabel)
    return {label.text() for label in labels if label.isVisible() and label.text()}


def test_each_is_told_in_place_and_leads_back_from_every_page(window, qtbot):
    workspace = window.workspace
    for name, (place, text, right) in WRONG.items():
        before = window.document.scenario
        workspace.show_place(place)
        was = complaints(window)
        field = put(qtbot, window, place, text)
        wait_for_refusal(qtbot, window)
        qtbot.waitUntil(lambda: complaints(window) - was, timeout=2000)
        spoken = field.accessibleName()
        unread = workspace.figures.unread_place is not None
        print(name, "UNREAD" if unread else "", complaints(window) - was, spoken)
        assert not workspace.status._exactness.isVisible(), name
        assert workspace.state.isVisible()
        if not unread:
            for page in (NOTHING, READINESS, COMPANY):
                workspace.show_page(page)
                wait_for_refusal(qtbot, window)
                assert workspace.state.state == "cannot", name
        (jump, *_) = [each for each in workspace.state.findChildren(QPushButton) if each.isVisible()]
        qtbot.mouseClick(jump, Qt.MouseButton.LeftButton)
        assert QApplication.focusWidget().accessibleName() == spoken, name
        if right is None:
            window.undo()
        else:
            put(qtbot, window, place, right)
        wait_for_answer(qtbot, window)

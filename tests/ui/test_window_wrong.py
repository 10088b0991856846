"""Every wrong entry is told where it is made and beside the answer, leads back there, and is gone when mended."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton

from tests.ui.answers import texts
from tests.ui.conftest import EXAMPLES, is_active, wait_for_answer, wait_for_refusal
from ui.pages.page import COMPANY, NOTHING, READINESS, Page

CANDIDATE = ("candidates", 0)
AMOUNT = (*CANDIDATE, "lines", 8, "amount")
WRONG = {
    "no number": ((*CANDIDATE, "inputs", 0, "quantity", "likely"), "dear", "33k"),
    "low above high": ((*CANDIDATE, "inputs", 8, "quantity", "low"), "900", None),
    "unknown name": (AMOUNT, "nobody_knows", "hours_freed"),
    "syntax": (AMOUNT, "hours_freed * (", "hours_freed"),
    "division by zero": (AMOUNT, "hours_freed / 0", "hours_freed"),
    "share above one": ((*CANDIDATE, "failure", "chance"), "140%", None),
    "month before the start": ((*CANDIDATE, "lines", 0, "month"), "-3", "2"),
    "horizon of nothing": (("horizon_years",), "0", "8"),
    "wish of a thousand percent": (("hurdle_rate",), "1000%", "10%"),
}


def put(qtbot, window, place, text):
    """Bring the cursor to a place, on whatever page, and type instead of what stands there."""
    window.workspace.show_place(place)
    qtbot.waitUntil(lambda: is_active(window))
    field = window.focusWidget()
    field.selectAll()
    qtbot.keyClicks(field, text)
    return field


def said(window):
    """Return all that is written on the page."""
    labels = window.workspace.figures.findChildren(QLabel)
    return {label.text() for label in labels if label.isVisible() and label.text()}


def test_each_is_told_in_place_and_leads_back_from_every_page(window, qtbot):
    workspace = window.workspace
    for name, (place, text, right) in WRONG.items():
        workspace.show_place(place)
        was = said(window)
        field = put(qtbot, window, place, text)
        wait_for_refusal(qtbot, window)
        qtbot.waitUntil(lambda was=was: bool(said(window) - was))
        spoken = field.accessibleName()
        unread = workspace.figures.unread_place is not None
        assert not workspace.status._exactness.isVisible(), name
        assert workspace.state.isVisible()
        if not unread:
            for page in (NOTHING, READINESS, COMPANY):
                workspace.show_page(page)
                wait_for_refusal(qtbot, window)
                assert workspace.state.state == "cannot", name
        (jump, *_) = [each for each in workspace.state.findChildren(QPushButton) if each.isVisible()]
        qtbot.mouseClick(jump, Qt.MouseButton.LeftButton)
        qtbot.waitUntil(lambda: is_active(window))
        assert window.focusWidget().accessibleName() == spoken, name
        if right is None:
            window.undo()
        else:
            put(qtbot, window, place, right)
        wait_for_answer(qtbot, window)


def test_one_that_cannot_be_calculated_in_a_few_futures_leaves_no_number_of_an_answer_standing(open_window, qtbot):
    """The candidate on screen is answered before another one turns out not to be calculable in all futures."""
    window = open_window(EXAMPLES / "three-candidates.roi.json")
    workspace = window.workspace
    assert any("on average" in text for text in said(window))
    amount = ("candidates", 1, "lines", 0, "amount")
    window.document.edit({amount: "hardware_price * 12 / max(0, start_up_hours - upkeep_hours)"})
    wait_for_refusal(qtbot, window)
    assert workspace.page == Page("candidate", 0)
    assert any(text.startswith("Machine sensors ›") for text in texts(workspace.state))
    assert not workspace.status._exactness.isVisible()
    assert not any("on average" in text for text in said(window))

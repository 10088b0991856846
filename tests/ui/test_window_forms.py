"""Forms in the window: what is edited in them is answered, led to and undone like any figure."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QPushButton

from tests.ui.conftest import wait_for_answer, wait_for_refusal

AMOUNT = ("candidates", 0, "lines", 8, "amount")


def lead_to(window, *place):
    """Bring the cursor to a place, and return what has it."""
    assert window.workspace.figures.show_place(place)
    return QApplication.focusWidget()


def jumps(window):
    """Return the buttons of the refusal that lead to what it is about."""
    return [button for button in window.workspace.state.findChildren(QPushButton) if button.isVisible()]


def test_a_formula_that_is_edited_gives_another_answer(window, qtbot):
    before = window.workspace.answering._evaluation
    field = lead_to(window, *AMOUNT)
    field.selectAll()
    qtbot.keyClicks(field, "hours_freed * cashable_share * hired_hour_cost / 12")
    wait_for_answer(qtbot, window)
    after = window.workspace.answering._evaluation
    assert after.candidates[0].npv.mean.value < before.candidates[0].npv.mean.value


def test_a_formula_with_an_unknown_name_is_refused_and_the_refusal_leads_back_to_it(window, qtbot):
    field = lead_to(window, *AMOUNT)
    field.selectAll()
    qtbot.keyClicks(field, "nobody_knows")
    wait_for_refusal(qtbot, window)
    lead_to(window, "candidates", 0, "ways_of_paying", 0, "months")
    qtbot.waitUntil(lambda: len(jumps(window)) == 1)
    qtbot.mouseClick(jumps(window)[0], Qt.MouseButton.LeftButton)
    assert QApplication.focusWidget().accessibleName().endswith(": amount")
    assert QApplication.focusWidget().text() == "nobody_knows"


def test_where_somebody_is_led_is_in_view(window):
    viewport = window.workspace.figures.viewport()
    for place in (AMOUNT, ("candidates", 0, "ways_of_paying", 0, "months"), ("candidates", 0, "reference", "class_id")):
        field = lead_to(window, *place)
        top = field.mapTo(viewport, QPoint(0, 0)).y()
        assert 0 <= top <= viewport.height() - field.height()


def test_the_keys_of_undo_take_back_what_was_typed_into_a_formula(window, qtbot):
    before = window.document.scenario
    field = lead_to(window, *AMOUNT)
    shown = field.text()
    field.selectAll()
    qtbot.keyClicks(field, "arm_price")
    assert window.document.scenario != before
    qtbot.keyClick(field, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert window.document.scenario == before
    assert lead_to(window, *AMOUNT).text() == shown

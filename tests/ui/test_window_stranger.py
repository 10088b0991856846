"""What nobody was meant to do: nothing fails, and the last thing that was done is what is shown."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from tests.ui.answers import texts
from tests.ui.conftest import figure, is_active, row, type_into, wait_for_answer
from ui.pages.page import NOTHING, READINESS, SHARED, Page
from ui.panels.answer_views import ViewSwitch

CONTROL = Qt.KeyboardModifier.ControlModifier
ARM = ("candidates", 0, "inputs", 0)


def test_pages_are_gone_through_while_answers_are_on_their_way(window, qtbot):
    names = window.workspace.navigation.list
    for number in range(5):
        type_into(qtbot, row(window, "arm_price").field_for(1), f"{30 + number}k")
        names.setFocus()
        for _ in range(names.count()):
            qtbot.keyClick(names, Qt.Key.Key_Up if number % 2 else Qt.Key.Key_Down)
    wait_for_answer(qtbot, window)
    assert window.workspace.answering._evaluation.scenario is window.document.scenario
    assert figure(window, "arm_price").quantity.value == 34_000


@pytest.mark.parametrize("opens", ["chip", "outline"])
def test_undo_while_a_panel_is_open_and_escape_after_it(window, qtbot, opens):
    before = window.document.scenario
    type_into(qtbot, row(window, "arm_price").field_for(1), "30 to 40k")
    qtbot.mouseClick(getattr(row(window, "arm_price"), opens), Qt.MouseButton.LeftButton)
    panel = QApplication.activePopupWidget()
    window.undo()
    assert window.document.scenario is before
    window.choose_theme("dark")
    if (panel := QApplication.activePopupWidget()) is not None:
        qtbot.keyClick(panel, Qt.Key.Key_Escape)
    wait_for_answer(qtbot, window)
    assert window.workspace.answering._evaluation.scenario is before


def test_the_figure_that_is_being_typed_in_goes(window, qtbot):
    type_into(qtbot, row(window, "arm_price").field_for(1), "35k")
    field = QApplication.focusWidget()
    window.workspace.candidates.remove()
    qtbot.keyClick(QApplication.focusWidget() or window, Qt.Key.Key_5)
    assert window.document.scenario.candidates == ()
    window.undo()
    wait_for_answer(qtbot, window)
    assert field is not row(window, "arm_price").field_for(1)
    assert figure(window, "arm_price").quantity.value == 35_000


def test_typing_in_a_figure_whose_page_waits_to_be_built_anew_loses_no_key(window, qtbot):
    """A formula that names other figures sends them to other headings; the cursor may leave it without a word."""
    window.workspace.show_place(("candidates", 0, "lines", 8, "amount"))
    field = window.focusWidget()
    field.selectAll()
    qtbot.keyClicks(field, "hours_freed")
    qtbot.waitUntil(lambda: is_active(window))
    window.workspace.show_place(ARM)
    field = window.focusWidget()
    field.selectAll()
    qtbot.keyClicks(field, "34567")
    assert figure(window, "arm_price").quantity.value == 34_567
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Tab)
    wait_for_answer(qtbot, window)


@pytest.mark.parametrize("change", [("choose_language", "nl"), ("choose_theme", "dark")])
def test_language_and_colours_change_in_mid_edit_and_nothing_else_does(window, qtbot, change):
    switch = window.workspace.answer.findChild(ViewSwitch)
    qtbot.mouseClick(switch.buttons["outside"], Qt.MouseButton.LeftButton)
    wait_for_answer(qtbot, window)
    type_into(qtbot, row(window, "arm_price").field_for(1), "35k")
    window.workspace.show_page(SHARED)
    type_into(qtbot, row(window, "wage_growth").fields[1], "4%")
    scenario, shown = window.document.scenario, window.workspace.shown
    assert (shown.page, shown.view) == (SHARED, "outside")
    getattr(window, change[0])(change[1])
    wait_for_answer(qtbot, window)
    assert window.document.scenario is scenario
    assert window.workspace.shown == shown
    assert window.workspace.answering.view == "outside"
    window.undo()
    window.undo()
    assert not window.document.can_undo
    assert figure(window, "arm_price").quantity.value == 33_000


def test_the_outside_view_stays_from_page_to_page_and_tells_its_steps(window, qtbot):
    own = texts(window.workspace.answer)
    switch = window.workspace.answer.findChild(ViewSwitch)
    switch.buttons["inside"].setFocus()
    qtbot.keyClick(switch.buttons["inside"], Qt.Key.Key_Tab)
    qtbot.keyClick(switch.buttons["outside"], Qt.Key.Key_Space)
    wait_for_answer(qtbot, window)
    outside = window.workspace.answer._outside
    qtbot.waitUntil(lambda: len(outside._steps._labels) > 1, timeout=20_000)
    for page in (NOTHING, READINESS, Page("candidate", 0)):
        window.workspace.show_page(page)
        wait_for_answer(qtbot, window)
        assert outside.isVisible()
    qtbot.mouseClick(switch.buttons["inside"], Qt.MouseButton.LeftButton)
    wait_for_answer(qtbot, window)
    assert not outside.isVisible()
    assert texts(window.workspace.answer)[:3] == own[:3]

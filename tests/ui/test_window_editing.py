"""Typing figures into the window, with keys as a person presses them."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QPushButton

from roitool.scenario.quantities import Fixed, Range
from tests.ui.conftest import figure, row, type_into, wait_for_answer, wait_for_refusal
from ui.pages.page import COMPANY, READINESS

LOW, LIKELY, HIGH = 0, 1, 2


def messages(figure_row):
    labels = (figure_row.hint, figure_row.echo)
    return [label.text() for label in labels if label.isVisible()]


def test_opening_shows_the_answer(window):
    assert window.workspace.answer.headline.text()
    assert window.workspace.answer._page.isVisible()
    assert "10,240 futures" in window.workspace.status._exactness.text()


def test_typing_changes_the_document_the_answer_and_the_echo(window, qtbot):
    before = window.workspace.answering._evaluation.candidates[0].npv.mean.value
    arm = row(window, "arm_price")
    type_into(qtbot, arm.field_for(LIKELY), "133k")
    assert window.workspace.state.state == "computing"
    assert messages(arm) == ["= €133,000"]
    wait_for_answer(qtbot, window)
    assert figure(window, "arm_price").quantity == Fixed(value=133_000.0)
    assert window.workspace.answering._evaluation.candidates[0].npv.mean.value < before
    assert window.workspace.answering._evaluation.scenario is window.document.scenario


def test_an_old_answer_is_never_shown_as_current(window, qtbot):
    type_into(qtbot, row(window, "arm_price").field_for(LIKELY), "1")
    assert window.workspace.state.state == "computing"
    assert window.workspace.state.isVisible()
    assert not window.workspace.status._exactness.isVisible()
    wait_for_answer(qtbot, window)
    assert not window.workspace.state.isVisible()


def test_a_click_into_a_box_selects_its_number_so_that_typing_replaces_it(window, qtbot):
    arm = row(window, "arm_price").field_for(LIKELY)
    qtbot.mouseClick(arm, Qt.MouseButton.LeftButton)
    qtbot.keyClicks(arm, "20k to 30k")
    price = figure(window, "arm_price").quantity
    assert (price.low, price.likely, price.high) == (20_000, 25_000, 30_000)
    # A second click puts the cursor into the text, to correct it.
    qtbot.mouseClick(arm, Qt.MouseButton.LeftButton)
    assert arm.selectedText() == ""


def test_a_range_typed_in_any_box_fills_all_three(window, qtbot):
    hours = row(window, "welding_hours")
    type_into(qtbot, hours.fields[HIGH], "20 to 36")
    assert [field.text() for field in hours.fields] == ["20", "28", "20 to 36"]
    assert messages(hours) == ["= 20 h / week · 28 h / week (filled in) · 36 h / week"]
    qtbot.keyClick(hours.fields[HIGH], Qt.Key.Key_Tab)
    assert [field.text() for field in hours.fields] == ["20", "28", "36"]
    quantity = figure(window, "welding_hours").quantity
    assert (quantity.low, quantity.likely, quantity.high) == (20, 28, 36)
    assert quantity.coverage == 0.9


def test_a_certain_figure_becomes_a_range_and_a_second_thought_makes_it_certain_again(window, qtbot):
    arm = row(window, "arm_price")
    type_into(qtbot, arm.field_for(LIKELY), "29 to 41k")
    assert figure(window, "arm_price").quantity == Range(low=29_000.0, likely=35_000.0, high=41_000.0)
    assert arm.fields[LOW].isVisible()
    type_into(qtbot, arm.fields[LIKELY], "33k")
    assert figure(window, "arm_price").quantity == Fixed(value=33_000.0)
    assert not arm.fields[LOW].isVisible()


def test_a_share_is_typed_in_percent(window, qtbot):
    type_into(qtbot, row(window, "wage_growth").fields[LIKELY], "3.4 %")
    assert figure(window, "wage_growth").quantity.likely == 0.034


def test_what_cannot_be_read_is_explained_in_place_and_the_answer_waits(window, qtbot):
    arm = row(window, "arm_price")
    type_into(qtbot, arm.field_for(LIKELY), "12 pieces")
    assert messages(arm) == [
        "“pieces” does not belong here. What does: k, million, %, to, or nothing behind the number."
    ]
    assert window.workspace.state.state == "cannot"
    assert figure(window, "arm_price").quantity == Fixed(value=33_000.0)
    assert QApplication.activeModalWidget() is None
    type_into(qtbot, arm.field_for(LIKELY), "33,000")
    wait_for_answer(qtbot, window)
    assert messages(arm) == ["= €33,000"]


def test_the_beginning_of_a_text_that_cannot_be_read_is_never_taken_for_the_figure(window, qtbot):
    type_into(qtbot, row(window, "arm_price").field_for(LIKELY), "12 pieces")
    window.choose_language("nl")
    wait_for_answer(qtbot, window)
    assert row(window, "arm_price").field_for(LIKELY).text() == "33.000"
    assert window.workspace.answering._evaluation.scenario.candidates[0].inputs[0].quantity == Fixed(value=33_000.0)


@pytest.mark.parametrize("page", [COMPANY, READINESS])
def test_a_text_that_cannot_be_read_is_left_with_its_page(window, qtbot, page):
    type_into(qtbot, row(window, "arm_price").field_for(LIKELY), "12 pieces")
    window.workspace.show_page(page)
    wait_for_answer(qtbot, window)


def test_the_refusal_leads_to_the_field_it_is_about(window, qtbot):
    arm = row(window, "arm_price")
    type_into(qtbot, arm.field_for(LIKELY), "x")
    row(window, "exit_cost").fields[LOW].setFocus()
    (jump,) = [button for button in window.workspace.state.findChildren(QPushButton) if button.isVisible()]
    qtbot.mouseClick(jump, Qt.MouseButton.LeftButton)
    assert arm.field_for(LIKELY).hasFocus()
    assert arm.field_for(LIKELY).text() == "x"


def test_the_wrong_order_is_asked_about_in_place(window, qtbot):
    hours = row(window, "welding_hours")
    type_into(qtbot, hours.fields[LOW], "70")
    wait_for_refusal(qtbot, window)
    assert hours.swap.isVisible()
    assert QApplication.activeModalWidget() is None
    qtbot.mouseClick(hours.swap, Qt.MouseButton.LeftButton)
    assert [field.text() for field in hours.fields] == ["48", "62", "70"]
    wait_for_answer(qtbot, window)
    assert not hours.swap.isVisible()


def test_an_impossible_figure_is_explained_where_it_stands_with_the_bound(window, qtbot):
    share = row(window, "cashable_share")
    type_into(qtbot, share.fields[HIGH], "140")
    wait_for_refusal(qtbot, window)
    (message,) = messages(share)
    assert "1.4" in message
    assert figure(window, "cashable_share").quantity.high == 1.4


def test_tab_goes_through_low_likely_high_and_on_to_the_next_row(window, qtbot):
    hours, below = row(window, "freed_share"), row(window, "availability")
    hours.fields[LOW].setFocus()
    for field in (*hours.fields[1:], *below.fields):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        assert QApplication.focusWidget() is field
        assert field.selectedText() == field.text()


def test_enter_goes_to_the_same_column_of_the_next_row(window, qtbot):
    row(window, "freed_share").fields[HIGH].setFocus()
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    assert QApplication.focusWidget() is row(window, "availability").fields[HIGH]


def test_cells_of_a_spreadsheet_are_pasted_as_a_range(window, qtbot):
    hours = row(window, "welding_hours")
    QGuiApplication.clipboard().setText("25\t40\t55\n")
    hours.fields[LOW].setFocus()
    hours.fields[LOW].selectAll()
    qtbot.keyClick(hours.fields[LOW], Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    quantity = figure(window, "welding_hours").quantity
    assert (quantity.low, quantity.likely, quantity.high) == (25, 40, 55)


def test_undo_and_redo_by_keyboard_take_what_was_typed_in_one_field_as_one_step(window, qtbot):
    before = window.document.scenario
    hours, arm = row(window, "welding_hours"), row(window, "arm_price")
    type_into(qtbot, hours.fields[LIKELY], "44")
    type_into(qtbot, arm.field_for(LIKELY), "34.5k")
    control = Qt.KeyboardModifier.ControlModifier
    qtbot.keyClick(arm.field_for(LIKELY), Qt.Key.Key_Z, control)
    assert (figure(window, "arm_price").quantity.value, figure(window, "welding_hours").quantity.likely) == (33_000, 44)
    assert arm.field_for(LIKELY).text() == "33,000"
    qtbot.keyClick(window, Qt.Key.Key_Z, control)
    assert window.document.scenario is before
    assert hours.fields[LIKELY].text() == "48"
    qtbot.keyClick(window, Qt.Key.Key_Y, control)
    qtbot.keyClick(window, Qt.Key.Key_Y, control)
    assert figure(window, "arm_price").quantity.value == 34_500
    wait_for_answer(qtbot, window)
    assert window.workspace.answering._evaluation.scenario is window.document.scenario


def test_undo_throws_away_a_text_that_could_not_be_read(window, qtbot):
    arm = row(window, "arm_price")
    type_into(qtbot, arm.field_for(LIKELY), "40 pieces")
    qtbot.keyClick(arm.field_for(LIKELY), Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert arm.field_for(LIKELY).text() == "33,000"
    assert messages(arm) == []
    wait_for_answer(qtbot, window)


@pytest.mark.parametrize("text", ["9" * 200, "1 to 2 to 3 to 4", "€€€", "%", "\N{RIGHT-TO-LEFT OVERRIDE}1"])
def test_nothing_that_is_entered_makes_the_window_fail(window, qtbot, text):
    field = row(window, "arm_price").field_for(LIKELY)
    QGuiApplication.clipboard().setText(text)
    type_into(qtbot, field, "")
    qtbot.keyClick(field, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert window.workspace.state.state == "cannot"

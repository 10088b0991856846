"""Enter presses every button of the window that has the focus, as the space bar does."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QAbstractButton, QApplication, QCheckBox, QRadioButton

from tests.ui.conftest import EXAMPLES, row, wait_for_answer
from ui.pages.page import COMPANY, NOTHING, READINESS, SHARED, Page
from ui.panels.copying import CopyButton
from ui.stage import Questions, WhereToBegin
from ui.widgets.fold import Fold
from ui.widgets.popover import Popover

CHOSEN_BY_ARROWS = (QRadioButton, QCheckBox)


def deaf_to_enter(widget, qtbot):
    """Return the buttons in sight that the keyboard reaches and Enter does not press, and how many there are.

    What a button does is not done: a click is only counted.
    """
    found = [each for each in widget.findChildren(QAbstractButton) if not isinstance(each, CHOSEN_BY_ARROWS)]
    reached = [each for each in found if each.isVisible() and each.isEnabled() and each.focusPolicy()]
    deaf = []
    for button in reached:
        clicks = []
        button.click = lambda clicks=clicks: clicks.append(1)
        qtbot.keyClick(button, Qt.Key.Key_Return)
        qtbot.keyClick(button, Qt.Key.Key_Enter)
        del button.click
        if len(clicks) != 2:
            deaf.append(button.accessibleName() or button.text() or repr(button))
    return deaf, len(reached)


def test_enter_presses_every_button_of_every_page(open_window, qtbot):
    window = open_window(EXAMPLES / "three-candidates.roi.json")
    for page in (Page("candidate", 0), COMPANY, SHARED, NOTHING, READINESS):
        window.workspace.show_page(page)
        wait_for_answer(qtbot, window)
        for group in window.workspace.figures._groups:
            group.set_open(True)
            group.parts.set_open(True)
        for fold in window.findChildren(Fold):
            fold.set_open(True)
        deaf, count = deaf_to_enter(window, qtbot)
        assert deaf == [], page
        assert count > 10


def test_enter_presses_every_button_before_there_is_a_document(open_window, qtbot):
    window = open_window()
    for aside in (Questions("cobot_cell"), WhereToBegin()):
        window.stage.show_aside(aside)
        for fold in window.stage.findChildren(Fold):
            fold.set_open(True)
        deaf, count = deaf_to_enter(window.stage, qtbot)
        assert deaf == []
        assert count


def test_enter_presses_every_button_of_what_opens_beside_a_figure(window, qtbot):
    arm, counted = row(window, "arm_price"), 0
    for opens in (arm.outline, arm.chip):
        qtbot.keyClick(opens, Qt.Key.Key_Return)
        panel = QApplication.activePopupWidget()
        assert isinstance(panel, Popover)
        deaf, count = deaf_to_enter(panel, qtbot)
        assert deaf == []
        counted += count
        panel.close()
    assert counted


def test_enter_opens_what_a_picture_can_be_copied_as(window, qtbot):
    button = next(each for each in window.findChildren(CopyButton) if each.isVisible())
    seen = []

    def look():
        seen.append(button.menu().isVisible())
        button.menu().close()

    QTimer.singleShot(0, look)
    qtbot.keyClick(button, Qt.Key.Key_Return)
    assert seen == [True]

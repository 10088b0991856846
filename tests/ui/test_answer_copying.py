"""Pictures and tables of the answer onto the clipboard."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QGuiApplication
from PySide6.QtWidgets import QApplication

from tests.ui.answers import button, click
from tests.wording.build import evaluation


@pytest.fixture
def panel(panel, qtbot):
    """Return the panel with an answer, its pictures drawn."""
    panel.enable_pictures()
    found = evaluation()
    panel.show_answer(found, found.candidates[0])
    qtbot.waitUntil(lambda: panel.drawn)
    QGuiApplication.clipboard().clear()
    return panel


def choose(qtbot, menu, text):
    """Click on an entry of a menu that is open."""
    qtbot.waitUntil(menu.isVisible)
    (entry,) = [action for action in menu.actions() if action.text() == text]
    qtbot.mouseClick(menu, Qt.MouseButton.LeftButton, pos=menu.actionGeometry(entry).center())


def right_click(widget):
    at = widget.rect().center()
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, widget.mapToGlobal(at))
    QApplication.sendEvent(widget, event)


def test_the_right_mouse_button_copies_the_numbers_of_a_picture(panel, qtbot):
    dots = panel._dots
    right_click(dots.picture)
    choose(qtbot, dots._copy.menu(), "Copy data")
    lines = QGuiApplication.clipboard().text().splitlines()
    assert lines[0] == "futures below it, of 100\tnet present value"
    assert len(lines) == 51
    assert [line.split("\t")[0] for line in lines[1:4]] == ["1", "3", "5"]


def test_the_right_mouse_button_copies_a_picture_as_it_looks(panel, qtbot):
    fan = panel._fan
    right_click(fan.picture)
    choose(qtbot, fan._copy.menu(), "Copy picture")
    image = QGuiApplication.clipboard().image()
    assert image.width() >= fan.picture.width()
    colours = {image.pixelColor(x, y).name() for x in range(0, image.width(), 3) for y in range(0, image.height(), 3)}
    assert len(colours) > 3


def test_the_numbers_are_those_of_the_answer_on_screen(panel, qtbot):
    newer = evaluation(mean=5_000_000.0)
    panel.show_answer(newer, newer.candidates[0])
    panel._dots._copy.copy_data()
    last = QGuiApplication.clipboard().text().splitlines()[-1]
    assert float(last.split("\t")[1]) == pytest.approx(newer.candidates[0].dots[-1], rel=1e-3)


def test_everything_that_can_be_copied_has_a_button_with_a_name(panel, qtbot):
    click(qtbot, panel, "More pictures and percentiles")
    for what in (
        "Fifty futures",
        "Bank balance",
        "Ways of paying",
        "Chance of at most so much",
        "How the outcomes lie",
        "From “nothing goes wrong” to the average",
        "Percentiles",
    ):
        assert button(panel, f"Copy or save: {what}").menu().actions()


def test_a_button_that_is_pressed_opens_its_menu(panel, qtbot):
    found = button(panel, "Copy or save: Bank balance")
    found.setFocus()
    seen = []
    found.menu().aboutToShow.connect(lambda: seen.append(found.menu()))
    found.menu().aboutToShow.connect(found.menu().close)
    found.menu().popup(found.mapToGlobal(QPoint(0, 0)))
    qtbot.waitUntil(lambda: seen == [found.menu()])

"""Language, colours, hostile names, accessibility, several candidates, waiting."""

from __future__ import annotations

import time

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QToolButton, QWidget

from roitool.scenario.editing import inserted, replaced
from roitool.scenario.file import write_scenario
from tests.ui.conftest import figure, row, type_into, wait_for_answer
from ui.editors.figure_line import UNIT_WIDTH
from ui.main_window import SMALLEST
from ui.pages.page import COMPANY, READINESS, SHARED, Page
from ui.widgets.plain import ElidedLabel

LIKELY = 1

HOSTILE = [
    "<table><tr><td>" * 12,
    r"$\foo{$ b",
    "x" * 200,
    "a b " * 50,
    "&lt;b&gt; &Save %s {0.__class__}",
    "\N{RIGHT-TO-LEFT OVERRIDE}abc",
    "<img src='file:///etc/passwd'>",
]


def texts_of(window):
    return [label.text() for label in window.findChildren(QLabel) if label.isVisible()]


def open_scenario(open_window, tmp_path, scenario, language="en"):
    path = tmp_path / "given.roi.json"
    write_scenario(path, scenario)
    return open_window(path, language)


def test_the_language_changes_at_once_and_the_way_back_stays(window, qtbot):
    type_into(qtbot, row(window, "arm_price").field_for(LIKELY), "35k")
    window.choose_language("nl")
    wait_for_answer(qtbot, window)
    assert "Lascobot" in texts_of(window)
    assert "Can it hurt us?" not in texts_of(window)
    assert row(window, "arm_price").field_for(LIKELY).text() == "35.000"
    qtbot.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert figure(window, "arm_price").quantity.value == 33_000
    assert window.settings.language == "nl"


@pytest.mark.parametrize("change", [("choose_language", "nl"), ("choose_theme", "dark")])
def test_undo_redo_and_export_stay_in_the_corner_once(window, qtbot, change):
    name, value = change
    getattr(window, name)(value)
    wait_for_answer(qtbot, window)
    buttons = [button for button in window.findChildren(QToolButton, "corner") if button.isVisible()]
    assert len(buttons) == 3
    assert all(button.mapTo(window, button.rect().topLeft()).x() > window.width() / 2 for button in buttons)
    assert not any(button.icon().isNull() for button in buttons)


def test_a_label_of_two_lines_has_room_for_both(open_window, tmp_path, cobot, qtbot):
    scenario = replaced(cobot, ("candidates", 0, "inputs", 1, "label"), "one two three " * 12)
    window = open_scenario(open_window, tmp_path, scenario)
    window.resize(1280, 720)
    shown = row(window, "welding_set_price")
    (label,) = [each for each in shown.findChildren(ElidedLabel) if each.text().startswith("one two")]
    qtbot.waitUntil(lambda: len(label._lines) == 2)
    qtbot.waitUntil(lambda: label.height() >= 2 * label.fontMetrics().height())
    (unit,) = [each for each in shown.findChildren(ElidedLabel) if each.text() == "€"]
    assert unit.width() == UNIT_WIDTH


def test_dark_colours_are_dark_everywhere(window, qtbot):
    window.choose_theme("dark")
    wait_for_answer(qtbot, window)
    assert QApplication.palette().color(QPalette.ColorRole.Window).lightness() < 80
    picture = window.workspace.answer._dots.picture
    qtbot.waitUntil(lambda: picture._image is not None)
    assert picture._image.pixelColor(1, 1).lightness() < 80
    window.choose_theme("light")
    assert QApplication.palette().color(QPalette.ColorRole.Window).lightness() > 200


def test_every_control_that_takes_the_focus_has_an_accessible_name(window):
    for heading in window.workspace.figures._groups:
        heading.set_open(True)
    controls = [
        widget
        for widget in window.findChildren(QWidget)
        if widget.focusPolicy() != Qt.FocusPolicy.NoFocus and not isinstance(widget, QLabel)
    ]
    assert len(controls) > 100
    nameless = [
        type(widget).__name__
        for widget in controls
        if not (widget.accessibleName() or (isinstance(widget, QPushButton) and widget.text()))
    ]
    assert nameless == []


def test_every_label_shows_plain_text(window):
    labels = window.findChildren(QLabel)
    assert labels
    assert {label.textFormat() for label in labels} == {Qt.TextFormat.PlainText}


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_names_are_shown_literally_and_freeze_nothing(open_window, tmp_path, cobot, qtbot, text):
    hostile = replaced(cobot, ("candidates", 0, "title"), text)
    hostile = replaced(hostile, ("title",), text)
    hostile = replaced(hostile, ("candidates", 0, "inputs", 0, "label"), text)
    hostile = replaced(hostile, ("candidates", 0, "inputs", 0, "evidence", "note"), text * 8)
    hostile = replaced(hostile, ("candidates", 0, "ways_of_paying", 0, "label"), text)
    window = open_scenario(open_window, tmp_path, hostile)
    begun = time.thread_time()
    window.grab()
    assert time.thread_time() - begun < 1
    label = row(window, "arm_price").label
    assert label == window.workspace._words.label(text)
    assert label in texts_of(window)
    assert "<b>" not in row(window, "arm_price").chip.toolTip()


def test_a_very_long_unit_and_note_keep_the_window_as_wide_as_it_is(open_window, tmp_path, cobot):
    long = replaced(cobot, ("candidates", 0, "inputs", 0, "unit"), "W" * 40)
    long = replaced(long, ("candidates", 0, "note"), "W" * 2000)
    window = open_scenario(open_window, tmp_path, long)
    figures = window.workspace.figures
    assert figures.widget().width() == figures.viewport().width()


@pytest.mark.parametrize("size", [(1280, 720), SMALLEST])
@pytest.mark.parametrize("language", ["nl", "en"])
def test_nothing_is_scrolled_sideways_on_a_small_screen(open_window, language, size, qtbot):
    window = open_window(language=language)
    window.resize(*size)
    for panel in (window.workspace.figures, window.workspace.answer):
        qtbot.waitUntil(lambda panel=panel: panel.widget().width() == panel.viewport().width())
    assert window.minimumSizeHint().width() <= 1280


def test_a_small_screen_leaves_room_for_the_names_of_figures(window, qtbot):
    window.resize(1280, 720)
    labels = [label for label in row(window, "arm_price").findChildren(ElidedLabel) if label.text() != "€"]
    qtbot.waitUntil(lambda: min(label.width() for label in labels) >= 150)
    page = window.workspace.figures
    qtbot.waitUntil(lambda: page.widget().width() == page.viewport().width())


def test_the_window_is_at_first_no_larger_than_the_screen(window):
    smallest = window.minimumSize()
    assert window.size() == QSize(1360, 820).boundedTo(window.screen().availableSize()).expandedTo(smallest)


def test_several_candidates_are_listed_and_each_shows_its_own_figures_and_answer(
    open_window, tmp_path, cobot, sensors, qtbot
):
    both = inserted(cobot, ("candidates", 1), sensors.candidates[0])
    window = open_scenario(open_window, tmp_path, both)
    names = window.workspace.navigation.list
    assert [names.item(position).text() for position in range(names.count())][4:7] == [
        "Welding cobot",
        "Machine sensors",
        "Do nothing",
    ]
    first = window.workspace.answer.headline.text()
    names.setFocus()
    qtbot.keyClick(names, Qt.Key.Key_Down)
    wait_for_answer(qtbot, window)
    assert window.workspace.answer.headline.text() != first
    type_into(qtbot, row(window, "hardware_price").field_for(LIKELY), "5000")
    wait_for_answer(qtbot, window)
    assert window.workspace.candidate == 1
    qtbot.keyClick(names, Qt.Key.Key_Up)
    window.undo()
    assert window.workspace.candidate == 1
    assert row(window, "hardware_price").field_for(LIKELY).text() == "700"


def test_the_answer_stays_on_the_candidate_last_looked_at(open_window, tmp_path, cobot, sensors, qtbot):
    window = open_scenario(open_window, tmp_path, inserted(cobot, ("candidates", 1), sensors.candidates[0]))
    window.workspace.show_page(Page("candidate", 1))
    headline = window.workspace.answer.headline.text()
    window.workspace.navigation.list.setFocus()
    window.workspace.navigation.list.setCurrentRow(0)
    assert window.workspace.page == COMPANY
    assert window.workspace.answer.headline.text() == headline
    type_into(qtbot, row(window, "opening_cash").field_for(LIKELY), "500k")
    wait_for_answer(qtbot, window)
    assert window.workspace.candidate == 1
    assert window.workspace.page == COMPANY


def test_the_page_about_where_to_begin_comes_back_with_an_answer_in_another_language(window, qtbot):
    window.workspace.show_page(READINESS)
    window.choose_language("nl")
    wait_for_answer(qtbot, window)
    assert window.workspace.page == READINESS
    window.workspace.show_page(COMPANY)
    assert window.workspace.state.state == "current"


@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_page_is_called_as_the_list_calls_it(open_window, language):
    window = open_window(language=language)
    names = window.workspace.navigation.list
    for position, page in enumerate((COMPANY, SHARED, READINESS)):
        window.workspace.show_page(page)
        titles = [label.text() for label in window.findChildren(QLabel) if label.property("kind") == "title"]
        assert names.item(position).text() in titles


def test_on_a_wide_screen_the_answer_gets_a_share_of_it(window, qtbot):
    narrow = window.workspace.answer.width()
    window.resize(1900, 900)
    qtbot.waitUntil(lambda: window.workspace.answer.width() > narrow)


def test_pictures_say_in_words_what_they_show(window):
    for picture in (window.workspace.answer._dots.picture, window.workspace.answer._fan.picture):
        assert "futures" in picture.accessibleName()

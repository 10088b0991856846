"""The page to begin from: everything on it is chosen by mouse and by keyboard, and nothing of the engine is needed."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QLabel, QPushButton, QScrollArea, QWidget

from roitool.scenario.data import example_names, template_ids
from roitool.scenario.overview import overview
from ui.pages.start import StartPage
from ui.pages.template_icons import ICONS
from ui.widgets.choices import ChoiceCard, ChoiceRow

RECENT = [(Path("/plans/cobot.roi.json"), "yesterday"), (Path("/plans/mes & erp.roi.json"), "12 November")]

WITHOUT_ENGINE = """
import sys
import ui.pages.start
wrong = [name for name in ("numpy", "scipy", "pydantic", "matplotlib") if name in sys.modules]
sys.exit(str(wrong) if wrong else 0)
"""


def cards(page):
    return page.findChildren(ChoiceCard)


def rows(page):
    return {row.accessibleName().split(".")[0]: row for row in page.findChildren(ChoiceRow)}


def button(page, text):
    return next(each for each in page.findChildren(QPushButton) if each.text() == text)


def test_every_template_has_a_card_with_what_it_costs(shown):
    page = shown(StartPage)
    names = [card.accessibleName() for card in cards(page)]
    assert len(names) == len(template_ids())
    assert names[0].startswith("A cobot at a machine. A robot arm takes over loading")
    assert names[0].endswith("All in, as such projects go: €83,000 – 140,000.")


def test_every_template_has_an_icon():
    assert sorted(ICONS) == list(template_ids())


def test_a_template_is_chosen_with_the_mouse_wherever_its_card_is_clicked(shown, qtbot):
    page = shown(StartPage)
    card = cards(page)[1]
    for place in (QPoint(20, 20), card.rect().center(), QPoint(30, card.height() - 16)):
        with qtbot.waitSignal(page.template_chosen) as chosen:
            qtbot.mouseClick(card, Qt.MouseButton.LeftButton, pos=place)
        assert chosen.args == ["robot_as_a_service"]


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
def test_a_template_is_chosen_with_the_keyboard(shown, qtbot, key):
    page = shown(StartPage)
    qtbot.keyClick(page, Qt.Key.Key_Tab)
    qtbot.keyClick(page.focusWidget(), Qt.Key.Key_Tab)
    with qtbot.waitSignal(page.template_chosen) as chosen:
        qtbot.keyClick(page.focusWidget(), key)
    assert chosen.args == ["robot_as_a_service"]


def test_nothing_looks_chosen_at_first(shown):
    page = shown(StartPage)
    assert page.focusWidget() in {None, page}


def test_a_card_that_is_reached_with_tab_scrolls_into_sight(shown, qtbot):
    page = shown(StartPage)
    (area,) = page.findChildren(QScrollArea)
    last = cards(page)[-1]
    assert not area.viewport().rect().contains(last.mapTo(area.viewport(), last.rect().center()))
    for _ in cards(page):
        qtbot.keyClick(page.focusWidget() or page, Qt.Key.Key_Tab)
    assert page.focusWidget() is last
    assert area.viewport().rect().contains(last.mapTo(area.viewport(), last.rect().center()))


def test_an_example_is_opened_by_one_click(shown, qtbot):
    page = shown(StartPage, "nl")
    chosen = []
    page.example_chosen.connect(chosen.append)
    for example in overview().examples:
        qtbot.mouseClick(rows(page)[example.title["nl"]], Qt.MouseButton.LeftButton)
    assert sorted(chosen) == list(example_names())


def test_recent_files_are_listed_with_when_and_chosen_by_their_path(shown, qtbot):
    page = shown(StartPage)
    assert "The scenarios you save will be here." in texts(page)
    page.show_recent(RECENT)
    qtbot.waitUntil(lambda: {"cobot.roi.json", "yesterday", "mes & erp.roi.json", "12 November"} <= set(texts(page)))
    row = next(each for each in page.findChildren(ChoiceRow) if "cobot.roi" in each.accessibleName())
    assert "/plans/cobot.roi.json" in row.toolTip()
    with qtbot.waitSignal(page.recent_chosen) as chosen:
        qtbot.mouseClick(row, Qt.MouseButton.LeftButton)
    assert chosen.args == [RECENT[0][0]]


def test_at_most_four_recent_files_are_listed_and_a_new_list_takes_the_place_of_the_old(shown, qtbot):
    page = shown(StartPage)
    page.show_recent([(Path(f"/{number}.roi.json"), "today") for number in range(9)])
    page.show_recent([(Path(f"/other{number}.roi.json"), "today") for number in range(9)])
    qtbot.waitUntil(lambda: len(page.findChildren(ChoiceRow)) == len(example_names()) + 4)
    assert "other0.roi.json" in texts(page)


def test_files_and_the_questions_about_readiness_are_asked_for(shown, qtbot):
    page = shown(StartPage)
    with qtbot.waitSignal(page.open_asked):
        qtbot.mouseClick(button(page, "Open a scenario…"), Qt.MouseButton.LeftButton)
    begin = button(page, "Where to begin")
    begin.setFocus()
    with qtbot.waitSignal(page.readiness_asked):
        qtbot.keyClick(begin, Qt.Key.Key_Return)


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("size", [(1180, 566), (1280, 686), (1360, 786)])
def test_what_is_below_the_templates_stays_in_sight_and_nothing_is_wider_than_the_page(shown, qtbot, language, size):
    page = shown(StartPage, language, size)
    page.show_recent(RECENT)
    assert page.width() == size[0]
    (area,) = page.findChildren(QScrollArea)
    assert area.widget().width() <= area.viewport().width()
    assert area.height() >= 120
    qtbot.waitUntil(lambda: "yesterday" in texts(page))
    for row in rows(page).values():
        assert page.rect().contains(row.mapTo(page, row.rect().bottomRight()))


def test_cards_of_a_row_line_up_with_the_heading(shown):
    page = shown(StartPage)
    heading = next(label for label in page.findChildren(QLabel) if label.text() == "Start from a template")
    first, fourth = cards(page)[0], cards(page)[3]
    assert first.mapTo(page, QPoint(0, 0)).x() == heading.mapTo(page, QPoint(0, 0)).x()
    assert len({card.height() for card in cards(page)[:4]}) == 1
    assert fourth.mapTo(page, fourth.rect().topRight()).x() == page.width() - 61


def test_every_control_has_a_name_and_every_text_is_plain(shown, qtbot):
    page = shown(StartPage)
    page.show_recent([(Path("/<b>bold & co.roi.json"), "today")])
    controls = [each for each in page.findChildren(QWidget) if each.focusPolicy() != Qt.FocusPolicy.NoFocus]
    assert [each for each in controls if not (each.accessibleName() or each.text())] == []
    assert {label.textFormat() for label in page.findChildren(QLabel) if label.text()} == {Qt.TextFormat.PlainText}
    qtbot.waitUntil(lambda: "<b>bold & co.roi.json" in texts(page))


def test_it_is_imported_without_the_engine():
    done = subprocess.run([sys.executable, "-c", WITHOUT_ENGINE], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def texts(page):
    return [label.text() for label in page.findChildren(QLabel) if label.isVisible()]

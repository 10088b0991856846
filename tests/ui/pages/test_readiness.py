"""Where to begin: answered by mouse and keyboard, and what follows is told at once."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QScrollArea

from roitool.scenario.scenario import Readiness
from ui.pages.readiness import ReadinessPage
from ui.widgets.choices import ChoiceRow

SOME = Readiness(process=2, data=2, connectivity=1, people=2, supplier=1, owner_time=2)


@pytest.fixture
def page(shown):
    return shown(ReadinessPage)


def texts(page):
    return [label.text() for label in page.findChildren(QLabel) if label.isVisible()]


def given(page):
    return {
        key: next((at for at, each in enumerate(question.buttons) if each.isChecked()), None)
        for key, question in page.questions.items()
    }


def press(qtbot, page, *keys):
    for key in keys:
        qtbot.keyClick(page.focusWidget(), key)


def test_seven_questions_with_six_answers_each_and_none_given(page):
    assert [len(question.buttons) for question in page.questions.values()] == [6] * 7
    assert set(given(page).values()) == {None}
    assert "Once you have answered four questions, this tells which templates fit your company now." in texts(page)


def test_an_answer_is_clicked_anywhere_and_told_at_once(page, qtbot):
    answers = []
    page.chosen.connect(answers.append)
    level = page.questions["people"].buttons[1]
    qtbot.mouseClick(level, Qt.MouseButton.LeftButton, pos=level.rect().bottomRight() - level.rect().center() / 8)
    qtbot.mouseClick(page.questions["people"].buttons[3], Qt.MouseButton.LeftButton)
    assert answers == [Readiness(people=1), Readiness(people=3)]
    assert given(page)["people"] == 3


def test_all_is_answered_with_the_keyboard(page, qtbot):
    for key in page.questions:
        assert page.focusWidget() is page.questions[key].buttons[0]
        press(qtbot, page, Qt.Key.Key_Space, Qt.Key.Key_Right, Qt.Key.Key_Return)
        assert given(page)[key] == 1
        press(qtbot, page, Qt.Key.Key_Tab)
        if isinstance(page.focusWidget(), QPushButton):
            press(qtbot, page, Qt.Key.Key_Tab)
    assert set(given(page).values()) == {1}


def test_an_answer_is_taken_back_with_delete_and_with_its_button(page, qtbot):
    page.refresh(SOME)
    page.questions["people"].take_focus()
    with qtbot.waitSignal(page.chosen) as chosen:
        press(qtbot, page, Qt.Key.Key_Delete)
    assert chosen.args[0].people is None
    clear = next(
        each
        for each in page.findChildren(QPushButton)
        if each.accessibleName().startswith("clear: How well do the data")
    )
    qtbot.mouseClick(clear, Qt.MouseButton.LeftButton)
    assert given(page) == {**SOME.model_dump(), "people": None, "data": None}
    assert not clear.isVisible()


def test_a_low_answer_says_what_to_do_first(page, qtbot):
    first = page.questions["people"].first
    qtbot.mouseClick(page.questions["people"].buttons[0], Qt.MouseButton.LeftButton)
    assert "Name one person" in first.text()
    qtbot.mouseClick(page.questions["people"].buttons[4], Qt.MouseButton.LeftButton)
    assert not first.isVisible()


def test_the_fourth_answer_brings_what_fits_now_and_a_click_chooses_it(page, qtbot):
    for key in ("process", "data", "connectivity"):
        qtbot.mouseClick(page.questions[key].buttons[2], Qt.MouseButton.LeftButton)
    assert page.findChildren(ChoiceRow) == []
    qtbot.mouseClick(page.questions["finance"].buttons[1], Qt.MouseButton.LeftButton)
    row = next(each for each in page.findChildren(ChoiceRow) if "rented by the hour" in each.accessibleName())
    with qtbot.waitSignal(page.template_chosen) as chosen:
        qtbot.mouseClick(row, Qt.MouseButton.LeftButton)
    assert chosen.args == ["robot_as_a_service"]
    qtbot.waitUntil(lambda: any("judgement" in text for text in texts(page)))


def test_answers_that_are_there_are_shown_without_telling_anybody(shown, qtbot):
    page = shown(lambda words, theme: ReadinessPage(words, theme, SOME))
    assert given(page) == SOME.model_dump()
    with qtbot.assertNotEmitted(page.chosen):
        page.refresh(Readiness(people=5))
        page.refresh(None)
    assert set(given(page).values()) == {None}


def test_inside_a_document_nobody_goes_back(shown, qtbot):
    page = shown(lambda words, theme: ReadinessPage(words, theme, SOME, inside=True))
    assert [each for each in page.findChildren(QPushButton) if each.text() == "Back"] == []
    with qtbot.assertNotEmitted(page.back_asked):
        qtbot.keyClick(page, Qt.Key.Key_Escape)


def test_back_by_button_and_by_escape(page, qtbot):
    back = next(each for each in page.findChildren(QPushButton) if each.text() == "Back")
    with qtbot.waitSignal(page.back_asked):
        qtbot.mouseClick(back, Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(page.back_asked):
        press(qtbot, page, Qt.Key.Key_Escape)


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("width", [680, 1180, 1360])
def test_nothing_is_wider_than_the_page_and_suggestions_go_where_there_is_room(shown, qtbot, language, width):
    page = shown(lambda words, theme: ReadinessPage(words, theme, SOME), language, (width, 686))
    (area,) = page.findChildren(QScrollArea)
    assert area.widget().width() <= area.viewport().width()
    row, level = page.findChildren(ChoiceRow)[0], page.questions["process"].buttons[5]
    beside = row.mapTo(page, row.rect().topLeft()).x() > level.mapTo(page, level.rect().topRight()).x()
    assert beside == (width >= 1180)

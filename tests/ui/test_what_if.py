"""What if, and two figures at a time: the answer follows what is tried, and the document does not until it is kept."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from roitool.evaluate import evaluate
from roitool.scenario.editing import replaced, value_at
from roitool.scenario.quantities import Fixed
from roitool.wording.drivers import rough_money
from roitool.wording.words import Words
from tests.ui.answers import button, plain, texts
from tests.ui.conftest import wait_for_answer
from tests.ui.deciding import go_to, opened, state, wait_for_page
from ui.pages.page import MATTERS, Page

ENGLISH = Words("en")


def dragged(qtbot, window, page, steps=3):
    """Take hold of the slider and move it with the keyboard by some tenths of its way."""
    page.what_if.slider.setFocus()
    for _ in range(steps):
        qtbot.keyClick(page.what_if.slider, Qt.Key.Key_PageUp)
    wait_for_answer(qtbot, window)


def test_a_figure_that_is_dragged_moves_the_answer_and_not_the_document(three, qtbot):
    page = opened(qtbot, three, MATTERS)
    document, answer = three.document.scenario, three.workspace.answer
    shown = page.found
    dragged(qtbot, three, page)
    place, value = page.what_if.place, page.what_if.number
    tried = replaced(document, (*place, "quantity"), Fixed(value=value))
    assert answer.shown.evaluation.scenario == tried
    assert answer.shown.candidate.npv == evaluate(tried, settle=False).candidates[0].npv
    assert any(text.startswith("What if: ") for text in texts(three.workspace.answering))
    assert three.document.scenario is document
    assert not three.document.dirty
    assert page.found is shown
    assert state(three).state == "current"


def test_what_was_tried_is_over_with_back_with_another_page_and_with_an_edit(three, qtbot):
    page = opened(qtbot, three, MATTERS)
    document, answer = three.document.scenario, three.workspace.answer
    shown = page.found
    dragged(qtbot, three, page)
    qtbot.mouseClick(page.what_if.back, Qt.MouseButton.LeftButton)
    wait_for_answer(qtbot, three)
    assert answer.shown.evaluation.scenario == document
    assert not any(text.startswith("What if: ") for text in texts(three.workspace.answering))
    assert page.found is shown
    dragged(qtbot, three, page)
    go_to(qtbot, three, Page("candidate", 0))
    wait_for_answer(qtbot, three)
    assert answer.shown.evaluation.scenario == document
    go_to(qtbot, three, MATTERS)
    dragged(qtbot, three, page)
    three.document.edit({("hurdle_rate",): 0.2})
    wait_for_page(qtbot, three)
    assert answer.shown.evaluation.scenario == three.document.scenario
    assert not page.what_if.keep.isEnabled()


def test_what_was_tried_can_be_kept_as_the_owners_own_guess_and_undone(three, qtbot):
    page = opened(qtbot, three, MATTERS)
    document = three.document.scenario
    dragged(qtbot, three, page)
    place, value = page.what_if.place, page.what_if.number
    qtbot.mouseClick(page.what_if.keep, Qt.MouseButton.LeftButton)
    figure = value_at(three.document.scenario, place)
    assert figure.quantity == Fixed(value=value)
    assert figure.evidence.by == "guess"
    wait_for_page(qtbot, three)
    assert three.workspace.answer.shown.evaluation.scenario == three.document.scenario
    three.undo()
    assert three.document.scenario == document


def test_where_it_turns_is_found_even_if_something_was_tried_meanwhile(three, qtbot):
    go_to(qtbot, three, MATTERS)
    wait_for_page(qtbot, three)
    page = three.workspace.deciding.matters
    dragged(qtbot, three, page)
    qtbot.mouseClick(page.what_if.back, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.found.turning is not None)


def test_two_figures_have_a_table_that_says_what_is_left(three, qtbot):
    page = opened(qtbot, three, MATTERS)
    scenario = three.document.scenario
    found = page.found.tables[0]
    amounts = [plain(rough_money(each, scenario, ENGLISH)) for line in found.present for each in line]
    assert [text for text in texts(page.two_way) if text in amounts] == amounts
    page.two_way.across.setFocus()
    qtbot.keyClick(page.two_way.across, Qt.Key.Key_Down)
    found = page.found.tables[1]
    amounts = [plain(rough_money(each, scenario, ENGLISH)) for line in found.present for each in line]
    assert [text for text in texts(page.two_way) if text in amounts] == amounts


def test_a_figure_is_never_held_against_itself(three, qtbot):
    page = opened(qtbot, three, MATTERS)
    page.two_way.down.setFocus()
    qtbot.keyClick(page.two_way.down, Qt.Key.Key_Down)
    assert page.two_way.down.currentIndex() == 1
    assert page.two_way.across.currentIndex() == 2
    button(page, "Copy or save: Two figures at a time").copy_data()
    assert len(QGuiApplication.clipboard().text().splitlines()) == 6


def test_a_page_that_is_out_of_date_tries_nothing_of_a_candidate_that_is_gone(three, qtbot):
    go_to(qtbot, three, Page("candidate", 2))
    three.workspace.candidates.duplicate()
    wait_for_answer(qtbot, three)
    page = opened(qtbot, three, MATTERS)
    assert page.found.position == 3
    page.what_if.slider.setFocus()
    three.undo()
    assert three.workspace.page == MATTERS
    qtbot.keyClick(page.what_if.slider, Qt.Key.Key_PageUp)
    assert not three.workspace.trying.under_way
    wait_for_page(qtbot, three)
    assert page.found.position == 2
    assert not page.what_if.keep.isEnabled()


def test_any_two_figures_can_be_chosen_and_stay_so_when_the_answer_is_found_anew(three, qtbot):
    page = opened(qtbot, three, MATTERS)
    qtbot.waitUntil(lambda: page.found.turning is not None)
    scenario, across = three.document.scenario, page.two_way.across
    figures = sum(driver.what == "figure" for driver in page.found.drivers.drivers)
    assert 20 < across.count() <= figures
    across.setFocus()
    qtbot.keyClick(across, Qt.Key.Key_End)
    first = page.found.tables[0].one
    table = [table for table in page.found.tables if table.one == first][-1]
    assert across.currentText() == ENGLISH.label(value_at(scenario, table.other).label)
    amounts = [plain(rough_money(each, scenario, ENGLISH)) for line in table.present for each in line]
    assert [text for text in texts(page.two_way) if text in amounts] == amounts
    page.two_way.show_matters(replace(page.found, tables=page.found.strongest_tables))
    assert (page.two_way.down.currentIndex(), across.currentIndex()) == (0, 1)
    page.two_way.show_matters(page.found)
    assert (page.two_way.down.currentIndex(), across.currentIndex()) == (0, 1)
    qtbot.keyClick(across, Qt.Key.Key_Down)
    page.two_way.show_matters(page.found)
    assert (page.two_way.down.currentIndex(), across.currentIndex()) == (0, 2)

"""The pages that decide: what they show is the engine's, it follows the document, and every row leads somewhere."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QContextMenuEvent, QGuiApplication
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QScrollArea

from roitool.evaluate import evaluate
from roitool.evaluate.compare import compare_answered
from roitool.evaluate.finding_out import finding_out
from roitool.evaluate.matters import matters
from roitool.scenario.beginning import begun
from roitool.scenario.data import example_bytes
from roitool.scenario.editing import replaced
from roitool.scenario.file import scenario_from_bytes, write_scenario
from roitool.wording.comparison import describe_comparison
from roitool.wording.finding_out import describe_finding_out
from roitool.wording.matters import describe_matters
from roitool.wording.words import Words
from tests.ui.answers import button, plain, texts
from tests.ui.conftest import wait_for_answer, wait_for_refusal
from tests.ui.deciding import go_to, opened, row, state, wait_for_page
from ui.pages.page import COMPANY, COMPARE, MATTERS, NOTHING, Page
from ui.widgets.fold import Fold

ENGLISH = Words("en")


@pytest.fixture(scope="module")
def evaluation():
    return evaluate(scenario_from_bytes(example_bytes("three-candidates")), settle=False)


def test_compare_shows_the_numbers_of_the_engine_for_every_choice_and_every_pair(three, evaluation, qtbot):
    page = opened(qtbot, three, COMPARE)
    found = compare_answered(evaluation)
    told = describe_comparison(found, ENGLISH)
    shown = texts(page)
    for choice in told.choices[1:]:
        for text in (choice.name, choice.verdict, choice.earns, choice.payback, choice.short, choice.mean):
            assert plain(text) in shown
        assert plain(choice.regret) in shown
    for sentence in (*told.summary, *told.pairs):
        assert plain(sentence) in shown
    answers = evaluation.candidates
    assert [bar.mean for bar in page.choices.bars] == [*(each.npv.mean.value for each in answers), 0.0]
    ends = [(each.npv.quantiles[5].value, each.npv.quantiles[95].value) for each in answers]
    assert [bar.ends for bar in page.choices.bars] == [*ends, None]
    assert len({bar.axis for bar in page.choices.bars}) == 1


def test_what_to_find_out_first_is_that_of_all_candidates_and_a_click_leads_to_the_figure(three, evaluation, qtbot):
    page = opened(qtbot, three, COMPARE)
    told = describe_finding_out(evaluation, finding_out(evaluation), ENGLISH)
    first = told.rows[0]
    found = row(page.finding, f"Show: {first.name}")
    assert plain(f"may cost {first.worth} at most") in texts(page.finding)
    assert plain(told.nothing) in texts(page.finding)
    qtbot.mouseClick(found, Qt.MouseButton.LeftButton)
    window = three.workspace
    assert window.page == Page("candidate", first.place[1])
    assert window.figures.row_at(first.place) is not None


def test_how_to_find_out_is_told_with_its_cost_and_what_shows_several_figures_has_a_row(qtbot, open_window, tmp_path):
    path = tmp_path / "cobot.roi.json"
    write_scenario(path, begun(["cobot_cell"], "2027-01"))
    window = open_window(path)
    page = opened(qtbot, window, COMPARE)
    scenario = begun(["cobot_cell"], "2027-01")
    evaluation = evaluate(scenario, settle=False)
    told = describe_finding_out(evaluation, finding_out(evaluation), ENGLISH)
    first = told.together[0]
    assert first.name == "A trial week with a hired cobot, on your own work"
    shown = row(page.finding, f"Show: {first.name}")
    assert plain(f"may cost {first.worth} at most. costs some €3,000: worth it") in plain(shown.accessibleName())
    assert len(told.rows) > 6
    assert f"Worth finding out too, for less: {len(told.rows) - 6} more." in texts(page.finding)
    (less, _) = [each for each in page.finding.findChildren(Fold) if each.isVisible()]
    qtbot.mouseClick(less, Qt.MouseButton.LeftButton)
    assert plain(" · ".join(f"{each.name} ({each.worth})" for each in told.rows[6:])) in texts(page.finding)
    (hours,) = [each for each in told.rows if each.name == "Work that the cobot can take over"]
    heard = plain(row(page.finding, f"Show: {hours.name}").accessibleName())
    assert heard.endswith("some €600: Two weeks of counting at the machine")
    qtbot.mouseClick(shown, Qt.MouseButton.LeftButton)
    assert window.workspace.page == Page("candidate", 0)
    assert window.workspace.figures.row_at(first.place) is not None
    page = opened(qtbot, window, MATTERS)
    heard = plain(row(page.shares, f"Show: {hours.name}").accessibleName())
    assert heard.endswith("some €600: Two weeks of counting at the machine")


def test_a_click_on_a_row_leads_to_its_candidate_and_the_answer_is_beside_it_again(three, qtbot):
    page = opened(qtbot, three, COMPARE)
    assert not three.workspace.answering.isVisible()
    qtbot.mouseClick(row(page.choices, "Machine sensors"), Qt.MouseButton.LeftButton)
    assert three.workspace.page == Page("candidate", 1)
    assert three.workspace.answering.isVisible()
    wait_for_answer(qtbot, three)
    page = opened(qtbot, three, COMPARE)
    qtbot.mouseClick(row(page.choices, "Do nothing"), Qt.MouseButton.LeftButton)
    assert three.workspace.page == NOTHING


def test_rows_are_reached_and_pressed_with_the_keyboard(three, qtbot):
    page = opened(qtbot, three, COMPARE)
    three.workspace.navigation.list.setFocus()
    rows = [row(page.choices, title) for title in ("Welding cobot", "Machine sensors")]
    seen = []
    for _ in range(12):
        qtbot.keyClick(three.focusWidget(), Qt.Key.Key_Tab)
        seen.append(three.focusWidget())
    at = [seen.index(each) for each in rows]
    assert at[1] == at[0] + 1
    rows[1].setFocus()
    qtbot.keyClick(rows[1], Qt.Key.Key_Return)
    assert three.workspace.page == Page("candidate", 1)


def test_ways_of_paying_of_any_candidate_are_compared_with_their_deepest_dip(three, evaluation, qtbot):
    page = opened(qtbot, three, COMPARE)
    page.ways.choice.setFocus()
    qtbot.keyClick(page.ways.choice, Qt.Key.Key_Down)
    answer = evaluation.candidates[1]
    shown = texts(page.ways)
    for way in answer.ways:
        for amount in (way.npv_as_paid.mean, way.bank.lowest_with.quantiles[5]):
            signed = amount is way.npv_as_paid.mean
            assert plain(ENGLISH.estimated_money(amount, "EUR", signed=signed)) in shown


def test_what_matters_shows_the_numbers_of_the_engine(three, evaluation, qtbot):
    page = opened(qtbot, three, MATTERS)
    *_, found = matters(evaluation, 0)
    told = describe_matters(found, ENGLISH)
    for each in told.swings:
        assert {plain(text) for text in (each.worse, each.least, each.better, each.most)} <= set(texts(page.swings))
    assert [bar.ends for bar in page.swings.bars] == [each.ends for each in told.swings]
    for each in told.shares:
        assert {plain(each.share), plain(each.worth)} <= set(texts(page.shares))
    for each in told.turns:
        assert {plain(each.no_gain), plain(each.room), plain(each.in_time)} <= set(texts(page.turns))
    assert plain(told.steady) in texts(page.turns)
    assert plain(" · ".join(told.which)) not in texts(page.turns)
    button(page.turns, f"Which those are: {told.steady}").click()
    assert plain(" · ".join(told.which)) in texts(page.turns)
    for each in told.sources:
        assert {each.name, plain(each.share), plain(each.worst)} <= set(texts(page.sources))


def test_what_matters_is_about_the_candidate_looked_at_last_and_another_can_be_chosen(three, qtbot):
    go_to(qtbot, three, Page("candidate", 2))
    wait_for_answer(qtbot, three)
    page = opened(qtbot, three, MATTERS)
    assert page.found.position == 2
    page.choice.setFocus()
    qtbot.keyClick(page.choice, Qt.Key.Key_Up)
    wait_for_page(qtbot, three)
    assert page.found.position == 1
    assert three.workspace.page == MATTERS
    assert three.workspace.answer.shown.candidate.id == "sensors"


def test_each_row_of_what_matters_leads_to_its_figure(three, evaluation, qtbot):
    page = opened(qtbot, three, MATTERS)
    *_, found = matters(evaluation, 0)
    for card in (page.swings, page.shares, page.turns):
        place = found.drivers.drivers[0].place
        name = describe_matters(found, ENGLISH).shares[0].name
        qtbot.mouseClick(row(card, f"Show: {name}"), Qt.MouseButton.LeftButton)
        assert three.workspace.figures.row_at(place) is not None
        assert three.workspace.page.kind == "candidate"
        go_to(qtbot, three, MATTERS)
        wait_for_page(qtbot, three)


def test_an_edit_puts_both_pages_out_of_date_until_the_new_numbers_are_there(three, qtbot):
    page = opened(qtbot, three, COMPARE)
    before = page.found
    three.document.edit({("hurdle_rate",): 0.2})
    assert state(three).state == "computing"
    assert state(three).isVisible()
    wait_for_page(qtbot, three)
    assert page.found is not before
    assert page.found.comparison.evaluation.scenario.hurdle_rate == 0.2
    found = compare_answered(evaluate(three.document.scenario, settle=False))
    assert page.found.comparison.pairs == found.pairs


def test_what_is_known_is_shown_at_once_as_long_as_the_document_is_the_same(three, qtbot):
    page = opened(qtbot, three, COMPARE)
    shown = page.found
    opened(qtbot, three, MATTERS)
    go_to(qtbot, three, COMPARE)
    assert state(three).state == "current"
    assert page.found is shown


def test_nothing_is_calculated_for_a_page_that_nobody_looks_at(three, qtbot):
    heard = []
    three.workspace.answering.further.connect(heard.append)
    three.document.edit({("hurdle_rate",): 0.2})
    with qtbot.waitSignal(three.workspace.answering.answered):
        pass
    qtbot.waitUntil(lambda: len(three.workspace.answer._whys) == 3)
    assert heard == []
    opened(qtbot, three, COMPARE)
    assert len(heard) == 1


def test_a_page_that_cannot_be_calculated_says_why_and_so_does_one_that_was_stopped(three, qtbot):
    opened(qtbot, three, COMPARE)
    three.document.edit({("candidates", 0, "lines", 0, "amount"): "no_such_figure"})
    wait_for_refusal(qtbot, three)
    assert state(three).state == "cannot"
    assert any("no_such_figure" in text for text in texts(state(three)))
    three.undo()
    wait_for_answer(qtbot, three)
    go_to(qtbot, three, COMPARE)
    wait_for_page(qtbot, three)
    three.document.edit({("futures",): 3_000_000})
    qtbot.waitUntil(lambda: stop_button(three) is not None)
    qtbot.mouseClick(stop_button(three), Qt.MouseButton.LeftButton)
    assert state(three).state == "stopped"
    three.document.edit({("futures",): 10_000})
    wait_for_page(qtbot, three)


def stop_button(window):
    """Return what stops the calculation for the page in sight; None as long as that is not offered."""
    buttons = state(window).findChildren(QAbstractButton)
    return next((each for each in buttons if each.text() == "Stop" and each.isVisible()), None)


def test_another_language_keeps_the_page_and_speaks_it(three, qtbot):
    opened(qtbot, three, MATTERS)
    three.choose_language("nl")
    assert three.workspace.page == MATTERS
    wait_for_page(qtbot, three)
    assert "Op wiens woord het rust" in texts(three.workspace.deciding.matters)


def test_the_outside_view_is_compared_too_and_leads_nowhere_that_the_document_does_not_have(three, qtbot):
    page = opened(qtbot, three, COMPARE)
    inside = page.found
    qtbot.mouseClick(page.switch.buttons["outside"], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.found is not inside)
    wait_for_page(qtbot, three)
    assert page.found.comparison.evaluation.scenario != three.document.scenario
    assert page.switch.buttons["outside"].isChecked()
    page.jump_asked.emit(("candidates", 0, "inputs", 9_999))
    assert three.workspace.page == COMPARE


def test_without_a_candidate_there_is_nothing_to_decide(window, qtbot):
    opened(qtbot, window, COMPARE)
    window.workspace.show_page(Page("candidate", 0))
    window.workspace.candidates.remove()
    assert window.workspace.page == COMPANY
    names = window.workspace.navigation.list
    assert "Decide" not in [names.item(each).text() for each in range(names.count())]
    window.undo()
    assert "Compare" in [names.item(each).text() for each in range(names.count())]


def test_one_candidate_is_held_against_doing_nothing(window, qtbot):
    page = opened(qtbot, window, COMPARE)
    assert len(page.choices.bars) == 2
    assert "Do nothing or Welding cobot?" in texts(page.pairs)


@pytest.mark.parametrize("title", ["<b>Bold</b>", "W" * 200, "\N{RIGHT-TO-LEFT OVERRIDE}abc"])
def test_odd_names_are_shown_as_text_and_make_no_page_wider(open_window, tmp_path, title, qtbot):
    scenario = scenario_from_bytes(example_bytes("three-candidates"))
    scenario = replaced(scenario, ("candidates", 0, "title"), title)
    scenario = replaced(scenario, ("candidates", 0, "inputs", 10, "label"), title)
    write_scenario(tmp_path / "odd.roi.json", scenario)
    window = open_window(tmp_path / "odd.roi.json")
    window.resize(1280, 720)
    for page in (COMPARE, MATTERS):
        shown = opened(qtbot, window, page)
        assert all(
            label.textFormat() == Qt.TextFormat.PlainText for label in shown.findChildren(QLabel) if label.text()
        )
        assert window.width() == 1280
        for area in shown.findChildren(QScrollArea):
            assert area.widget().minimumSizeHint().width() <= area.viewport().width()


def test_every_table_can_be_copied(three, qtbot):
    page = opened(qtbot, three, COMPARE)
    for what, first in (
        ("Candidates side by side", "choice"),
        ("What to find out first", "what"),
        ("Two by two, paid in the chosen way", "one"),
        ("In today’s money", "choice"),
        ("Ways of paying", "way of paying"),
    ):
        button(page, f"Copy or save: {what}").copy_data()
        assert QGuiApplication.clipboard().text().split("\t")[0] == first
    page = opened(qtbot, three, MATTERS)
    for what, first in (
        ("One figure at a time", "what"),
        ("Where the spread comes from", "what"),
        ("Where it turns", "what"),
        ("On whose word it rests", "source"),
    ):
        button(page, f"Copy or save: {what}").copy_data()
        assert QGuiApplication.clipboard().text().split("\t")[0] == first


def test_where_there_are_no_numbers_the_right_mouse_button_offers_none(three, qtbot):
    page = opened(qtbot, three, COMPARE)
    for card, offered in ((page.money, True), (page.adviser, False)):
        body = card.body.parentWidget()
        at = body.rect().center()
        QApplication.sendEvent(body, QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, body.mapToGlobal(at)))
        menu = QApplication.activePopupWidget()
        assert (menu is not None) == offered
        if menu is not None:
            menu.close()

"""The questions between a template and its first answer, answered as people do."""

from __future__ import annotations

import datetime as dt

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QScrollArea, QWidget

from roitool.evaluate.run import problems_of
from roitool.scenario.beginning import begun
from roitool.scenario.data import template_ids
from roitool.scenario.editing import replaced
from ui.pages.questions import QuestionsPage
from ui.widgets.fold import Fold

TODAY = dt.date(2027, 3, 18)
HOURS, SHARE = "cobot_cell.covered_hours", "cobot_cell.cashable_share"


@pytest.fixture
def page(shown):
    return shown(page_of("cobot_cell"), "nl")


def page_of(template, scenario=None):
    return lambda words, theme: QuestionsPage(template, words, theme, scenario, TODAY)


def button(page, text):
    return next(each for each in page.findChildren(QPushButton) if each.text() == text)


def figure(scenario, name):
    inputs = (*scenario.inputs, *scenario.candidates[-1].inputs)
    return next(item for item in inputs if item.id == name)


def answer(qtbot, row, text):
    row.field.setFocus()
    qtbot.keyClicks(row.field, text)


def said(row):
    return (row.complaint if row.wrong else row.told).text()


def fold(page):
    return page.findChild(Fold)


def begin(qtbot, page):
    with qtbot.waitSignal(page.begun) as begun_with:
        qtbot.mouseClick(button(page, "Laat het antwoord zien"), Qt.MouseButton.LeftButton)
    return begun_with.args[0]


def test_it_asks_five_questions_and_begins_in_the_first(page):
    assert list(page.rows) == ["opening_cash", "wages_per_month", "payback_years", HOURS, SHARE]
    assert page.focusWidget() is page.rows["opening_cash"].field
    assert said(page.rows[HOURS]) == "referentie: 40 (25 – 60) uur/week"
    assert {row.text for row in page.rows.values()} == {""}


def test_a_range_is_read_back_while_it_is_typed(page, qtbot):
    answer(qtbot, page.rows[HOURS], "20 tot 35")
    assert said(page.rows[HOURS]) == "gelezen als 27,5 (20 – 35) uur/week"
    page.rows[HOURS].field.clear()
    qtbot.keyClicks(page.rows[HOURS].field, "± 5")
    assert page.rows[HOURS].wrong


def test_what_cannot_be_read_is_told_in_place_and_nothing_begins(page, qtbot):
    answer(qtbot, page.rows["wages_per_month"], "twintig")
    assert said(page.rows["wages_per_month"]).startswith("‘twintig’ is geen getal.")
    with qtbot.assertNotEmitted(page.begun):
        qtbot.mouseClick(button(page, "Laat het antwoord zien"), Qt.MouseButton.LeftButton)
    assert page.focusWidget() is page.rows["wages_per_month"].field


def test_enter_goes_from_field_to_field_and_begins_in_the_last(page, qtbot):
    for text in ("85k", "60.000", "2,5", "20 tot 35"):
        qtbot.keyClicks(page.focusWidget(), text)
        qtbot.keyClick(page.focusWidget(), Qt.Key.Key_Return)
    with qtbot.waitSignal(page.begun) as begun_with:
        qtbot.keyClick(page.focusWidget(), Qt.Key.Key_Return)
    (scenario,) = begun_with.args
    hours = figure(scenario, "covered_hours")
    assert (hours.quantity.low, hours.quantity.likely, hours.quantity.high) == (20, 27.5, 35)
    assert (hours.evidence.by, hours.evidence.date) == ("guess", "2027-03-18")
    assert figure(scenario, "opening_cash").quantity.value == 85_000
    assert scenario.thresholds.payback_years == 2.5
    assert scenario.start == "2027-04"


def test_what_is_left_open_keeps_its_reference_figure(page, qtbot):
    assert begin(qtbot, page) == begun(["cobot_cell"], "2027-04")


def test_an_answer_that_is_taken_back_is_none(page, qtbot):
    answer(qtbot, page.rows[HOURS], "9")
    qtbot.keyClick(page.rows[HOURS].field, Qt.Key.Key_Backspace)
    assert said(page.rows[HOURS]) == "referentie: 40 (25 – 60) uur/week"
    assert begin(qtbot, page) == begun(["cobot_cell"], "2027-04")


@pytest.mark.parametrize("way", ["button", "escape"])
def test_back_asks_for_another_template(page, qtbot, way):
    with qtbot.waitSignal(page.back_asked):
        if way == "button":
            qtbot.mouseClick(button(page, "Terug"), Qt.MouseButton.LeftButton)
        else:
            qtbot.keyClick(page.focusWidget(), Qt.Key.Key_Escape)


def test_a_quote_takes_the_place_of_what_the_template_counts(page, qtbot):
    qtbot.mouseClick(fold(page), Qt.MouseButton.LeftButton)
    assert page.focusWidget() is page.quote_rows["price"].field
    answer(qtbot, page.quote_rows["price"], "85k")
    answer(qtbot, page.quote_rows["saving"], "45.760")
    assert said(page.quote_rows["saving"]).startswith("gelezen als €")
    assert not page.rows[HOURS].field.isEnabled()
    assert said(page.rows[HOURS]) == "niet nodig: dit staat in de offerte"
    assert page.rows["opening_cash"].field.isEnabled()
    scenario = begin(qtbot, page)
    assert figure(scenario, "quoted_price").quantity.value == 85_000
    assert figure(scenario, "promised_saving").evidence.by == "quote"
    assert [problem.code for problem in problems_of(scenario) if problem.severity == "error"] == []


def test_a_quote_without_a_saving_is_asked_about_and_one_that_is_folded_away_does_not_count(page, qtbot):
    qtbot.mouseClick(fold(page), Qt.MouseButton.LeftButton)
    answer(qtbot, page.quote_rows["price"], "85k")
    with qtbot.assertNotEmitted(page.begun):
        qtbot.keyClick(page.quote_rows["running"].field, Qt.Key.Key_Return)
    assert said(page.quote_rows["saving"]) == "Bij een offerte horen een prijs en een besparing."
    qtbot.mouseClick(fold(page), Qt.MouseButton.LeftButton)
    assert begin(qtbot, page) == begun(["cobot_cell"], "2027-04")


def test_a_quote_that_was_begun_and_emptied_again_does_not_count(page, qtbot):
    qtbot.mouseClick(fold(page), Qt.MouseButton.LeftButton)
    price = page.quote_rows["price"]
    answer(qtbot, price, "85k")
    with qtbot.assertNotEmitted(page.begun):
        qtbot.mouseClick(button(page, "Laat het antwoord zien"), Qt.MouseButton.LeftButton)
    price.field.selectAll()
    qtbot.keyClick(price.field, Qt.Key.Key_Delete)
    assert begin(qtbot, page) == begun(["cobot_cell"], "2027-04")


def test_a_template_is_added_to_a_scenario_without_asking_about_the_company_again(shown, qtbot):
    before = replaced(begun(["erp"], "2027-01"), ("title",), "Ours")
    page = shown(page_of("cobot_cell", before))
    assert list(page.rows)[:2] == [HOURS, SHARE]
    answer(qtbot, page.rows[HOURS], "10")
    with qtbot.waitSignal(page.begun) as begun_with:
        qtbot.mouseClick(button(page, "Add it"), Qt.MouseButton.LeftButton)
    (after,) = begun_with.args
    assert after.candidates[0] == before.candidates[0]
    assert (after.title, after.company) == ("Ours", before.company)
    assert figure(after, "covered_hours").quantity.value == 10


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("name", template_ids())
def test_every_template_fits_on_a_small_screen_and_its_controls_have_names(shown, language, name):
    page = shown(page_of(name), language, (1180, 566))
    fold(page).set_open(True)
    (area,) = page.findChildren(QScrollArea)
    assert area.widget().width() <= area.viewport().width()
    controls = [each for each in page.findChildren(QWidget) if each.focusPolicy() != Qt.FocusPolicy.NoFocus]
    nameless = [each for each in controls if not isinstance(each, QLabel) and not named(each)]
    assert nameless == []


def named(control):
    return control.accessibleName() or (isinstance(control, QPushButton) and control.text())

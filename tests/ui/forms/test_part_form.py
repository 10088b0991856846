"""A form edits every kind of field, adds and leaves out what is optional, and keeps the cursor where it is."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QToolButton,
    QWidget,
)

from roitool.errors import Problem
from roitool.scenario.candidate import Failure
from roitool.scenario.editing import replaced
from roitool.scenario.scenario import FlatRegime, RealRate
from tests.ui.forms.host import click, form_at, press, texts, type_into, widget
from ui.editors.formula_field import FormulaField
from ui.widgets.fold import Fold

_BY_TAB = Qt.FocusPolicy.TabFocus
LOAN = ("candidates", 0, "ways_of_paying", 0)


def choose(box, text):
    """Choose an entry of a list by the keyboard."""
    box.setFocus()
    row = box.findText(text)
    assert row >= 0, [box.itemText(number) for number in range(box.count())]
    for _ in range(abs(row - box.currentIndex())):
        press(box, Qt.Key.Key_Down if row > box.currentIndex() else Qt.Key.Key_Up)


def press_link(host, text):
    click(next(button for button in host.findChildren(QPushButton) if button.isVisible() and button.text() == text))


def test_a_text_in_one_language_keeps_the_other(qtbot, cobot):
    host = form_at(qtbot, cobot, *LOAN)
    type_into(widget(host, "naam", QLineEdit), "Lening & zo")
    assert host.at(*LOAN, "label").nl == "Lening & zo"
    assert host.at(*LOAN, "label").en == "Bank loan, 60 months"


def test_a_note_keeps_the_other_language_too(qtbot, cobot):
    host = form_at(qtbot, cobot, "candidates", 0, fields=("note",), language="en")
    before = host.at("candidates", 0, "note").nl
    type_into(widget(host, "note", QPlainTextEdit), "Short.")
    assert (host.at("candidates", 0, "note").en, host.at("candidates", 0, "note").nl) == ("Short.", before)


def test_a_choice_is_changed(qtbot, cobot):
    host = form_at(qtbot, cobot, *LOAN)
    choose(widget(host, "manier van aflossen", QComboBox), "lineair")
    assert host.at(*LOAN, "repayment") == "linear"
    host.undo()
    assert widget(host, "manier van aflossen", QComboBox).currentText() == "annuïteit"


def test_the_wheel_changes_no_choice(qtbot, cobot):
    host = form_at(qtbot, cobot, *LOAN)
    box = widget(host, "manier van aflossen", QComboBox)
    box.wheelEvent(_Wheel())
    assert host.scenario is cobot


def test_a_number_out_of_bounds_is_told_in_place_and_stays_in_its_field(qtbot, cobot):
    host = form_at(qtbot, cobot, *LOAN)
    months = widget(host, "looptijd in maanden", QLineEdit)
    type_into(months, "9000")
    assert host.at(*LOAN, "months") == 60
    assert not host.form.readable
    assert any("360" in text for text in texts(host))
    type_into(months, "48")
    assert host.form.readable
    assert host.at(*LOAN, "months") == 48


def test_half_a_month_is_no_term(qtbot, cobot):
    host = form_at(qtbot, cobot, *LOAN)
    type_into(widget(host, "looptijd in maanden", QLineEdit), "48,5")
    assert not host.form.readable


def test_the_beginning_of_a_text_that_is_no_number_is_not_taken_for_one(qtbot, cobot):
    host = form_at(qtbot, cobot, *LOAN)
    type_into(widget(host, "looptijd in maanden", QLineEdit), "48 weken")
    assert host.at(*LOAN, "months") == 60
    assert not host.form.readable


def test_a_wish_is_typed_in_percent(qtbot, cobot):
    host = form_at(qtbot, cobot, "thresholds")
    field = widget(host, "gewenste kans dat het loont", QLineEdit)
    assert field.text() == "75%"
    type_into(field, "80")
    assert host.at("thresholds", "chance_npv") == 0.8
    press(field, Qt.Key.Key_Tab)
    assert field.text() == "80%"


@pytest.mark.parametrize("typed", ["juni 2028", "2028-06", "6-2028", "Jun 2028"])
def test_a_month_is_typed_in_many_ways(qtbot, cobot, typed):
    host = form_at(qtbot, cobot, fields=("start",))
    field = widget(host, "maand van de beslissing", QLineEdit)
    type_into(field, typed)
    press(field, Qt.Key.Key_Return)
    assert host.at("start") == "2028-06"
    assert field.text() == "juni\N{NO-BREAK SPACE}2028"


def test_a_text_that_is_no_month_is_told(qtbot, cobot):
    host = form_at(qtbot, cobot, fields=("start",))
    type_into(widget(host, "maand van de beslissing", QLineEdit), "ooit")
    assert host.at("start") == cobot.start
    assert any("geen maand" in text for text in texts(host))


def test_the_hurdle_rate_can_be_given_above_inflation_and_means_the_same(qtbot, cobot):
    host = form_at(qtbot, cobot, fields=("hurdle_rate",))
    choose(widget(host, "rendementseis", QComboBox), "boven inflatie")
    rate = host.at("hurdle_rate")
    assert isinstance(rate, RealRate)
    assert (1 + rate.real) * (1 + rate.inflation) == pytest.approx(1.1, abs=1e-5)
    type_into(widget(host, "rendementseis: boven inflatie", QLineEdit), "7%")
    assert host.at("hurdle_rate", "real") == 0.07


def test_tax_rules_are_chosen_and_a_flat_rate_typed(qtbot, cobot):
    host = form_at(qtbot, cobot, fields=("regime",))
    choose(widget(host, "belastingregels", QComboBox), "Eén vast tarief")
    assert isinstance(host.at("regime"), FlatRegime)
    type_into(widget(host, "belastingregels: tarief", QLineEdit), "21")
    click(widget(host, "belastingregels: verliezen vooruitschuiven", QCheckBox))
    assert (host.at("regime", "rate"), host.at("regime", "loss_carry_forward")) == (0.21, False)


def test_a_yes_or_no_is_changed_under_more(qtbot, cobot):
    host = form_at(qtbot, cobot, "candidates", 0, "lines", 0)
    press_link(host, "▸ Meer")
    click(widget(host, "telt voor investeringsaftrek", QCheckBox))
    assert not host.at("candidates", 0, "lines", 0, "deductible")
    assert widget(host, "telt voor investeringsaftrek", QCheckBox).hasFocus()


def test_a_tick_does_not_repeat_what_the_part_is_called(qtbot, cobot):
    host = form_at(qtbot, cobot, "candidates", 0, "lines", 2, called="Lasmallen")
    assert widget(host, "Lasmallen: te financieren", QCheckBox).text() == "Te financieren"


def test_another_part_is_chosen_by_what_it_is_called(qtbot, cobot):
    host = form_at(qtbot, cobot, "candidates", 0, fields=("paid_by",))
    choose(widget(host, "betaald met", QComboBox), "Uit eigen geld")
    assert host.at("candidates", 0, "paid_by") == "own_money"


def test_lines_are_named_by_ticks(qtbot, cobot):
    grant = {"kind": "grant", "id": "subsidy", "label": "Subsidie", "share": "0.3", "month": "9", "stream": "subsidy"}
    with_grant = replaced(cobot, ("candidates", 0, "lines"), (*cobot.candidates[0].lines, grant))
    host = form_at(qtbot, with_grant, "candidates", 0, "lines", len(cobot.candidates[0].lines))
    click(widget(host, "voor deze kosten: Cobotarm met besturing", QCheckBox))
    click(widget(host, "voor deze kosten: Opleiding van twee lassers", QCheckBox))
    assert host.at("candidates", 0, "lines", len(cobot.candidates[0].lines), "of") == ("arm", "training")


def test_an_optional_field_is_added_and_takes_the_cursor(qtbot, cobot):
    host = form_at(qtbot, cobot, "company")
    press_link(host, "+ Buffer")
    field = widget(host, "buffer", FormulaField)
    assert field.hasFocus()
    assert host.at("company", "cash_floor") is None
    type_into(field, "20.000")
    assert host.at("company", "cash_floor") == "20000"


def test_an_optional_part_is_left_out_and_added_again(qtbot, cobot):
    host = form_at(qtbot, cobot, "candidates", 0, fields=("failure",))
    click(widget(host, "mislukking weglaten", QToolButton))
    assert host.at("candidates", 0, "failure") is None
    press_link(host, "+ Mislukking")
    assert isinstance(host.at("candidates", 0, "failure"), Failure)
    assert host.at("candidates", 0, "failure", "chance") == "0"


def test_a_name_is_changed_everywhere_it_is_used_once_it_is_complete(qtbot, cobot):
    host = form_at(qtbot, cobot, "candidates", 0, "inputs", 0)
    press_link(host, "▸ Voor adviseurs")
    field = widget(host, "korte naam", QLineEdit)
    type_into(field, "robot")
    assert host.at("candidates", 0, "inputs", 0, "id") == "arm_price"
    press(field, Qt.Key.Key_Return)
    assert host.at("candidates", 0, "inputs", 0, "id") == "robot"
    assert host.at("candidates", 0, "lines", 0, "amount") == "robot"


def test_a_name_that_is_taken_is_refused_in_place(qtbot, cobot):
    host = form_at(qtbot, cobot, "candidates", 0, "inputs", 0)
    press_link(host, "▸ Voor adviseurs")
    field = widget(host, "korte naam", QLineEdit)
    type_into(field, "overrun")
    press(field, Qt.Key.Key_Return)
    assert host.scenario is cobot
    assert any("twee keer" in text for text in texts(host))


def test_a_problem_is_shown_at_its_field_and_the_cursor_is_led_there(qtbot, cobot):
    host = form_at(qtbot, cobot, "candidates", 0)
    place = ("candidates", 0, "timing", "life_years")
    host.form.show_problems([Problem(place, "go_live_beyond_horizon", {"found": 99, "bound": 96})], cobot)
    assert host.form.focus_place(place)
    assert widget(host, "levensduur in jaren", FormulaField).hasFocus()
    assert widget(host, "levensduur in jaren", FormulaField).property("wrong")
    assert not host.form.focus_place(("company", "opening_cash"))


def test_the_cursor_is_led_into_a_folded_item_of_a_list(qtbot, cobot):
    host = form_at(qtbot, cobot, "candidates", 0)
    assert host.form.focus_place(("candidates", 0, "lines", 3, "amount"))
    assert host.form.focused_place == ("candidates", 0, "lines", 3, "amount")


def test_the_cursor_is_led_to_what_is_missing(qtbot, cobot):
    host = form_at(qtbot, cobot, "company")
    assert host.form.focus_place(("company", "cash_floor"))
    assert widget(host, "buffer", FormulaField).hasFocus()


def test_the_cursor_stays_where_it_is_when_a_row_appears_elsewhere(qtbot, cobot):
    host = form_at(qtbot, cobot, "company")
    field = widget(host, "lonen per maand", FormulaField)
    type_into(field, "wages_per_month")
    host.document.edit({("company", "cash_floor"): "1000"})
    assert host.form.focused_place == ("company", "wages_per_month")
    assert widget(host, "buffer", FormulaField).text() == "1.000"


def test_tab_goes_down_a_form_that_was_built_anew(qtbot, cobot):
    host = form_at(qtbot, cobot, "company")
    press_link(host, "+ Buffer")
    reached = []
    for _ in range(3):
        press(QApplication.focusWidget(), Qt.Key.Key_Tab)
        reached.append(QApplication.focusWidget().accessibleName())
    assert reached == ["eigen kasstroom per maand", "groei van de kasstroom", "schommeling van een maand"]


def test_a_text_that_cannot_be_read_outlives_a_row_that_appears(qtbot, cobot):
    host = form_at(qtbot, cobot, "candidates", 0, "lines", 0)
    press_link(host, "▸ Meer")
    press_link(host, "+ Afschrijftermijn in jaren")
    type_into(widget(host, "afschrijftermijn in jaren", QLineEdit), "vijf")
    press_link(host, "+ Koppeling")
    assert host.at("candidates", 0, "lines", 0, "interface") is not None
    assert widget(host, "afschrijftermijn in jaren", QLineEdit).text() == "vijf"
    assert not host.form.readable


def test_within_the_whole_document_a_formula_still_sees_the_figures_of_its_candidate(qtbot, cobot):
    host = form_at(qtbot, cobot)
    place = ("candidates", 0, "lines", 8, "amount")
    assert host.form.focus_place(place)
    assert host.form.focused_place == place
    assert "= €\N{NO-BREAK SPACE}28.200" in texts(host)
    assert not any("geen bekend cijfer" in text for text in texts(host))


def test_the_whole_document_fits_the_room_beside_the_answer_in_either_language(qtbot, cobot, sensors):
    for scenario in (cobot, sensors):
        for language in ("nl", "en"):
            host = form_at(qtbot, scenario, language=language)
            assert host.form.minimumSizeHint().width() <= 640


@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_control_has_a_name_for_who_cannot_see_it(qtbot, sensors, language):
    host = form_at(qtbot, sensors, language=language)
    for fold in host.findChildren(Fold):
        fold.set_open(True)
    for chevron in [each for each in host.findChildren(QToolButton) if each.isVisible()][:40]:
        click(chevron)
    controls = [each for each in host.findChildren(QWidget) if each.isVisible() and each.focusPolicy() & _BY_TAB]
    assert len(controls) > 60
    assert [each for each in controls if not each.accessibleName()] == []


@pytest.mark.parametrize("text", ["", "(", "1" * 300, "hours *", "50%-", "\N{RIGHT-TO-LEFT OVERRIDE}1", "<b>", "a\nb"])
def test_nothing_that_is_entered_makes_a_form_fail(qtbot, qapp, cobot, text):
    places = [("company",), LOAN, ("candidates", 0, "lines", 3), ("candidates", 0, "events", 0), ("thresholds",)]
    qapp.clipboard().setText(text)
    for place in places:
        host = form_at(qtbot, cobot, *place)
        for field in host.findChildren(QLineEdit) + host.findChildren(QPlainTextEdit):
            if field.isVisible():
                field.setFocus()
                field.selectAll()
                field.paste()
                press(field, Qt.Key.Key_Tab)
        host.undo()
        host.document.undo()


def test_undo_and_redo_are_left_to_the_window(qtbot, cobot):
    host = form_at(qtbot, cobot, *LOAN)
    for field in (widget(host, "naam", QLineEdit), widget(host, "deel dat u leent", FormulaField)):
        type_into(field, "12")
        for key in (QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo):
            (combination,) = (sequence[0] for sequence in [QKeySequence(key)])
            event = QKeyEvent(QEvent.Type.ShortcutOverride, combination.key(), combination.keyboardModifiers())
            event.accept()
            field.event(event)
            assert not event.isAccepted()


def test_a_line_of_help_shows_where_the_mouse_rests_on_a_name_or_a_field(qtbot, cobot):
    host = form_at(qtbot, cobot, "company", language="en")
    field = widget(host, "credit line", FormulaField)
    assert _hovered(field) == "<qt>How far you may be overdrawn.</qt>"
    assert _hovered(next(each for each in host.findChildren(QLabel) if each.text() == "Credit line")) == _hovered(field)
    assert field.accessibleDescription() == "How far you may be overdrawn."


def test_hostile_names_are_shown_as_they_are(qtbot, cobot):
    nasty = "<b>1</b>" * 20
    host = form_at(qtbot, replaced(cobot, (*LOAN, "label"), nasty), "candidates", 0, fields=("ways_of_paying",))
    assert nasty in texts(host)


def _hovered(thing):
    """Return the tooltip that shows over a widget: its own, or that of the nearest it lies in."""
    while thing is not None and not thing.toolTip():
        thing = thing.parentWidget()
    return thing.toolTip()


class _Wheel:
    """A turn of the mouse wheel, as far as it is looked at."""

    def ignore(self):
        """Leave it to the page."""

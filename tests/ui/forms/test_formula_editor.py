"""A formula is typed with help: names are completed, mistakes told in place, numbers read as people write them."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QPushButton

from tests.ui.forms.host import click, form_at, press, texts, type_into, widget
from ui.editors.formula_field import FormulaField

AMOUNT = ("candidates", 0, "lines", 8)


@pytest.fixture
def saving(qtbot, cobot):
    return form_at(qtbot, cobot, *AMOUNT)


def amount(host):
    return widget(host, "bedrag", FormulaField)


def choose(field, key):
    """Press a key while the list of names is open: it goes to the list, as from the keyboard."""
    press(field.completer.popup(), key)


def test_a_formula_shows_what_it_comes_to_and_says_in_words(saving):
    assert amount(saving).text() == "hours_freed * cashable_share * hired_hour_cost"
    assert "= €\N{NO-BREAK SPACE}28.200" in texts(saving)
    assert "Uren die vrijkomen × Deel van die uren dat echt geld bespaart × Wat een ingeleende lasser kost" in texts(
        saving
    )


def test_a_name_is_completed_from_its_beginning(saving):
    field = amount(saving)
    type_into(field, "hours_fr")
    assert field.is_offering
    choose(field, Qt.Key.Key_Return)
    assert field.text() == "hours_freed"
    assert saving.at(*AMOUNT, "amount") == "hours_freed"


def test_a_name_is_found_by_a_word_of_what_it_is_called(saving):
    field = amount(saving)
    type_into(field, "ingeleende")
    names = [offer.name for offer in (field._offers())]
    assert field.completer.popup().model().index(0, 0).data() == "hired_hour_cost"
    assert "hired_hour_cost" in names
    choose(field, Qt.Key.Key_Tab)
    assert saving.at(*AMOUNT, "amount") == "hired_hour_cost"


def test_all_names_are_offered_when_asked_for_with_value_and_label(saving):
    field = amount(saving)
    type_into(field, "")
    press(field, Qt.Key.Key_Space, Qt.KeyboardModifier.ControlModifier)
    model = field.completer.popup().model()
    rows = {model.index(row, 0).data(): [model.index(row, column).data() for column in (1, 2)] for row in range(60)}
    assert rows["arm_price"] == ["Cobotarm met besturing", "€\N{NO-BREAK SPACE}33.000"]
    choose(field, Qt.Key.Key_Escape)
    assert not field.is_offering


def test_a_wrong_formula_is_told_in_place_and_stays_in_the_document(saving):
    field = amount(saving)
    type_into(field, "hours_freed *")
    assert saving.at(*AMOUNT, "amount") == "hours_freed *"
    assert saving.form.readable
    assert any("is niet te lezen" in text for text in texts(saving))
    assert field.property("wrong")
    assert not any(text.startswith("= €") for text in texts(saving))


def test_an_unknown_name_can_be_replaced_by_the_nearest_one(saving):
    type_into(amount(saving), "hours_fred * 12")
    assert any("geen bekend cijfer" in text for text in texts(saving))
    click(next(b for b in saving.findChildren(QPushButton) if b.isVisible() and b.text() == "Neem hours_freed"))
    assert saving.at(*AMOUNT, "amount") == "hours_freed * 12"
    assert not any("geen bekend cijfer" in text for text in texts(saving))


def test_a_name_in_plain_words_can_be_replaced_by_the_figure_that_is_called_so(saving):
    type_into(amount(saving), "ingeleende * 12 ")
    click(next(b for b in saving.findChildren(QPushButton) if b.isVisible() and b.text() == "Neem hired_hour_cost"))
    assert saving.at(*AMOUNT, "amount") == "hired_hour_cost * 12"


def test_a_bound_that_is_broken_is_told_in_place(qtbot, cobot):
    host = form_at(qtbot, cobot, "candidates", 0, "lines", 0)
    type_into(amount(host), "0 - arm_price")
    assert any("0 of meer" in text for text in texts(host))


@pytest.mark.parametrize(
    ("language", "typed", "held", "shown"),
    [
        ("nl", "12.500,50", "12500.5", "12.500,5"),
        ("nl", "25k", "25000", "25.000"),
        ("en", "12,500.50", "12500.5", "12,500.5"),
        ("nl", "900 euro", "900", "900"),
    ],
)
def test_a_plain_number_is_typed_as_the_language_writes_it(qtbot, cobot, language, typed, held, shown):
    host = form_at(qtbot, cobot, *AMOUNT, language=language)
    field = widget(host, "bedrag" if language == "nl" else "amount", FormulaField)
    type_into(field, typed)
    assert host.at(*AMOUNT, "amount") == held
    press(field, Qt.Key.Key_Tab)
    assert field.text() == shown


def test_a_share_is_typed_in_percent_and_a_number_that_may_be_a_share_is_asked_about(qtbot, cobot):
    host = form_at(qtbot, cobot, "candidates", 0, "ways_of_paying", 0)
    field = widget(host, "deel dat u leent", FormulaField)
    type_into(field, "65%")
    assert host.at("candidates", 0, "ways_of_paying", 0, "share") == "0.65"
    type_into(field, "0,7")
    assert "= 0,7% · Bedoelt u 70%? Typ 70%" in texts(host)
    press(field, Qt.Key.Key_Tab)
    assert field.text() == "0,7%"


def test_an_emptied_formula_stays_in_its_field_where_one_is_needed(saving):
    before = saving.scenario
    field = amount(saving)
    type_into(field, "")
    assert saving.scenario == before
    assert not saving.form.readable
    assert saving.form.unread_place == (*AMOUNT, "amount")
    assert any("getal of een formule nodig" in text for text in texts(saving))
    saving.undo()
    assert saving.form.readable
    assert field.text().startswith("hours_freed")


@pytest.mark.parametrize(("language", "said"), [("nl", "Tot dan geldt: "), ("en", "Until then this holds: ")])
def test_a_formula_that_is_wiped_out_letter_by_letter_holds_until_there_is_another(qtbot, cobot, language, said):
    host = form_at(qtbot, cobot, *AMOUNT, language=language)
    before = host.scenario
    whole = host.at(*AMOUNT, "amount")
    field = widget(host, "bedrag" if language == "nl" else "amount", FormulaField)
    click(field.viewport())
    press(field, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    for _ in whole:
        press(field, Qt.Key.Key_Backspace)
    assert field.text() == ""
    assert host.scenario == before
    assert any(text.endswith(f"{said}{whole}") for text in texts(host))
    press(field, Qt.Key.Key_Tab)
    assert field.text() == ""
    assert not host.form.readable
    type_into(field, "arm_price")
    assert host.at(*AMOUNT, "amount") == "arm_price"
    assert host.form.readable
    assert not any(said in text for text in texts(host))
    press(field, Qt.Key.Key_Tab)
    host.undo()
    assert host.scenario == before


def test_a_name_that_is_wiped_out_is_empty_in_the_document_and_the_line_says_what_is_shown_meanwhile(qtbot, cobot):
    host = form_at(qtbot, cobot, *AMOUNT)
    field = widget(host, "naam", QLineEdit)
    click(field)
    press(field, Qt.Key.Key_End)
    for _ in field.text():
        press(field, Qt.Key.Key_Backspace)
    label = host.at(*AMOUNT, "label")
    assert label.nl == ""
    assert label.en
    assert field.placeholderText() == f"heet zolang {host.at(*AMOUNT, 'id')}"


def test_a_formula_that_may_be_left_out_is_left_out_when_it_is_emptied(saving):
    type_into(widget(saving, "groeit met", FormulaField), "")
    assert saving.at(*AMOUNT, "grows_with") is None
    assert widget(saving, "groeit met", FormulaField).hasFocus()


def test_what_is_typed_in_one_field_is_one_step(saving):
    before = saving.scenario
    field = amount(saving)
    type_into(field, "hours_freed * 12")
    press(field, Qt.Key.Key_Tab)
    saving.undo()
    assert saving.scenario == before
    assert field.text() == "hours_freed * cashable_share * hired_hour_cost"


def test_an_edit_elsewhere_leaves_what_is_being_typed_alone(saving):
    field = amount(saving)
    type_into(field, "hours_freed * ")
    saving.document.edit({("title",): "Iets anders"})
    assert field.text() == "hours_freed * "
    assert field.hasFocus()


def test_text_that_is_pasted_is_cut_at_what_the_document_takes(saving, qapp):
    field = amount(saving)
    type_into(field, "")
    qapp.clipboard().setText("1 + " * 600)
    press(field, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert len(field.text()) == 1_000
    assert len(saving.at(*AMOUNT, "amount")) <= 1_000

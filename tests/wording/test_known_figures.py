"""How a figure spreads, what is known of it and what it adds, in both languages."""

from __future__ import annotations

import pytest

from roitool.evaluate.left_out import Added
from roitool.scenario.base import Translated, TranslatedParagraph
from roitool.scenario.data import template
from roitool.scenario.left_out import LeftOutItem
from roitool.scenario.quantities import Chance, Fixed, Metalog, Range
from roitool.wording.known_figures import confidence_text, reference_lines, source_titles, spread_sentence
from roitool.wording.left_out import added_text, missing_sentence
from roitool.wording.units import figure_unit
from roitool.wording.words import Words

EN, NL = Words("en"), Words("nl")


def spread(quantity, unit="h", words=EN):
    return spread_sentence(quantity, figure_unit(unit, quantity, "EUR", words), words)


def test_a_spread_is_told_in_futures_and_round_numbers():
    hours = Range(low=8.0, likely=20.0, high=34.0)
    assert spread(hours) == "In 8 of 10 futures between 8 h and 34 h, in half of them below 20.6 h. On average 20.8 h."
    assert spread(hours, words=NL).startswith("In 8 van de 10 toekomsten tussen 8 uur en 34 uur, in de helft onder")


def test_a_certain_number_and_a_chance_are_told_as_such():
    assert spread(Fixed(value=5.0)) == "5 h in every future."
    assert spread(Chance(probability=0.3), "") == "It happens in 30 of 100 futures."


def test_an_average_that_there_is_none_of_is_not_told():
    endless = Metalog(p10=1.0, p50=10.0, p90=1000.0, lower=0.0)
    assert "average" not in spread(endless)


def test_a_reference_figure_is_told_with_its_source_and_how_sure_it_is():
    lines = reference_lines(template("cobot_cell").candidate.inputs[0], "EUR", EN)
    assert lines == (
        "Reference figure: €33,000 (€22,000 – €45,000)",
        "Read in: Grab a Robot; KI-Mittelstand",
        "How sure: read in a source and judgement",
    )


def test_a_source_that_is_no_key_is_repeated():
    assert source_titles("my neighbour | grabarobot") == ("my neighbour", "Grab a Robot")
    assert source_titles("") == ()


@pytest.mark.parametrize("words", [EN, NL])
@pytest.mark.parametrize("mark", ["S", "S2", "SV", "G", "J"])
def test_every_mark_of_confidence_has_words(words, mark):
    assert confidence_text(mark, words) != f"figure.confidence.{mark.lower()}"


@pytest.mark.parametrize(
    ("added", "text"),
    [
        (Added(4321.0, 25_678.0, "once", brings=False), "€4,300 – €26,000"),
        (Added(0.0, 900.0, "yearly", brings=False), "€0 – €900 a year"),
        (Added(500.0, 500.0, "if_it_happens", brings=False), "€500 if it happens"),
        (Added(500.0, 900.0, "yearly", brings=True), "brings in €500 – €900 a year"),
    ],
)
def test_what_something_adds_is_a_range_in_two_digits(added, text):
    assert added_text(added, "EUR", EN) == text


def test_labels_stand_within_a_sentence_and_abbreviations_stay():
    def item(label):
        return LeftOutItem("x", Translated(nl=label, en=label), TranslatedParagraph(nl="", en=""), is_there=False)

    said = missing_sentence([(item("Training"), "€5"), (item("ERP link"), "")], EN, more=2)
    assert said == "Quotes usually leave out training (€5), ERP link, and 2 more."

"""How units read on screen, and what the numbers beside them are in the document."""

from __future__ import annotations

from decimal import Decimal

import pytest

from roitool.scenario.data import company_frame, template, template_ids
from roitool.scenario.quantities import Chance, Fixed
from roitool.wording.units import KNOWN, figure_unit, of_one
from roitool.wording.words import Words

ANY = Fixed(value=1.0)


@pytest.mark.parametrize(
    ("unit", "dutch", "english"),
    [
        ("EUR", "€", "€"),
        ("EUR/machine/month", "€ / machine / maand", "€ / machine / month"),
        ("h/week", "uur / week", "h / week"),
        ("share/year", "% / jaar", "% / year"),
        ("pallets", "pallets", "pallets"),
        ("USD", "USD", "USD"),
        ("", "", ""),
    ],
)
def test_a_unit_reads_in_the_language_of_the_screen_as_far_as_it_is_known(unit, dutch, english):
    assert figure_unit(unit, ANY, "EUR", Words("nl")).text == dutch
    assert figure_unit(unit, ANY, "EUR", Words("en")).text == english


def test_a_share_is_shown_in_percent_and_stored_as_the_decimal_that_was_typed():
    unit = figure_unit("share/year", ANY, "EUR", Words("nl"))
    assert unit.shown(0.033) == 3.3
    assert unit.stored(Decimal("3.3")) == 0.033
    assert unit.echo(0.033, Words("nl")) == "3,3%"


def test_a_chance_without_a_unit_is_a_percentage():
    unit = figure_unit("", Chance(probability=0.25), "EUR", Words("en"))
    assert (unit.text, unit.shown(0.25)) == ("%", 25)


def test_money_is_echoed_in_the_currency_of_the_file():
    words = Words("nl")
    assert figure_unit("EUR", ANY, "EUR", words).echo(1234, words) == "€\N{NO-BREAK SPACE}1.234"
    assert figure_unit("GBP/h", ANY, "GBP", words).echo(1234.5, words) == "£\N{NO-BREAK SPACE}1.234,50"


def test_every_known_word_is_in_both_catalogues():
    for language in ("nl", "en"):
        words = Words(language)
        assert [word for word in KNOWN if not words.has(f"unit.{word}")] == []


def test_every_unit_of_the_data_that_ships_has_a_word_in_both_languages():
    frame = company_frame()
    parts = [frame, *map(template, template_ids())]
    inputs = [item for part in parts for item in part.inputs]
    inputs += [item for name in template_ids() for item in template(name).candidate.inputs]
    pieces = {piece for item in inputs for piece in item.unit.split("/")}
    assert pieces - KNOWN - {"", "EUR", "share"} == set()


@pytest.mark.parametrize(
    ("unit", "one"),
    [
        ("shifts", "shift"),
        ("families", "family"),
        ("people/year", "person/year"),
        ("h/week", "h/week"),
        ("points", "points"),
        ("pallets", "pallets"),
        ("", ""),
    ],
)
def test_of_one_thing_the_unit_is_the_word_for_one(unit, one):
    assert of_one(unit) == one

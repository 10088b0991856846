"""A change in a few words: what it is about and its values share the room, and no number is cut."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given, settings

from roitool.scenario.editing import replaced, replaced_all, value_at, without
from roitool.wording.short_changes import SHORT, short_change
from roitool.wording.words import LANGUAGES, Words
from tests.scenario.documents import document, scenario_of
from tests.strategies import scenarios

COBOT = ("candidates", 0)
FIGURE = (*COBOT, "inputs", 0)
QUANTITY = (*FIGURE, "quantity")


@pytest.fixture
def scenario():
    named = {
        (*FIGURE, "label"): {"nl": "Uren die vrijkomen", "en": "Hours freed"},
        (*FIGURE, "unit"): "h/week",
        (*COBOT, "title"): {"nl": "Lascobot", "en": "Welding cobot"},
    }
    return replaced_all(scenario_of(document()), named)


def short(before, after, language="en"):
    return short_change(before, after, Words(language)).replace("\N{NO-BREAK SPACE}", " ")


def test_a_number_that_is_another_is_told_in_short_without_those_that_stay(scenario):
    place = (*COBOT, "inputs", 0)
    quantity = value_at(scenario, (*place, "quantity"))
    after = replaced_all(scenario, {(*place, "quantity", "likely"): 24.0, (*place, "evidence", "by"): "guess"})
    was = f"{quantity.likely:g}"
    assert short(scenario, after) == f"Hours freed {was} → 24"
    assert short(scenario, after, "nl") == f"Uren die vrijkomen {was} → 24"


def test_several_numbers_of_a_figure_are_told_in_short_as_the_whole_of_it(scenario):
    place = (*COBOT, "inputs", 0, "quantity")
    after = replaced_all(scenario, {(*place, "likely"): 24.0, (*place, "high"): 30.0})
    assert short(scenario, after).endswith("→ 24 (8 – 30) h/week")


def test_the_name_has_room_beside_a_range_that_is_another(scenario):
    named = replaced_all(
        scenario,
        {
            (*FIGURE, "label"): "Cobotarm met besturing, alles erop en eraan",
            (*FIGURE, "unit"): "EUR",
            QUANTITY: {"kind": "range", "low": 22_000.0, "likely": 33_000.0, "high": 45_000.0},
        },
    )
    dearer = replaced_all(named, {(*QUANTITY, "likely"): 35_000.0, (*QUANTITY, "high"): 48_000.0})
    assert short(named, dearer, "nl") == "Cobotarm met besturing, alles erop en e… € 33.000 → € 35.000"
    wider = replaced_all(named, {(*QUANTITY, "low"): 20_000.0, (*QUANTITY, "high"): 48_000.0})
    assert short(named, wider, "nl").endswith("… € 22.000 → € 20.000")


def test_another_kind_is_told_by_what_it_is_called_where_its_numbers_take_the_room(scenario):
    named = replaced_all(
        scenario,
        {
            (*FIGURE, "label"): "Everything that the machine is asked for in a week",
            QUANTITY: {"kind": "range", "low": 1234.5, "likely": 2345.5, "high": 3456.5},
        },
    )
    after = replaced(named, QUANTITY, {"kind": "pert", "minimum": 1234.5, "likely": 2345.5, "maximum": 3456.5})
    told = short(named, after)
    assert re.fullmatch(r"Everything that .*… range → PERT.*", told), told


def test_a_list_that_does_not_fit_is_said_to_be_another(scenario):
    many = {"kind": "data", "observations": [1000.5, 2000.5, 3000.5, 4000.5]}
    before = replaced(scenario, QUANTITY, many)
    after = replaced(before, (*QUANTITY, "observations"), (*many["observations"], 123456.789))
    told = short_change(before, after, Words("en"), 40)
    assert told == "Hours freed: other values"


def test_a_difference_far_into_a_title_is_seen(scenario):
    before = replaced(scenario, (*COBOT, "title"), "A cobot that stands at the bending machine of hall 2025")
    after = replaced(before, (*COBOT, "title"), "A cobot that stands at the bending machine of hall 2026")
    assert re.search(r"“….*2025” → “….*2026”", short(before, after))


def test_several_changes_are_told_in_short_by_the_first_that_counts_and_how_many_more(scenario):
    after = replaced_all(scenario, {("title",): "Another", ("seed",): 7, ("horizon_years",): 9})
    assert short(scenario, after) == f"horizon in years {scenario.horizon_years} → 9, and 2 more"
    assert short(scenario, after, "nl").endswith(", en nog 2")


def test_what_comes_and_goes_is_told_in_short_by_its_name(scenario):
    gone = without(scenario, COBOT)
    assert short(scenario, gone) == "“Welding cobot” removed"
    assert short(gone, scenario) == "“Welding cobot” added"
    assert short(scenario, gone, "nl") == "‘Lascobot’ weg"


def test_nothing_is_told_in_short_where_nothing_differs(scenario):
    assert short_change(scenario, scenario, Words("nl")) == ""


@pytest.mark.parametrize("text", ["W" * 200, "one word after another " * 8, "\u202e\n&<b>"])
def test_a_long_name_leaves_room_for_the_numbers(scenario, text):
    named = replaced(scenario, (*COBOT, "inputs", 0, "label"), text)
    after = replaced(named, (*COBOT, "inputs", 0, "quantity", "likely"), 24.0)
    told = short_change(named, after, Words("en"))
    assert len(told) <= SHORT
    assert told.endswith("→ 24")
    assert all(unicodedata.category(character) not in {"Cc", "Cf"} for character in told)


@given(scenarios(), scenarios())
@settings(max_examples=30)
def test_the_short_form_of_any_two_scenarios_has_its_bounds(before, after):
    for language in LANGUAGES:
        assert len(short_change(before, after, Words(language))) <= SHORT

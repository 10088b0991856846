"""Changes in words: labels, old and new with their unit, what matters first, hostile text made plain."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given, settings

from roitool.scenario.changes import changes
from roitool.scenario.editing import inserted, replaced, replaced_all
from roitool.scenario.renaming import duplicated, renamed
from roitool.wording.changes import describe_changes
from roitool.wording.words import LANGUAGES, Words
from tests.scenario.documents import document, figure, scenario_of
from tests.scenario.test_changes import EDITS
from tests.strategies import scenarios

COBOT = ("candidates", 0)
LINKS = next(at for at, line in enumerate(document()["candidates"][0]["lines"]) if line["id"] == "links")


@pytest.fixture
def scenario():
    before = scenario_of(document())
    named = {
        ("inputs", 1, "label"): {"nl": "Loon per uur", "en": "Hourly cost"},
        ("inputs", 1, "unit"): "EUR/h",
        (*COBOT, "inputs", 0, "label"): {"nl": "Uren die vrijkomen", "en": "Hours freed"},
        (*COBOT, "inputs", 0, "unit"): "h/week",
        (*COBOT, "inputs", 1, "unit"): "share",
        (*COBOT, "title"): {"nl": "Lascobot", "en": "Welding cobot"},
    }
    return replaced_all(before, named)


def said(before, after, language="en"):
    """Return the groups with their lines, blanks that do not break made plain ones."""
    groups = describe_changes(changes(before, after), before, after, Words(language))
    return {group.title: [line.replace("\N{NO-BREAK SPACE}", " ") for line in group.lines] for group in groups}


def line(before, after, language="en"):
    """Return the one line that there is."""
    ((found,),) = said(before, after, language).values()
    return found


def with_fields(sentence, language):
    """Return a sentence with the names that fields have elsewhere in the program."""
    fields = re.findall(r"\{(\w+)\}", sentence)
    return sentence.format(**{name: Words(language).text(f"field.{name}") for name in fields})


def test_nothing_is_said_where_nothing_differs(scenario):
    assert said(scenario, scenario) == {}


@pytest.mark.parametrize(
    ("place", "value", "dutch", "english"),
    [
        (
            ("inputs", 1, "quantity"),
            {"kind": "range", "low": 36.5, "likely": 44, "high": 50},
            "Loon per uur: 41 (36 – 47) → 44 (36,5 – 50) €/uur",
            "Hourly cost: 41 (36 – 47) → 44 (36.5 – 50) €/h",
        ),
        (
            ("inputs", 1, "quantity"),
            {"kind": "fixed", "value": 38},
            "Loon per uur: 41 (36 – 47) (bandbreedte) → 38 (vast) €/uur",
            "Hourly cost: 41 (36 – 47) (range) → 38 (fixed) €/h",
        ),
        (
            ("inputs", 1, "quantity", "coverage"),
            0.9,
            "Loon per uur: 41 (36 – 47), {coverage} 80% → 41 (36 – 47), {coverage} 90% €/uur",
            "Hourly cost: 41 (36 – 47), {coverage} 80% → 41 (36 – 47), {coverage} 90% €/h",
        ),
        (
            (*COBOT, "inputs", 1, "quantity", "maximum"),
            0.625,
            "overrun: 0% (−10% – 50%) → 0% (−10% – 62,5%)",
            "overrun: 0% (−10% – 50%) → 0% (−10% – 62.5%)",
        ),
        (("hurdle_rate",), 0.085, "{hurdle_rate}: 10% → 8,5%", "{hurdle_rate}: 10% → 8.5%"),
        (("start",), "2027-07", "{start}: maart 2027 → juli 2027", "{start}: March 2027 → July 2027"),
        (("seed",), 7, "{seed}: 20260301 → 7", "{seed}: 20260301 → 7"),
        (
            ("company", "opening_cash"),
            "120000.5",
            "{opening_cash}: € 140.000 → € 120.000,50",
            "{opening_cash}: €140,000 → €120,000.50",
        ),
        (
            ("company", "cash_floor"),
            "wages * 2",
            "{cash_floor}: niet ingevuld → wages * 2",
            "{cash_floor}: not filled in → wages * 2",
        ),
        (
            (*COBOT, "timing", "go_live_month"),
            "7",
            "{timing} › {go_live_month}: go_live → 7",
            "{timing} › {go_live_month}: go_live → 7",
        ),
        (
            (*COBOT, "lines", LINKS, "interface", "count"),
            "3",
            "links › {interface} › {count}: 1 → 3",
            "links › {interface} › {count}: 1 → 3",
        ),
        (
            (*COBOT, "lines", LINKS, "interface", "standard"),
            "vda_5050",
            "links › {interface} › {standard}: OPC UA → VDA 5050",
            "links › {interface} › {standard}: OPC UA → VDA 5050",
        ),
        (
            ("regime", "rate"),
            0.37,
            "{regime} › {rate}: niet ingevuld → 37%",
            "{regime} › {rate}: not filled in → 37%",
        ),
        (
            (*COBOT, "lines", 0, "category"),
            "software",
            "cell › {category}: niet ingevuld → computers en software",
            "cell › {category}: not filled in → computers and software",
        ),
        ((*COBOT, "lines", 0, "vat"), False, "cell › {vat}: ja → nee", "cell › {vat}: yes → no"),
        (
            (*COBOT, "ways_of_paying", 1, "rate"),
            "0.0725",
            "Lening, 60 maanden › {rate}: 6,5% → 7,25%",
            "Loan, 60 months › {rate}: 6.5% → 7.25%",
        ),
        (
            (*COBOT, "paid_by"),
            "cash",
            "{paid_by}: ‘Lening, 60 maanden’ → ‘Eigen geld’",
            "{paid_by}: “Loan, 60 months” → “Own money”",
        ),
        ((*COBOT, "failure"), None, "Weg: {failure}", "Removed: {failure}"),
        (
            ("correlations", 0, "rank_correlation"),
            -0.25,
            "overrun en go_live: 0,6 → −0,25",
            "overrun and go_live: 0.6 → −0.25",
        ),
        (
            ("inputs", 1, "evidence"),
            {"by": "guess"},
            "Loon per uur › {evidence}: zelf gemeten → eigen schatting; {date} 2026-11-02 → niet ingevuld",
            "Hourly cost › {evidence}: own measurement → own guess; {date} 2026-11-02 → not filled in",
        ),
    ],
)
def test_a_change_reads_as_a_person_would_say_it(scenario, place, value, dutch, english):
    after = replaced(scenario, place, value)
    for language, sentence in (("nl", dutch), ("en", english)):
        assert line(scenario, after, language) == with_fields(sentence, language)


def test_what_comes_and_goes_is_told_with_its_name_and_value(scenario):
    rent = {**figure("rent", {"kind": "range", "low": 1, "likely": 2, "high": 3}), "label": "Rent", "unit": "EUR"}
    after = inserted(scenario, ("inputs", 0), rent)
    assert line(scenario, after) == "Added: figure “Rent”: €2 (€1 – €3)"
    assert line(after, scenario) == "Removed: figure “Rent”: €2 (€1 – €3)"
    copied = duplicated(scenario, "cobot", "second", {"nl": "Kopie", "en": "Copy"})
    assert said(scenario, copied, "nl") == {"Investeringen": ["Erbij: investering ‘Kopie’"]}


def test_numbers_come_by_part_and_what_changes_none_comes_last(scenario):
    after = replaced(scenario, ("title",), "Another")
    after = replaced(after, (*COBOT, "inputs", 0, "quantity", "low"), 9.0)
    after = replaced(after, ("company", "credit_line"), "80000")
    after = renamed(replaced(after, ("horizon_years",), 9), (*COBOT, "lines", 0), "robot")
    found = said(scenario, after)
    assert list(found)[:-1] == ["Settings", "The company", "Welding cobot"]
    assert found["Welding cobot"] == ["Hours freed: 20 (8 – 34) → 20 (9 – 34) h/week"]
    assert list(found.values())[-1] == [
        with_fields("{title}: “Welding cobot” → “Another”", "en"),
        with_fields("Welding cobot › robot › {id}: cell → robot", "en"),
    ]


def test_a_unit_that_changed_stands_at_both_values(scenario):
    after = replaced_all(scenario, {("inputs", 1, "unit"): "EUR/week", ("inputs", 1, "quantity", "likely"): 42.0})
    assert said(scenario, after)["Shared figures"] == [
        "Hourly cost › unit: “EUR/h” → “EUR/week”",
        "Hourly cost: 41 (36 – 47) €/h → 42 (36 – 47) €/week",
    ]


def test_a_text_that_differs_in_the_other_language_alone_is_told_in_that_one(scenario):
    after = replaced(scenario, ("title", "nl"), "Lasrobot")
    assert line(scenario, after, "en") == "title (Dutch): “Lascobot” → “Lasrobot”"
    assert line(scenario, after, "nl") == "titel: ‘Lascobot’ → ‘Lasrobot’"


def test_of_a_long_note_the_part_that_differs_is_shown(scenario):
    one, other = (replaced(scenario, ("note",), "word " * 300 + end) for end in ("first end", "second end"))
    assert "first end” → “…" in line(one, other)
    assert "second end" in line(one, other)


def test_a_difference_too_small_to_show_is_not_told_as_two_equal_numbers(scenario):
    one, other = (replaced(scenario, ("inputs", 0, "quantity", "value"), value) for value in (0.1, 0.1 + 2**-54 * 3))
    told = line(one, other)
    assert "→" not in told
    assert "further on than is shown" in told


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_edit_is_told_on_one_line_in_both_languages(language):
    before = scenario_of(document())
    for place, value in EDITS.items():
        for one, other in ((before, replaced(before, place, value)), (replaced(before, place, value), before)):
            told = line(one, other, language)
            assert told.strip()
            assert "changes." not in told


@settings(max_examples=20, deadline=None)
@given(scenarios(), scenarios())
def test_whatever_stands_in_two_files_is_told_in_short_plain_lines(one, other):
    for language in LANGUAGES:
        for lines in said(one, other, language).values():
            for told in lines:
                assert len(told) < 2_000
                assert not any(unicodedata.category(character) in {"Cc", "Cf", "Cs"} for character in told)

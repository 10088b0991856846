"""Numbers, chances, money and time as each language writes them."""

from __future__ import annotations

import pytest

from roitool.cashflow.calendar import Calendar
from roitool.measures import Estimate
from roitool.scenario.base import Translated
from roitool.wording.chances import FINEST, THOUSAND
from roitool.wording.numbers import step_of, unbroken
from roitool.wording.words import LANGUAGES, Words, language_of_system

DUTCH, ENGLISH = Words("nl"), Words("en")
NBSP = "\N{NO-BREAK SPACE}"


def plain(text):
    return text.replace(NBSP, " ")


@pytest.mark.parametrize(
    ("value", "step", "dutch", "english"),
    [
        (1234, None, "€ 1.234", "€1,234"),
        (1234567, 1000, "€ 1.235.000", "€1,235,000"),
        (41.5, None, "€ 41,50", "€41.50"),
        (-41_234, 100, "− € 41.200", "−€41,200"),
        (-0.4, 1, "€ 0", "€0"),
        (0, None, "€ 0", "€0"),
    ],
)
def test_money_is_written_as_each_language_does(value, step, dutch, english):
    assert plain(DUTCH.money(value, "EUR", step)) == dutch
    assert plain(ENGLISH.money(value, "EUR", step)) == english


def test_a_gain_has_its_plus_only_where_that_is_asked_for():
    assert plain(DUTCH.money(61_000, "EUR", 1, signed=True)) == "+ € 61.000"
    assert ENGLISH.money(61_000, "EUR", 1, signed=True) == "+€61,000"
    assert ENGLISH.money(0, "EUR", 1, signed=True) == "€0"


def test_a_currency_without_a_symbol_keeps_its_code():
    assert plain(DUTCH.money(1234, "CHF")) == "CHF 1.234"
    assert plain(ENGLISH.money(1234, "CHF")) == "CHF 1,234"


def test_an_amount_never_breaks_over_two_lines():
    assert " " not in DUTCH.money(-41_000, "EUR", 1) + ENGLISH.money(-1, "CHF", 1)


@pytest.mark.parametrize(
    ("value", "digits", "dutch", "english"),
    [
        (1234.5, None, "1.234,5", "1,234.5"),
        (0.1 + 0.2, None, "0,3", "0.3"),
        (-3, None, "−3", "−3"),
        (2.345, 1, "2,3", "2.3"),
        (-0.01, 1, "0,0", "0.0"),
        (1e15, None, "1.000.000.000.000.000", "1,000,000,000,000,000"),
        (1e16, None, "1e+16", "1e+16"),
        (2**63 - 1, None, "9.223.372.036.854.775.807", "9,223,372,036,854,775,807"),
        (-(10**400), None, "−1,000e+400", "−1.000e+400"),
        (2.5e-9, None, "2,5e−09", "2.5e−09"),
        (float("inf"), None, "∞", "∞"),
        (float("-inf"), 2, "−∞", "−∞"),
    ],
)
def test_a_number_has_the_separators_of_the_language_and_no_digits_of_noise(value, digits, dutch, english):
    assert DUTCH.number(value, digits) == dutch
    assert ENGLISH.number(value, digits) == english


def test_a_share_becomes_a_percentage():
    assert [DUTCH.percent(share) for share in (0.1, 0.065, -0.5)] == ["10%", "6,5%", "−50%"]
    assert ENGLISH.percent(0.2149, 0) == "21%"


@pytest.mark.parametrize(
    ("share", "dutch", "english"),
    [
        (0.0, "geen enkele toekomst", "none of the futures"),
        (0.0001, "minder dan 1 van de 1.000 toekomsten", "fewer than 1 of 1,000 futures"),
        (0.002, "2 van de 1.000 toekomsten", "2 of 1,000 futures"),
        (0.0049, "5 van de 1.000 toekomsten", "5 of 1,000 futures"),
        (0.0052, "1 van de 100 toekomsten", "1 of 100 futures"),
        (0.78, "78 van de 100 toekomsten", "78 of 100 futures"),
        (0.9961, "996 van de 1.000 toekomsten", "996 of 1,000 futures"),
        (0.99999, "meer dan 999 van de 1.000 toekomsten", "more than 999 of 1,000 futures"),
        (1.0, "alle toekomsten", "all futures"),
    ],
)
def test_a_chance_is_a_natural_frequency_that_never_rounds_to_none_or_all(share, dutch, english):
    assert DUTCH.futures(share) == dutch
    assert ENGLISH.futures(share) == english


def test_a_chance_is_counted_as_finely_as_what_stands_beside_it_asks():
    assert DUTCH.futures(0.0231, THOUSAND) == "23 van de 1.000 toekomsten"
    assert ENGLISH.count(0.02313, FINEST) == "231 of 10,000"
    assert DUTCH.futures(0.7503, FINEST) == "7.503 van de 10.000 toekomsten"
    assert ENGLISH.count(0.00004, FINEST) == "fewer than 1 of 1,000"


@pytest.mark.parametrize(
    ("years", "dutch", "english"),
    [
        (2 + 11 / 12, "2 jaar en 11 maanden", "2 years and 11 months"),
        (3.0, "3 jaar", "3 years"),
        (1 / 12, "1 maand", "1 month"),
        (1.999, "2 jaar", "2 years"),
        (0.01, "0 maanden", "0 months"),
        (float("inf"), "nooit", "never"),
    ],
)
def test_time_is_told_in_years_and_months(years, dutch, english):
    assert plain(DUTCH.duration(years)) == dutch
    assert plain(ENGLISH.duration(years)) == english


def test_a_month_is_a_calendar_month():
    calendar = Calendar(2027, 1, 96)
    assert [plain(DUTCH.month(calendar, month)) for month in (0, 1, 7, 13)] == [
        "januari 2027",
        "januari 2027",
        "juli 2027",
        "januari 2028",
    ]
    assert plain(ENGLISH.month(calendar, 7)) == "July 2027"


@pytest.mark.parametrize(("se", "step"), [(450.0, 100.0), (4_500.0, 1_000.0), (40.0, 10.0), (0.001, 1.0)])
def test_an_amount_is_rounded_to_what_its_error_leaves(se, step):
    # Ten blocks: Student's t with 9 degrees of freedom, 2.262.
    assert step_of(Estimate(61_234.0, se, 10)) == step


def test_an_amount_that_is_the_same_in_every_future_is_written_out():
    assert step_of(Estimate(61_234.0, 0.0, 10)) == 1


def test_an_amount_of_unknown_error_keeps_three_digits():
    assert step_of(Estimate(61_234.0, float("nan"), 10)) == 100
    assert step_of(Estimate(float("inf"), float("nan"), 10)) == 1


def test_a_label_is_shown_literally_on_one_line_without_control_characters():
    hostile = "{0.__class__} %s <b>\x1b[2J\r\n\N{RIGHT-TO-LEFT OVERRIDE}evil\x07"
    shown = DUTCH.label(hostile)
    assert shown.startswith("{0.__class__} %s <b>")
    assert shown.isprintable()
    assert DUTCH.text("paying.headline", way=shown) == f"Gekozen: {shown}"


def test_a_label_is_clipped_and_says_so():
    shown = DUTCH.label("x" * 10_000)
    assert len(shown) == 200
    assert shown.endswith("…")


def test_a_label_is_told_in_the_language_that_is_spoken():
    label = Translated(nl="Lascobot", en="Welding cobot")
    assert [words.label(label) for words in (DUTCH, ENGLISH)] == ["Lascobot", "Welding cobot"]


def test_enumerations_are_joined_as_people_speak():
    assert DUTCH.listed(("a", "b", "c")) == "a, b en c"
    assert DUTCH.listed(("a", "b"), any_of=True) == "a of b"
    assert ENGLISH.listed(("a", "b", "c"), any_of=True) == "a, b, or c"


@pytest.mark.parametrize(
    ("environ", "language"),
    [
        ({}, "en"),
        ({"LANG": "nl_NL.UTF-8"}, "nl"),
        ({"LANG": "de_DE.UTF-8"}, "en"),
        ({"LANG": "en_US.UTF-8", "LC_ALL": "nl_BE"}, "nl"),
        ({"LANG": "en_US.UTF-8", "LANGUAGE": "fy:nl:en"}, "nl"),
        ({"LANG": "C.UTF-8", "LANGUAGE": "nl"}, "en"),
        ({"LANG": "nl_NL.UTF-8", "LC_MESSAGES": "en_GB.UTF-8"}, "en"),
        ({"LANG": "nl_NL.UTF-8", "LC_ALL": ""}, "nl"),
    ],
)
def test_the_language_is_that_of_the_surroundings(environ, language):
    assert language_of_system(environ) == language


def test_there_are_two_languages():
    assert LANGUAGES == ("nl", "en")


@pytest.mark.parametrize("value", [1e300, -1e300, 1e17])
def test_a_number_of_absurd_size_is_written_in_powers_of_ten_whatever_it_is(value):
    power = f"{value:g}".replace("-", "−")
    assert ENGLISH.number(value, 2) == power
    assert ENGLISH.percent(value / 100) == f"{power}%"
    assert ENGLISH.money(value, "EUR").endswith(power.removeprefix("−"))


def test_no_line_ends_between_a_sign_and_its_amount():
    assert unbroken("−€5 and +€7 + 3") == "−\u2060€5 and +\u2060€7 + 3"


def test_labels_are_clipped_shorter_where_there_is_less_room():
    short = Words("en").clipping_labels(8)
    assert short.label("A long name") == "A long…"
    assert short.text("duration.never") == Words("en").text("duration.never")

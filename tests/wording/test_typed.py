"""Numbers and ranges as people type them."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roitool.wording.misread import Misread
from roitool.wording.typed import Expected, read_typed
from roitool.wording.words import Words

MONEY = Expected("EUR")
HOURS = Expected(None, percent=False, words=frozenset({"h", "uur", "week"}))
PERCENT = Expected(None, percent=True)


def numbers(text, language="nl", expected=MONEY):
    return [float(number) for number in read_typed(text, language, expected).numbers]


def complaint(text, language="nl", expected=MONEY):
    with pytest.raises(Misread) as caught:
        read_typed(text, language, expected)
    return caught.value.code


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("1.234,56", 1234.56),
        ("1234.56", 1234.56),
        ("1,234.56", 1234.56),
        ("12,5", 12.5),
        ("12.5", 12.5),
        ("25k", 25_000),
        ("25 K", 25_000),
        ("1,2 mln", 1_200_000),
        ("1.2M", 1_200_000),
        ("3 duizend", 3_000),
        ("€ 25,-", 25),
        ("€ 12.500,-", 12_500),
        ("12.500,-- euro", 12_500),
        ("12,500.- EUR", 12_500),
        ("12.500.-", 12_500),
        ("12 500 euro", 12_500),
        ("Euro 12 500", 12_500),
        ("12 500 eur", 12_500),
        ("eur 12 500,00", 12_500),
        ("1,2 mln euro", 1_200_000),
        ("25k euro", 25_000),
        ("ca. 500", 500),
        ("EUR 12", 12),
        ("12 €", 12),
        ("-5", -5),
        ("\N{MINUS SIGN}5", -5),
        ("€ -5", -5),
        ("20 000", 20_000),
        ("1\N{NO-BREAK SPACE}200\N{NO-BREAK SPACE}000", 1_200_000),
        ("1.234.567", 1_234_567),
        ("1'234", 1234),
        ("0,125", 0.125),
        ("0.125", 0.125),
        ("1234,567", 1234.567),
        (",5", 0.5),
        ("12.", 12),
    ],
)
@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_number_is_read_alike_in_both_languages_where_it_can_mean_one_thing_only(text, number, language):
    assert numbers(text, language) == [number]


@pytest.mark.parametrize(
    ("text", "dutch", "english"), [("1.234", 1234, 1.234), ("1,234", 1.234, 1234), ("€ 20.000", 20_000, 20)]
)
def test_one_mark_before_exactly_three_digits_follows_the_language_of_the_screen(text, dutch, english):
    assert numbers(text, "nl") == [dutch]
    assert numbers(text, "en") == [english]


@pytest.mark.parametrize(
    "text",
    ["20 tot 35", "20-35", "20 - 35", "20–35", "tussen 20 en 35", "from 20 to 35", "20..35", "20 35", "20 t/m 35"],
)
def test_two_numbers_are_low_and_high_and_the_middle_is_marked_as_filled_in(text):
    typed = read_typed(text, "nl", MONEY)
    assert [float(number) for number in typed.numbers] == [20, 27.5, 35]
    assert typed.filled_in


@pytest.mark.parametrize("text", ["22 33 45", "22;33;45", "22\t33\t45", "22 - 33 - 45", "22 tot 33 tot 45"])
def test_three_numbers_are_low_likely_and_high(text):
    typed = read_typed(text, "nl", MONEY)
    assert [float(number) for number in typed.numbers] == [22, 33, 45]
    assert not typed.filled_in


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("30 ±10%", [27, 30, 33]),
        ("30 +/- 5", [25, 30, 35]),
        ("30 plus of min 10%", [27, 30, 33]),
        ("30k ± 5", [25_000, 30_000, 35_000]),
        ("-30 ± 10%", [-33, -30, -27]),
    ],
)
def test_plus_minus_is_a_distance_or_a_percentage_of_the_middle(text, read):
    assert numbers(text) == read


def test_plus_minus_a_percentage_of_a_percentage_is_added_to_it():
    assert numbers("50% ±10%", expected=PERCENT) == [40, 50, 60]


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("-5 tot 10", [-5, 2.5, 10]),
        ("-2000 - 8000", [-2000, 3000, 8000]),
        ("-20--10", [-20, -15, -10]),
        ("20 000 - 35 000", [20_000, 27_500, 35_000]),
        ("100 200", [100_200]),
        ("0 500 900", [0, 500, 900]),
        ("20 000 35 000", [20_000, 27_500, 35_000]),
        ("5 000 7 000 9 000", [5000, 7000, 9000]),
        ("8 000 12 500 30 000", [8000, 12_500, 30_000]),
        ("€ 20.000,- tot € 30.000,-", [20_000, 25_000, 30_000]),
    ],
)
def test_dashes_and_blanks_separate_or_belong_to_a_number_by_where_they_stand(text, read):
    assert numbers(text) == read


def test_what_stands_behind_the_last_number_holds_for_the_first_unless_that_turns_their_order():
    assert numbers("20-35k") == [20_000, 27_500, 35_000]
    assert numbers("800-1,2k") == [800, 1000, 1200]
    assert numbers("20-35%", expected=PERCENT) == [20, 27.5, 35]


def test_the_wrong_order_is_kept_for_somebody_to_be_asked_about():
    typed = read_typed("45 33 22", "nl", MONEY)
    assert typed.numbers == (45, 33, 22)
    assert not typed.in_order


def test_the_unit_of_the_field_may_be_typed_behind_the_number():
    assert numbers("20 uur tot 30 uur", expected=HOURS) == [20, 25, 30]
    assert numbers("20 h/week", expected=HOURS) == [20]
    assert numbers("20 H/WEEK", expected=HOURS) == [20]
    assert numbers("8 %", expected=PERCENT) == numbers("8 procent", expected=PERCENT) == [8]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "empty"),
        ("   ", "empty"),
        ("30k000", "not_a_number"),
        ("20%30%", "not_a_number"),
        ("abc", "not_a_number"),
        ("\N{SUPERSCRIPT TWO}", "not_a_number"),
        ("20 t", "unknown_word"),
        ("1e6", "unknown_word"),
        ("20 tot", "unfinished"),
        ("20 -", "unfinished"),
        ("1 2 3 4", "too_many"),
        ("1 ± 2 ± 3", "too_many"),
        ("12.34.56", "separators"),
        ("1.23,4,5", "separators"),
        ("1.23,4", "separators"),
        ("8 %", "percent"),
        ("8% ± 2", "percent"),
        ("$ 5", "other_currency"),
        ("5 USD", "other_currency"),
        ("5 usd", "other_currency"),
        ("5 dollar", "other_currency"),
        ("£ 5", "other_currency"),
        ("5 eurocent", "unknown_word"),
        ("2000000 mln mln", "too_large"),
        ("1" * 201, "too_long"),
    ],
)
def test_what_cannot_be_read_is_told_apart(text, code):
    assert complaint(text) == code


def test_an_amount_of_money_is_refused_where_hours_are_counted():
    for text in ("€ 20", "20 euro", "20 EUR", "20 usd"):
        assert complaint(text, expected=HOURS) == "currency"


def test_the_currency_of_the_file_may_be_typed_in_small_letters_whichever_it_is():
    assert numbers("20 chf", expected=Expected("CHF")) == [20]
    assert complaint("20 chf") == "unknown_word"


@given(st.text(max_size=200))
def test_whatever_is_typed_is_read_or_refused(text):
    try:
        typed = read_typed(text, "nl", MONEY)
    except Misread:
        return
    assert len(typed.numbers) in {1, 3}
    assert all(number.is_finite() for number in typed.numbers)


@given(st.text(alphabet="0123456789.,' -tok%€±", max_size=60), st.sampled_from(["nl", "en"]))
def test_whatever_looks_like_numbers_is_read_or_refused(text, language):
    try:
        typed = read_typed(text, language, PERCENT)
    except Misread:
        return
    assert all(abs(number) <= Decimal(10) ** 15 for number in typed.numbers)


@pytest.mark.parametrize("language", ["nl", "en"])
@given(number=st.floats(min_value=-1e12, max_value=1e12).map(lambda number: float(f"{number:.6g}")))
def test_a_number_as_it_is_shown_reads_back_to_itself(language, number):
    if 0 < abs(number) < 1e-6:
        return
    assert numbers(Words(language).number(number), language) == [number]

"""Text of others is shown, never obeyed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roitool.wording.plain import clean, cut


@given(st.text(max_size=400), st.integers(2, 300))
def test_cleaned_text_is_one_printable_line_within_its_length(text, longest):
    shown = clean(text, longest)
    assert len(shown) <= longest
    assert not set(shown) & set(
        "\x00\x07\x1b\r\n\t\x85\N{LINE SEPARATOR}\N{RIGHT-TO-LEFT OVERRIDE}\N{ZERO WIDTH SPACE}"
    )


@pytest.mark.parametrize(
    "text", ["Lascobot", "{0.__class__}", "%s %(x)s", "<b>vet</b>", "$\\foo{$", "één café", "日本"]
)
def test_ordinary_characters_are_left_alone(text):
    assert clean(text) == text


def test_half_characters_are_dropped():
    assert clean("a\ud800b").encode() == b"a b"


@pytest.mark.parametrize("number", ["1.234,56", "€\N{NO-BREAK SPACE}33.000", "\N{MINUS SIGN}12", "1e+300", "2027"])
def test_no_number_is_cut_in_half(number):
    text = f"price {number} a piece"
    for longest in range(2, len(text) + 2):
        shown = cut(text, longest)
        assert len(shown) <= longest
        assert number in shown or not any(character.isdigit() for character in shown)

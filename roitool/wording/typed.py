"""Numbers and ranges as people type them: ``20 tot 35``, ``1.234,56``, ``25k``, ``30 ±10%``, ``€ 1.234``.

A dot and a comma are told apart by what they can mean; where both readings are possible (one of them, followed by
exactly three digits) the language of the screen decides. A blank groups thousands where every later group has three
digits, otherwise it separates numbers. Whoever shows a field shows the reading beside it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from itertools import pairwise
from types import MappingProxyType

from roitool.wording.digits import BLANKS, decimal, numbers_apart
from roitool.wording.misread import Misread
from roitool.wording.words import Language

LARGEST = Decimal(10) ** 15
LONGEST = 200

CURRENCIES: Mapping[str, str] = MappingProxyType(
    {
        "€": "EUR",
        "euro": "EUR",
        "euros": "EUR",
        "$": "USD",
        "dollar": "USD",
        "dollars": "USD",
        "£": "GBP",
        "pond": "GBP",
        "pound": "GBP",
        "pounds": "GBP",
    }
)
"""The code behind a sign or a name; a code itself may be typed in small letters too."""

_MULTIPLIERS: Mapping[str, int] = MappingProxyType(
    {
        "k": 3,
        "duizend": 3,
        "thousand": 3,
        "mln": 6,
        "mio": 6,
        "miljoen": 6,
        "million": 6,
        "mrd": 9,
        "miljard": 9,
        "bn": 9,
        "billion": 9,
    }
)
_PERCENT = frozenset({"%", "procent", "percent", "pct"})
_DASH = r"[-\u2013\u2014\u2212]"
_NO_CENTS = re.compile(rf"([0-9.,]*[0-9])([.,])(?:{_DASH}{{1,2}}|=)(?![0-9])")
_OPENING = re.compile(r"^\s*(?:(?:van|from|tussen|between|ca|circa|ongeveer|about)\b\.?|[~≈])\s*", re.IGNORECASE)
_PLUS_MINUS = re.compile(rf"±|\+\s*/?\s*{_DASH}|\bplus\s+(?:of|or)\s+min(?:us)?\b", re.IGNORECASE)
_TO = re.compile(
    r"\s*(?:[;\t\r\n]+|\.{2,3}|…|\b(?:tot en met|tot|t/m|to|until|en|and|à)(?![^\W\d_]))\s*", re.IGNORECASE
)
_TOKEN = re.compile(
    rf"""\s*(?P<sign>{_DASH}|\+)?\s*(?P<before>[€$£]|[^\W\d_]{{3,7}}(?=[\s0-9]))?\s*(?P<inner>{_DASH})?\s*
    (?P<digits>[0-9.,'\u2019]*[0-9][0-9.,'\u2019]*(?:[ \u00a0\u2009\u202f]+[0-9][0-9.,'\u2019]*)*)
    \s*(?P<after>(?:%|[€$£]|[^\W\d_]+(?:[./][^\W\d_]+)*\.?|\s+)*)\s*""",
    re.VERBOSE,
)
_WORD = re.compile(r"%|[€$£]|[^\W\d_]+(?:[./][^\W\d_]+)*\.?")


@dataclass(frozen=True, slots=True)
class Expected:
    """What a field takes besides bare numbers.

    Attributes
    ----------
    currency
        ISO code where the figure is money, else None: a currency typed there is refused.
    percent
        Whether the figure is shown in percent, so that ``8`` and ``8 %`` are the same.
    words
        The field's own unit in lower case, which may be typed behind a number.
    """

    currency: str | None = None
    percent: bool = False
    words: frozenset[str] = field(default_factory=frozenset)


@dataclass(frozen=True, slots=True)
class Typed:
    """The reading of a text: one number, or low, likely and high.

    `filled_in` tells that the likely value was not typed: it is the middle of the other two.
    """

    numbers: tuple[Decimal, ...]
    filled_in: bool = False

    @property
    def in_order(self) -> bool:
        """Whether no number is above the next."""
        return list(self.numbers) == sorted(self.numbers)


@dataclass(frozen=True, slots=True)
class _Amount:
    value: Decimal
    power: int = 0
    percent: bool = False

    @property
    def number(self) -> Decimal:
        return self.value.scaleb(self.power)


def read_typed(text: str, language: Language, expected: Expected) -> Typed:
    """Read a number or a range.

    ``20 tot 35`` has its middle as the likely value; ``30 ±10%`` is 27, 30, 33. A percentage after ± is one of the
    middle, but where the middle is a percentage itself it is added: ``50% ±10%`` is 40, 50, 60. What stands only behind
    the last number holds for the ones before it (``20-35k``), unless that would turn their order round.

    Raises
    ------
    Misread
        With the code of a sentence: ``empty``, ``too_long``, ``not_a_number``, ``separators``, ``unknown_word``,
        ``too_many``, ``percent``, ``currency``, ``other_currency``, ``too_large``, ``unfinished``.
    """
    if len(text) > LONGEST:
        raise Misread("too_long")
    cleaned = _OPENING.sub("", _NO_CENTS.sub(_with_cents, text)).strip()
    if not cleaned:
        raise Misread("empty")
    halves = _PLUS_MINUS.split(cleaned)
    if len(halves) > 2:
        raise Misread("too_many")
    amounts = _amounts(halves[0], language, expected)
    _check_percent(amounts, expected)
    if len(halves) == 2:
        return _checked(_around(amounts, _amounts(halves[1], language, expected)))
    if len(amounts) > 3:
        raise Misread("too_many")
    numbers = tuple(amount.number for amount in _shared_suffix(amounts))
    if len(numbers) == 2:
        return _checked(Typed((numbers[0], (numbers[0] + numbers[1]) / 2, numbers[1]), filled_in=True))
    return _checked(Typed(numbers))


def read_numbers(text: str, language: Language, expected: Expected) -> tuple[Decimal, ...]:
    """Read as many numbers as there are, each by itself.

    Raises
    ------
    Misread
        As :func:`read_typed`.
    """
    if not text.strip():
        raise Misread("unfinished")
    amounts = _amounts(_NO_CENTS.sub(_with_cents, text).strip(), language, expected)
    _check_percent(amounts, expected)
    return _checked(Typed(tuple(amount.number for amount in amounts))).numbers


def names_percent(text: str) -> bool:
    """Tell whether a sign or word for percent stands in a text."""
    return any(word.lower().rstrip(".") in _PERCENT for word in _WORD.findall(text))


def _check_percent(amounts: Sequence[_Amount], expected: Expected) -> None:
    if any(amount.percent for amount in amounts) and not expected.percent:
        raise Misread("percent")


def _with_cents(amount: re.Match[str]) -> str:
    """Write out what stands for no cents: it tells that the dot in ``12.500,-`` groups thousands, in any language."""
    whole, mark = amount.groups()
    return whole.replace(mark, "") if mark in whole else f"{whole}{mark}00"


def _around(middle: Sequence[_Amount], spread: Sequence[_Amount]) -> Typed:
    if len(middle) != 1 or len(spread) != 1:
        raise Misread("too_many")
    centre, width = middle[0].number, abs(spread[0].number)
    if middle[0].power and not (spread[0].power or spread[0].percent) and width.scaleb(middle[0].power) <= abs(centre):
        width = width.scaleb(middle[0].power)
    if spread[0].percent and not middle[0].percent:
        width = abs(centre) * width / 100
    return Typed((centre - width, centre, centre + width))


def _checked(typed: Typed) -> Typed:
    if any(abs(number) > LARGEST for number in typed.numbers):
        raise Misread("too_large")
    return typed


def _shared_suffix(amounts: Sequence[_Amount]) -> Sequence[_Amount]:
    *first, last = amounts
    if not first or any(amount.power or amount.percent for amount in first):
        return amounts
    shared = [replace(amount, power=last.power) for amount in amounts]
    in_order = all(one.number <= other.number for one, other in pairwise(shared))
    return shared if in_order else amounts


def _amounts(text: str, language: Language, expected: Expected) -> list[_Amount]:
    """Read numbers, however they are kept apart."""
    amounts: list[_Amount] = []
    for part in _TO.split(text):
        if not part.strip():
            raise Misread("unfinished")
        amounts += _amounts_in(part, language, expected)
    return amounts


def _amounts_in(part: str, language: Language, expected: Expected) -> list[_Amount]:
    """Read the numbers of a text in which only blanks and dashes can keep numbers apart.

    A dash behind a number separates, as in ``20-35``; one before the first number, or behind another dash, is a sign.
    """
    amounts: list[_Amount] = []
    position = 0
    while position < len(part):
        if amounts:
            dash = re.compile(rf"\s*{_DASH}").match(part, position)
            position = dash.end() if dash else position
            if dash and not part[position:].strip():
                raise Misread("unfinished")
            # ``30k000`` is a slip of the hand, not two numbers.
            if not dash and not part[position - 1].isspace():
                raise Misread("not_a_number", found=_shown(part))
        token = _TOKEN.match(part, position)
        if token is None:
            raise Misread("not_a_number", found=_shown(part[position:]))
        amounts += _token_amounts(token, language, expected)
        position = token.end()
    return amounts


def _token_amounts(token: re.Match[str], language: Language, expected: Expected) -> list[_Amount]:
    negative = token["sign"] not in {None, "+"} or token["inner"] is not None
    texts = numbers_apart(BLANKS.split(token["digits"]))
    values = [decimal(text, language) for text in texts]
    if negative:
        values[0] = -values[0]
    power, percent = 0, False
    for word in ([token["before"]] if token["before"] else []) + _WORD.findall(token["after"]):
        if word.lower().rstrip(".") in _PERCENT:
            percent = True
        elif (found := _MULTIPLIERS.get(word.lower().rstrip("."))) is not None:
            power += found
        elif word == "M":
            power += 6
        else:
            _check_word(word, expected)
    return [_Amount(value) for value in values[:-1]] + [_Amount(values[-1], power, percent)]


def _check_word(word: str, expected: Expected) -> None:
    small = word.lower().rstrip(".")
    if all(piece in expected.words for piece in small.split("/")):
        return
    currency = CURRENCIES.get(small, word.upper() if _is_currency_code(word, expected) else None)
    if currency is None:
        raise Misread("unknown_word", found=_shown(word))
    if expected.currency is None:
        raise Misread("currency", found=word)
    if currency != expected.currency:
        raise Misread("other_currency", found=word, currency=expected.currency)


def _is_currency_code(word: str, expected: Expected) -> bool:
    """Tell whether a word is a code; in small letters, the file's own or one that has a sign."""
    if len(word) == 3 and word.isupper() and word.isascii():
        return True
    return word.upper() == expected.currency or word.upper() in CURRENCIES.values()


def _shown(text: str) -> str:
    text = text.strip()
    return text if len(text) <= 20 else text[:19] + "…"

"""Quantities that are typed as a list: ``3: 20%, 4: 50%, 5: 30%`` with a chance for each value, or ``12; 14; 15``."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal

from roitool.scenario.quantities import BaseQuantity, Data, Discrete
from roitool.wording.misread import Misread
from roitool.wording.typed import Expected, read_numbers
from roitool.wording.units import FigureUnit
from roitool.wording.words import Language, Words

MOST_SHOWN = 300
"""A longer list is told in a few words; it can be replaced, not corrected in a line."""

_CHANCES = Expected(percent=True)
# A comma within digits is one of a number; it separates where a blank follows.
_SEPARATOR = re.compile(r"[;\t\r\n]+|,(?=\s|$)")


def read(kind: str, text: str, unit: FigureUnit, language: Language) -> dict[str, object]:
    """Read a list as the fields of the quantity.

    Chances without a percent sign that add up to 1 are shares of 1, otherwise they are percentages.

    Raises
    ------
    Misread
        Besides what :func:`~roitool.wording.typed.read_typed` raises, ``pairs``: a value has no chance, or more
        than one; ``list_too_long``.
    """
    pieces = _SEPARATOR.split(text.rstrip(" ,;\t\r\n"))
    if kind == "data":
        typed = [number for piece in pieces for number in read_numbers(piece, language, unit.expected)]
        _check_length(len(typed), Data, "observations")
        return {"observations": tuple(unit.stored(number) for number in typed)}
    pairs = [_pair(piece, unit, language) for piece in pieces]
    _check_length(len(pairs), Discrete, "values")
    shares = "%" not in text and sum(chance for _, chance in pairs) == 1
    return {
        "values": tuple(unit.stored(value) for value, _ in pairs),
        "probabilities": tuple(float(chance if shares else chance.scaleb(-2)) for _, chance in pairs),
    }


def written(quantity: BaseQuantity, unit: FigureUnit, words: Words) -> str:
    """Return a list as it may be typed; nothing where it is too long for a line."""
    if _length(quantity) > MOST_SHOWN:
        return ""
    if isinstance(quantity, Discrete):
        return ", ".join(_pairs(quantity, words, lambda value: words.number(unit.shown(value))))
    return "; ".join(words.number(unit.shown(value)) for value in _values(quantity))


def summary(quantity: BaseQuantity, words: Words) -> str:
    """Return how long a list is."""
    return words.text("ui.list.replace", count=words.number(_length(quantity)))


def reading(quantity: BaseQuantity, unit: FigureUnit, words: Words) -> str:
    """Return in words how a list is read: every value with its chance, or how many there are from where to where."""
    if isinstance(quantity, Discrete) and _length(quantity) <= MOST_SHOWN:
        return " · ".join(_pairs(quantity, words, lambda value: unit.echo(value, words)))
    values = _values(quantity)
    low, high = (unit.echo(value, words) for value in (min(values), max(values)))
    return words.text("ui.list.reading", count=words.number(len(values)), low=low, high=high)


def _pair(piece: str, unit: FigureUnit, language: Language) -> tuple[Decimal, Decimal]:
    value, mark, chance = re.sub(r"\s*=\s*", ":", piece, count=1).partition(":")
    if not (mark and value.strip() and chance.strip()) or ":" in chance:
        raise Misread("pairs")
    read = read_numbers(value, language, unit.expected), read_numbers(chance, language, _CHANCES)
    if [len(numbers) for numbers in read] != [1, 1]:
        raise Misread("pairs")
    return read[0][0], read[1][0]


def _pairs(quantity: Discrete, words: Words, text_of: Callable[[float], str]) -> list[str]:
    pairs = zip(quantity.values, quantity.probabilities, strict=False)
    return [f"{text_of(value)}: {words.percent(chance, 10)}" for value, chance in pairs]


def _values(quantity: BaseQuantity) -> tuple[float, ...]:
    return quantity.values if isinstance(quantity, Discrete) else quantity.observations


def _length(quantity: BaseQuantity) -> int:
    return len(_values(quantity))


def _check_length(found: int, model: type[BaseQuantity], field: str) -> None:
    most = next(mark.max_length for mark in model.model_fields[field].metadata if hasattr(mark, "max_length"))
    if found > most:
        raise Misread("list_too_long", most=str(most))

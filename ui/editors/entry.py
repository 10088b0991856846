"""From a text in a box to the quantity, and from the quantity to the text in a box and to words."""

from __future__ import annotations

from dataclasses import dataclass

from roitool.scenario.converting import converted, in_few_digits, kind_of
from roitool.scenario.quantities import BaseQuantity, Range
from roitool.wording.misread import Misread
from roitool.wording.typed import read_typed
from roitool.wording.units import FigureUnit
from roitool.wording.words import Words
from ui.editors import lists
from ui.editors.boxes import Box, boxes_of, range_of


@dataclass(frozen=True, slots=True)
class Entry:
    """What became of a quantity after something was typed into one of its boxes.

    Attributes
    ----------
    fields
        The quantity as the fields of the document.
    filled_in
        Whether the likely value was not typed: it is the middle of the two that were.
    """

    fields: dict[str, object]
    filled_in: bool = False


def entered(quantity: BaseQuantity, box: Box, text: str, unit: FigureUnit, words: Words) -> Entry:
    """Return the quantity after a text was typed into one of its boxes.

    One number is that box; low, likely and high fill the boxes of a range, make a range of a figure that was certain,
    and are what a bell with an average and a spread lies between in 8 of 10 futures.

    Raises
    ------
    Misread
        Besides what :func:`~roitool.wording.typed.read_typed` and :mod:`~ui.editors.lists` raise, ``one_number``: a
        range does not fit into this box.
    """
    fields = quantity.model_dump(exclude_none=True)
    if box.is_list:
        return Entry(fields | lists.read(kind_of(quantity), text, unit, words.language))
    if box.bound and not text.strip():
        return Entry({name: value for name, value in fields.items() if name != box.field})
    own = box.unit(unit)
    typed = read_typed(text, words.language, own.expected)
    numbers = [own.stored(number) for number in typed.numbers]
    if len(numbers) == 1:
        return Entry(fields | {box.field: numbers[0]})
    if kind_of(quantity) == "fixed":
        return Entry({"kind": "range"} | dict(zip(("low", "likely", "high"), numbers, strict=True)), typed.filled_in)
    if box.name == "average":
        return Entry(_bell(quantity, sorted(numbers)))
    filled = range_of(quantity)
    if box not in filled or len(filled) == 1:
        raise Misread("one_number")
    by_column = {each.field: numbers[each.column] for each in filled}
    return Entry(fields | by_column, typed.filled_in and len(filled) == len(numbers))


def text_in(quantity: BaseQuantity, box: Box, unit: FigureUnit, words: Words) -> str:
    """Return what stands in a box."""
    if box.is_list:
        return lists.written(quantity, unit, words)
    value = getattr(quantity, box.field)
    return "" if value is None else words.number(box.unit(unit).shown(value))


def hint_in(quantity: BaseQuantity, box: Box, words: Words) -> str:
    """Return what an empty box says of itself."""
    if box.is_list:
        return lists.summary(quantity, words)
    return words.text("ui.box.no_bound") if box.bound else ""


def reading(quantity: BaseQuantity, unit: FigureUnit, words: Words, *, filled_in: bool = False) -> str:
    """Return in words how the boxes are read."""
    boxes = boxes_of(quantity)
    if any(box.is_list for box in boxes):
        return lists.reading(quantity, unit, words)
    return " · ".join(_read(quantity, box, unit, words, filled_in) for box in boxes if _holds(quantity, box))


def _bell(quantity: BaseQuantity, numbers: list[float]) -> dict[str, object]:
    """Return the bell that lies between the outer two of three numbers in 8 of 10 futures, its bounds kept."""
    typed = Range(low=numbers[0], likely=numbers[1], high=numbers[2])
    found = converted(typed, kind_of(quantity))
    if found is None:
        raise Misread("one_number")
    bell = in_few_digits(found, typed)
    bounds = {name: getattr(quantity, name, None) for name in ("lower", "upper")}
    return bell.model_dump(exclude_none=True) | {name: bound for name, bound in bounds.items() if bound is not None}


def _read(quantity: BaseQuantity, box: Box, unit: FigureUnit, words: Words, filled_in: bool) -> str:
    number = box.unit(unit).echo(getattr(quantity, box.field), words)
    if filled_in and box.name in {"likely", "p50"}:
        number = words.text("ui.figure.filled_in", number=number)
    return f"{words.text(f'ui.box.{box.name}')} {number}" if box.captioned else number


def _holds(quantity: BaseQuantity, box: Box) -> bool:
    return getattr(quantity, box.field) is not None

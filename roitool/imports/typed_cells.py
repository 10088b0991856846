"""What somebody typed into a cell: the number it is, or why it is none."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from roitool.scenario.quantities.base import LARGEST
from roitool.wording.misread import Misread
from roitool.wording.typed import names_percent, read_typed
from roitool.wording.words import LANGUAGES, Language, Words

if TYPE_CHECKING:
    from roitool.imports.sheet import Cell
    from roitool.wording.units import FigureUnit

CHOICES = ("low", "best", "high", "own", "by_row")
KINDS = ("quote", "adviser", "measured", "reference", "guess")


@dataclass(frozen=True, slots=True)
class Number:
    """A number, and codes of what is to be said of how it was read."""

    value: float
    remarks: tuple[str, ...] = ()


def number_in(cell: Cell, unit: FigureUnit, language: Language) -> Number | str:
    """Return the number in a cell, or the code of why there is none.

    A formula counts for what it came to when the file was saved. A text is read as it is in a field of the window; one
    without a sign for percent in a row of percentages could be the one or the other, and is not guessed at.
    """
    remarks = ("formula",) if cell.formula else ()
    match cell.sort:
        case "number":
            return Number(cell.number, remarks) if abs(cell.number) <= LARGEST else "too_large"
        case "text":
            found = _number_in_text(cell.text, unit, language)
            return found if isinstance(found, str) else Number(found, (*remarks, "as_text"))
        case "empty":
            return "not_calculated" if cell.formula else "empty"
    return "too_large" if cell.sort == "beyond" else cell.sort


def choice_in(cell: Cell) -> str | None:
    """Return what is chosen in a cell, in whichever language; None where it is none of the choices."""
    return _by_text("workbook.choice", CHOICES).get(_plain(cell.text))


def kind_in(cell: Cell) -> str | None:
    """Return who is said to say so, in whichever language; None where it is somebody by another name."""
    return _by_text("workbook.by", KINDS).get(_plain(cell.text))


def _number_in_text(text: str, unit: FigureUnit, language: Language) -> float | str:
    """Return the one number that a text is, or the code of why it is none."""
    if unit.percent and not names_percent(text):
        return "no_percent"
    try:
        typed = read_typed(text, language, unit.expected)
    except Misread:
        return "text"
    return unit.stored(typed.numbers[0]) if len(typed.numbers) == 1 else "text"


@cache
def _by_text(family: str, codes: tuple[str, ...]) -> dict[str, str]:
    return {_plain(Words(language).text(f"{family}.{code}")): code for language in LANGUAGES for code in codes}


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold()

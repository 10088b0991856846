"""What was typed over in a row of figures, seen from the workbook alone."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from roitool.imports.fitting import BEST
from roitool.imports.origin import mark
from roitool.imports.remark import Remark
from roitool.imports.typed_cells import Number, choice_in, number_in

if TYPE_CHECKING:
    from roitool.imports.sheet import Cell, Row
    from roitool.wording.units import FigureUnit
    from roitool.wording.words import Language

_COLUMNS = ("low", "best", "high")
_KEPT = 1e-12
"""How much of a number is lost on its way through a workbook, which keeps some fifteen digits."""


@dataclass(frozen=True, slots=True)
class Typed:
    """What was typed over.

    Attributes
    ----------
    numbers
        New numbers, by the cell: low, best, high.
    remarks
        How they were read.
    not_taken
        What was typed and is no new number, and why.
    """

    numbers: Mapping[int, float]
    remarks: tuple[Remark, ...]
    not_taken: tuple[Remark, ...]


def typed_in(row: Row, for_all: str, unit: FigureUnit, language: Language) -> Typed:
    """Return what was typed over in a row.

    A low, best estimate or high counts where it is another number than in the export, an own value where it is chosen.
    Choosing low or high changes what the workbook calculates with, not what the figure is.

    Parameters
    ----------
    for_all
        The choice for all figures.
    """
    typing = _Typing(row, unit, language)
    if row.origin.sort == "input":
        for place, column in enumerate(_COLUMNS):
            typing.take(row.cell(column), place)
        typing.choose(for_all)
    else:
        typing.take(row.cell("best"), BEST)
    typing.not_taken += _over_the_result(row)
    return Typed(typing.numbers, tuple(typing.remarks), tuple(typing.not_taken))


def renamed(row: Row) -> bool:
    """Tell whether a row no longer bears its name and unit: they were typed over, or only a part of it was sorted."""
    label, unit = row.cells.get("label"), row.cells.get("unit")
    return label is not None and unit is not None and mark(label.text, unit.text) != row.origin.name


def same(one: float, other: float) -> bool:
    """Tell whether two numbers are one that went through a workbook."""
    return math.isclose(one, other, rel_tol=_KEPT)


class _Typing:
    """What was typed over in a row, as far as it has been looked at."""

    def __init__(self, row: Row, unit: FigureUnit, language: Language) -> None:
        self._row = row
        self._unit = unit
        self._language = language
        self.numbers: dict[int, float] = {}
        self.remarks: list[Remark] = []
        self.not_taken: list[Remark] = []

    def take(self, cell: Cell, place: int, *remarks: str) -> None:
        """Take the number in a cell as the new one of its place, if it is another one than in the export."""
        found = number_in(cell, self._unit, self._language)
        if not isinstance(found, Number):
            self.not_taken.append(Remark(found, cell.at, {"text": cell.text}))
        elif not same(found.value, self._row.origin.three[place]):
            self.numbers[place] = found.value
            self.remarks += [Remark(code, cell.at, {"text": cell.text}) for code in (*found.remarks, *remarks)]

    def choose(self, for_all: str) -> None:
        """Take the own value where it is chosen."""
        own, cell = self._row.cell("own"), self._row.cell("choice")
        choice = choice_in(cell) if for_all == "by_row" else for_all
        filled_in = own.sort != "empty" or own.formula
        if choice is None and cell.sort != "empty":
            self.not_taken.append(Remark("choice_unknown", cell.at, {"text": cell.text}))
        elif choice == "own" and filled_in:
            self.numbers.pop(BEST, None)
            # Of a number that is certain, and where low and high are new too, it says all by itself.
            stays = not self.numbers and self._row.origin.kind not in {"fixed", "normal"}
            self.take(own, BEST, *(("own_value",) if stays else ()))
        elif filled_in:
            self.not_taken.append(Remark("own_not_chosen", own.at))
        if choice in {"low", "high"} and for_all == "by_row":
            self.not_taken.append(Remark(f"choice_{choice}", cell.at))


def _over_the_result(row: Row) -> tuple[Remark, ...]:
    """Return that a number stands where the value in use is worked out, if one does."""
    used = row.cell("used")
    if used.formula or used.sort == "empty" or (used.sort == "number" and same(used.number, row.origin.three[BEST])):
        return ()
    return (Remark("derived" if row.origin.sort == "derived" else "over_result", used.at),)

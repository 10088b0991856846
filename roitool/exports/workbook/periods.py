"""A sheet with a column for each month or year: first the figures of the lines, then rows of one formula each.

The same formula stands in every column of a row. It is written once, with ``{c}`` for the letters of the own column
and ``{p}`` for those of the column before; before the first period stands an empty column, which counts as 0.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from xlsxwriter.utility import xl_col_to_name

from roitool.exports.workbook.book import MONEY, PLAIN, WHOLE, Book, Style

if TYPE_CHECKING:
    from roitool.scenario.references import Bound

LABEL, UNIT, VALUE, TOTAL, CHECK, BEFORE, FIRST = range(7)
HEADER, HEADERS = 3, 3
SECTION = 2
"""The rows that the title of a section takes."""
_ACROSS = 12
"""Periods on a page of paper: a year of months."""


@dataclass(slots=True)
class _Section:
    """Where a section begins, and how many of its rows are by period and how many are not."""

    begins: int
    rows: dict[bool, int] = field(default_factory=lambda: {True: 0, False: 0})


@dataclass(frozen=True, slots=True)
class Row:
    """A row of one formula: how rows of its sheet refer to it, and what it comes to in each period."""

    reference: str
    values: list[float]


class Periods:
    """The sheet, written from top to bottom.

    Attributes
    ----------
    row
        The next row, counted from 0.
    """

    def __init__(self, book: Book, name: str, title: str, columns: int, failing: str) -> None:
        self.sheet = book.sheet(name)
        self.words = words = book.words
        self.last = FIRST + columns - 1
        self.row = HEADER
        self.sheet.text(0, LABEL, title, "title")
        self.sheet.failing(VALUE, failing)
        self.sheet.text(HEADER, UNIT, words.text("workbook.column.unit"), "heading")
        for column, code in ((VALUE, "value"), (TOTAL, "total"), (CHECK, "check")):
            self.sheet.text(HEADER, column, words.text(f"workbook.column.{code}"), "header")
        self.sheet.widths((60, 12, 14, 14, 8, 2), 11, self.last)
        self.sheet.hold(HEADER + HEADERS, UNIT)
        self._sections: list[_Section] = []
        book.at_the_end(self._on_paper)

    def header(self, label: str, numbers: Sequence[int]) -> str:
        """Write a row of numbers above the columns, and return how rows refer to it."""
        self.sheet.text(self.row, LABEL, label, "note")
        for position, number in enumerate(numbers):
            self.sheet.number(self.row, FIRST + position, number, "header", WHOLE)
        return self._next()

    @contextmanager
    def further_up(self, row: int) -> Iterator[None]:
        """Write in rows that were left free further up, then go on where it was."""
        below, self.row = self.row, row
        yield
        self.row = below

    def section(self, title: str) -> None:
        """Leave a row empty, and head those that follow."""
        self.row += 1
        self._sections.append(_Section(self.row))
        for column in range(LABEL, BEFORE):
            self.sheet.text(self.row, column, title if column == LABEL else "", "heading")
        self.row += 1

    def note(self, text: str) -> None:
        """Write a remark."""
        self.sheet.text(self.row, LABEL, text, "note")
        self.row += 1

    def figure(
        self,
        label: str,
        formula: str,
        value: float | str,
        unit: str = "",
        shown: str = PLAIN,
        bound: Bound | None = None,
        style: Style = "live",
    ) -> str:
        """Write a figure, with a check that it is what the program would calculate with, and return its cell."""
        self._label(label, unit)
        self._count(by_period=False)
        cell = self.sheet.formula(self.row, VALUE, formula, value, style, shown)
        limits = [] if bound is None else _limits(cell, bound)
        if limits:
            self.sheet.formula(self.row, CHECK, f"IF(AND({','.join(limits)}),0,1)", 0.0, "live", WHOLE)
            self.sheet.red_if_wrong(self.row, CHECK)
        self.row += 1
        return cell

    def checked(self, label: str, formula: str) -> str:
        """Write a check of the whole sheet, 0 where all is well, and return its cell for other sheets."""
        self._label(label, "")
        cell = self.sheet.formula(self.row, VALUE, formula, 0.0, "live", WHOLE)
        self.sheet.red_if_wrong(self.row, VALUE)
        self.row += 1
        return self.sheet.from_elsewhere(cell)

    def fixed(self, label: str, value: float, unit: str = "", shown: str = PLAIN) -> str:
        """Write a number that the scenario or its rules set, and return its cell."""
        self._label(label, unit)
        cell = self.sheet.number(self.row, VALUE, value, "value", shown)
        self.row += 1
        return cell

    def series(
        self,
        label: str,
        formula: str,
        values: Sequence[float | str],
        unit: str = "",
        *,
        style: Style = "live",
        shown: str = MONEY,
        added_up: bool = True,
    ) -> str:
        """Write a row of one formula, and return how rows below it refer to it.

        Parameters
        ----------
        values
            What it comes to, one for each period; a text where that is no number.
        added_up
            Whether it has a total.
        """
        total = style == "total"
        self._count(by_period=True)
        self._label(label, unit, "total_label" if total else "text")
        for position, value in enumerate(values):
            column = FIRST + position
            here = formula.format(c=xl_col_to_name(column), p=xl_col_to_name(column - 1))
            self.sheet.formula(self.row, column, here, value, style, shown)
        if added_up:
            cells = self.sheet.across(self.row, FIRST, self.last)
            self.sheet.formula(self.row, TOTAL, f"SUM({cells})", _sum(values), "total" if total else "live", shown)
        return self._next()

    def values(self, label: str, values: Sequence[float], unit: str = "", shown: str = MONEY) -> str:
        """Write a row of numbers of the program that no formula follows."""
        self._label(label, unit)
        for position, value in enumerate(values):
            self.sheet.number(self.row, FIRST + position, value, "value", shown)
        return self._next()

    def checks(self, label: str, formula: str, count: int) -> str:
        """Write a row of checks, 0 where all is well, and return the cell of their sum."""
        self.series(label, formula, [0.0] * count, shown=WHOLE)
        row = self.row - 1
        for column in range(FIRST, self.last + 1):
            self.sheet.red_if_wrong(row, column)
        return self.sheet.from_elsewhere(self.sheet.cell(row, TOTAL))

    def reference(self, row: int) -> str:
        """Return how rows refer to a row, counted from 0."""
        return f"{{c}}${row + 1}"

    def whole(self, reference: str) -> str:
        """Return all periods of a row for formulas of this sheet, by how rows refer to it."""
        return self.sheet.across(_row(reference), FIRST, self.last)

    def total(self, reference: str) -> str:
        """Return the total of a row for formulas of other sheets."""
        return self.sheet.from_elsewhere(self.sheet.cell(_row(reference), TOTAL))

    def label_of(self, reference: str) -> str:
        """Return the label of a row for formulas of other sheets."""
        return self.sheet.from_elsewhere(self.sheet.cell(_row(reference), LABEL))

    def final(self, reference: str) -> str:
        """Return the last period of a row for formulas of this sheet."""
        return self.sheet.cell(_row(reference), self.last)

    def first(self, reference: str) -> str:
        """Return the first period of a row for formulas of other sheets."""
        return self.sheet.from_elsewhere(self.sheet.cell(_row(reference), FIRST))

    def after_first(self, reference: str) -> str:
        """Return all later periods of a row for formulas of other sheets."""
        return self.sheet.from_elsewhere(self.sheet.across(_row(reference), FIRST + 1, self.last))

    def elsewhere(self, row: int) -> str:
        """Return all periods of a row, for formulas of other sheets."""
        return self.sheet.from_elsewhere(self.sheet.across(row, FIRST, self.last))

    def of_this_sheet(self, code: str) -> str:
        """Return the label of a check that several sheets have, for the list of all."""
        return f"{self.sheet.name}: {self.words.text(f'workbook.check.{code}')}"

    def broken_bounds(self) -> tuple[str, str]:
        """Return a check for the list of all: how many figures the program would refuse, and what that is called."""
        cells = f"{self.sheet.cell(HEADER, CHECK)}:{self.sheet.cell(self.row, CHECK)}"
        return self.of_this_sheet("bounds"), f"SUM({self.sheet.from_elsewhere(cells)})"

    def _count(self, *, by_period: bool) -> None:
        """Keep count of what a section holds, for its place on paper."""
        if self._sections:
            self._sections[-1].rows[by_period] += 1

    def _on_paper(self) -> None:
        """Print many periods over several pages, without the sections before them that hold figures alone."""
        if self.last - FIRST > _ACROSS:
            row = next((each.begins for each in self._sections if each.rows[True] > each.rows[False]), HEADER + HEADERS)
            self.sheet.over_pages(row, (UNIT + 1, CHECK, FIRST), (self.row - 1, self.last), _ACROSS)

    def _label(self, label: str, unit: str, style: Style = "text") -> None:
        self.sheet.text(self.row, LABEL, label, style)
        self.sheet.text(self.row, UNIT, unit, "note")

    def _next(self) -> str:
        self.row += 1
        return self.reference(self.row - 1)


def before(reference: str) -> str:
    """Return how a row refers to another one in the period before."""
    return reference.replace("{c}", "{p}")


def _sum(values: Sequence[float | str]) -> float:
    return sum(value for value in values if not isinstance(value, str))


def _row(reference: str) -> int:
    return int(reference.rpartition("$")[2]) - 1


def _limits(cell: str, bound: Bound) -> list[str]:
    least = [f"{cell}{'>=' if bound.inclusive else '>'}{bound.minimum:g}"] if bound.minimum > float("-inf") else []
    most = [f"{cell}<={bound.maximum:g}"] if bound.maximum < float("inf") else []
    return [*least, *most]

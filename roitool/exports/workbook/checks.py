"""The sheet of checks: each is 0 where all is well, their sum stands on every sheet."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from roitool.exports.workbook.book import Book

_TOTAL_ROW, _FIRST_ROW, _NUMBER = 1, 4, 1


def total_of_checks(book: Book) -> str:
    """Return how other sheets name the number of checks that fail."""
    return f"'{book.words.text('workbook.sheet.checks')}'!$B${_TOTAL_ROW + 1}"


def write_checks(book: Book, checks: Iterable[tuple[str, str, str]]) -> None:
    """Write the sheet.

    Parameters
    ----------
    checks
        What each belongs to, what it says, and its formula.
    """
    words = book.words
    sheet = book.sheet(words.text("workbook.sheet.checks"))
    sheet.text(0, 0, words.text("workbook.sheet.checks"), "title")
    sheet.text(_TOTAL_ROW, 0, words.text("workbook.checks.failing"), "heading")
    sheet.text(_TOTAL_ROW + 1, 0, words.text("workbook.checks.how"), "note")
    last = _FIRST_ROW
    for row, (owner, label, formula) in enumerate(checks, start=_FIRST_ROW):
        sheet.text(row, 0, f"{owner}: {label}")
        sheet.formula(row, _NUMBER, formula, 0.0, "check")
        last = row
    cells = f"{sheet.cell(_FIRST_ROW, _NUMBER)}:{sheet.cell(last, _NUMBER)}"
    sheet.formula(_TOTAL_ROW, _NUMBER, f"SUM({cells})", 0.0, "check")
    sheet.red_if_wrong(_TOTAL_ROW, _NUMBER)
    sheet.red_if_wrong(_FIRST_ROW, _NUMBER, last)
    sheet.widths((110, 12))

"""The sheet by calendar year of one candidate, as each of its parts writes to it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from roitool.exports.workbook.candidate_sheet import CandidateSheet, page_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from roitool.exports.workbook.base_case import Base, CandidateBase
    from roitool.exports.workbook.book import Book
    from roitool.exports.workbook.cash_flow import CashFlowSheet
    from roitool.exports.workbook.lines import MoneyRow


@dataclass(frozen=True, slots=True)
class YearSpan:
    """How rows refer to a calendar year, and to where it begins and ends on the axis of months."""

    year: str
    begins: str
    ends: str

    def holds(self, month: str) -> str:
        """Return the condition that a month lies in the year."""
        return f"AND({month}>{self.begins},{month}<={self.ends})"


def sheet_by_year(
    book: Book, base: Base, chosen: CandidateBase, money: CashFlowSheet, code: str, failing: str
) -> ByYear:
    """Add a sheet by calendar year of one candidate, called as :func:`.candidate_sheet.page_of` says."""
    words, calendar = book.words, base.calendar
    count = len(calendar.years)
    page = page_of(book, chosen, code, count, failing)
    year = page.header(words.text("workbook.header.year"), list(calendar.years))
    spans = [calendar.span(position) for position in range(count)]
    begins = page.header(words.text("workbook.header.begins"), [begin for begin, _ in spans])
    ends = page.header(words.text("workbook.header.ends"), [end for _, end in spans])
    return ByYear(page, base, chosen, money, YearSpan(year, begins, ends))


@dataclass(frozen=True, slots=True)
class ByYear(CandidateSheet):
    """The sheet, and how its rows refer to its years."""

    span: YearSpan

    def added_up(self, row: MoneyRow) -> str:
        """Write a row of the months added up by year, and return how rows refer to it."""
        formula = f"SUMIF({self.money.years},{self.span.year},{self.money.page.elsewhere(row.row)})"
        return self.page.series(row.label, formula, self.sums(row.values), self.currency, style="link")

    def sums(self, values: Sequence[float]) -> list[float]:
        """Return amounts by month as amounts by calendar year."""
        sums = [0.0] * len(self.calendar.years)
        for month, value in enumerate(values):
            sums[self.calendar.position(month)] += value
        return sums

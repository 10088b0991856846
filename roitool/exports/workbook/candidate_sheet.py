"""A sheet of one candidate with a column for each month or year, as each of its parts writes to it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from roitool.exports.workbook.periods import Periods

if TYPE_CHECKING:
    from roitool.cashflow.calendar import Calendar
    from roitool.exports.workbook.base_case import Base, CandidateBase
    from roitool.exports.workbook.book import Book
    from roitool.exports.workbook.cash_flow import CashFlowSheet
    from roitool.scenario.regime import Regime
    from roitool.wording.words import Words


@dataclass(frozen=True, slots=True)
class CandidateSheet:
    """The sheet, with the candidate that it is of and the sheet of its cash flow by month."""

    page: Periods
    base: Base
    chosen: CandidateBase
    money: CashFlowSheet

    @property
    def words(self) -> Words:
        """The language of its labels."""
        return self.page.words

    @property
    def currency(self) -> str:
        """The unit of its amounts."""
        return self.base.scenario.currency

    @property
    def calendar(self) -> Calendar:
        """The months and years of the scenario."""
        return self.base.calendar

    @property
    def regime(self) -> Regime:
        """The tax rules."""
        return self.base.model.setting.regime


@dataclass(frozen=True, slots=True)
class Months:
    """A sheet by month, and how its rows refer to the number of a month and to its calendar year."""

    page: Periods
    month: str
    year: str


def page_of(book: Book, chosen: CandidateBase, code: str, columns: int, failing: str) -> Periods:
    """Add a sheet of one candidate.

    Parameters
    ----------
    code
        What the sheet and its title are called: ``workbook.sheet.`` and ``workbook.`` before it, ``.title`` after it.
    """
    words = book.words
    name = words.text(f"workbook.sheet.{code}", number=str(chosen.position + 1))
    title = words.label(chosen.candidate.title) or chosen.candidate.id
    return Periods(book, name, f"{title}: {words.text(f'workbook.{code}.title')}", columns, failing)


def page_by_month(book: Book, base: Base, chosen: CandidateBase, code: str, failing: str) -> Months:
    """Add a sheet of one candidate by month, called as :func:`page_of` says."""
    words, months = book.words, range(base.calendar.months + 1)
    page = page_of(book, chosen, code, len(months), failing)
    dates = [base.calendar.date(month) for month in months]
    month = page.header(words.text("workbook.header.month"), months)
    year = page.header(words.text("workbook.header.year"), [year for year, _ in dates])
    page.header(words.text("workbook.header.calendar_month"), [number for _, number in dates])
    return Months(page, month, year)

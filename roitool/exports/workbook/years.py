"""The sheet with the money of one candidate by calendar year, added up from the months and held against the program."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from roitool.exports.workbook.base_case import scalar
from roitool.exports.workbook.by_year import ByYear, YearSpan
from roitool.exports.workbook.periods import Periods
from roitool.exports.workbook.tax import write_tax

if TYPE_CHECKING:
    from roitool.exports.workbook.base_case import Base, CandidateBase
    from roitool.exports.workbook.book import Book
    from roitool.exports.workbook.cash_flow import CashFlowSheet

HALF_A_CENT = "0.005"


@dataclass(frozen=True, slots=True)
class YearsSheet:
    """What other sheets need of this one: checks, each a formula with its label; the years, their tax, what is left."""

    page: Periods
    checks: tuple[tuple[str, str], ...]
    all_years: str
    all_tax: str
    all_after_tax: str


def write_years(
    book: Book, base: Base, chosen: CandidateBase, money: CashFlowSheet, changed: str, failing: str
) -> YearsSheet:
    """Write the sheet of one candidate.

    Parameters
    ----------
    changed
        The cell that counts the figures that were changed since the export.
    """
    words, calendar, currency = book.words, base.calendar, base.scenario.currency
    title = words.label(chosen.candidate.title) or chosen.candidate.id
    name = words.text("workbook.sheet.years", number=str(chosen.position + 1))
    count = len(calendar.years)
    page = Periods(book, name, f"{title}: {words.text('workbook.years.title')}", count, failing)
    year = page.header(words.text("workbook.header.year"), list(calendar.years))
    spans = [calendar.span(position) for position in range(count)]
    begins = page.header(words.text("workbook.header.begins"), [begin for begin, _ in spans])
    ends = page.header(words.text("workbook.header.ends"), [end for _, end in spans])
    by_year = ByYear(page, base, chosen, money, YearSpan(year, begins, ends))
    page.section(words.text("workbook.section.money"))
    rows = tuple(map(by_year.added_up, money.rows))
    whole = money.total
    lines = f"SUM({rows[0]}:{rows[-1]})" if rows else "0"
    before_values = by_year.sums(whole.values)
    before_tax = page.series(whole.label, lines, before_values, currency, style="total")
    tax = write_tax(by_year, rows)
    page.section(words.text("workbook.section.after_tax"))
    tax_values = [scalar(each) for each in chosen.flows.tax]
    after_values = [amount - paid for amount, paid in zip(before_values, tax_values, strict=True)]
    page.series(whole.label, before_tax, before_values, currency)
    page.series(words.text("row.tax"), f"-{tax.tax}", [-each for each in tax_values], currency)
    label = words.text("row.project_cash_flow")
    after_tax = page.series(label, f"{before_tax}-{tax.tax}", after_values, currency, style="total")
    page.section(words.text("workbook.section.checks"))
    ties = page.checks(
        words.text("workbook.check.ties"), f"IF(ABS({before_tax}-{by_year.added_up(whole)})<{HALF_A_CENT},0,1)", count
    )
    program = page.values(
        words.text("workbook.years.program"), by_year.sums([float(row[0]) for row in chosen.flows.project]), currency
    )
    same = f"IF({changed}>0,0,IF(ABS({after_tax}-{program})<{HALF_A_CENT},0,1))"
    agrees = page.checks(words.text("workbook.check.program"), same, count)
    checks = (
        (words.text("workbook.check.ties"), ties),
        (words.text("workbook.check.program"), agrees),
        (words.text("workbook.check.bounds"), page.broken_bounds()),
        (words.text("workbook.check.sold_at_once"), tax.beyond_elsewhere),
    )
    elsewhere = page.sheet.from_elsewhere
    return YearsSheet(
        page, checks, elsewhere(page.whole(year)), elsewhere(page.whole(tax.tax)), elsewhere(page.whole(after_tax))
    )

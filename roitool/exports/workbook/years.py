"""The sheets of one candidate by calendar year: its lines, added up from the months, and its tax."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from roitool.exports.workbook.base_case import scalar
from roitool.exports.workbook.book import HALF_A_CENT
from roitool.exports.workbook.by_year import sheet_by_year
from roitool.exports.workbook.tax import write_tax

if TYPE_CHECKING:
    from roitool.exports.workbook.base_case import Base, CandidateBase
    from roitool.exports.workbook.book import Book
    from roitool.exports.workbook.cash_flow import CashFlowSheet
    from roitool.exports.workbook.tax import TaxRows


@dataclass(frozen=True, slots=True)
class YearsSheet:
    """What other sheets need of these.

    Attributes
    ----------
    lines, project
        How rows of other sheets refer to the money of each line, in their order, and to its sum after tax.
    checks
        Each a formula with its label.
    all_years, all_tax, all_after_tax
        The years, the tax of all of them, and the money after it.
    """

    lines: tuple[str, ...]
    project: str
    checks: tuple[tuple[str, str], ...]
    all_years: str
    all_tax: str
    all_after_tax: str
    tax: TaxRows


def write_years(
    book: Book, base: Base, chosen: CandidateBase, money: CashFlowSheet, changed: str, failing: str
) -> YearsSheet:
    """Write both sheets of one candidate.

    Parameters
    ----------
    changed
        The cell that counts the figures that were changed since the export.
    """
    words, currency, count = book.words, base.scenario.currency, len(base.calendar.years)
    sheet = sheet_by_year(book, base, chosen, money, "years", failing)
    page, elsewhere = sheet.page, sheet.page.sheet.from_elsewhere
    page.section(words.text("workbook.section.money"))
    rows = tuple(map(sheet.added_up, money.rows))
    whole = money.total
    lines = f"SUM({rows[0]}:{rows[-1]})" if rows else "0"
    before_values = sheet.sums(whole.values)
    before_tax = page.series(whole.label, lines, before_values, currency, style="total")
    named = tuple(map(elsewhere, rows))
    tax = write_tax(sheet_by_year(book, base, chosen, money, "tax", failing), named)
    tax_values = [scalar(each) for each in chosen.flows.tax]
    after_values = [amount - paid for amount, paid in zip(before_values, tax_values, strict=True)]
    paid = [-each for each in tax_values]
    taxed = page.series(words.text("row.tax"), f"-{tax.elsewhere(tax.tax)}", paid, currency, style="link")
    label = words.text("row.project_cash_flow")
    after_tax = page.series(label, f"{before_tax}+{taxed}", after_values, currency, style="total")
    page.section(words.text("workbook.section.checks"))
    ties = page.checks(
        words.text("workbook.check.ties"), f"IF(ABS({before_tax}-{sheet.added_up(whole)})<{HALF_A_CENT},0,1)", count
    )
    program = page.values(
        words.text("workbook.years.program"), sheet.sums([float(row[0]) for row in chosen.flows.project]), currency
    )
    same = f"IF({changed}>0,0,IF(ABS({after_tax}-{program})<{HALF_A_CENT},0,1))"
    agrees = page.checks(words.text("workbook.check.program"), same, count)
    checks = (
        (words.text("workbook.check.ties"), ties),
        (page.of_this_sheet("program"), agrees),
        *tax.checks,
    )
    all_years, all_tax = elsewhere(page.whole(sheet.span.year)), tax.elsewhere(tax.page.whole(tax.tax))
    all_after_tax = elsewhere(page.whole(after_tax))
    return YearsSheet(named, elsewhere(after_tax), checks, all_years, all_tax, all_after_tax, tax)

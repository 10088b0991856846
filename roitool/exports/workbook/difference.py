"""The sheet of what differs from doing nothing: its course, what the candidate changes, and what then remains."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from roitool.exports.workbook.base_case import scalar
from roitool.exports.workbook.book import HALF_A_CENT
from roitool.exports.workbook.by_year import ByYear, sheet_by_year
from roitool.exports.workbook.long_sums import grouped
from roitool.exports.workbook.periods import Row

if TYPE_CHECKING:
    from roitool.exports.workbook.after_tax import AfterTax
    from roitool.exports.workbook.base_case import Base, CandidateBase
    from roitool.exports.workbook.book import Book, Style
    from roitool.exports.workbook.cash_flow import CashFlowSheet
    from roitool.exports.workbook.years import YearsSheet
    from roitool.scenario.formula import Column


def write_difference(
    book: Book,
    base: Base,
    chosen: CandidateBase,
    money: CashFlowSheet,
    years: YearsSheet,
    after: AfterTax,
    failing: str,
) -> tuple[tuple[str, str], ...]:
    """Write the sheet of one candidate, and return its checks, each a formula with its label."""
    sheet = sheet_by_year(book, base, chosen, money, "difference", failing)
    return _Writer(sheet, years, after).written()


@dataclass(frozen=True, slots=True)
class _Change:
    """What a line of the candidate changes; `prevents` is the id of the line of doing nothing that it averts."""

    row: Row
    prevents: str | None


class _Writer:
    """The rows of the sheet, in their order."""

    def __init__(self, sheet: ByYear, years: YearsSheet, after: AfterTax) -> None:
        self._sheet, self._page, self._words = sheet, sheet.page, sheet.words
        self._years, self._after = years, after
        self._nothing_lines = sheet.base.scenario.do_nothing.lines
        self._title = sheet.words.label(sheet.chosen.candidate.title) or sheet.chosen.candidate.id

    def written(self) -> tuple[tuple[str, str], ...]:
        words = self._words
        nothing, taxes, course = self._course_of_nothing()
        self._page.section(words.text("workbook.difference.changes", title=self._title))
        changes, tax = self._changes(), self._tax(self._years.tax.tax, self._sheet.chosen.flows.tax)
        rows = [*(each.row for each in changes), tax]
        total = self._sum(words.text("row.project_cash_flow"), rows, "total")
        remains = self._what_remains(nothing, changes, [*taxes, tax]) if nothing else None
        self._page.section(words.text("workbook.section.checks"))
        by_month = f"SUMIF({self._sheet.money.years},{self._sheet.span.year},{self._after.whole(self._after.project)})"
        checks = [
            self._check("difference_years", f"{total.reference}-{self._years.project}"),
            self._check("difference_months", f"{total.reference}-{by_month}"),
        ]
        if remains is not None:
            both = f"{course.reference}+{total.reference}"
            checks.append(self._check("difference_remains", f"{both}-{remains.reference}"))
        return tuple(checks)

    def _course_of_nothing(self) -> tuple[dict[str, Row], list[Row], Row]:
        """Write what happens to everybody; return its lines, the tax on them if there are any, and all of it."""
        page, words = self._page, self._words
        page.section(words.text("workbook.difference.nothing"))
        rows = {
            line.id: Row(self._sheet.added_up(row), self._sheet.sums(row.values))
            for line, row in zip(self._nothing_lines, self._sheet.money.nothing, strict=True)
        }
        if not rows:
            page.note(words.text("workbook.difference.still"))
        tax, values = self._years.tax.nothing, self._sheet.base.company.course.nothing_tax
        taxes = [] if tax is None else [self._tax(tax, values)]
        return rows, taxes, self._sum(words.text("workbook.difference.course"), [*rows.values(), *taxes], "total")

    def _changes(self) -> list[_Change]:
        prevented = iter(dict.fromkeys(each.line for each in self._sheet.chosen.candidate.averts))
        changes = []
        for line, reference in zip(self._sheet.money.rows, self._years.lines, strict=True):
            values = self._sheet.sums(line.values)
            row = self._row(line.label, reference, values, "link")
            changes.append(_Change(row, next(prevented) if line.code == "averted" else None))
        return changes

    def _what_remains(self, nothing: dict[str, Row], changes: Sequence[_Change], taxes: Sequence[Row]) -> Row:
        """Write the course with the candidate: what is left of what happens to everybody, its own lines, all tax."""
        page, words = self._page, self._words
        page.section(words.text("workbook.difference.with", title=self._title))
        averted = {each.prevents: each.row for each in changes if each.prevents is not None}
        rows = []
        for line in self._nothing_lines:
            parts = [nothing[line.id], *([averted[line.id]] if line.id in averted else [])]
            label = words.text("workbook.difference.left", label=words.label(line.label) or line.id)
            rows.append(self._sum(label, parts))
        own = [each.row for each in changes if each.prevents is None]
        rows.append(self._sum(words.text("workbook.difference.own", title=self._title), own))
        rows.append(self._sum(words.text("row.tax"), taxes))
        return self._sum(words.text("workbook.difference.remains"), rows, "total")

    def _tax(self, reference: str, by_year: Sequence[Column]) -> Row:
        values = [-scalar(each) for each in by_year]
        return self._row(self._words.text("row.tax"), f"-{self._years.tax.elsewhere(reference)}", values, "link")

    def _sum(self, label: str, rows: Sequence[Row], style: Style = "live") -> Row:
        formula = grouped([row.reference for row in rows])
        values = np.sum([row.values for row in rows] or [[0.0] * len(self._sheet.calendar.years)], axis=0)
        return self._row(label, formula, values.tolist(), style)

    def _row(self, label: str, formula: str, values: list[float], style: Style) -> Row:
        return Row(self._page.series(label, formula, values, self._sheet.currency, style=style), values)

    def _check(self, code: str, difference: str) -> tuple[str, str]:
        label = self._words.text(f"workbook.check.{code}")
        formula = f"IF(ABS({difference})<{HALF_A_CENT},0,1)"
        return label, self._page.checks(label, formula, len(self._sheet.calendar.years))

"""The sheet of the bank balance by month: the company by itself, and with a candidate paid in its chosen way."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import accumulate
from typing import TYPE_CHECKING

import numpy as np

from roitool.cashflow.bank import bank_outcome
from roitool.exports.workbook.bank_company import CompanyRows, write_company
from roitool.exports.workbook.bank_watch import Watched, write_watched
from roitool.exports.workbook.book import HALF_A_CENT, MONEY, WHOLE
from roitool.exports.workbook.candidate_sheet import page_by_month
from roitool.exports.workbook.charts import Course, balances
from roitool.exports.workbook.debt_cover import SHOWN, Cover, write_cover
from roitool.exports.workbook.financing_parts import Payments
from roitool.exports.workbook.periods import SECTION, before

if TYPE_CHECKING:
    from roitool.exports.workbook.base_case import Base, CandidateBase
    from roitool.exports.workbook.book import Book
    from roitool.exports.workbook.cash_flow import CashFlowSheet
    from roitool.exports.workbook.financing import FinancingSheet
    from roitool.exports.workbook.inputs import InputsSheet
    from roitool.exports.workbook.periods import Row
    from roitool.exports.workbook.years import YearsSheet

_CHART = 18
"""The rows of the chart."""
_CHART_ABOVE, _CHART_SIZE = 10, (780, 340)
"""Pixels above the chart, and those that it takes."""
_ANSWERS = (
    *("lowest_with", "lowest_with_month", "lowest_without", "lowest_without_month"),
    *("short_with", "short_without", "peak_funding"),
)
_COVER = ("cover", "cover_year")
_MONTHS = ("lowest_with_month", "lowest_without_month", "short_with", "short_without")
_NOTES = ("steady", "overdraft", "window")


def write_bank_balance(
    book: Book,
    base: Base,
    chosen: CandidateBase,
    money: CashFlowSheet,
    years: YearsSheet,
    financing: FinancingSheet,
    inputs: InputsSheet,
    failing: str,
) -> tuple[tuple[str, str], ...]:
    """Write the sheet of one candidate, and the debt service cover on its sheet of paying by year.

    Returns
    -------
    tuple
        Its checks, each a label and a cell.
    """
    by_month = page_by_month(book, base, chosen, "bank", failing)
    payments = Payments(by_month.page, base, chosen, money, by_month.month, by_month.year)
    return _Writer(payments, years, financing, inputs.changed).written()


class _Writer:
    """The rows of the sheet, in their order; what they come to is written in rows left free at the top."""

    def __init__(self, payments: Payments, years: YearsSheet, financing: FinancingSheet, changed: str) -> None:
        self._payments = payments
        self._years = years
        self._financing = financing
        self._paid = financing.ways[financing.chosen]
        self._changed = changed
        self._top = payments.page.row
        answers = len(_ANSWERS) + (0 if self._paid.beside is None else len(_COVER))
        payments.page.row += SECTION + len(_NOTES) + answers + _CHART

    def written(self) -> tuple[tuple[str, str], ...]:
        payments, page, words, paid = self._payments, self._payments.page, self._payments.words, self._paid
        company = write_company(payments, self._years.tax, self._years.all_years)
        page.section(words.text("workbook.section.with", way=paid.name))
        there = self._financing.payments.page.sheet.from_elsewhere(paid.owner.reference)
        owner = payments.row("row.owner_cash_flow", there, paid.owner.values, style="link")
        drawn = payments.row(
            "workbook.bank.drawn",
            f"{before(page.reference(page.row))}+{owner.reference}",
            list(accumulate(owner.values)),
            added_up=False,
        )
        balance = payments.row(
            "workbook.bank.with",
            f"{company.balance.reference}+{drawn.reference}",
            np.add(company.balance.values, drawn.values).tolist(),
            style="total",
            added_up=False,
        )
        watched = write_watched(payments, self._financing, company.limit, (company.balance, balance))
        cover = write_cover(payments, company, self._financing)
        self._answers(company, watched, balance, drawn, cover)
        return tuple(self._checks(company, watched, owner, balance))

    def _answers(self, company: CompanyRows, watched: Watched, balance: Row, drawn: Row, cover: Cover | None) -> None:
        """Write what it all comes to at the top."""
        page, words, currency = self._payments.page, self._payments.words, self._payments.currency
        month = words.text("workbook.unit.month")
        found = dict(watched.answers(self._payments))
        deepest = max(0.0, -min(drawn.values))
        found["peak_funding"] = (f"MAX(0,-MIN({page.whole(drawn.reference)}))", deepest)
        shown = {"peak_funding": MONEY, "lowest_with": MONEY, "lowest_without": MONEY}
        names = list(_ANSWERS)
        if cover is not None:
            found |= cover.answers(words.text("workbook.none"))
            names += _COVER
            shown["cover"] = SHOWN
        with page.further_up(self._top):
            page.section(words.text("workbook.section.in_short"))
            for name in names:
                formula, value = found[name]
                unit = currency if shown.get(name) == MONEY else month if name in _MONTHS else ""
                label = words.text(f"workbook.bank.{name}")
                page.figure(label, formula, value, unit, shown.get(name, WHOLE), style="measure")
            for note in _NOTES:
                page.note(words.text(f"workbook.bank.note.{note}"))
            self._chart(company, watched, balance)

    def _chart(self, company: CompanyRows, watched: Watched, balance: Row) -> None:
        """Draw the balance with and without the candidate, and the limit, in the rows left free for that."""
        payments, page = self._payments, self._payments.page
        months = page.sheet.from_elsewhere(page.whole(payments.month))
        with_it, without, limit = (
            Course(page.label_of(row.reference), months, page.sheet.from_elsewhere(page.whole(row.reference)))
            for row in (balance, company.balance, watched.limit)
        )
        chart = balances(page.sheet.book, with_it, without, limit, payments.currency)
        described = page.words.text("workbook.chart.balances")
        page.sheet.chart(page.row, chart, (0, _CHART_ABOVE), _CHART_SIZE, described)

    def _checks(self, company: CompanyRows, watched: Watched, owner: Row, balance: Row) -> Iterator[tuple[str, str]]:
        payments, page, words, base = self._payments, self._payments.page, self._payments.words, self._payments.base
        page.section(words.text("workbook.section.checks"))
        totals = "+".join(page.total(row.reference) for row in (*company.flows, owner))
        tied = f"ABS({page.final(balance.reference)}-({company.opening}+{totals}))<{HALF_A_CENT}"
        label = words.text("workbook.check.balance_ties")
        yield label, page.checked(label, f"IF({tied},0,1)")
        at_once = page.first(watched.short[0].reference)
        label = words.text("workbook.check.short_at_once")
        yield label, page.checked(label, at_once)
        course = bank_outcome(
            payments.chosen.flows.owner_before_tax,
            self._paid.flows,
            base.company.course,
            watched.window,
            base.calendar,
            frozenset(),
        ).course
        if course is None:
            raise TypeError(course)
        program = payments.kept("workbook.bank.program", course.mean.tolist())
        same = f"IF({self._changed}>0,0,IF(ABS({balance.reference}-{program})<{HALF_A_CENT},0,1))"
        row = page.checks(words.text("workbook.check.program"), same, len(balance.values))
        yield page.of_this_sheet("program"), row
        yield page.broken_bounds()

"""The sheets of paying: every way of a candidate by month, its tax by year, and what it is worth beside cash."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from roitool.cashflow.ways import advantage, after_tax_borrowing_factor
from roitool.exports.workbook.base_case import scalar
from roitool.exports.workbook.book import HALF_A_CENT, MONEY
from roitool.exports.workbook.borrowing_rate import write_borrowing_rate, write_factor
from roitool.exports.workbook.by_year import sheet_by_year
from roitool.exports.workbook.candidate_sheet import page_by_month
from roitool.exports.workbook.financing_hire import hire_terms
from roitool.exports.workbook.financing_loans import loan_terms, write_financeable
from roitool.exports.workbook.financing_parts import Payments, added, minus
from roitool.exports.workbook.financing_tax import TaxAsPaid
from roitool.exports.workbook.financing_vat import write_vat
from roitool.exports.workbook.periods import SECTION
from roitool.exports.workbook.tax_by_month import tax_months
from roitool.scenario.candidate import Cash, Hire
from roitool.wording.ways import names_of_ways

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from roitool.cashflow.ways import WayFlows
    from roitool.exports.workbook.after_tax import AfterTax
    from roitool.exports.workbook.base_case import Base, CandidateBase
    from roitool.exports.workbook.book import Book
    from roitool.exports.workbook.by_year import ByYear
    from roitool.exports.workbook.cash_flow import CashFlowSheet
    from roitool.exports.workbook.financing_hire import HireTerms
    from roitool.exports.workbook.financing_loans import LoanTerms
    from roitool.exports.workbook.financing_parts import Beside
    from roitool.exports.workbook.financing_tax import PaidTax
    from roitool.exports.workbook.financing_vat import Invoiced, Vat
    from roitool.exports.workbook.inputs import InputsSheet
    from roitool.exports.workbook.periods import Row
    from roitool.exports.workbook.years import YearsSheet
    from roitool.scenario.candidate import WayOfPaying

_ROWS_OF_A_WAY = 2
"""Where all are compared."""


@dataclass(frozen=True, slots=True)
class PaidThisWay:
    """One way of paying on the sheets.

    Attributes
    ----------
    owner, tax, paid
        What passes the bank account by month, the tax of each year in it, and that by month.
    beside
        What it does beside paying cash; None for cash.
    discounted
        What it is worth beside paying cash by month; None for cash.
    flows
        The same way as the program calculates it.
    """

    name: str
    owner: Row
    tax: PaidTax
    paid: Row
    beside: Beside | None
    discounted: Row | None
    flows: WayFlows


@dataclass(frozen=True, slots=True)
class FinancingSheet:
    """What other sheets need of these two.

    Attributes
    ----------
    ways, chosen
        Every way by its id, in the order of the candidate, and the id of the chosen one.
    checks
        Each a label and a cell.
    """

    payments: Payments
    by_year: ByYear
    ways: Mapping[str, PaidThisWay]
    chosen: str
    checks: tuple[tuple[str, str], ...]


def write_financing(
    book: Book,
    base: Base,
    chosen: CandidateBase,
    money: CashFlowSheet,
    years: YearsSheet,
    after: AfterTax,
    inputs: InputsSheet,
    failing: str,
) -> FinancingSheet:
    """Write the sheets of one candidate."""
    by_month = page_by_month(book, base, chosen, "financing", failing)
    payments = Payments(by_month.page, base, chosen, money, by_month.month, by_month.year)
    by_year = sheet_by_year(book, base, chosen, money, "financing_years", failing)
    return _Writer(payments, by_year, years, after, inputs).written()


class _Writer:
    """The ways of one candidate, in their order, below what is the same for all of them."""

    def __init__(
        self, payments: Payments, by_year: ByYear, years: YearsSheet, after: AfterTax, inputs: InputsSheet
    ) -> None:
        page, base, chosen = payments.page, payments.base, payments.chosen
        words = payments.words
        self._payments = payments
        self._by_year = by_year
        self._after = after
        self._changed = inputs.changed
        self._ways = chosen.candidate.ways_of_paying
        self._flows = base.model.ways(chosen.position, chosen.flows, base.company)
        self._names = names_of_ways(self._ways, words)
        self._top = page.row
        page.row += SECTION + 1 + _ROWS_OF_A_WAY * len(self._ways)
        page.section(words.text("workbook.section.compared_at"))
        rate = write_borrowing_rate(payments, years.tax)
        self._vat, invoiced = self._invoiced()
        borrows = any(not isinstance(way, Cash | Hire) for way in self._ways)
        self._financeable = write_financeable(payments) if borrows else None
        self._agreed = [self._terms(position, way) for position, way in enumerate(self._ways)]
        self._before_tax = self._whichever_way(invoiced)
        by_years = by_year.page.sheet.from_elsewhere(by_year.page.whole(by_year.span.year))
        self._months = tax_months(page, base.calendar, payments.currency, payments.year, by_years)
        self._factor = write_factor(payments, rate)
        self._taxes = TaxAsPaid(payments, by_year, years.tax)

    def written(self) -> FinancingSheet:
        candidate = self._payments.chosen.candidate
        cash = self._in_cash()
        found = {
            way.id: replace(cash, name=self._names[way.id], flows=self._flows[position])
            if terms is None
            else self._this_way(cash, position, terms)
            for position, (way, terms) in enumerate(zip(self._ways, self._agreed, strict=True))
        }
        return FinancingSheet(self._payments, self._by_year, found, candidate.paid_by, tuple(self._compared(found)))

    def _invoiced(self) -> tuple[Vat | None, Invoiced | None]:
        """Write the rules of VAT, and what it is paid on; None where there is none."""
        payments, spent = self._payments, self._payments.chosen.flows.record.spent
        if not payments.regime.vat.rate:
            return None, None
        payments.page.section(payments.words.text("workbook.section.vat"))
        vat = write_vat(payments)
        taxed = [item for item in spent if item.line.vat and not getattr(item.line, "own_time", False)]
        return vat, vat.dated(payments, taxed, payments.spent(taxed)) if taxed else None

    def _whichever_way(self, invoiced: Invoiced | None) -> Row:
        """Write what passes the bank account whichever way it is paid, before tax: no own time, VAT in it."""
        payments, money = self._payments, self._payments.money
        payments.page.section(payments.words.text("workbook.section.whichever_way"))
        before_tax = payments.row("row.before_tax", payments.line(money.total.row), money.total.values, style="link")
        own_time = minus(payments, "row.own_time", payments.own_time)
        vat = None if invoiced is None else invoiced.in_advance(payments)
        formula, _ = added(before_tax, own_time, vat)
        values = payments.chosen.flows.owner_before_tax[:, 0].tolist()
        return payments.row("workbook.financing.before_tax", formula, values, style="total")

    def _in_cash(self) -> PaidThisWay:
        payments, words = self._payments, self._payments.words
        listed = next((way for way in self._ways if isinstance(way, Cash)), None)
        name = words.text("way.cash") if listed is None else self._names[listed.id]
        payments.page.section(name if listed is None else self._title(listed))
        tax = self._taxes.in_cash(self._flows[0])
        paid = self._months.row(words.text("row.tax"), tax.all_years, tax.values)
        owner = self._owner(paid)
        return PaidThisWay(name, owner, tax, paid, None, None, self._flows[0])

    def _this_way(self, cash: PaidThisWay, position: int, terms: LoanTerms | HireTerms) -> PaidThisWay:
        payments, words, way = self._payments, self._payments.words, self._ways[position]
        title, flows = self._title(way), self._flows[position]
        payments.page.section(title)
        beside = terms.rows(payments)
        tax = self._taxes.of(title, position, flows, beside)
        paid = self._months.row(words.text("row.tax"), tax.all_years, tax.values)
        owner = self._owner(paid, beside)
        formula, values = added(beside.flows, beside.forgone, paid)
        difference = payments.row(
            "workbook.financing.difference",
            f"{formula}-{cash.paid.reference}",
            np.subtract(values, cash.paid.values).tolist(),
        )
        return PaidThisWay(
            self._names[way.id], owner, tax, paid, beside, self._discounted(difference, beside.forgone), flows
        )

    def _terms(self, position: int, way: WayOfPaying) -> LoanTerms | HireTerms | None:
        """Write what was agreed; None for what is no other than paying cash, as a loan for nothing is."""
        page, title = self._payments.page, self._payments.words.text("workbook.section.agreed", way=self._names[way.id])
        if isinstance(way, Hire):
            page.section(title)
            return hire_terms(self._payments, way, self._vat)
        if isinstance(way, Cash) or self._financeable is None:
            return None
        page.section(title)
        return loan_terms(self._payments, position, way, self._financeable)

    def _owner(self, paid: Row, beside: Beside | None = None) -> Row:
        parts = () if beside is None else (beside.flows, beside.forgone, beside.vat)
        formula, values = added(self._before_tax, *parts, paid)
        return self._payments.row("row.owner_cash_flow", formula, values, style="total")

    def _discounted(self, difference: Row, forgone: Row | None) -> Row:
        """Write the difference discounted; what a lessor keeps is as uncertain as the project, and so at its rate."""
        formula, factors = f"{difference.reference}*{self._factor.reference}", self._factor.values
        values = np.multiply(difference.values, factors)
        if forgone is not None:
            hurdle = self._payments.elsewhere(self._after.factor.reference)
            formula += f"+{forgone.reference}*({hurdle}-{self._factor.reference})"
            values += np.multiply(forgone.values, np.subtract(self._after.factor.values, factors))
        return self._payments.row("workbook.financing.discounted", formula, values.tolist())

    def _compared(self, found: Mapping[str, PaidThisWay]) -> list[tuple[str, str]]:
        """Write in the rows left free at the top what each way comes to, and below all what is checked of it."""
        page, words, currency = self._payments.page, self._payments.words, self._payments.currency
        after, cells = self._after, {}
        present = sum(after.discounted.values)
        with page.further_up(self._top):
            page.section(words.text("workbook.section.ways"))
            label = words.text("workbook.measure.npv")
            npv = page.figure(label, f"SUM({after.whole(after.discounted)})", present, currency, MONEY)
            for way in self._ways:
                paid = found[way.id]
                formula = "0" if paid.discounted is None else f"SUM({page.whole(paid.discounted.reference)})"
                value = 0.0 if paid.discounted is None else sum(paid.discounted.values)
                label = words.text("workbook.financing.advantage", way=self._title(way))
                cells[way.id] = page.figure(label, formula, value, currency, MONEY)
                label = words.text("workbook.financing.as_paid", way=self._title(way))
                page.figure(label, f"{npv}+{cells[way.id]}", present + value, currency, MONEY)
        page.section(words.text("workbook.section.checks"))
        checks: list[tuple[str, str]] = []
        for way in self._ways:
            checks += self._checks(found[way.id], cells[way.id])
        checks.append(page.broken_bounds())
        checks.append(self._by_year.page.broken_bounds())
        return checks

    def _checks(self, paid: PaidThisWay, cell: str) -> Iterator[tuple[str, str]]:
        payments, page, words = self._payments, self._payments.page, self._payments.words
        if paid.beside is None:
            return

        def checked(label: str, formula: str) -> tuple[str, str]:
            return f"{paid.name}: {label}", page.checked(label, formula)

        page.note(paid.name)
        base, chosen = payments.base, payments.chosen
        for label, formula in paid.beside.checks:
            yield checked(label, formula)
        setting = base.model.setting
        factor = after_tax_borrowing_factor(
            chosen.candidate, chosen.flows.columns, base.company.shared, base.company.course, setting
        )
        program = scalar(advantage(paid.flows, factor, setting.hurdle_rate, base.calendar))
        label = words.text("workbook.financing.program")
        kept = page.fixed(label, program, payments.currency, MONEY)
        same = f"IF({self._changed}>0,0,IF(ABS({cell}-{kept})<{HALF_A_CENT},0,1))"
        yield checked(words.text("workbook.check.program"), same)
        tied = f"IF(ABS({page.total(paid.paid.reference)}+SUM({paid.tax.all_years}))<{HALF_A_CENT},0,1)"
        yield checked(words.text("workbook.check.tax_ties"), tied)

    def _title(self, way: WayOfPaying) -> str:
        name = self._names[way.id]
        if way.id != self._payments.chosen.candidate.paid_by:
            return name
        return self._payments.words.text("workbook.financing.chosen", way=name)

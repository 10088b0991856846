"""The bank balance of the company by itself, by month: its figures as stated, and what doing nothing does to it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from roitool.exports.workbook.base_case import scalar
from roitool.exports.workbook.book import CENTS, PERCENT, WHOLE
from roitool.exports.workbook.financing_parts import Dated, added
from roitool.exports.workbook.periods import before
from roitool.exports.workbook.tax_by_month import tax_months
from roitool.scenario.references import BOUNDS
from roitool.wording.places import field_name

if TYPE_CHECKING:
    from roitool.exports.workbook.financing_parts import Payments
    from roitool.exports.workbook.periods import Row
    from roitool.exports.workbook.tax import TaxRows
    from roitool.scenario.base import Part


@dataclass(frozen=True, slots=True)
class CompanyRows:
    """The company without the candidate.

    Attributes
    ----------
    own, flows
        Its own cash flow and its dated commitments, each with its label; and all that passes its bank account.
    balance
        What is on it after each month.
    opening, limit, debt_service
        Cells: the balance to begin with, the one below which it is short, and what existing debt takes a year.
    """

    own: tuple[tuple[str, Row], ...]
    flows: tuple[Row, ...]
    balance: Row
    opening: str
    limit: str
    debt_service: str


def write_company(payments: Payments, project: TaxRows, all_years: str) -> CompanyRows:
    """Write the figures, and the rows that follow from them.

    Parameters
    ----------
    project, all_years
        The sheet on which the tax of doing nothing stands, and its years.
    """
    page, words, scenario = payments.page, payments.words, payments.base.scenario
    page.section(words.text("workbook.section.company"))
    opening = _stated(payments, "opening_cash")
    line = _stated(payments, "credit_line")
    floor = _stated(payments, "wages_per_month" if scenario.company.cash_floor is None else "cash_floor")
    course = payments.base.company.course
    label = words.text("workbook.bank.limit")
    limit = page.figure(label, f"{floor}-{line}", scalar(course.limit), payments.currency, CENTS)
    debt_service = _stated(payments, "debt_service_per_year")
    flow, growth = _stated(payments, "monthly_cash_flow"), _stated(payments, "cash_flow_growth", PERCENT)
    due = _commitments(payments)
    page.section(words.text("workbook.section.without"))
    month = payments.month
    stated, grown = (
        payments.base.scope.value(text)
        for text in (scenario.company.monthly_cash_flow, scenario.company.cash_flow_growth)
    )
    values = [stated * (1 + grown) ** (each / 12) if each else 0.0 for each in range(payments.months + 1)]
    formula = f"IF({month}>0,{flow}*(1+{growth})^({month}/12),0)"
    own = [(words.text("workbook.bank.own"), payments.row("workbook.bank.own", formula, values))]
    if due is not None:
        row = payments.row("workbook.bank.due", f"-{due.at(month)}", due.by_month(payments.months, -1.0))
        own.append((words.text("workbook.bank.due"), row))
    flows = (*(row for _, row in own), *_nothing(payments, project, all_years))
    changes, _ = added(*flows)
    balance = payments.row(
        "workbook.bank.without",
        f"IF({month}=0,{opening},{before(page.reference(page.row))})+{changes}",
        [scalar(each) for each in course.balance],
        style="total",
        added_up=False,
    )
    return CompanyRows(tuple(own), flows, balance, opening, limit, debt_service)


def _stated(payments: Payments, name: str, shown: str = CENTS) -> str:
    """Write what a field of the company comes to, and return its cell."""
    company = payments.base.scenario.company
    return _figure(payments, field_name(name, payments.words), company, name, shown)


def _figure(payments: Payments, label: str, part: Part, name: str, shown: str) -> str:
    scope, text = payments.base.scope, getattr(part, name)
    unit = payments.currency if shown == CENTS else ""
    bound = BOUNDS[type(part)][name]
    return payments.page.figure(label, scope.formula(text), scope.value(text), unit, shown, bound)


def _commitments(payments: Payments) -> Dated | None:
    """Write what has to be paid whatever is decided, each in its month; None where there is nothing."""
    words, scope, commitments = payments.words, payments.base.scope, payments.base.scenario.company.commitments
    if not commitments:
        return None
    labels = [
        words.label(each.label) or words.text("workbook.bank.commitment", number=str(number))
        for number, each in enumerate(commitments, start=1)
    ]
    pairs = list(zip(labels, commitments, strict=True))
    unit = words.text("workbook.unit.months")
    dates = [
        _figure(payments, f"{label}: {field_name('month', words)}", each, "month", "0.00") for label, each in pairs
    ]
    booked = [int(-(-scope.value(each.month) // 1)) for each in commitments]
    months = tuple(
        payments.page.figure(words.text("workbook.line.booked", label=label), f"-INT(-{date})", month, unit, WHOLE)
        for label, date, month in zip(labels, dates, booked, strict=True)
    )
    amounts = tuple(_figure(payments, label, each, "amount", CENTS) for label, each in pairs)
    within = [(month, scope.value(each.amount)) for month, each in zip(booked, commitments, strict=True)]
    return Dated(months, amounts, tuple((month, amount) for month, amount in within if month <= payments.months))


def _nothing(payments: Payments, project: TaxRows, all_years: str) -> list[Row]:
    """Write what happens to everybody, and the tax on it; nothing where nothing is expected to happen."""
    rows, words, course = payments.money.nothing, payments.words, payments.base.company.course
    if not rows:
        return []
    formula = "+".join(payments.line(row.row) for row in rows)
    flows = payments.row(
        "workbook.bank.nothing", formula, np.sum([row.values for row in rows], axis=0).tolist(), style="link"
    )
    found = [flows]
    if project.nothing is not None:
        months = tax_months(payments.page, payments.base.calendar, payments.currency, payments.year, all_years)
        all_tax = project.elsewhere(project.page.whole(project.nothing))
        values = [scalar(each) for each in course.nothing_tax]
        found.append(months.row(words.text("workbook.bank.nothing_tax"), all_tax, values))
    return found

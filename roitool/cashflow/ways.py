"""Who pays: what each way of paying adds to the candidate's own money, as it is really paid.

The project cash flow is always as bought for cash, own time included. What the owner sees on the bank account is
another course: with the financing, with VAT paid in advance, with the tax of that course, and without own time, whose
wages are paid already.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from roitool.cashflow.arrays import Lump, Months, Row, Rows, add_at
from roitool.cashflow.calendar import Calendar
from roitool.cashflow.company import CompanyCourse
from roitool.cashflow.figures import Columns
from roitool.cashflow.project import ProjectFlows, Setting
from roitool.cashflow.tax import marginal_rate, tax_run
from roitool.cashflow.workspace import Workspace
from roitool.scenario.candidate import Candidate
from roitool.scenario.formula import Column


@dataclass(frozen=True, slots=True)
class WayFlows:
    """One way of paying in every future.

    Attributes
    ----------
    financing
        What passes the bank account beside what passes it when paying cash, before tax, shape (last month + 1,
        futures); without rows where there is nothing.
    vat, forgone
        Parts of that: VAT that is not paid in advance and got back, which no comparison counts, and residual or
        recovered values that stay with a lessor, which are as uncertain as the project.
    debt_service, operating
        Interest, repayments, lease payments and fees per year, and what operation brings more than when paying cash;
        shape (years, futures).
    tax
        Tax per year as really paid: on the result without own time, financing deducted.
    cash_tax
        The same if it were paid in cash, which its advantage is measured against.
    ends
        The month in which the financing ends, shape (futures,), or (1,) where it is the same in all; 0 without any.
    """

    id: str
    financing: Rows
    tax: list[Column]
    cash_tax: list[Column]
    ends: Months
    debt_service: Rows | None = None
    operating: Rows | None = None
    vat: tuple[Lump, ...] = ()
    forgone: tuple[Lump, ...] = ()


def tax_difference(setting: Setting, company: CompanyCourse, result: Rows) -> list[Column]:
    """Return the tax that a result causes beside the company's own, per year; negative where there is less to pay."""
    together = [own + more for own, more in zip(company.profit, result, strict=True)]
    taxes = tax_run(setting.regime, setting.calendar.years, together, company.opening_losses)
    return [with_it - without for with_it, without in zip(taxes, company.tax, strict=True)]


def pay_tax(rows: Rows, tax: list[Column], calendar: Calendar) -> Rows:
    """Take each year's tax from the last month of that year; changes `rows` and returns them."""
    for position, amount in enumerate(tax):
        rows[calendar.last_month(position)] -= amount
    return rows


def owner_before_tax(flows: ProjectFlows, setting: Setting, workspace: Workspace) -> Rows:
    """Return what passes the bank account before tax and financing: no own time, VAT paid in advance and got back.

    The memory of `flows.own_time`, the part of the cash flow that is not paid, becomes the result.
    """
    rows = workspace.zeros(*flows.cash.shape) if flows.own_time is None else flows.own_time
    rows += flows.cash
    vat = setting.regime.vat
    if vat.rate:
        for item in flows.record.spent:
            if item.line.vat and not getattr(item.line, "own_time", False):
                for lump in vat_in_advance(item.month, item.amount, setting):
                    add_at(rows, lump.month, lump.amount)
    return rows


def vat_in_advance(month: Months, amount: Row, setting: Setting) -> tuple[Lump, Lump]:
    """Return the VAT that is paid with an invoice, and its return."""
    vat = setting.regime.vat
    back = np.minimum(month + vat.back_after_months, setting.calendar.months)
    return Lump(month, -vat.rate * amount), Lump(back, vat.rate * amount)


def advantage(way: WayFlows, monthly_factor: Column, hurdle_rate: float, calendar: Calendar) -> Column:
    """Return what paying this way is worth beside paying cash, at the after-tax borrowing rate.

    ``Σ (CF_this way − CF_cash)(1 + r_d)^(−m/12)``, both as really paid, without own time and VAT; what a lessor keeps
    of a residual value at the hurdle rate instead.

    Parameters
    ----------
    monthly_factor
        ``(1 + r_d)^(−1/12)``.
    hurdle_rate
        Per year.
    """
    if not len(way.financing):
        return 0.0
    total: Row = way.financing[0].copy()
    taxes = zip(way.cash_tax, way.tax, strict=True)
    saved = {calendar.last_month(year): less - more for year, (less, more) in enumerate(taxes)}
    discount: Column = 1.0
    for month in range(1, calendar.months + 1):
        discount = discount * monthly_factor
        if month < len(way.financing):
            total += discount * way.financing[month]
        if month in saved:
            total += discount * saved[month]
    for lump in way.vat:
        total -= lump.amount * np.power(monthly_factor, lump.month)
    for lump in way.forgone:
        total += lump.amount * ((1.0 + hurdle_rate) ** (-lump.month / 12.0) - np.power(monthly_factor, lump.month))
    return total


def after_tax_borrowing_factor(
    candidate: Candidate, columns: Columns, shared: Columns, company: CompanyCourse, setting: Setting
) -> Column:
    """Return ``(1 + r_d)^(−1/12)`` with ``r_d = ((1 + b/12)^12 − 1)(1 − t)``.

    `b` is the company's borrowing rate, else that of the chosen loan or financial lease, else the regime's reference;
    `t` the tax rate on the next euro of the first year's profit.
    """
    chosen = next(index for index, way in enumerate(candidate.ways_of_paying) if way.id == candidate.paid_by)
    if ("company", "borrowing_rate") in shared.values:
        rate = shared.at("company", "borrowing_rate")
    elif ("ways_of_paying", chosen, "rate") in columns.values:
        rate = columns.at("ways_of_paying", chosen, "rate")
    else:
        rate = setting.regime.borrowing_rate.rate
    brackets = setting.regime.profit_tax.in_year(setting.calendar.start_year)
    tax_rate = marginal_rate(brackets, company.first_profit)
    after_tax: Column = np.expm1(12.0 * np.log1p(rate / 12.0)) * (1.0 - tax_rate)
    factor: Column = np.exp(-np.log1p(after_tax) / 12.0)
    return factor

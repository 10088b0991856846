"""Who pays: what each way of paying adds to the candidate's own money, as it is really paid.

The project cash flow is always as bought for cash, own time included. What the owner sees on the bank account is
another course: with the loan, with VAT paid in advance, with the tax of that course, and without own time, whose
wages are paid already.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from roitool.cashflow.arrays import Months, Row, Rows, add_at, narrow
from roitool.cashflow.calendar import Calendar
from roitool.cashflow.company import CompanyCourse
from roitool.cashflow.figures import Columns
from roitool.cashflow.financing import Terms, loan_months
from roitool.cashflow.project import ProjectFlows, ProjectRecord, Setting, Spent
from roitool.cashflow.tax import marginal_rate, tax_run
from roitool.cashflow.workspace import Workspace
from roitool.errors import Problem, ScenarioError
from roitool.scenario.candidate import Candidate, Loan
from roitool.scenario.formula import Column
from roitool.scenario.lines import Investment


@dataclass(frozen=True, slots=True)
class LoanTaken:
    """A loan as it is taken in every future, before a month of it has passed.

    Attributes
    ----------
    draws, fees
        Amounts by month, each of shape (futures,); months without any are left out.
    last_draw, ends
        Month of the last draw and of the last payment, shape (futures,), or (1,) where it is the same in all; `ends`
        is 0 where nothing is drawn.
    rate
        Per year, as quoted.
    """

    draws: dict[int, Row]
    fees: dict[int, Row]
    last_draw: Months
    ends: Months
    rate: Column
    terms: Terms


@dataclass(frozen=True, slots=True)
class WayFlows:
    """One way of paying in every future.

    Attributes
    ----------
    financing
        Draws less interest, repayments and fees per month up to the last one, shape (last month + 1, futures); without
        rows where there are none.
    tax
        Tax per year as really paid: on the result without own time, interest and fees deducted.
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


def tax_difference(setting: Setting, company: CompanyCourse, result: Rows) -> list[Column]:
    """Return the tax that a result causes beside the company's own, per year; negative where there is less to pay."""
    together = [own + more for own, more in zip(company.profit, result, strict=True)]
    taxes = tax_run(setting.regime, together, company.opening_losses)
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
                amount = vat.rate * item.amount
                add_at(rows, item.month, -amount)
                add_at(rows, np.minimum(item.month + vat.back_after_months, setting.calendar.months), amount)
    return rows


def way_flows(
    candidate: Candidate,
    columns: Columns,
    record: ProjectRecord,
    project_tax: list[Column],
    company: CompanyCourse,
    setting: Setting,
    workspace: Workspace,
) -> tuple[WayFlows, ...]:
    """Return every way of paying that the candidate lists.

    Parameters
    ----------
    project_tax
        Tax per year of the project as bought for cash, own time deducted.

    Raises
    ------
    ScenarioError
        ``loan_beyond_horizon``: a loan is not paid back within the horizon in some future.
    """
    paid = record.result if record.own_time_result is None else record.result + record.own_time_result
    cash_tax = project_tax if record.own_time_result is None else tax_difference(setting, company, paid)
    ways = []
    for position, way in enumerate(candidate.ways_of_paying):
        if not isinstance(way, Loan):
            nothing = np.empty((0, record.failed.size))
            ways.append(WayFlows(way.id, nothing, cash_tax, cash_tax, np.zeros(1, dtype=np.intp)))
            continue
        loan = loan_taken(way, position, columns, record.spent, setting.calendar)
        financing, costs = _financing(loan, setting.calendar, workspace, record.failed.size)
        tax = tax_difference(setting, company, paid - costs)
        ways.append(WayFlows(way.id, financing, tax, cash_tax, loan.ends))
    return tuple(ways)


def loan_taken(way: Loan, position: int, columns: Columns, spent: tuple[Spent, ...], calendar: Calendar) -> LoanTaken:
    """Return the loan that finances what is spent; see :func:`way_flows` for what it may raise."""
    place = ("ways_of_paying", position)
    draws: dict[int, Row] = {}
    last, first = np.zeros(1, dtype=np.intp), np.full(1, calendar.months, dtype=np.intp)
    for item in spent:
        if isinstance(item.line, Investment) and item.line.financeable:
            amount = columns.at(*place, "share") * np.minimum(item.quote, item.amount)
            _add_by_month(draws, item.month, amount)
            last = np.maximum(last, np.where(amount > 0, item.month, 0))
            first = np.minimum(first, np.where(amount > 0, item.month, calendar.months))
    last, first = narrow(last), narrow(first)
    borrowed = sum(draws.values(), start=np.zeros(1)) > 0
    ends = narrow(np.where(borrowed, last + way.months, 0))
    if ends.max() > calendar.months:
        values = {"ends": int(ends.max()), "horizon_months": calendar.months}
        raise ScenarioError([Problem((*place, "months"), "loan_beyond_horizon", values)])
    fees: dict[int, Row] = {}
    _add_by_month(fees, first, np.where(borrowed, columns.at(*place, "fee"), 0.0))
    terms = Terms(way.months, way.repayment, way.grace_months)
    return LoanTaken(draws, fees, last, ends, columns.at(*place, "rate"), terms)


def _financing(loan: LoanTaken, calendar: Calendar, workspace: Workspace, count: int) -> tuple[Rows, Rows]:
    """Return what a loan puts on the account less what it takes off it per month, and interest and fees per year."""
    last = int(loan.ends.max())
    financing = workspace.zeros(last + 1, count)
    costs = np.zeros((len(calendar.years), count))
    walk = loan_months(loan.draws, loan.last_draw, loan.rate, loan.terms, last)
    for month, (interest, repayment, _) in enumerate(walk):
        year = costs[calendar.position(month)]
        year += interest
        row = financing[month]
        row -= interest
        row -= repayment
        if month in loan.draws:
            row += loan.draws[month]
        if month in loan.fees:
            row -= loan.fees[month]
            year += loan.fees[month]
    return financing, costs


def advantage(way: WayFlows, monthly_factor: Column, calendar: Calendar) -> Column:
    """Return what paying this way is worth beside paying cash, at the after-tax borrowing rate.

    ``Σ (CF_this way − CF_cash)(1 + r_d)^(−m/12)``, both as really paid, without own time and VAT.

    Parameters
    ----------
    monthly_factor
        ``(1 + r_d)^(−1/12)``.
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
    return total


def after_tax_borrowing_factor(
    candidate: Candidate, columns: Columns, shared: Columns, company: CompanyCourse, setting: Setting
) -> Column:
    """Return ``(1 + r_d)^(−1/12)`` with ``r_d = ((1 + b/12)^12 − 1)(1 − t)``.

    `b` is the company's borrowing rate, else the chosen loan's, else the regime's reference; `t` the tax rate on the
    next euro of the first year's profit.
    """
    chosen = next(index for index, way in enumerate(candidate.ways_of_paying) if way.id == candidate.paid_by)
    if ("company", "borrowing_rate") in shared.values:
        rate = shared.at("company", "borrowing_rate")
    elif isinstance(candidate.ways_of_paying[chosen], Loan):
        rate = columns.at("ways_of_paying", chosen, "rate")
    else:
        rate = setting.regime.borrowing_rate.rate
    tax_rate = marginal_rate(setting.regime.profit_tax, company.first_profit)
    after_tax: Column = np.expm1(12.0 * np.log1p(rate / 12.0)) * (1.0 - tax_rate)
    factor: Column = np.exp(-np.log1p(after_tax) / 12.0)
    return factor


def _add_by_month(rows: dict[int, Row], month: Months, amount: Row) -> None:
    """Add an amount to the row of the month that each future names."""
    for each in np.unique(month):
        here = amount if month.size == 1 else np.where(month == each, amount, 0.0)
        rows[int(each)] = rows.get(int(each), 0.0) + here

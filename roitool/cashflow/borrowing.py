"""Ways of paying in which the assets are the company's own: loans and financial leases."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from roitool.cashflow.arrays import Months, Row, Rows, narrow
from roitool.cashflow.calendar import Calendar
from roitool.cashflow.figures import Columns
from roitool.cashflow.financing import Terms, loan_months
from roitool.cashflow.spending import Spent
from roitool.cashflow.workspace import Workspace
from roitool.errors import Problem, ScenarioError
from roitool.scenario.candidate import FinancialLease, Loan
from roitool.scenario.formula import Column
from roitool.scenario.lines import Investment


@dataclass(frozen=True, slots=True)
class Borrowed:
    """A loan or financial lease as it is taken in every future, before a month of it has passed.

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
class Schedule:
    """What borrowing does to the account.

    Attributes
    ----------
    flows
        Draws less interest, repayments and fees per month up to the last one, shape (last month + 1, futures).
    costs, service
        Interest and fees per year, which are deductible, and interest and repayments per year; shape (years, futures).
    """

    flows: Rows
    costs: Rows
    service: Rows


def borrowed(
    way: Loan | FinancialLease, position: int, columns: Columns, spent: tuple[Spent, ...], calendar: Calendar
) -> Borrowed:
    """Return what is borrowed to finance what is spent.

    Raises
    ------
    ScenarioError
        ``loan_beyond_horizon``: it is not paid back within the horizon in some future.
    """
    place = ("ways_of_paying", position)
    share, terms = _share_and_terms(way, position, columns)
    draws: dict[int, Row] = {}
    last, first = np.zeros(1, dtype=np.intp), np.full(1, calendar.months, dtype=np.intp)
    for item in spent:
        if isinstance(item.line, Investment) and item.line.financeable:
            amount = share * (item.budgeted - item.granted)
            _add_by_month(draws, item.month, amount)
            last = np.maximum(last, np.where(amount > 0, item.month, 0))
            first = np.minimum(first, np.where(amount > 0, item.month, calendar.months))
    last, first = narrow(last), narrow(first)
    anything = sum(draws.values(), start=np.zeros(1)) > 0
    ends = narrow(np.where(anything, last + way.months, 0))
    if ends.max() > calendar.months:
        values = {"ends": int(ends.max()), "horizon_months": calendar.months}
        raise ScenarioError([Problem((*place, "months"), "loan_beyond_horizon", values)])
    fees: dict[int, Row] = {}
    _add_by_month(fees, first, np.where(anything, columns.at(*place, "fee"), 0.0))
    return Borrowed(draws, fees, last, ends, columns.at(*place, "rate"), terms)


def schedule(loan: Borrowed, calendar: Calendar, workspace: Workspace, count: int) -> Schedule:
    """Return the months and years of what is borrowed."""
    last = int(loan.ends.max())
    flows = workspace.zeros(last + 1, count)
    costs, service = np.zeros((2, len(calendar.years), count))
    walk = loan_months(loan.draws, loan.last_draw, loan.rate, loan.terms, last)
    for month, (interest, repayment, _) in enumerate(walk):
        year = calendar.position(month)
        costs[year] += interest
        service[year] += repayment
        row = flows[month]
        row -= interest
        row -= repayment
        if month in loan.draws:
            row += loan.draws[month]
        if month in loan.fees:
            row -= loan.fees[month]
            costs[year] += loan.fees[month]
    service += costs
    for month, fee in loan.fees.items():
        service[calendar.position(month)] -= fee
    return Schedule(flows, costs, service)


def _share_and_terms(way: Loan | FinancialLease, position: int, columns: Columns) -> tuple[Column, Terms]:
    place = ("ways_of_paying", position)
    if isinstance(way, Loan):
        return columns.at(*place, "share"), Terms(way.months, way.repayment, way.grace_months)
    share = 1.0 - columns.at(*place, "down_payment")
    # Of what is borrowed, not of the quote; where nothing is borrowed it does not matter.
    option = columns.at(*place, "purchase_option") / np.where(np.greater(share, 0), share, 1.0)
    return share, Terms(way.months, "annuity", 0, option)


def _add_by_month(rows: dict[int, Row], month: Months, amount: Row) -> None:
    """Add an amount to the row of the month that each future names."""
    for each in np.unique(month):
        here = amount if month.size == 1 else np.where(month == each, amount, 0.0)
        rows[int(each)] = rows.get(int(each), 0.0) + here

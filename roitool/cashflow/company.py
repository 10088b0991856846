"""The company as it goes on by itself: its profit, its tax, its bank balance, and what doing nothing brings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from roitool.cashflow.calendar import Calendar
from roitool.cashflow.effect import Course, lived_course
from roitool.cashflow.figures import Columns, monthly_factor
from roitool.cashflow.tax import tax_run
from roitool.sampling.draws import Futures
from roitool.scenario.formula import Column
from roitool.scenario.lines import MONTHS_PER
from roitool.scenario.regime import Regime
from roitool.scenario.scenario import Scenario

HALF_A_CENT = 0.005


@dataclass(frozen=True, slots=True)
class CompanyCourse:
    """The company without any candidate, in every future.

    Attributes
    ----------
    nothing
        Monthly flows of each line of doing nothing, by id.
    profit
        Taxable result of each calendar year: the company's profit and the lines of doing nothing.
    first_profit
        The company's own profit of the first year, which decides the rate on its next euro.
    opening_losses
        Losses of earlier years still to be set off.
    other_investments
        What else is invested in a calendar year that counts for the investment deduction.
    tax
        Tax on `profit` per year; what a candidate's tax is a difference to.
    nothing_tax
        Doing nothing's own tax per year.
    own_by_year
        The company's own cash flow of each calendar year, commitments included.
    debt_service
        What existing debt takes a year.
    opening
        Bank balance before anything happens.
    balance
        Bank balance after each month, without any candidate.
    limit
        The cash floor less the credit line; with less than that in the bank the company is short.
    """

    nothing: Mapping[str, Course]
    profit: list[Column]
    first_profit: Column
    opening_losses: Column
    other_investments: Mapping[int, Column]
    tax: list[Column]
    nothing_tax: list[Column]
    own_by_year: list[Column]
    debt_service: Column
    opening: Column
    balance: Course
    limit: Column

    @property
    def short_below(self) -> Column:
        """The balance from which the company is not short: the limit, met exactly but for the rounding of sums."""
        return self.limit - HALF_A_CENT


def company_course(
    scenario: Scenario, columns: Columns, calendar: Calendar, regime: Regime, futures: Futures
) -> CompanyCourse:
    """Walk the company through the months of every future."""
    nothing = {
        line.id: _nothing_course(scenario, position, columns, calendar)
        for position, line in enumerate(scenario.do_nothing.lines)
    }
    own_profit = columns.at("company", "taxable_profit_per_year")
    growth = columns.at("company", "profit_growth")
    own: list[Column] = [own_profit * (1.0 + growth) ** position for position in range(len(calendar.years))]
    profit = [
        result + _sum_over_year(nothing, calendar, position) if nothing else result
        for position, result in enumerate(own)
    ]
    losses = columns.at("company", "opening_losses")
    tax = tax_run(regime, calendar.years, profit, losses)
    own_tax = tax_run(regime, calendar.years, own, losses) if nothing else tax
    nothing_tax: list[Column] = [more - less for more, less in zip(tax, own_tax, strict=True)]
    own_flow = list(_own_flow(scenario, columns, calendar, futures))
    has_floor = scenario.company.cash_floor is not None
    floor = columns.at("company", "cash_floor" if has_floor else "wages_per_month")
    return CompanyCourse(
        nothing=nothing,
        profit=profit,
        first_profit=own_profit,
        opening_losses=losses,
        other_investments={
            other.year: columns.at("company", "other_investments", position, "amount")
            for position, other in enumerate(scenario.company.other_investments)
        },
        tax=tax,
        nothing_tax=nothing_tax,
        own_by_year=_by_year(own_flow, calendar),
        debt_service=columns.at("company", "debt_service_per_year"),
        opening=columns.at("company", "opening_cash"),
        balance=_balance(columns, own_flow, calendar, nothing, nothing_tax),
        limit=floor - columns.at("company", "credit_line"),
    )


def short_at_once(company: CompanyCourse) -> Column:
    """Return in which futures the company is short on the decision date already."""
    return np.less(company.balance[0], company.short_below)


def _nothing_course(scenario: Scenario, position: int, columns: Columns, calendar: Calendar) -> Course:
    place = ("do_nothing", "lines", position)
    line = scenario.do_nothing.lines[position]
    start = np.atleast_1d(columns.at(*place, "start"))
    end = np.atleast_1d(columns.at(*place, "end") if line.end is not None else float(calendar.months))
    factor = monthly_factor(columns, *place, "grows_with")
    amount = columns.at(*place, "amount") / MONTHS_PER[line.per]
    course: Course = [0.0]
    for lived in lived_course(start, end, calendar.months)[1:]:
        amount = amount * factor
        course.append(amount * lived)
    return course


def _sum_over_year(nothing: Mapping[str, Course], calendar: Calendar, position: int) -> Column:
    begin, end = calendar.span(position)
    return sum((course[month] for course in nothing.values() for month in range(begin + 1, end + 1)), start=0.0)


def _own_flow(scenario: Scenario, columns: Columns, calendar: Calendar, futures: Futures) -> Iterator[Column]:
    """Yield the company's own cash flow of each month: smooth growth, the chance of a single month, commitments."""
    own = columns.at("company", "monthly_cash_flow")
    factor = monthly_factor(columns, "company", "cash_flow_growth")
    volatility = columns.at("company", "volatility")
    commitments = [("company", "commitments", position) for position in range(len(scenario.company.commitments))]
    due = [(np.ceil(columns.at(*place, "month")), columns.at(*place, "amount")) for place in commitments]
    for month in range(calendar.months + 1):
        flow: Column = 0.0
        if month:
            own = own * factor
            flow = own
            if np.any(volatility):
                flow = flow + volatility * futures.normal(f"{scenario.company.stream}/m/{month}")
        for date, amount in due:
            flow = flow - np.where(np.equal(date, month), amount, 0.0)
        yield flow


def _by_year(flow: Sequence[Column], calendar: Calendar) -> list[Column]:
    sums: list[Column] = [0.0] * len(calendar.years)
    for month, amount in enumerate(flow):
        sums[calendar.position(month)] = sums[calendar.position(month)] + amount
    return sums


def _balance(
    columns: Columns,
    own_flow: Sequence[Column],
    calendar: Calendar,
    nothing: Mapping[str, Course],
    nothing_tax: list[Column],
) -> Course:
    tax_in = {calendar.last_month(position): tax for position, tax in enumerate(nothing_tax)} if nothing else {}
    balance = columns.at("company", "opening_cash")
    course: Course = []
    for month, flow in enumerate(own_flow):
        balance = balance + flow
        for line in nothing.values():
            balance = balance + line[month]
        balance = balance - tax_in.get(month, 0.0)
        course.append(balance)
    return course

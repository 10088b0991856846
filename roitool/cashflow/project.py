"""A candidate's own money, before tax and whoever pays for it: its lines, month by month, in every future."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from roitool.cashflow.arrays import Months, Row, Rows, add_at, wide
from roitool.cashflow.calendar import Calendar
from roitool.cashflow.company import CompanyCourse
from roitool.cashflow.depreciation import straight_line
from roitool.cashflow.effect import Life, effect_course, stopped
from roitool.cashflow.figures import OVERRUN, OVERRUN_WITHOUT_TAIL, Columns
from roitool.cashflow.ledger import Ledger
from roitool.cashflow.operating import book_operating
from roitool.cashflow.risks import Occurrence, fails, occurrences
from roitool.cashflow.tax import investment_deduction
from roitool.cashflow.workspace import Workspace
from roitool.sampling.draws import Futures
from roitool.scenario.candidate import Candidate
from roitool.scenario.formula import Column
from roitool.scenario.lines import Investment, OneOff
from roitool.scenario.regime import Regime


@dataclass(frozen=True, slots=True)
class Setting:
    """What stays the same over all futures of a scenario: its calendar, its tax rules, its hurdle rate per year."""

    calendar: Calendar
    regime: Regime
    hurdle_rate: float


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What is allowed to go wrong; less than everything only to see what each misfortune costs on average."""

    overrun_tail: bool = True
    failure: bool = True
    events: bool = True


EVERYTHING = Circumstances()


@dataclass(frozen=True, slots=True)
class Spent:
    """One investment or one-off line as it is really spent, per future; `amount` is 0 where it never is."""

    line: Investment | OneOff
    month: Months
    quote: Row
    amount: Row


@dataclass(frozen=True, slots=True)
class ProjectRecord:
    """What happens to a candidate in every future; arrays have shape (futures,) unless said.

    Attributes
    ----------
    result, own_time_result
        Taxable result per year, own time included, and the cost of own time in it as a positive amount; shape (years,
        futures), the second None where there is none.
    spent
        The investment and one-off lines.
    sold_month, sold
        Amount of the residual value of the investments, 0 where there is none, and the month in which it is all sold.
    failed
        Where the candidate never works.
    struck
        Where at least one event happens.
    end
        End of life in months; the horizon where it failed.
    lines, deductions
        Every line by itself (:class:`roitool.cashflow.ledger.Ledger`), if that was asked for.
    """

    result: Rows
    own_time_result: Rows | None
    spent: tuple[Spent, ...]
    sold_month: Months
    sold: Row
    failed: NDArray[np.bool_]
    struck: NDArray[np.bool_]
    end: Row
    lines: Mapping[str, Rows]
    deductions: Mapping[str, Rows]


@dataclass(frozen=True, slots=True)
class ProjectFlows:
    """A candidate's money before tax, for whoever goes on counting in place.

    Attributes
    ----------
    cash
        Per month, own time included, shape (months + 1, futures).
    own_time
        The cost of own time in it, as positive amounts of that shape; None where there is none.
    """

    cash: Rows
    own_time: Rows | None
    record: ProjectRecord


def project_flows(
    candidate: Candidate,
    columns: Columns,
    company: CompanyCourse,
    futures: Futures,
    setting: Setting,
    workspace: Workspace,
    circumstances: Circumstances = EVERYTHING,
    *,
    detailed: bool = False,
) -> ProjectFlows:
    """Return the candidate's money before tax, in every future of a chunk.

    Parameters
    ----------
    columns
        The calculated formulas of the candidate.
    company
        The company by itself: the lines of doing nothing that the candidate averts, other investments of the year.
    workspace
        Where the large arrays come from; the result lives no longer than what is lent there.
    detailed
        Whether every line is kept by itself.
    """
    calendar = setting.calendar
    months, count = calendar.months, futures.count
    failed = fails(candidate, columns, futures) if circumstances.failure else np.zeros(count, dtype=np.bool_)
    life = _life(columns, failed)
    happened: list[Occurrence] = []
    if circumstances.events:
        happened = _while_it_works(occurrences(candidate, columns, futures, life.go_live, life.end, months), failed)
    ending = _ending_month(candidate, columns, failed, months)
    ledger = Ledger(calendar, count, workspace, detailed=detailed)
    effect = stopped(effect_course(life, months), happened, count)
    own_time = book_operating(ledger, candidate, columns, life, ending, effect, company)
    ledger.close_running()
    spent = _spent(candidate, columns, circumstances, failed, ending, months, count)
    own_time = _book_spending(ledger, spent, own_time)
    _deduct_investment(ledger, spent, company, setting.regime)
    sold_month, sold = _depreciate(ledger, columns, candidate, spent, life, setting.regime)
    if failed.any():
        _book_failure(ledger, columns, spent, failed, ending)
    struck = np.zeros(count, dtype=np.bool_)
    for event in happened:
        struck[event.futures] = True
        ledger.some(event.id, event.futures, event.month, -event.cost)
    record = ProjectRecord(
        result=ledger.result,
        own_time_result=None if own_time is None else _by_year(own_time, calendar),
        spent=spent,
        sold_month=sold_month,
        sold=sold,
        failed=failed,
        struck=struck,
        end=np.where(failed, months, life.end),
        lines=ledger.lines,
        deductions=ledger.deductions,
    )
    return ProjectFlows(ledger.cash, own_time, record)


def _life(columns: Columns, failed: NDArray[np.bool_]) -> Life:
    go_live = wide(columns.at("timing", "go_live_month"), failed.size)
    end = go_live + 12.0 * columns.at("timing", "life_years")
    return Life(go_live, wide(columns.at("timing", "ramp_months"), failed.size), end, 1.0 - failed.astype(np.float64))


def _while_it_works(happened: list[Occurrence], failed: NDArray[np.bool_]) -> list[Occurrence]:
    if not failed.any():
        return happened
    kept = []
    for event in happened:
        works = ~failed[event.futures]
        kept.append(
            replace(
                event,
                futures=event.futures[works],
                month=event.month[works],
                cost=event.cost[works],
                stops_months=event.stops_months[works],
            )
        )
    return [event for event in kept if event.futures.size]


def _ending_month(candidate: Candidate, columns: Columns, failed: NDArray[np.bool_], months: int) -> Row:
    """Return the month in which a failed project ends, inf where it works; beyond the horizon it never ends.

    Not before the last investment that is really spent: nothing is not, nor what falls after the horizon.
    """
    if not failed.any():
        return np.full(failed.size, np.inf)
    found_out = np.ceil(columns.at("failure", "found_out_month"))
    for position, line in enumerate(candidate.lines):
        if isinstance(line, Investment):
            date = np.ceil(columns.at("lines", position, "month"))
            is_spent = np.less_equal(date, months) & np.greater(columns.at("lines", position, "amount"), 0)
            found_out = np.maximum(found_out, np.where(is_spent, date, 0.0))
    return np.where(failed, np.minimum(found_out, months + 1), np.inf)


def _spent(
    candidate: Candidate,
    columns: Columns,
    circumstances: Circumstances,
    failed: NDArray[np.bool_],
    ending: Row,
    months: int,
    count: int,
) -> tuple[Spent, ...]:
    overrun: Column = 0.0
    if candidate.overrun is not None:
        overrun = columns.at(*(OVERRUN if circumstances.overrun_tail else OVERRUN_WITHOUT_TAIL))
    found = []
    for position, line in enumerate(candidate.lines):
        if not isinstance(line, Investment | OneOff):
            continue
        date = np.ceil(columns.at("lines", position, "month"))
        happens = np.less_equal(date, months)
        if isinstance(line, OneOff) and failed.any():
            happens = happens & (date <= ending)
        quote = np.where(happens, columns.at("lines", position, "amount"), 0.0) + np.zeros(count)
        amount = quote * (1.0 + overrun) if line.overruns else quote
        found.append(Spent(line, np.minimum(date, months).astype(np.intp), quote, amount))
    return tuple(found)


def _book_spending(ledger: Ledger, spent: tuple[Spent, ...], own_time: Rows | None) -> Rows | None:
    for item in spent:
        ledger.lump(item.line.id, item.month, -item.amount, taxed=isinstance(item.line, OneOff))
        if isinstance(item.line, OneOff) and item.line.own_time:
            if own_time is None:
                own_time = ledger.workspace.zeros(*ledger.cash.shape)
            add_at(own_time, item.month, item.amount)
    return own_time


def _deduct_investment(ledger: Ledger, spent: tuple[Spent, ...], company: CompanyCourse, regime: Regime) -> None:
    rule = regime.investment_deduction
    if rule is None:
        return
    calendar = ledger.calendar
    counted = np.zeros((len(calendar.years), ledger.count))
    for item in spent:
        if isinstance(item.line, Investment) and item.line.deductible:
            large_enough = np.where(item.amount >= rule.minimum_per_asset, item.amount, 0.0)
            add_at(counted, calendar.positions(item.month), large_enough)
    for position, year in enumerate(calendar.years):
        if counted[position].any():
            other = company.other_investments.get(year, 0.0)
            more = investment_deduction(rule, other + counted[position]) - investment_deduction(rule, other)
            ledger.deduct("investment_deduction", position, more)


def _depreciate(
    ledger: Ledger, columns: Columns, candidate: Candidate, spent: tuple[Spent, ...], life: Life, regime: Regime
) -> tuple[Months, Row]:
    """Book depreciation, residual value and the write-off at the end; return month and amount of what is sold."""
    calendar = ledger.calendar
    position_of = {line.id: position for position, line in enumerate(candidate.lines)}
    cut = np.ceil(np.minimum(life.end, calendar.months)).astype(np.intp)
    last_sold = cut
    sold = np.zeros(ledger.count)
    for item in spent:
        if not isinstance(item.line, Investment):
            continue
        residual = item.quote * columns.at("lines", position_of[item.line.id], "residual_share") * life.works
        cost = item.amount * life.works
        years = item.line.fiscal_life_years or regime.depreciation.minimum_years
        start = np.maximum(life.go_live, item.month)
        depreciation = straight_line(cost - residual, start, 12.0 * years, life.end, calendar)
        for position, amount in enumerate(depreciation.by_year):
            ledger.deduct("depreciation", position, amount)
        end = np.maximum(cut, item.month)
        ledger.lump("_residual", end, residual, taxed=False)
        ledger.deduct_at("write_off", end, cost - depreciation.taken - residual)
        sold = sold + residual
        last_sold = np.maximum(last_sold, np.where(residual > 0, end, 0))
    return last_sold, sold


def _book_failure(
    ledger: Ledger, columns: Columns, spent: tuple[Spent, ...], failed: NDArray[np.bool_], ending: Row
) -> None:
    """Book what a failed project brings back and what ending it costs, and deduct the whole rest of its cost."""
    months = ledger.calendar.months
    ends = np.flatnonzero(failed & (ending <= months))
    month = ending[ends].astype(np.intp)
    investments = [item for item in spent if isinstance(item.line, Investment)]
    quotes = sum((item.quote[ends] for item in investments), start=np.zeros(ends.size))
    cost = sum((item.amount[ends] for item in investments), start=np.zeros(ends.size))
    recovered = quotes * wide(columns.at("failure", "recovered_share"), failed.size)[ends]
    exit_cost = wide(columns.at("failure", "exit_cost"), failed.size)[ends]
    ledger.some("_recovered", ends, month, recovered)
    ledger.some("_exit_cost", ends, month, -exit_cost)
    written_off = np.zeros(failed.size)
    written_off[ends] = cost
    when = np.where(failed & (ending <= months), ending, 0.0).astype(np.intp)
    ledger.deduct_at("write_off", when, written_off)


def _by_year(rows: Rows, calendar: Calendar) -> Rows:
    spans = [calendar.span(position) for position in range(len(calendar.years))]
    by_year = np.array([rows[begin + 1 : end + 1].sum(axis=0) for begin, end in spans])
    by_year[0] += rows[0]
    return by_year

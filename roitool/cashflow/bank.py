"""The company's bank balance with a candidate laid over it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import reduce

import numpy as np
from numpy.typing import NDArray

from roitool.cashflow.calendar import Calendar, Months
from roitool.cashflow.company import CompanyCourse
from roitool.cashflow.ledger import Rows
from roitool.cashflow.ways import WayFlows
from roitool.cashflow.workspace import Workspace
from roitool.scenario.formula import Column

Row = NDArray[np.float64]
Mask = NDArray[np.bool_]

SURVIVAL_MONTHS = 36


@dataclass(frozen=True, slots=True)
class BankOutcome:
    """What a candidate, paid in one way, does to the bank balance; arrays have shape (futures,).

    Attributes
    ----------
    short_with, short_without
        Whether the company runs short within the survival window.
    added_short
        Whether it runs short sooner than it would have without: the first short month is earlier.
    lowest_with, lowest_without
        The lowest balance within the survival window.
    peak_funding
        The most that the candidate itself has drawn from the account at any time.
    mean_course
        The mean balance of these futures after each month, shape (months + 1,).
    course
        The balance in the months asked for, by month.
    """

    short_with: Mask
    short_without: Mask
    added_short: Mask
    lowest_with: Row
    lowest_without: Row
    peak_funding: Row
    mean_course: Row
    course: Mapping[int, Row]


def survival_window(ways: tuple[WayFlows, ...], calendar: Calendar) -> Months:
    """Return the last month that counts for survival: three years, or as long as the longest financing runs.

    Returns
    -------
    ndarray
        Shape (futures,), or (1,) where it is the same in all.
    """
    longest = reduce(np.maximum, (way.ends for way in ways))
    return np.minimum(np.maximum(longest, SURVIVAL_MONTHS), calendar.months)


def bank_outcome(
    before_tax: Rows,
    way: WayFlows,
    company: CompanyCourse,
    window: Months,
    calendar: Calendar,
    shown: frozenset[int],
    workspace: Workspace,
) -> BankOutcome:
    """Walk the balance with the candidate through the months.

    Parameters
    ----------
    before_tax
        What passes the bank account before tax and financing, shape (months + 1, futures).
    window
        Last month of the survival window, from :func:`survival_window`.
    shown
        Months whose balance is kept.
    workspace
        Lends the balances while they are looked at.
    """
    count = before_tax.shape[1]
    added_up, deepest = np.zeros(count), np.zeros(count)
    lowest_with, lowest_without = np.full(count, np.inf), np.full(count, np.inf)
    balances = workspace.empty(*before_tax.shape)
    mean_course = np.empty(len(before_tax))
    for month, owner in enumerate(_owner_rows(before_tax, way, calendar)):
        added_up += owner
        np.minimum(deepest, added_up, out=deepest)
        balance = np.add(added_up, company.balance[month], out=balances[month])
        mean_course[month] = np.add.reduce(balance)
        without: Column = company.balance[month]
        counts = month <= window
        if not counts.any():
            continue
        if not counts.all():
            balance, without = np.where(counts, balance, np.inf), np.where(counts, without, np.inf)
        np.minimum(lowest_with, balance, out=lowest_with)
        np.minimum(lowest_without, without, out=lowest_without)
    short_with, short_without = lowest_with < company.limit, lowest_without < company.limit
    return BankOutcome(
        short_with=short_with,
        short_without=short_without,
        added_short=_sooner(short_with, balances, company),
        lowest_with=lowest_with,
        lowest_without=lowest_without,
        peak_funding=-deepest,
        mean_course=mean_course / count,
        course={month: balances[month].copy() for month in shown},
    )


def _owner_rows(before_tax: Rows, way: WayFlows, calendar: Calendar) -> Iterator[Row]:
    """Yield the owner's cash flow of each month."""
    tax_in = {calendar.last_month(year): tax for year, tax in enumerate(way.tax)}
    for month, row in enumerate(before_tax):
        flow = row if way.financing is None else row + way.financing[month]
        yield flow - tax_in[month] if month in tax_in else flow


def _sooner(short_with: Mask, balances: Rows, company: CompanyCourse) -> Mask:
    """Return where the company runs short sooner with the candidate: looked at only where it runs short at all.

    The first short month with the candidate lies in the window, so whether it is short before without decides.
    """
    sooner = np.zeros_like(short_with)
    short = np.flatnonzero(short_with)
    if not short.size:
        return sooner
    limit = _of(company.limit, short)
    without = np.empty((len(balances), short.size))
    for month, balance in enumerate(company.balance):
        without[month] = _of(balance, short)
    first = (balances[:, short] < limit).argmax(axis=0)
    sooner[short] = ~np.logical_or.accumulate(without < limit, axis=0)[first, np.arange(short.size)]
    return sooner


def _of(column: Column, futures: NDArray[np.intp]) -> Column:
    return column if np.ndim(column) == 0 else column[futures]  # type: ignore[index]

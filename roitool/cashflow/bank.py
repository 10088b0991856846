"""The company's bank balance with a candidate laid over it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import reduce

import numpy as np
from numpy.typing import NDArray

from roitool.cashflow.calendar import Calendar, Months
from roitool.cashflow.company import CompanyCourse
from roitool.cashflow.ledger import Rows
from roitool.cashflow.ways import WayFlows
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
    """

    short_with: Mask
    short_without: Mask
    added_short: Mask
    lowest_with: Row
    lowest_without: Row
    peak_funding: Row


@dataclass(frozen=True, slots=True)
class BankCourse:
    """The balance with a candidate over time, for pictures.

    Attributes
    ----------
    mean
        Mean balance of these futures after each month, shape (months + 1,).
    shown
        Balance of each future in the months asked for, by month.
    """

    mean: Row
    shown: Mapping[int, Row]


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
    before_tax: Rows, way: WayFlows, company: CompanyCourse, window: Months, calendar: Calendar
) -> BankOutcome:
    """Return what a candidate does to the bank balance.

    Parameters
    ----------
    before_tax
        What passes the bank account before tax and financing, shape (months + 1, futures).
    window
        Last month of the survival window, from :func:`survival_window`.
    """
    count = before_tax.shape[1]
    added_up, deepest, balance = np.zeros(count), np.zeros(count), np.empty(count)
    lowest_with, lowest_without = np.full(count, np.inf), np.full(count, np.inf)
    for month in range(len(before_tax)):
        _add_month(added_up, month, before_tax, way, calendar)
        np.minimum(deepest, added_up, out=deepest)
        counts = month <= window
        if not counts.any():
            continue
        without: Column = company.balance[month]
        np.add(added_up, without, out=balance)
        if not counts.all():
            balance[~counts], without = np.inf, np.where(counts, without, np.inf)
        np.minimum(lowest_with, balance, out=lowest_with)
        np.minimum(lowest_without, without, out=lowest_without)
    short_with = lowest_with < company.limit
    return BankOutcome(
        short_with=short_with,
        short_without=lowest_without < company.limit,
        added_short=_sooner(short_with, before_tax, way, company, calendar),
        lowest_with=lowest_with,
        lowest_without=lowest_without,
        peak_funding=-deepest,
    )


def bank_course(
    before_tax: Rows, way: WayFlows, company: CompanyCourse, calendar: Calendar, shown: frozenset[int]
) -> BankCourse:
    """Return the balance with a candidate over time; parameters as of :func:`bank_outcome`, and the months shown."""
    added_up = np.zeros(before_tax.shape[1])
    mean = np.empty(len(before_tax))
    course = {}
    for month in range(len(before_tax)):
        _add_month(added_up, month, before_tax, way, calendar)
        mean[month] = np.mean(added_up) + np.mean(company.balance[month])
        if month in shown:
            course[month] = added_up + company.balance[month]
    return BankCourse(mean, course)


def _add_month(added_up: Row, month: int, before_tax: Rows, way: WayFlows, calendar: Calendar) -> None:
    """Add the owner's cash flow of a month to what was added up so far, in place."""
    added_up += before_tax[month]
    if way.financing is not None:
        added_up += way.financing[month]
    year = calendar.position(month)
    if month == calendar.last_month(year):
        added_up -= way.tax[year]


def _sooner(short_with: Mask, before_tax: Rows, way: WayFlows, company: CompanyCourse, calendar: Calendar) -> Mask:
    """Return where the company runs short sooner with the candidate: looked at only where it runs short at all.

    The first short month with the candidate lies in the window, so whether it was short before without decides.
    """
    sooner = np.zeros_like(short_with)
    short = np.flatnonzero(short_with)
    if not short.size:
        return sooner
    some = replace(
        way,
        financing=None if way.financing is None else way.financing[:, short],
        tax=[_of(tax, short) for tax in way.tax],
    )
    limit, added_up = _of(company.limit, short), np.zeros(short.size)
    already, decided = np.zeros(short.size, dtype=np.bool_), np.zeros(short.size, dtype=np.bool_)
    rows = before_tax[:, short]
    for month in range(len(before_tax)):
        _add_month(added_up, month, rows, some, calendar)
        without = _of(company.balance[month], short)
        already |= np.less(without, limit)
        now = ~decided & (added_up + without < limit)
        sooner[short[now & ~already]] = True
        decided |= now
    return sooner


def _of(column: Column, futures: NDArray[np.intp]) -> Column:
    """Return a column for some futures; one that holds for all of them may be a number or a column of one."""
    return column if np.size(column) == 1 else column[futures]  # type: ignore[index]

"""The company's bank balance with a candidate laid over it, and whether the company lives through it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import reduce

import numpy as np
from numpy.typing import NDArray

from roitool.cashflow.arrays import Mask, Months, Row, Rows
from roitool.cashflow.calendar import Calendar
from roitool.cashflow.company import CompanyCourse
from roitool.cashflow.ways import WayFlows
from roitool.scenario.formula import Column

SURVIVAL_MONTHS = 36

NEVER_SHORT = np.iinfo(np.int16).max
"""First short month of a future in which the company is not short within the survival window."""


@dataclass(frozen=True, slots=True)
class Survival:
    """How low the bank balance goes within the survival window; arrays have shape (futures,).

    Attributes
    ----------
    lowest
        The lowest balance.
    first_short
        The first month in which the company is short, int16; `NEVER_SHORT` where it is not.
    """

    lowest: Row
    first_short: NDArray[np.int16]

    @property
    def short(self) -> Mask:
        """Where the company runs short."""
        return self.first_short < NEVER_SHORT


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


@dataclass(frozen=True, slots=True)
class BankOutcome:
    """What a candidate, paid in one way, does to the bank balance.

    Attributes
    ----------
    peak_funding
        The most that the candidate itself has drawn from the account at any time, shape (futures,).
    course
        None where it was not asked for.
    """

    survival: Survival
    peak_funding: Row
    course: BankCourse | None


def survival_window(ways: tuple[WayFlows, ...], calendar: Calendar) -> Months:
    """Return the last month that counts for survival: three years, or as long as the longest financing runs."""
    longest = reduce(np.maximum, (way.ends for way in ways))
    return np.minimum(np.maximum(longest, SURVIVAL_MONTHS), calendar.months)


def survival_without(company: CompanyCourse, window: Months, count: int) -> Survival:
    """Return how the company fares by itself within a survival window, in a number of futures."""
    watch = _Watch(company, window, count)
    for month in range(int(window.max()) + 1):
        watch.month(month, company.balance[month])
    return watch.survival()


def bank_outcome(
    before_tax: Rows,
    way: WayFlows,
    company: CompanyCourse,
    window: Months,
    calendar: Calendar,
    shown: frozenset[int] | None = None,
) -> BankOutcome:
    """Return what a candidate does to the bank balance.

    Parameters
    ----------
    before_tax
        What passes the bank account before tax and financing, shape (months + 1, futures).
    window
        Last month of the survival window, from :func:`survival_window`.
    shown
        Months in which the balance of every future is kept for a picture; None where there will be none.
    """
    count = before_tax.shape[1]
    added_up, deepest, balance = np.zeros(count), np.zeros(count), np.empty(count)
    watch = _Watch(company, window, count)
    mean, course = np.empty(len(before_tax)), {}
    for month in range(len(before_tax)):
        _add_month(added_up, month, before_tax, way, calendar)
        np.minimum(deepest, added_up, out=deepest)
        if month <= watch.last or shown is not None:
            np.add(added_up, company.balance[month], out=balance)
            watch.month(month, balance)
        if shown is not None:
            mean[month] = balance.mean()
            if month in shown:
                course[month] = balance.copy()
    return BankOutcome(watch.survival(), -deepest, None if shown is None else BankCourse(mean, course))


class _Watch:
    """Looks at the balance after each month of the survival window, in order."""

    def __init__(self, company: CompanyCourse, window: Months, count: int) -> None:
        self._window = window
        self._surely_in, self.last = int(window.min()), int(window.max())
        self._limit = company.short_below
        self._lowest = np.full(count, np.inf)
        self._clear = np.empty(count, dtype=np.bool_)
        self._clear_months = np.zeros(count, dtype=np.int16)

    def month(self, month: int, balance: Column) -> None:
        if month > self.last:
            return
        if month > self._surely_in:
            balance = np.where(month <= self._window, balance, np.inf)
        np.minimum(self._lowest, balance, out=self._lowest)
        # Months are counted only until the first short one, for what was lowest once stays so.
        np.greater_equal(self._lowest, self._limit, out=self._clear)
        self._clear_months += self._clear

    def survival(self) -> Survival:
        self._clear_months[self._clear] = NEVER_SHORT
        return Survival(self._lowest, self._clear_months)


def _add_month(added_up: Row, month: int, before_tax: Rows, way: WayFlows, calendar: Calendar) -> None:
    """Add the owner's cash flow of a month to what was added up so far, in place."""
    added_up += before_tax[month]
    if month < len(way.financing):
        added_up += way.financing[month]
    year = calendar.position(month)
    if month == calendar.last_month(year):
        added_up -= way.tax[year]

"""The company's bank balance with a candidate laid over it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import reduce

import numpy as np
from numpy.typing import NDArray

from roitool.cashflow.calendar import Calendar, Months
from roitool.cashflow.company import CompanyCourse
from roitool.cashflow.ledger import Rows
from roitool.cashflow.ways import WayFlows

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
    before_tax: Rows, way: WayFlows, company: CompanyCourse, window: Months, calendar: Calendar, shown: frozenset[int]
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
    """
    count = before_tax.shape[1]
    tax_in = {calendar.last_month(year): tax for year, tax in enumerate(way.tax)}
    added_up, deepest, balance = np.zeros(count), np.zeros(count), np.empty(count)
    survival = _Survival(company, window, count)
    mean_course = np.empty(len(before_tax))
    course = {}
    for month, row in enumerate(before_tax):
        added_up += row
        if way.financing is not None:
            added_up += way.financing[month]
        if month in tax_in:
            added_up -= tax_in[month]
        np.minimum(deepest, added_up, out=deepest)
        np.add(added_up, company.balance[month], out=balance)
        mean_course[month] = np.add.reduce(balance)
        if month in shown:
            course[month] = balance.copy()
        survival.look(month, balance)
    return BankOutcome(
        survival.short_with,
        survival.short_without,
        survival.added,
        survival.lowest_with,
        survival.lowest_without,
        -deepest,
        mean_course / count,
        course,
    )


class _Survival:
    """What is seen of the balance, month after month, as long as the survival window lasts."""

    def __init__(self, company: CompanyCourse, window: Months, count: int) -> None:
        self._company = company
        self._window = window
        self.short_with, self.short_without, self.added = (np.zeros(count, dtype=np.bool_) for _ in range(3))
        self.lowest_with, self.lowest_without = np.full(count, np.inf), np.full(count, np.inf)

    def look(self, month: int, balance: Row) -> None:
        counts = month <= self._window
        if not counts.any():
            return
        without, limit = self._company.balance[month], self._company.limit
        is_short, is_short_without = balance < limit, np.less(without, limit)
        if not counts.all():
            is_short &= counts
            is_short_without = is_short_without & counts
            balance, without = np.where(counts, balance, np.inf), np.where(counts, without, np.inf)
        np.minimum(self.lowest_with, balance, out=self.lowest_with)
        np.minimum(self.lowest_without, without, out=self.lowest_without)
        self.short_without |= is_short_without
        self.short_with |= is_short
        is_short &= ~self.short_without
        self.added |= is_short

"""The company's bank balance with a candidate laid over it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from roitool.cashflow.calendar import Calendar
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


def survival_window(ways: tuple[WayFlows, ...], calendar: Calendar) -> int:
    """Return the last month that counts for survival: three years, or as long as the longest financing runs."""
    return min(calendar.months, max(SURVIVAL_MONTHS, *(way.ends for way in ways)))


def bank_outcome(
    before_tax: Rows, way: WayFlows, company: CompanyCourse, window: int, calendar: Calendar, shown: frozenset[int]
) -> BankOutcome:
    """Walk the balance with the candidate through the months.

    Parameters
    ----------
    before_tax
        What passes the bank account before tax and financing, shape (months + 1, futures).
    window
        Last month of the survival window.
    shown
        Months whose balance is kept.
    """
    count = before_tax.shape[1]
    tax_in = {calendar.last_month(year): tax for year, tax in enumerate(way.tax)}
    added_up = np.zeros(count)
    deepest = np.zeros(count)
    short_with, short_without, added = (np.zeros(count, dtype=np.bool_) for _ in range(3))
    lowest_with, lowest_without = np.full(count, np.inf), np.full(count, np.inf)
    balance = np.empty(count)
    mean_course = np.empty(len(before_tax))
    course = {}
    for month, row in enumerate(before_tax):
        added_up += row
        if way.financing is not None:
            added_up += way.financing[month]
        if month in tax_in:
            added_up -= tax_in[month]
        np.minimum(deepest, added_up, out=deepest)
        without = company.balance[month]
        np.add(added_up, without, out=balance)
        mean_course[month] = balance.mean()
        if month in shown:
            course[month] = balance.copy()
        if month <= window:
            short_without |= np.less(without, company.limit)
            is_short = balance < company.limit
            short_with |= is_short
            is_short &= ~short_without
            added |= is_short
            np.minimum(lowest_with, balance, out=lowest_with)
            np.minimum(lowest_without, without, out=lowest_without)
    return BankOutcome(short_with, short_without, added, lowest_with, lowest_without, -deepest, mean_course, course)

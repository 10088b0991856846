"""Straight-line depreciation by tax year, pro rata in time."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from roitool.cashflow.arrays import Row
from roitool.cashflow.calendar import Calendar


@dataclass(frozen=True, slots=True)
class Depreciation:
    """What is deducted for one asset, by calendar year, each row of shape (futures,)."""

    by_year: list[Row]
    taken: Row


def straight_line(amount: Row, start: Row, fiscal_months: float, end: Row, calendar: Calendar) -> Depreciation:
    """Spread an amount evenly over its fiscal life, each tax year its share of the time.

    Parameters
    ----------
    amount
        Cost less residual value, shape (futures,).
    start, end
        In months: when the asset is in use, and when the project ends, which ends its depreciation too.
    fiscal_months
        The fiscal life; one month's depreciation is the amount divided by it.

    Returns
    -------
    Depreciation
        The deduction of each calendar year within the horizon, up to the last in which there is any, and their sum.
    """
    over = np.minimum(start + fiscal_months, end)
    per_month = amount / fiscal_months
    by_year = []
    taken = np.zeros_like(amount)
    last = over.max()
    for position in range(len(calendar.years)):
        begin, finish = calendar.span(position)
        if begin >= last:
            break
        share = per_month * np.maximum(np.minimum(over, finish) - np.maximum(start, begin), 0.0)
        taken = taken + share
        by_year.append(share)
    return Depreciation(by_year, taken)

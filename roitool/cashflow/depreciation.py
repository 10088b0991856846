"""Depreciation by tax year, pro rata in time: straight-line, or declining balance with a switch to it."""

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


def depreciation(
    amount: Row, start: Row, fiscal_months: float, end: Row, calendar: Calendar, declining_rate: float | None = None
) -> Depreciation:
    """Spread an amount over its fiscal life, each tax year its share of the time.

    Straight-line is the amount times the months of the year over the fiscal life. Declining balance takes
    ``B min(1, max(d n/12, n/t))`` of what is left, B, in a year with n months in use and t months of fiscal life left:
    the switch to straight-line on the rest comes in the year in which that gives more (§ 7 (2) and (3) EStG).

    Parameters
    ----------
    amount
        Cost less grant and residual value, shape (futures,).
    start, end
        In months: when the asset is in use, and when the project ends, which ends its depreciation too.
    fiscal_months
        The fiscal life.
    declining_rate
        Share of the book value per year, d; None for straight-line.

    Returns
    -------
    Depreciation
        The deduction of each calendar year within the horizon, up to the last in which there is any, and their sum.
    """
    written_down = start + fiscal_months
    over = np.minimum(written_down, end)
    per_month = amount / fiscal_months
    by_year = []
    taken = np.zeros_like(amount)
    last = over.max()
    for position in range(len(calendar.years)):
        begin, finish = calendar.span(position)
        if begin >= last:
            break
        in_use = np.maximum(np.minimum(over, finish) - np.maximum(start, begin), 0.0)
        if declining_rate is None:
            share = per_month * in_use
        else:
            left = written_down - np.maximum(start, begin)
            evenly = np.divide(in_use, left, out=np.zeros_like(left), where=left > 0)
            share = (amount - taken) * np.minimum(np.maximum(declining_rate * in_use / 12.0, evenly), 1.0)
        taken = taken + share
        by_year.append(share)
    return Depreciation(by_year, taken)

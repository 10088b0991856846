"""How long it takes until the money is back.

The cumulative flow starts at zero. It may fall below zero and return; payback is the **first return** to zero or more,
interpolated within its period. Falling below zero again later does not move it, but is counted.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import overload

import numpy as np
from numpy.typing import NDArray

from roitool.measures.flows import Columns, Series, as_columns, checked_rate, finite, like


@dataclass(frozen=True, slots=True)
class Payback:
    """When the cumulative flow first returns to zero or more; every array has shape (futures,).

    Attributes
    ----------
    months
        Periods from the decision, interpolated; ``inf`` where it never returns, 0 where it is never below zero.
    dips
        How often it falls below zero again afterwards.
    position
        Period at whose end it has returned; one beyond the last where it never does, 0 where it is never below zero.
    at_payback
        Cumulative flow at the end of that period, money; ``nan`` where it never returns.
    """

    months: NDArray[np.float64]
    dips: NDArray[np.intp]
    position: NDArray[np.intp]
    at_payback: NDArray[np.float64]


@overload
def payback(flows: Series) -> float: ...
@overload
def payback(flows: Columns) -> NDArray[np.float64]: ...
def payback(flows: Series | Columns) -> float | NDArray[np.float64]:
    """Return the payback period: when the cumulative flow first returns to zero or more.

    ``m − 1 + (−C(m−1)) / (C(m) − C(m−1))`` for the first m with ``C(m−1) < 0 ≤ C(m)``.

    Parameters
    ----------
    flows
        One series (periods + 1,) or columns (periods + 1, futures), money.

    Returns
    -------
    float or ndarray
        Periods; ``inf`` where the money never comes back, 0 where the cumulative flow is never below zero.

    Raises
    ------
    ValueError
        No flows, or flows that are not finite.
    """
    return like(flows, payback_months(as_columns(flows)).months)


@overload
def discounted_payback(rate: float, flows: Series) -> float: ...
@overload
def discounted_payback(rate: float, flows: Columns) -> NDArray[np.float64]: ...
def discounted_payback(rate: float, flows: Series | Columns) -> float | NDArray[np.float64]:
    """Return the payback period of the discounted flows.

    Parameters
    ----------
    rate
        Discount rate per period, above −1.
    flows
        One series (periods + 1,) or columns (periods + 1, futures), money.

    Returns
    -------
    float or ndarray
        Periods; ``inf`` where the money never comes back with that return, 0 where it is never below zero.

    Raises
    ------
    ValueError
        A rate of −1 or less, no flows, or flows that are not finite.
    """
    table = as_columns(flows)
    discount = (1.0 + checked_rate(rate)) ** -np.arange(table.shape[0], dtype=np.float64)
    return like(flows, paybacks(table, discount)[1])


def payback_months(flows: NDArray[np.float64]) -> Payback:
    """Return when each column, shape (months + 1, futures), first returns, with its later dips."""
    first = _FirstReturn(flows)
    dips = _Dips(flows)
    for month, row in enumerate(flows):
        dips.add(first.add(month, row))
    months = first.months(flows)
    return Payback(months, dips.after(months), first.position, first.at_return)


def paybacks(flows: NDArray[np.float64], discount: NDArray[np.float64]) -> tuple[Payback, NDArray[np.float64]]:
    """Return the payback of each column and its discounted payback, in one pass over the months.

    Parameters
    ----------
    flows
        Shape (months + 1, futures), money.
    discount
        Discount factor per month, shape (months + 1,), positive.

    Returns
    -------
    tuple of Payback and ndarray
        The payback, and the discounted payback in months, shape (futures,), ``inf`` = never.
    """
    first, discounted, dips = _FirstReturn(flows), _FirstReturn(flows), _Dips(flows)
    present = np.empty(flows.shape[1])
    for month, row in enumerate(flows):
        dips.add(first.add(month, row))
        np.multiply(row, discount[month], out=present)
        discounted.add(month, present)
    months = first.months(flows)
    result = Payback(months, dips.after(months), first.position, first.at_return)
    return result, discounted.months(flows, discount)


class _FirstReturn:
    """Follows the cumulative flow of every column until it is back at zero after having been below."""

    def __init__(self, flows: NDArray[np.float64]) -> None:
        months, futures = flows.shape
        self.position = np.full(futures, months, dtype=np.intp)
        self.at_return = np.full(futures, np.nan)
        self._total = np.zeros(futures)
        self._below = np.empty(futures, dtype=np.bool_)
        self._pending = np.zeros(futures, dtype=np.bool_)
        self._done = np.zeros(futures, dtype=np.bool_)
        self._returned = np.empty(futures, dtype=np.bool_)

    def add(self, month: int, row: NDArray[np.float64]) -> NDArray[np.bool_]:
        """Take one month's flows and return which columns are below zero now."""
        self._total += row
        below = np.less(self._total, 0.0, out=self._below)
        # Of truth values, a > b is "a and not b" in one pass.
        returned = np.greater(self._pending, below, out=self._returned)
        if np.count_nonzero(returned):
            self._done |= returned
            np.copyto(self.position, month, where=returned)
            np.copyto(self.at_return, self._total, where=returned)
        np.greater(below, self._done, out=self._pending)
        return below

    def months(self, flows: NDArray[np.float64], discount: NDArray[np.float64] | None = None) -> NDArray[np.float64]:
        """Return the interpolated month of return; `discount` holds the factors that the rows were multiplied by."""
        finite(self._total)
        result = np.full(self._total.size, np.inf)
        back = np.flatnonzero(self._done)
        position = self.position[back]
        flow = flows[position, back]
        if discount is not None:
            flow = flow * discount[position]
        # C(m-1) + flow = C(m): the formula of `payback` with one subtraction less.
        result[back] = position - self.at_return[back] / flow
        never_below = ~(self._done | self._pending)
        result[never_below] = 0.0
        self.position[never_below] = 0
        self.at_return[never_below] = flows[0, never_below]
        return result


class _Dips:
    """Counts how often every column falls below zero."""

    def __init__(self, flows: NDArray[np.float64]) -> None:
        months, futures = flows.shape
        self._was_below = np.zeros(futures, dtype=np.bool_)
        self._fell = np.empty(futures, dtype=np.bool_)
        # Two falls are at least two months apart, so that a byte is enough for five hundred months.
        self._falls = np.zeros(futures, dtype=np.min_scalar_type(months // 2 + 1))

    def add(self, below: NDArray[np.bool_]) -> None:
        """Take which columns are below zero in the next month."""
        np.greater(below, self._was_below, out=self._fell)
        self._falls += self._fell.view(np.uint8)
        np.copyto(self._was_below, below)

    def after(self, months: NDArray[np.float64]) -> NDArray[np.intp]:
        """Return the falls that came after the payback, all but the first."""
        falls = self._falls.astype(np.intp)
        return np.where(np.isfinite(months) & (falls > 0), falls - 1, 0)

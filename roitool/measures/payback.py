"""When the money is back: payback, discounted payback, and whether it stays.

One walk over the months serves one series and a whole chunk of futures. A running total that misses 0 by no more than a
billionth of the largest flow is 0: sums of tenths do not come out even, and money that is back after exactly three
years is back after three years.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import overload

import numpy as np
from numpy.typing import ArrayLike, NDArray

from roitool.measures.flows import Columns, Series, check_finite, checked_flows, checked_rate, discount_factors

ROUNDING = 1e-9
"""Of the largest flow of a future: what its running total may miss 0 by."""


@dataclass(frozen=True, slots=True)
class PaidBack:
    """When the running total of a cash flow first comes back, per future.

    Attributes
    ----------
    periods
        Shape (futures,): periods from the decision until the total is back at 0, interpolated; 0 where it was never
        below, inf where it does not come back.
    dips
        Shape (futures,), whole numbers: how often the total falls below 0 again afterwards.
    total
        Shape (futures,), money: the total at the end; of discounted flows it is the NPV.
    only_by_selling
        Shape (futures,): where the money is back only thanks to what was sold until then.
    """

    periods: NDArray[np.float64]
    dips: NDArray[np.intp]
    total: NDArray[np.float64]
    only_by_selling: NDArray[np.bool_]


@overload
def payback(flows: Columns) -> NDArray[np.float64]: ...
@overload
def payback(flows: Series) -> float: ...
def payback(flows: Series | Columns) -> float | NDArray[np.float64]:
    """Return the simple payback: periods until the running total of the flows first returns to 0 or more.

    Within its period the return is interpolated, ``m - 1 + -C(m-1) / (C(m) - C(m-1))`` with C the running total.

    Parameters
    ----------
    flows
        Shape (periods + 1,) or (periods + 1, futures), money.

    Returns
    -------
    float or ndarray
        Periods; 0 where the total was never below 0, inf where it does not come back.

    Raises
    ------
    ValueError
        A flow is not finite.
    """
    return discounted_payback(0.0, flows)


@overload
def discounted_payback(rate: float, flows: Columns) -> NDArray[np.float64]: ...
@overload
def discounted_payback(rate: float, flows: Series) -> float: ...
def discounted_payback(rate: float, flows: Series | Columns) -> float | NDArray[np.float64]:
    """Return the discounted payback: as :func:`payback`, of the discounted flows (ASTM E1121).

    Parameters
    ----------
    rate, flows
        As for :func:`roitool.measures.npv`.

    Returns
    -------
    float or ndarray
        As of :func:`payback`.

    Raises
    ------
    ValueError
        As of :func:`roitool.measures.npv`.
    """
    cash = checked_flows(flows)
    periods = discounted_paid_back(rate, cash.reshape(len(cash), -1)).periods
    return periods if cash.ndim == 2 else float(periods[0])


def paid_back(
    flows: NDArray[np.float64],
    sold: Sequence[tuple[ArrayLike, ArrayLike]] = (),
    memory: NDArray[np.float64] | None = None,
) -> PaidBack:
    """Return when each future is paid back, how often it dips again, and whether only by selling.

    Parameters
    ----------
    flows
        Shape (periods + 1, futures), money.
    sold
        What selling brings, part of the flows: pairs of a period and an amount, each one number or shape (futures,).
    memory
        An array of the shape of the flows to calculate in, left with the running total; left out, a new one is made.

    Returns
    -------
    PaidBack
        One value per future.

    Raises
    ------
    ValueError
        A flow is not finite.
    """
    return _walk(flows, None, memory, sold)


def discounted_paid_back(
    rate: float, flows: NDArray[np.float64], memory: NDArray[np.float64] | None = None
) -> PaidBack:
    """Return when each future is paid back in discounted money; its `total` is the NPV.

    Parameters
    ----------
    rate
        Effective rate per period, above -1.
    flows, memory
        As for :func:`paid_back`.

    Returns
    -------
    PaidBack
        One value per future.

    Raises
    ------
    ValueError
        As of :func:`roitool.measures.npv`.
    """
    return _walk(flows, discount_factors(rate, len(flows) - 1) if checked_rate(rate) else None, memory)


def _walk(
    flows: NDArray[np.float64],
    factors: NDArray[np.float64] | None,
    memory: NDArray[np.float64] | None,
    sold: Sequence[tuple[ArrayLike, ArrayLike]] = (),
) -> PaidBack:
    length, futures = flows.shape
    total = np.empty((length, futures)) if memory is None else memory
    below = np.zeros((2, futures), dtype=np.bool_)
    flip = np.empty(futures, dtype=np.bool_)
    # Small whole numbers, because adding them is most of what a period costs.
    changes, month = np.zeros((2, futures), dtype=np.min_scalar_type(length))
    with np.errstate(invalid="ignore", over="ignore"):  # what is not finite is refused by its total
        zero = -ROUNDING * np.maximum(flows.max(axis=0), -flows.min(axis=0))
        for m in range(length):
            here, before = below[m % 2], below[m % 2 - 1]
            flow = flows[m]
            if factors is not None:
                flow = np.multiply(flow, factors[m], out=total[m])
            np.add(flow, total[m - 1] if m else 0.0, out=total[m])
            np.less(total[m], zero, out=here)
            np.not_equal(here, before, out=flip)
            changes += flip.view(np.uint8)
            # The first change is the fall below 0, the second the return: periods before it are counted.
            np.less(changes, 2, out=flip)
            month += flip.view(np.uint8)
    check_finite(total[-1])

    periods = np.where(changes == 0, 0.0, np.inf)
    column = np.flatnonzero(changes >= 2)
    returned = month[column].astype(np.intp)
    short, after = total[returned - 1, column], total[returned, column]
    periods[column] = returned - 1 + np.minimum(short / (short - after), 1.0)
    brought = np.zeros(column.size)
    for when, amount in sold:
        until_then = np.broadcast_to(when, futures)[column] <= returned
        brought += np.where(until_then, np.broadcast_to(amount, futures)[column], 0.0)
    only_by_selling = np.zeros(futures, dtype=np.bool_)
    only_by_selling[column] = after - brought < zero[column]
    dips = (np.maximum(changes, 1).astype(np.intp) - 1) // 2
    return PaidBack(periods, dips, total[-1].copy(), only_by_selling)

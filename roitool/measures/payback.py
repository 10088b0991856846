"""When the money is back: payback, discounted payback, and whether it stays.

One walk over the months serves one series and a whole chunk of futures.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from roitool.measures.flows import check_finite, checked_flows, checked_rate, discount_factors


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
        Shape (futures,): where the money is back only thanks to what was sold until then; None if not asked for.
    """

    periods: NDArray[np.float64]
    dips: NDArray[np.intp]
    total: NDArray[np.float64]
    only_by_selling: NDArray[np.bool_] | None


def payback(flows: ArrayLike) -> float | NDArray[np.float64]:
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


def discounted_payback(rate: float, flows: ArrayLike) -> float | NDArray[np.float64]:
    """Return the discounted payback: as :func:`payback`, of the discounted flows (ASTM E1121).

    Parameters
    ----------
    rate
        Effective rate per period, above -1.
    flows
        Shape (periods + 1,) or (periods + 1, futures), money.

    Returns
    -------
    float or ndarray
        Periods; 0 where the total was never below 0, inf where it does not come back.

    Raises
    ------
    ValueError
        The rate is not above -1, or a flow is not finite.
    """
    cash = checked_flows(flows)
    periods = discounted_paid_back(rate, cash.reshape(len(cash), -1)).periods
    return periods if cash.ndim == 2 else float(periods[0])


def paid_back(flows: NDArray[np.float64], selling: NDArray[np.float64] | None = None) -> PaidBack:
    """Return when each future is paid back, how often it dips again, and whether only by selling.

    Parameters
    ----------
    flows
        Shape (periods + 1, futures), money.
    selling
        The part of the flows that comes from selling what was bought or from released working capital, same shape.

    Returns
    -------
    PaidBack
        One value per future.

    Raises
    ------
    ValueError
        The shapes differ, or a flow is not finite.
    """
    if selling is not None and selling.shape != flows.shape:
        raise ValueError(f"what is sold has shape {selling.shape}, the cash flow {flows.shape}")
    return _walk(flows, None, selling)


def discounted_paid_back(rate: float, flows: NDArray[np.float64]) -> PaidBack:
    """Return when each future is paid back in discounted money; its `total` is the NPV.

    Parameters
    ----------
    rate
        Effective rate per period, above -1.
    flows
        Shape (periods + 1, futures), money.

    Returns
    -------
    PaidBack
        One value per future.

    Raises
    ------
    ValueError
        The rate is not above -1, or a flow is not finite.
    """
    factors = discount_factors(checked_rate(rate), len(flows) - 1) if rate else None
    return _walk(flows, factors, None)


def _walk(
    flows: NDArray[np.float64], factors: NDArray[np.float64] | None, selling: NDArray[np.float64] | None
) -> PaidBack:
    length, futures = flows.shape
    total = np.empty((length, futures))
    below = np.empty((2, futures), dtype=np.bool_)
    flip = np.empty(futures, dtype=np.bool_)
    # Small whole numbers, because adding them is most of what a month costs.
    changes, month = np.zeros((2, futures), dtype=np.min_scalar_type(length))
    below[-1] = False
    for m in range(length):
        here, before = below[m % 2], below[m % 2 - 1]
        if factors is None:
            np.add(total[m - 1], flows[m], out=total[m]) if m else np.copyto(total[0], flows[0])
        else:
            np.multiply(flows[m], factors[m], out=total[m])
            if m:
                total[m] += total[m - 1]
        np.less(total[m], 0.0, out=here)
        np.not_equal(here, before, out=flip)
        changes += flip
        # The first change is the fall below 0, the second the return: months before it are counted.
        np.less(changes, 2, out=flip)
        month += flip
    check_finite(total[-1])

    back = changes >= 2
    periods = np.where(changes == 0, 0.0, np.inf)
    column = np.flatnonzero(back)
    returned = month[column].astype(np.intp)
    before = total[returned - 1, column]
    after = total[returned, column]
    periods[column] = returned - 1 + before / (before - after)
    sold = None
    if selling is not None:
        sold = np.zeros(futures, dtype=np.bool_)
        sold[column] = after < _sold_until(returned, column, selling)
    return PaidBack(periods, np.maximum(changes, 1).astype(np.intp) - 1 >> 1, total[-1].copy(), sold)


def _sold_until(
    returned: NDArray[np.intp], column: NDArray[np.intp], selling: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Return what was sold up to and including the month in which the money is back."""
    sold = np.zeros(len(column))
    for m in np.flatnonzero(selling.any(axis=1)):
        np.add(sold, selling[m, column], out=sold, where=returned >= m)
    return sold

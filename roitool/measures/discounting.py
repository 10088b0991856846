"""Present value and what follows from it: NPV, modified IRR, profitability index, return on investment, annuity.

Rows are added in a fixed order with plain multiplications and additions, so that a column has the same bits alone as
among thousands of others.
"""

from __future__ import annotations

from typing import overload

import numpy as np
from numpy.typing import ArrayLike, NDArray

from roitool.measures.flows import Columns, Series, as_columns, checked_rate, finite, like


@overload
def npv(rate: float, flows: Series) -> float: ...
@overload
def npv(rate: float, flows: Columns) -> NDArray[np.float64]: ...
def npv(rate: float, flows: Series | Columns) -> float | NDArray[np.float64]:
    """Return the net present value, ``Σ flows[m]·(1 + rate)^−m``.

    Parameters
    ----------
    rate
        Discount rate per period, above −1.
    flows
        One series (periods + 1,) or columns (periods + 1, futures), money.

    Returns
    -------
    float or ndarray
        Money of the moment of decision; shape (futures,) for columns.

    Raises
    ------
    ValueError
        A rate of −1 or less, no flows, or flows that are not finite.
    """
    return like(flows, finite(_present_value(checked_rate(rate), as_columns(flows))))


@overload
def mirr(flows: Series, finance_rate: float, reinvestment_rate: float) -> float: ...
@overload
def mirr(flows: Columns, finance_rate: float, reinvestment_rate: float) -> NDArray[np.float64]: ...
def mirr(flows: Series | Columns, finance_rate: float, reinvestment_rate: float) -> float | NDArray[np.float64]:
    """Return the modified internal rate of return per period.

    ``(FV(inflows, reinvestment_rate) / PV(outlays, finance_rate))^(1/n) − 1`` with the final value at the last of the
    n periods (Lin 1976), in every future alike.

    Parameters
    ----------
    flows
        One series (periods + 1,) or columns (periods + 1, futures), money.
    finance_rate, reinvestment_rate
        Rates per period at which outlays are discounted and inflows grow, above −1.

    Returns
    -------
    float or ndarray
        Rate per period; −1 where nothing comes in, ``nan`` where nothing is laid out.

    Raises
    ------
    ValueError
        Fewer than two flows, flows that are not finite, or a rate of −1 or less.
    """
    table = as_columns(flows)
    periods = table.shape[0] - 1
    if periods == 0:
        raise ValueError("a modified IRR needs at least two flows")
    growth = 1.0 + checked_rate(reinvestment_rate)
    discount = 1.0 / (1.0 + checked_rate(finance_rate))
    part = np.empty(table.shape[1])
    final_value = np.zeros(table.shape[1])
    outlays = np.zeros(table.shape[1])
    with np.errstate(over="ignore", invalid="ignore"):
        for row in table:
            np.maximum(row, 0.0, out=part)
            final_value *= growth
            final_value += part
        for row in table[::-1]:
            np.minimum(row, 0.0, out=part)
            outlays *= discount
            outlays -= part
    finite(final_value)
    finite(outlays)
    multiple = np.full(table.shape[1], np.nan)
    np.divide(final_value, outlays, out=multiple, where=outlays > 0.0)
    return like(flows, multiple ** (1.0 / periods) - 1.0)


@overload
def profitability_index(rate: float, flows: Series, investment: ArrayLike | None = None) -> float: ...
@overload
def profitability_index(rate: float, flows: Columns, investment: ArrayLike | None = None) -> NDArray[np.float64]: ...
def profitability_index(
    rate: float, flows: Series | Columns, investment: ArrayLike | None = None
) -> float | NDArray[np.float64]:
    """Return the profitability index, ``1 + NPV / PV(investment)`` (Brealey, Myers & Allen).

    Parameters
    ----------
    rate
        Discount rate per period, above −1.
    flows
        One series (periods + 1,) or columns (periods + 1, futures), money.
    investment
        What is invested, positive: per period in the shape of `flows`, or its present value, a number or one per
        column. Without it: minus the present value of the flows before the first positive one.

    Returns
    -------
    float or ndarray
        Above 1 where the investment earns more than `rate`; ``nan`` where nothing is invested.

    Raises
    ------
    ValueError
        As for `npv`, or an investment of another shape.
    """
    table = as_columns(flows)
    present_value = finite(_present_value(checked_rate(rate), table))
    return like(flows, 1.0 + _ratio(present_value, _invested(rate, flows, investment)))


@overload
def return_on_investment(flows: Series, investment: ArrayLike | None = None) -> float: ...
@overload
def return_on_investment(flows: Columns, investment: ArrayLike | None = None) -> NDArray[np.float64]: ...
def return_on_investment(
    flows: Series | Columns, investment: ArrayLike | None = None
) -> float | NDArray[np.float64]:
    """Return the return on investment over the whole life, ``Σ flows / Σ investment``, without discounting.

    Parameters
    ----------
    flows
        One series (periods + 1,) or columns (periods + 1, futures), money.
    investment
        What is invested, positive: per period in the shape of `flows`, or its total, a number or one per column.
        Without it: minus the flows before the first positive one.

    Returns
    -------
    float or ndarray
        0.5 where half the investment is gained on top of it; ``nan`` where nothing is invested.
    """
    table = as_columns(flows)
    return like(flows, _ratio(finite(_present_value(0.0, table)), _invested(0.0, flows, investment)))


@overload
def equivalent_annual_annuity(rate: float, flows: Series) -> float: ...
@overload
def equivalent_annual_annuity(rate: float, flows: Columns) -> NDArray[np.float64]: ...
def equivalent_annual_annuity(rate: float, flows: Series | Columns) -> float | NDArray[np.float64]:
    """Return the level amount per period that is worth as much as the flows: ``annuity(npv, rate, periods)``.

    Parameters
    ----------
    rate
        Discount rate per period, above −1.
    flows
        One series (periods + 1,) or columns (periods + 1, futures), money; at least two.

    Raises
    ------
    ValueError
        As for `npv`, or only one flow.
    """
    table = as_columns(flows)
    periods = table.shape[0] - 1
    if periods == 0:
        raise ValueError("an annuity needs at least one period after the decision")
    return like(flows, annuity(finite(_present_value(checked_rate(rate), table)), rate, periods))


def annuity(present_value: ArrayLike, rate: float, periods: ArrayLike) -> NDArray[np.float64]:
    """Return the level amount at the end of each period that has a present value.

    ``PV·r / (1 − (1+r)^−n)``, and ``PV / n`` at r = 0 (VDI 6025).

    Parameters
    ----------
    present_value
        Money, any shape.
    rate
        Per period, above −1.
    periods
        How many, fractions allowed; broadcasts with `present_value`.

    Returns
    -------
    ndarray
        Money per period; ``nan`` where there are no periods.
    """
    count = np.asarray(periods, dtype=np.float64)
    if checked_rate(rate) == 0.0:
        worth = count
    else:
        # 1 − (1+r)^−n loses every digit for small r; expm1 and log1p keep them.
        worth = -np.expm1(-count * np.log1p(rate)) / rate
    return _ratio(np.asarray(present_value, dtype=np.float64), worth)


def _present_value(rate: float, table: NDArray[np.float64]) -> NDArray[np.float64]:
    """Sum the rows by Horner's rule, from the last to the first."""
    discount = 1.0 / (1.0 + rate)
    total = table[-1].copy()
    with np.errstate(over="ignore", invalid="ignore"):
        for row in table[-2::-1]:
            total *= discount
            total += row
    return total


def _invested(rate: float, flows: Series | Columns, investment: ArrayLike | None) -> NDArray[np.float64]:
    """Return the present value of what is invested, per column."""
    table = as_columns(flows)
    if investment is None:
        return _first_outlays(rate, table)
    given = np.asarray(investment, dtype=np.float64)
    if given.ndim == np.ndim(flows):
        if given.shape != np.shape(flows):
            raise ValueError(f"investment has shape {given.shape} beside flows of shape {np.shape(flows)}")
        return finite(_present_value(rate, as_columns(given)))
    return np.broadcast_to(given, table.shape[1:])


def _first_outlays(rate: float, table: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return minus the present value of the flows before the first positive one."""
    spending = np.ones(table.shape[1], dtype=np.bool_)
    total = np.zeros(table.shape[1])
    for period, row in enumerate(table):
        spending &= row <= 0.0
        np.subtract(total, row * (1.0 + rate) ** -period, out=total, where=spending)
    return total


def _ratio(part: NDArray[np.float64], whole: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return part / whole, nan where there is no whole."""
    part, whole = np.broadcast_arrays(part, whole)
    return np.divide(part, whole, out=np.full(part.shape, np.nan), where=whole > 0.0)

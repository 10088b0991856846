"""Measures that discount a cash flow: NPV, MIRR, profitability index, equivalent annual annuity."""

from __future__ import annotations

import math
from typing import overload

import numpy as np
from numpy.typing import ArrayLike, NDArray

from roitool.measures.flows import Columns, Series, check_finite, checked_flows, checked_rate, discount_factors


@overload
def npv(rate: float, flows: Columns) -> NDArray[np.float64]: ...
@overload
def npv(rate: float, flows: Series) -> float: ...
def npv(rate: float, flows: Series | Columns) -> float | NDArray[np.float64]:
    """Return the net present value, ``sum of flow(m) * (1 + rate)**-m``.

    Parameters
    ----------
    rate
        Effective rate per period, above -1.
    flows
        Shape (periods + 1,) or (periods + 1, futures), money; the first is not discounted.

    Returns
    -------
    float or ndarray
        Money of the decision date; shape (futures,) for columns. A future's value does not depend on the others.

    Raises
    ------
    ValueError
        The rate is not above -1, or a flow is not finite.
    """
    cash = checked_flows(flows)
    factors = discount_factors(checked_rate(rate), len(cash) - 1)
    columns = cash.reshape(len(cash), -1)
    value, row = np.zeros((2, columns.shape[1]))
    with np.errstate(invalid="ignore", over="ignore"):  # what is not finite is refused by its total
        for factor, flow in zip(factors, columns, strict=True):
            np.multiply(flow, factor, out=row)
            value += row
    check_finite(value)
    return value if cash.ndim == 2 else float(value[0])


@overload
def mirr(flows: Columns, finance_rate: float, reinvestment_rate: float) -> NDArray[np.float64]: ...
@overload
def mirr(flows: Series, finance_rate: float, reinvestment_rate: float) -> float: ...
def mirr(flows: Series | Columns, finance_rate: float, reinvestment_rate: float) -> float | NDArray[np.float64]:
    """Return the modified internal rate of return, per period.

    ``(FV of the inflows / PV of the outflows)**(1/periods) - 1``: outflows discounted to the decision at the finance
    rate, inflows reinvested to the last period at the reinvestment rate (Lin 1976). With equal rates it is the
    adjusted internal rate of return of ASTM E1057.

    Parameters
    ----------
    flows
        Shape (periods + 1,) or (periods + 1, futures), money; at least one period.
    finance_rate, reinvestment_rate
        Effective rates per period, above -1.

    Returns
    -------
    float or ndarray
        A fraction per period; nan where nothing is laid out, -1 where nothing comes in.

    Raises
    ------
    ValueError
        There is no period after the first flow, a rate is not above -1, or a flow is not finite.
    """
    cash = checked_flows(flows)
    periods = len(cash) - 1
    if periods == 0:
        raise ValueError("a modified internal rate of return needs at least one period after the first flow")
    columns = cash.reshape(periods + 1, -1)
    present = discount_factors(checked_rate(finance_rate), periods)
    future = discount_factors(checked_rate(reinvestment_rate), periods)
    outflows, inflows, row = np.zeros((3, columns.shape[1]))
    with np.errstate(invalid="ignore", over="ignore"):
        if finance_rate == reinvestment_rate:
            # What goes out is what comes in less the net present value: two steps a period less.
            for m, flow in enumerate(columns):
                np.multiply(flow, present[m], out=row)
                outflows -= row
                np.maximum(row, 0.0, out=row)
                inflows += row
            outflows += inflows
        else:
            for m, flow in enumerate(columns):
                np.maximum(flow, 0.0, out=row)
                row *= future[m]
                inflows += row
                np.minimum(flow, 0.0, out=row)
                row *= present[m]
                outflows -= row
    check_finite(inflows)
    check_finite(outflows)
    growth = np.full(columns.shape[1], np.nan)
    # Both sums are in money of the decision; growing the inflows over all periods is one more factor 1 + rate.
    np.divide(inflows, outflows, out=growth, where=outflows > 0.0)
    np.power(growth, 1.0 / periods, out=growth)
    growth *= 1.0 + reinvestment_rate
    growth -= 1.0
    return growth if cash.ndim == 2 else float(growth[0])


@overload
def profitability_index(rate: float, flows: Columns, investment: ArrayLike | None = None) -> NDArray[np.float64]: ...
@overload
def profitability_index(rate: float, flows: Series, investment: ArrayLike | None = None) -> float: ...
def profitability_index(
    rate: float, flows: Series | Columns, investment: ArrayLike | None = None
) -> float | NDArray[np.float64]:
    """Return the profitability index, ``1 + NPV / PV of the investment``.

    Parameters
    ----------
    rate
        Effective rate per period, above -1.
    flows
        Shape (periods + 1,) or (periods + 1, futures), money.
    investment
        What is invested in each period, counted positive, same shape as the flows; left out, it is what goes out
        before the first positive flow.

    Returns
    -------
    float or ndarray
        A plain number, above 1 where NPV is positive; nan where nothing is invested.

    Raises
    ------
    ValueError
        The shapes differ, the rate is not above -1, or a number is not finite.
    """
    cash = checked_flows(flows)
    return _ratio(npv(rate, cash), npv(rate, _invested(cash, investment)), 1.0)


@overload
def return_on_investment(flows: Columns, investment: ArrayLike | None = None) -> NDArray[np.float64]: ...
@overload
def return_on_investment(flows: Series, investment: ArrayLike | None = None) -> float: ...
def return_on_investment(flows: Series | Columns, investment: ArrayLike | None = None) -> float | NDArray[np.float64]:
    """Return the return on investment, ``sum of the flows / sum of the investment``, nothing discounted.

    Parameters
    ----------
    flows, investment
        As for :func:`profitability_index`.

    Returns
    -------
    float or ndarray
        A fraction over the whole span, 0 where exactly the investment comes back; nan where nothing is invested.

    Raises
    ------
    ValueError
        The shapes differ, or a number is not finite.
    """
    cash = checked_flows(flows)
    return _ratio(npv(0.0, cash), npv(0.0, _invested(cash, investment)), 0.0)


@overload
def equivalent_annual_annuity(rate: float, flows: Columns) -> NDArray[np.float64]: ...
@overload
def equivalent_annual_annuity(rate: float, flows: Series) -> float: ...
def equivalent_annual_annuity(rate: float, flows: Series | Columns) -> float | NDArray[np.float64]:
    """Return the level amount per period, over all periods after the first flow, with the same NPV.

    Parameters
    ----------
    rate
        Effective rate per period, above -1; per year for yearly flows.
    flows
        Shape (periods + 1,) or (periods + 1, futures), money; at least one period.

    Returns
    -------
    float or ndarray
        Money per period.

    Raises
    ------
    ValueError
        There is no period after the first flow, the rate is not above -1, or a flow is not finite.
    """
    cash = checked_flows(flows)
    return annuity(npv(rate, cash), rate, len(cash) - 1)


@overload
def annuity(value: NDArray[np.float64], rate: float, periods: ArrayLike) -> NDArray[np.float64]: ...
@overload
def annuity(value: float, rate: float, periods: float) -> float: ...
def annuity(value: float | NDArray[np.float64], rate: float, periods: ArrayLike) -> float | NDArray[np.float64]:
    """Return the level amount at the end of each period that is worth as much as `value` now.

    ``value * rate / (1 - (1 + rate)**-periods)``, which is ``value / periods`` at a rate of zero; through expm1 and
    log1p, so that rates near zero keep their digits.

    Parameters
    ----------
    value
        Money now, one amount or one per future.
    rate
        Effective rate per period, above -1.
    periods
        How many, above 0, fractions allowed; one number or one per future.

    Returns
    -------
    float or ndarray
        Money per period.

    Raises
    ------
    ValueError
        The rate is not above -1, or a number of periods is not above 0.
    """
    number = np.asarray(periods, dtype=np.float64)
    if not (number > 0.0).all():
        raise ValueError("an annuity needs a number of periods above 0")
    amount = value / number if checked_rate(rate) == 0.0 else value * rate / -np.expm1(-math.log1p(rate) * number)
    return amount if np.ndim(amount) else float(amount)


def rate_per_period(rate_per_year: float, periods_per_year: int) -> float:
    """Return the effective rate of a shorter period, ``(1 + rate_per_year)**(1/periods_per_year) - 1``.

    Parameters
    ----------
    rate_per_year
        Effective rate per year, above -1.
    periods_per_year
        12 for months.

    Returns
    -------
    float
        Effective rate per period.

    Raises
    ------
    ValueError
        The rate is not above -1.
    """
    return math.expm1(math.log1p(checked_rate(rate_per_year)) / periods_per_year)


def _invested(cash: NDArray[np.float64], investment: ArrayLike | None) -> NDArray[np.float64]:
    if investment is None:
        return np.where(np.logical_or.accumulate(cash > 0.0, axis=0), 0.0, -cash)
    invested = np.asarray(investment, dtype=np.float64)
    if invested.shape != cash.shape:
        raise ValueError(f"the investment has shape {invested.shape}, the cash flow {cash.shape}")
    return invested


def _ratio(
    value: float | NDArray[np.float64], invested: float | NDArray[np.float64], start: float
) -> float | NDArray[np.float64]:
    ratio = np.full(np.shape(value), np.nan)
    np.divide(value, invested, out=ratio, where=np.asarray(invested) != 0.0)
    ratio += start
    return ratio if ratio.ndim else float(ratio)

"""Internal rate of return of one cash flow: every rate, its number, and why there is none."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal, overload

import numpy as np
from numpy.typing import ArrayLike

from roitool.measures.flows import Columns, Series, check_finite, checked_flows
from roitool.measures.irr_columns import InternalRates, internal_rates
from roitool.measures.roots import real_roots


@dataclass(frozen=True, slots=True)
class InternalRate:
    """The internal rates of return of one cash flow.

    Attributes
    ----------
    rate
        The rate where there is exactly one, as a fraction per year (per period for one period a year); else nan.
    status
        How many there are: ``"unique"``, ``"multiple"`` or ``"none"``.
    roots
        All real rates above -1, ascending; one that NPV only touches counts once.
    reason
        With ``"none"``: NPV is below zero (``"always_loses"``) or above (``"always_gains"``) at every rate. None
        otherwise, and where all flows are zero.
    """

    rate: float
    status: Literal["unique", "multiple", "none"]
    roots: tuple[float, ...]
    reason: Literal["always_loses", "always_gains"] | None


@overload
def irr(flows: Columns, periods_per_year: int = 1) -> InternalRates: ...
@overload
def irr(flows: Series, periods_per_year: int = 1) -> InternalRate: ...
def irr(flows: Series | Columns, periods_per_year: int = 1) -> InternalRate | InternalRates:
    """Return the internal rate of return: all rates of one series, or one rate and status per future.

    Parameters
    ----------
    flows
        Shape (periods + 1,) for one series, see :func:`internal_rate`; or (periods + 1, futures), see
        :func:`roitool.measures.internal_rates`, which counts only rates from -50 % to +1 000 % a year.
    periods_per_year
        1 gives rates per period; 12 turns monthly flows into effective rates per year.

    Returns
    -------
    InternalRate or InternalRates
        By the number of dimensions.

    Raises
    ------
    ValueError
        A flow is not finite, or there are no periods in a year.
    """
    cash = checked_flows(flows)
    return internal_rate(cash, periods_per_year) if cash.ndim == 1 else internal_rates(cash, periods_per_year)


def internal_rate(flows: ArrayLike, periods_per_year: int = 1) -> InternalRate:
    """Return every real rate above -100 % at which the NPV of one cash flow is zero.

    Parameters
    ----------
    flows
        Shape (periods + 1,), money.
    periods_per_year
        How many periods compound to the rate that is returned.

    Returns
    -------
    InternalRate
        No rate is preferred where there are several.

    Raises
    ------
    ValueError
        The flows are no single series, one is not finite, or there are no periods in a year.
    """
    cash = checked_flows(flows)
    if cash.ndim != 1:
        raise ValueError("the internal rate of return of one cash flow takes one series")
    if periods_per_year < 1:
        raise ValueError("a year has at least one period")
    check_finite(cash)
    roots = tuple(sorted(math.expm1(-periods_per_year * root) for root in real_roots(cash)))
    if len(roots) == 1:
        return InternalRate(roots[0], "unique", roots, None)
    if roots:
        return InternalRate(math.nan, "multiple", roots, None)
    first = next(iter(cash[np.flatnonzero(cash)]), 0.0)
    reason: Literal["always_loses", "always_gains"] | None = None
    if first:
        reason = "always_loses" if first < 0.0 else "always_gains"
    return InternalRate(math.nan, "none", roots, reason)

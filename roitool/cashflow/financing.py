"""Loans: what is drawn, what interest and repayment follow, and the balance that is left."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray

from roitool.cashflow.arrays import Rows
from roitool.scenario.formula import Column


@dataclass(frozen=True, slots=True)
class LoanSchedule:
    """A loan, month by month; every array has shape (months + 1,) or (months + 1, futures), month 0 first."""

    interest: Rows
    repayment: Rows
    balance: Rows


def loan_schedule(
    principal: ArrayLike,
    rate_per_year: ArrayLike,
    months: int,
    kind: Literal["annuity", "linear"] = "annuity",
    grace_months: int = 0,
) -> LoanSchedule:
    """Return the schedule of a loan drawn at once in month 0.

    Parameters
    ----------
    principal
        The amount borrowed, 0 or more; a number or one per future.
    rate_per_year
        As quoted: nominal, one twelfth of it is paid every month. 0 or more.
    months
        From the draw to the last payment, grace included.
    kind
        Equal payments, or equal repayments.
    grace_months
        First months in which only interest is paid; fewer than `months`.

    Returns
    -------
    LoanSchedule
        Interest and repayment in each month and the balance after it. The last payment is what is left, so that the
        balance ends at exactly zero. Without grace the payment of an annuity is ``B i / (1 − (1 + i)^−n)``.

    Raises
    ------
    ValueError
        The numbers describe no loan.
    """
    if months < 1 or not 0 <= grace_months < months:
        raise ValueError(f"a loan over {months} months cannot have {grace_months} months of grace")
    if np.any(np.asarray(principal) < 0) or np.any(np.asarray(rate_per_year) < 0):
        raise ValueError("principal and rate of a loan are zero or more")
    amount, rate = np.broadcast_arrays(
        np.asarray(principal, dtype=np.float64), np.asarray(rate_per_year, dtype=np.float64)
    )
    terms = Terms(months, kind, grace_months)
    walk = loan_months({0: np.atleast_1d(amount)}, np.zeros(1, dtype=np.intp), np.atleast_1d(rate), terms, months)
    interest, repayment, balance = (np.array(rows) for rows in zip(*walk, strict=True))
    shape = (months + 1, *amount.shape)
    return LoanSchedule(interest.reshape(shape), repayment.reshape(shape), balance.reshape(shape))


@dataclass(frozen=True, slots=True)
class Terms:
    """How a loan is paid back: months from the last draw, grace included.

    `option_share` is the part of the principal that is left to be paid with the last payment.
    """

    months: int
    kind: Literal["annuity", "linear"]
    grace_months: int
    option_share: Column = 0.0


def loan_months(
    draws: Mapping[int, Rows], last_draw: NDArray[np.intp], rate_per_year: Column, terms: Terms, last_month: int
) -> Iterator[tuple[Rows, Rows, Rows]]:
    """Walk a loan through the months of a scenario.

    Parameters
    ----------
    draws
        Amounts drawn by month, each of shape (futures,).
    last_draw
        Month of the last draw, shape (futures,), or (1,) where it is the same in all; the term counts from there.
    rate_per_year
        As quoted, zero or more.
    last_month
        The last month of the scenario; the term ends at or before it.

    Yields
    ------
    tuple
        Interest and repayment of each month and the balance after it, shape (futures,), from month 0.
    """
    rate = np.asarray(rate_per_year, dtype=np.float64) / 12
    principal = sum(draws.values(), start=np.zeros(np.broadcast_shapes(last_draw.shape, rate.shape)))
    paying = terms.months - terms.grace_months
    left_over = np.power(1.0 + rate, -paying) * terms.option_share if np.any(terms.option_share) else 0.0
    if terms.kind == "linear":
        installment = principal / paying
    else:
        # What is left to the last payment is worth less now: (B − O (1 + i)^−n) times the factor of the annuity.
        installment = principal * (1.0 - left_over) * _annuity_factor(rate, paying)
    nothing = np.zeros_like(principal)
    balance = nothing + draws.get(0, 0.0)
    yield nothing, nothing, balance
    for month in range(1, last_month + 1):
        interest = balance * rate
        repayment = _repayment(last_draw + (terms.months - month + 1), balance, interest, installment, terms)
        if repayment is not None:
            balance = balance - repayment
        if month in draws:
            balance = balance + draws[month]
        yield interest, nothing if repayment is None else repayment, balance


def _repayment(left: NDArray[np.intp], balance: Rows, interest: Rows, installment: Rows, terms: Terms) -> Rows | None:
    """Return what is paid back in a month with `left` payments to go, this one included; None for nothing at all.

    The last payment is what is left, so that rounding never leaves a loan open.
    """
    due = (left >= 1) & (left <= terms.months - terms.grace_months)
    if not due.any():
        return None
    is_last = left == 1
    if is_last.all():
        return balance
    repayment = installment - interest if terms.kind == "annuity" else installment
    if is_last.any():
        repayment = np.where(is_last, balance, repayment)
    return repayment if due.all() else np.where(due, repayment, 0.0)


def _annuity_factor(rate: Rows, payments: int) -> Rows:
    """Return the payment per unit borrowed, ``i / (1 − (1 + i)^−n)``; exact down to a rate of zero."""
    with np.errstate(invalid="ignore"):
        factor = rate / -np.expm1(-payments * np.log1p(rate))
    return np.where(rate > 0, factor, 1.0 / payments)

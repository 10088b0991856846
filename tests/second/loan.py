"""A loan, or a financial lease, month by month."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from tests.second.timeline import Timeline


@dataclass
class LoanCourse:
    """What happens to a loan in each month; every list holds amounts of 0 or more."""

    draws: list[float]
    interest: list[float]
    repayments: list[float]
    fee: list[float]
    balance: list[float]
    ends: int | None
    """The month of the last payment; none where nothing is drawn."""


def no_loan(timeline: Timeline) -> LoanCourse:
    """Return the course of a way of paying in which nothing is borrowed."""
    return LoanCourse(*(timeline.nothing() for _ in range(5)), None)


def loan_course(
    draws: list[float],
    *,
    rate: float,
    months: int,
    grace: int,
    repayment: Literal["annuity", "linear"],
    fee: float,
    option: float = 0.0,
) -> LoanCourse:
    """Return the course of a loan drawn as `draws` says, quoted at `rate` a year and paid monthly.

    `months` counts from the last draw and includes `grace` months in which only interest is paid. An annuity leaves
    `option`, with which the assets are bought from a lessor, to be paid with the last payment.
    """
    horizon = len(draws) - 1
    course = LoanCourse(draws, *([0.0] * (horizon + 1) for _ in range(4)), None)
    drawn_in = [month for month in range(horizon + 1) if draws[month] > 0]
    if not drawn_in:
        return course
    course.fee[drawn_in[0]] = fee
    course.ends = drawn_in[-1] + months
    monthly = rate / 12
    instalments = months - grace
    at_start = 0.0
    course.balance[0] = draws[0]
    for month in range(1, horizon + 1):
        before = course.balance[month - 1]
        interest = before * monthly
        since_last_draw = month - drawn_in[-1]
        if since_last_draw == grace + 1:
            at_start = before
        repaid = 0.0
        if since_last_draw == months:
            repaid = before
        elif grace < since_last_draw < months:
            repaid = (at_start - option) / instalments
            if repayment == "annuity" and monthly > 0:
                worth_now = at_start - option * (1 + monthly) ** -instalments
                repaid = worth_now * monthly / (1 - (1 + monthly) ** -instalments) - interest
        course.interest[month] = interest
        course.repayments[month] = repaid
        course.balance[month] = before + draws[month] - repaid
    return course

"""The company that decides, as far as the decision rests on it, and what happens to it anyway."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from roitool.scenario.base import Formula, Label, Part, StreamKey
from roitool.scenario.lines import NothingLine


class OtherInvestment(Part):
    """Other investments of a calendar year that count for the investment deduction."""

    year: Annotated[int, Field(ge=2000, le=2100)]
    amount: Formula


class Commitment(Part):
    """Money that the company will pay in a month whatever it decides; what comes in is negative."""

    label: Label
    month: Formula
    amount: Formula


class Company(Part):
    """The bank balance and the tax position on which a candidate is laid.

    `monthly_cash_flow` is after wages, own tax, existing debt, replacements and the owner's drawings; `volatility` is
    the standard deviation of a single month around it. `debt_service_per_year` is what existing debt takes a year.
    `cash_floor` left out is one month's wages; `borrowing_rate` left out is the chosen loan's rate, else the
    regime's reference.
    """

    opening_cash: Formula
    credit_line: Formula = "0"
    wages_per_month: Formula
    cash_floor: Formula | None = None
    monthly_cash_flow: Formula
    cash_flow_growth: Formula = "0"
    volatility: Formula = "0"
    stream: StreamKey = "company"
    commitments: Annotated[tuple[Commitment, ...], Field(max_length=100)] = ()
    debt_service_per_year: Formula = "0"
    taxable_profit_per_year: Formula
    profit_growth: Formula = "0"
    opening_losses: Formula = "0"
    other_investments: Annotated[tuple[OtherInvestment, ...], Field(max_length=40)] = ()
    borrowing_rate: Formula | None = None


class DoNothing(Part):
    """Lines that happen to everybody; a candidate names what it averts of them."""

    lines: Annotated[tuple[NothingLine, ...], Field(max_length=50)] = ()

"""The tax rules that a decision is taken under, as data with source, confidence and validity."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from roitool.scenario.base import Line, Note, Part
from roitool.scenario.inputs import IsoDate

Confidence = Literal["S", "S2", "SV", "G", "J", "S/J", "S2/G", "S/G"]


class Sourced(Part):
    """A rule knows where it was read and how far that is to be trusted."""

    source: Line
    confidence: Confidence


class Bracket(Part):
    """The rate on the part of the taxable profit above `above`, up to the next bracket."""

    above: Annotated[float, Field(ge=0)]
    rate: Annotated[float, Field(ge=0, lt=1)]


class ProfitTax(Sourced):
    """Brackets in rising order; the first begins at zero."""

    brackets: tuple[Bracket, ...]


class LossRule(Sourced):
    """Losses carried forward without end.

    A year's profit takes in losses in full up to `full_up_to`, and the share `share_above` of what exceeds it.
    """

    carry_forward: bool
    full_up_to: Annotated[float, Field(ge=0)] | None = None
    share_above: Annotated[float, Field(ge=0, le=1)] = 1.0


class DepreciationRule(Sourced):
    """The shortest fiscal life the tax office accepts, in years; the default where a line names none."""

    minimum_years: Annotated[float, Field(gt=0)]


class InvestmentDeduction(Sourced):
    """The Dutch deduction for small-scale investment, on the company's total of a calendar year.

    Nothing up to `nothing_up_to`; `rate` of the total up to `rate_up_to`; `fixed` up to `fixed_up_to`; from there
    `fixed` less `phase_out` of the excess, never below zero, and nothing above `zero_above`. Single assets below
    `minimum_per_asset` do not count. What is sold within `claw_back_years`, counted from the beginning of the year of
    investment, is added back where all such proceeds of a year exceed `claw_back_threshold`.
    """

    minimum_per_asset: float
    nothing_up_to: float
    rate: float
    rate_up_to: float
    fixed: float
    fixed_up_to: float
    phase_out: float
    zero_above: float
    claw_back_years: int = 5
    claw_back_threshold: float = 2900


class ValueAddedTax(Sourced):
    """The rate that is paid with an invoice, and the months until it comes back."""

    rate: Annotated[float, Field(ge=0, lt=1)]
    back_after_months: Annotated[int, Field(ge=0, le=24)] = 3


class ReferenceRate(Sourced):
    """What a small company of the country pays for borrowed money, per year as quoted."""

    rate: Annotated[float, Field(ge=0, lt=1)]


class Regime(Part):
    """The rules of one country in one year.

    Valid from `valid_from` to `valid_to`; a scenario that runs on uses the newest rules there are, and says so.
    """

    id: str
    country: str
    title: Note
    valid_from: IsoDate
    valid_to: IsoDate
    checked_on: IsoDate
    profit_tax: ProfitTax
    losses: LossRule
    depreciation: DepreciationRule
    investment_deduction: InvestmentDeduction | None = None
    vat: ValueAddedTax
    borrowing_rate: ReferenceRate
    note: Note = ""

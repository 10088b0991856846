"""The tax rules that a decision is taken under, as data with source, confidence and validity."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Annotated, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from roitool.scenario.base import Note, Part
from roitool.scenario.inputs import IsoDate
from roitool.scenario.regime_assets import (
    Amount,
    AssetDeduction,
    DecliningBalance,
    DepreciationRule,
    InvestmentDeduction,
    Share,
    Sourced,
)

CalendarYear = Annotated[int, Field(ge=2000, le=2100)]


class Bracket(Part):
    """The rate on the part of the taxable profit above `above`, up to the next bracket."""

    above: Amount
    rate: Share


class BracketsFrom(Sourced):
    """The brackets from the calendar year `from_year` on."""

    from_year: CalendarYear
    brackets: tuple[Bracket, ...]


class ProfitTax(Sourced):
    """Brackets in rising order, of which the first begins at zero; no brackets, no tax.

    `later` holds what is known of the years to come, in order: each set holds from its own year on.
    """

    brackets: tuple[Bracket, ...]
    later: tuple[BracketsFrom, ...] = ()

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        sets = (self.brackets, *(each.brackets for each in self.later))
        starts = [[bracket.above for bracket in each] for each in sets]
        from_zero = all(not each or each[0] == 0 for each in starts)
        orders: list[Sequence[float]] = [*starts, [each.from_year for each in self.later]]
        if not from_zero or not all(_rising(each) for each in orders):
            raise PydanticCustomError("order", "brackets begin at zero and rise, later ones come in order of years")
        return self

    def in_year(self, year: int) -> tuple[Bracket, ...]:
        """Return the brackets of a calendar year."""
        return next((each.brackets for each in reversed(self.later) if each.from_year <= year), self.brackets)


class LossesFrom(Sourced):
    """The share of a profit above the first amount that takes in losses from the calendar year `from_year` on."""

    from_year: CalendarYear
    share_above: Annotated[float, Field(ge=0, le=1)]


class LossRule(Sourced):
    """Losses carried forward without end.

    A year's profit takes in losses in full up to `full_up_to`, and the share `share_above` of what exceeds it; from
    later years on, in order, another share.
    """

    carry_forward: bool
    full_up_to: Amount | None = None
    share_above: Annotated[float, Field(ge=0, le=1)] = 1.0
    later: tuple[LossesFrom, ...] = ()

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if not _rising([each.from_year for each in self.later]):
            raise PydanticCustomError("order", "later shares come in order of years")
        return self

    def share_in_year(self, year: int) -> float:
        """Return the share of a profit above `full_up_to` that takes in losses in a calendar year."""
        return next((each.share_above for each in reversed(self.later) if each.from_year <= year), self.share_above)


def _rising(numbers: Sequence[float]) -> bool:
    return all(one < other for one, other in pairwise(numbers))


class ValueAddedTax(Sourced):
    """The rate that is paid with an invoice, and the months until it comes back."""

    rate: Share
    back_after_months: Annotated[int, Field(ge=0, le=24)] = 3


class ReferenceRate(Sourced):
    """What a small company of the country pays for borrowed money, per year as quoted."""

    rate: Share


class Regime(Part):
    """The rules of one country in one year.

    Valid from `valid_from` to `valid_to`; a scenario that runs on uses the newest rules there are, and says so. Left
    out, `declining_balance` has no limits of its own.
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
    declining_balance: DecliningBalance | None = None
    investment_deduction: InvestmentDeduction | None = None
    asset_deduction: AssetDeduction | None = None
    vat: ValueAddedTax
    borrowing_rate: ReferenceRate
    note: Note = ""

    @property
    def taxes(self) -> bool:
        """Whether profit is taxed at all."""
        return bool(self.profit_tax.brackets)

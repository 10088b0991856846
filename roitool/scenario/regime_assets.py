"""The tax rules on what is capitalised: fiscal lives, declining balance, deductions for investing, by sort."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from roitool.scenario.base import Confidence, Line, Note, Part
from roitool.scenario.inputs import IsoDate
from roitool.scenario.lines import Category

MACHINE: Category = "machine"
"""The sort of an investment that names none."""

Years = Annotated[float, Field(gt=0, le=60)]
Share = Annotated[float, Field(ge=0, lt=1)]
Amount = Annotated[float, Field(ge=0)]


class Sourced(Part):
    """A rule knows where it was read and how far that is to be trusted.

    `source` names keys of ``scenarios/reference/sources.json``, separated by `` | ``.
    """

    source: Line
    confidence: Confidence
    note: Note = ""


class LifeOfCategory(Sourced):
    """The fiscal life of one sort of investment, the shortest and the one that is taken."""

    category: Category
    minimum_years: Years


class DepreciationRule(Sourced):
    """The shortest fiscal life the tax office accepts, in years.

    `usual_years` is what is taken where a line names none; left out, it is the shortest. Sorts of investment that
    `by_category` names have a life of their own.
    """

    minimum_years: Years
    usual_years: Years | None = None
    by_category: tuple[LifeOfCategory, ...] = ()

    def shortest(self, category: Category | None = None) -> float:
        """Return the shortest fiscal life in years of a sort of investment; without one, of a machine."""
        own = self._own(category)
        return self.minimum_years if own is None else own.minimum_years

    def life(self, category: Category | None = None) -> float:
        """Return the fiscal life in years of an investment that names none."""
        own = self._own(category)
        return self.usual_years or self.minimum_years if own is None else own.minimum_years

    def _own(self, category: Category | None) -> LifeOfCategory | None:
        return next((each for each in self.by_category if each.category == (category or MACHINE)), None)


class DecliningWindow(Sourced):
    """What is bought from one day to another may be depreciated by a share of its book value a year.

    That share is at most `rate`, and at most `times_straight_line` over the fiscal life in years.
    """

    bought_from: IsoDate
    bought_to: IsoDate
    rate: Share
    times_straight_line: Annotated[float, Field(gt=0)]


class DecliningBalance(Sourced):
    """The sorts of investment for which declining balance is allowed, and when; without any window it never is."""

    categories: tuple[Category, ...] = ()
    windows: tuple[DecliningWindow, ...] = ()


class InvestmentDeduction(Sourced):
    """The Dutch deduction for small-scale investment, on the company's total of a calendar year.

    Nothing up to `nothing_up_to`; `rate` of the total up to `rate_up_to`; `fixed` up to `fixed_up_to`; from there
    `fixed` less `phase_out` of the excess, never below zero, and nothing above `zero_above`. Single assets below
    `minimum_per_asset` do not count. What is sold within `claw_back_years`, counted from the beginning of the year of
    investment, is added back where all such proceeds of a year exceed `claw_back_threshold`.
    """

    minimum_per_asset: Amount
    nothing_up_to: Amount
    rate: Share
    rate_up_to: Amount
    fixed: Amount
    fixed_up_to: Amount
    phase_out: Share
    zero_above: Amount
    claw_back_years: Annotated[int, Field(ge=0)] = 5
    claw_back_threshold: Amount = 2900


class DeductionOfCategory(Sourced):
    """The share of the cost of one sort of investment that is deducted."""

    category: Category
    rate: Share


class AssetDeduction(Sourced):
    """The Belgian deduction: a share of the cost of each asset, in the calendar year of its month.

    `rate`, or for sorts of investment that `by_category` names a rate of their own instead, never both.
    """

    rate: Share
    by_category: tuple[DeductionOfCategory, ...] = ()

    def rate_of(self, category: Category | None = None) -> float:
        """Return the share of the cost of a sort of investment that is deducted; without one, of a machine."""
        return next((own.rate for own in self.by_category if own.category == (category or MACHINE)), self.rate)

"""What is capitalised: depreciation, resale, what is written off, the investment deduction and what is added back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tests.second.tax import deduction_on

if TYPE_CHECKING:
    from roitool.scenario.lines import Investment
    from roitool.scenario.regime import Regime
    from roitool.scenario.regime_assets import AssetDeduction, DepreciationRule, InvestmentDeduction
    from tests.second.course import Course
    from tests.second.timeline import Timeline


@dataclass
class Asset:
    """An investment line in the books of one way of paying."""

    line: Investment
    month: int
    cost: float
    """As drawn and paid, less grant."""
    residual: float
    """What it is sold for at the end of life or at the horizon."""
    recovered: float
    """What is got back for it where the project ends early."""


@dataclass
class Books:
    """What the assets of one way of paying do; lists by calendar year unless told otherwise."""

    depreciation: list[float]
    write_off: list[float]
    """Book value less what came back for it."""
    deduction: list[float]
    """What they add to the company's investment deduction."""
    added_back: list[float]
    """What is taken back of it on a sale within some years."""
    residual: list[float]
    """By month."""
    recovered: list[float]
    """By month."""


def books_of(
    assets: list[Asset], course: Course, regime: Regime, timeline: Timeline, other_investments: list[float]
) -> Books:
    """Return the books of `assets`; `other_investments` are those of the company by calendar year."""
    books = Books(*([0.0] * timeline.years for _ in range(4)), timeline.nothing(), timeline.nothing())
    for asset in assets:
        if course.ending_month is None:
            _depreciate(asset, books, course, regime, timeline)
        elif course.ending_month <= timeline.months:
            books.recovered[course.ending_month] += asset.recovered
            books.write_off[timeline.year_of(course.ending_month)] += asset.cost - asset.recovered
    rule = regime.investment_deduction
    if rule is not None:
        _deduct(assets, books, rule, course, timeline, other_investments)
    if regime.asset_deduction is not None:
        _deduct_each(assets, books, regime.asset_deduction, timeline)
    return books


def fiscal_years(rule: DepreciationRule, category: str | None) -> float:
    """Return over how many years a sort of investment is depreciated where its line does not say."""
    for own in rule.by_category:
        if own.category == category:
            return own.minimum_years
    return rule.minimum_years if rule.usual_years is None else rule.usual_years


def _depreciate(asset: Asset, books: Books, course: Course, regime: Regime, timeline: Timeline) -> None:
    total = asset.cost - asset.residual
    left = total
    fiscal_months = 12 * (asset.line.fiscal_life_years or fiscal_years(regime.depreciation, asset.line.category))
    begin = max(course.go_live, asset.month)
    end = min(begin + fiscal_months, course.end_of_life)
    for year in range(timeline.years):
        first, last = timeline.span_of(year)
        overlap = min(end, last) - max(begin, first)
        if overlap <= 0:
            continue
        amount = total / fiscal_months * overlap
        if asset.line.declining_rate is not None:
            to_go = begin + fiscal_months - max(begin, first)
            amount = left * min(1.0, max(asset.line.declining_rate * overlap / 12, overlap / to_go))
        books.depreciation[year] += amount
        left -= amount
    sold_in = _sold_in(asset, course, timeline)
    books.write_off[timeline.year_of(sold_in)] += left
    books.residual[sold_in] += asset.residual


def _deduct_each(assets: list[Asset], books: Books, rule: AssetDeduction, timeline: Timeline) -> None:
    shares = {own.category: own.rate for own in rule.by_category}
    for asset in assets:
        if asset.line.deductible:
            share = shares.get(asset.line.category or "machine", rule.rate)
            books.deduction[timeline.year_of(asset.month)] += share * asset.cost


def _deduct(
    assets: list[Asset],
    books: Books,
    rule: InvestmentDeduction,
    course: Course,
    timeline: Timeline,
    other_investments: list[float],
) -> None:
    counted = [asset for asset in assets if asset.line.deductible and asset.cost >= rule.minimum_per_asset]
    invested = [0.0] * timeline.years
    for asset in counted:
        invested[timeline.year_of(asset.month)] += asset.cost
    books.deduction = [
        deduction_on(other + own, rule) - deduction_on(other, rule)
        for own, other in zip(invested, other_investments, strict=True)
    ]
    for sold_in in range(timeline.years):
        proceeds = [0.0] * timeline.years
        """What comes back in the year `sold_in`, by the year it was invested."""
        for asset in counted:
            year = timeline.year_of(asset.month)
            sold = sale(asset, course, timeline)
            if sold is not None and timeline.year_of(sold[0]) == sold_in < year + rule.claw_back_years:
                proceeds[year] += sold[1]
        if sum(proceeds) > rule.claw_back_threshold:
            for year, deduction in enumerate(books.deduction):
                if deduction > 0:
                    books.added_back[sold_in] += min(deduction, deduction / invested[year] * proceeds[year])


def sale(asset: Asset, course: Course, timeline: Timeline) -> tuple[int, float] | None:
    """Return the month in which the asset is really sold, and for how much: not where the horizon cuts its life."""
    if course.ending_month is not None:
        return (course.ending_month, asset.recovered) if course.ending_month <= timeline.months else None
    return (_sold_in(asset, course, timeline), asset.residual) if course.end_of_life <= timeline.months else None


def _sold_in(asset: Asset, course: Course, timeline: Timeline) -> int:
    return max(course.closing_month(timeline), asset.month)

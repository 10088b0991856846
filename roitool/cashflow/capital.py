"""What capitalised money does to the taxable result: depreciation, write-off, investment deduction, what is added back.

The same is calculated for the project as bought, and for ways of paying in which part of it is not the company's own.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from roitool.cashflow.arrays import Months, Row, Rows, add_at
from roitool.cashflow.calendar import Calendar
from roitool.cashflow.company import CompanyCourse
from roitool.cashflow.depreciation import depreciation
from roitool.cashflow.effect import Life
from roitool.cashflow.fate import Fate
from roitool.cashflow.figures import Columns
from roitool.cashflow.ledger import TaxableResult
from roitool.cashflow.spending import Spent
from roitool.cashflow.tax import investment_deduction
from roitool.scenario.candidate import Candidate
from roitool.scenario.lines import Investment
from roitool.scenario.regime import Regime
from roitool.scenario.regime_assets import AssetDeduction, InvestmentDeduction


@dataclass(frozen=True, slots=True)
class Asset:
    """An investment line as the company's own, per future.

    Attributes
    ----------
    position
        Of the line, among those of its candidate.
    cost
        What is capitalised, after grants.
    sold_month
        When the residual value comes back where the project works: at the end of its life, or of the horizon.
    residual, recovered
        What it is sold for then, and what is recovered where the project ends early.
    """

    position: int
    line: Investment
    month: Months
    cost: Row
    sold_month: Months
    residual: Row
    recovered: Row


def assets_of(
    candidate: Candidate, columns: Columns, spent: Sequence[Spent], life: Life, fate: Fate, calendar: Calendar
) -> tuple[Asset, ...]:
    """Return the investments of a candidate as bought."""
    cut = np.ceil(np.minimum(life.end, calendar.months)).astype(np.intp)
    recovered_share = columns.at("failure", "recovered_share") if candidate.failure is not None else 0.0
    found = []
    for item in spent:
        if isinstance(item.line, Investment):
            residual = item.quote * columns.at("lines", item.position, "residual_share") * life.works
            recovered = np.where(fate.ends_early, item.quote * recovered_share, 0.0)
            sold_month = np.maximum(cut, item.month)
            cost = item.amount - item.granted
            found.append(Asset(item.position, item.line, item.month, cost, sold_month, residual, recovered))
    return tuple(found)


def book_capital(
    result: TaxableResult, assets: Sequence[Asset], life: Life, fate: Fate, company: CompanyCourse, regime: Regime
) -> None:
    """Deduct from a taxable result what the law allows for these assets, and add back what it takes again."""
    ending, ended = fate.ending_month(result.calendar.months)
    for asset in assets:
        _write_down(result, asset, life, regime)
        if ended.any():
            result.deduct_at("write_off", ending, np.where(ended, asset.cost - asset.recovered, 0.0))
    if regime.investment_deduction is not None:
        _deduct_investment(result, assets, life, fate, company, regime.investment_deduction)
    if regime.asset_deduction is not None:
        _deduct_by_asset(result, assets, regime.asset_deduction)


def _write_down(result: TaxableResult, asset: Asset, life: Life, regime: Regime) -> None:
    """Depreciate an asset while the project works, and write off what is left of it when it is sold."""
    cost = asset.cost * life.works
    years = asset.line.fiscal_life_years or regime.depreciation.life(asset.line.category)
    start = np.maximum(life.go_live, asset.month)
    taken = depreciation(
        cost - asset.residual, start, 12.0 * years, life.end, result.calendar, asset.line.declining_rate
    )
    for position, amount in enumerate(taken.by_year):
        result.deduct("depreciation", position, amount)
    result.deduct_at("write_off", asset.sold_month, cost - taken.taken - asset.residual)


def _deduct_by_asset(result: TaxableResult, assets: Sequence[Asset], rule: AssetDeduction) -> None:
    """Deduct a share of the cost of each asset in its year; what exceeds the profit becomes part of the year's loss."""
    for asset in assets:
        if asset.line.deductible:
            result.deduct_at("investment_deduction", asset.month, rule.rate_of(asset.line.category) * asset.cost)


def _deduct_investment(
    result: TaxableResult,
    assets: Sequence[Asset],
    life: Life,
    fate: Fate,
    company: CompanyCourse,
    rule: InvestmentDeduction,
) -> None:
    calendar, count = result.calendar, fate.works.size
    counting = [asset for asset in assets if asset.line.deductible]
    large_enough = [np.where(asset.cost >= rule.minimum_per_asset, asset.cost, 0.0) for asset in counting]
    counted = np.zeros((len(calendar.years), count))
    for asset, cost in zip(counting, large_enough, strict=True):
        add_at(counted, calendar.positions(asset.month), cost)
    deducted = np.zeros_like(counted)
    for position, year in enumerate(calendar.years):
        if counted[position].any():
            other = company.other_investments.get(year, 0.0)
            deducted[position] = investment_deduction(rule, other + counted[position]) - investment_deduction(
                rule, other
            )
            result.deduct("investment_deduction", position, deducted[position])
    shares = np.divide(deducted, counted, out=np.zeros_like(counted), where=(counted > 0) & (deducted > 0))
    if shares.any():
        _add_back(result, counting, large_enough, shares, deducted, life, fate, rule)


def _add_back(
    result: TaxableResult,
    assets: Sequence[Asset],
    counted: Sequence[Row],
    shares: Rows,
    deducted: Rows,
    life: Life,
    fate: Fate,
    rule: InvestmentDeduction,
) -> None:
    """Add back the deduction on what is sold, or recovered, within some years of the year of investment.

    A life that the horizon cuts short is no sale.
    """
    calendar, count = result.calendar, fate.works.size
    sold = (life.works > 0) & (life.end <= calendar.months)
    ending, ended = fate.ending_month(calendar.months)
    proceeds: dict[int, Rows] = {}
    for asset, cost in zip(assets, counted, strict=True):
        bought = np.broadcast_to(calendar.positions(asset.month), count)
        amount = np.where(cost > 0, np.where(sold, asset.residual, 0.0) + np.where(ended, asset.recovered, 0.0), 0.0)
        year = calendar.positions(np.where(ended, ending, asset.sold_month))
        soon = np.flatnonzero((year < bought + rule.claw_back_years) & (amount > 0))
        for position in np.unique(year[soon]).tolist():
            here = soon[year[soon] == position]
            by_year_bought = proceeds.setdefault(position, np.zeros_like(shares))
            by_year_bought[bought[here], here] += amount[here]
    for position, sums in proceeds.items():
        back = np.minimum(deducted, shares * sums).clip(0.0).sum(axis=0)
        above = sums.sum(axis=0) > rule.claw_back_threshold
        result.deduct("added_back", position, -np.where(above, back, 0.0))

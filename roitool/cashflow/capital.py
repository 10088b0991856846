"""What capitalised money does to the taxable result: depreciation, write-off, investment deduction, what is added back.

The same is calculated for the project as bought, and for ways of paying in which part of it is not the company's own.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce

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


@dataclass(frozen=True, slots=True)
class Holding:
    """The investments of one candidate as the company's own, and what becomes of them."""

    assets: Sequence[Asset]
    life: Life
    fate: Fate


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
    result: TaxableResult, holding: Holding, company: CompanyCourse, regime: Regime, *, deduction: bool = True
) -> None:
    """Deduct from a taxable result what the law allows for these assets, and add back what it takes again.

    Without `deduction` all but the investment deduction, which :func:`deduct_investments` counts on several holdings.
    """
    assets, life, fate = holding.assets, holding.life, holding.fate
    ending, ended = fate.ending_month(result.calendar.months)
    for asset in assets:
        _write_down(result, asset, life, regime)
        if ended.any():
            result.deduct_at("write_off", ending, np.where(ended, asset.cost - asset.recovered, 0.0))
    if deduction and regime.investment_deduction is not None:
        deduct_investments(result, [holding], company, regime.investment_deduction)
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


def deduct_investments(
    result: TaxableResult, holdings: Sequence[Holding], company: CompanyCourse, rule: InvestmentDeduction
) -> list[Rows]:
    """Deduct what the law allows on the total of each calendar year, and add back what is sold again soon.

    Returns
    -------
    list
        What of the deduction falls to each holding, in proportion to its cost, by year; each of shape (years, futures).
    """
    calendar = result.calendar
    counted = [_counted_by_year(holding, calendar, rule) for holding in holdings]
    total = reduce(np.add, counted)
    per_euro = np.zeros_like(total)
    for position, year in enumerate(calendar.years):
        if total[position].any():
            other = company.other_investments.get(year, 0.0)
            deducted = investment_deduction(rule, other + total[position]) - investment_deduction(rule, other)
            result.deduct("investment_deduction", position, deducted)
            np.divide(deducted, total[position], out=per_euro[position], where=total[position] > 0)
    if (per_euro > 0).any():
        _add_back(result, holdings, counted, np.maximum(per_euro, 0.0), rule)
    return [per_euro * each for each in counted]


def _counting(holding: Holding, rule: InvestmentDeduction) -> list[tuple[Asset, Row]]:
    """Return the assets that can count, and the cost of each as far as it is large enough."""
    counting = [asset for asset in holding.assets if asset.line.deductible]
    return [(asset, np.where(asset.cost >= rule.minimum_per_asset, asset.cost, 0.0)) for asset in counting]


def _counted_by_year(holding: Holding, calendar: Calendar, rule: InvestmentDeduction) -> Rows:
    counted = np.zeros((len(calendar.years), holding.fate.works.size))
    for asset, cost in _counting(holding, rule):
        add_at(counted, calendar.positions(asset.month), cost)
    return counted


def _add_back(
    result: TaxableResult,
    holdings: Sequence[Holding],
    counted: Sequence[Rows],
    per_euro: Rows,
    rule: InvestmentDeduction,
) -> None:
    """Add back the deduction on what is sold, or recovered, within some years of the year of investment."""
    proceeds: dict[int, Row] = {}
    backs: dict[int, Row] = {}
    for holding, counted_here in zip(holdings, counted, strict=True):
        for position, sums in _sold_soon(holding, result.calendar, rule).items():
            back = (per_euro * np.minimum(counted_here, sums)).sum(axis=0)
            backs[position] = backs.get(position, 0.0) + back
            proceeds[position] = proceeds.get(position, 0.0) + sums.sum(axis=0)
    for position, back in backs.items():
        result.deduct("added_back", position, -np.where(proceeds[position] > rule.claw_back_threshold, back, 0.0))


def _sold_soon(holding: Holding, calendar: Calendar, rule: InvestmentDeduction) -> dict[int, Rows]:
    """Return what is sold or recovered too soon, by the position of the year it is sold in and the year it was bought.

    A life that the horizon cuts short is no sale.
    """
    life, fate, count = holding.life, holding.fate, holding.fate.works.size
    sold = (life.works > 0) & (life.end <= calendar.months)
    ending, ended = fate.ending_month(calendar.months)
    proceeds: dict[int, Rows] = {}
    for asset, cost in _counting(holding, rule):
        bought = np.broadcast_to(calendar.positions(asset.month), count)
        amount = np.where(cost > 0, np.where(sold, asset.residual, 0.0) + np.where(ended, asset.recovered, 0.0), 0.0)
        year = calendar.positions(np.where(ended, ending, asset.sold_month))
        soon = np.flatnonzero((year < bought + rule.claw_back_years) & (amount > 0))
        for position in np.unique(year[soon]).tolist():
            here = soon[year[soon] == position]
            by_year_bought = proceeds.setdefault(position, np.zeros((len(calendar.years), count)))
            by_year_bought[bought[here], here] += amount[here]
    return proceeds

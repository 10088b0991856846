"""Deductions for investing, as rows by calendar year: on the total of a year, or on each investment."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from roitool.cashflow.tax import investment_deduction
from roitool.exports.workbook.assets import AssetRows, bought_by_year, deductible
from roitool.exports.workbook.base_case import month_of, scalar
from roitool.exports.workbook.book import CENTS, PERCENT, WHOLE
from roitool.wording.places import field_name

if TYPE_CHECKING:
    from roitool.exports.workbook.by_year import ByYear
    from roitool.scenario.regime_assets import AssetDeduction, InvestmentDeduction

_AMOUNTS = ("minimum_per_asset", "nothing_up_to", "rate_up_to", "fixed", "fixed_up_to", "zero_above")
_RATES = ("rate", "phase_out")


def write_deductions(rows: AssetRows) -> tuple[list[str], list[str]]:
    """Write what may be deducted, and return how rows refer to what lowers the result and to what raises it."""
    regime = rows.by_year.regime
    lowers, raises = [], []
    if regime.investment_deduction is not None:
        lower, higher = _on_the_year(rows, regime.investment_deduction)
        lowers.append(lower)
        raises.append(higher)
    if regime.asset_deduction is not None:
        lowers.append(_on_each(rows, regime.asset_deduction))
    return lowers, raises


def _on_each(rows: AssetRows, rule: AssetDeduction) -> str:
    by_year, amounts = rows.by_year, []
    page, words = by_year.page, by_year.words
    for owned in rows.owned:
        rate = ""
        if deductible(owned.asset):
            label = words.text("workbook.deduction.rate_of", label=rows.label(owned.asset))
            rate = page.fixed(label, rule.rate_of(owned.asset.line.category), "", PERCENT)
        amounts.append(rate and f"{rate}*{owned.cost}")
    formula = bought_by_year(rows, amounts)
    return page.series(words.text("row.investment_deduction"), formula, rows.deducted, by_year.currency)


def _on_the_year(rows: AssetRows, rule: InvestmentDeduction) -> tuple[str, str]:
    by_year = rows.by_year
    page, words, currency = by_year.page, by_year.words, by_year.currency
    rules = {
        name: page.fixed(words.text(f"workbook.deduction.{name}"), getattr(rule, name), unit, shown)
        for names, unit, shown in ((_AMOUNTS, currency, WHOLE), (_RATES, "", "0.00%"))
        for name in names
    }
    other_row, others = _others(by_year)
    counts = [deductible(owned.asset) for owned in rows.owned]
    large = [
        f"IF({owned.cost}>={rules['minimum_per_asset']},{owned.cost},0)" if each else ""
        for owned, each in zip(rows.owned, counts, strict=True)
    ]
    bought = _counted(rows, rule)
    counted = page.series(
        words.text("workbook.deduction.counted"), bought_by_year(rows, large), bought.tolist(), currency
    )
    deducted_values = [
        float(investment_deduction(rule, other + own) - investment_deduction(rule, other)) + 0.0
        for other, own in zip(others, bought.tolist(), strict=True)
    ]
    formula = f"{_ladder(f'({other_row}+{counted})', rules)}-{_ladder(other_row, rules)}"
    deducted = page.series(words.text("row.investment_deduction"), formula, deducted_values, currency)
    return deducted, _added_back(rows, rule, counted, deducted, large)


def _added_back(rows: AssetRows, rule: InvestmentDeduction, counted: str, deducted: str, large: list[str]) -> str:
    """Write what is added to the result again because something is sold within some years of the year it was bought."""
    by_year = rows.by_year
    page, words, span, currency, calendar = (
        by_year.page,
        by_year.words,
        by_year.span,
        by_year.currency,
        by_year.calendar,
    )
    years = page.fixed(words.text("workbook.deduction.claw_back_years"), rule.claw_back_years, "", WHOLE)
    threshold = page.fixed(words.text("workbook.deduction.claw_back_threshold"), rule.claw_back_threshold, currency)
    record = by_year.chosen.flows.record
    last = -(-min(scalar(record.life.end), calendar.months) // 1)
    sold_position = calendar.position(int(last))
    in_life = scalar(record.life.end) <= calendar.months
    sold_year = page.figure(
        words.text("workbook.deduction.sold_year"),
        f"SUMPRODUCT(({rows.last}>{page.whole(span.begins)})*({rows.last}<={page.whole(span.ends)})"
        f"*{page.whole(span.year)})",
        calendar.years[sold_position],
        "",
        WHOLE,
    )
    soon = f"AND({rows.sold_in_life},{sold_year}-{span.year}<{years})"
    amounts = [
        f"IF({amount}>0,{owned.residual},0)" if amount else "" for owned, amount in zip(rows.owned, large, strict=True)
    ]
    sold = np.zeros(len(calendar.years))
    for owned in rows.owned:
        position = calendar.position(month_of(owned.asset.month))
        counts = deductible(owned.asset) and scalar(owned.asset.cost) >= rule.minimum_per_asset
        if counts and in_life and sold_position - position < rule.claw_back_years:
            sold[position] += scalar(owned.asset.residual)
    sold_row = page.series(
        words.text("workbook.deduction.sold"),
        f"IF({soon},{bought_by_year(rows, amounts)},0)",
        sold.tolist(),
        currency,
    )
    costs = _counted(rows, rule)
    per_euro = np.divide(np.maximum(rows.deducted, 0.0), costs, out=np.zeros_like(costs), where=costs > 0)
    back = per_euro * np.minimum(costs, sold)
    back_row = page.series(
        words.text("workbook.deduction.back"),
        f"IF({counted}>0,MAX({deducted},0)/{counted}*MIN({counted},{sold_row}),0)",
        back.tolist(),
        currency,
    )
    added = float(back.sum()) if sold.sum() > rule.claw_back_threshold else 0.0
    return page.series(
        words.text("row.added_back"),
        f"IF(AND({span.year}={sold_year},SUM({page.whole(sold_row)})>{threshold}),SUM({page.whole(back_row)}),0)",
        [added if position == sold_position else 0.0 for position in range(len(calendar.years))],
        currency,
    )


def _others(by_year: ByYear) -> tuple[str, list[float]]:
    """Write what else is invested in each year."""
    page, words, base, years = by_year.page, by_year.words, by_year.base, by_year.calendar.years
    parts, values = [], [0.0] * len(years)
    for other in base.scenario.company.other_investments:
        label = words.text("workbook.deduction.other_of", year=str(other.year))
        year = page.fixed(f"{label}: {field_name('year', words)}", other.year, "", WHOLE)
        value = base.scope.value(other.amount)
        amount = page.figure(label, base.scope.formula(other.amount), value, by_year.currency, CENTS)
        parts.append(f"IF({by_year.span.year}={year},{amount},0)")
        if other.year in years:
            values[years.index(other.year)] = value
    label = words.text("workbook.deduction.others")
    return page.series(label, "+".join(parts) or "0", values, by_year.currency), values


def _ladder(total: str, rules: dict[str, str]) -> str:
    falling = f"MAX({rules['fixed']}-{rules['phase_out']}*({total}-{rules['fixed_up_to']}),0)"
    above = f"IF({total}<={rules['fixed_up_to']},{rules['fixed']},IF({total}<={rules['zero_above']},{falling},0))"
    rising = f"IF({total}<={rules['rate_up_to']},{rules['rate']}*{total},{above})"
    return f"IF({total}<={rules['nothing_up_to']},0,{rising})"


def _counted(rows: AssetRows, rule: InvestmentDeduction) -> NDArray[np.float64]:
    calendar = rows.by_year.calendar
    costs = np.zeros(len(calendar.years))
    for owned in rows.owned:
        cost = scalar(owned.asset.cost)
        if deductible(owned.asset) and cost >= rule.minimum_per_asset:
            costs[calendar.position(month_of(owned.asset.month))] += cost
    return costs

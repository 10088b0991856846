"""Deductions for investing, as rows by calendar year: on the total of a year, or on each investment."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from roitool.cashflow.tax import investment_deduction
from roitool.exports.workbook.assets import AssetRows, bought_by_year, deductible, proceeds
from roitool.exports.workbook.base_case import month_of, scalar
from roitool.exports.workbook.book import CENTS, PERCENT, WHOLE
from roitool.wording.places import field_name

if TYPE_CHECKING:
    from roitool.cashflow.capital import Asset
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
    by_year, amounts = rows.by_year, [("", 0.0)] * len(rows.owned)
    page, words = by_year.page, by_year.words
    for position, owned in enumerate(rows.owned):
        if deductible(owned.asset):
            label = words.text("workbook.deduction.rate_of", label=rows.label(owned.asset))
            share = rule.rate_of(owned.asset.line.category)
            rate = page.fixed(label, share, "", PERCENT)
            amounts[position] = f"{rate}*{owned.cost}", share * scalar(owned.asset.cost)
    label = words.text("row.investment_deduction")
    return page.series(label, bought_by_year(rows, label, amounts), rows.deducted, by_year.currency)


def _on_the_year(rows: AssetRows, rule: InvestmentDeduction) -> tuple[str, str]:
    by_year = rows.by_year
    page, words, currency = by_year.page, by_year.words, by_year.currency
    rules = {
        name: page.fixed(words.text(f"workbook.deduction.{name}"), getattr(rule, name), unit, shown)
        for names, unit, shown in ((_AMOUNTS, currency, WHOLE), (_RATES, "", "0.00%"))
        for name in names
    }
    other_row, others = _others(by_year)
    least = rules["minimum_per_asset"]
    large = [f"IF({owned.cost}>={least},{owned.cost},0)" if deductible(owned.asset) else "" for owned in rows.owned]
    bought = _counted(rows, rule)
    label = words.text("workbook.deduction.counted")
    costs = [scalar(owned.asset.cost) if _counts(owned.asset, rule) else 0.0 for owned in rows.owned]
    sums = bought_by_year(rows, label, list(zip(large, costs, strict=True)))
    counted = page.series(label, sums, bought.tolist(), currency)
    deducted_values = [
        float(investment_deduction(rule, other + own) - investment_deduction(rule, other)) + 0.0
        for other, own in zip(others, bought.tolist(), strict=True)
    ]
    formula = f"{_ladder(f'({other_row}+{counted})', rules)}-{_ladder(other_row, rules)}"
    deducted = page.series(words.text("row.investment_deduction"), formula, deducted_values, currency)
    return deducted, _added_back(rows, rule, counted, deducted, large)


def _added_back(rows: AssetRows, rule: InvestmentDeduction, counted: str, deducted: str, large: list[str]) -> str:
    """Write what is added to the result again because something is sold within some years of the year it was bought.

    What is there at the end of the life is sold then; what is bought after it, in the year in which it is bought.
    """
    by_year = rows.by_year
    page, words, span, currency = by_year.page, by_year.words, by_year.span, by_year.currency
    years = page.fixed(words.text("workbook.deduction.claw_back_years"), rule.claw_back_years, "", WHOLE)
    threshold = page.fixed(words.text("workbook.deduction.claw_back_threshold"), rule.claw_back_threshold, currency)
    values = _Sold(rows, rule)
    sold_year = page.figure(
        words.text("workbook.deduction.sold_year"),
        f"SUMPRODUCT(({rows.last}>{page.whole(span.begins)})*({rows.last}<={page.whole(span.ends)})"
        f"*{page.whole(span.year)})",
        by_year.calendar.years[values.position],
        "",
        WHOLE,
    )
    late, kept = [], []
    for owned, amount in zip(rows.owned, large, strict=True):
        residual = f"IF({amount}>0,{owned.residual},0)"
        is_late, brings = f"({owned.month}>{rows.last})", values.proceeds(owned.asset)
        late.append((amount and f"{residual}*{is_late}", brings * values.is_late(owned.asset)))
        kept.append((amount and f"{residual}*(1-{is_late})", brings * (not values.is_late(owned.asset))))
    label = words.text("workbook.deduction.sold_at_once")
    sums = bought_by_year(rows, label, late)
    late_row = page.series(label, f"IF({rows.sold_in_life},{sums},0)", values.at_once.tolist(), currency)
    label = words.text("workbook.deduction.sold")
    sums = bought_by_year(rows, label, kept)
    soon = f"AND({rows.sold_in_life},{sold_year}-{span.year}<{years})"
    sold_row = page.series(
        label,
        f"IF({soon},{sums},0)+IF({span.year}={sold_year},{late_row},0)",
        values.at_the_end.tolist(),
        currency,
    )
    per_euro = f"MAX({deducted},0)/{counted}"
    back_row = page.series(
        words.text("workbook.deduction.back"),
        f"IF({counted}>0,{per_euro}*MIN({counted},{sold_row}),0)",
        values.back(values.at_the_end).tolist(),
        currency,
    )
    at_the_end = f"IF(SUM({page.whole(sold_row)})>{threshold},SUM({page.whole(back_row)}),0)"
    at_once = f"IF(AND({late_row}>{threshold},{counted}>0),{per_euro}*MIN({counted},{late_row}),0)"
    return page.series(
        words.text("row.added_back"),
        f"IF({span.year}={sold_year},{at_the_end},{at_once})",
        values.added_back(),
        currency,
    )


class _Sold:
    """What is sold too soon, by the year in which it was bought, and what is added back for it.

    Attributes
    ----------
    position
        Of the year in which the life ends.
    at_the_end, at_once
        Proceeds in that year; of what is bought later.
    """

    def __init__(self, rows: AssetRows, rule: InvestmentDeduction) -> None:
        calendar, record = rows.by_year.calendar, rows.by_year.chosen.flows.record
        stopped = bool(record.fate.stopped.any())
        end = scalar(record.fate.ending) if stopped else scalar(record.life.end)
        self._rule, self._last = rule, int(-(-min(end, calendar.months) // 1))
        self.position = calendar.position(self._last)
        self.at_the_end, self.at_once = np.zeros((2, len(calendar.years)))
        self._counted = _counted(rows, rule)
        self._deducted = np.maximum(rows.deducted, 0.0)
        for asset in (owned.asset for owned in rows.owned if end <= calendar.months):
            bought = calendar.position(month_of(asset.month))
            if self.is_late(asset):
                self.at_once[bought] += self.proceeds(asset)
            elif self.position - bought < rule.claw_back_years:
                self.at_the_end[bought] += self.proceeds(asset)
        self.at_the_end[self.position] += self.at_once[self.position]

    def is_late(self, asset: Asset) -> bool:
        """Tell whether an investment is bought after the end of the life."""
        return month_of(asset.month) > self._last

    def proceeds(self, asset: Asset) -> float:
        """Return what an investment brings when it is sold, if it counted for the deduction."""
        return proceeds(asset) if _counts(asset, self._rule) else 0.0

    def back(self, sold: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return the deduction on some proceeds."""
        per_euro = np.divide(self._deducted, self._counted, out=np.zeros_like(sold), where=self._counted > 0)
        return per_euro * np.minimum(self._counted, sold)

    def added_back(self) -> list[float]:
        """Return what is added to the result of each year."""
        added = np.where(self.at_once > self._rule.claw_back_threshold, self.back(self.at_once), 0.0)
        enough = self.at_the_end.sum() > self._rule.claw_back_threshold
        added[self.position] = self.back(self.at_the_end).sum() if enough else 0.0
        return list(map(float, added))


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
        if _counts(owned.asset, rule):
            costs[calendar.position(month_of(owned.asset.month))] += scalar(owned.asset.cost)
    return costs


def _counts(asset: Asset, rule: InvestmentDeduction) -> bool:
    """Tell whether an investment is large enough for the deduction of its year."""
    return deductible(asset) and scalar(asset.cost) >= rule.minimum_per_asset

"""What investments do to the taxable result, year by year: depreciation, write-off, deductions for investing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from roitool.cashflow.depreciation import depreciation
from roitool.exports.workbook.base_case import month_of, scalar
from roitool.exports.workbook.book import CENTS, HALF_A_CENT, PERCENT, WHOLE
from roitool.exports.workbook.long_sums import in_parts
from roitool.exports.workbook.periods import BEFORE

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from roitool.cashflow.arrays import Rows
    from roitool.cashflow.capital import Asset
    from roitool.exports.workbook.by_year import ByYear, YearSpan
    from roitool.exports.workbook.lines import Spending


@dataclass(frozen=True, slots=True)
class Owned:
    """An investment by the cells of what it costs, what it is sold for, and the months of both."""

    asset: Asset
    cost: str
    residual: str
    month: str

    def in_year(self, year: YearSpan, amount: str) -> str:
        """Return an amount in the year in which it is bought."""
        return f"IF({year.holds(f'MAX({self.month},1)')},{amount},0)"


class AssetRows:
    """Writes the rows of the investments of one candidate on a sheet of years.

    Parameters
    ----------
    assets, deductions
        The investments as the company's own, and what the program deducts for them, by name and year.
    above_quote
        Positions of lines of which only what exceeds the quote is the company's own.

    Attributes
    ----------
    ties
        Of each that is written down, a formula that is 1 where what is deducted does not add up.
    """

    def __init__(
        self,
        by_year: ByYear,
        assets: Sequence[Asset],
        deductions: Mapping[str, Rows],
        above_quote: Collection[int] = (),
    ) -> None:
        self.by_year = by_year
        self._above_quote = above_quote
        found = deductions.get("investment_deduction")
        count = len(by_year.calendar.years)
        self.deducted = [0.0] * count if found is None else [float(row[0]) + 0.0 for row in found]
        elsewhere, timing = by_year.money.page.sheet.from_elsewhere, by_year.money.timing
        self._go_live, self._end = elsewhere(timing.go_live), elsewhere(timing.end)
        self._horizon, self._last = elsewhere(timing.horizon), elsewhere(timing.last)
        self._stop = None if timing.stop is None else timing.stop.elsewhere(by_year.money.page.sheet)
        self._ends, ended = by_year.chosen.flows.record.fate.ending_month(by_year.calendar.months)
        self._ended = bool(ended.any())
        self.owned = [self._owned(asset) for asset in assets]
        self.ties: list[str] = []

    def written_down(self) -> list[str]:
        """Write depreciation and write-off of each, and return how rows refer to them."""
        return [row for owned in self.owned for row in self._written_down(owned)]

    @property
    def sold_in_life(self) -> str:
        """The condition that the life ends within the horizon, so that what is sold then is a sale."""
        in_life = f"{self._end}<={self._horizon}"
        return in_life if self._stop is None else f"OR({self._stop.stopped}=1,{in_life})"

    @property
    def last(self) -> str:
        """The month in which what is left is sold; of a project that is stopped, that in which it ends."""
        return self._if_stopped(self._last)

    def sold_month(self, asset: Asset) -> int:
        """Return the month in which an investment is sold."""
        return month_of(self._ends if self._ended else asset.sold_month)

    def _if_stopped(self, goes_on: str) -> str:
        """Return the month in which a stopped project ends, or another one; what ends at once does so in month 1."""
        stop = self._stop
        return goes_on if stop is None else f"IF({stop.stopped}=1,MAX({stop.ending},1),{goes_on})"

    def label(self, asset: Asset) -> str:
        """Return what the line of an investment is called."""
        return self.by_year.words.label(asset.line.label) or asset.line.id

    def _owned(self, asset: Asset) -> Owned:
        page, words, currency = self.by_year.page, self.by_year.words, self.by_year.currency
        spending = self.by_year.money.spending[asset.position]
        elsewhere = self.by_year.money.page.sheet.from_elsewhere
        label = self.label(asset)
        spent, sold = elsewhere(spending.spent), "0"
        only_above = asset.position in self._above_quote
        if only_above:
            spent = f"MAX({spent}-{elsewhere(spending.quote)},0)"
        cost = page.figure(words.text("workbook.asset.cost", label=label), spent, scalar(asset.cost), currency, CENTS)
        month = page.figure(
            words.text("workbook.line.booked", label=label),
            elsewhere(spending.month),
            -(-scalar(self.by_year.chosen.flows.columns.at("lines", asset.position, "month")) // 1),
            "",
            WHOLE,
        )
        share = "" if only_above else self._share_sold(spending)
        if share:
            sold = f"IF({month}<={self._horizon},{elsewhere(spending.quote)}*{share},0)"
        residual = page.figure(
            words.text("workbook.asset.residual", label=label), sold, proceeds(asset), currency, CENTS
        )
        return Owned(asset, cost, residual, month)

    def _share_sold(self, spending: Spending) -> str:
        """Return the share of a quote that an investment is sold for, empty where it never is."""
        residual, stop = spending.residual, self._stop
        share = "" if residual is None else self.by_year.money.page.sheet.from_elsewhere(residual)
        if stop is None:
            return share
        if stop.recovered is None:
            return share and f"{share}{stop.works}"
        return f"IF({stop.stopped}=1,{stop.recovered},{share or '0'})"

    def _written_down(self, owned: Owned) -> tuple[str, str]:
        page, words, span, asset = self.by_year.page, self.by_year.words, self.by_year.span, owned.asset
        label, currency, calendar = self.label(asset), self.by_year.currency, self.by_year.calendar
        years = asset.line.fiscal_life_years or self.by_year.regime.depreciation.life(asset.line.category)
        fiscal = page.fixed(
            words.text("workbook.asset.fiscal", label=label), 12 * years, words.text("workbook.unit.months")
        )
        start = f"MAX({self._go_live},{owned.month})"
        in_use = f"MAX(MIN({start}+{fiscal},{self._end},{span.ends})-MAX({start},{span.begins}),0)"
        life = self.by_year.chosen.flows.record.life
        taken = depreciation(
            asset.cost * life.works - asset.residual,
            np.maximum(life.go_live, asset.month),
            12.0 * years,
            life.end,
            calendar,
            asset.line.declining_rate,
        )
        values = [scalar(amount) for amount in taken.by_year]
        values += [0.0] * (len(calendar.years) - len(values))
        worth = f"({owned.cost}-{owned.residual})"
        amount = worth if self._stop is None else f"({worth}{self._stop.works})"
        if asset.line.declining_rate is None:
            formula = f"{amount}/{fiscal}*{in_use}"
        else:
            rate = page.fixed(
                words.text("workbook.asset.declining", label=label), asset.line.declining_rate, "", PERCENT
            )
            so_far = f"SUM({page.sheet.cell(page.row, BEFORE)}:{{p}}${page.row + 1})"
            left = f"({start}+{fiscal}-MAX({start},{span.begins}))"
            evenly = f"IF({left}>0,{in_use}/{left},0)"
            formula = f"({amount}-{so_far})*MIN(MAX({rate}*{in_use}/12,{evenly}),1)"
        depreciated = page.series(words.text("workbook.asset.depreciation", label=label), formula, values, currency)
        sold = self._if_stopped(f"MIN(MAX({self._last},{owned.month}),{self._horizon})")
        position = calendar.position(self.sold_month(asset))
        rest = scalar(asset.cost) - sum(values) - proceeds(asset)
        written_off = page.series(
            words.text("workbook.asset.write_off", label=label),
            f"IF({span.holds(sold)},{owned.cost}-SUM({page.whole(depreciated)})-{owned.residual},0)",
            _only(rest, position, len(calendar.years)),
            currency,
        )
        taken_off = f"SUM({page.whole(depreciated)})+SUM({page.whole(written_off)})"
        self.ties.append(f"IF(ABS({taken_off}-{worth})<{HALF_A_CENT},0,1)")
        return depreciated, written_off


def bought_by_year(rows: AssetRows, label: str, amounts: Sequence[tuple[str, float]]) -> str:
    """Return the formula of what of some amounts, one of each investment, falls in the year of its month.

    Where they are too many for one formula, its parts get rows of their own.

    Parameters
    ----------
    amounts
        Formulas and what they come to; an empty one is left out.
    """
    by_year, pairs = rows.by_year, zip(rows.owned, amounts, strict=True)
    having = [(owned, formula, value) for owned, (formula, value) in pairs if formula]
    terms = [owned.in_year(by_year.span, formula) for owned, formula, _ in having]
    parts = list(in_parts(terms))
    if len(parts) == 1:
        return "+".join(terms) or "0"
    sums = []
    for number, part in enumerate(parts, start=1):
        values = [0.0] * len(by_year.calendar.years)
        for owned, _, value in having[part]:
            values[by_year.calendar.position(month_of(owned.asset.month))] += value
        name = by_year.words.text("workbook.part", label=label, number=str(number))
        sums.append(by_year.page.series(name, "+".join(terms[part]), values, by_year.currency))
    return "+".join(sums)


def proceeds(asset: Asset) -> float:
    """Return what an investment is sold for, at the end of its life or where the project ends before."""
    return scalar(asset.residual) + scalar(asset.recovered)


def deductible(asset: Asset) -> bool:
    """Tell whether an investment counts for deductions."""
    return asset.line.deductible


def _only(value: float, position: int, count: int) -> list[float]:
    return [value if each == position else 0.0 for each in range(count)]

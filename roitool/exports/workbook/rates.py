"""NPV at other rates, and the internal rate of return that follows from where it changes sign.

A spreadsheet's IRR shows one rate where there are several, and fails where its guess is poor. Here the NPV at fixed
rates tells how many there are and where to look; the span is the one in which the program counts rates.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING

from roitool.exports.workbook.book import HALF_A_CENT, MONEY, PERCENT, WHOLE
from roitool.exports.workbook.charts import Course, by_rate
from roitool.measures import internal_rate, npv

if TYPE_CHECKING:
    from roitool.exports.workbook.book import Sheet

_PERCENTAGES = (
    *(-50, -45, -40, -35, -30, -25, -20, -15, -10, -8, -6, -4, -2, 0, 2, 4, 6, 8, 10, 12, 14, 16, 18, 20, 25, 30),
    *(35, 40, 45, 50, 60, 80, 100, 150, 200, 300, 500, 700, 1000),
)
_PICTURED = (0.0, 0.5)
_CHART_ABOVE, _CHART_SIZE = 20, (420, 300)
"""Pixels above the chart, and those that it takes."""
_LABEL, _RATE, _FIRST = range(3)
_MONTHLY = "0.0000%"


@dataclass(frozen=True)
class Flows:
    """A cash flow by month: its title, how other sheets name it and the numbers of its months, and its amounts."""

    title: str
    cells: str
    months: str
    values: list[float]

    def present(self, rate: float) -> float:
        """Return its NPV at a rate per year."""
        return npv((1.0 + rate) ** (1 / 12) - 1.0, self.values)

    @cached_property
    def roots(self) -> list[float]:
        """The rates per year within the span at which it is 0."""
        low, high = _PERCENTAGES[0] / 100, _PERCENTAGES[-1] / 100
        found = internal_rate(self.values, 12).roots
        return [each for each in found if low <= each <= high or math.isclose(each, low) or math.isclose(each, high)]

    def discounted(self, rate: str) -> str:
        """Return the formula of its NPV at a rate per month."""
        return f"SUMPRODUCT({self.cells},(1+{rate})^(-{self.months}))"


@dataclass(frozen=True, slots=True)
class Internal:
    """An internal rate of return: its formula on this sheet, what that comes to, and a check of it."""

    formula: str
    value: float | str
    check: str


def write_rates(sheet: Sheet, row: int, found: Sequence[Flows], currency: str) -> list[Internal]:
    """Write the table from a row on, with a picture beside it, and return the internal rate of each cash flow."""
    words = sheet.book.words
    sheet.text(row, _LABEL, words.text("workbook.rates.title"), "heading")
    sheet.text(row, _RATE, words.text("workbook.rates.rate"), "wrapped_header")
    columns = range(_FIRST, _FIRST + len(found))
    for column, flows in zip(columns, found, strict=True):
        sheet.text(row, column, flows.title, "wrapped_header")
    rates = _rates(found)
    first, last = row + 1, row + len(rates)
    for place, rate in enumerate(rates, start=first):
        cell = sheet.number(place, _RATE, rate, "value", PERCENT)
        for column, flows in zip(columns, found, strict=True):
            formula = f"SUMPRODUCT({flows.cells},(1+{cell})^(-{flows.months}/12))"
            sheet.formula(place, column, formula, flows.present(rate), "live", MONEY)
    pictured = [place for place, rate in enumerate(rates, start=first) if _PICTURED[0] <= rate <= _PICTURED[1]]
    across, drawn = _down(sheet, pictured, _RATE), []
    for column in columns:
        title = sheet.from_elsewhere(sheet.cell(row, column))
        drawn.append(Course(title, across, _down(sheet, pictured, column)))
    if drawn:
        chart = by_rate(sheet.book, drawn, currency, _PICTURED)
        sheet.chart(first, chart, (0, _CHART_ABOVE), _CHART_SIZE, words.text("workbook.rates.title"))
    for offset, code in enumerate(("count", "guess", "monthly", "closer"), start=1):
        sheet.text(last + offset, _LABEL, words.text(f"workbook.rates.{code}"))
    return [
        _Solving(sheet, column, (first, last), rates, flows).written()
        for column, flows in zip(columns, found, strict=True)
    ]


class _Solving:
    """The way from the NPVs of one cash flow to its internal rate of return, in the column below them."""

    def __init__(self, sheet: Sheet, column: int, rows: tuple[int, int], rates: Sequence[float], flows: Flows) -> None:
        self._sheet, self._column, self._rows = sheet, column, rows
        self._rates, self._flows = rates, flows
        self._negative = [flows.present(rate) < 0.0 for rate in rates]
        self._cells = [place for place, (one, after) in enumerate(pairwise(self._negative)) if one != after]

    def written(self) -> Internal:
        """Write how many rates there are, where to look, and what is found there per month."""
        sheet, column, below, flows = self._sheet, self._column, self._rows[1] + 1, self._flows
        rate = self._rate()
        monthly_value = (1.0 + rate) ** (1 / 12) - 1.0
        low, high = self._neighbours(column)
        changes = f"(({low}<0)<>({high}<0))"
        count = sheet.formula(below, column, f"SUMPRODUCT({changes}*1)", len(self._cells), "live", WHOLE)
        low, high = self._neighbours(_RATE)
        looked = f"IF({count}=1,SUMPRODUCT({changes}*({low}+{high}))/2,0)"
        guess = sheet.formula(below + 1, column, looked, self._middle(), "live", PERCENT)
        start = f"(1+{guess})^(1/12)-1"
        found = f"IF({count}=1,IFERROR(IRR({flows.cells},{start}),{start}),0)"
        monthly = sheet.formula(below + 2, column, found, monthly_value, "live", _MONTHLY)
        # A step of Newton's method: programs stop their IRR at different distances.
        slope = f"SUMPRODUCT({flows.months},{flows.cells},(1+{monthly})^(-{flows.months}))"
        step = f"{monthly}+{flows.discounted(monthly)}*(1+{monthly})/{slope}"
        stepped = f"IF({count}=1,IFERROR({step},{monthly}),0)"
        closer = sheet.formula(below + 3, column, stepped, monthly_value, "live", _MONTHLY)
        return self._told(count, closer, rate)

    def _told(self, count: str, monthly: str, rate: float) -> Internal:
        """Return the rate per year, or the word for that there is not one, with a check that the NPV there is 0."""
        words, flows, named = self._sheet.book.words, self._flows, self._sheet.from_elsewhere
        several = words.text("workbook.rates.several")
        none, loses, gains = (words.text(f"irr.{code}") for code in ("none", "always_loses", "always_gains"))
        least = self._sheet.cell(self._rows[0], self._column)
        no_rate = f'IF(AND(MAX({flows.cells})=0,MIN({flows.cells})=0),"{none}",IF({least}<0,"{loses}","{gains}"))'
        value: float | str = rate
        if len(self._cells) > 1:
            value = f"{several} ({len(self._cells)})"
        elif not self._cells:
            value = loses if self._negative[0] else gains if any(flows.values) else none
        there = named(monthly)
        # Below a rate of 0 in money of the last month, where rounding does not grow out of hand.
        rest = f"ABS({flows.discounted(there)})*MIN(1,(1+{there})^MAX({flows.months}))"
        return Internal(
            f'IF({count}=1,(1+{monthly})^12-1,IF({count}>1,"{several} ("&{count}&")",{no_rate}))',
            value,
            f"IF(AND({named(count)}=1,{rest}>={HALF_A_CENT}),1,0)",
        )

    def _rate(self) -> float:
        """Return the rate where there is one; 0 elsewhere, as the cells show it."""
        if len(self._cells) != 1:
            return 0.0
        low, high = self._around()
        # The nearest, for one at the very rate of a row may lie beside its cells by rounding.
        return min(self._flows.roots, key=lambda each: max(low - each, each - high))

    def _middle(self) -> float:
        return sum(self._around()) / 2 if len(self._cells) == 1 else 0.0

    def _around(self) -> tuple[float, float]:
        (cell,) = self._cells
        return self._rates[cell], self._rates[cell + 1]

    def _neighbours(self, column: int) -> tuple[str, str]:
        """Return all cells of a column of the table but the last, and all but the first."""
        (first, last), cell = self._rows, self._sheet.cell
        return f"{cell(first, column)}:{cell(last - 1, column)}", f"{cell(first + 1, column)}:{cell(last, column)}"


def _down(sheet: Sheet, rows: Sequence[int], column: int) -> str:
    """Return the cells of a column from the first to the last of some rows, for a chart."""
    return sheet.from_elsewhere(f"{sheet.cell(rows[0], column)}:{sheet.cell(rows[-1], column)}")


def _rates(found: Sequence[Flows]) -> list[float]:
    """Return the rates, with one more between two internal rates that no other rate would keep apart."""
    rates = {percentage / 100 for percentage in _PERCENTAGES}
    for flows in found:
        for one, other in pairwise(flows.roots):
            if not any(one < rate < other for rate in rates):
                rates.add((one + other) / 2)
    return sorted(rates)

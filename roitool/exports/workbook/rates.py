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

from roitool.exports.workbook.book import HALF_A_CENT, MONEY, PERCENT, WHOLE, Curves
from roitool.measures import internal_rate, npv

if TYPE_CHECKING:
    from roitool.exports.workbook.book import Sheet

_PERCENTAGES = (
    *(-50, -45, -40, -35, -30, -25, -20, -15, -10, -8, -6, -4, -2, 0, 2, 4, 6, 8, 10, 12, 14, 16, 18, 20, 25, 30),
    *(35, 40, 45, 50, 60, 80, 100, 150, 200, 300, 500, 700, 1000),
)
_PICTURED = (0.0, 0.5)
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
    axes = (words.text("workbook.rates.rate"), f"{words.text('workbook.measure.npv')}, {currency}")
    sheet.curves(first + 1, _LABEL, Curves(axes, row, (pictured[0], pictured[-1]), _RATE, tuple(columns), _PICTURED))
    codes = ("count", "guess", "monthly", "closer")
    for offset, code in enumerate(codes, start=1):
        sheet.text(last + offset, _LABEL, words.text(f"workbook.rates.{code}"))
    return [_solved(sheet, column, (first, last), rates, flows) for column, flows in zip(columns, found, strict=True)]


def _solved(sheet: Sheet, column: int, rows: tuple[int, int], rates: Sequence[float], flows: Flows) -> Internal:
    """Write below its NPVs how many rates there are, where to look, and what is found there per month."""
    words = sheet.book.words
    (first, last), row = rows, rows[1] + 1
    low, high = ((f"{sheet.cell(begin, column)}:{sheet.cell(end, column)}") for begin, end in _shifted(first, last))
    changes = f"(({low}<0)<>({high}<0))"
    negative = [flows.present(rate) < 0.0 for rate in rates]
    cells = [place for place, (one, next_one) in enumerate(pairwise(negative)) if one != next_one]
    unique = len(cells) == 1
    guess_value = (rates[cells[0]] + rates[cells[0] + 1]) / 2 if unique else 0.0
    rate = next((each for each in flows.roots if unique and rates[cells[0]] <= each <= rates[cells[0] + 1]), 0.0)
    monthly_value = (1.0 + rate) ** (1 / 12) - 1.0

    count = sheet.formula(row, column, f"SUMPRODUCT({changes}*1)", len(cells), "live", WHOLE)
    rates_low, rates_high = (
        (f"{sheet.cell(begin, _RATE)}:{sheet.cell(end, _RATE)}") for begin, end in _shifted(first, last)
    )
    middle = f"SUMPRODUCT({changes}*({rates_low}+{rates_high}))/2"
    guess = sheet.formula(row + 1, column, f"IF({count}=1,{middle},0)", guess_value, "live", PERCENT)
    start = f"(1+{guess})^(1/12)-1"
    looked = f"IF({count}=1,IFERROR(IRR({flows.cells},{start}),{start}),0)"
    monthly = sheet.formula(row + 2, column, looked, monthly_value, "live", _MONTHLY)
    # A step of Newton's method: programs stop their IRR at different distances.
    slope = f"SUMPRODUCT({flows.months},{flows.cells},(1+{monthly})^(-{flows.months}))"
    step = f"{monthly}+{flows.discounted(monthly)}*(1+{monthly})/{slope}"
    closer = sheet.formula(
        row + 3, column, f"IF({count}=1,IFERROR({step},{monthly}),0)", monthly_value, "live", _MONTHLY
    )
    named = sheet.from_elsewhere
    last_month = f"MAX({flows.months})"
    # Below a rate of 0 in money of the last month, where rounding does not grow out of hand.
    rest = f"ABS({flows.discounted(named(closer))})*MIN(1,(1+{named(closer)})^{last_month})"
    none, loses, gains = (words.text(f"irr.{code}") for code in ("none", "always_loses", "always_gains"))
    several = words.text("workbook.rates.several")
    least = sheet.cell(first, column)
    no_rate = f'IF(AND(MAX({flows.cells})=0,MIN({flows.cells})=0),"{none}",IF({least}<0,"{loses}","{gains}"))'
    value: float | str = rate
    if not unique:
        value = f"{several} ({len(cells)})" if cells else loses if negative[0] else gains if any(flows.values) else none
    return Internal(
        f'IF({count}=1,(1+{closer})^12-1,IF({count}>1,"{several} ("&{count}&")",{no_rate}))',
        value,
        f"IF(AND({named(count)}=1,{rest}>={HALF_A_CENT}),1,0)",
    )


def _shifted(first: int, last: int) -> tuple[tuple[int, int], tuple[int, int]]:
    return (first, last - 1), (first + 1, last)


def _rates(found: Sequence[Flows]) -> list[float]:
    """Return the rates, with one more between two internal rates that no other rate would keep apart."""
    rates = {percentage / 100 for percentage in _PERCENTAGES}
    for flows in found:
        for one, other in pairwise(flows.roots):
            if not any(one < rate < other for rate in rates):
                rates.add((one + other) / 2)
    return sorted(rates)

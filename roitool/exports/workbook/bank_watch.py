"""Where a bank balance is lowest, and whether it is short, within the survival window."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING

from roitool.cashflow.bank import SURVIVAL_MONTHS, survival_window
from roitool.cashflow.company import HALF_A_CENT
from roitool.exports.workbook.base_case import month_of, scalar
from roitool.exports.workbook.book import WHOLE
from roitool.exports.workbook.periods import before

if TYPE_CHECKING:
    from collections.abc import Iterator

    from roitool.cashflow.arrays import Months
    from roitool.exports.workbook.financing import FinancingSheet
    from roitool.exports.workbook.financing_parts import Payments
    from roitool.exports.workbook.periods import Row

_BALANCES = ("without", "with")


@dataclass(frozen=True, slots=True)
class Watched:
    """What is watched of the balance without and with the candidate.

    Attributes
    ----------
    window
        The last month of the survival window.
    limit
        The balance below which the company is short, by month.
    rounding
        The cell of what balances may differ by rounding.
    lowest, short
        The lowest balance so far, and whether the company is short (1), by month; without and with.
    """

    window: Months
    limit: Row
    rounding: str
    lowest: tuple[Row, Row]
    short: tuple[Row, Row]

    def answers(self, payments: Payments) -> Iterator[tuple[str, tuple[str, float | str]]]:
        """Yield by name the formulas of how low it gets and when, and of the first short month, with their values."""
        page, never = payments.page, payments.words.text("workbook.never")
        months = page.whole(payments.month)
        for name, lowest, short in zip(_BALANCES, self.lowest, self.short, strict=True):
            final, least = page.final(lowest.reference), lowest.values[-1]
            # The months before the lowest one: all in which it was still higher.
            higher = f"({page.whole(lowest.reference)}>{final}+{self.rounding})"
            yield f"lowest_{name}", (final, least)
            when = sum(each > least + HALF_A_CENT for each in lowest.values)
            yield f"lowest_{name}_month", (f"SUMPRODUCT({higher}*1)", when)
            cells = page.whole(short.reference)
            first = short.values.index(1.0) if any(short.values) else never
            formula = f'IF(SUM({cells})=0,"{never}",INDEX({months},MATCH(1,{cells},0)))'
            yield f"short_{name}", (formula, first)


def write_watched(payments: Payments, financing: FinancingSheet, limit_cell: str, balances: tuple[Row, Row]) -> Watched:
    """Write the rows that watch the balance without and with the candidate."""
    page, words, course = payments.page, payments.words, payments.base.company.course
    below = [scalar(course.limit)] * (payments.months + 1)
    limit = payments.row("workbook.bank.limit", limit_cell, below, added_up=False)
    page.section(words.text("workbook.section.watched"))
    window = survival_window(tuple(way.flows for way in financing.ways.values()), payments.base.calendar)
    last = _window(payments, financing, month_of(window))
    rounding = page.fixed(words.text("workbook.bank.rounding"), HALF_A_CENT, payments.currency, "0.000")
    lowest, short = [], []
    inside = f"{payments.month}<={last}"
    for name, balance in zip(_BALANCES, balances, strict=True):
        seen = [each for month, each in enumerate(balance.values) if month <= month_of(window)]
        rest = payments.months + 1 - len(seen)
        so_far = list(accumulate(seen, min))
        earlier = before(page.reference(page.row))
        lowest.append(
            payments.row(
                f"workbook.bank.so_far_{name}",
                f"IF({payments.month}=0,{balance.reference},IF({inside},MIN({earlier},{balance.reference}),{earlier}))",
                [*so_far, *([so_far[-1]] * rest)],
                added_up=False,
            )
        )
        short.append(
            payments.row(
                f"workbook.bank.is_short_{name}",
                f"IF(AND({inside},{balance.reference}<{limit.reference}-{rounding}),1,0)",
                [*(float(each < scalar(course.short_below)) for each in seen), *([0.0] * rest)],
                shown=WHOLE,
            )
        )
    return Watched(window, limit, rounding, (lowest[0], lowest[1]), (short[0], short[1]))


def _window(payments: Payments, financing: FinancingSheet, value: int) -> str:
    """Write the last month that counts: three years, or as long as the longest financing runs."""
    unit = payments.words.text("workbook.unit.months")
    least = payments.page.fixed(payments.words.text("workbook.bank.least"), SURVIVAL_MONTHS, unit, WHOLE)
    elsewhere = financing.payments.page.sheet.from_elsewhere
    ends = [elsewhere(way.beside.ends) for way in financing.ways.values() if way.beside is not None]
    formula = f"MIN({payments.horizon},MAX({','.join((least, *ends))}))"
    return payments.moment("workbook.bank.window", formula, value)

"""The sheet of paying by month, as each of its parts writes to it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from roitool.exports.workbook.base_case import month_of, scalar
from roitool.exports.workbook.book import CENTS, MONEY, WHOLE
from roitool.exports.workbook.candidate_sheet import CandidateSheet
from roitool.exports.workbook.long_sums import grouped, in_parts
from roitool.exports.workbook.periods import Row
from roitool.scenario.lines import OneOff, RunningCost
from roitool.scenario.references import BOUNDS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from roitool.cashflow.spending import Spent
    from roitool.exports.workbook.book import Style
    from roitool.exports.workbook.by_year import ByYear
    from roitool.exports.workbook.lines import MoneyRow
    from roitool.scenario.base import Part


@dataclass(frozen=True, slots=True)
class Dated:
    """Amounts of some lines, each in a month of its own, by the cells of both."""

    months: tuple[str, ...]
    amounts: tuple[str, ...]
    values: tuple[tuple[int, float], ...]

    def at(self, month: str) -> str:
        """Return the formula of what falls in a month."""
        return f"SUMIF({_range(self.months)},{month},{_range(self.amounts)})"

    @property
    def sum(self) -> str:
        """The formula of all of them together."""
        return f"SUM({_range(self.amounts)})"

    def by_month(self, months: int, factor: float = 1.0) -> list[float]:
        """Return what the amounts come to in each month up to the last, times a factor."""
        rows = [0.0] * (months + 1)
        for month, amount in self.values:
            rows[month] += factor * amount
        return rows


@dataclass(frozen=True, slots=True)
class Beside:
    """What a way of paying does beside paying cash, before tax; every row by month.

    Attributes
    ----------
    flows
        What passes the bank account, VAT and what a lessor keeps left out.
    costs, service
        What is deducted of it, and what debt service cover counts (interest and repayment, or fees); as positive
        amounts, each with its label.
    spared
        Running costs that fall away.
    forgone, vat
        Residual values that a lessor keeps, and VAT that is not paid in advance; None where there is neither.
    ends, ends_value
        The cell of the month in which it ends.
    not_bought
        Positions of lines that are not bought, or only as far as they exceed their quote.
    checks
        What has to hold: a label and a formula of this sheet that is 0 where it does.
    """

    flows: Row
    costs: tuple[tuple[str, Row], ...]
    service: tuple[tuple[str, Row], ...]
    ends: str
    ends_value: int
    spared: Row | None = None
    forgone: Row | None = None
    vat: Row | None = None
    not_bought: frozenset[int] = frozenset()
    checks: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Payments(CandidateSheet):
    """The sheet; `month` and `year` are how its rows refer to those of a column."""

    month: str
    year: str

    @property
    def months(self) -> int:
        """The last month."""
        return self.calendar.months

    @property
    def horizon(self) -> str:
        """The cell of the last month."""
        return self.elsewhere(self.money.timing.horizon)

    @property
    def own_time(self) -> list[MoneyRow]:
        """The rows of own time, whose wages are paid already, on the sheet of cash flow."""
        lines = self.chosen.candidate.lines
        own = {line.id for line in lines if isinstance(line, OneOff | RunningCost) and line.own_time}
        return [row for row in self.money.rows if row.line in own]

    def elsewhere(self, cell: str) -> str:
        """Return a cell of the sheet of cash flow as this sheet refers to it."""
        return self.money.page.sheet.from_elsewhere(cell)

    def whole(self, row: Row) -> str:
        """Return all months of a row of this sheet for formulas of other sheets."""
        return self.page.sheet.from_elsewhere(self.page.whole(row.reference))

    def in_year(self, by_year: ByYear, label: str, row: Row) -> str:
        """Write a row of this sheet added up on a sheet of years, and return how rows there refer to it."""
        years = self.page.sheet.from_elsewhere(self.page.whole(self.year))
        formula = f"SUMIF({years},{by_year.span.year},{self.whole(row)})"
        return by_year.page.series(label, formula, by_year.sums(row.values), self.currency, style="link")

    def line(self, row: int) -> str:
        """Return how rows refer to a row of the sheet of cash flow."""
        return self.elsewhere(self.money.page.reference(row))

    def row(
        self,
        code: str,
        formula: str,
        values: Sequence[float],
        *,
        style: Style = "live",
        shown: str = MONEY,
        added_up: bool = True,
    ) -> Row:
        """Write a row of money."""
        label = self.words.text(code)
        kept = [float(value) for value in values]
        unit = self.currency if shown == MONEY else ""
        reference = self.page.series(label, formula, kept, unit, style=style, shown=shown, added_up=added_up)
        return Row(reference, kept)

    def kept(self, code: str, values: Sequence[float]) -> str:
        """Write a row of what the program calculated, and return how rows refer to it."""
        return self.page.values(self.words.text(code), values, self.currency)

    def figure(self, part: Part, name: str, shown: str = CENTS, called: str = "") -> str:
        """Write what a field of a way of paying comes to, by its own name or another, and return its cell."""
        scope, text = self.chosen.scope, getattr(part, name)
        unit = self.currency if shown == CENTS else ""
        label = self.words.text(f"workbook.financing.{called or name}")
        return self.page.figure(label, scope.formula(text), scope.value(text), unit, shown, BOUNDS[type(part)][name])

    def moment(self, code: str, formula: str, value: float, shown: str = WHOLE) -> str:
        """Write a moment, and return its cell."""
        return self.page.figure(self.words.text(code), formula, value, self.words.text("workbook.unit.months"), shown)

    def block(
        self, code: str, items: Sequence[Spent], formulas: Sequence[str], values: Sequence[float], shown: str = CENTS
    ) -> tuple[str, ...]:
        """Write a figure of each of some lines below each other, and return their cells."""
        unit = self.currency if shown == CENTS else ""
        return tuple(
            self.page.figure(
                self.words.text(code, label=self.words.label(item.line.label) or item.line.id),
                formula,
                value,
                unit,
                shown,
            )
            for item, formula, value in zip(items, formulas, values, strict=True)
        )

    def quoted(self, items: Sequence[Spent]) -> Dated:
        """Write what of some lines was quoted and is spent, which lenders go by."""
        formulas = [f"MIN({self._spending(item, 'quote')},{self._spending(item, 'spent')})" for item in items]
        return self._dated("workbook.financing.quoted", items, formulas, [scalar(item.budgeted) for item in items])

    def spent(self, items: Sequence[Spent]) -> Dated:
        """Write what is spent on some lines."""
        formulas = [self._spending(item, "spent") for item in items]
        return self._dated("workbook.line.spent", items, formulas, [scalar(item.amount) for item in items])

    def _dated(self, code: str, items: Sequence[Spent], formulas: Sequence[str], values: Sequence[float]) -> Dated:
        found = [month_of(item.month) for item in items]
        moments = [f"MIN({self._spending(item, 'month')},{self.horizon})" for item in items]
        months = self.block("workbook.line.booked", items, moments, found, WHOLE)
        amounts = self.block(code, items, formulas, values)
        return Dated(months, amounts, tuple(zip(found, values, strict=True)))

    def _spending(self, item: Spent, name: str) -> str:
        return self.elsewhere(getattr(self.money.spending[item.position], name))


def added(*rows: Row | None) -> tuple[str, list[float]]:
    """Return the sum of rows as a formula and as values."""
    there = [row for row in rows if row is not None]
    return "+".join(row.reference for row in there), [
        sum(each) for each in zip(*(row.values for row in there), strict=True)
    ]


def minus(payments: Payments, code: str, rows: Sequence[MoneyRow]) -> Row | None:
    """Write what falls away of some rows of the sheet of cash flow; None where there are none."""
    if not rows:
        return None
    formula = f"-({sum_of(payments, payments.words.text(code), rows)})"
    return payments.row(code, formula, (-np.sum([row.values for row in rows], axis=0)).tolist())


def sum_of(payments: Payments, label: str, rows: Sequence[MoneyRow]) -> str:
    """Return the sum of some rows of the sheet of cash flow.

    Where it is too long for one formula its parts get rows of their own.
    """
    terms = [payments.line(row.row) for row in rows]
    parts = list(in_parts(terms))
    if len(parts) == 1:
        return grouped(terms)
    sums = []
    for number, part in enumerate(parts, start=1):
        name = payments.words.text("workbook.part", label=label, number=str(number))
        values = np.sum([row.values for row in rows[part]], axis=0).tolist()
        sums.append(payments.page.series(name, grouped(terms[part]), values, payments.currency, style="link"))
    return grouped(sums)


def _range(cells: Sequence[str]) -> str:
    return f"{cells[0]}:{cells[-1]}"

"""Where the money of a candidate is written down, month by month, and the result that is taxed, year by year."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from roitool.cashflow.arrays import Months, Row, Rows, add_at
from roitool.cashflow.calendar import Calendar
from roitool.cashflow.workspace import Workspace
from roitool.scenario.formula import Column


class Ledger:
    """Cash and taxable result of one candidate in a number of futures.

    In detail it remembers every line by itself; else lines are added up as they come, which is all that a
    simulation needs. Both go through the same methods, so that they cannot disagree.

    Attributes
    ----------
    cash
        Shape (months + 1, futures), before tax, own time included.
    result
        Taxable result, shape (years, futures), own time included.
    lines
        In detail the monthly cash of every line and event by id, and of what no id names by a name with an underscore
        before it, which no id has; else empty.
    deductions
        In detail what lowers the taxable result without being cash, by name and year; else empty.
    """

    def __init__(self, calendar: Calendar, count: int, workspace: Workspace, *, detailed: bool) -> None:
        self.calendar = calendar
        self.workspace = workspace
        self.count = count
        self.detailed = detailed
        self.cash: Rows = workspace.zeros(calendar.months + 1, count)
        self.result: Rows = workspace.zeros(len(calendar.years), count)
        self.lines: dict[str, Rows] = {}
        self.deductions: dict[str, Rows] = {}

    def row(self, line: str, month: int, amount: Column) -> None:
        """Write down the amount of a running line in one month; its result is booked by :meth:`close_running`."""
        self.cash[month] += amount
        if self.detailed:
            self._line(line)[month] += amount

    def close_running(self) -> None:
        """Count all cash so far as taxable in the year of its month: running lines come before all others."""
        for position in range(len(self.calendar.years)):
            begin, end = self.calendar.span(position)
            self.cash[begin + 1 : end + 1].sum(axis=0, out=self.result[position])

    def lump(self, line: str, month: Months, amount: Row, *, taxed: bool) -> None:
        """Write down an amount at one date in each future.

        Parameters
        ----------
        month
            Shape () or (1,) where it is the same in all futures, else (futures,); within the horizon.
        amount
            Shape (futures,); 0 where there is nothing.
        taxed
            Whether it is income or expense of that year, rather than capitalised.
        """
        add_at(self.cash, month, amount)
        if taxed:
            self.taxable(month, amount)
        if self.detailed:
            add_at(self._line(line), month, amount)

    def some(self, line: str, futures: NDArray[np.intp], month: Months, amount: Row) -> None:
        """Write down a taxed amount at one date in some of the futures, one value for each of them."""
        self.cash[month, futures] += amount
        self.result[self.calendar.positions(month), futures] += amount
        if self.detailed:
            self._line(line)[month, futures] += amount

    def taxable(self, month: Months, amount: Column) -> None:
        """Count an amount in the taxable result of the year of a month."""
        add_at(self.result, self.calendar.positions(month), amount)

    def deduct(self, name: str, position: int, amount: Column) -> None:
        """Deduct from the taxable result of a year something that is no cash."""
        self.result[position] -= amount
        if self.detailed:
            self._deduction(name)[position] += amount

    def deduct_at(self, name: str, month: Months, amount: Row) -> None:
        """Deduct from the taxable result of the year of a month something that is no cash."""
        position = self.calendar.positions(month)
        add_at(self.result, position, -amount)
        if self.detailed:
            add_at(self._deduction(name), position, amount)

    def _line(self, line: str) -> Rows:
        return self.lines.setdefault(line, np.zeros_like(self.cash))

    def _deduction(self, name: str) -> Rows:
        return self.deductions.setdefault(name, np.zeros_like(self.result))

"""Where the money of a candidate is written down, month by month, and the result that is taxed, year by year."""

from __future__ import annotations

import numpy as np

from roitool.cashflow.arrays import Futures, Months, Row, Rows, add_at
from roitool.cashflow.calendar import Calendar
from roitool.cashflow.workspace import Workspace
from roitool.scenario.formula import Column


class TaxableResult:
    """The taxable result of one course of a candidate, by calendar year.

    Attributes
    ----------
    rows
        Shape (years, futures), own time included.
    deductions
        In detail what lowers the result without being cash, by name and year; else empty.
    """

    def __init__(self, calendar: Calendar, rows: Rows, *, detailed: bool = False) -> None:
        self.calendar = calendar
        self.rows = rows
        self.detailed = detailed
        self.deductions: dict[str, Rows] = {}

    def add_at(self, month: Months, amount: Column) -> None:
        """Count an amount in the year of a month."""
        add_at(self.rows, self.calendar.positions(month), amount)

    def deduct(self, name: str, position: int, amount: Column) -> None:
        """Deduct in a year something that is no cash; a negative amount adds to the result."""
        self.rows[position] -= amount
        if self.detailed:
            self._deduction(name)[position] += amount

    def deduct_at(self, name: str, month: Months, amount: Row) -> None:
        """Deduct in the year of a month something that is no cash."""
        position = self.calendar.positions(month)
        add_at(self.rows, position, -amount)
        if self.detailed:
            add_at(self._deduction(name), position, amount)

    def _deduction(self, name: str) -> Rows:
        return self.deductions.setdefault(name, np.zeros_like(self.rows))


class Ledger:
    """Cash and taxable result of one candidate in a number of futures.

    In detail it remembers every line by itself; else lines are added up as they come, which is all that a
    simulation needs. Both go through the same methods, so that they cannot disagree. Running lines come first, then
    :meth:`close_running`, then everything else.

    Attributes
    ----------
    cash
        Shape (months + 1, futures), before tax, own time included.
    result
        Taxable result, own time included.
    operating
        Cash by year without what is invested, sold or granted, shape (years, futures); what debt is served from.
    lines
        In detail the monthly cash of every line and event by id, and of what no id names by a name with an underscore
        before it, which no id has; else empty.
    """

    def __init__(self, calendar: Calendar, count: int, workspace: Workspace, *, detailed: bool) -> None:
        self.calendar = calendar
        self.workspace = workspace
        self.count = count
        self.detailed = detailed
        self.cash: Rows = workspace.zeros(calendar.months + 1, count)
        self.operating: Rows = workspace.empty(len(calendar.years), count)
        self.result = TaxableResult(calendar, workspace.empty(len(calendar.years), count), detailed=detailed)
        self.lines: dict[str, Rows] = {}

    def row(self, line: str, month: int, amount: Column) -> None:
        """Write down an amount in one month; before :meth:`close_running` it is a running line's, after it capital."""
        self.cash[month] += amount
        if self.detailed:
            self._line(line)[month] += amount

    def close_running(self) -> None:
        """Count all cash so far as operating, and as taxable in the year of its month."""
        for position in range(len(self.calendar.years)):
            begin, end = self.calendar.span(position)
            self.cash[begin + 1 : end + 1].sum(axis=0, out=self.operating[position])
        np.copyto(self.result.rows, self.operating)

    def expense(self, line: str, month: Months, amount: Row) -> None:
        """Write down an operating flow at one date in each future, taxed in that year.

        Parameters
        ----------
        month
            Shape () or (1,) where it is the same in all futures, else (futures,); within the horizon.
        amount
            Shape (futures,), with its sign; 0 where there is nothing.
        """
        self.capital(line, month, amount)
        self.result.add_at(month, amount)
        add_at(self.operating, self.calendar.positions(month), amount)

    def expense_of(self, line: str, futures: Futures, month: Months, amount: Row) -> None:
        """Write down an operating flow at one date in some of the futures, one value for each of them."""
        position = self.calendar.positions(month)
        self.cash[month, futures] += amount
        self.result.rows[position, futures] += amount
        self.operating[position, futures] += amount
        if self.detailed:
            self._line(line)[month, futures] += amount

    def income(self, line: str, month: Months, amount: Row) -> None:
        """Write down what is taxed but not earned in operation, parameters as of :meth:`expense`."""
        self.capital(line, month, amount)
        self.result.add_at(month, amount)

    def capital(self, line: str, month: Months, amount: Row) -> None:
        """Write down what is invested, sold or granted for it, parameters as of :meth:`expense`; it is not taxed."""
        add_at(self.cash, month, amount)
        if self.detailed:
            add_at(self._line(line), month, amount)

    def tied_up(self, line: str, month: int, amount: Column) -> None:
        """Write down what working capital takes or gives back in a month: operating, not taxed."""
        self.row(line, month, amount)
        self.operating[self.calendar.position(month)] += amount

    def _line(self, line: str) -> Rows:
        return self.lines.setdefault(line, np.zeros_like(self.cash))

"""The tax of each calendar year in the month in which it is paid, on a sheet of months."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from roitool.exports.workbook.book import WHOLE
from roitool.exports.workbook.periods import Row

if TYPE_CHECKING:
    from collections.abc import Sequence

    from roitool.cashflow.calendar import Calendar
    from roitool.exports.workbook.periods import Periods


@dataclass(frozen=True, slots=True)
class TaxMonths:
    """Writes tax on one sheet.

    Attributes
    ----------
    year, paid
        How rows refer to the calendar year of a month, and to whether the year's tax is paid in it (1).
    all_years
        The years of the sheet that the taxes stand on.
    """

    page: Periods
    calendar: Calendar
    currency: str
    year: str
    paid: str
    all_years: str

    def row(self, label: str, all_tax: str, by_year: Sequence[float]) -> Row:
        """Write the tax of a course as what it takes from the bank account.

        Parameters
        ----------
        all_tax, by_year
            The taxes of all years, and what they come to.
        """
        due = {self.calendar.last_month(position): tax for position, tax in enumerate(by_year)}
        values = [-due.get(month, 0.0) for month in range(self.calendar.months + 1)]
        formula = f"-{self.paid}*SUMIF({self.all_years},{self.year},{all_tax})"
        return Row(self.page.series(label, formula, values, self.currency), values)


def tax_months(page: Periods, calendar: Calendar, currency: str, year: str, all_years: str) -> TaxMonths:
    """Write in which months the tax of a year is paid."""
    ends = {calendar.last_month(position) for position in range(len(calendar.years))}
    paid = [float(month in ends) for month in range(calendar.months + 1)]
    flags = page.values(page.words.text("workbook.header.tax_paid"), paid, shown=WHOLE)
    return TaxMonths(page, calendar, currency, year, flags, all_years)

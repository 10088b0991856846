"""Months of a scenario and the calendar years that tax is counted in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from roitool.cashflow.arrays import Months
from roitool.scenario.scenario import Scenario


@dataclass(frozen=True, slots=True)
class Calendar:
    """The course of time of a scenario.

    Month 0 is the decision date, the first day of the start month; month m ≥ 1 is the m-th calendar month from there.
    On the axis of time month m covers ``(m − 1, m]``.

    Attributes
    ----------
    start_year, start_month
        The first calendar month; `start_month` counts from 1.
    months
        The last month, 12 times the horizon in years.
    """

    start_year: int
    start_month: int
    months: int

    @property
    def years(self) -> range:
        """The calendar years that are touched; the first and the last may be partial."""
        return range(self.start_year, self.start_year + self.position(self.months) + 1)

    def position(self, month: int) -> int:
        """Return the position in `years` of the year that a month falls in; month 0 falls in the first."""
        return (self.start_month - 1 + max(month - 1, 0)) // 12

    def positions(self, months: NDArray[Any]) -> Months:
        """Return `position` for an array of whole months."""
        elapsed: Months = np.maximum(np.asarray(months, dtype=np.intp) - 1, 0)
        return (elapsed + (self.start_month - 1)) // 12

    def span(self, position: int) -> tuple[int, int]:
        """Return where a calendar year begins and ends on the axis of time: its months are those after the first."""
        begin = max(12 * position - (self.start_month - 1), 0)
        return begin, min(12 * (position + 1) - (self.start_month - 1), self.months)

    def last_month(self, position: int) -> int:
        """Return the month in which a year's tax is paid: its last one, or the last of all."""
        return self.span(position)[1]

    def date(self, month: int) -> tuple[int, int]:
        """Return year and month (from 1) of a month; month 0 is named by the month it begins."""
        elapsed = self.start_month - 1 + max(month - 1, 0)
        return self.start_year + elapsed // 12, elapsed % 12 + 1


def calendar_of(scenario: Scenario) -> Calendar:
    """Return the calendar of a scenario."""
    year, month = scenario.start.split("-")
    return Calendar(int(year), int(month), 12 * scenario.horizon_years)

"""Months and calendar years: month 0 is the decision, month m the m-th calendar month from the start."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True)
class Timeline:
    """The months ``0..months`` of a horizon that begins in calendar month `first_month` (1..12) of `first_year`."""

    first_year: int
    first_month: int
    months: int

    @property
    def years(self) -> int:
        """The number of calendar years touched."""
        return self.year_of(self.months) + 1

    def year_of(self, month: int) -> int:
        """Return the position of the calendar year that `month` lies in; month 0 belongs to the first."""
        return 0 if month == 0 else (self.first_month - 1 + month - 1) // 12

    def last_month_of(self, year: int) -> int:
        """Return the last month of the year within the horizon."""
        return min(12 * (year + 1) - (self.first_month - 1), self.months)

    def span_of(self, year: int) -> tuple[int, int]:
        """Return when the year begins and ends, in months since the decision."""
        return (0 if year == 0 else self.last_month_of(year - 1)), self.last_month_of(year)

    def by_year(self, monthly: list[float]) -> list[float]:
        """Return the sums of a monthly list over the calendar years."""
        total = [0.0] * self.years
        for month, value in enumerate(monthly):
            total[self.year_of(month)] += value
        return total

    def in_last_months(self, by_year: list[float]) -> list[float]:
        """Return a monthly list with the amount of each calendar year in its last month."""
        flow = self.nothing()
        for year, amount in enumerate(by_year):
            flow[self.last_month_of(year)] += amount
        return flow

    def added_up(self, flows: Iterable[list[float]]) -> list[float]:
        """Return the sum of monthly lists."""
        total = self.nothing()
        for flow in flows:
            for month, amount in enumerate(flow):
                total[month] += amount
        return total

    def nothing(self) -> list[float]:
        """Return a monthly list of zeros."""
        return [0.0] * (self.months + 1)


def clip(value: float) -> float:
    """Return `value`, at least 0 and at most 1."""
    return min(max(value, 0.0), 1.0)

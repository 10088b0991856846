"""What the bank sees: when the company is short, and whether it can carry its debt."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.second.company import Company
    from tests.second.timeline import Timeline

LEAST_WINDOW_MONTHS = 36
"""The survival window is at least this long, where the horizon is."""


def survival_window(timeline: Timeline, terms: list[int]) -> int:
    """Return the last month that counts, where loans, leases and minimum terms end in the months `terms`."""
    return min(timeline.months, max([LEAST_WINDOW_MONTHS, *terms]))


def first_short(balance: list[float], limit: float, window: int) -> float:
    """Return the first month within the window in which the balance is below the limit; inf where none is."""
    half_a_cent = 0.005
    return next((month for month in range(window + 1) if balance[month] < limit - half_a_cent), math.inf)


def debt_service_cover(
    company: Company, operating: list[float], tax_by_year: list[float], service: list[float]
) -> list[float]:
    """Return the cover of each calendar year within the horizon that has new debt service.

    `operating` and `service` are monthly: what the project earns before it is paid for, and what its debt takes.
    """
    timeline = company.timeline
    own, earned, taken = (timeline.by_year(flow) for flow in (company.own_cash, operating, service))
    covers = []
    for year in range(timeline.years):
        first, last = timeline.span_of(year)
        if last - first == 12 and taken[year] > 0:
            available = own[year] + company.debt_service + earned[year] - tax_by_year[year]
            covers.append(available / (company.debt_service + taken[year]))
    return covers

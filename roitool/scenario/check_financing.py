"""Whether what a candidate borrows or hires can be ended within the time that is calculated."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from roitool.errors import Problem
from roitool.scenario.base_figures import base_value
from roitool.scenario.candidate import FinancialLease, Hire, Loan
from roitool.scenario.lines import Investment

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from roitool.scenario.candidate import Candidate

WHOLE_PRICE = 1.0 + 1e-9
"""The price with room for how shares like 0.9 and 0.1 add up."""


def financing_problems(candidate: Candidate, figures: Mapping[str, float], horizon_months: int) -> Iterator[Problem]:
    """Yield what is wrong with the ways of paying of a candidate in the base case, at places below it.

    Parameters
    ----------
    figures
        The base case: what the formulas of the candidate see.
    """
    for position, way in enumerate(candidate.ways_of_paying):
        if isinstance(way, Loan | FinancialLease):
            found = _borrowed(way, _last_draw(candidate, figures, horizon_months), figures, horizon_months)
        elif isinstance(way, Hire):
            found = _hired(way, _hired_from(way, candidate, figures, horizon_months), horizon_months)
        else:
            continue
        yield from (problem.below("ways_of_paying", position) for problem in found)


def _borrowed(
    way: Loan | FinancialLease, drawn: int, figures: Mapping[str, float], horizon_months: int
) -> Iterator[Problem]:
    if isinstance(way, Loan):
        if way.grace_months >= way.months:
            yield Problem(("grace_months",), "grace_too_long", {"found": way.grace_months, "bound": way.months})
    else:
        paid_first, paid_last = base_value(way.down_payment, figures), base_value(way.purchase_option, figures)
        if paid_first is not None and paid_last is not None and paid_first + paid_last > WHOLE_PRICE:
            values = {"found": paid_last, "bound": 1.0 - paid_first}
            yield Problem(("purchase_option",), "option_above_financed", values)
    if drawn + way.months > horizon_months:
        values = {"found": way.months, "bound": horizon_months, "drawn": drawn}
        yield Problem(("months",), "loan_beyond_horizon", values)


def _hired(way: Hire, begins: float | None, horizon_months: int) -> Iterator[Problem]:
    if begins is not None and math.ceil(begins + way.minimum_months) > horizon_months:
        values = {"found": way.minimum_months, "bound": horizon_months, "begins": begins}
        yield Problem(("minimum_months",), "hire_beyond_horizon", values)


def _hired_from(way: Hire, candidate: Candidate, figures: Mapping[str, float], horizon_months: int) -> float | None:
    """Return the month from which the fee is paid in the base case, None where it cannot be calculated."""
    if way.start is not None:
        return base_value(way.start, figures)
    if way.kind == "rent":
        return base_value(candidate.timing.go_live_month, figures)
    investments = [line for line in candidate.lines if isinstance(line, Investment)]
    named = [line for line in investments if line.id in way.replaces]
    return _last_month(named or [line for line in investments if line.financeable], figures, horizon_months)


def _last_draw(candidate: Candidate, figures: Mapping[str, float], horizon_months: int) -> int:
    """Return the last month in which the base case borrows, as far as the months can be calculated."""
    lines = [line for line in candidate.lines if isinstance(line, Investment) and line.financeable]
    within = [line for line in lines if (base_value(line.month, figures) or 0.0) <= horizon_months]
    return _last_month(within, figures, horizon_months)


def _last_month(lines: list[Investment], figures: Mapping[str, float], horizon_months: int) -> int:
    """Return the month of the last of these lines; one after the horizon counts as at the horizon."""
    months = [base_value(line.month, figures) for line in lines]
    return max((math.ceil(min(month, horizon_months)) for month in months if month is not None), default=0)

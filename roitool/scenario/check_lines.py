"""Whether the lines of a candidate make sense one by one: grants, working capital, uptime, depreciation, months."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from roitool.errors import Problem
from roitool.scenario.base_figures import base_value
from roitool.scenario.check_depreciation import depreciation_problems
from roitool.scenario.lines import Benefit, Fleet, Grant, Investment, OneOff, WorkingCapital

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from roitool.errors import Value
    from roitool.scenario.candidate import Candidate
    from roitool.scenario.lines import Uptime
    from roitool.scenario.regime import Regime
    from roitool.scenario.scenario import Scenario

_SURELY_A_FRACTION = 1.0
"""An uptime in percent of the time up to which a share of 1 must have been meant."""


def line_problems(
    scenario: Scenario, rules: Regime | None, candidate: Candidate, figures: Mapping[str, float]
) -> Iterator[Problem]:
    """Yield what is wrong or doubtful about the lines of a candidate, at places below it.

    Parameters
    ----------
    rules
        The tax rules that the scenario has chosen; None where they cannot be read.
    figures
        The base case: what the formulas of the candidate see.
    """
    revenue = any(isinstance(line, Benefit) and line.kind == "revenue" for line in candidate.lines)
    for position, line in enumerate(candidate.lines):
        found: list[Problem] = []
        if isinstance(line, Investment | OneOff | Grant):
            found += beyond_horizon(line.month, figures, 12 * scenario.horizon_years)
        if isinstance(line, Investment) and rules is not None:
            found += depreciation_problems(scenario, rules, line, figures)
        elif isinstance(line, Grant):
            found += _grant(line)
        elif isinstance(line, WorkingCapital) and not revenue:
            found.append(Problem((), "working_capital_without_revenue", severity="warning"))
        elif isinstance(line, Fleet) and line.uptime is not None:
            found += (problem.below("uptime") for problem in _uptime(line.uptime, figures))
        yield from (problem.below("lines", position) for problem in found)


def beyond_horizon(month: str, figures: Mapping[str, float], horizon_months: int) -> Iterator[Problem]:
    """Yield a warning at the field `month` where what happens in that month is not counted."""
    value = base_value(month, figures)
    if value is not None and value > horizon_months:
        values: dict[str, Value] = {"found": math.ceil(value), "bound": horizon_months}
        yield Problem(("month",), "line_beyond_horizon", values, "warning")


def _grant(grant: Grant) -> Iterator[Problem]:
    if grant.amount is None and grant.share is None:
        yield Problem((), "grant_without_amount")
    elif grant.amount is not None and grant.share is not None:
        yield Problem(("share",), "grant_amount_and_share")
    elif grant.share is None and grant.cap is not None:
        yield Problem(("cap",), "grant_cap_without_share")
    if grant.share is not None and not grant.of:
        yield Problem(("of",), "grant_share_of_nothing")


def _uptime(uptime: Uptime, figures: Mapping[str, float]) -> Iterator[Problem]:
    for field in ("guaranteed", "achieved"):
        percent = base_value(getattr(uptime, field), figures)
        if percent is not None and 0.0 < percent <= _SURELY_A_FRACTION:
            values = {"found": percent, "meant": 100.0 * percent}
            yield Problem((field,), "percent_as_fraction", values, "warning")

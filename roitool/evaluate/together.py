"""Which candidates are done together, and what they do to each other's investment deduction without being asked."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence

from roitool.cashflow.calendar import calendar_of
from roitool.cashflow.tax import investment_deduction
from roitool.errors import Problem, ScenarioError, Value
from roitool.scenario.base_figures import base_figures, base_value
from roitool.scenario.candidate import Candidate
from roitool.scenario.data import effective_regime
from roitool.scenario.integration import integration_of
from roitool.scenario.lines import Investment
from roitool.scenario.scenario import Scenario

WORTH_TELLING = 100.0
"""Of deduction, in the scenario's currency; less makes no difference to anybody."""


def deduction_together(scenario: Scenario) -> Iterator[Problem]:
    """Yield for each year in which several candidates invest how much they deduct alone, and how much together.

    Each candidate is calculated as if it were the only one. The deduction of a set is that on the total of the year,
    less that on what is invested otherwise, split in proportion to cost; here in the base case, before grants.
    """
    rule = effective_regime(scenario.regime).investment_deduction
    if rule is None or len(scenario.candidates) < 2:
        return
    shared = base_figures(scenario)
    others = other_investments(scenario, shared)
    costs = [
        deductible_by_year(scenario, candidate, shared, rule.minimum_per_asset) for candidate in scenario.candidates
    ]
    for year in calendar_of(scenario).years:
        here = {
            candidate.id: cost[year]
            for candidate, cost in zip(scenario.candidates, costs, strict=True)
            if cost.get(year)
        }
        if len(here) < 2:
            continue
        other = others.get(year, 0.0)
        without = float(investment_deduction(rule, other))
        alone = sum(float(investment_deduction(rule, other + cost)) - without for cost in here.values())
        together = float(investment_deduction(rule, other + sum(here.values()))) - without
        if abs(together - alone) >= WORTH_TELLING:
            values: dict[str, Value] = {
                "year": year,
                "alone": round(alone),
                "together": round(together),
                "candidates": tuple(here),
                "parts": tuple((name, round(together * cost / sum(here.values()))) for name, cost in here.items()),
            }
            yield Problem(("candidates",), "deduction_shared", values, "warning")


def positions_of_sets(scenario: Scenario, together: Sequence[Sequence[str]]) -> tuple[tuple[int, ...], ...]:
    """Return the positions of the candidates of each set.

    Raises
    ------
    ScenarioError
        With all of ``set_member_unknown``, ``set_member_twice`` and ``set_too_small``.
    """
    position_of = {candidate.id: position for position, candidate in enumerate(scenario.candidates)}
    problems = []
    for members in together:
        for number, name in enumerate(members):
            if name not in position_of:
                values: dict[str, Value] = {"found": name, "choices": tuple(position_of)}
                problems.append(Problem(("candidates",), "set_member_unknown", values))
            elif name in members[:number]:
                problems.append(Problem(("candidates",), "set_member_twice", {"found": name}))
        if len(members) < 2:
            problems.append(Problem(("candidates",), "set_too_small", {"choices": tuple(position_of)}))
    if problems:
        raise ScenarioError(problems)
    return tuple(tuple(position_of[name] for name in members) for members in together)


def other_investments(scenario: Scenario, shared: Mapping[str, float]) -> dict[int, float]:
    """Return what the company invests otherwise in each calendar year, in the base case."""
    return {item.year: base_value(item.amount, shared) or 0.0 for item in scenario.company.other_investments}


def deductible_by_year(
    scenario: Scenario, candidate: Candidate, shared: Mapping[str, float], minimum: float
) -> dict[int, float]:
    """Return what a candidate invests in each calendar year that counts, in the base case."""
    figures, calendar = base_figures(candidate, shared), calendar_of(scenario)
    integration = integration_of(scenario, candidate)
    overrun = figures.get(candidate.overrun or "", 0.0)
    found: dict[int, float] = {}
    for line in candidate.lines:
        if isinstance(line, Investment) and line.deductible:
            month, quote = base_value(line.month, figures), base_value(line.amount, figures)
            if month is None or quote is None or month > calendar.months:
                continue
            if line.interface is not None and integration is not None:
                quote *= (base_value(line.interface.count, figures) or 0.0) * integration.factor_of(line.id)
            cost = quote * (1.0 + overrun) if line.overruns else quote
            if cost >= minimum:
                year = calendar.years[calendar.position(math.ceil(month))]
                found[year] = found.get(year, 0.0) + cost
    return found

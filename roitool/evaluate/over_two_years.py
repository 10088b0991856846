"""What it does to the investment deduction when half of an investment falls in the next calendar year."""

from __future__ import annotations

from collections.abc import Iterator

from roitool.cashflow.calendar import calendar_of
from roitool.cashflow.tax import investment_deduction
from roitool.errors import Problem, Value
from roitool.evaluate.together import deductible_by_year, other_investments
from roitool.scenario.base_figures import base_figures
from roitool.scenario.data import effective_regime
from roitool.scenario.scenario import Scenario

_WORTH_TELLING = 5_000.0
"""Of deduction, in the scenario's currency: about a thousand of tax, less than which is no reason to plan by."""


def deduction_split(scenario: Scenario) -> Iterator[Problem]:
    """Yield for each candidate what it deducts as planned, and with half of its dearest year moved to the next.

    Both in the base case, before grants, beside what the company invests otherwise in the two years; by the rules of
    today in both. More by moving is a chance; less is what a delivery that slips past New Year costs.
    """
    rule = effective_regime(scenario.regime).investment_deduction
    if rule is None:
        return
    shared, years = base_figures(scenario), calendar_of(scenario).years
    others = other_investments(scenario, shared)

    def deducted(year: int, cost: float) -> float:
        other = others.get(year, 0.0)
        return float(investment_deduction(rule, other + cost)) - float(investment_deduction(rule, other))

    for position, candidate in enumerate(scenario.candidates):
        costs = deductible_by_year(scenario, candidate, shared, rule.minimum_per_asset)
        if not costs:
            continue
        year = max(costs, key=lambda year: costs[year])
        cost, after = costs[year], costs.get(year + 1, 0.0)
        if year + 1 not in years:
            continue
        planned = deducted(year, cost) + deducted(year + 1, after)
        split = deducted(year, cost / 2) + deducted(year + 1, after + cost / 2)
        if abs(split - planned) > _WORTH_TELLING:
            values: dict[str, Value] = {
                "year": year,
                "planned": round(planned),
                "split": round(split),
                "others": round(others.get(year, 0.0)),
                "others_next": round(others.get(year + 1, 0.0)),
            }
            place = ("candidates", position, "lines")
            if split > planned:
                yield Problem(place, "deduction_more_when_split", values, "info")
            else:
                yield Problem(place, "deduction_less_when_split", values, "info")

"""The company in one future: its profit, its tax with and without a project, its own cash."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from tests.second.tax import taxes

if TYPE_CHECKING:
    from collections.abc import Mapping

    from roitool.scenario.regime import Regime
    from roitool.scenario.scenario import Scenario
    from tests.second.formulas import Figures
    from tests.second.timeline import Timeline


class Company:
    """The company in this future: its own profit and cash, and what happens to it if it does nothing.

    `normals` holds standard normal numbers by stream key, ``key/m/17`` for month 17; None is the base case.
    """

    def __init__(
        self,
        scenario: Scenario,
        regime: Regime,
        timeline: Timeline,
        figures: Figures,
        nothing: list[float],
        normals: Mapping[str, float] | None,
    ) -> None:
        self.document = scenario.company
        self.regime = regime
        self.timeline = timeline
        self.figures = figures
        self.nothing = nothing
        self.profit = figures.amount(self.document.taxable_profit_per_year)
        self.opening_losses = figures.amount(self.document.opening_losses)
        growth = figures.amount(self.document.profit_growth)
        self.profits = [self.profit * (1 + growth) ** year for year in range(timeline.years)]
        by_year = timeline.by_year(nothing)
        self.base = [own + changed for own, changed in zip(self.profits, by_year, strict=True)]
        self.own_cash = self._own_cash(normals)
        self.debt_service = figures.amount(self.document.debt_service_per_year)

    def extra_tax(self, result: list[float]) -> list[float]:
        """Return the tax that a result brings on top of the company's, do nothing's lines included."""
        with_it = [base + more for base, more in zip(self.base, result, strict=True)]
        return self._difference(with_it, self.base)

    def nothing_tax(self) -> list[float]:
        """Return the tax that do nothing's own lines bring."""
        return self._difference(self.base, self.profits)

    def _difference(self, more: list[float], less: list[float]) -> list[float]:
        first = taxes(more, self.opening_losses, self.regime, self.timeline.first_year)
        second = taxes(less, self.opening_losses, self.regime, self.timeline.first_year)
        return [a - b for a, b in zip(first, second, strict=True)]

    def other_investments(self) -> list[float]:
        """Return by calendar year what the company invests anyway, as far as it counts for the deduction."""
        other = {other.year: self.figures.amount(other.amount) for other in self.document.other_investments}
        return [other.get(self.timeline.first_year + year, 0.0) for year in range(self.timeline.years)]

    def _own_cash(self, normals: Mapping[str, float] | None) -> list[float]:
        """Return what comes in or goes out each month whatever is decided, commitments included."""
        document, figures = self.document, self.figures
        monthly = figures.amount(document.monthly_cash_flow)
        volatility = figures.amount(document.volatility)
        own = self.timeline.nothing()
        for month in range(1, self.timeline.months + 1):
            chance = 0.0 if normals is None else normals[f"{document.stream}/m/{month}"]
            own[month] = monthly * figures.growth(document.cash_flow_growth, month) + volatility * chance
        for commitment in document.commitments:
            month = math.ceil(figures.amount(commitment.month))
            if month <= self.timeline.months:
                own[month] -= figures.amount(commitment.amount)
        return own

    def balance_without(self) -> list[float]:
        """Return the bank balance of doing nothing, at the end of each month."""
        tax = self.timeline.in_last_months(self.nothing_tax())
        balance = []
        before = self.figures.amount(self.document.opening_cash)
        for month in range(self.timeline.months + 1):
            before += self.own_cash[month] + self.nothing[month] - tax[month]
            balance.append(before)
        return balance

    def limit(self) -> float:
        """Return the balance below which the company is short."""
        document = self.document
        floor = document.wages_per_month if document.cash_floor is None else document.cash_floor
        return self.figures.amount(floor) - self.figures.amount(document.credit_line)

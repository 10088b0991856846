"""The company in one future: its profit, its tax with and without a project, its bank balance."""

from __future__ import annotations

from typing import TYPE_CHECKING

from roitool.scenario.lines import Investment
from tests.second.tax import deduction_on, taxes

if TYPE_CHECKING:
    from roitool.scenario.regime import Regime
    from roitool.scenario.scenario import Scenario
    from tests.second.formulas import Figures
    from tests.second.project import Project
    from tests.second.timeline import Timeline


class Company:
    """The company in this future: its own profit and cash, and what happens to it if it does nothing."""

    def __init__(
        self, scenario: Scenario, regime: Regime, timeline: Timeline, figures: Figures, nothing: list[float]
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

    def extra_tax(self, result: list[float]) -> list[float]:
        """Return the tax that a result brings on top of the company's, do nothing's lines included."""
        with_it = [base + more for base, more in zip(self.base, result, strict=True)]
        return self._difference(with_it, self.base)

    def nothing_tax(self) -> list[float]:
        """Return the tax that do nothing's own lines bring."""
        return self._difference(self.base, self.profits)

    def _difference(self, more: list[float], less: list[float]) -> list[float]:
        first = taxes(more, self.opening_losses, self.regime)
        second = taxes(less, self.opening_losses, self.regime)
        return [a - b for a, b in zip(first, second, strict=True)]

    def investment_deductions(self, project: Project) -> list[float]:
        """Return by calendar year what the project adds to the company's investment deduction."""
        rule = self.regime.investment_deduction
        timeline = self.timeline
        if rule is None:
            return [0.0] * timeline.years
        invested = [0.0] * timeline.years
        for spent in project.spent:
            line = spent.line
            if isinstance(line, Investment) and line.deductible and spent.drawn >= rule.minimum_per_asset:
                invested[timeline.year_of(spent.month)] += spent.drawn
        other = {other.year: self.figures.amount(other.amount) for other in self.document.other_investments}
        others = [other.get(timeline.first_year + year, 0.0) for year in range(timeline.years)]
        return [deduction_on(b + a, rule) - deduction_on(b, rule) for a, b in zip(invested, others, strict=True)]

    def balance_without(self) -> list[float]:
        """Return the bank balance of doing nothing, at the end of each month."""
        monthly = self.figures.amount(self.document.monthly_cash_flow)
        growth = self.figures.amount(self.document.cash_flow_growth)
        tax = self.timeline.in_last_months(self.nothing_tax())
        balance = [self.figures.amount(self.document.opening_cash)]
        for month in range(1, self.timeline.months + 1):
            own = monthly * (1 + growth) ** (month / 12)
            balance.append(balance[-1] + own + self.nothing[month] - tax[month])
        return balance

    def limit(self) -> float:
        """Return the balance below which the company is short."""
        document = self.document
        floor = document.wages_per_month if document.cash_floor is None else document.cash_floor
        return self.figures.amount(floor) - self.figures.amount(document.credit_line)

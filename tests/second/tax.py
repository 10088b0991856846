"""Tax on profit, year by year with a loss account, and the investment deduction."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from roitool.scenario.regime import Bracket, Regime
    from roitool.scenario.regime_assets import InvestmentDeduction


def taxes(profits: list[float], opening_losses: float, regime: Regime, first_year: int = 2026) -> list[float]:
    """Return the tax of each calendar year of one run; losses wait in an account of this run alone."""
    carried = regime.losses.carry_forward
    losses = opening_losses if carried else 0.0
    result = []
    for year, profit in enumerate(profits, start=first_year):
        if profit <= 0:
            losses += -profit if carried else 0.0
            result.append(0.0)
            continue
        used = min(losses, usable_losses(profit, regime, year))
        losses -= used
        result.append(tax_on(profit - used, brackets_of(regime, year)))
    return result


def brackets_of(regime: Regime, year: int) -> tuple[Bracket, ...]:
    """Return the brackets that hold in a calendar year."""
    found = regime.profit_tax.brackets
    for later in regime.profit_tax.later:
        if year >= later.from_year:
            found = later.brackets
    return found


def usable_losses(profit: float, regime: Regime, year: int) -> float:
    """Return how much of a positive profit may be set off against earlier losses."""
    full = regime.losses.full_up_to
    if full is None or profit <= full:
        return profit
    share = regime.losses.share_above
    for later in regime.losses.later:
        if year >= later.from_year:
            share = later.share_above
    return full + share * (profit - full)


def tax_on(taxable: float, brackets: tuple[Bracket, ...]) -> float:
    """Return the tax on a taxable amount, bracket by bracket."""
    total = 0.0
    for position, bracket in enumerate(brackets):
        end = brackets[position + 1].above if position + 1 < len(brackets) else taxable
        part = min(taxable, end) - bracket.above
        if part > 0:
            total += bracket.rate * part
    return total


def marginal_rate(profit: float, brackets: tuple[Bracket, ...]) -> float:
    """Return the rate on the next euro above `profit`; a loss pays none."""
    rate = 0.0
    for bracket in brackets:
        if profit >= bracket.above:
            rate = bracket.rate
    return rate


def deduction_on(total: float, rule: InvestmentDeduction) -> float:
    """Return the deduction on a company's total of qualifying investments in one calendar year."""
    if total <= rule.nothing_up_to or total > rule.zero_above:
        return 0.0
    if total <= rule.rate_up_to:
        return rule.rate * total
    if total <= rule.fixed_up_to:
        return rule.fixed
    return max(0.0, rule.fixed - rule.phase_out * (total - rule.fixed_up_to))

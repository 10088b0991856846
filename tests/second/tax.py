"""Tax on profit, year by year with a loss account, and the investment deduction."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from roitool.scenario.regime import InvestmentDeduction, Regime


def taxes(profits: list[float], opening_losses: float, regime: Regime) -> list[float]:
    """Return the tax of each calendar year of one run; losses wait in an account of this run alone."""
    carried = regime.losses.carry_forward
    losses = opening_losses if carried else 0.0
    result = []
    for profit in profits:
        if profit <= 0:
            losses += -profit if carried else 0.0
            result.append(0.0)
            continue
        used = min(losses, usable_losses(profit, regime))
        losses -= used
        result.append(tax_on(profit - used, regime))
    return result


def usable_losses(profit: float, regime: Regime) -> float:
    """Return how much of a positive profit may be set off against earlier losses."""
    full = regime.losses.full_up_to
    if full is None or profit <= full:
        return profit
    return full + regime.losses.share_above * (profit - full)


def tax_on(taxable: float, regime: Regime) -> float:
    """Return the tax on a taxable amount, bracket by bracket."""
    brackets = regime.profit_tax.brackets
    total = 0.0
    for position, bracket in enumerate(brackets):
        end = brackets[position + 1].above if position + 1 < len(brackets) else taxable
        part = min(taxable, end) - bracket.above
        if part > 0:
            total += bracket.rate * part
    return total


def marginal_rate(profit: float, regime: Regime) -> float:
    """Return the rate on the next euro above `profit`; a loss pays none."""
    rate = 0.0
    for bracket in regime.profit_tax.brackets:
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

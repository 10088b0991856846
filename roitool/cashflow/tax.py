"""Profit tax by calendar year, as a difference between two courses of the whole company.

A project pays no tax of its own: the company's tax is run over all years with and without it, each run with its own
loss account, and the difference is the project's.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from roitool.scenario.formula import Column
from roitool.scenario.regime import Bracket, LossRule, Regime
from roitool.scenario.regime_assets import InvestmentDeduction


def tax_run(regime: Regime, years: Sequence[int], taxable: Sequence[Column], opening_losses: Column) -> list[Column]:
    """Return the tax of each year of one course of the company.

    Parameters
    ----------
    years
        The calendar years, each of which has its own rates.
    taxable
        Taxable result of each calendar year before losses are set off, a float or shape (futures,).
    opening_losses
        Losses of earlier years still to be set off.

    Returns
    -------
    list
        Tax per year, never negative: there is no carry-back, and losses left at the end have no value.
    """
    losses: Column = opening_losses if regime.losses.carry_forward else 0.0
    taxes: list[Column] = []
    for year, result in zip(years, taxable, strict=True):
        brackets = regime.profit_tax.in_year(year)
        profit = np.maximum(result, 0.0)
        if np.any(losses):
            used = np.minimum(losses, _may_take_in(regime.losses, year, profit))
            taxes.append(bracket_tax(brackets, profit - used))
            losses = losses - used
        else:
            taxes.append(bracket_tax(brackets, profit))
        if regime.losses.carry_forward and np.min(result) < 0:
            losses = losses + (profit - result)
    return taxes


def bracket_tax(brackets: Sequence[Bracket], profit: Column) -> Column:
    """Return the tax on a profit of zero or more."""
    tax: Column = 0.0
    below = 0.0
    highest = np.max(profit)
    for bracket in brackets:
        if bracket.above and highest <= bracket.above:
            break
        # A bracket adds the rise in rate on everything above its beginning.
        excess = np.maximum(profit - bracket.above, 0.0) if bracket.above else profit
        tax = tax + (bracket.rate - below) * excess
        below = bracket.rate
    return tax


def marginal_rate(brackets: Sequence[Bracket], profit: Column) -> Column:
    """Return the rate on the next euro of a year's profit; nothing where the year makes a loss."""
    rate: Column = 0.0
    for bracket in brackets:
        rate = np.where(profit >= bracket.above, bracket.rate, rate)
    return rate


def investment_deduction(rule: InvestmentDeduction, total: Column) -> Column:
    """Return the Dutch deduction for small-scale investment on the company's total of a calendar year.

    A deduction from the taxable profit, not from the tax (Wet IB 2001, art. 3.41; figures from the regime's file).
    """
    phased_out = np.maximum(rule.fixed - rule.phase_out * (total - rule.fixed_up_to), 0.0)
    return np.select(
        [
            np.less_equal(total, rule.nothing_up_to),
            np.less_equal(total, rule.rate_up_to),
            np.less_equal(total, rule.fixed_up_to),
            np.less_equal(total, rule.zero_above),
        ],
        [np.zeros_like(total), rule.rate * np.asarray(total), np.full_like(total, rule.fixed), phased_out],
        0.0,
    )


def _may_take_in(rule: LossRule, year: int, profit: Column) -> Column:
    if rule.full_up_to is None or np.max(profit) <= rule.full_up_to:
        return profit
    return np.minimum(profit, rule.full_up_to) + rule.share_in_year(year) * np.maximum(profit - rule.full_up_to, 0.0)

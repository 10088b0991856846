"""Whether an investment is depreciated as its tax rules allow: the fiscal life, and the rate of declining balance."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from roitool.errors import Problem
from roitool.scenario.base_figures import base_value
from roitool.scenario.scenario import NamedRegime

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from roitool.errors import Value
    from roitool.scenario.lines import Investment
    from roitool.scenario.regime import Regime
    from roitool.scenario.regime_assets import DecliningBalance
    from roitool.scenario.scenario import Scenario

ROUNDING = 1e-9
"""By which a rate may exceed three times a third, and still be it."""


def depreciation_problems(
    scenario: Scenario, rules: Regime, line: Investment, figures: Mapping[str, float]
) -> Iterator[Problem]:
    """Yield what is wrong or doubtful about the depreciation of a line, at places below it.

    Parameters
    ----------
    rules
        The tax rules that the scenario has chosen.
    figures
        The base case, in whose month the line counts as bought.
    """
    shortest, life = rules.depreciation.shortest(line.category), line.fiscal_life_years
    # Only the rules of a country forbid a shorter life: a flat regime and none merely suggest one.
    of_a_country = isinstance(scenario.regime, NamedRegime) and rules.taxes
    if of_a_country and life is not None and life < shortest:
        values: dict[str, Value] = {"found": life, "bound": shortest, "regime": rules.id}
        yield Problem(("fiscal_life_years",), "fiscal_life_too_short", values)
    if line.declining_rate is None:
        return
    years = life or rules.depreciation.life(line.category)
    refused = None
    if rules.declining_balance is not None:
        refused = _refused(rules.declining_balance, line, years, _bought(scenario, line, figures))
    if refused is not None:
        code, bounds = refused
        yield Problem(("declining_rate",), code, {"found": line.declining_rate, "regime": rules.id, **bounds})
    elif line.declining_rate * years <= 1.0:
        values = {"found": line.declining_rate, "years": years}
        yield Problem(("declining_rate",), "declining_rate_too_low", values, "warning")


def _refused(
    rule: DecliningBalance, line: Investment, years: float, bought: str | None
) -> tuple[str, dict[str, Value]] | None:
    """Return why a declining rate is refused, with what it was held against; None where it is allowed."""
    if not rule.windows or (line.category or "machine") not in rule.categories:
        return "declining_rate_never", {"category": line.category or "machine"}
    if bought is None:
        return None
    window = next((each for each in rule.windows if each.bought_from[:7] <= bought <= each.bought_to[:7]), None)
    if window is None:
        dates = {"allowed_from": rule.windows[0].bought_from, "allowed_to": rule.windows[-1].bought_to}
        return "declining_rate_outside", {"bought": bought, **dates}
    bound = min(window.rate, window.times_straight_line / years)
    if (line.declining_rate or 0.0) <= bound + ROUNDING:
        return None
    dates = {"allowed_from": window.bought_from, "allowed_to": window.bought_to}
    return "declining_rate_too_high", {"bound": bound, "years": years, **dates}


def _bought(scenario: Scenario, line: Investment, figures: Mapping[str, float]) -> str | None:
    """Return the calendar month in which a line is bought in the base case, ``2027-03``."""
    date = base_value(line.month, figures)
    if date is None:
        return None
    year, month = map(int, scenario.start.split("-"))
    # Month 0 is the first day of the start month, month 1 that calendar month.
    elapsed = 12 * year + month - 1 + max(math.ceil(date) - 1, 0)
    return f"{elapsed // 12}-{elapsed % 12 + 1:02d}"

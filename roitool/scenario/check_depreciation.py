"""Whether an investment is depreciated as its tax rules allow: the fiscal life, and the rate of declining balance."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from roitool.errors import Problem
from roitool.scenario.base_figures import base_value
from roitool.scenario.regime_assets import MACHINE
from roitool.scenario.scenario import NamedRegime

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from roitool.errors import Value
    from roitool.scenario.lines import Investment
    from roitool.scenario.regime import Regime
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
    refused = tuple(_refused(rules, line, line.declining_rate, years, _bought(scenario, line, figures)))
    yield from refused
    if not refused and line.declining_rate * years <= 1.0:
        values = {"found": line.declining_rate, "years": years}
        yield Problem(("declining_rate",), "declining_rate_too_low", values, "warning")


def _refused(rules: Regime, line: Investment, rate: float, years: float, bought: str | None) -> Iterator[Problem]:
    """Yield why a declining rate is refused, with what it was held against; nothing where it is allowed."""
    rule, place, category = rules.declining_balance, ("declining_rate",), line.category or MACHINE
    values: dict[str, Value] = {"found": rate, "regime": rules.id}
    if rule is None:
        return
    if not rule.windows or category not in rule.categories:
        yield Problem(place, "declining_rate_never", values | {"category": category})
        return
    if bought is None:
        return
    window = next((each for each in rule.windows if each.bought_from[:7] <= bought <= each.bought_to[:7]), None)
    if window is None:
        values |= {"allowed_from": rule.windows[0].bought_from, "allowed_to": rule.windows[-1].bought_to}
        yield Problem(place, "declining_rate_outside", values | {"bought": bought})
        return
    bound = min(window.rate, window.times_straight_line / years)
    if rate > bound + ROUNDING:
        values |= {"allowed_from": window.bought_from, "allowed_to": window.bought_to}
        yield Problem(place, "declining_rate_too_high", values | {"bound": bound, "years": years})


def _bought(scenario: Scenario, line: Investment, figures: Mapping[str, float]) -> str | None:
    """Return the calendar month in which a line is bought in the base case, ``2027-03``."""
    date = base_value(line.month, figures)
    if date is None:
        return None
    year, month = map(int, scenario.start.split("-"))
    # Month 0 is the first day of the start month, month 1 that calendar month.
    elapsed = 12 * year + month - 1 + max(math.ceil(date) - 1, 0)
    return f"{elapsed // 12}-{elapsed % 12 + 1:02d}"

"""What a line or an event of a candidate adds: from low to high, over some of the futures."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np

from roitool.sampling.draws import Sampling
from roitool.scenario.candidate import RiskEvent
from roitool.scenario.formula import calculate, parse
from roitool.scenario.integration import integration_of
from roitool.scenario.left_out import amount_of
from roitool.scenario.lines import MONTHS_PER, Benefit, Investment, RunningCost
from roitool.scenario.promises import figures_in
from roitool.scenario.references import calculation_order, figures_behind, names_in

if TYPE_CHECKING:
    from roitool.scenario.scenario import Scenario

LOW, HIGH = 0.1, 0.9


@dataclass(frozen=True, slots=True)
class Added:
    """What something costs (or, where `brings`, brings in): P10 and P90 in the money of the scenario.

    Attributes
    ----------
    when
        Once, every year, or each time an event happens.
    """

    low: float
    high: float
    when: Literal["once", "yearly", "if_it_happens"]
    brings: bool


def added_by(scenario: Scenario, position: int, line: str) -> Added:
    """Return what a line or event of the candidate at a position adds, in 1 024 of its futures.

    Raises
    ------
    LookupError
        There is no such line or event.
    FormulaError
        Its amount cannot be calculated.
    """
    candidate = scenario.candidates[position]
    part = next((item for item in (*candidate.lines, *candidate.events) if item.id == line), None)
    if part is None:
        raise LookupError(line)
    text = amount_of(part)
    columns = Sampling(scenario).chunk(0, 1).values(figures_in(text, scenario, candidate))
    behind = figures_behind(names_in(text), (*scenario.derived, *candidate.derived))
    for derived in (*calculation_order(scenario), *calculation_order(candidate)):
        if derived.id in behind:
            columns[derived.id] = calculate(parse(derived.formula), columns)
    amount = calculate(parse(text), columns)
    if isinstance(part, Investment) and part.interface is not None and (found := integration_of(scenario, candidate)):
        amount = amount * found.factor_of(part.id)
    low, high = np.quantile(amount, [LOW, HIGH]).tolist()
    if isinstance(part, RiskEvent):
        return Added(low, high, "if_it_happens", brings=False)
    if isinstance(part, RunningCost | Benefit):
        a_year = 12 / MONTHS_PER[part.per]
        return Added(low * a_year, high * a_year, "yearly", brings=isinstance(part, Benefit))
    return Added(low, high, "once", brings=False)

"""The figures of a scenario if nothing goes wrong: every input at its base value."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from roitool.scenario.formula import FormulaError, calculate, names, parse
from roitool.scenario.references import calculation_order

if TYPE_CHECKING:
    from collections.abc import Mapping

    from roitool.scenario.candidate import Candidate
    from roitool.scenario.scenario import Scenario


def base_figures(scope: Scenario | Candidate, shared: Mapping[str, float] | None = None) -> dict[str, float]:
    """Return what the formulas of a scope see in the base case.

    Parameters
    ----------
    shared
        The figures of the scenario, where `scope` is one of its candidates.

    Returns
    -------
    dict
        By id. Figures without a value are left out: inputs whose quantity makes no sense, formulas that cannot be read
        or calculated, and what rests on them.
    """
    figures = dict(shared or {})
    for item in scope.inputs:
        figures.pop(item.id, None)
        if not any(problem.severity == "error" for problem in item.quantity.problems()):
            value = item.quantity.base()
            if math.isfinite(value):
                figures[item.id] = value
    for derived in scope.derived:
        figures.pop(derived.id, None)
    for derived in calculation_order(scope):
        calculated = base_value(derived.formula, figures)
        if calculated is not None:
            figures[derived.id] = calculated
    return figures


def base_value(formula: str, figures: Mapping[str, float]) -> float | None:
    """Return the value of a formula, None where it has none."""
    try:
        node = parse(formula)
        return float(calculate(node, figures)) if names(node) <= figures.keys() else None
    except FormulaError:
        return None

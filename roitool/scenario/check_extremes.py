"""Whether a figure that a formula takes as it is can leave what it may be there, in a future however rare.

A share typed as a range without limits stretches a little beyond what was typed: such a scenario passes in ten thousand
futures and is refused in a million. Of a longer formula only the futures themselves can tell.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from roitool.errors import Problem
from roitool.scenario.formula import FormulaError, Name, parse
from roitool.scenario.references import formulas

if TYPE_CHECKING:
    from collections.abc import Iterator

    from roitool.errors import Value
    from roitool.scenario.inputs import Input
    from roitool.scenario.references import FormulaField
    from roitool.scenario.scenario import Scenario


def extreme_problems(scenario: Scenario) -> Iterator[Problem]:
    """Yield a warning at each formula that is nothing but an input whose lowest or highest value is out of bounds."""
    shared = {item.id: item for item in scenario.inputs}
    visible = [shared | {item.id: item for item in candidate.inputs} for candidate in scenario.candidates]
    for field in formulas(scenario):
        figure = (shared if field.candidate is None else visible[field.candidate]).get(_only_name(field.text))
        if figure is not None:
            yield from (problem.below(*field.place) for problem in _beyond(field, figure))


def _only_name(formula: str) -> str:
    try:
        node = parse(formula)
    except FormulaError:
        return ""
    return node.id if isinstance(node, Name) else ""


def _beyond(field: FormulaField, figure: Input) -> Iterator[Problem]:
    quantity, bound = figure.quantity, field.bound
    if any(problem.severity == "error" for problem in quantity.problems()) or bound.broken_by(quantity.base()).any():
        return
    lowest, highest = quantity.quantile([0.0, 1.0]).tolist()
    values: dict[str, Value] = {"found": figure.id, "kind": bound.kind}
    if lowest < bound.minimum or (lowest == bound.minimum and not bound.inclusive):
        reaches = {"reaches": _known(lowest), "bound": bound.minimum}
        yield Problem((), "figure_may_fall_below", values | reaches, "warning")
    if highest > bound.maximum:
        reaches = {"reaches": _known(highest), "bound": bound.maximum}
        yield Problem((), "figure_may_rise_above", values | reaches, "warning")


def _known(extreme: float) -> float | None:
    return extreme if math.isfinite(extreme) else None

"""Whether a figure that a formula takes as it is can leave what it may be there, in a future however rare.

A share typed as a range without limits stretches a little beyond what was typed: such a scenario passes in ten thousand
futures and is refused in a million. Of a longer formula only the futures themselves can tell.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from roitool.errors import Problem
from roitool.scenario.base_figures import base_value
from roitool.scenario.candidate import FinancialLease
from roitool.scenario.check_financing import WHOLE_PRICE
from roitool.scenario.formula import FormulaError, Name, parse
from roitool.scenario.references import formulas

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from roitool.errors import Value
    from roitool.scenario.inputs import Input
    from roitool.scenario.references import FormulaField
    from roitool.scenario.scenario import Scenario


def extreme_problems(scenario: Scenario) -> Iterator[Problem]:
    """Yield a warning at each formula that is nothing but an input whose lowest or highest value is out of bounds.

    And at a purchase option that, with the down payment, can come to more than the price.
    """
    shared = {item.id: item for item in scenario.inputs}
    visible = [shared | {item.id: item for item in candidate.inputs} for candidate in scenario.candidates]
    for field in formulas(scenario):
        figure = (shared if field.candidate is None else visible[field.candidate]).get(_only_name(field.text))
        if figure is not None:
            yield from (problem.below(*field.place) for problem in _beyond(field, figure))
    for position, candidate in enumerate(scenario.candidates):
        for number, way in enumerate(candidate.ways_of_paying):
            if isinstance(way, FinancialLease):
                found = _financed_away(way, visible[position])
                yield from (problem.below("candidates", position, "ways_of_paying", number) for problem in found)


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


def _financed_away(way: FinancialLease, visible: Mapping[str, Input]) -> Iterator[Problem]:
    """Yield a warning where down payment and purchase option can come to more than the price, but do not usually."""
    shares = [_base_and_highest(formula, visible) for formula in (way.down_payment, way.purchase_option)]
    if None in shares:
        return
    (paid_first, most_first), (paid_last, most_last) = filter(None, shares)
    if paid_first + paid_last <= WHOLE_PRICE < most_first + most_last:
        values: dict[str, Value] = {"reaches": _known(most_first + most_last), "bound": 1.0}
        yield Problem(("purchase_option",), "option_may_exceed_financed", values, "warning")


def _base_and_highest(formula: str, visible: Mapping[str, Input]) -> tuple[float, float] | None:
    """Return the base and the highest value of a formula that is a number or an input, else None."""
    figure = visible.get(_only_name(formula))
    if figure is None:
        number = base_value(formula, {})
        return None if number is None else (number, number)
    if any(problem.severity == "error" for problem in figure.quantity.problems()):
        return None
    return figure.quantity.base(), float(figure.quantity.quantile([1.0])[0])


def _known(extreme: float) -> float | None:
    return extreme if math.isfinite(extreme) else None

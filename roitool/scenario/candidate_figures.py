"""What the formulas of a candidate rest on, looked at through its derived figures: which inputs, and as what factor.

Of formulas that have a value in the base case; such a formula rests on no circle.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from roitool.scenario.base_figures import base_value
from roitool.scenario.formula import (
    MAX_NODES,
    FormulaError,
    Name,
    Node,
    Number,
    Operation,
    calculate,
    names,
    parse,
)
from roitool.scenario.units import share_of_one

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from roitool.errors import Place
    from roitool.scenario.inputs import Input
    from roitool.scenario.scenario import Scenario


@dataclass(frozen=True, slots=True)
class CandidateFigures:
    """The figures that the formulas of one candidate see, its own and the shared ones.

    Attributes
    ----------
    inputs, places
        The inputs by id, and where each stands in the document.
    derived
        The formulas of derived figures by id, those that can be read.
    base
        The base case: every figure that has a value.
    currency
        That of the scenario.
    """

    inputs: Mapping[str, Input]
    places: Mapping[str, Place]
    derived: Mapping[str, Node]
    base: Mapping[str, float]
    currency: str

    def read(self, formula: str) -> Node | None:
        """Return a formula that has a value in the base case, else None."""
        return None if base_value(formula, self.base) is None else parse(formula)

    def behind(self, node: Node) -> tuple[str, ...]:
        """Return the ids of the inputs that a formula rests on, sorted."""
        found: set[str] = set()
        seen: set[str] = set()
        left = [node]
        while left:
            for name in names(left.pop()) - seen:
                seen.add(name)
                if name in self.derived:
                    left.append(self.derived[name])
                elif name in self.inputs:
                    found.add(name)
        return tuple(sorted(found))

    def factors(self, node: Node, name: str) -> tuple[Node, ...] | None:
        """Return by what a formula multiplies an input where it stands first, split as far as they are products.

        None where the input adds nothing by itself: where it is subtracted, divided by, or in a power. What is added to
        the term that it stands in is left out.
        """
        found: list[Node] = []
        while node != Name(name):
            if isinstance(node, Name):
                node = self.derived[node.id]
                continue
            if not isinstance(node, Operation):
                return None
            inner = next(position for position, part in enumerate(node.operands) if name in self.behind(part))
            others = [part for position, part in enumerate(node.operands) if position != inner]
            taken_away = len(node.operands) == 1 or (inner > 0 and node.symbol in {"-", "/"})
            if taken_away or node.symbol == "**":
                return None
            if node.symbol == "*":
                found += (factor for other in others for factor in self._split(other))
            elif node.symbol == "/":
                found.append(Operation("/", (Number(1.0), *others)))
            node = node.operands[inner]
        return tuple(found)

    def unit(self, node: Node) -> str:
        """Return the unit of a formula that is nothing but an input, else none."""
        return self.inputs[node.id].unit if isinstance(node, Name) and node.id in self.inputs else ""

    def share(self, node: Node) -> float | None:
        """Return the value in the base case of a factor that is made of shares alone, else None: ``1 - cash_share``."""
        inputs = self.behind(node)
        of_one = [share_of_one(self.inputs[name].unit) for name in inputs]
        if not inputs or None in of_one:
            return None
        try:
            value = float(calculate(node, self.base))
        except FormulaError:
            return None
        return value * (of_one[0] or 1.0) if isinstance(node, Name) else value

    def _split(self, node: Node) -> Iterator[Node]:
        """Yield the factors of a product, in its order; those of one with very many are left together."""
        left, looked_at = [node], 0
        while left:
            part = left.pop()
            looked_at += 1
            whole = self.derived.get(part.id, part) if isinstance(part, Name) else part
            if isinstance(whole, Operation) and whole.symbol == "*" and looked_at < MAX_NODES:
                left += reversed(whole.operands)
            else:
                yield part


def candidate_figures(scenario: Scenario, position: int, base: Mapping[str, float]) -> CandidateFigures:
    """Return what the formulas of the candidate at a position see.

    Parameters
    ----------
    base
        The base case that they see.
    """
    candidate = scenario.candidates[position]
    scopes = ((scenario, ()), (candidate, ("candidates", position)))
    return CandidateFigures(
        inputs={item.id: item for scope, _ in scopes for item in scope.inputs},
        places={
            item.id: (*place, "inputs", number) for scope, place in scopes for number, item in enumerate(scope.inputs)
        },
        derived={
            figure.id: node
            for scope, _ in scopes
            for figure in scope.derived
            if (node := _readable(figure.formula)) is not None
        },
        base=base,
        currency=scenario.currency,
    )


def _readable(formula: str) -> Node | None:
    try:
        return parse(formula)
    except FormulaError:
        return None

"""Who names whom: the formulas of a scenario, the figures that each can see, the order to calculate them in.

A formula of a candidate sees the figures of that candidate and the shared ones; every other formula sees the shared
ones.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal

import numpy as np

from roitool.scenario.base import Part
from roitool.scenario.candidate import Averted, Candidate, Failure, FinancialLease, Hire, Loan, RiskEvent, Timing
from roitool.scenario.company import Commitment, Company, OtherInvestment
from roitool.scenario.formula import Column, FormulaError, names, parse
from roitool.scenario.inputs import DerivedFigure, Input
from roitool.scenario.lines import (
    Benefit,
    Fleet,
    Grant,
    Interface,
    Investment,
    NothingLine,
    OneOff,
    RunningCost,
    Uptime,
    WorkingCapital,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from numpy.typing import NDArray

    from roitool.errors import Place
    from roitool.scenario.scenario import Scenario


BoundKind = Literal[
    "any", "share", "chance", "not_negative", "positive", "growth", "overrun", "percent", "contract_months"
]


@dataclass(frozen=True, slots=True)
class Bound:
    """What the value of a formula may be, in every future.

    Attributes
    ----------
    kind
        What the value is: the key of a sentence.
    minimum, maximum
        Limits; infinite where there is none.
    inclusive
        Whether `minimum` itself is allowed; `maximum` always is.
    """

    kind: BoundKind
    minimum: float = -math.inf
    maximum: float = math.inf
    inclusive: bool = True

    def broken_by(self, values: Column) -> NDArray[np.bool_]:
        """Return for each value whether it is out of bounds."""
        below = np.less(values, self.minimum) if self.inclusive else np.less_equal(values, self.minimum)
        return np.asarray(below | np.greater(values, self.maximum))


_ANY = Bound("any")
_SHARE = Bound("share", 0.0, 1.0)
_CHANCE = Bound("chance", 0.0, 1.0)
_NOT_NEGATIVE = Bound("not_negative", 0.0)
_POSITIVE = Bound("positive", 0.0, inclusive=False)
_PERCENT = Bound("percent", 0.0, 100.0)
_CONTRACT = Bound("contract_months", 12.0)
_GROWTH = Bound("growth", -1.0, 10.0, inclusive=False)

BOUNDS: Mapping[type[Part], Mapping[str, Bound]] = MappingProxyType(
    {
        DerivedFigure: {"formula": _ANY},
        Company: {
            "opening_cash": _ANY,
            "credit_line": _NOT_NEGATIVE,
            "wages_per_month": _NOT_NEGATIVE,
            "cash_floor": _ANY,
            "monthly_cash_flow": _ANY,
            "cash_flow_growth": _GROWTH,
            "volatility": _NOT_NEGATIVE,
            "debt_service_per_year": _NOT_NEGATIVE,
            "taxable_profit_per_year": _ANY,
            "profit_growth": _GROWTH,
            "opening_losses": _NOT_NEGATIVE,
            "borrowing_rate": _NOT_NEGATIVE,
        },
        Commitment: {"month": _NOT_NEGATIVE, "amount": _ANY},
        OtherInvestment: {"amount": _NOT_NEGATIVE},
        NothingLine: {"amount": _ANY, "start": _NOT_NEGATIVE, "end": _NOT_NEGATIVE, "grows_with": _GROWTH},
        Investment: {"amount": _NOT_NEGATIVE, "month": _NOT_NEGATIVE, "residual_share": _SHARE},
        Interface: {"count": _NOT_NEGATIVE},
        OneOff: {"amount": _NOT_NEGATIVE, "month": _NOT_NEGATIVE},
        RunningCost: {"amount": _ANY, "start": _NOT_NEGATIVE, "grows_with": _GROWTH},
        Benefit: {"amount": _ANY, "grows_with": _GROWTH},
        WorkingCapital: {"share": _SHARE},
        Grant: {
            "amount": _NOT_NEGATIVE,
            "share": _SHARE,
            "cap": _NOT_NEGATIVE,
            "month": _NOT_NEGATIVE,
            "chance": _CHANCE,
            "repaid_on_failure": _SHARE,
        },
        Fleet: {
            "placed": _NOT_NEGATIVE,
            "placed_grows_with": _GROWTH,
            "contract_months": _CONTRACT,
            "build_cost": _NOT_NEGATIVE,
            "build_cost_grows_with": _GROWTH,
            "fee": _NOT_NEGATIVE,
            "fee_grows_with": _GROWTH,
            "service": _NOT_NEGATIVE,
            "connectivity": _NOT_NEGATIVE,
            "costs_grow_with": _GROWTH,
            "acquisition": _NOT_NEGATIVE,
            "replaces_share": _SHARE,
            "lost_margin": _ANY,
            "churn_per_year": _SHARE,
            "default_share": _SHARE,
            "recovered_share": _SHARE,
            "renewed_share": _SHARE,
            "refurbishment": _NOT_NEGATIVE,
            "second_life": _NOT_NEGATIVE,
        },
        Uptime: {
            "guaranteed": _PERCENT,
            "achieved": _PERCENT,
            "spread": _NOT_NEGATIVE,
            "per_point": _NOT_NEGATIVE,
            "cap": _NOT_NEGATIVE,
        },
        Timing: {"go_live_month": _NOT_NEGATIVE, "ramp_months": _NOT_NEGATIVE, "life_years": _POSITIVE},
        Failure: {"chance": _CHANCE, "found_out_month": _NOT_NEGATIVE, "recovered_share": _SHARE, "exit_cost": _ANY},
        RiskEvent: {"chance": _CHANCE, "cost": _ANY, "grows_with": _GROWTH, "stops_months": _NOT_NEGATIVE},
        Averted: {"share": _SHARE},
        Candidate: {"stop_loss": _NOT_NEGATIVE},
        Loan: {"share": _SHARE, "rate": _NOT_NEGATIVE, "fee": _ANY},
        FinancialLease: {
            "down_payment": _SHARE,
            "rate": _NOT_NEGATIVE,
            "purchase_option": _SHARE,
            "fee": _ANY,
        },
        Hire: {
            "fee": _NOT_NEGATIVE,
            "grows_with": _GROWTH,
            "start": _NOT_NEGATIVE,
            "cancellation_fee": _NOT_NEGATIVE,
        },
    }
)
"""Every formula of the document: the part that has it, its field, and what its value may be."""


@dataclass(frozen=True, slots=True)
class FormulaField:
    """A formula where it stands.

    Attributes
    ----------
    candidate
        Position of the candidate whose figures it sees, None where it sees the shared ones alone.
    """

    place: Place
    text: str
    candidate: int | None
    bound: Bound


def formulas(scenario: Scenario) -> Iterator[FormulaField]:
    """Yield every formula of the document, in its order; fields left out are passed by."""
    return _formulas_in(scenario, (), None)


def figure_places(scenario: Scenario, candidate: int | None) -> dict[str, Place]:
    """Return the figures that formulas of this scope can name, each with its place.

    Where a candidate hides a shared figure, which :func:`roitool.scenario.check.check` refuses, its own is meant.
    """
    shared: dict[str, Place] = dict(_own_figures(scenario, ()))
    return shared if candidate is None else shared | dict(own_figures(scenario, candidate))


def own_figures(scenario: Scenario, candidate: int) -> Iterator[tuple[str, Place]]:
    """Yield the candidate's own figures, inputs first, each with its place."""
    return _own_figures(scenario.candidates[candidate], ("candidates", candidate))


def calculation_order(scope: Scenario | Candidate) -> tuple[DerivedFigure, ...]:
    """Return the derived figures of the scope itself, each after those of them that it rests on.

    A candidate's can be calculated after the shared ones. Where figures rest on each other in a circle, which
    :func:`roitool.scenario.check.check` refuses, their order means nothing.
    """
    return _sorted(scope)[0]


def circles(scope: Scenario | Candidate) -> tuple[tuple[str, ...], ...]:
    """Return the circles among the derived figures of the scope: ids, each using the next, the last being the first."""
    return _sorted(scope)[1]


def names_in(text: str) -> frozenset[str]:
    """Return the ids that a formula uses; none where it cannot be read."""
    try:
        return names(parse(text))
    except FormulaError:
        return frozenset()


def figures_behind(names: Iterable[str], derived: Iterable[DerivedFigure]) -> set[str]:
    """Return names with all that they rest on by way of derived figures."""
    formula = {figure.id: figure.formula for figure in derived}
    found: set[str] = set()
    rest = set(names)
    while rest:
        found |= rest
        rest = {name for each in rest if each in formula for name in names_in(formula[each])} - found
    return found


def roles(candidate: Candidate) -> dict[Place, str]:
    """Return the inputs that a candidate names outside its formulas, by where it does so, counted from the candidate.

    They are its overrun, and what it is held against in its class of projects.
    """
    named: dict[Place, str | None] = {("overrun",): candidate.overrun}
    if candidate.reference is not None:
        named["reference", "delay"] = candidate.reference.delay
        named["reference", "realisation"] = candidate.reference.realisation
    return {place: name for place, name in named.items() if name is not None}


def streams_by_name(scenario: Scenario) -> dict[str, str]:
    """Return the stream key of every input, by the name it has in correlations."""
    streams = {item.id: item.stream for item in scenario.inputs}
    for candidate in scenario.candidates:
        streams |= {f"{candidate.id}.{item.id}": item.stream for item in candidate.inputs}
    return streams


def _formulas_in(part: Part, place: Place, candidate: int | None) -> Iterator[FormulaField]:
    bounds = BOUNDS.get(type(part), {})
    for field in type(part).model_fields:
        value = getattr(part, field)
        if field in bounds:
            if value is not None:
                yield FormulaField((*place, field), value, candidate, bounds[field])
        elif isinstance(value, Part):
            yield from _formulas_in(value, (*place, field), candidate)
        elif isinstance(value, tuple):
            for position, item in enumerate(value):
                if isinstance(item, Part) and not isinstance(item, Input):
                    scope = position if isinstance(item, Candidate) else candidate
                    yield from _formulas_in(item, (*place, field, position), scope)


def _own_figures(scope: Scenario | Candidate, place: Place) -> Iterator[tuple[str, Place]]:
    for position, figure in enumerate(scope.inputs):
        yield figure.id, (*place, "inputs", position)
    for position, derived in enumerate(scope.derived):
        yield derived.id, (*place, "derived", position)


def _sorted(scope: Scenario | Candidate) -> tuple[tuple[DerivedFigure, ...], tuple[tuple[str, ...], ...]]:
    """Return the derived figures in an order of calculation, and the circles that had to be cut open for it."""
    derived = {figure.id: figure for figure in scope.derived}
    position = {id_: place for place, id_ in enumerate(derived)}
    # Sorted, because the order within a set of texts differs from one run of Python to the next.
    uses = {id_: sorted(names_in(figure.formula) & derived.keys()) for id_, figure in derived.items()}
    found: list[tuple[str, ...]] = []
    while True:
        try:
            return tuple(derived[id_] for id_ in TopologicalSorter(uses).static_order()), tuple(found)
        except CycleError as error:
            used, user, *_ = path = error.args[1]
            uses[user].remove(used)
            circle = path[:0:-1]
            start = min(range(len(circle)), key=lambda place: position[circle[place]])
            found.append((*circle[start:], *circle[:start], circle[start]))

"""Whether the formulas of a scenario can be read, name what exists, end, and have possible values in the base case."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

import numpy as np

from roitool.errors import Problem
from roitool.scenario.editing import value_at
from roitool.scenario.formula import (
    ALLOWED_CONSTANTS,
    FormulaError,
    calculate,
    loose_constants,
    names,
    parse,
)
from roitool.scenario.quantities.base import LARGEST
from roitool.scenario.references import BOUNDS, FormulaField, circles, figure_places, formulas

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from roitool.errors import Place
    from roitool.scenario.candidate import Candidate
    from roitool.scenario.formula import Node
    from roitool.scenario.scenario import Scenario


def formula_problems(
    scenario: Scenario, shared: Mapping[str, float], each: Sequence[Mapping[str, float]]
) -> Iterator[Problem]:
    """Yield what is wrong with the formulas of the document.

    Parameters
    ----------
    shared, each
        The base case: figures that every formula sees, and that those of each candidate see.
    """
    known = [figure_places(scenario, position) for position in range(len(scenario.candidates))]
    known_to_all = figure_places(scenario, None)
    for field in formulas(scenario):
        if field.candidate is None:
            visible, figures, overruns = known_to_all, shared, _shared_overruns(scenario)
        else:
            visible, figures = known[field.candidate], each[field.candidate]
            overruns = {scenario.candidates[field.candidate].overrun}
        yield from (problem.below(*field.place) for problem in _problems(field, visible, overruns, figures))
    yield from _circles(scenario, ())
    for position, candidate in enumerate(scenario.candidates):
        yield from _circles(candidate, ("candidates", position))


def problems_at(scenario: Scenario, place: Place, figures: Mapping[str, float]) -> tuple[Problem, ...]:
    """Return what is wrong with one formula by itself; a circle that it closes with others is not looked for.

    Parameters
    ----------
    place
        Of the formula.
    figures
        The base case, as the formula sees it.
    """
    part, name = value_at(scenario, place[:-1]), str(place[-1])
    candidate = place[1] if len(place) > 1 and place[0] == "candidates" and isinstance(place[1], int) else None
    field = FormulaField(place, getattr(part, name), candidate, BOUNDS[type(part)][name])
    overruns = _shared_overruns(scenario) if candidate is None else {scenario.candidates[candidate].overrun}
    found = _problems(field, figure_places(scenario, candidate), overruns, figures)
    return tuple(problem.below(*place) for problem in found)


def _problems(
    field: FormulaField, visible: Mapping[str, Place], overruns: set[str | None], figures: Mapping[str, float]
) -> Iterator[Problem]:
    try:
        node = parse(field.text)
    except FormulaError as error:
        yield Problem((), error.code, error.values)
        return
    formula = field.text[:200]
    for found in loose_constants(node):
        yield Problem((), "constant_in_formula", {"formula": formula, "found": found, "allowed": ALLOWED_CONSTANTS})
    for name in sorted(names(node)):
        if name not in visible:
            near = tuple(get_close_matches(name, visible))
            yield Problem((), "unknown_name", {"formula": formula, "found": name[:80], "suggestions": near})
        elif name in overruns:
            yield Problem((), "overrun_in_formula", {"formula": formula, "found": name})
    if names(node) <= figures.keys():
        yield from _value_problems(field, node, figures)


def _value_problems(field: FormulaField, node: Node, figures: Mapping[str, float]) -> Iterator[Problem]:
    formula = field.text[:200]
    try:
        value = float(calculate(node, figures))
    except FormulaError as error:
        values = {name: value for name, value in error.values.items() if name != "future"}
        yield Problem((), error.code, {"formula": formula, **values})
        return
    bound = field.bound
    if abs(value) > LARGEST:
        here = tuple((name, float(figures[name])) for name in sorted(names(node)))
        yield Problem((), "too_large", {"formula": formula, "found": value, "figures": here, "bound": LARGEST})
    elif bound.broken_by(value).any():
        limits = {"minimum": bound.minimum, "maximum": bound.maximum if np.isfinite(bound.maximum) else None}
        values = {"formula": formula, "found": value, "kind": bound.kind, **limits, "inclusive": bound.inclusive}
        yield Problem((), "formula_out_of_bounds", values)


def _shared_overruns(scenario: Scenario) -> set[str | None]:
    """Return the shared inputs that some candidate overruns by: in its hands a shared figure would carry it too."""
    own = [{item.id for item in candidate.inputs} for candidate in scenario.candidates]
    return {
        candidate.overrun
        for candidate, ids in zip(scenario.candidates, own, strict=True)
        if candidate.overrun not in ids
    }


def _circles(scope: Scenario | Candidate, place: Place) -> Iterator[Problem]:
    positions = {derived.id: position for position, derived in enumerate(scope.derived)}
    for path in circles(scope):
        yield Problem((*place, "derived", positions[path[0]], "formula"), "formula_circular", {"path": path})

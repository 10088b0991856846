"""Figures that nothing rests on, taken out of a scenario."""

from __future__ import annotations

from typing import TYPE_CHECKING

from roitool.scenario.editing import validated
from roitool.scenario.references import figures_behind, formulas, names_in, roles

if TYPE_CHECKING:
    from roitool.scenario.scenario import Scenario


def without_idle_figures(scenario: Scenario) -> Scenario:
    """Return the scenario without the figures that no formula and no role uses, and without their correlations.

    Raises
    ------
    ScenarioError
        What is left does not fit the model.
    """
    named: dict[int | None, set[str]] = {None: set()}
    for field in formulas(scenario):
        if "derived" not in field.place:
            named.setdefault(field.candidate, set()).update(names_in(field.text))
    shared, candidates, idle = set(named[None]), [], set()
    for position, candidate in enumerate(scenario.candidates):
        used = named.get(position, set()) | {*roles(candidate).values()}
        wanted = figures_behind(used, (*scenario.derived, *candidate.derived))
        shared |= wanted
        idle |= {f"{candidate.id}.{figure.id}" for figure in candidate.inputs if figure.id not in wanted}
        candidates.append(
            candidate.model_dump(exclude_none=True)
            | {
                "inputs": tuple(figure for figure in candidate.inputs if figure.id in wanted),
                "derived": tuple(figure for figure in candidate.derived if figure.id in wanted),
            }
        )
    shared = figures_behind(shared, scenario.derived)
    idle |= {figure.id for figure in scenario.inputs if figure.id not in shared}
    return validated(
        scenario.model_dump(exclude_none=True)
        | {
            "inputs": tuple(figure for figure in scenario.inputs if figure.id in shared),
            "derived": tuple(figure for figure in scenario.derived if figure.id in shared),
            "candidates": tuple(candidates),
            "correlations": tuple(pair for pair in scenario.correlations if not idle & set(pair.between)),
        }
    )

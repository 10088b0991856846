"""Random scenarios seen from outside: whatever they hold, the outside view of them can be calculated."""

from __future__ import annotations

import pytest

from roitool.errors import ScenarioError
from roitool.evaluate.engine import Engine
from roitool.evaluate.run import problems_of
from roitool.sampling.streams import BLOCK
from roitool.scenario.outside import outside_steps
from roitool.scenario.scenario import Readiness, Scenario
from tests.second.generator import random_scenario


def with_references(scenario: Scenario, seed: int) -> Scenario:
    """Return a random scenario in which every candidate names a class, and figures of its own where it can."""
    classes = ("standard_equipment", "configured_system", "it_integration", "novel_product", "it_literal")
    capacity = next((item.id for item in scenario.inputs if item.id.startswith("capacity_use")), None)
    candidates = []
    for number, candidate in enumerate(scenario.candidates):
        reference = {
            "class_id": classes[(seed + number) % 5],
            "layer": "light" if (seed + number) % 4 == 0 else "full",
            # A shared figure around one, by which some of the benefits are multiplied.
            "realisation": capacity if seed % 2 else None,
        }
        fields = {name: getattr(candidate, name) for name in type(candidate).model_fields}
        candidates.append(type(candidate).model_validate(fields | {"reference": reference}))
    answers = {name: (seed + place) % 6 for place, name in enumerate(Readiness.model_fields)} if seed % 3 else None
    return Scenario.model_validate(dict(scenario) | {"candidates": tuple(candidates), "readiness": answers})


@pytest.mark.parametrize("seed", range(24))
def test_random_scenarios_can_be_calculated_as_such_projects_usually_go(seed: int) -> None:
    scenario = with_references(random_scenario(seed), seed)
    seen = outside_steps(scenario)[-1].scenario
    assert seen != scenario
    # A contract begun later may not end within the horizon; that is told, as in the own view.
    assert refused_for(seen) <= {"hire_beyond_horizon", "loan_beyond_horizon"}


def refused_for(scenario: Scenario) -> set[str]:
    """Return the codes of what is wrong with a scenario, on paper or in one of a block of futures."""
    found = {problem.code for problem in problems_of(scenario) if problem.severity == "error"}
    try:
        outcomes = [] if found else Engine(scenario).chunk(0, 1).candidates
        assert all(len(candidate.npv) == BLOCK for candidate in outcomes)
    except ScenarioError as error:
        found |= {problem.code for problem in error.problems}
    return found

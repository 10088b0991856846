"""Whether what a candidate says about its reference class and template can be looked up."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

from roitool.errors import Problem, ScenarioError, Value
from roitool.scenario.reference import reference_classes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from roitool.scenario.candidate import Candidate
    from roitool.scenario.scenario import Scenario


def reference_problems(scenario: Scenario, candidate: Candidate) -> Iterator[Problem]:
    """Yield what is wrong about the reference of a candidate, at places below it.

    That the program's own figures cannot be read is told of each candidate that needs them.
    """
    reference = candidate.reference
    if reference is None:
        return
    try:
        known = tuple(each.id for each in reference_classes().classes)
    except ScenarioError as error:
        yield from error.problems
        return
    if reference.class_id not in known:
        values: dict[str, Value] = {"found": reference.class_id, "choices": known}
        yield Problem(("reference", "class_id"), "reference_class_unknown", values)
    inputs = tuple(item.id for item in (*candidate.inputs, *scenario.inputs))
    for field in ("delay", "realisation"):
        named = getattr(reference, field)
        if named is not None and named not in inputs:
            near = tuple(get_close_matches(named, inputs))
            yield Problem(("reference", field), "figure_not_an_input", {"found": named, "suggestions": near})

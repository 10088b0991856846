"""Whether the names by which a candidate points at something lead anywhere."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

from roitool.errors import Problem
from roitool.scenario.references import figure_places, own_figures

if TYPE_CHECKING:
    from collections.abc import Iterator

    from roitool.scenario.candidate import Candidate
    from roitool.scenario.scenario import Scenario


def name_problems(scenario: Scenario) -> Iterator[Problem]:
    """Yield the names of candidates that lead nowhere, or that hide a shared figure."""
    shared = figure_places(scenario, None)
    for position, candidate in enumerate(scenario.candidates):
        for name, place in own_figures(scenario, position):
            if name in shared:
                yield Problem((*place, "id"), "hides_shared", {"found": name})
        yield from (problem.below("candidates", position) for problem in _pointers(scenario, candidate))


def _pointers(scenario: Scenario, candidate: Candidate) -> Iterator[Problem]:
    inputs = [item.id for item in (*candidate.inputs, *scenario.inputs)]
    if candidate.overrun is not None and candidate.overrun not in inputs:
        near = tuple(get_close_matches(candidate.overrun, inputs))
        yield Problem(("overrun",), "overrun_unknown", {"found": candidate.overrun, "suggestions": near})
    nothing = [line.id for line in scenario.do_nothing.lines]
    for position, averted in enumerate(candidate.averts):
        if averted.line not in nothing:
            near = tuple(get_close_matches(averted.line, nothing))
            yield Problem(("averts", position, "line"), "averted_unknown", {"found": averted.line, "suggestions": near})
    ways = tuple(way.id for way in candidate.ways_of_paying)
    if candidate.paid_by not in ways:
        yield Problem(("paid_by",), "paid_by_unknown", {"found": candidate.paid_by, "choices": ways})

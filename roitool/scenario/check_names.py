"""Whether the names by which a candidate points at something lead anywhere."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

from roitool.errors import Problem
from roitool.scenario.candidate import Hire
from roitool.scenario.lines import Grant, RunningCost, WorkingCapital
from roitool.scenario.references import figure_places, own_figures

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from roitool.errors import Value
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
    yield from _lines_named(candidate)
    ways = tuple(way.id for way in candidate.ways_of_paying)
    if candidate.paid_by not in ways:
        yield Problem(("paid_by",), "paid_by_unknown", {"found": candidate.paid_by, "choices": ways})


def _lines_named(candidate: Candidate) -> Iterator[Problem]:
    """Yield what is wrong with the lines that grants, working capital and hired goods name."""
    for position, line in enumerate(candidate.lines):
        if isinstance(line, Grant):
            found = _wrong_lines(candidate, line.of, ("investment", "one_off"))
        elif isinstance(line, WorkingCapital):
            found = _wrong_lines(candidate, line.of, ("revenue",))
        else:
            continue
        yield from (problem.below("lines", position, "of") for problem in found)
    own_time = {line.id for line in candidate.lines if isinstance(line, RunningCost) and line.own_time}
    for position, way in enumerate(candidate.ways_of_paying):
        if isinstance(way, Hire):
            place = ("ways_of_paying", position, "replaces")
            found = _wrong_lines(candidate, way.replaces, ("investment", "running_cost"))
            yield from (problem.below(*place) for problem in found)
            for number, name in enumerate(way.replaces):
                if name in own_time:
                    yield Problem((*place, number), "own_time_replaced", {"found": name}, "warning")


def _wrong_lines(candidate: Candidate, named: Sequence[str], kinds: tuple[str, ...]) -> Iterator[Problem]:
    """Yield the names that are no line of the candidate, or one of another kind, by their position."""
    kind_of = {line.id: line.kind for line in candidate.lines}
    fitting = [name for name, kind in kind_of.items() if kind in kinds]
    for number, name in enumerate(named):
        if name not in kind_of:
            near = tuple(get_close_matches(name, fitting))
            yield Problem((number,), "line_unknown", {"found": name, "suggestions": near})
        elif kind_of[name] not in kinds:
            values: dict[str, Value] = {"found": name, "line_kind": kind_of[name], "line_kinds": kinds}
            yield Problem((number,), "line_of_other_kind", values)

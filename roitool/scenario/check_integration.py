"""Whether the interfaces of a candidate make sense together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from roitool.errors import Problem, ScenarioError
from roitool.scenario.integration import integration_of
from roitool.scenario.lines import Investment
from roitool.scenario.quantities import Overrun

if TYPE_CHECKING:
    from collections.abc import Iterator

    from roitool.errors import Value
    from roitool.scenario.candidate import Candidate
    from roitool.scenario.scenario import Scenario


def integration_problems(scenario: Scenario, candidate: Candidate) -> Iterator[Problem]:
    """Yield what is wrong or doubtful about the interfaces of a candidate, at places below it.

    That the program's own figures cannot be read is told of each candidate that needs them.
    """
    yield from _shared_twice(candidate)
    try:
        found = integration_of(scenario, candidate)
    except ScenarioError as error:
        yield from error.problems
        return
    if found is not None and found.added_tail:
        overruns = {figure.id: figure.quantity for figure in (*scenario.inputs, *candidate.inputs)}
        if not isinstance(overruns.get(candidate.overrun or ""), Overrun):
            values: dict[str, Value] = {"interfaces": found.interfaces, "added": found.added_tail}
            yield Problem(("overrun",), "interfaces_without_tail", values, "warning")


def _shared_twice(candidate: Candidate) -> Iterator[Problem]:
    first: dict[str, str] = {}
    for position, line in enumerate(candidate.lines):
        if isinstance(line, Investment) and line.interface is not None and line.interface.shared_as is not None:
            name = line.interface.shared_as
            if name in first:
                values: dict[str, Value] = {"found": name, "other": first[name]}
                yield Problem(("lines", position, "interface", "shared_as"), "interface_shared_twice", values)
            first.setdefault(name, line.id)

"""A copy of a candidate beside it, under an id and a title that are free."""

from __future__ import annotations

from typing import TYPE_CHECKING

from roitool.scenario.free_names import free_id, number_of, numbered
from roitool.scenario.renaming import duplicated

if TYPE_CHECKING:
    from roitool.scenario.base import Label
    from roitool.scenario.candidate import Candidate
    from roitool.scenario.scenario import Scenario


def copied(scenario: Scenario, position: int, *, independent: bool = False) -> Scenario:
    """Return the scenario with a copy of a candidate behind it: the second one of its name, or the next that is free.

    Parameters
    ----------
    position
        Of the candidate; a copy of a copy counts on.
    independent
        As in :func:`roitool.scenario.renaming.duplicated`: whether the copy gets random numbers of its own.

    Raises
    ------
    LookupError
        There is no candidate at that position.
    """
    if not 0 <= position < len(scenario.candidates):
        raise LookupError(position)
    original = scenario.candidates[position]
    name, title = _next_name(scenario, original)
    return duplicated(scenario, original.id, name, title, independent=independent)


def free_name(scenario: Scenario, candidate: Candidate) -> tuple[str, Label]:
    """Return id and title for a candidate that comes beside those of a scenario: its own, or the next free ones."""
    if candidate.id not in {each.id for each in scenario.candidates}:
        return candidate.id, candidate.title
    return _next_name(scenario, candidate)


def _next_name(scenario: Scenario, original: Candidate) -> tuple[str, Label]:
    name = free_id(original.id, {candidate.id for candidate in scenario.candidates})
    return name, numbered(original.title, number_of(original.id), number_of(name))

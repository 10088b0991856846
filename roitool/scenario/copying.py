"""A copy of a candidate beside it, under an id and a title that are free."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING

from roitool.scenario.base import Translated
from roitool.scenario.renaming import duplicated

if TYPE_CHECKING:
    from roitool.scenario.base import Label
    from roitool.scenario.candidate import Candidate
    from roitool.scenario.scenario import Scenario

_LONGEST_ID, _LONGEST_TITLE = 40, 200


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


def numbered(title: Label, old: str, new: int) -> Label:
    """Return a title that ends with the number `new`; the number `old` that it has from an earlier copy goes."""
    if isinstance(title, Translated):
        return Translated(nl=_ending(title.nl, old, new), en=_ending(title.en, old, new))
    return _ending(title, old, new)


def _next_name(scenario: Scenario, original: Candidate) -> tuple[str, Label]:
    taken = {candidate.id for candidate in scenario.candidates}
    name, _, last = original.id.rpartition("_")
    if not (name and last.isdecimal()):
        name, last = original.id, ""
    free = (number for number in count(int(last or 1) + 1) if _with_number(name, number) not in taken)
    number = next(free)
    return _with_number(name, number), numbered(original.title, last, number)


def _with_number(name: str, number: int) -> str:
    end = f"_{number}"
    return name[: _LONGEST_ID - len(end)] + end


def _ending(title: str, old: str, new: int) -> str:
    plain = title.removesuffix(f" {old}") if old else title
    end = f" {new}"
    return plain[: _LONGEST_TITLE - len(end)] + end

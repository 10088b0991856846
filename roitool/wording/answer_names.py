"""The names by which figures are answered: the id alone where that says enough, else with the candidate before it."""

from __future__ import annotations

import difflib
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from roitool.errors import Place
    from roitool.scenario.inputs import Input
    from roitool.scenario.scenario import Scenario

_MOST_ALIKE = 3
_SHORTEST_PART = 3
"""Of a name, that others are looked up by which hold it."""


@dataclass(frozen=True, slots=True)
class NamedFigure:
    """A figure of a scenario with its place.

    Attributes
    ----------
    name
        The shortest that means this figure and no other: ``covered_hours``, ``cobot_cell_2.covered_hours``.
    full
        With its candidate; of a shared figure the same.
    candidate
        Position of its candidate, None of a shared figure.
    """

    name: str
    full: str
    candidate: int | None
    place: Place
    item: Input


def named_figures(scenario: Scenario) -> tuple[NamedFigure, ...]:
    """Return every figure with its name, the shared ones first."""
    return tuple(_named(scenario))


def alike(name: str, known: Iterable[str]) -> tuple[str, ...]:
    """Return which of the known names somebody may have meant, the likeliest first, three at most."""
    names = tuple(known)
    close = difflib.get_close_matches(name, names, n=_MOST_ALIKE, cutoff=0.5)
    holding = [each for each in names if len(name) >= _SHORTEST_PART and name in each]
    return tuple(dict.fromkeys([*close, *holding]))[:_MOST_ALIKE]


def _named(scenario: Scenario) -> Iterator[NamedFigure]:
    shared = {item.id for item in scenario.inputs}
    often = Counter(item.id for candidate in scenario.candidates for item in candidate.inputs)
    for position, item in enumerate(scenario.inputs):
        yield NamedFigure(item.id, item.id, None, ("inputs", position), item)
    for number, candidate in enumerate(scenario.candidates):
        for position, item in enumerate(candidate.inputs):
            full = f"{candidate.id}.{item.id}"
            name = item.id if often[item.id] == 1 and item.id not in shared else full
            yield NamedFigure(name, full, number, ("candidates", number, "inputs", position), item)

"""Where a figure is used, and taking out one that is used nowhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from roitool.scenario.editing import replaced, value_at, without
from roitool.scenario.references import figure_places, formulas, names_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from roitool.errors import Place
    from roitool.scenario.scenario import Scenario


def used_in(scenario: Scenario, place: Place) -> tuple[Place, ...]:
    """Return the places of the formulas that name a figure, and of the roles it has, in the order of the document.

    Parameters
    ----------
    place
        Of an input or derived figure.

    Raises
    ------
    LookupError
        There is no such place.
    """
    return tuple(_used_in(scenario, place, value_at(scenario, place).id))


def without_figure(scenario: Scenario, place: Place) -> Scenario:
    """Return the scenario without a figure that nothing uses, and without its correlations.

    Raises
    ------
    LookupError
        There is no such place.
    ValueError
        Something uses it.
    """
    if used_in(scenario, place):
        raise ValueError(place)
    name = value_at(scenario, place).id
    if place[0] == "candidates":
        name = f"{scenario.candidates[int(place[1])].id}.{name}"
    kept = tuple(pair for pair in scenario.correlations if name not in pair.between)
    return without(replaced(scenario, ("correlations",), kept), place)


def _used_in(scenario: Scenario, place: Place, name: str) -> Iterator[Place]:
    owner = int(place[1]) if place[0] == "candidates" else None
    scopes: list[int | None] = [None, *range(len(scenario.candidates))] if owner is None else [owner]
    # A candidate with a figure of that id of its own means that one.
    seeing = {scope for scope in scopes if figure_places(scenario, scope).get(name) == place}
    for field in formulas(scenario):
        if field.candidate in seeing and name in names_in(field.text):
            yield field.place
    for position in sorted(scope for scope in seeing if scope is not None):
        candidate = scenario.candidates[position]
        if candidate.overrun == name:
            yield ("candidates", position, "overrun")
        for role in ("delay", "realisation"):
            if candidate.reference is not None and getattr(candidate.reference, role) == name:
                yield ("candidates", position, "reference", role)

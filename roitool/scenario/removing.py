"""What names an item of the document, and the document without the item.

What would lead nowhere or mean something else without it keeps the item where it is; what says nothing any more goes
along.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from roitool.scenario.candidate import Hire
from roitool.scenario.editing import replaced_all, value_at, without
from roitool.scenario.lines import Investment
from roitool.scenario.references import formulas, names_in, own_figures, roles

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from roitool.errors import Place
    from roitool.scenario.candidate import Candidate
    from roitool.scenario.scenario import Scenario


class StillUsedError(Exception):
    """An item cannot go, because something else needs it.

    Attributes
    ----------
    places
        Of what needs it, in the order of the document.
    """

    def __init__(self, places: tuple[Place, ...]) -> None:
        super().__init__(places)
        self.places = places


def uses(scenario: Scenario, place: Place) -> tuple[Place, ...]:
    """Return the places that need the item at a place: without it they would lead nowhere or mean something else.

    Raises
    ------
    LookupError
        There is no such item.
    """
    value_at(scenario, place)
    return tuple(_uses(scenario, place))


def removed(scenario: Scenario, place: Place) -> Scenario:
    """Return the scenario without an item.

    Correlations of a figure or candidate go with it, the shares by which candidates avert a line of doing nothing go
    with the line, and so does its name where others than it are listed too.

    Raises
    ------
    StillUsedError
        Something needs it (:func:`uses`).
    ScenarioError
        It is the last of a list that cannot be empty.
    LookupError
        There is no such item.
    """
    places = uses(scenario, place)
    if places:
        raise StillUsedError(places)
    return without(replaced_all(scenario, dict(_goes_along(scenario, place))), place)


def _uses(scenario: Scenario, place: Place) -> Iterator[Place]:
    match place:
        case ("inputs" | "derived", int()):
            yield from _uses_of_figure(scenario, place, None)
        case ("candidates", int(candidate), "inputs" | "derived", int()):
            yield from _uses_of_figure(scenario, place, candidate)
        case ("candidates", int(candidate), "lines", int()):
            yield from _uses_of_line(scenario.candidates[candidate], place)
        case ("candidates", int(candidate), "ways_of_paying", int()):
            if scenario.candidates[candidate].paid_by == value_at(scenario, place).id:
                yield "candidates", candidate, "paid_by"


def _uses_of_figure(scenario: Scenario, place: Place, owner: int | None) -> Iterator[Place]:
    id_ = value_at(scenario, place).id
    seen_by = set(_seen_by(scenario, id_, owner))
    for field in formulas(scenario):
        sees = field.candidate in seen_by or (field.candidate is None and owner is None)
        if sees and id_ in names_in(field.text):
            yield field.place
    if place[-2] == "derived":
        return
    for position in sorted(seen_by):
        named = roles(scenario.candidates[position])
        yield from (("candidates", position, *where) for where, name in named.items() if name == id_)


def _seen_by(scenario: Scenario, id_: str, owner: int | None) -> Iterator[int]:
    """Yield the candidates that mean this figure by its id: one with a figure of that id of its own means that."""
    if owner is not None:
        yield owner
        return
    for position in range(len(scenario.candidates)):
        if id_ not in dict(own_figures(scenario, position)):
            yield position


def _uses_of_line(candidate: Candidate, place: Place) -> Iterator[Place]:
    """Yield the lists of lines that would mean other lines without this one."""
    id_ = candidate.lines[int(place[3])].id
    investments = {line.id for line in candidate.lines if isinstance(line, Investment)}
    for items, field in (("lines", "of"), ("ways_of_paying", "replaces")):
        for position, item in enumerate(getattr(candidate, items)):
            named = getattr(item, field, ())
            left = [name for name in named if name != id_]
            # Without any line, and of what is hired without an investment, all are meant.
            emptied = not investments.intersection(left) if isinstance(item, Hire) else not left
            if id_ in named and emptied:
                yield *place[:2], items, position, field


def _goes_along(scenario: Scenario, place: Place) -> Iterator[tuple[Place, object]]:
    item = value_at(scenario, place)
    match place:
        case ("inputs", int()):
            yield _correlations_without(scenario, lambda name: name == item.id)
        case ("candidates", int(candidate), "inputs", int()):
            full = f"{scenario.candidates[candidate].id}.{item.id}"
            yield _correlations_without(scenario, lambda name: name == full)
        case ("candidates", int()):
            yield _correlations_without(scenario, lambda name: name.startswith(f"{item.id}."))
        case ("candidates", int(candidate), "lines", int()):
            yield from _names_dropped(scenario.candidates[candidate], candidate, item.id)
        case ("do_nothing", "lines", int()):
            for position, found in enumerate(scenario.candidates):
                left = tuple(averted for averted in found.averts if averted.line != item.id)
                yield ("candidates", position, "averts"), left


def _correlations_without(scenario: Scenario, gone: Callable[[str], bool]) -> tuple[Place, object]:
    left = (found for found in scenario.correlations if not any(gone(name) for name in found.between))
    return ("correlations",), tuple(left)


def _names_dropped(candidate: Candidate, position: int, id_: str) -> Iterator[tuple[Place, object]]:
    for items, field in (("lines", "of"), ("ways_of_paying", "replaces")):
        for number, item in enumerate(getattr(candidate, items)):
            named = getattr(item, field, ())
            if id_ in named:
                left = tuple(name for name in named if name != id_)
                yield ("candidates", position, items, number, field), left

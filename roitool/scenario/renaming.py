"""New ids and copies: edits that reach every place where a name is used.

A stream key is no name: it stays when a figure is renamed, so the figure keeps its draws, and a copied candidate sees
the same futures as its original unless told otherwise.
"""

from __future__ import annotations

import ast
import re
from itertools import accumulate
from typing import TYPE_CHECKING, Any

from roitool.errors import Problem, ScenarioError
from roitool.scenario.editing import replaced, replaced_all, value_at
from roitool.scenario.free_names import free_stream
from roitool.scenario.lines import Grant
from roitool.scenario.references import figure_places, formulas, names_in, own_figures, roles

if TYPE_CHECKING:
    from collections.abc import Iterator

    from roitool.errors import Place
    from roitool.scenario.base import Label
    from roitool.scenario.candidate import Candidate
    from roitool.scenario.scenario import Scenario


def renamed(scenario: Scenario, place: Place, new_id: str) -> Scenario:
    """Return the scenario in which the item at `place` has another id, everywhere it is named.

    Formulas are rewritten name by name, their spacing kept; one that cannot be read stays as it is.

    Parameters
    ----------
    place
        Of an input, derived figure, candidate, line, event or way of paying.

    Raises
    ------
    ScenarioError
        The id is not one, or is taken where the item can be named.
    LookupError
        There is no item with an id at that place.
    """
    item = value_at(scenario, place)
    if not hasattr(item, "id"):
        raise LookupError(place)
    old = item.id
    edits: dict[Place, object] = {}
    match place:
        case ("inputs" | "derived", int()):
            edits |= _figure_renamed(scenario, place, old, new_id, None)
        case ("candidates", int(candidate), "inputs" | "derived", int()):
            edits |= _figure_renamed(scenario, place, old, new_id, candidate)
        case ("candidates", int()):
            edits |= _correlations(scenario, f"{old}.", f"{new_id}.")
        case ("candidates", int(candidate), "lines", int()):
            edits |= dict(_lines_named(scenario.candidates[candidate], candidate, old, new_id))
        case ("candidates", int(candidate), "ways_of_paying", int()):
            if scenario.candidates[candidate].paid_by == old:
                edits["candidates", candidate, "paid_by"] = new_id
        case ("do_nothing", "lines", int()):
            edits |= dict(_averted(scenario, old, new_id))
    # The id first, so that one that cannot be is refused once and not wherever it would be named.
    return replaced_all(replaced(scenario, (*place, "id"), new_id), edits)


def duplicated(
    scenario: Scenario, candidate_id: str, new_id: str, title: Label, *, independent: bool = False
) -> Scenario:
    """Return the scenario with a copy of a candidate behind it, its correlations copied too.

    Parameters
    ----------
    independent
        False: the copy keeps the stream keys and sees the same futures, so that only what is changed in it makes a
        difference. True: it gets new keys.

    Raises
    ------
    ScenarioError
        The id is not one, or is taken.
    LookupError
        There is no such candidate.
    """
    position = next((place for place, found in enumerate(scenario.candidates) if found.id == candidate_id), None)
    if position is None:
        raise LookupError(candidate_id)
    original = scenario.candidates[position]
    copy = original.model_dump(exclude_none=True) | {"id": new_id, "title": title}
    if independent:
        _give_new_streams(copy, streams_in(scenario))
    old, new = f"{candidate_id}.", f"{new_id}."
    copied = tuple(
        {
            "between": tuple(_moved(name, old, new) for name in correlation.between),
            "rank_correlation": correlation.rank_correlation,
        }
        for correlation in scenario.correlations
        if any(name.startswith(old) for name in correlation.between)
    )
    behind = position + 1
    candidates = (*scenario.candidates[:behind], copy, *scenario.candidates[behind:])
    return replaced_all(scenario, {("candidates",): candidates, ("correlations",): (*scenario.correlations, *copied)})


def streams_of(candidate: Candidate) -> Iterator[str]:
    """Yield the keys of everything of a candidate that draws random numbers."""
    yield from (item.stream for item in candidate.inputs)
    yield from (event.stream for event in candidate.events)
    yield from (line.stream for line in candidate.lines if isinstance(line, Grant))
    if candidate.failure is not None:
        yield candidate.failure.stream


def _figure_renamed(scenario: Scenario, place: Place, old: str, new: str, owner: int | None) -> dict[Place, object]:
    """Return the edits that follow from a new id of a figure: shared, or of the candidate at position `owner`."""
    everyone = range(len(scenario.candidates))
    own = [dict(own_figures(scenario, position)) for position in everyone]
    # A candidate with a figure of the old id of its own means that one.
    naming = [position for position in everyone if (old not in own[position] if owner is None else position == owner)]
    _refuse_taken(scenario, place, new, owner)
    edits: dict[Place, object] = {
        field.place: respelled(field.text, old, new)
        for field in formulas(scenario)
        if field.candidate in naming or (field.candidate is None and owner is None)
    }
    for position in naming:
        for where, name in roles(scenario.candidates[position]).items():
            if name == old:
                edits["candidates", position, *where] = new
    prefix = "" if owner is None else f"{scenario.candidates[owner].id}."
    for correlation, found in enumerate(scenario.correlations):
        for side, name in enumerate(found.between):
            if name == prefix + old:
                edits["correlations", correlation, "between", side] = prefix + new
    return edits


def _refuse_taken(scenario: Scenario, place: Place, new: str, owner: int | None) -> None:
    """Refuse an id under which formulas would afterwards find another figure than before."""
    scopes = range(len(scenario.candidates)) if owner is None else (owner,)
    taken = figure_places(scenario, None)
    for position in scopes:
        taken = figure_places(scenario, position) | taken
    if taken.get(new, place) != place:
        first = ".".join(map(str, (*taken[new], "id")))
        raise ScenarioError([Problem((*place, "id"), "duplicate", {"found": new, "first": first})])


def respelled(text: str, old: str, new: str) -> str:
    """Return a formula with one name replaced at the positions where Python's parser finds it."""
    if old not in names_in(text):
        return text
    # Positions are counted in bytes of UTF-8 within a line.
    data = text.strip().encode()
    lines = re.findall(rb"[^\r\n]*(?:\r\n|\r|\n|\Z)", data)
    starts = list(accumulate((len(line) for line in lines), initial=0))
    found = [node for node in ast.walk(ast.parse(data.decode(), mode="eval")) if isinstance(node, ast.Name)]
    spans = [
        (starts[node.lineno - 1] + node.col_offset, starts[(node.end_lineno or 1) - 1] + (node.end_col_offset or 0))
        for node in found
        if node.id == old
    ]
    for start, end in sorted(spans, reverse=True):
        data = data[:start] + new.encode() + data[end:]
    return data.decode()


def _correlations(scenario: Scenario, old: str, new: str) -> dict[Place, object]:
    return {
        ("correlations", position, "between", side): _moved(name, old, new)
        for position, correlation in enumerate(scenario.correlations)
        for side, name in enumerate(correlation.between)
    }


def _averted(scenario: Scenario, old: str, new: str) -> Iterator[tuple[Place, object]]:
    for candidate, found in enumerate(scenario.candidates):
        for position, averted in enumerate(found.averts):
            if averted.line == old:
                yield ("candidates", candidate, "averts", position, "line"), new


def _lines_named(candidate: Candidate, position: int, old: str, new: str) -> Iterator[tuple[Place, object]]:
    """Yield the places at which other parts of a candidate name one of its lines."""
    for items, field in (("lines", "of"), ("ways_of_paying", "replaces")):
        for number, item in enumerate(getattr(candidate, items)):
            for place, name in enumerate(getattr(item, field, ())):
                if name == old:
                    yield ("candidates", position, items, number, field, place), new


def _moved(name: str, old: str, new: str) -> str:
    """Return the name of an input with another candidate before it, where it had the old one."""
    return new + name.removeprefix(old) if name.startswith(old) else name


def streams_in(scenario: Scenario) -> set[str]:
    """Return the keys of everything that draws random numbers."""
    streams = {scenario.company.stream, *(item.stream for item in scenario.inputs)}
    for candidate in scenario.candidates:
        streams |= set(streams_of(candidate))
    return streams


def with_new_streams(candidate: Candidate, taken: set[str]) -> dict[str, Any]:
    """Return a candidate, as the fields of the document, with random numbers of its own; `taken` are keys in use."""
    fields = candidate.model_dump(exclude_none=True)
    _give_new_streams(fields, set(taken))
    return fields


def _give_new_streams(candidate: dict[str, Any], taken: set[str]) -> None:
    grants = (line for line in candidate["lines"] if "stream" in line)
    named = [(item["id"], item) for item in (*candidate["inputs"], *candidate["events"], *grants)]
    if "failure" in candidate:
        named.append(("failure", candidate["failure"]))
    for name, item in named:
        item["stream"] = free_stream(f"{candidate['id']}.{name}", taken)
        taken.add(item["stream"])

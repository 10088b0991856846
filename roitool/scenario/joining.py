"""A candidate from a template, put into a scenario that is there already: what it needs comes along, nothing changes.

The template is begun by itself, renamed where the scenario uses its names for something else, and what is missing of it
is put behind what is there. Figures and lines of the same id are taken for the same: those of the scenario stay.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from roitool.scenario.beginning import begun
from roitool.scenario.copying import free_name
from roitool.scenario.editing import replaced_all
from roitool.scenario.free_names import free_id, free_stream
from roitool.scenario.references import figure_places, figures_behind, formulas, names_in, own_figures, roles
from roitool.scenario.renaming import renamed, streams_in, streams_of, with_new_streams
from roitool.scenario.shortening import shortened

if TYPE_CHECKING:
    from collections.abc import Iterator

    from roitool.scenario.inputs import Input
    from roitool.scenario.lines import NothingLine
    from roitool.scenario.scenario import Correlation, Scenario


def joined(scenario: Scenario, template_id: str) -> Scenario:
    """Return the scenario with a candidate from a template behind the others.

    The years that it looks ahead stay; loans and leases of the template that would end after them are made as long as
    those (:func:`roitool.scenario.shortening.shortened`).

    Raises
    ------
    ScenarioError
        ``template_unknown``, a damaged file, or there is no room for one more.
    """
    new = _under_free_names(scenario, begun([template_id], scenario.start))
    needed = _needed_shared(scenario, new)
    present = figure_places(scenario, None)
    inputs = tuple(item for item in new.inputs if item.id in needed and item.id not in present)
    derived = tuple(figure for figure in new.derived if figure.id in needed and figure.id not in present)
    taken = streams_in(scenario)
    candidate: Any = new.candidates[0]
    if taken & set(streams_of(candidate)):
        candidate = with_new_streams(candidate, taken)
    whole = replaced_all(
        scenario,
        {
            ("inputs",): (*scenario.inputs, *_drawing_apart(inputs, taken)),
            ("derived",): (*scenario.derived, *derived),
            ("do_nothing", "lines"): (*scenario.do_nothing.lines, *_new_lines(scenario, new)),
            ("candidates",): (*scenario.candidates, candidate),
        },
    )
    came = {item.id for item in inputs} | {figure.id for figure in derived}
    pairs = tuple(_new_pairs(scenario, new, came))
    with_pairs = replaced_all(whole, {("correlations",): (*scenario.correlations, *pairs)}) if pairs else whole
    return shortened(with_pairs, of=len(scenario.candidates))[0]


def _under_free_names(scenario: Scenario, new: Scenario) -> Scenario:
    """Return the new one with other ids where the scenario has a candidate or figures of the same ids."""
    position = ("candidates", 0)
    name, title = free_name(scenario, new.candidates[0])
    new = renamed(new, position, name) if name != new.candidates[0].id else new
    new = replaced_all(new, {(*position, "title"): title})
    shared = set(figure_places(scenario, None))
    owned = {figure for place in range(len(scenario.candidates)) for figure, _ in own_figures(scenario, place)}
    # A shared figure must not be hidden by one of a candidate, on either side.
    for figure, place in tuple(own_figures(new, 0)):
        if figure in shared:
            new = renamed(new, place, free_id(figure, shared | owned | _all_figures(new)))
    for figure, place in tuple(figure_places(new, None).items()):
        if figure in owned and figure not in shared:
            new = renamed(new, place, free_id(figure, shared | owned | _all_figures(new)))
    return new


def _needed_shared(scenario: Scenario, new: Scenario) -> set[str]:
    """Return the shared figures that the candidate and what it averts rest on."""
    candidate = new.candidates[0]
    come_along = _new_lines(scenario, new)
    named = {*roles(candidate).values()}
    for field in formulas(new):
        match field.place:
            case ("candidates", *_):
                named |= names_in(field.text)
            case ("do_nothing", "lines", int(line), _) if new.do_nothing.lines[line] in come_along:
                named |= names_in(field.text)
    return figures_behind(named, (*new.derived, *candidate.derived))


def _new_lines(scenario: Scenario, new: Scenario) -> tuple[NothingLine, ...]:
    there = {line.id for line in scenario.do_nothing.lines}
    return tuple(line for line in new.do_nothing.lines if line.id not in there)


def _new_pairs(scenario: Scenario, new: Scenario, came: set[str]) -> Iterator[Correlation]:
    """Yield the correlations of what came along: of the candidate, and of shared figures of which one is new."""
    own = f"{new.candidates[0].id}."
    known = {*figure_places(scenario, None), *came}
    for pair in new.correlations:
        shared = [name for name in pair.between if not name.startswith(own)]
        if set(shared) <= known and (len(shared) < len(pair.between) or came & set(shared)):
            yield pair


def _drawing_apart(inputs: tuple[Input, ...], taken: set[str]) -> Iterator[dict[str, Any]]:
    """Yield shared figures with random numbers that no other figure has."""
    for item in inputs:
        yield item.model_dump(exclude_none=True) | {"stream": free_stream(item.stream, taken)}


def _all_figures(scenario: Scenario) -> set[str]:
    return set(figure_places(scenario, 0))

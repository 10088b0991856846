"""What can be chosen at a place of a document, each choice in words: one of a few kinds, or another part of it."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from roitool.scenario.candidate import Averted, Hire, Reference
from roitool.scenario.editing import value_at
from roitool.scenario.lines import Grant, WorkingCapital
from roitool.scenario.reference import reference_classes
from roitool.scenario.references import streams_by_name
from roitool.wording.places import label_of_input, title_of_candidate
from roitool.wording.values import way_name

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from roitool.errors import Place
    from roitool.scenario.candidate import Candidate
    from roitool.scenario.scenario import Scenario
    from roitool.wording.words import Words

_LINES_NAMED_BY: Mapping[type[object], tuple[str, ...]] = MappingProxyType(
    {Grant: ("investment", "one_off"), WorkingCapital: ("revenue",), Hire: ("investment", "running_cost")}
)
"""Which kinds of lines a part may name."""


class Choice(NamedTuple):
    """What the document would hold, and what it is called."""

    value: str
    label: str


def parts_to_choose(scenario: Scenario, place: Place, words: Words) -> tuple[Choice, ...]:
    """Return the parts of the document that can be named at a place, in its order; none where nothing is named there.

    Parameters
    ----------
    place
        Of a field that names another part, ``("candidates", 0, "paid_by")``; of a list of such names; or of one of the
        two sides of a correlation.
    """
    return tuple(_found(scenario, place, words))


def _found(scenario: Scenario, place: Place, words: Words) -> Iterator[Choice]:
    part, name = value_at(scenario, place[:-1]), place[-1]
    match place:
        case ("correlations", int(), "between", int()):
            for key in streams_by_name(scenario):
                yield Choice(key, _with_owner(scenario, key, words))
        case ("candidates", int(candidate), *_):
            yield from _in_candidate(scenario, scenario.candidates[candidate], part, str(name), words)


def _in_candidate(scenario: Scenario, candidate: Candidate, part: object, name: str, words: Words) -> Iterator[Choice]:
    if name == "paid_by":
        yield from (Choice(way.id, way_name(candidate, way.id, words)) for way in candidate.ways_of_paying)
    elif name in {"overrun", "delay", "realisation"}:
        figures = (*candidate.inputs, *scenario.inputs)
        yield from (Choice(item.id, words.label(item.label) or item.id) for item in figures)
    elif isinstance(part, Averted):
        averted = {other.line for other in candidate.averts} - {part.line}
        lines = (line for line in scenario.do_nothing.lines if line.id not in averted)
        yield from (Choice(line.id, words.label(line.label) or line.id) for line in lines)
    elif isinstance(part, Reference):
        yield from (Choice(each.id, words.label(each.title)) for each in reference_classes().classes)
    elif name in {"of", "replaces"}:
        kinds = _LINES_NAMED_BY[type(part)]
        lines_of = (line for line in candidate.lines if line.kind in kinds)
        yield from (Choice(line.id, words.label(line.label) or line.id) for line in lines_of)


def _with_owner(scenario: Scenario, key: str, words: Words) -> str:
    """Return what an input is called, with its candidate where it belongs to one."""
    label, (owner, _, _) = label_of_input(scenario, key, words), key.rpartition(".")
    return f"{label} ({title_of_candidate(scenario, owner, words)})" if owner else label

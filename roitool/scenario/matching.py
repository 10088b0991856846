"""Which parts of two scenarios are the same: by what they are called and draw from, not by where they stand.

An item with the same id is the same item. What is left over on both sides is the same where it has the same stream of
random numbers, which no edit changes, or else where it is alike in all but its id.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Any

from pydantic import BaseModel

from roitool.scenario.base import Part, Translated, TranslatedParagraph
from roitool.scenario.candidate import Averted, Candidate, Hire
from roitool.scenario.formula import FormulaError, Name, Node, Operation, parse
from roitool.scenario.lines import Grant, WorkingCapital
from roitool.scenario.references import BOUNDS
from roitool.scenario.renaming import streams_of
from roitool.scenario.scenario import Scenario

Pairs = tuple[tuple[int, int], ...]
"""Positions in the first and in the second list of what is the same item, in the order of the second."""

Scope = Scenario | Candidate
"""What has figures of its own."""

_READ_IN_TWO_LANGUAGES = frozenset({"label", "title", "note"})

_NAMES_OF: Mapping[tuple[type[BaseModel], str], str] = MappingProxyType(
    {
        (Candidate, "overrun"): "figures",
        (Candidate, "paid_by"): "ways_of_paying",
        (Grant, "of"): "lines",
        (WorkingCapital, "of"): "lines",
        (Hire, "replaces"): "lines",
        (Averted, "line"): "nothing",
    }
)
"""Fields that name another part of the document, and what kind of part that is."""


@dataclass(frozen=True, slots=True)
class Names:
    """What the parts of the first scenario are called in the second one: old ids with their new ones, by kind."""

    figures: Mapping[str, str] = field(default_factory=dict)
    lines: Mapping[str, str] = field(default_factory=dict)
    ways_of_paying: Mapping[str, str] = field(default_factory=dict)
    nothing: Mapping[str, str] = field(default_factory=dict)

    def of(self, kind: str, name: str) -> str:
        """Return the new name of a part, the old one where it has no other."""
        names: Mapping[str, str] = getattr(self, kind)
        return names.get(name, name)


SAME = Names()
"""Everything is called what it is called; this is how the second scenario itself is read."""


def meaning(part: BaseModel, name: str, names: Names = SAME) -> Hashable:
    """Return what a field says, so that equal things are equal however they are written.

    A formula is its tree, a text what is read in either language, a set of names a set; names of the first scenario
    are taken for those they have in the second.
    """
    value = getattr(part, name)
    if isinstance(part, Part) and value is not None and name in BOUNDS.get(type(part), {}):
        return _tree(value, names)
    kind = _NAMES_OF.get((type(part), name))
    if kind is not None and value is not None:
        return names.of(kind, value) if isinstance(value, str) else frozenset(names.of(kind, each) for each in value)
    if name in _READ_IN_TWO_LANGUAGES:
        return (value.nl, value.en) if isinstance(value, Translated | TranslatedParagraph) else (value, value)
    return _plain(value, names)


def likeness(part: BaseModel, names: Names = SAME) -> Hashable:
    """Return what an item says, its id left out."""
    fields = type(part).model_fields
    return (type(part), *((name, meaning(part, name, names)) for name in fields if name != "id"))


@dataclass(frozen=True, slots=True)
class Shared:
    """What two scenarios have in common, the inside of their candidates left out, and what is called anew."""

    inputs: Pairs
    derived: Pairs
    nothing: Pairs
    candidates: Pairs
    names: Names


def shared_parts(before: Scenario, after: Scenario) -> Shared:
    """Return the pairs of shared figures, of lines of doing nothing, and of candidates."""
    inputs, derived, names = _figures(before, after, SAME)
    lines = before.do_nothing.lines, after.do_nothing.lines
    nothing = items(*lines, names)
    names = replace(names, nothing=new_names(*lines, nothing))
    one, other = before.candidates, after.candidates
    candidates = paired(
        (_all(one, _id), _all(other, _id)),
        # An id is all that a candidate has of its own; what it draws from stays when that is changed.
        (map(_all_streams, one), map(_all_streams, other)),
        ((likeness(item, names) for item in one), (likeness(item) for item in other)),
    )
    return Shared(inputs, derived, nothing, candidates, names)


def figures_of_candidate(before: Candidate, after: Candidate, shared: Names) -> tuple[Pairs, Pairs, Names]:
    """Return the pairs of a candidate's own figures, and the new names of all that its formulas can see."""
    own = {figure.id for figure in before.inputs} | {figure.id for figure in before.derived}
    seen = {old: new for old, new in shared.figures.items() if old not in own}
    return _figures(before, after, replace(shared, figures=seen))


def items(before: Sequence[Any], after: Sequence[Any], names: Names) -> Pairs:
    """Return the pairs of items that have an id: lines, events, ways of paying."""
    return paired(
        (_all(before, _id), _all(after, _id)),
        (_all(before, _stream), _all(after, _stream)),
        ((likeness(item, names) for item in before), (likeness(item) for item in after)),
    )


def new_names(before: Sequence[Any], after: Sequence[Any], pairs: Pairs) -> dict[str, str]:
    """Return the old and the new id of every item that has another."""
    ids = ((before[old].id, after[new].id) for old, new in pairs)
    return {old: new for old, new in ids if old != new}


def paired(*rounds: tuple[Iterable[Hashable], Iterable[Hashable]]) -> Pairs:
    """Return which items are the same: those with an equal key, and of what is left those with the next one equal.

    Parameters
    ----------
    rounds
        A key for every item of the first and of the second list; None is no key. Of several items with one key the
        first goes with the first. A round is not looked at where nothing is left over on a side.
    """
    found: dict[int, int] = {}
    for before, after in rounds:
        ones, others = list(before), list(after)
        waiting: defaultdict[Hashable, deque[int]] = defaultdict(deque)
        taken = set(found.values())
        for position, key in enumerate(ones):
            if key is not None and position not in taken:
                waiting[key].append(position)
        for position, key in enumerate(others):
            if position not in found and waiting.get(key):
                found[position] = waiting[key].popleft()
        if len(found) == min(len(ones), len(others)):
            break
    return tuple((found[position], position) for position in sorted(found))


def _figures(before: Scope, after: Scope, names: Names) -> tuple[Pairs, Pairs, Names]:
    inputs = paired(
        (_all(before.inputs, _id), _all(after.inputs, _id)), (_all(before.inputs, _stream), _all(after.inputs, _stream))
    )
    found = {**names.figures, **new_names(before.inputs, after.inputs, inputs)}
    while True:
        # A derived figure may rest on others that have new names too.
        seen = replace(names, figures=found)
        derived = paired(
            (_all(before.derived, _id), _all(after.derived, _id)),
            ((likeness(item, seen) for item in before.derived), (likeness(item) for item in after.derived)),
        )
        more = found | new_names(before.derived, after.derived, derived)
        if more == found:
            return inputs, derived, seen
        found = more


def _tree(text: str, names: Names) -> Hashable:
    try:
        return _renamed(parse(text), names)
    except FormulaError:
        return text.strip()


def _renamed(node: Node, names: Names) -> Node:
    if isinstance(node, Name):
        return Name(names.of("figures", node.id))
    if isinstance(node, Operation):
        return Operation(node.symbol, tuple(_renamed(each, names) for each in node.operands))
    return node


def _plain(value: Any, names: Names) -> Hashable:
    if isinstance(value, BaseModel):
        return (type(value), *((name, meaning(value, name, names)) for name in type(value).model_fields))
    if isinstance(value, tuple):
        return tuple(_plain(item, names) for item in value)
    plain: Hashable = value
    return plain


def _all(found: Iterable[Any], key: Callable[[Any], Hashable]) -> list[Hashable]:
    return [key(item) for item in found]


def _id(item: Any) -> Hashable:
    return str(item.id)


def _stream(item: Any) -> Hashable:
    return getattr(item, "stream", None)


def _all_streams(candidate: Candidate) -> Hashable:
    return frozenset(streams_of(candidate)) or None

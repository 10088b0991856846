"""What differs between two scenarios, as data: no language, no formatting.

Parts are held against each other by what they are (:mod:`roitool.scenario.matching`), so that a figure with another
id, or at another place in its list, is still the same figure. What reads and counts the same is no change: a formula
with other blanks in it, a title that stands in both languages alike.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any, Literal

from roitool.errors import Place
from roitool.scenario import matching
from roitool.scenario.base import Part
from roitool.scenario.matching import SAME, Names, Pairs, Shared, likeness, meaning, new_names, paired
from roitool.scenario.scenario import Readiness, Scenario

Code = Literal["changed", "added", "removed", "renamed", "reordered"]


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that differs.

    Attributes
    ----------
    code
        ``changed``: another value at a place that both have. ``added``, ``removed``: an item that only one has, told
        as a whole. ``renamed``: another id for what is the same. ``reordered``: a list in another order.
    place_before, place_after
        Where it stands in the first and in the second scenario, None where it does not.
    before, after
        What stands there: a plain value, a part of the document (a whole quantity, a whole evidence, a whole item), or
        the ids of a reordered list; None where nothing does.
    quiet
        Whether it cannot make a difference to any number: evidence, notes, names, order.
    """

    code: Code
    place_before: Place | None
    place_after: Place | None
    before: object
    after: object
    quiet: bool = False


def changes(before: Scenario, after: Scenario) -> tuple[Change, ...]:
    """Return what differs, in the order of the second document; what only the first has comes last in its list.

    A correlation that comes or goes with its candidate is not told beside it.
    """
    return tuple(_of_scenario(before, after))


def same_candidates(before: Scenario, after: Scenario) -> Pairs:
    """Return the positions of the candidates that both scenarios have, in the order of the second."""
    return matching.shared_parts(before, after).candidates


_QUIET = frozenset({"label", "title", "note", "evidence"})
_WITHOUT_ORDER = frozenset({"commitments", "other_investments", "averts", "correlations"})


@dataclass(frozen=True, slots=True)
class _Both:
    """What is the same in both scenarios, and where it stands."""

    before: Any
    after: Any
    place_before: Place = ()
    place_after: Place = ()

    def below(self, name: str) -> _Both:
        before, after = getattr(self.before, name), getattr(self.after, name)
        return _Both(before, after, (*self.place_before, name), (*self.place_after, name))

    def item(self, old: int, new: int) -> _Both:
        return _Both(self.before[old], self.after[new], (*self.place_before, old), (*self.place_after, new))

    def untouched(self, names: Names) -> bool:
        """Tell whether one object stands in both, and names nothing that is called anew: no need to look inside."""
        return self.before is self.after and names == SAME

    def change(self, code: Code, *, quiet: bool = False) -> Change:
        return Change(code, self.place_before, self.place_after, self.before, self.after, quiet)

    def added(self, item: object, *below: int) -> Change:
        return Change("added", None, (*self.place_after, *below), None, item)

    def removed(self, item: object, *below: int) -> Change:
        return Change("removed", (*self.place_before, *below), None, item, None)


_Told = Callable[[_Both, Names], Iterator[Change]]


def _of_scenario(before: Scenario, after: Scenario) -> Iterator[Change]:
    shared = matching.shared_parts(before, after)
    both, names = _Both(before, after), shared.names
    for name in Scenario.model_fields:
        match name:
            case "company":
                yield from _of_company(both.below(name), names)
            case "do_nothing":
                yield from _of_list(both.below(name).below("lines"), shared.nothing, names)
            case "inputs" | "derived":
                yield from _of_list(both.below(name), getattr(shared, name), names)
            case "candidates":
                yield from _of_list(both.below(name), shared.candidates, names, _of_candidate)
            case "correlations":
                yield from _of_correlations(both.below(name), both, shared)
            case "readiness":  # answers are told one by one, also where none were given before
                here = both.below(name)
                answers = replace(here, before=here.before or Readiness(), after=here.after or Readiness())
                yield from _of_part(answers, names)
            case _:
                yield from _of_field(both, name, names)


def _of_company(both: _Both, names: Names) -> Iterator[Change]:
    one, other = both.before, both.after
    # Two commitments may well have one name: those that are wholly alike belong together first.
    commitments = paired(
        ([likeness(item, names) for item in one.commitments], [likeness(item) for item in other.commitments]),
        ([meaning(item, "label") for item in one.commitments], [meaning(item, "label") for item in other.commitments]),
    )
    years = paired(([item.year for item in one.other_investments], [item.year for item in other.other_investments]))
    yield from _of_part(both, names, {"commitments": commitments, "other_investments": years})


def _of_candidate(both: _Both, shared: Names) -> Iterator[Change]:
    one, other = both.before, both.after
    inputs, derived, names = matching.figures_of_candidate(one, other, shared)
    found = {"inputs": inputs, "derived": derived}
    for name in ("lines", "ways_of_paying"):
        lists = getattr(one, name), getattr(other, name)
        found[name] = matching.items(*lists, names)
        names = replace(names, **{name: new_names(*lists, found[name])})
    found["events"] = matching.items(one.events, other.events, names)
    found["averts"] = paired(
        ([meaning(item, "line", names) for item in one.averts], [item.line for item in other.averts])
    )
    yield from _of_part(both, names, found)


def _of_correlations(both: _Both, scenarios: _Both, shared: Shared) -> Iterator[Change]:
    before, after = scenarios.before.candidates, scenarios.after.candidates
    called = dict(shared.names.figures)
    for old, new in shared.candidates:
        names = matching.figures_of_candidate(before[old], after[new], shared.names)[2]
        called |= {
            f"{before[old].id}.{item.id}": f"{after[new].id}.{names.of('figures', item.id)}"
            for item in before[old].inputs
        }
    found = paired(
        (
            [frozenset(called.get(name, name) for name in item.between) for item in both.before],
            [frozenset(item.between) for item in both.after],
        )
    )
    gone = {item.id for item in before} - {before[old].id for old, _ in shared.candidates}
    come = {item.id for item in after} - {after[new].id for _, new in shared.candidates}
    for change in _of_list(both, found, shared.names, _of_correlation):
        if change.code == "changed" or not _owners(change) & (gone if change.after is None else come):
            yield change


def _of_correlation(both: _Both, names: Names) -> Iterator[Change]:
    yield from _of_field(both, "rank_correlation", names)


def _owners(change: Change) -> set[str]:
    """Return the candidates whose inputs a correlation names that only one scenario has."""
    correlation: Any = change.before if change.after is None else change.after
    return {name.partition(".")[0] for name in correlation.between if "." in name}


def _of_part(both: _Both, names: Names, lists: Mapping[str, Pairs] = MappingProxyType({})) -> Iterator[Change]:
    """Yield what differs in the fields that both have: a line of another kind shares only some of them.

    The id of an item in a list is told of where the list is; that of tax rules is a choice like any other.
    """
    for name in type(both.after).model_fields:
        if name in lists:
            yield from _of_list(both.below(name), lists[name], names)
        elif name in type(both.before).model_fields and not (name == "id" and isinstance(both.place_after[-1], int)):
            yield from _of_field(both, name, names)


def _of_field(both: _Both, name: str, names: Names) -> Iterator[Change]:
    here = both.below(name)
    if here.untouched(names) or meaning(both.before, name, names) == meaning(both.after, name):
        return
    parts = isinstance(here.before, Part), isinstance(here.after, Part)
    if name in _QUIET:
        yield here.change("changed", quiet=True)
    elif all(parts) and type(here.before) is type(here.after):
        yield from _of_part(here, names)
    elif here.before is None and parts[1]:
        yield here.added(here.after)
    elif here.after is None and parts[0]:
        yield here.removed(here.before)
    else:
        yield here.change("changed")


def _of_list(both: _Both, pairs: Pairs, names: Names, told: _Told = _of_part) -> Iterator[Change]:
    from_old = {new: old for old, new in pairs}
    for new, item in enumerate(both.after):
        if new not in from_old:
            yield both.added(item, new)
            continue
        here = both.item(from_old[new], new)
        if getattr(here.before, "id", None) != getattr(here.after, "id", None):
            yield here.below("id").change("renamed", quiet=True)
        if not here.untouched(names):
            yield from told(here, names)
    kept = [old for old, _ in pairs]
    kept_positions = set(kept)
    for old, item in enumerate(both.before):
        if old not in kept_positions:
            yield both.removed(item, old)
    if kept != sorted(kept) and both.place_after[-1] not in _WITHOUT_ORDER:
        before, after = ([item.id for item in items] for items in (both.before, both.after))
        yield Change("reordered", both.place_before, both.place_after, tuple(before), tuple(after), quiet=True)

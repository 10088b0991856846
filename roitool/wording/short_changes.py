"""What differs between two scenarios in a few words, for a menu: the first change, and how many more there are."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from roitool.scenario.changes import Change, changes, same_candidates
from roitool.scenario.converting import kind_of
from roitool.scenario.inputs import Evidence
from roitool.scenario.quantities import BaseQuantity
from roitool.wording.changes import ChangeTelling, from_the_difference
from roitool.wording.plain import clean, cut
from roitool.wording.quantities import number_texts, quantities_text

if TYPE_CHECKING:
    from roitool.scenario.scenario import Scenario
    from roitool.wording.words import Words

SHORT = 60
"""Room for a change in a menu."""
_LONGEST_TEXT = 18
_SHORTEST_NAME = 10


def short_change(before: Scenario, after: Scenario, words: Words, longest: int = SHORT) -> str:
    """Return what differs in a few words.

    A quantity is told as a whole where its name has room enough beside it, and else by the first of its numbers that is
    another: ``Uren die vrijkomen 20 → 24``. No number is ever cut. Who says so is not counted beside the figure that it
    goes with. Empty where nothing differs.

    Parameters
    ----------
    longest
        How many characters there is room for.
    """
    found = sorted(changes(before, after), key=lambda change: change.quiet)
    if not found:
        return ""
    first = found[0]
    figures = {(change.place_after or ())[:-1] for change in found if isinstance(change.after, BaseQuantity)}
    more = [
        change
        for change in found[1:]
        if not (isinstance(change.after, Evidence) and (change.place_after or ())[:-1] in figures)
    ]
    telling = _Short(before, after, words, dict(same_candidates(before, after)))
    if not more:
        return telling.line_within(first, longest)
    count = words.number(len(more))
    room = longest - len(words.text("changes.short.more", first="", count=count))
    return words.text("changes.short.more", first=telling.line_within(first, room), count=count)


@dataclass(frozen=True, slots=True)
class _Short(ChangeTelling):
    """The same in a few words."""

    def line_within(self, change: Change, room: int) -> str:
        match change.code:
            case "added" | "removed":
                return self._named(f"changes.short.{change.code}", change, room)
            case "reordered":
                return self._named("changes.reordered", change, room)
            case _ if isinstance(change.after, Evidence):
                left = room - _SHORTEST_NAME - len(self.words.text("changes.short.evidence", what="", told=""))
                told = cut(self.evidence_fields(change), min(2 * _LONGEST_TEXT, left))
                return self._named("changes.short.evidence", change, room, told=told)
            case _:
                return self._changed_within(change, room)

    def _changed_within(self, change: Change, room: int) -> str:
        """Return a change with both values, in the fullest way that leaves the name its part of the room."""
        name = len(self._subject(change))
        for before, after in self._values(change, room):
            left = room - len(self.words.text("changes.short.changed", what="", before=before, after=after))
            # The name is whole or has half of the room; if there is nothing shorter, it makes do with less.
            if left >= min(name, room // 2):
                return self._named("changes.short.changed", change, room, before=before, after=after)
        if left >= min(name, _SHORTEST_NAME) and before != after:
            return self._named("changes.short.changed", change, room, before=before, after=after)
        return self._named("changes.short.otherwise", change, room)

    def _values(self, change: Change, room: int) -> Iterator[tuple[str, str]]:
        """Give both values in ever fewer words."""
        if isinstance(change.before, BaseQuantity) and isinstance(change.after, BaseQuantity):
            units, currencies = self.units(change)
            numbers = []
            if units[0] == units[1] and currencies[0] == currencies[1]:
                numbers = number_texts(change.before, change.after, units[1], currencies[1], self.words)
            # Of one number that is another, those that stay are only in the way.
            if len(numbers) != 1:
                yield quantities_text(change.before, change.after, units, currencies, self.words)
            one, other = (self.words.text(f"changes.kind.{kind_of(each)}") for each in (change.before, change.after))
            if one != other:
                yield one, other
            yield from numbers[:1]
            return
        longest = min(_LONGEST_TEXT, (room - _SHORTEST_NAME) // 2)
        _, before, after = self.both(change, longest - len(self.words.quoted("")))
        if isinstance(change.after, str):
            before, after = from_the_difference(before, after, longest)
        yield cut(before, longest), cut(after, longest)

    def _named(self, code: str, change: Change, room: int, **values: str) -> str:
        """Return a message with what it is about, clipped to the room that the rest leaves."""
        left = room - len(self.words.text(code, what="", **values))
        return self.words.text(code, what=clean(self._subject(change), max(left, _SHORTEST_NAME)), **values)

    def _subject(self, change: Change) -> str:
        scenario, place, _ = self.side(change)
        named = change.code in {"added", "removed"} and isinstance(place[-1], int)
        return self.name(scenario, place) if named else self.what(change)

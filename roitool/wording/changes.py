"""What differs between two scenarios in words: what can change a number first, then evidence, notes and names."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from roitool.scenario.changes import Change, same_candidates
from roitool.scenario.editing import value_at
from roitool.scenario.inputs import Evidence, Input
from roitool.scenario.quantities import BaseQuantity
from roitool.wording.places import field_name, label_of_input, readable_place
from roitool.wording.plain import before_number, clean, cut
from roitool.wording.quantities import figure_text, quantities_text
from roitool.wording.values import LONGEST, quoted, value_text, way_name
from roitool.wording.words import LANGUAGES, Language, Words

if TYPE_CHECKING:
    from roitool.errors import Place
    from roitool.scenario.scenario import Scenario

_BETWEEN = " › "
_LONGEST_VALUE = 160
_PROSE = frozenset({"label", "title", "note"})


@dataclass(frozen=True, slots=True)
class ChangedGroup:
    """What differs in one part of the document.

    Attributes
    ----------
    title
        What the part is called: settings, the company, shared figures, a candidate; or that all of it is quiet.
    lines
        A sentence for each change, without a full stop: ``Loon per uur: 38 (36 – 41) → 41 (36 – 47) €/uur``.
    """

    title: str
    lines: tuple[str, ...]


def describe_changes(
    found: Iterable[Change], before: Scenario, after: Scenario, words: Words
) -> tuple[ChangedGroup, ...]:
    """Return changes in words, by the part of the document they are in; those that change no number in a last group."""
    telling = ChangeTelling(before, after, words, dict(same_candidates(before, after)))
    loud: dict[str | int, list[str]] = {}
    quiet: list[str] = []
    for change in found:
        part, line = telling.part(change), telling.line(change)
        if change.quiet:
            within = f"{telling.title(part)}{_BETWEEN}" if isinstance(part, int) else ""
            quiet.append(within + line)
        else:
            loud.setdefault(part, []).append(line)
    groups = [ChangedGroup(telling.title(part), tuple(lines)) for part, lines in loud.items()]
    if quiet:
        groups.append(ChangedGroup(words.text("changes.group.quiet"), tuple(quiet)))
    return tuple(groups)


@dataclass(frozen=True, slots=True)
class ChangeTelling:
    """Both scenarios, the language, and which candidate of the second is which of the first."""

    before: Scenario
    after: Scenario
    words: Words
    candidates: dict[int, int]

    def part(self, change: Change) -> str | int:
        """Return which part a change is told in: a candidate by its position in the second document, else a name."""
        match change.place_after or change.place_before:
            case ("candidates", int(position), _, *_):
                return self.candidates[position] if change.place_after is None else position
            case ("company" | "do_nothing" | "correlations" | "candidates" as name, *_):
                return str(name)
            case ("inputs" | "derived", *_):
                return "figures"
        return "settings"

    def title(self, part: str | int) -> str:
        """Return what such a part is called."""
        if isinstance(part, int):
            return readable_place(("candidates", part), self.words, self.after)
        return self.words.text(f"changes.group.{part}")

    def line(self, change: Change) -> str:
        """Return a change as a sentence without a full stop."""
        words = self.words
        match change.code:
            case "added" | "removed":
                return words.text(f"changes.{change.code}", what=self._item(change))
            case "reordered":
                return words.text("changes.reordered", what=self.what(change))
            case _ if isinstance(change.after, Evidence):
                return self._evidence(change)
            case _:
                return self._changed(change)

    def _changed(self, change: Change) -> str:
        what, before, after = self.both(change)
        before, after = clean(before, _LONGEST_VALUE), clean(after, _LONGEST_VALUE)
        code = "changes.changed" if before != after else "changes.beyond"
        return self.words.text(code, what=what, before=before, after=after)

    def both(self, change: Change, longest: int = LONGEST) -> tuple[str, str, str]:
        """Return what has another value, and both values; texts that a person wrote in so many characters."""
        words, what = self.words, self.what(change)
        place_before, place_after = change.place_before or (), change.place_after or ()
        if isinstance(change.after, BaseQuantity):
            before, after = quantities_text(change.before, change.after, *self.units(change), words)
        elif place_after[-1] == "id" and change.code == "renamed":
            before, after = str(change.before), str(change.after)
        elif place_after[-1] in _PROSE:
            language = self._language_of_difference(change)
            if language != words.language:
                what = f"{what} ({field_name(language, words)})"
            one, other = _texts(change, language)
            before, after = (quoted(cut(text, longest), words) for text in from_the_difference(one, other, longest))
        else:
            before = value_text(place_before, change.before, self.before, words)
            after = value_text(place_after, change.after, self.after, words)
        return what, before, after

    def units(self, change: Change) -> tuple[tuple[str, str], tuple[str, str]]:
        """Return the units and the currencies of a figure before and after."""
        figures = (
            value_at(scenario, (place or ())[:-1])
            for scenario, place in ((self.before, change.place_before), (self.after, change.place_after))
        )
        one, other = (figure.unit for figure in figures)
        return (one, other), (self.before.currency, self.after.currency)

    def _evidence(self, change: Change) -> str:
        return f"{self.what(change)}: {self.evidence_fields(change)}"

    def evidence_fields(self, change: Change) -> str:
        """Return what differs of who says so, field by field: most of it is the same."""
        told = []
        for name in Evidence.model_fields:
            one, other = getattr(change.before, name), getattr(change.after, name)
            if one != other:
                before, after = (self._of_evidence(name, value) for value in (one, other))
                # Who says so is what evidence is; only the rest needs its name.
                called = "" if name == "by" else f"{field_name(name, self.words)} "
                told.append(f"{called}{before} → {after}")
        return "; ".join(told)

    def _of_evidence(self, name: str, value: Any) -> str:
        if value is None:
            return self.words.text("changes.none")
        if name == "by":
            return self.words.text(f"ui.evidence.{value}")
        return quoted(self.words.label(value), self.words) if name in {"note", "source"} else str(value)

    def _item(self, change: Change) -> str:
        """Return what came or went: its sort, its name, and its value where it has one."""
        scenario, place, item = self.side(change)
        if isinstance(place[-1], str):
            return self.what(change)
        sort = place[-2]
        noun = self.words.text(f"changes.item.{sort if place[0] != 'do_nothing' else 'nothing'}")
        said = f"{noun} {self.name(scenario, place)}"
        detail = self._detail(scenario, place, item)
        return f"{said}: {clean(detail, _LONGEST_VALUE)}" if detail else said

    def _detail(self, scenario: Scenario, place: Place, item: Any) -> str:
        if isinstance(item, Input):
            return figure_text(item, scenario.currency, self.words)
        field = next(
            (name for name in ("amount", "formula", "share", "rank_correlation") if getattr(item, name, None)), ""
        )
        return value_text((*place, field), getattr(item, field), scenario, self.words) if field else ""

    def what(self, change: Change) -> str:
        """Return what differs, seen from within its group."""
        scenario, place, _ = self.side(change)
        # The value of a figure is meant by its name alone, and tax rules are told by their title.
        shown = place[:-1] if place[-1] == "quantity" or place == ("regime", "id") else place
        start = {"candidates": 2, "company": 1, "do_nothing": 1}.get(str(shown[0]), 0)
        within = shown[start:] or shown
        at = next((position for position, part in enumerate(within) if isinstance(part, int)), None)
        if at is None:
            return self._fields(within)
        rest = within[at + 1 :]
        name = self.name(scenario, shown[: len(shown) - len(rest)], bare=True)
        return name if shown[0] == "correlations" else _BETWEEN.join(filter(None, [name, self._fields(rest)]))

    def _fields(self, place: Place) -> str:
        return readable_place(place, self.words) if place else ""

    def name(self, scenario: Scenario, place: Place, *, bare: bool = False) -> str:
        """Return what an item is called, whatever it has for a name."""
        item, words = value_at(scenario, place), self.words
        mark: Callable[[str], str] = (lambda text: text) if bare else words.quoted
        match place[-2]:
            case "correlations":
                names = tuple(mark(label_of_input(scenario, name, words)) for name in item.between)
                return words.listed(names)
            case "ways_of_paying":
                return mark(clean(way_name(value_at(scenario, place[:2]), item.id, words), LONGEST))
            case "other_investments":
                return f"{field_name('other_investments', words)} {item.year}" if bare else str(item.year)
            case "averts":
                lines = {line.id: words.label(line.label) for line in scenario.do_nothing.lines}
                name = mark(clean(lines.get(item.line) or item.line, LONGEST))
                return f"{field_name('averts', words)}{_BETWEEN}{name}" if bare else name
        text = words.label(getattr(item, "label", None) or getattr(item, "title", None) or "")
        return mark(clean(text or getattr(item, "id", "") or f"{place[-1]}", LONGEST))

    def side(self, change: Change) -> tuple[Scenario, Place, Any]:
        """Return the scenario that has what a change is about, its place there, and what stands there."""
        if change.place_after is None:
            return self.before, change.place_before or (), change.before
        return self.after, change.place_after, change.after

    def _language_of_difference(self, change: Change) -> Language:
        own = self.words.language
        others = (language for language in LANGUAGES if language != own)
        one, other = _texts(change, own)
        return own if one != other else next(others)


def _texts(change: Change, language: Language) -> Iterator[str]:
    return (text if isinstance(text, str) else str(getattr(text, language)) for text in (change.before, change.after))


def from_the_difference(before: str, after: str, longest: int) -> tuple[str, str]:
    """Return two texts from shortly before where they begin to differ, so that clipping does not hide it."""
    same = next((at for at, (one, other) in enumerate(zip(before, after, strict=False)) if one != other), None)
    start = max(0, (min(len(before), len(after)) if same is None else same) - longest // 4)
    start = before_number(before, start)
    if max(len(before), len(after)) <= longest or not start:
        return before, after
    return f"…{before[start:]}", f"…{after[start:]}"

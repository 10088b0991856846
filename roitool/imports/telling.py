"""What came of a workbook in words: each change as one line, each thing that was not taken with its reason."""

from __future__ import annotations

from collections.abc import Container, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from roitool.errors import Problem
from roitool.imports.origin import HURDLE_RATE
from roitool.scenario.base import text_in
from roitool.scenario.editing import value_at
from roitool.scenario.inputs import Evidence, Input
from roitool.scenario.quantities import Fixed
from roitool.wording.places import field_name, readable_place
from roitool.wording.plain import clean
from roitool.wording.problems import describe_problem
from roitool.wording.quantities import number_texts, quantities_text, unit_text
from roitool.wording.units import figure_unit
from roitool.wording.values import value_text

if TYPE_CHECKING:
    from roitool.errors import Place, Value
    from roitool.imports.remark import Remark
    from roitool.imports.review import Change, NotTaken, Review
    from roitool.scenario.scenario import Scenario
    from roitool.wording.words import Words

_LONGEST_TEXT, _LONGEST_NOTE = 40, 80
_IN_THE_MIDDLE = frozenset({"value", "likely", "p50", "average", "body_likely"})
"""The number that a figure is told by where only that one is another."""


@dataclass(frozen=True, slots=True)
class ToldChange:
    """A change in words.

    Attributes
    ----------
    part
        The candidate whose figure it is, or whose figures they all are.
    what
        The figure.
    before, after
        Its value; who says so where the value stays.
    said_by
        Who says so of the new value; empty where the value stays.
    remarks
        Sentences: how it was read, and why it is doubtful.
    """

    part: str
    what: str
    before: str
    after: str
    said_by: str
    remarks: tuple[str, ...]

    @property
    def line(self) -> str:
        """The change in one line: ``Loon per uur: 38 → 41 €/uur``."""
        return f"{self.what}: {self.before} → {self.after}"


@dataclass(frozen=True, slots=True)
class ToldNotTaken:
    """What was not taken, in words: the figure, its candidate, and why; empty where it is about the whole sheet."""

    part: str
    what: str
    why: str

    @property
    def line(self) -> str:
        """It in one line."""
        return f"{self.what}: {self.why}" if self.what else self.why


def told_change(change: Change, scenario: Scenario, words: Words) -> ToldChange:
    """Return a change in words."""
    before, after = change.before, change.after
    said_by = ""
    if not isinstance(after, Input):
        one, other = (value_text(change.place, value, scenario, words) for value in (before, after))
    elif before.quantity != after.quantity:
        one, other = _quantities(before, after, scenario.currency, words)
        said_by = words.text("import.said_by", who=_said_by(after.evidence, words))
    else:
        differs = {name for name in Evidence.model_fields if _field(before, name) != _field(after, name)}
        one, other = (_said_by(each.evidence, words, differs) for each in (before, after))
    remarks = tuple(_remark(remark, before, scenario, words) for remark in change.remarks)
    return ToldChange(*_names(change.place, scenario, words), one, other, said_by, remarks)


def told_not_taken(found: NotTaken, scenario: Scenario, words: Words) -> ToldNotTaken:
    """Return what was not taken in words."""
    place, why = found.place, found.why
    if isinstance(why, Problem):
        sentence = describe_problem(why, words, scenario).sentence
    else:
        figure = value_at(scenario, place) if place is not None else None
        values = _values(why, figure, scenario, words)
        at = f"{words.text('import.cell', cell=why.at)}: " if why.at else ""
        sentence = at + words.text(f"import.not_taken.{why.code}", **values)
    part, what = ("", clean(found.name)) if place is None else _names(place, scenario, words)
    return ToldNotTaken(part, what, sentence)


def headline(review: Review, words: Words) -> str:
    """Return how much came of a workbook."""
    file = words.quoted(clean(review.file, _LONGEST_NOTE))
    count = len(review.changes)
    code = {0: "none", 1: "one"}.get(count, "several")
    return words.text(f"import.found.{code}", file=file, count=words.number(count))


def _quantities(before: Input, after: Input, currency: str, words: Words) -> tuple[str, str]:
    """Return a figure and what becomes of it: in its best estimate alone where only that is another."""
    one, other, unit = before.quantity, after.quantity, after.unit
    names = {name for name in type(other).model_fields if getattr(one, name, None) != getattr(other, name)}
    numbers = number_texts(one, other, unit, currency, words) if names <= _IN_THE_MIDDLE else []
    if len(numbers) != 1:
        return quantities_text(one, other, (unit, unit), (currency, currency), words)
    was, now = numbers[0]
    return was, f"{now} {unit_text(unit, currency, words)}".rstrip()


def _said_by(said: Evidence, words: Words, fields: Container[str] = frozenset({"by", "date", "note"})) -> str:
    """Return who says so, when, and the beginning of what was noted; or only some of it."""
    note = clean(text_in(words.language, said.note), _LONGEST_NOTE) if "note" in fields else ""
    day = words.date(date.fromisoformat(said.date)) if said.date and "date" in fields else ""
    who = words.text(f"workbook.by.{said.by}") if "by" in fields else ""
    told = [who, day, words.quoted(note) if note else ""]
    return ", ".join(filter(None, told)) or words.text("changes.none")


def _field(item: Input, name: str) -> object:
    return getattr(item.evidence, name)


def _names(place: Place, scenario: Scenario, words: Words) -> tuple[str, str]:
    """Return whose figure it is, and which."""
    if place == (HURDLE_RATE,):
        return words.text("workbook.inputs.settings"), field_name(HURDLE_RATE, words)
    own = place[0] == "candidates"
    part = readable_place(place[:2], words, scenario) if own else words.text("workbook.inputs.shared")
    item: Input = value_at(scenario, place)
    return part, words.label(item.label) or item.id


def _remark(remark: Remark, figure: Any, scenario: Scenario, words: Words) -> str:
    return words.text(f"import.remark.{remark.code}", **_values(remark, figure, scenario, words))


def _values(remark: Remark, figure: Any, scenario: Scenario, words: Words) -> Mapping[str, str]:
    """Return the values of a remark as they are written; numbers with the unit of the figure."""
    quantity, unit = (figure.quantity, figure.unit) if isinstance(figure, Input) else (Fixed(value=0.0), "share")
    shown = figure_unit(unit, quantity, scenario.currency, words)

    def written(name: str, value: Value) -> str:
        if name == "kind":
            return words.text(f"changes.kind.{value}")
        if isinstance(value, float):
            return shown.echo(value, words)
        return words.quoted(clean(str(value), _LONGEST_TEXT))

    return {name: written(name, value) for name, value in remark.values.items()} | {"at": remark.at}

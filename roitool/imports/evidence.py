"""Who says so, from the cells of a row: what was typed over, and what a new figure can honestly claim."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from roitool.imports.origin import mark
from roitool.imports.typed_cells import kind_in
from roitool.scenario.base import reworded, text_in
from roitool.scenario.inputs import Evidence
from roitool.wording.days import read_day
from roitool.wording.plain import clean

if TYPE_CHECKING:
    from datetime import date

    from roitool.imports.sheet import Cell, Row
    from roitool.wording.words import Language, Words

LONGEST_NOTE = 2_000
_LONGEST_NAME = 80
_BETWEEN = " · "


def note_text(said: Evidence, language: Language) -> str:
    """Return what stands in the cell of the note: the note, and of a reference figure its source and how sure it is."""
    parts = (text_in(language, said.note), said.source, said.confidence or "")
    return clean(_BETWEEN.join(part for part in parts if part), LONGEST_NOTE)


@dataclass(frozen=True, slots=True)
class Said:
    """What was typed over of who says so; None where nothing was.

    Attributes
    ----------
    by
        One of the kinds.
    name
        Somebody by another name.
    date
        A day that could be read.
    note
        The whole text of the cell.
    misread
        A date that is none.
    """

    by: str | None = None
    name: str | None = None
    date: str | None = None
    note: str | None = None
    misread: Cell | None = None

    @property
    def anything(self) -> bool:
        """Whether there is anything to take over."""
        return any(each is not None for each in (self.by, self.name, self.date, self.note))


def said_in(row: Row, language: Language, today: date) -> Said:
    """Return what was typed over of who says so.

    A cell that was emptied says nothing.
    """
    origin, by, day, note = row.origin, row.cell("by"), row.cell("date"), row.cell("note")
    kind, name = kind_in(by), None
    if kind is None and by.sort == "text":
        kind, name = "adviser", clean(by.text)
    date_, misread = None, None
    if day.sort == "date":
        date_ = day.text
    elif day.sort != "empty" and day.text != origin.date:
        found = read_day(day.text, language, today)
        date_, misread = (found.isoformat(), None) if found else (None, day)
    text = clean(note.text, LONGEST_NOTE)
    return Said(
        None if kind == origin.by and name is None else kind,
        name,
        None if date_ == origin.date else date_,
        text if text and mark(text) != origin.note else None,
        misread,
    )


def of_new_figure(said: Said, file: str, words: Words, today: date) -> Evidence:
    """Return who says so of a figure that was typed over: who is named there, else an adviser, and where it was read.

    What was said of the figure before is said of that one alone.
    """
    return Evidence.model_validate(
        {
            "by": said.by or "adviser",
            "date": said.date or today.isoformat(),
            "note": _note(said.name, said.note, words.text("import.note", file=clean(file, _LONGEST_NAME))),
        }
    )


def retold(before: Evidence, said: Said, language: Language) -> Evidence:
    """Return who says so of a figure that stayed; date and source of somebody else are not those of this one."""
    fields = before.model_dump(exclude_none=True)
    if said.by is not None and said.by != before.by:
        fields = {"by": said.by, "note": fields["note"]}
    if said.date is not None:
        fields["date"] = said.date
    if said.name is not None or said.note is not None:
        old = text_in(language, before.note)
        note = old if said.note is None else said.note.removesuffix(_behind(before))
        fields["note"] = reworded(before.note, _note(said.name, note), language)
    return Evidence.model_validate(fields)


def _behind(said: Evidence) -> str:
    """Return what stands in the cell of the note behind the note itself."""
    return "".join(f"{_BETWEEN}{part}" for part in (said.source, said.confidence) if part)


def _note(*parts: str | None) -> str:
    return clean(_BETWEEN.join(part for part in parts if part), LONGEST_NOTE)

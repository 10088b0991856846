"""Who says so, from the cells of a row: what was typed over, and what a new figure can honestly claim."""

from __future__ import annotations

from typing import TYPE_CHECKING

from roitool.scenario.base import text_in
from roitool.wording.plain import clean

if TYPE_CHECKING:
    from roitool.scenario.inputs import Evidence
    from roitool.wording.words import Language

LONGEST_NOTE = 2_000
_BETWEEN = " · "


def note_text(said: Evidence, language: Language) -> str:
    """Return what stands in the cell of the note: the note, and of a reference figure its source and how sure it is."""
    parts = (text_in(language, said.note), said.source, said.confidence or "")
    return clean(_BETWEEN.join(part for part in parts if part), LONGEST_NOTE)

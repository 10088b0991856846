"""Which editor a field gets."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

from roitool.errors import Place
from roitool.wording.words import Words
from ui.forms.alternatives import hurdle_rate_editor, regime_editor
from ui.forms.choices import ChoiceEditor, CurrencyEditor, FlagEditor, NamesEditor, PairEditor
from ui.forms.editor import Editor
from ui.forms.fields import Field, Kind
from ui.forms.formulas import FormulaEditor
from ui.forms.numbers import MonthEditor, NumberEditor
from ui.forms.texts import IdEditor, LabelEditor, LineEditor, NoteEditor

EDITORS: Final[Mapping[Kind, Callable[[Field, Place, str, Words], Editor]]] = MappingProxyType(
    {
        "label": LabelEditor,
        "note": NoteEditor,
        "line": LineEditor,
        "id": IdEditor,
        "formula": FormulaEditor,
        "whole": NumberEditor,
        "number": NumberEditor,
        "share": NumberEditor,
        "flag": FlagEditor,
        "choice": ChoiceEditor,
        "named": ChoiceEditor,
        "names": NamesEditor,
        "pair": PairEditor,
        "month": MonthEditor,
        "currency": CurrencyEditor,
        "hurdle_rate": hurdle_rate_editor,
        "regime": regime_editor,
    }
)
"""By kind; parts and lists of parts have a form, and a list of forms."""


def editor_for(field: Field, place: Place, name: str, words: Words) -> Editor:
    """Return an editor of a field.

    Parameters
    ----------
    place
        Of the field.
    name
        What it is called for who cannot see it.
    """
    return EDITORS[field.kind](field, place, name, words)

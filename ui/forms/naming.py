"""What fields are called in a form, and what is said of them where the mouse rests.

The name of a field is that of the catalogue (``field.<name>``), unless the part that has it calls for a plainer one.
"""

from __future__ import annotations

from roitool.wording.places import field_name
from roitool.wording.words import Words
from ui.forms.fields import Field


def label_of(field: Field, words: Words) -> str:
    """Return what a field is called in the form of its part."""
    own = f"ui.name.{_part(field)}.{field.name}"
    return words.text(own) if words.has(own) else field_name(field.name, words)


def help_of(field: Field, words: Words) -> str:
    """Return in one line what its name does not say, nothing where the name says it all."""
    codes = (f"help.{_part(field)}.{field.name}", f"help.{field.name}")
    return next((words.text(code) for code in codes if words.has(code)), "")


def _part(field: Field) -> str:
    return field.model.__name__.lower()

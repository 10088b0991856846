"""Places of a document as a person would name them: by the labels of its candidates, lines and figures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from pydantic import BaseModel

from roitool.wording.plain import clean

if TYPE_CHECKING:
    from roitool.errors import Place
    from roitool.wording.words import Words

BETWEEN = " › "
_LONGEST_PART = 80
_SAID_BY_WHAT_FOLLOWS = frozenset({"quantity"})


def readable_place(place: Place, words: Words, document: object = None) -> str:
    """Return a place in words: ``Lascobot › Uren die vrijkomen › laag``.

    Parameters
    ----------
    document
        The scenario, or the objects and lists of a file that is none; left out, items are counted instead of named.
    """
    parts: list[str] = []
    here = document
    for position, part in enumerate(place):
        here = _child(here, part)
        if isinstance(part, int):
            called = _name_of(here, words)
            counted = f"{parts.pop() if parts else ''} {part + 1}".strip()
            parts.append(called or counted)
        elif part not in _SAID_BY_WHAT_FOLLOWS or position == len(place) - 1:
            parts.append(field_name(part, words))
    return BETWEEN.join(parts) or words.text("problem.everything")


def field_name(field: str, words: Words) -> str:
    """Return what a field is called; its key in quotes where it is no field of a scenario."""
    code = f"field.{field}"
    return words.text(code) if words.has(code) else words.quoted(clean(field, _LONGEST_PART))


def written_path(place: Place) -> str:
    """Return a place as it stands in the file: ``candidates.0.inputs.2.quantity.low``."""
    return ".".join(clean(str(part), _LONGEST_PART) for part in place)


def label_of_input(scenario: object, name: str, words: Words) -> str:
    """Return the label of an input that correlations name ``candidate.input``, or by the id of a shared one."""
    owner, _, id_ = name.rpartition(".")
    scope = next((found for found in _items(scenario, "candidates") if _child(found, "id") == owner), scenario)
    found = next((found for found in _items(scope, "inputs") if _child(found, "id") == id_), None)
    return _name_of(found, words) or clean(name, _LONGEST_PART)


def title_of_candidate(scenario: object, id_: str, words: Words) -> str:
    """Return what a candidate is called, its id where it has no title or the document no such candidate."""
    found = next((found for found in _items(scenario, "candidates") if _child(found, "id") == id_), None)
    return _name_of(found, words) or clean(id_, _LONGEST_PART)


def currency_of(document: object) -> str | None:
    """Return the currency of a document, None where it has none."""
    found = _child(document, "currency")
    return found if isinstance(found, str) else None


def _name_of(item: object, words: Words) -> str:
    """Return the label or title of an item, else its id, else nothing."""
    for field in ("label", "title"):
        label = _child(item, field)
        text = label if isinstance(label, str) else _child(label, words.language)
        if isinstance(text, str) and text.strip():
            return clean(text, _LONGEST_PART)
    name = _child(item, "id")
    return clean(name, _LONGEST_PART) if isinstance(name, str) else ""


def _items(part: object, name: str) -> Sequence[object]:
    found = _child(part, name)
    return found if isinstance(found, tuple | list) else ()


def _child(here: object, part: str | int) -> object:
    if isinstance(here, Mapping):
        return here.get(part)
    if isinstance(here, tuple | list):
        return here[part] if isinstance(part, int) and 0 <= part < len(here) else None
    return getattr(here, part, None) if isinstance(here, BaseModel) and isinstance(part, str) else None

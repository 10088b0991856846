"""What the model finds wrong with the shape of a document, said in our own words: a place, a code, values.

Pydantic's wording and its way of naming places belong to its release; what is told of a file must not change with it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from difflib import get_close_matches
from functools import cache
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel

from roitool.errors import Place, Problem, Value
from roitool.scenario.base import FORMS
from roitool.scenario.duplicates import duplicates
from roitool.scenario.scenario import Scenario

if TYPE_CHECKING:
    from pydantic import ValidationError
    from pydantic_core import ErrorDetails

LONGEST_SHOWN = 80
"""Longest text of the document that a problem repeats."""

MOST_SHOWN = 200
"""Most problems of shape that are listed; a file with more of them is no scenario that went wrong."""

_FORM_OF = {pattern: form for form, pattern in FORMS.items()}

_TAGS = frozenset({"(plain)", "(object)", "(flat)", "(named)"})

_EXPECTED = {
    "string_type": "text",
    "float_type": "number",
    "int_type": "whole_number",
    "int_from_float": "whole_number",
    "bool_type": "yes_no",
    "tuple_type": "list",
    "model_type": "object",
    "model_attributes_type": "object",
}
_EXPECTED_PLAIN = _EXPECTED | {"string_type": "text_or_translations", "float_type": "number_or_real_rate"}

_BOUNDS = {
    "greater_than": ("too_small", "gt", False),
    "greater_than_equal": ("too_small", "ge", True),
    "less_than": ("too_large", "lt", False),
    "less_than_equal": ("too_large", "le", True),
}


def shape_problems(error: ValidationError, document: object) -> tuple[Problem, ...]:
    """Return what `error` says about `document`, and every name used twice in it.

    Parameters
    ----------
    error
        What the model raised.
    document
        What the model was given: objects and lists as JSON gives them, with or without parts that are models.
    """
    found = error.errors(include_url=False)
    problems = {(p.place, p.code): p for detail in found[:MOST_SHOWN] for p in _problems_of(detail, document)}
    problems |= {(p.place, p.code): p for p in duplicates(document)}
    return listed(tuple(problems.values()), len(found))


def listed(problems: Sequence[Problem], found: int = 0) -> tuple[Problem, ...]:
    """Return the first problems, and as the last one how many were `found`, if those are not all."""
    found = max(found, len(problems))
    if found <= MOST_SHOWN:
        return tuple(problems)
    shortened = Problem((), "too_many_problems", {"shown": MOST_SHOWN, "found": found})
    return (*problems[:MOST_SHOWN], shortened)


def shown(found: object) -> Value:
    """Return what stands in a document, fit to be repeated to a person: short, and without half characters."""
    match found:
        case str():
            return found[:LONGEST_SHOWN].encode("utf-8", "replace").decode("utf-8")
        case None | bool() | int() | float():
            return found
        case Mapping() | BaseModel():
            return "{…}"
    return "[…]"


def place_in(path: Sequence[str | int]) -> Place:
    """Return a path as a place; keys of any length and with half characters in them may come from a file."""
    return tuple(part if isinstance(part, int) else str(shown(part)) for part in path)


_OTHERS: dict[str, tuple[str, Callable[[Mapping[str, Any], object], dict[str, Value]]]] = {
    "missing": ("missing", lambda _context, _found: {}),
    "string_too_short": ("text_empty", lambda _context, _found: {}),
    "string_too_long": ("too_long", lambda context, found: {"found": len(str(found)), "bound": context["max_length"]}),
    "too_long": ("too_many", lambda context, _found: {"bound": context["max_length"]}),
    "too_short": (
        "too_few",
        lambda context, _found: {"found": context["actual_length"], "bound": context["min_length"]},
    ),
    "string_pattern_mismatch": (
        "pattern",
        lambda context, found: {"found": shown(found), "form": _FORM_OF[context["pattern"]]},
    ),
    "id_is_keyword": ("id_is_keyword", lambda _context, found: {"found": shown(found)}),
    "literal_error": (
        "unknown_choice",
        lambda context, found: {"found": shown(found), "choices": _quoted(context["expected"])},
    ),
    "finite_number": ("not_a_finite_number", lambda _context, found: {"found": str(found)}),
    "string_unicode": ("lone_surrogate", lambda _context, found: {"found": shown(found)}),
}
"""By pydantic's type: our code, and what makes its values of pydantic's context and what was found."""


def _problems_of(detail: ErrorDetails, document: object) -> Iterator[Problem]:
    code, context, found = detail["type"], detail.get("ctx", {}), detail["input"]
    path, parent = _walked(detail["loc"], document)
    place = place_in(path)
    if code == "duplicate":
        return
    if code in _BOUNDS:
        name, bound, inclusive = _BOUNDS[code]
        yield Problem(place, name, {"found": shown(found), "bound": context[bound], "inclusive": inclusive})
    elif code == "missing" and isinstance(path[-1], int):
        yield Problem(place[:-1], "too_few", {"found": len(parent) if parent else 0, "bound": path[-1] + 1})
    elif code == "extra_forbidden":
        yield Problem(place, "unknown_key", {"found": place[-1], "suggestions": _near(str(place[-1]))})
    elif code == "union_tag_not_found":
        yield Problem((*place, "kind"), "missing")
    elif code == "union_tag_invalid":
        values = {"found": shown(context["tag"]), "choices": _quoted(context["expected_tags"])}
        yield Problem((*place, "kind"), "unknown_kind", values)
    elif code in _OTHERS:
        name, values_of = _OTHERS[code]
        yield Problem(place, name, values_of(context, found))
    else:
        expected = _EXPECTED_PLAIN if "(plain)" in detail["loc"] else _EXPECTED
        yield Problem(place, "wrong_type", {"expected": expected.get(code, "object"), "found": shown(found)})


def _walked(loc: tuple[str | int, ...], document: object) -> tuple[list[str | int], Any]:
    """Return the path of a location in the document, and what holds its last part.

    Pydantic mixes the names of the alternatives that it chose between into its locations; those are left out: our own
    tags, and the kind of an object just entered.
    """
    path: list[str | int] = []
    parent, here, entered = None, document, True
    for part in loc:
        if part in _TAGS and _child(here, part) is None:
            continue
        if entered and _child(here, "kind") == part:
            entered = False
            continue
        path.append(part)
        parent, here, entered = here, _child(here, part), True
    return path, parent


def _near(key: str) -> tuple[str, ...]:
    return tuple(name for name in get_close_matches(key, _field_names()) if name != key)


@cache
def _field_names() -> tuple[str, ...]:
    """Return the name of every field that occurs somewhere in a document."""
    schema = Scenario.model_json_schema()
    return tuple(dict.fromkeys(name for part in (schema, *schema["$defs"].values()) for name in part["properties"]))


def _quoted(choices: str) -> tuple[str, ...]:
    """Return the words that pydantic lists in one text, ``"'cash', 'loan'"``."""
    return tuple(re.findall(r"'([^']*)'", choices))


def _child(here: object, part: str | int) -> object:
    if isinstance(here, Mapping):
        return here.get(part)
    if isinstance(here, tuple | list):
        return here[part] if isinstance(part, int) and part < len(here) else None
    return getattr(here, part, None) if isinstance(here, BaseModel) and isinstance(part, str) else None

"""JSON as this program reads it: what Python's own reader lets pass, or breaks off on, is refused with its place.

Refused are repeated keys, ``NaN`` and numbers beyond the largest float, whole numbers of absurd length, halves of
characters, and nesting that only an attacker needs.
"""

from __future__ import annotations

import json
import math
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from roitool.errors import Place, Problem, ScenarioError
from roitool.scenario.shape import listed, place_in, shown

if TYPE_CHECKING:
    from collections.abc import Iterator

MAX_DEPTH = 64
MAX_DIGITS = 40
MAX_OBJECTS = 25_000
MAX_VALUES = 150_000
"""Numbers, texts, lists and objects together; room for a scenario of a thousand figures with all they can hold."""


def parsed(data: bytes) -> object:
    """Read JSON.

    Parameters
    ----------
    data
        UTF-8, with or without a byte order mark.

    Returns
    -------
    object
        Objects as ``dict``, lists as ``list``, every number finite.

    Raises
    ------
    ScenarioError
        ``file_empty``, ``not_utf8``, ``nested_too_deep``, ``not_json`` or ``too_many_values`` alone; else every
        ``key_twice``, ``not_a_finite_number``, ``number_too_long`` and ``lone_surrogate`` at its place.
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ScenarioError([Problem((), "not_utf8", {"line": data.count(b"\n", 0, error.start) + 1})]) from None
    if not text.strip():
        raise ScenarioError([Problem((), "file_empty")])
    _refuse_deep_nesting(data)
    try:
        document = json.loads(
            text, object_pairs_hook=_object, parse_float=_float, parse_int=_int, parse_constant=_constant
        )
    except json.JSONDecodeError as error:
        raise ScenarioError([Problem((), "not_json", {"line": error.lineno, "column": error.colno})]) from None
    _refuse_many(document)
    problems = tuple(_problems(document, ()))
    if problems:
        raise ScenarioError(listed(problems))
    return document


@dataclass(frozen=True, slots=True)
class _Refused:
    """Stands in the tree for a number that is refused, until its place is known."""

    code: str
    text: str


class _Repeating(dict[str, object]):
    """An object in which keys occur more than once; of each the last value is kept."""

    repeated: tuple[str, ...]


def _object(pairs: list[tuple[str, object]]) -> dict[str, object]:
    plain = dict(pairs)
    if len(plain) == len(pairs):
        return plain
    repeating = _Repeating(plain)
    repeating.repeated = tuple(key for key, count in Counter(key for key, _ in pairs).items() if count > 1)
    return repeating


def _float(text: str) -> float | _Refused:
    value = float(text)
    return value if math.isfinite(value) else _constant(text)


def _int(text: str) -> int | _Refused:
    if len(text) <= MAX_DIGITS:
        return int(text)
    return _Refused("number_too_long", text)


def _constant(text: str) -> _Refused:
    return _Refused("not_a_finite_number", text)


def _refuse_deep_nesting(data: bytes) -> None:
    """Count brackets outside of texts before the reader, which recurses, gets to see them."""
    unescaped = data.replace(b"\\\\", b"").replace(b'\\"', b"")
    characters = np.frombuffer(unescaped, dtype=np.uint8)
    outside = ~np.logical_xor.accumulate(characters == ord('"'))
    opened = (characters == ord("[")) | (characters == ord("{"))
    closed = (characters == ord("]")) | (characters == ord("}"))
    depth = np.cumsum((opened & outside).view(np.int8) - (closed & outside).view(np.int8), dtype=np.int32)
    too_deep = np.flatnonzero(depth > MAX_DEPTH)
    if too_deep.size:
        line = unescaped.count(b"\n", 0, int(too_deep[0])) + 1
        raise ScenarioError([Problem((), "nested_too_deep", {"bound": MAX_DEPTH, "line": line})])


def _refuse_many(document: object) -> None:
    """Refuse what could only be judged value by value at length."""
    values = objects = 0
    level = [document]
    while level:
        values += len(level)
        objects += sum(isinstance(node, dict) for node in level)
        if values > MAX_VALUES or objects > MAX_OBJECTS:
            limits = {"values": MAX_VALUES, "objects": MAX_OBJECTS}
            raise ScenarioError([Problem((), "too_many_values", limits)])
        level = [
            below
            for node in level
            if isinstance(node, dict | list)
            for below in (node.values() if isinstance(node, dict) else node)
        ]


def _problems(node: object, path: Place) -> Iterator[Problem]:
    if isinstance(node, _Refused):
        bound = {"bound": MAX_DIGITS} if node.code == "number_too_long" else {}
        yield Problem(place_in(path), node.code, {"found": shown(node.text), **bound})
    elif isinstance(node, str):
        if _has_half_characters(node):
            yield Problem(place_in(path), "lone_surrogate", {"found": shown(node)})
    elif isinstance(node, list):
        for position, item in enumerate(node):
            yield from _problems(item, (*path, position))
    elif isinstance(node, dict):
        for key in node.repeated if isinstance(node, _Repeating) else ():
            yield Problem(place_in((*path, key)), "key_twice", {"found": shown(key)})
        for key, item in node.items():
            if _has_half_characters(key):
                yield Problem(place_in((*path, key)), "lone_surrogate", {"found": shown(key)})
            yield from _problems(item, (*path, key))


def _has_half_characters(text: str) -> bool:
    # Most text is ASCII, and Python knows which without a look at the characters.
    return not text.isascii() and any("\ud800" <= character <= "\udfff" for character in text)

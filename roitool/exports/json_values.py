"""How numbers, estimates, texts and problems stand in every JSON that the program writes."""

from __future__ import annotations

import json
import math
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from roitool.errors import Problem
    from roitool.measures import Estimate
    from roitool.scenario.base import Label, Note

Json = dict[str, Any]


def estimate(found: Estimate) -> Json:
    """Return an estimate with its standard error."""
    return {"value": number(found.value), "se": number(found.se)}


def number(value: float) -> float | str | None:
    """Return a number that JSON knows: a text for an infinite one, null for none."""
    if math.isnan(value):
        return None
    return float(value) if math.isfinite(value) else ("inf" if value > 0 else "-inf")


def label(text: Label | Note) -> str | Json:
    """Return a text that a person wrote, in both languages where it has both."""
    return text if isinstance(text, str) else {"nl": text.nl, "en": text.en}


def problem(found: Problem) -> Json:
    """Return a problem."""
    return {
        "place": list(found.place),
        "code": found.code,
        "severity": found.severity,
        "values": {name: _plain(value) for name, value in found.values.items()},
    }


def text(document: Json) -> str:
    """Return a document as it is written, with a line end.

    In ASCII, so that no terminal or pipe can spoil it; NaN would be a bug here, and is one loudly.
    """
    return json.dumps(document, ensure_ascii=True, allow_nan=False, indent=2) + "\n"


def _plain(value: object) -> object:
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return number(value) if isinstance(value, float) else value

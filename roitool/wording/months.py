"""A month as people type it: ``2027-06``, ``2027-6``, ``6-2027``, ``juni 2027``, ``Jun 2027``."""

from __future__ import annotations

import re
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING

from babel.dates import get_month_names

from roitool.wording.words import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Mapping

_YEAR_FIRST = re.compile(r"(?P<year>[0-9]{4})\s*[-/. ]\s*(?P<month>[^\W_]+)\.?")
_MONTH_FIRST = re.compile(r"(?P<month>[^\W_]+)\.?\s*[-/ ]?\s*(?P<year>[0-9]{4})")


def read_month(text: str) -> str | None:
    """Return a month as the document has it, ``"2027-06"``; None where the text is no month."""
    found = _YEAR_FIRST.fullmatch(text.strip()) or _MONTH_FIRST.fullmatch(text.strip())
    if found is None:
        return None
    word = found["month"].lower()
    month = int(word) if re.fullmatch("[0-9]{1,2}", word) else _names().get(word, 0)
    return f"{found['year']}-{month:02d}" if 1 <= month <= 12 else None


@cache
def _names() -> Mapping[str, int]:
    """Return the number of each month by its name, whole and short, in every language."""
    return MappingProxyType(
        {
            name.lower().rstrip("."): number
            for language in LANGUAGES
            for width in ("wide", "abbreviated")
            for number, name in get_month_names(width, locale=language).items()
        }
    )

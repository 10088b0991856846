"""A calendar day as people type it: ``2-11-2026``, ``2026-11-02``, ``vandaag``."""

from __future__ import annotations

import re
from datetime import date
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from roitool.wording.words import Language

_TODAY: Mapping[Language, str] = MappingProxyType({"nl": "vandaag", "en": "today"})
_YEAR_FIRST = re.compile(r"(?P<year>\d{4})[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2})")
_DAY_FIRST = re.compile(r"(?P<day>\d{1,2})[-/. ](?P<month>\d{1,2})[-/. ](?P<year>\d{4})")


def read_day(text: str, language: Language, today: date) -> date | None:
    """Read a day, the day before the month as Europe writes it; None where it is no day there is."""
    typed = text.strip().lower()
    if typed == _TODAY[language]:
        return today
    found = _YEAR_FIRST.fullmatch(typed) or _DAY_FIRST.fullmatch(typed)
    if found is None:
        return None
    try:
        return date(int(found["year"]), int(found["month"]), int(found["day"]))
    except ValueError:
        return None

"""When something was, as it is said in a list."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from roitool.wording.moments import moment
from roitool.wording.words import Words


def at(*parts):
    return datetime(*parts, tzinfo=UTC)


NOW = at(2026, 1, 2, 0, 5)


@pytest.mark.parametrize(
    ("then", "dutch", "english"),
    [
        (at(2026, 1, 2, 0, 4), "vandaag 0:04", "today 0:04"),
        (at(2026, 1, 1, 14, 2), "gisteren 14:02", "yesterday 14:02"),
        (at(2025, 12, 31, 23, 59), "31 dec 2025", "31 Dec 2025"),
        (at(2026, 2, 1, 9, 0), "1 feb", "1 Feb"),
    ],
)
def test_a_moment_is_told_as_seen_from_now(then, dutch, english):
    assert moment(then, NOW, Words("nl")) == dutch
    assert moment(then, NOW, Words("en")) == english

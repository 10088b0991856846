"""A day is read as people type it, and what is no day is none."""

from __future__ import annotations

from datetime import date

import pytest

from roitool.wording.days import read_day

TODAY = date(2026, 11, 27)


@pytest.mark.parametrize("text", ["2026-11-02", "2-11-2026", "02/11/2026", "2.11.2026", " 2 11 2026 ", "2026/11/2"])
def test_a_day_is_read_with_the_day_before_the_month(text):
    assert read_day(text, "nl", TODAY) == date(2026, 11, 2)


def test_today_is_a_day():
    assert read_day("Vandaag", "nl", TODAY) == TODAY
    assert read_day("today", "en", TODAY) == TODAY


@pytest.mark.parametrize("text", ["", "31-2-2026", "2026-13-01", "02-11-26", "yesterday", "0-0-0000", "2026"])
def test_what_is_no_day_there_is_is_none(text):
    assert read_day(text, "en", TODAY) is None

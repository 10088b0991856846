"""Every measure against numbers from textbooks, documentation and closed forms."""

from __future__ import annotations

import json
import math
from pathlib import Path

import pytest

from roitool import measures

CASES = json.loads((Path(__file__).parent.parent / "cases" / "measures.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['measure']}: {case['name']}, {case['source'][:24]}")
def test_a_measure_gives_the_published_number(case):
    expected = case["expected"]
    found = getattr(measures, case["measure"])(*case["arguments"])
    if case["measure"] == "irr":
        assert found.roots == pytest.approx(expected, rel=0, abs=case["within"])
        assert found.status == ("none", "unique", "multiple")[min(len(expected), 2)]
        assert found.rate == pytest.approx(
            expected[0] if len(expected) == 1 else math.nan, abs=case["within"], nan_ok=True
        )
    else:
        expected = math.inf if expected == "never" else expected
        assert found == pytest.approx(expected, rel=0, abs=case["within"])

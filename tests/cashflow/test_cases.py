"""Cases of single subjects in one future: published tables and closed forms against the engine's months and years."""

from __future__ import annotations

import numpy as np
import pytest

from tests.cases.answers import answers_of_case, cases
from tests.cases.closed_forms import value

SUBJECTS = (
    "paid_in_advance",
    "working_capital",
    "grants",
    "declining_balance",
    "financial_lease",
    "hire",
    "added_back",
    "stopped",
    "company",
    "cover",
    "fleet",
    "by_regime",
)
CASES = {subject: cases(subject) for subject in SUBJECTS}
ALL = [(subject, case) for subject in SUBJECTS for case in CASES[subject]]


def agrees(found, expected, within):
    """Check a number, all years or months in their order, or some of them by position; rest 0 where "rest" is 0."""
    if isinstance(expected, list):
        assert found == pytest.approx([value(each) for each in expected], rel=1e-9, abs=within)
    elif isinstance(expected, dict) and not expected.keys() & {"form", "sum"}:
        some = {int(position): value(each) for position, each in expected.items() if position != "rest"}
        for position, number in some.items():
            assert found[position] == pytest.approx(number, rel=1e-9, abs=within)
        if "rest" in expected:
            rest = np.delete(found, list(some))
            assert rest == pytest.approx(np.full(rest.size, value(expected["rest"])), rel=1e-9, abs=within)
    else:
        assert float(found) == pytest.approx(value(expected), rel=1e-9, abs=within)


@pytest.mark.parametrize("case", [pytest.param(case, id=f"{subject}: {case['name']}") for subject, case in ALL])
def test_a_case_comes_to_what_its_source_says(case):
    found = answers_of_case(case)
    for asked, expected in case["expected"].items():
        agrees(found[asked], expected, case.get("within", 1e-7))


def test_every_case_has_a_name_of_its_own_and_names_its_source():
    assert all(case["source"] for _, case in ALL)
    assert all(len({case["name"] for case in found}) == len(found) for found in CASES.values())

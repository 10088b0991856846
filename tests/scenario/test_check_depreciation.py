"""Fiscal lives and declining rates, held against the rules of a country, the sort of investment and the month."""

from __future__ import annotations

from typing import Any

import pytest

from roitool.scenario.check import check
from tests.builder import line, scenario_of

OUTSIDE = {"allowed_from": "2025-07-01", "allowed_to": "2027-12-31"}


def told(regime: dict[str, Any], start: str = "2026-01", **of_line: Any) -> list[tuple[Any, ...]]:
    """Return what is said of one investment under these rules: the field, the code, the values but for the rules."""
    whole = {"regime": regime, "start": start, "horizon_years": 10}
    found = check(scenario_of(line("investment", "1000", **of_line), whole=whole))
    return [
        (problem.place[-1], problem.code, {name: value for name, value in problem.values.items() if name != "regime"})
        for problem in found
        if problem.place[:-1] == ("candidates", 0, "lines", 0)
    ]


GERMAN = {"id": "de-2026"}


@pytest.mark.parametrize(
    ("regime", "life", "category", "bound"),
    [
        (GERMAN, 4.9, None, 5),
        (GERMAN, 0.9, "software", 1),
        (GERMAN, 4.0, "energy", 5),
        ({"id": "be-2026"}, 2.9, "digital", 3),
        ({"id": "nl-2026"}, 4.0, "software", 5),
        ({"id": "nl-2026", "rate": 0.37}, 4.0, None, 5),
    ],
)
def test_a_life_below_that_of_the_sort_is_refused(regime, life, category, bound) -> None:
    found = told(regime, fiscal_life_years=life, **({"category": category} if category else {}))
    assert found == [("fiscal_life_years", "fiscal_life_too_short", {"found": life, "bound": bound})]


@pytest.mark.parametrize(
    ("regime", "life", "category"),
    [(GERMAN, 5.0, None), (GERMAN, 1.0, "software"), ({"id": "be-2026"}, 3.0, None), ({"id": "none"}, 0.5, None)],
)
def test_the_shortest_life_itself_is_fine(regime, life, category) -> None:
    assert told(regime, fiscal_life_years=life, **({"category": category} if category else {})) == []


@pytest.mark.parametrize(
    ("life", "rate", "bound"),
    # 30 % a year, and no more than three times straight-line: 3/12 over twelve years.
    [(8.0, 0.3, None), (8.0, 0.31, 0.3), (10.0, 0.3, None), (12.0, 0.25, None), (12.0, 0.26, 0.25), (None, 0.5, 0.3)],
)
def test_a_german_declining_rate_has_two_bounds(life, rate, bound) -> None:
    found = told(GERMAN, declining_rate=rate, **({"fiscal_life_years": life} if life else {}))
    values = {"found": rate, "bound": bound, "years": life or 8.0, **OUTSIDE}
    assert found == ([("declining_rate", "declining_rate_too_high", values)] if bound else [])


@pytest.mark.parametrize(
    ("start", "month", "bought"),
    [
        ("2025-06", "0", "2025-06"),
        ("2025-06", "1", "2025-06"),
        ("2025-06", "1.5", None),
        ("2025-07", "0", None),
        ("2027-03", "10", None),
        ("2027-03", "10.1", "2028-01"),
        ("2027-12", "1", None),
        ("2027-12", "13", "2028-12"),
        ("2028-01", "0", "2028-01"),
    ],
)
def test_a_german_declining_rate_is_for_what_is_bought_in_its_time(start, month, bought) -> None:
    found = told(GERMAN, start, month=month, declining_rate=0.25)
    refused = ("declining_rate", "declining_rate_outside", {"found": 0.25, "bought": bought, **OUTSIDE})
    assert found == ([refused] if bought else [])


@pytest.mark.parametrize(
    ("regime", "category"),
    [
        (GERMAN, "software"),
        (GERMAN, "digital"),
        (GERMAN, "research"),
        ({"id": "be-2026"}, None),
        ({"id": "be-2025"}, "energy"),
    ],
)
def test_a_declining_rate_where_there_is_none_is_refused(regime, category) -> None:
    found = told(regime, declining_rate=0.3, **({"category": category} if category else {}))
    assert found == [("declining_rate", "declining_rate_never", {"found": 0.3, "category": category or "machine"})]


@pytest.mark.parametrize("regime", [{"id": "nl-2026"}, {"id": "none"}, {"id": "flat", "rate": 0.25}])
def test_rules_without_bounds_take_any_declining_rate(regime) -> None:
    assert told(regime, "2030-01", declining_rate=0.6) == []

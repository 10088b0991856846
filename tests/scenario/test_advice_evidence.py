"""Advice on how well figures are known."""

from __future__ import annotations

from typing import Any

import pytest

from roitool.scenario.advice_evidence import narrower_than
from roitool.scenario.quantities import Fixed, Normal, Range, Uniform
from tests.scenario.documents import document, figure, told

RANGE = {"kind": "range", "low": 300.0, "likely": 800.0, "high": 1400.0}


def uniform(low: float, high: float) -> Uniform:
    """Return a quantity with a spread from P10 to P90 of 80 % of its width, in its middle."""
    return Uniform(kind="uniform", minimum=low, maximum=high)


def test_a_range_is_narrow_below_half_the_width_of_the_reference() -> None:
    assert narrower_than(uniform(90.1, 109.9), uniform(80, 120))
    assert not narrower_than(uniform(89.9, 110.1), uniform(80, 120))


def test_width_is_relative_to_the_middle() -> None:
    """8 % around 10 000 against 8 % around 100; and 8 % of 100 against what is 40 % of 20."""
    assert not narrower_than(uniform(9_000, 11_000), uniform(90, 110))
    assert narrower_than(uniform(90, 110), uniform(15, 25))
    assert narrower_than(uniform(-110, -90), uniform(15, 25))


def test_one_number_is_narrower_than_any_range_and_nothing_is_narrower_than_one_number() -> None:
    wide, fixed = Range(low=1.0, likely=2.0, high=4.0), Fixed(value=2.0)

    assert narrower_than(fixed, wide)
    assert not narrower_than(wide, fixed)
    assert not narrower_than(fixed, fixed)


def test_around_zero_widths_are_compared_as_they_are() -> None:
    assert narrower_than(Normal(average=0.0, deviation=0.4), Normal(average=0.0, deviation=1.0))
    assert not narrower_than(Normal(average=0.0, deviation=0.6), Normal(average=5.0, deviation=1.0))


def guessed(unit: str, quantity: Any, by: str = "guess", amount: str = "saved + guessed") -> dict[str, Any]:
    whole = document()
    candidate = whole["candidates"][0]
    item = figure("guessed", quantity, "cobot.guessed")
    candidate["inputs"].append(item | {"unit": unit, "evidence": {"by": by, "date": "2026-11-02"}})
    candidate["lines"][3]["amount"] = amount
    return whole


@pytest.mark.parametrize(("unit", "value"), [("EUR/year", 5_000.0), ("h/week", 8.0), ("share", 0.5), ("%", 12.0)])
def test_a_guess_of_one_number_that_a_benefit_rests_on_is_told(unit: str, value: float) -> None:
    place = ("candidates", 0, "inputs", 3)

    assert told(guessed(unit, {"kind": "fixed", "value": value})) == [(place, "guess_without_range", {}, "warning")]


@pytest.mark.parametrize(
    "whole",
    [
        guessed("EUR/year", RANGE),
        guessed("EUR/year", {"kind": "fixed", "value": 5_000.0}, "measured"),
        guessed("EUR/year", {"kind": "fixed", "value": 0.0}),
        guessed("machines", {"kind": "fixed", "value": 6.0}),
        guessed("EUR/year", {"kind": "fixed", "value": 5_000.0}, amount="saved"),
    ],
    ids=["range", "measured", "nothing", "machines", "unused"],
)
def test_one_that_is_a_range_or_known_or_moves_no_benefit_is_not(whole: dict[str, Any]) -> None:
    assert told(whole) == []


def quoted(*dates: str | None, by: str = "quote") -> dict[str, Any]:
    whole = document()
    for item, date in zip(whole["candidates"][0]["inputs"], dates, strict=False):
        item["evidence"] = {"by": by} | ({"date": date} if date else {})
    return whole


def test_quotes_of_more_than_a_year_before_the_start_are_told_together_with_the_oldest_date() -> None:
    """The start is March 2027."""
    place = ("candidates", 0, "inputs", 1, "evidence", "date")
    values = {"found": "2025-11-30", "inputs": ("cobot.overrun", "cobot.go_live")}

    assert told(quoted("2026-03-01", "2026-02-28", "2025-11-30")) == [(place, "quote_old", values, "warning")]
    assert told(quoted("2026-03-01", "2027-03-05")) == []
    assert told(quoted("2020-03-01", by="measured")) == []


def test_quotes_without_a_date_are_good_to_know() -> None:
    place = ("candidates", 0, "inputs", 0, "evidence", "date")

    assert told(quoted(None)) == [(place, "quote_undated", {"inputs": ("cobot.hours_freed",)}, "info")]
    assert told(quoted(None, by="adviser")) == []


def test_shared_quotes_are_named_by_their_id() -> None:
    whole = document()
    whole["inputs"][1]["evidence"] = {"by": "quote", "date": "2025-01-15"}
    values = {"found": "2025-01-15", "inputs": ("hourly_cost",)}

    assert told(whole) == [(("inputs", 1, "evidence", "date"), "quote_old", values, "warning")]

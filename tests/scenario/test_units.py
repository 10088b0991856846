"""What a unit that a person typed measures."""

from __future__ import annotations

import pytest

from roitool.scenario.units import is_hours, is_money, is_money_for_one_of, is_money_per_hour, share_of_one


@pytest.mark.parametrize("unit", ["h", "h/week", "Hours per year", "uur/jaar", "u / week", "h/week/year"])
def test_hours_of_a_period_are_hours(unit: str) -> None:
    assert is_hours(unit)


@pytest.mark.parametrize("unit", ["", "h/part", "min/week", "EUR/h", "weeks/year", "share"])
def test_a_rate_and_anything_else_is_none(unit: str) -> None:
    assert not is_hours(unit)


def test_money_is_the_currency_of_the_scenario_and_the_euro_by_any_name() -> None:
    assert is_money("EUR/year", "EUR")
    assert is_money("€", "EUR")
    assert is_money("gbp/h", "GBP")
    assert not is_money("EUR/year", "GBP")
    assert not is_money("h", "EUR")


def test_money_for_an_hour_is_for_one_hour_and_nothing_else() -> None:
    assert is_money_per_hour("EUR/h", "EUR")
    assert is_money_per_hour("€ per uur", "EUR")
    assert not is_money_per_hour("EUR/h/machine", "EUR")
    assert not is_money_per_hour("EUR/year", "EUR")


@pytest.mark.parametrize(
    ("unit", "one"), [("share", 1.0), ("share/year", 1.0), ("%", 0.01), ("points", 0.01), ("", None), ("h", None)]
)
def test_shares_and_per_cents_are_parts_of_a_whole(unit: str, one: float | None) -> None:
    assert share_of_one(unit) == one


@pytest.mark.parametrize(
    ("price", "counted"), [("EUR/part", "parts/year"), ("€/family", "families"), ("EUR/kg", "kg/year")]
)
def test_a_price_is_for_one_of_what_is_counted_in_the_plural_too(price: str, counted: str) -> None:
    assert is_money_for_one_of(price, counted, "EUR")


@pytest.mark.parametrize(
    ("price", "counted"),
    [("EUR/part", "machines"), ("EUR/kg", "kWh"), ("EUR/part", "parts/machine"), ("EUR", "parts"), ("h/part", "parts")],
)
def test_a_price_for_something_else_is_not(price: str, counted: str) -> None:
    assert not is_money_for_one_of(price, counted, "EUR")

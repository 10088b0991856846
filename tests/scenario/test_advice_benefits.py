"""Advice on benefits: where it is given, and the near case in which it would be wrong."""

from __future__ import annotations

from typing import Any

import pytest

from tests.scenario.documents import figure, told
from tests.scenario.documents import without_interfaces as document

PLACE = ("candidates", 0)
FLEET = (*PLACE, "lines", 7)
SHARE = {"kind": "range", "low": 0.3, "likely": 0.6, "high": 0.8}


def given(*lines: tuple[str, str], labels: dict[str, str] | None = None, **figures: tuple[str, Any]) -> dict[str, Any]:
    """Return the small document with benefits of these kinds and amounts over figures of these units and values."""
    whole = document()
    candidate = whole["candidates"][0]
    candidate["lines"] = [line for line in candidate["lines"] if line["kind"] not in {"saving", "working_capital"}]
    candidate["lines"] += [
        {"id": f"line_{number}", "kind": kind, "label": "", "amount": amount}
        for number, (kind, amount) in enumerate(lines)
    ]
    for name, (unit, value) in figures.items():
        quantity = value if isinstance(value, dict) else {"kind": "fixed", "value": value}
        label = (labels or {}).get(name, "")
        candidate["inputs"].append(figure(name, quantity, f"cobot.{name}") | {"unit": unit, "label": label})
    return whole


def codes(whole: dict[str, Any]) -> list[str]:
    return [code for _, code, _, severity in told(whole) if severity == "warning"]


@pytest.mark.parametrize(
    ("field", "code"), [("guaranteed", "uptime_always_promised"), ("achieved", "uptime_always_reached")]
)
def test_machines_that_never_stop_are_told(field: str, code: str) -> None:
    whole = document()
    whole["candidates"][0]["lines"][7]["uptime"][field] = "99.9"

    assert told(whole) == [((*FLEET, "uptime", field), code, {"found": 99.9}, "warning")]

    whole["candidates"][0]["lines"][7]["uptime"][field] = "99.8"

    assert told(whole) == []


@pytest.mark.parametrize(("unit", "value"), [("share", 1.0), ("share", 0.995), ("%", 99.5), ("percent", 100.0)])
def test_a_benefit_times_an_availability_of_all_the_time_is_told(unit: str, value: float) -> None:
    amount = "rework * availability" if unit == "share" else "rework * availability / 100"
    whole = given(("saving", amount), rework=("EUR/year", SHARE), availability=(unit, value))

    share = pytest.approx(value if unit == "share" else value / 100)

    assert told(whole) == [((*PLACE, "inputs", 4), "availability_complete", {"found": share}, "warning")]


@pytest.mark.parametrize(
    ("amount", "unit", "value"),
    [
        ("rework * availability", "share", 0.994),
        ("rework * availability / 100", "%", 99.4),
        # How much better than today: what is taken away is no claim.
        ("rework * (goal - availability)", "share", 1.0),
        ("rework / availability", "share", 1.0),
        # Nobody multiplies by it.
        ("rework", "share", 1.0),
        # A number of hours in which it is available is no share of them.
        ("rework * availability", "h/week", 1.0),
    ],
)
def test_an_availability_that_claims_nothing_is_not(amount: str, unit: str, value: float) -> None:
    whole = given(("saving", amount), rework=("EUR/year", SHARE), availability=(unit, value), goal=("share", SHARE))

    assert "availability_complete" not in codes(whole)


HOURS = {"kind": "range", "low": 300.0, "likely": 800.0, "high": 1400.0}
PRICE = {"kind": "range", "low": 36.0, "likely": 40.0, "high": 45.0}
PRICED = {"freed": ("h/year", HOURS), "wage": ("EUR/h", PRICE)}


def test_hours_times_their_price_without_a_share_are_told() -> None:
    place = (*PLACE, "lines", 7, "amount")

    assert told(given(("saving", "freed * wage"), **PRICED)) == [(place, "hours_all_cash", {}, "warning")]


def test_hours_are_found_behind_a_derived_figure() -> None:
    whole = given(("saving", "worth"), weeks=("weeks/year", 46.0), freed=("uur/week", HOURS), wage=("€ per uur", PRICE))
    whole["candidates"][0]["derived"] += [
        {"id": "hours", "label": "", "formula": "freed * weeks"},
        {"id": "worth", "label": "", "formula": "max(hours * wage, 0)"},
    ]

    assert codes(whole) == ["hours_all_cash"]


@pytest.mark.parametrize("value", [1.0, {"kind": "range", "low": 0.8, "likely": 1.0, "high": 1.0, "upper": 1.0}])
def test_a_cashable_share_of_all_is_told_at_the_figure(value: Any) -> None:
    whole = given(("saving", "freed * wage * cashable_share"), **PRICED, cashable_share=("share", value))

    assert told(whole) == [((*PLACE, "inputs", 5), "hours_all_cash", {}, "warning")]


@pytest.mark.parametrize(
    ("kind", "amount", "labels"),
    [
        ("saving", "freed * wage * part", {}),
        ("saving", "freed * wage * part / 100", {}),
        # Here less is paid, by the name of it.
        ("saving", "freed * wage", {"wage": "Wat een ingeleend uur kost"}),
        ("saving", "freed * wage", {"freed": "Overtime that falls away"}),
        # What is sold needs no wage to fall away, and hours are not all that is paid by the hour.
        ("revenue", "freed * wage", {}),
        ("saving", "freed * rate", {}),
        # Hours that it takes are no hours that come free.
        ("saving", "rework - freed * wage", {}),
    ],
)
def test_hours_of_which_a_part_is_money_or_for_which_less_is_paid_are_not(kind, amount, labels) -> None:
    more = {"part": ("share", SHARE), "rate": ("EUR/part", PRICE), "rework": ("EUR/year", HOURS)}

    assert codes(given((kind, amount), labels=labels, **PRICED, **more)) == []


def twice(one: tuple[str, str], other: tuple[str, str]) -> dict[str, Any]:
    return given(
        one,
        other,
        **PRICED,
        margin=("EUR/h", PRICE),
        cash=("share", SHARE),
        sold=("share", {"kind": "range", "low": 0.2, "likely": 0.4, "high": 0.5}),
        sold_more=("%", {"kind": "range", "low": 20, "likely": 41, "high": 50}),
        parts=("parts/year", HOURS),
        part_margin=("EUR/part", PRICE),
        part_saving=("EUR/part", PRICE),
        weeks=("weeks/year", 46.0),
    )


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("saving", "freed * wage * cash"), ("revenue", "freed * margin")),
        (("saving", "freed * wage * cash"), ("saving", "freed * wage * cash")),
        # 60 % and 41 % are more than there is.
        (("saving", "freed * wage * cash"), ("revenue", "freed * margin * sold_more / 100")),
        (("revenue", "parts * part_margin"), ("saving", "parts * part_saving")),
    ],
)
def test_hours_and_pieces_that_two_lines_bring_money_for_are_told(one, other) -> None:
    figure_at = 9 if "parts" in one[1] else 3

    assert [found for found in told(twice(one, other)) if found[1] == "benefit_counted_twice"] == [
        (
            (*PLACE, "lines", 8, "amount"),
            "benefit_counted_twice",
            {"figure": f"candidates.0.inputs.{figure_at}", "first": "candidates.0.lines.7"},
            "warning",
        )
    ]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        # Shared out: complements, and two shares that are no more than all, 60 % and 40 %.
        (("saving", "freed * wage * cash"), ("revenue", "freed * margin * (1 - cash)")),
        (("saving", "freed * wage * cash"), ("revenue", "freed * margin * sold")),
        (("saving", "weeks * freed * wage * cash"), ("revenue", "freed * weeks * margin * sold")),
        # The same price and the same share are no driver.
        (("saving", "freed * wage * cash"), ("saving", "parts * cash * wage")),
        # On every piece material and energy are saved.
        (("saving", "parts * part_saving"), ("saving", "parts * part_margin")),
        # What an hour needs is no second sale of it.
        (("saving", "freed * wage * cash"), ("revenue", "parts * part_margin - freed * margin")),
    ],
)
def test_a_figure_that_is_shared_out_or_used_for_something_else_is_not(one, other) -> None:
    assert "benefit_counted_twice" not in codes(twice(one, other))


def test_a_product_of_very_many_factors_is_looked_at_all_the_same() -> None:
    """Sixty figures, each the one before it times itself: 2 to the power of 60 factors."""
    whole = given(
        ("saving", "freed * wage * d59"),
        ("revenue", "freed * margin * d59"),
        **PRICED,
        margin=("EUR/h", PRICE),
        part=("share", 1.0),
    )
    formulas = ["part", *(f"d{number:02} * d{number:02}" for number in range(59))]
    whole["candidates"][0]["derived"] += [
        {"id": f"d{number:02}", "label": "", "formula": formula} for number, formula in enumerate(formulas)
    ]

    assert codes(whole) == ["benefit_counted_twice"]

"""Advice on costs: what is forgotten, and the near case in which it is not."""

from __future__ import annotations

from typing import Any

import pytest

from tests.scenario.documents import figure, told
from tests.scenario.documents import without_interfaces as document

LINES = ("candidates", 0, "lines")
CELL, OWN_TIME = 0, 8


def with_lines(*kinds: str, **changes: Any) -> dict[str, Any]:
    """Return the small document with only its lines of these kinds, and what was changed of its candidate."""
    whole = document()
    candidate = whole["candidates"][0]
    candidate["lines"] = [line for line in candidate["lines"] if line["kind"] in kinds]
    candidate["ways_of_paying"] = [{"id": "bank", "kind": "cash"}]
    candidate |= changes
    return whole


def test_an_investment_that_nothing_makes_fit_is_good_to_know() -> None:
    whole = document()
    whole["candidates"][0]["lines"][OWN_TIME]["id"] = "learning"

    assert told(whole) == [(LINES, "integration_missing", {"found": 85_000.0}, "info")]


@pytest.mark.parametrize(
    ("line", "label"),
    [
        (CELL, "Cel, inclusief inbouw"),
        (CELL, {"nl": "Cel met koppeling", "en": "Cell"}),
        (CELL, {"nl": "Cel", "en": "Cell and INTEGRATION"}),
        (2, "Interfaces kept up"),
    ],
)
def test_one_that_says_so_in_any_name_is_not(line: int, label: Any) -> None:
    whole = document()
    lines = whole["candidates"][0]["lines"]
    lines[OWN_TIME]["id"] = "learning"
    lines[line]["label"] = label

    assert told(whole) == []


def test_nor_one_whose_figures_say_so_or_that_is_small() -> None:
    whole = document()
    candidate = whole["candidates"][0]
    candidate["lines"][OWN_TIME]["id"] = "learning"
    candidate["lines"][CELL]["amount"] = "9999"
    assert told(whole) == []

    candidate["lines"][CELL]["amount"] = "70000 + mounting".replace("70000", "price")
    price = {"kind": "fixed", "value": 70_000}
    candidate["inputs"] += [
        figure("price", price, "cobot.price"),
        figure("mounting", {"kind": "fixed", "value": 9_000}, "cobot.mounting") | {"label": "Installation by them"},
    ]
    assert told(whole) == []


def test_a_project_that_takes_nobody_s_time_is_told() -> None:
    whole = document()
    whole["candidates"][0]["lines"][OWN_TIME]["own_time"] = False

    assert told(whole) == [(LINES, "own_hours_missing", {}, "warning")]

    whole["candidates"][0]["lines"][OWN_TIME]["label"] = "Eigen uren bij de start"

    assert told(whole) == []


def test_an_investment_without_any_cost_afterwards_is_told() -> None:
    assert told(with_lines("investment", "one_off", "saving")) == [(LINES, "maintenance_missing", {}, "warning")]
    assert told(with_lines("investment", "one_off", "saving", "running_cost")) == []
    assert told(with_lines("investment", "one_off", "saving", "fleet")) == []
    assert told(with_lines("one_off", "saving")) == []


def test_a_candidate_with_nothing_in_it_is_told_so_and_nothing_else() -> None:
    whole = with_lines(averts=[])

    assert told(whole) == [(LINES, "lines_missing", {}, "warning")]
    assert told(with_lines()) == []


RENT = {"id": "rented", "kind": "rent", "fee": "2400", "minimum_months": 24}


def rented(financeable: bool, **way: Any) -> dict[str, Any]:
    whole = document()
    candidate = whole["candidates"][0]
    candidate["lines"][CELL]["financeable"] = financeable
    candidate["ways_of_paying"] = [{"id": "bank", "kind": "cash"}, RENT | way]
    return whole


def test_a_rent_beside_everything_that_is_bought_is_told() -> None:
    place = ("candidates", 0, "ways_of_paying", 1, "replaces")

    assert told(rented(financeable=False)) == [(place, "hire_replaces_nothing", {}, "warning")]
    assert told(rented(financeable=True)) == []
    assert told(rented(financeable=False, replaces=["upkeep"])) == []


def test_a_rent_where_nothing_can_be_bought_replaces_nothing_and_is_fine() -> None:
    whole = with_lines("one_off", "saving")
    whole["candidates"][0]["ways_of_paying"] = [{"id": "bank", "kind": "cash"}, RENT]

    assert told(whole) == []


def test_a_name_that_stands_twice_in_a_list_is_told_at_its_second_place() -> None:
    values = {"found": "cell"}
    whole = rented(financeable=True, replaces=["cell", "upkeep", "cell"])
    whole["candidates"][0]["lines"][6]["of"] = ["cell", "cell"]

    assert told(whole) == [
        ((*LINES, 6, "of", 1), "line_named_twice", values, "warning"),
        (("candidates", 0, "ways_of_paying", 1, "replaces", 2), "line_named_twice", values, "warning"),
    ]

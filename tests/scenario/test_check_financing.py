"""What is told of ways of paying that cannot be."""

from __future__ import annotations

import pytest

from tests.scenario.documents import changed, told

CANDIDATE = ("candidates", 0)
FINANCED, LEASED, RENTED = ((*CANDIDATE, "ways_of_paying", position) for position in (2, 3, 4))


def test_a_financial_lease_ends_within_the_horizon_like_a_loan() -> None:
    place = (*FINANCED, "months")

    assert told(changed(place, 96)) == []
    assert told(changed(place, 97)) == [(place, "loan_beyond_horizon", {"found": 97, "bound": 96, "drawn": 0}, "error")]


@pytest.mark.parametrize(("down", "option"), [("0.5", "0.5"), ("0.9", "0.1"), ("0.7", "0.3"), ("1", "0")])
def test_down_payment_and_purchase_option_may_be_the_whole_price_together(down, option) -> None:
    whole = changed((*FINANCED, "down_payment"), down)
    whole["candidates"][0]["ways_of_paying"][2]["purchase_option"] = option

    assert told(whole) == []


def test_a_purchase_option_above_what_is_financed_is_refused() -> None:
    whole = changed((*FINANCED, "down_payment"), "0.5")
    whole["candidates"][0]["ways_of_paying"][2]["purchase_option"] = "0.75"

    values = {"found": 0.75, "bound": 0.5}
    assert told(whole) == [((*FINANCED, "purchase_option"), "option_above_financed", values, "error")]


@pytest.mark.parametrize(
    ("way", "changes", "longest", "begins"),
    [
        (LEASED, {}, 96, 0),
        (LEASED, {"start": "5.5"}, 90, 5.5),
        (RENTED, {}, 93, 3.0),
        (RENTED, {"start": None}, 91, 5.0),
        (RENTED, {"start": "go_live + 1"}, 90, 6.0),
    ],
)
def test_a_minimum_term_ends_within_the_horizon(way, changes, longest, begins) -> None:
    place = (*way, "minimum_months")
    for months, problems in (
        (longest, []),
        (longest + 1, [(place, "hire_beyond_horizon", {"found": longest + 1, "bound": 96, "begins": begins}, "error")]),
    ):
        whole = changed(place, months)
        fields = whole["candidates"][0]["ways_of_paying"][way[-1]]
        fields |= changes
        if fields.get("start", "") is None:
            del fields["start"]
        assert told(whole) == problems


def test_a_lease_begins_with_the_last_line_it_replaces_and_not_with_others() -> None:
    whole = changed((*LEASED, "minimum_months"), 90)
    lines = whole["candidates"][0]["lines"]
    lines.append(lines[0] | {"id": "gripper", "month": "7.2"})
    for way in whole["candidates"][0]["ways_of_paying"][1:3]:
        way["months"] = 24

    assert told(whole) == []

    whole["candidates"][0]["ways_of_paying"][3]["replaces"] = []
    values = {"found": 90, "bound": 96, "begins": 8}
    assert told(whole) == [((*LEASED, "minimum_months"), "hire_beyond_horizon", values, "error")]

    lines[-1]["financeable"] = False
    assert told(whole) == []


def test_own_time_is_not_saved_by_a_fee() -> None:
    whole = changed((*CANDIDATE, "lines", 2, "own_time"), value=True)

    place = (*LEASED, "replaces", 1)
    assert told(whole) == [(place, "own_time_replaced", {"found": "upkeep"}, "warning")]


@pytest.mark.parametrize(
    ("place", "formula", "kind"),
    [
        ((*FINANCED, "down_payment"), "1.01", "share"),
        ((*FINANCED, "purchase_option"), "-0.01", "share"),
        ((*FINANCED, "rate"), "-0.01", "not_negative"),
        ((*LEASED, "fee"), "-1", "not_negative"),
        ((*LEASED, "cancellation_fee"), "-1", "not_negative"),
        ((*RENTED, "start"), "-1", "not_negative"),
        ((*RENTED, "grows_with"), "-1", "growth"),
    ],
)
def test_what_a_way_of_paying_may_not_be_in_the_base_case_is_told(place, formula, kind) -> None:
    values = {code: values for where, code, values, _ in told(changed(place, formula)) if where == place}

    assert values["formula_out_of_bounds"]["kind"] == kind

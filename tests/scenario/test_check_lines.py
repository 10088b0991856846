"""What is told of lines that do not make sense: grants, working capital, uptime, depreciation, months, names."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.scenario.documents import changed, told

if TYPE_CHECKING:
    from roitool.errors import Place

CANDIDATE = ("candidates", 0)
CELL, REVENUE, UNPAID, SUBSIDY, FLEET = ((*CANDIDATE, "lines", position) for position in (0, 4, 5, 6, 7))


def grant(**fields: Any) -> dict[str, Any]:
    return {"id": "subsidy", "kind": "grant", "label": "", "month": "12", "stream": "cobot.subsidy"} | fields


@pytest.mark.parametrize(
    "fields",
    [
        {"amount": "5000"},
        {"amount": "5000", "of": ["cell"]},
        {"share": "0.3", "of": ["cell"]},
        {"share": "0.3", "cap": "2000", "of": ["training", "cell"]},
        {"amount": "5000", "chance": "1"},
    ],
)
def test_a_grant_is_an_amount_or_a_share_of_costs_with_or_without_a_cap(fields) -> None:
    assert told(changed(SUBSIDY, grant(**fields))) == []


@pytest.mark.parametrize(
    ("fields", "place", "code"),
    [
        ({}, (), "grant_without_amount"),
        ({"of": ["cell"], "cap": "9"}, (), "grant_without_amount"),
        ({"amount": "5", "share": "0.3", "of": ["cell"]}, ("share",), "grant_amount_and_share"),
        ({"amount": "5", "cap": "9", "of": ["cell"]}, ("cap",), "grant_cap_without_share"),
        ({"share": "0.3"}, ("of",), "grant_share_of_nothing"),
    ],
)
def test_a_grant_that_is_neither_or_both_is_refused(fields, place, code) -> None:
    assert told(changed(SUBSIDY, grant(**fields))) == [((*SUBSIDY, *place), code, {}, "error")]


def test_everything_that_is_wrong_with_a_grant_is_told_at_once() -> None:
    whole = changed(SUBSIDY, grant(amount="5", share="0.3", cap="9", chance="1.5"))

    assert [code for _, code, _, _ in told(whole)] == [
        "grant_amount_and_share",
        "grant_share_of_nothing",
        "formula_out_of_bounds",
    ]


@pytest.mark.parametrize(
    ("place", "name", "near"),
    [
        ((*SUBSIDY, "of"), "cel", ("cell",)),
        ((*SUBSIDY, "of"), "labor", ()),
        ((*UNPAID, "of"), "order", ("orders",)),
        ((*CANDIDATE, "ways_of_paying", 3, "replaces"), "upkep", ("upkeep",)),
        ((*CANDIDATE, "ways_of_paying", 4, "replaces"), "breakdown", ()),
    ],
)
def test_a_line_that_does_not_exist_is_told_with_those_that_would_fit(place, name, near) -> None:
    values = {"found": name, "suggestions": near}

    assert told(changed(place, [name])) == [((*place, 0), "line_unknown", values, "error")]


@pytest.mark.parametrize(
    ("place", "name", "kind", "kinds"),
    [
        ((*SUBSIDY, "of"), "labour", "saving", ("investment", "one_off")),
        ((*SUBSIDY, "of"), "subsidy", "grant", ("investment", "one_off")),
        ((*UNPAID, "of"), "labour", "saving", ("revenue",)),
        ((*UNPAID, "of"), "rented_out", "fleet", ("revenue",)),
        ((*CANDIDATE, "ways_of_paying", 3, "replaces"), "training", "one_off", ("investment", "running_cost")),
    ],
)
def test_a_line_of_another_kind_is_told_with_the_kinds_that_fit(place, name, kind, kinds) -> None:
    fitting = {"of": "cell" if place == (*SUBSIDY, "of") else "orders", "replaces": "cell"}[place[-1]]
    values = {"found": name, "line_kind": kind, "line_kinds": kinds}

    assert told(changed(place, [fitting, name])) == [((*place, 1), "line_of_other_kind", values, "error")]


def test_working_capital_without_revenue_is_doubted() -> None:
    whole = changed((*UNPAID, "of"), [])
    whole["candidates"][0]["lines"][4]["kind"] = "saving"

    assert told(whole) == [(UNPAID, "working_capital_without_revenue", {}, "warning")]


@pytest.mark.parametrize(
    ("place", "formula", "kind"),
    [
        ((*SUBSIDY, "share"), "1.2", "share"),
        ((*SUBSIDY, "cap"), "-1", "not_negative"),
        ((*SUBSIDY, "chance"), "1.01", "chance"),
        ((*SUBSIDY, "repaid_on_failure"), "-0.1", "share"),
        ((*UNPAID, "share"), "1.01", "share"),
        ((*FLEET, "contract_months"), "11.9", "contract_months"),
        ((*FLEET, "fee"), "-1", "not_negative"),
        ((*FLEET, "churn_per_year"), "1.1", "share"),
        ((*FLEET, "build_cost_grows_with"), "-1", "growth"),
        ((*FLEET, "uptime", "guaranteed"), "100.1", "percent"),
        ((*FLEET, "uptime", "achieved"), "-1", "percent"),
        ((*FLEET, "uptime", "spread"), "-1", "not_negative"),
        ((*CANDIDATE, "stop_loss"), "-0.1", "not_negative"),
        (("company", "volatility"), "-1", "not_negative"),
        (("company", "commitments", 0, "month"), "-1", "not_negative"),
        (("company", "debt_service_per_year"), "-1", "not_negative"),
    ],
)
def test_what_a_new_line_may_not_be_in_the_base_case_is_told(place, formula, kind) -> None:
    ((where, code, values, severity),) = told(changed(place, formula))

    assert (where, code, severity) == (place, "formula_out_of_bounds", "error")
    assert values["kind"] == kind


@pytest.mark.parametrize(
    ("place", "formula"),
    [
        ((*FLEET, "contract_months"), "12"),
        ((*FLEET, "lost_margin"), "-500"),
        ((*FLEET, "uptime", "achieved"), "0"),
        ((*FLEET, "uptime", "achieved"), "1.01"),
        ((*CANDIDATE, "stop_loss"), "0"),
        (("company", "commitments", 0, "amount"), "-20000"),
        (("company", "commitments", 0, "month"), "96"),
        ((*SUBSIDY, "month"), "96"),
    ],
)
def test_what_a_new_line_may_just_be_is_fine(place: Place, formula: str) -> None:
    assert told(changed(place, formula)) == []


@pytest.mark.parametrize("field", ["guaranteed", "achieved"])
@pytest.mark.parametrize(("formula", "meant"), [("0.5", 50.0), ("1", 100.0)])
def test_an_uptime_that_is_a_fraction_is_doubted(field, formula, meant) -> None:
    place = (*FLEET, "uptime", field)
    values = {"found": meant / 100, "meant": meant}

    assert told(changed(place, formula)) == [(place, "percent_as_fraction", values, "warning")]


@pytest.mark.parametrize(
    ("life", "rate", "regime", "years"),
    [
        (5.0, 0.2, {"id": "nl-2026"}, 5.0),
        (8.0, 0.1, {"id": "nl-2026"}, 8.0),
        (None, 0.19, {"id": "nl-2026"}, 5.0),
        (None, 0.1, {"id": "flat", "rate": 0.2, "depreciation_years": 10.0}, 10.0),
        (None, 0.1, {"id": "none"}, 5.0),
    ],
)
def test_a_declining_rate_that_never_gives_more_than_straight_line_is_doubted(life, rate, regime, years) -> None:
    whole = changed((*CELL, "declining_rate"), rate) | {"regime": regime}
    if life is None:
        del whole["candidates"][0]["lines"][0]["fiscal_life_years"]
    else:
        whole["candidates"][0]["lines"][0]["fiscal_life_years"] = life

    values = {"found": rate, "years": years}
    assert told(whole) == [((*CELL, "declining_rate"), "declining_rate_too_low", values, "warning")]


@pytest.mark.parametrize(
    "place", [SUBSIDY, (*CANDIDATE, "lines", 1), ("company", "commitments", 0)], ids=["grant", "one-off", "commitment"]
)
def test_what_falls_after_the_horizon_is_told_because_it_does_not_count(place) -> None:
    values = {"found": 97, "bound": 96}

    assert told(changed((*place, "month"), "96.5")) == [((*place, "month"), "line_beyond_horizon", values, "warning")]


def test_a_limit_to_the_overrun_without_an_overrun_is_doubted() -> None:
    whole = changed((*CANDIDATE, "stop_loss"), "0.4") | {"correlations": []}
    del whole["candidates"][0]["overrun"]

    assert told(whole) == [((*CANDIDATE, "stop_loss"), "stop_loss_without_overrun", {}, "warning")]


@pytest.mark.parametrize("figure", ["hours_freed", "overrun", "go_live"])
def test_figures_without_a_value_leave_the_rest_of_the_check_standing(figure) -> None:
    whole = changed((*FLEET, "uptime", "achieved"), "no_such * 1")
    whole["candidates"][0]["lines"][6]["month"] = "(("
    whole["candidates"][0]["ways_of_paying"][4]["start"] = "1 / 0"
    for item in whole["candidates"][0]["inputs"]:
        if item["id"] == figure:
            item["quantity"] = {"kind": "range", "low": 2, "likely": 1, "high": 3}

    codes = {code for _, code, _, _ in told(whole)}

    assert {"unknown_name", "formula_unreadable", "division_by_zero", "range_order"} <= codes

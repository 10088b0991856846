"""What is told of a scenario whose figures do not make sense."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings

from roitool.scenario.check import check
from roitool.scenario.editing import inserted, replaced
from roitool.scenario.renaming import duplicated
from tests.scenario.documents import changed, document, figure, scenario_of
from tests.strategies import scenarios

if TYPE_CHECKING:
    from roitool.errors import Place
    from roitool.scenario.scenario import Scenario

CANDIDATE = ("candidates", 0)
AMOUNT = (*CANDIDATE, "lines", 3, "amount")


def found_in(objects: dict[str, Any]) -> list[tuple[Place, str, dict[str, Any]]]:
    return [(problem.place, problem.code, dict(problem.values)) for problem in check(scenario_of(objects))]


def codes_at(objects: dict[str, Any], place: Place) -> dict[str, dict[str, Any]]:
    return {code: values for where, code, values in found_in(objects) if where == place}


def test_nothing_is_said_of_a_scenario_that_makes_sense() -> None:
    assert found_in(document()) == []


@pytest.mark.parametrize(
    ("place", "value", "where", "code", "values"),
    [
        ((*AMOUNT,), "saved + (", AMOUNT, "formula_unreadable", {"formula": "saved + (", "position": 9}),
        (
            AMOUNT,
            "0,5 * saved",
            AMOUNT,
            "formula_decimal_comma",
            {"formula": "0,5 * saved", "found": "0,5", "written": "0.5"},
        ),
        (AMOUNT, "max(1.200,05, saved)", AMOUNT, "formula_decimal_comma", None),
        (AMOUNT, "saved, 5", AMOUNT, "formula_not_allowed", None),
        (AMOUNT, "saved.real", AMOUNT, "formula_not_allowed", {"formula": "saved.real", "part": "saved.real"}),
        (AMOUNT, "-" * 30 + "saved", AMOUNT, "formula_too_deep", {"formula": "-" * 30 + "saved", "limit": 24}),
        (AMOUNT, "(" * 300 + "saved" + ")" * 300, AMOUNT, "formula_too_deep", None),
        (AMOUNT, "1e999", AMOUNT, "formula_number_too_large", {"formula": "1e999"}),
        (
            AMOUNT,
            "saved * 46",
            AMOUNT,
            "constant_in_formula",
            {"formula": "saved * 46", "found": 46.0, "allowed": (0.0, 1.0, 12.0, 100.0)},
        ),
        (
            AMOUNT,
            "hours_fred * 1",
            AMOUNT,
            "unknown_name",
            {"formula": "hours_fred * 1", "found": "hours_fred", "suggestions": ("hours_freed",)},
        ),
        (
            ("company", "opening_cash"),
            "hours_freed",
            ("company", "opening_cash"),
            "unknown_name",
            {"formula": "hours_freed", "found": "hours_freed", "suggestions": ()},
        ),
        (AMOUNT, "saved * overrun", AMOUNT, "overrun_in_formula", {"formula": "saved * overrun", "found": "overrun"}),
        (
            AMOUNT,
            "saved / (wages - wages)",
            AMOUNT,
            "division_by_zero",
            {
                "formula": "saved / (wages - wages)",
                "part": "saved / (wages - wages)",
                "figures": (("saved", 37720.0), ("wages", 98000.0)),
            },
        ),
        (AMOUNT, "wages ** wages", AMOUNT, "not_finite", None),
        (
            AMOUNT,
            "wages ** 12",
            AMOUNT,
            "too_large",
            {"formula": "wages ** 12", "found": 98000.0**12, "figures": (("wages", 98000.0),), "bound": 1e15},
        ),
        (AMOUNT, "1.1e15", AMOUNT, "too_large", None),
        (("regime",), {"id": "nl-1999"}, ("regime", "id"), "regime_unknown", None),
        ((*CANDIDATE, "overrun"), "saved", (*CANDIDATE, "overrun"), "overrun_unknown", None),
        (
            ("candidates", 0, "inputs", 1, "quantity"),
            {"kind": "fixed", "value": -1.5},
            (*CANDIDATE, "overrun"),
            "overrun_below_minus_one",
            {"found": -1.5, "bound": -1.0},
        ),
        ((*CANDIDATE, "paid_by"), "bnk", (*CANDIDATE, "paid_by"), "paid_by_unknown", None),
        (
            (*CANDIDATE, "averts"),
            [{"line": "leavng", "share": "1"}],
            (*CANDIDATE, "averts", 0, "line"),
            "averted_unknown",
            {"found": "leavng", "suggestions": ("leaving",)},
        ),
        (
            (*CANDIDATE, "lines", 0, "fiscal_life_years"),
            3.0,
            (*CANDIDATE, "lines", 0, "fiscal_life_years"),
            "fiscal_life_too_short",
            {"found": 3.0, "bound": 5.0, "regime": "nl-2026"},
        ),
        (
            (*CANDIDATE, "ways_of_paying", 1, "grace_months"),
            60,
            (*CANDIDATE, "ways_of_paying", 1, "grace_months"),
            "grace_too_long",
            {"found": 60, "bound": 60},
        ),
        (
            (*CANDIDATE, "ways_of_paying", 1, "months"),
            97,
            (*CANDIDATE, "ways_of_paying", 1, "months"),
            "loan_beyond_horizon",
            {"found": 97, "bound": 96, "drawn": 0},
        ),
        (
            ("company", "opening_cash"),
            "22999",
            ("company", "opening_cash"),
            "already_short",
            {"found": 22999.0, "bound": 23000.0},
        ),
        ((*CANDIDATE, "timing", "ramp_months"), "0", (*CANDIDATE, "timing", "ramp_months"), "ramp_missing", {}),
        (
            (*CANDIDATE, "timing", "go_live_month"),
            "100 * 100",
            (*CANDIDATE, "timing", "go_live_month"),
            "never_live",
            {"found": 10_000.0, "bound": 12 * scenario_of(document()).horizon_years},
        ),
    ],
)
def test_a_problem_is_told_at_its_place_with_what_was_found(place, value, where, code, values) -> None:
    found = codes_at(changed(place, value), where)

    assert code in found
    assert values is None or found[code] == values


@pytest.mark.parametrize(
    ("place", "formula", "kind"),
    [
        ((*CANDIDATE, "failure", "chance"), "1.01", "chance"),
        ((*CANDIDATE, "events", 0, "chance"), "-0.01", "chance"),
        ((*CANDIDATE, "averts", 0, "share"), "2", "share"),
        ((*CANDIDATE, "ways_of_paying", 1, "share"), "wages", "share"),
        ((*CANDIDATE, "ways_of_paying", 1, "rate"), "-0.01", "not_negative"),
        ((*CANDIDATE, "lines", 0, "amount"), "0 - hours_freed", "not_negative"),
        ((*CANDIDATE, "lines", 0, "month"), "-1", "not_negative"),
        ((*CANDIDATE, "lines", 3, "grows_with"), "-1", "growth"),
        ((*CANDIDATE, "timing", "life_years"), "0", "positive"),
        ((*CANDIDATE, "timing", "go_live_month"), "-1", "not_negative"),
        (("company", "profit_growth"), "-1", "growth"),
    ],
)
def test_a_value_out_of_its_bounds_in_the_base_case_is_told(place: Place, formula: str, kind: str) -> None:
    assert codes_at(changed(place, formula), place)["formula_out_of_bounds"]["kind"] == kind


@pytest.mark.parametrize(
    ("place", "formula"),
    [
        ((*CANDIDATE, "failure", "chance"), "1"),
        ((*CANDIDATE, "events", 0, "chance"), "0"),
        ((*CANDIDATE, "lines", 0, "amount"), "0"),
        ((*CANDIDATE, "lines", 3, "amount"), "-5"),
        ((*CANDIDATE, "lines", 3, "amount"), "1e15"),
        ((*CANDIDATE, "lines", 3, "grows_with"), "-0.999"),
        ((*CANDIDATE, "timing", "life_years"), "0.1"),
    ],
)
def test_a_value_at_the_edge_of_its_bounds_is_fine(place: Place, formula: str) -> None:
    assert codes_at(changed(place, formula), place) == {}


def test_figures_that_rest_on_each_other_are_told_once_with_their_path() -> None:
    whole = document()
    whole["derived"] = [
        {"id": "first", "label": "", "formula": "second + wages"},
        {"id": "second", "label": "", "formula": "third"},
        {"id": "third", "label": "", "formula": "first * 1"},
        {"id": "selfish", "label": "", "formula": "selfish"},
        {"id": "weekly_hour", "label": "", "formula": "hourly_cost * weeks_per_year"},
    ]

    assert found_in(whole) == [
        (("derived", 0, "formula"), "formula_circular", {"path": ("first", "second", "third", "first")}),
        (("derived", 3, "formula"), "formula_circular", {"path": ("selfish", "selfish")}),
    ]


def test_a_figure_of_a_candidate_may_not_hide_a_shared_one() -> None:
    whole = document()
    whole["candidates"][0]["inputs"].append(figure("wages", {"kind": "fixed", "value": 1}, "cobot.wages"))

    assert found_in(whole) == [((*CANDIDATE, "inputs", 3, "id"), "hides_shared", {"found": "wages"})]


def test_a_shared_overrun_may_stand_in_no_shared_formula_either() -> None:
    whole = changed((*CANDIDATE, "overrun"), "hourly_cost")

    assert [(place, code) for place, code, _ in found_in(whole)] == [(("derived", 0, "formula"), "overrun_in_formula")]


def test_a_quantity_tells_at_its_own_field() -> None:
    whole = changed(("candidates", 0, "inputs", 0, "quantity", "low"), 21)

    assert found_in(whole) == [
        (
            ("candidates", 0, "inputs", 0, "quantity", "low"),
            "range_order",
            {"found": 21.0, "bound": 20.0, "neighbour": "likely"},
        )
    ]


def test_without_candidates_there_is_nothing_to_decide() -> None:
    assert found_in(document() | {"candidates": [], "correlations": []}) == [(("candidates",), "no_candidates", {})]


def pairs(*correlations: tuple[str, str, float]) -> dict[str, Any]:
    return document() | {
        "correlations": [{"between": [one, other], "rank_correlation": rho} for one, other, rho in correlations]
    }


@pytest.mark.parametrize(
    ("correlations", "place", "code"),
    [
        ([("cobot.overrun", "cobot.golive", 0.5)], ("between", 1), "correlation_unknown"),
        ([("overrun", "cobot.go_live", 0.5)], ("between", 0), "correlation_unknown"),
        ([("wages", "cobot.saved", 0.5)], ("between", 1), "correlation_unknown"),
        ([("wages", "wages", 0.5)], ("between", 1), "correlation_with_itself"),
        ([("wages", "hourly_cost", 1.0)], ("rank_correlation",), "correlation_range"),
        ([("wages", "hourly_cost", -1.5)], ("rank_correlation",), "correlation_range"),
    ],
)
def test_a_correlation_that_cannot_be_is_told(correlations, place, code) -> None:
    assert [found[:2] for found in found_in(pairs(*correlations))] == [(("correlations", 0, *place), code)]


def test_a_pair_given_twice_is_told_whatever_its_order() -> None:
    twice = pairs(("wages", "hourly_cost", 0.5), ("hourly_cost", "wages", 0.5))

    assert found_in(twice) == [
        (
            ("correlations", 1, "between"),
            "correlation_repeated",
            {"found": "hourly_cost", "other": "wages", "first": "correlations.0"},
        )
    ]


def test_impossible_sets_of_correlations_are_left_to_the_repair() -> None:
    names = ("wages", "hourly_cost", "cobot.hours_freed")
    impossible = pairs((names[0], names[1], 0.9), (names[1], names[2], 0.9), (names[0], names[2], -0.9))

    assert found_in(impossible) == []


def test_copies_of_a_pair_have_to_be_correlated_alike() -> None:
    scenario = duplicated(scenario_of(document()), "cobot", "cobot_two", "Second")
    unlike = replaced(scenario, ("correlations", 1, "rank_correlation"), 0.5)

    (problem,) = check(unlike)

    assert check(scenario) == ()
    assert (problem.place, problem.code) == (("correlations", 1, "rank_correlation"), "correlation_conflict")
    assert problem.values == {"found": 0.5, "bound": 0.6, "first": "correlations.0"}


def test_a_figure_and_its_copy_cannot_be_correlated() -> None:
    scenario = duplicated(scenario_of(document()), "cobot", "cobot_two", "Second")
    pair = {"between": ["cobot.overrun", "cobot_two.overrun"], "rank_correlation": 0.5}

    (problem,) = check(inserted(scenario, ("correlations", 0), pair))

    assert (problem.place, problem.code) == (("correlations", 0, "between", 1), "correlation_same_stream")


def test_doubts_are_warnings() -> None:
    whole = changed((*CANDIDATE, "timing", "ramp_months"), "0") | {"hurdle_rate": 0.2}
    del whole["candidates"][0]["failure"]

    problems = check(scenario_of(whole))

    assert [(problem.place, problem.code, problem.severity) for problem in problems] == [
        (("hurdle_rate",), "risk_counted_twice", "warning"),
        ((*CANDIDATE, "timing", "ramp_months"), "ramp_missing", "warning"),
        ((*CANDIDATE, "failure"), "failure_missing", "warning"),
    ]
    assert problems[0].values == {"found": 0.2, "bound": 0.15, "inputs": ("hours_freed", "overrun", "go_live")}


def test_a_high_hurdle_beside_certain_figures_is_no_doubt() -> None:
    whole = document() | {"hurdle_rate": {"real": 0.15, "inflation": 0.02}, "correlations": []}
    for item in whole["candidates"][0]["inputs"]:
        item["quantity"] = {"kind": "fixed", "value": 5}

    assert found_in(whole) == []


def test_a_short_fiscal_life_is_no_matter_without_the_rules_of_a_country() -> None:
    whole = changed((*CANDIDATE, "lines", 0, "fiscal_life_years"), 3.5)

    assert found_in(whole | {"regime": {"id": "none"}}) == []
    assert found_in(whole | {"regime": {"id": "flat", "rate": 0.25}}) == []


def test_a_loan_counts_from_its_last_draw() -> None:
    whole = changed((*CANDIDATE, "lines", 0, "month"), "go_live * 1")
    whole["candidates"][0]["ways_of_paying"][1]["months"] = 92

    assert codes_at(whole, (*CANDIDATE, "ways_of_paying", 1, "months")) == {
        "loan_beyond_horizon": {"found": 92, "bound": 96, "drawn": 5}
    }


def test_problems_come_in_the_order_of_the_document() -> None:
    whole = document() | {"regime": {"id": "atlantis"}}
    whole["correlations"][0]["rank_correlation"] = 2.0
    whole["candidates"][0]["paid_by"] = "beans"
    whole["candidates"][0]["lines"][0]["amount"] = "no_such"
    whole["inputs"][1]["quantity"]["high"] = 1
    whole["company"]["opening_cash"] = "(("

    assert [place[0] for place, _, _ in found_in(whole)] == [
        *("regime", "company", "inputs", "candidates", "candidates", "correlations"),
    ]


@settings(max_examples=40)
@given(scenarios())
def test_nothing_that_opens_makes_the_check_fail(scenario: Scenario) -> None:
    problems = check(scenario)

    assert all(problem.severity in {"error", "warning"} for problem in problems)
    json.dumps([[problem.place, problem.code, dict(problem.values)] for problem in problems], allow_nan=False)

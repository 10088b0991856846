"""A figure that leaves its bounds only in a rare future, where a formula takes it as it is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from roitool.scenario.check import check
from tests.scenario.documents import changed, figure, scenario_of

if TYPE_CHECKING:
    from roitool.errors import Place

CANDIDATE = ("candidates", 0)
RANGE = {"kind": "range", "low": 0.5, "likely": 0.7, "high": 0.9}
CHANCE = (*CANDIDATE, "failure", "chance")
LIFE = (*CANDIDATE, "timing", "life_years")


def with_figure(place: Place, quantity: dict[str, Any], formula: str = "rarely") -> dict[str, Any]:
    """Return a document in which a formula takes a figure of its candidate."""
    whole = changed(place, formula)
    whole["candidates"][0]["inputs"].append(figure("rarely", quantity, "cobot.rarely"))
    return whole


def told_at(objects: dict[str, Any], place: Place) -> dict[str, dict[str, Any]]:
    return {problem.code: dict(problem.values) for problem in check(scenario_of(objects)) if problem.place == place}


@pytest.mark.parametrize(
    ("place", "quantity", "code", "values"),
    [
        (CHANCE, RANGE, "figure_may_rise_above", {"kind": "chance", "bound": 1.0}),
        (CHANCE, RANGE | {"low": 0.1, "likely": 0.4, "high": 0.5}, "figure_may_fall_below", {"bound": 0.0}),
        (CHANCE, {"kind": "normal", "average": 0.5, "deviation": 0.1}, "figure_may_rise_above", {"reaches": None}),
        (CHANCE, {"kind": "uniform", "minimum": 0.9, "maximum": 1.02}, "figure_may_rise_above", {"reaches": 1.02}),
        (
            (*CANDIDATE, "timing", "go_live_month"),
            {"kind": "triangular", "minimum": -1.0, "likely": 3.0, "maximum": 9.0},
            "figure_may_fall_below",
            {"kind": "not_negative", "reaches": -1.0},
        ),
        (
            LIFE,
            {"kind": "range", "low": 1.0, "likely": 6.0, "high": 9.0, "lower": 0.0},
            "figure_may_fall_below",
            {"kind": "positive", "reaches": 0.0, "bound": 0.0},
        ),
        (
            (*CANDIDATE, "lines", 3, "grows_with"),
            {"kind": "lognormal", "average": 0.05, "deviation": 0.02},
            "figure_may_rise_above",
            {"kind": "growth", "bound": 10.0},
        ),
    ],
)
def test_a_figure_that_leaves_its_bounds_only_in_a_rare_future_is_a_doubt(place, quantity, code, values) -> None:
    problems = [problem for problem in check(scenario_of(with_figure(place, quantity))) if problem.code == code]

    assert [(problem.place, problem.severity) for problem in problems] == [(place, "warning")]
    assert problems[0].values["found"] == "rarely"
    assert values.items() <= problems[0].values.items()


def test_a_figure_that_stays_within_its_bounds_is_no_doubt() -> None:
    limited = RANGE | {"upper": 1.0}
    life = {"kind": "range", "low": 1.0, "likely": 6.0, "high": 9.0, "lower": 0.5}

    assert told_at(with_figure(CHANCE, limited), CHANCE) == {}
    assert told_at(with_figure(LIFE, life), LIFE) == {}
    # What becomes of it in a longer formula only the futures can tell.
    assert told_at(with_figure(CHANCE, RANGE, "min(rarely, 1)"), CHANCE) == {}


def test_the_doubt_about_a_figure_says_how_far_it_reaches_as_the_quantity_itself_does() -> None:
    found = told_at(with_figure(CHANCE, RANGE), CHANCE)["figure_may_rise_above"]

    assert found["reaches"] == scenario_of(with_figure(CHANCE, RANGE)).candidates[0].inputs[-1].quantity.ends()[1]
    assert 1.0 < found["reaches"] < 1.1


LEASE = (*CANDIDATE, "ways_of_paying", 2)
OPTION = (*LEASE, "purchase_option")


@pytest.mark.parametrize(
    ("down_payment", "quantity", "reaches"),
    [
        ("0.1", {"kind": "uniform", "minimum": 0.0, "maximum": 0.95}, 1.05),
        ("rarely", {"kind": "triangular", "minimum": 0.1, "likely": 0.3, "maximum": 0.6}, 1.2),
    ],
)
def test_a_purchase_option_that_may_exceed_what_the_down_payment_leaves_is_a_doubt(down_payment, quantity, reaches):
    whole = with_figure(OPTION, quantity)
    whole["candidates"][0]["ways_of_paying"][2]["down_payment"] = down_payment

    assert told_at(whole, OPTION) == {
        "option_may_exceed_financed": {"reaches": pytest.approx(reaches), "bound": 1.0},
    }


def test_an_option_that_stays_within_or_is_refused_already_is_no_doubt() -> None:
    within = {"kind": "uniform", "minimum": 0.0, "maximum": 0.9}
    beyond = {"kind": "uniform", "minimum": 0.9, "maximum": 0.96}

    # The down payment of the lease is 0.1.
    assert told_at(with_figure(OPTION, within), OPTION) == {}
    assert set(told_at(with_figure(OPTION, beyond), OPTION)) == {"option_above_financed"}
    # Of a longer formula only the futures can tell.
    assert (
        told_at(with_figure(OPTION, {"kind": "uniform", "minimum": 0.0, "maximum": 0.95}, "rarely * 1"), OPTION) == {}
    )


def test_a_figure_out_of_bounds_in_the_base_case_is_told_once() -> None:
    far = {"kind": "normal", "average": 1.5, "deviation": 0.1}

    assert set(told_at(with_figure(CHANCE, far), CHANCE)) == {"formula_out_of_bounds"}

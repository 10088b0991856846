"""Advice on own figures beside those of the template and the class of projects."""

from __future__ import annotations

from typing import Any

import pytest

from roitool.errors import Problem
from roitool.scenario.base import Translated
from roitool.scenario.beginning import begun
from roitool.scenario.check import check
from roitool.scenario.editing import replaced, replaced_all
from roitool.scenario.quote import Quote, held_against
from roitool.scenario.scenario import Scenario

GUESS, MEASURED = {"by": "guess"}, {"by": "measured"}


def cobot(**figures: Any) -> Scenario:
    """Return a scenario from the template of a cobot, in which some figures have another quantity and evidence."""
    scenario = begun(["cobot_cell"], "2027-01")
    edits = {}
    for position, item in enumerate(scenario.candidates[0].inputs):
        if item.id in figures:
            quantity, evidence = figures[item.id]
            place = ("candidates", 0, "inputs", position)
            edits |= {(*place, "quantity"): quantity, (*place, "evidence"): evidence}
    return replaced_all(scenario, edits)


def told(scenario: Scenario, code: str) -> list[Problem]:
    return [problem for problem in check(scenario) if problem.code == code]


def rng(low: float, likely: float, high: float) -> dict[str, Any]:
    return {"kind": "range", "low": low, "likely": likely, "high": high, "coverage": 0.9}


def fixed(value: float) -> dict[str, Any]:
    return {"kind": "fixed", "value": value}


@pytest.mark.parametrize(
    ("quantity", "evidence", "fires"),
    [
        (rng(0.48, 0.5, 0.52), GUESS, True),
        (rng(0.48, 0.5, 0.52), MEASURED, False),
        (rng(0.25, 0.5, 0.8), GUESS, False),
        ({"kind": "chance", "probability": 0.5}, GUESS, False),
    ],
)
def test_a_range_far_narrower_than_that_of_the_template_is_told(
    quantity: dict[str, Any], evidence: dict[str, str], fires: bool
) -> None:
    assert bool(told(cobot(freed_share=(quantity, evidence)), "range_narrow")) == fires


def test_own_costs_as_wide_as_an_ordinary_overrun_offer_the_light_layer() -> None:
    # The arm is under half of what overruns; it may be twice as dear, an ordinary overrun is some 15 %.
    wide = cobot(arm_price=(rng(30_000, 33_000, 66_000), GUESS))
    (problem,) = told(wide, "overrun_held")
    assert problem.severity == "info"
    assert problem.values["bound"] == pytest.approx(0.16, abs=0.02)
    assert not told(replaced(wide, ("candidates", 0, "reference", "layer"), "light"), "overrun_held")
    assert not told(cobot(arm_price=(rng(32_000, 33_000, 34_000), GUESS)), "overrun_held")
    assert not told(cobot(), "overrun_held")


@pytest.mark.parametrize(
    ("zero", "fires"),
    [
        (("overrun", "delay_share"), True),
        (("delay_share", "failure_chance"), True),
        (("overrun",), False),
        (("failure_chance",), False),
    ],
)
def test_a_project_in_which_nothing_can_go_wrong_is_told(zero: tuple[str, ...], fires: bool) -> None:
    found = told(cobot(**dict.fromkeys(zero, (fixed(0.0), GUESS))), "nothing_goes_wrong")
    assert bool(found) == fires


def test_a_promise_of_one_number_is_told_unless_a_share_of_it_is_uncertain() -> None:
    labels = {name: Translated(nl=name, en=name) for name in ("price", "saving", "running")}
    quoted = held_against(begun(["cobot_cell"], "2027-01"), 0, Quote(85_000, 45_760), labels, "2026-11-02")
    (problem,) = told(quoted, "promise_without_range")
    assert problem.severity == "warning"
    hours = cobot(covered_hours=(fixed(40.0), {"by": "quote", "date": "2026-11-02"}))
    assert not told(hours, "promise_without_range")


def test_a_fresh_template_is_told_nothing_of_this() -> None:
    codes = {problem.code for problem in check(cobot())}
    assert not codes & {"range_narrow", "overrun_held", "nothing_goes_wrong", "promise_without_range"}

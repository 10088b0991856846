"""How far it is from a promise to how such projects go: every stage against amounts worked out by hand."""

from __future__ import annotations

import math
from functools import cache

import pytest

from roitool.evaluate.promise import HeldAgainst, held_against_the_light
from roitool.scenario.base import Translated
from roitool.scenario.beginning import begun
from roitool.scenario.quote import Quote, held_against

SEEN_ON = "2026-11-02"
LABELS = {name: Translated(nl=name, en=name) for name in ("price", "saving", "running")}
QUOTE = Quote(85_000, 45_760, 3_000, 24)


@cache
def found(*templates: str) -> HeldAgainst:
    scenario = begun(templates, "2026-03")
    position = len(templates) - 1
    return held_against_the_light(held_against(scenario, position, QUOTE, LABELS, SEEN_ON), position, QUOTE)


def test_the_stages_go_from_the_promise_to_how_such_projects_go() -> None:
    stages = [distance.stage for distance in found("cobot_cell").distances]
    assert stages == ["promise", "left_out", "plan", "inside", "outside"]


def test_the_promise_and_what_it_leaves_out_are_worked_out_from_their_amounts() -> None:
    promise, left_out, *_ = found("cobot_cell").distances
    # 85 000 over 42 760 a year; with 4 000 + 8 000 + 3 500 + 160 hours of 38 on top of the price,
    # and every year 4 hours of 38 for each of ten new products.
    assert promise.payback_months == pytest.approx(12 * 85_000 / 42_760)
    assert left_out.payback_months == pytest.approx(12 * (85_000 + 15_500 + 160 * 38) / (42_760 - 10 * 4 * 38))
    assert (promise.mean_npv, promise.chance_in_time) == (left_out.mean_npv, left_out.chance_in_time) == (None, None)


def test_the_plan_is_the_base_case_and_has_no_error() -> None:
    held = found("cobot_cell")
    plan = held.distances[2]
    base = held.views.inside.candidates[0].base
    assert plan.payback_months == 12 * base.payback
    assert plan.mean_npv is not None
    assert (plan.mean_npv.value, plan.mean_npv.se) == (base.npv, 0.0)


def test_each_stage_takes_longer_than_the_one_before_and_the_views_bring_less() -> None:
    distances = found("cobot_cell").distances
    months = [distance.payback_months for distance in distances]
    assert months == sorted(months)
    plan, inside, outside = (distance.mean_npv for distance in distances[2:])
    assert plan is not None
    assert inside is not None
    assert outside is not None
    assert plan.value > inside.value > outside.value
    assert outside.se > 0


def test_of_two_candidates_the_one_that_was_promised_is_told_of() -> None:
    held = found("erp", "cobot_cell")
    assert held.position == 1
    assert held.left_out == found("cobot_cell").left_out
    assert held.distances[1] == found("cobot_cell").distances[1]
    assert held.distances[3].mean_npv == held.views.inside.candidates[1].npv.mean


def test_a_promise_that_never_comes_back_is_told_as_never() -> None:
    poor = Quote(85_000, 2_000, 3_000)
    scenario = held_against(begun(["cobot_cell"], "2026-03"), 0, poor, LABELS, SEEN_ON)
    distances = held_against_the_light(scenario, 0, poor).distances
    assert [math.isinf(distance.payback_months) for distance in distances] == [True] * 5

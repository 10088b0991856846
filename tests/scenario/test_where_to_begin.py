"""Which templates fit now: all that the answers do not speak against, the cheapest first; and that is judgement."""

from __future__ import annotations

import pytest

from roitool.scenario.reference import readiness_rules
from roitool.scenario.scenario import Readiness
from roitool.scenario.where_to_begin import Short, beginnings, suggested

ALL = tuple(Readiness.model_fields)


def everything(level: int, **others: int) -> Readiness:
    return Readiness.model_validate(dict.fromkeys(ALL, level) | others)


def fitting(readiness: Readiness) -> list[str]:
    return [each.template for each in suggested(readiness) if not each.short]


def short_of(readiness: Readiness, template: str) -> tuple[Short, ...]:
    return next(each.short for each in suggested(readiness) if each.template == template)


@pytest.mark.parametrize("given", [{}, {"process": 5, "data": 5, "people": 5}])
def test_too_few_answers_suggest_nothing(given: dict[str, int]) -> None:
    assert len(given) < readiness_rules().least_answers
    assert suggested(Readiness.model_validate(given)) == ()
    assert suggested(None) == ()


def test_a_company_that_is_fully_ready_can_begin_with_everything_and_sees_the_cheapest_first() -> None:
    found = fitting(everything(5))
    costs = {each.id: each.all_in.high for group in beginnings().groups for each in group.templates}
    assert found == sorted(costs, key=lambda name: costs[name])


def test_a_company_that_is_not_ready_at_all_is_told_what_each_needs() -> None:
    found = suggested(everything(0))
    assert [each for each in found if not each.short] == []
    assert [len(each.short) for each in found] == sorted(len(each.short) for each in found)


def test_the_digital_locks_come_before_anything_that_is_connected() -> None:
    unconnected = everything(2, connectivity=0)
    assert "cyber_baseline" in fitting(unconnected)
    assert {"machine_monitoring", "energy_monitoring", "predictive_maintenance", "mes"}.isdisjoint(fitting(unconnected))


def test_who_can_lose_little_rents_instead_of_buying() -> None:
    poor = everything(4, finance=1)
    assert {"robot_as_a_service", "printing_bureau"} <= set(fitting(poor))
    assert {"industrial_robot_cell", "cobot_cell", "printing_metal", "erp"}.isdisjoint(fitting(poor))


def test_what_stands_in_the_way_is_told_the_furthest_first() -> None:
    assert short_of(everything(2), "printing_metal")[0] == Short("people", 2, 4)
    assert {each.question for each in short_of(everything(2), "erp")} == {"people", "owner_time", "finance"}


def test_what_is_not_answered_stands_in_nobodys_way() -> None:
    some = Readiness(process=4, data=4, connectivity=4, people=4)
    assert short_of(some, "industrial_robot_cell") == ()


def test_better_answers_never_take_a_template_away() -> None:
    for level in range(5):
        assert set(fitting(everything(level))) <= set(fitting(everything(level + 1)))


def test_the_needs_are_marked_as_judgement() -> None:
    assert (beginnings().source, beginnings().confidence) == ("judgement", "J")

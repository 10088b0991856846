"""What is found out before a verdict: the same that the pages show, and only what can be found out."""

from __future__ import annotations

from functools import partial

import pytest

from roitool.decision.verdict import Outcome, Question
from roitool.evaluate import Memory, evaluate
from roitool.evaluate.drivers import drivers
from roitool.evaluate.views import evaluate_outside
from roitool.scenario.beginning import begun
from roitool.scenario.data import example_bytes, example_names, template_ids
from roitool.scenario.editing import replaced
from roitool.scenario.file import scenario_from_bytes
from roitool.scenario.learning import ASSUMED_LEAST, ASSUMED_SHARE
from tests.builder import line, monthly, scenario_of
from tests.evaluate.test_run import AtOnce
from tests.second.generator import random_scenario

FAILING = {"chance": "0.3", "found_out_month": "3", "stream": "failing"}


SCENARIOS = {
    **{name: partial(lambda name: scenario_from_bytes(example_bytes(name)), name) for name in example_names()},
    **{name: partial(lambda name: begun([name], "2027-01"), name) for name in template_ids()},
    **{f"random {seed}": partial(random_scenario, seed) for seed in range(12)},
}


@pytest.mark.parametrize("name", SCENARIOS)
def test_it_is_the_first_of_the_lessons_of_what_drives_a_candidate(name):
    memory = Memory()
    evaluation = evaluate(SCENARIOS[name](), settle=False, memory=memory)
    for position, answer in enumerate(evaluation.candidates):
        first = next(iter(drivers(evaluation, position, memory=memory).lessons), None)
        assert answer.lesson == (first if first is not None and first.pays else None)


@pytest.fixture(scope="module")
def cobot():
    return scenario_from_bytes(example_bytes("welding-cobot"))


@pytest.fixture(scope="module")
def found(cobot):
    return evaluate(cobot, settle=False)


def test_the_cobot_is_looked_into_first_by_the_hours_that_it_frees(cobot, found):
    (answer,) = found.candidates
    assert answer.verdict.outcome is Outcome.FIND_OUT_FIRST
    (place,) = answer.lesson.way.places
    assert cobot.candidates[0].inputs[place[-1]].id == "freed_share"
    tested = answer.verdict.reasons[0]
    assert (tested.question, tested.number) == (Question.WORTH_KNOWING, answer.lesson.worth)
    cost = ASSUMED_SHARE * answer.investment.mean.value
    assert tested.limit == answer.lesson.way.cost == pytest.approx(cost, rel=0.05)


def test_what_is_known_is_not_found_out_again(cobot, found):
    place = found.candidates[0].lesson.way.places[0]
    known = replaced(cobot, (*place, "quantity"), {"kind": "fixed", "value": 0.5})
    (answer,) = evaluate(known, settle=False).candidates
    assert answer.lesson is not None
    assert answer.lesson.way.places[0] != place


def test_more_futures_change_nothing_about_what_is_worth_finding_out(cobot, found):
    more = evaluate(cobot, trials=40_960, settle=False)
    assert more.candidates[0].lesson.worth == found.candidates[0].lesson.worth
    pooled = evaluate(cobot, trials=40_960, settle=False, executor=AtOnce())
    assert pooled.candidates[0].lesson == more.candidates[0].lesson


def test_as_such_projects_go_something_else_may_be_worth_finding_out():
    scenario = scenario_from_bytes(example_bytes("robot-rented-or-bought"))
    own, outside = evaluate(scenario, settle=False), evaluate_outside(scenario, settle=False)
    assert outside.candidates[0].lesson != own.candidates[0].lesson


def test_a_candidate_that_moved_is_looked_into_where_it_stands():
    scenario = begun(["cobot_cell", "edi_supply_chain_ordering"], "2027-01")
    before = evaluate(scenario, settle=False)
    turned = replaced(scenario, ("candidates",), tuple(reversed(scenario.candidates)))
    after = evaluate(turned, settle=False, known=[before])
    assert repr(after) == repr(evaluate(turned, settle=False))
    for position, answer in enumerate(after.candidates):
        own = [place for place in answer.lesson.way.places if place[0] == "candidates"]
        assert all(place[1] == position for place in own)


def test_an_even_choice_is_worth_a_quarter_of_what_it_may_swing():
    """24 months of 800 to 1,200 against 24,000: from -4,800 to 4,800, of which a quarter is left on average."""
    lines = line("investment", "24000"), monthly("saving", "gain")
    gain = {"kind": "uniform", "minimum": 800, "maximum": 1_200}
    scenario = scenario_of(*lines, figures={"gain": gain})
    (answer,) = evaluate(scenario, settle=False).candidates
    worth, cost = answer.lesson.worth, answer.lesson.way.cost
    assert worth.value == pytest.approx(1_200.0, abs=4 * worth.se + 1.0)
    assert cost == ASSUMED_LEAST > ASSUMED_SHARE * 24_000
    assert answer.verdict.outcome is Outcome.FIND_OUT_FIRST
    dearer = scenario_of(
        line("investment", "24000"), monthly("saving", "gain"), figures={"gain": gain | {"maximum": 900}}
    )
    assert evaluate(dearer, settle=False).candidates[0].verdict.outcome is Outcome.NO


def test_whether_it_fails_is_worth_knowing_and_cannot_be_found_out():
    scenario = scenario_of(line("investment", "10000"), monthly("saving", "1000"), failure=FAILING)
    evaluation = evaluate(scenario, settle=False)
    (driver,) = drivers(evaluation, 0).drivers
    assert driver.what == "failure"
    assert driver.worth.value > 2 * ASSUMED_LEAST
    assert evaluation.candidates[0].lesson is None
    assert drivers(evaluation, 0).lessons == ()


def test_where_nothing_differs_there_is_nothing_to_find_out():
    scenario = scenario_of(line("investment", "10000"), monthly("saving", "100"))
    assert evaluate(scenario, settle=False).candidates[0].lesson is None

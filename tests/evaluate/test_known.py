"""Some candidates by themselves, and answers that are taken over: always the bits of the whole."""

from __future__ import annotations

import pytest

from roitool.cashflow.model import CashFlowModel
from roitool.evaluate import Memory, evaluate
from roitool.evaluate.views import evaluate_outside
from roitool.sampling import draws
from roitool.sampling.streams import uniforms
from roitool.scenario.data import example_bytes
from roitool.scenario.editing import replaced
from roitool.scenario.file import scenario_from_bytes
from tests.evaluate.test_run import AtOnce
from tests.second.generator import random_scenario

SEVERAL = [seed for seed in range(60) if len(random_scenario(seed).candidates) > 1]
CORRELATED = [seed for seed in SEVERAL if random_scenario(seed).correlations]


@pytest.fixture
def three():
    return scenario_from_bytes(example_bytes("three-candidates"))


@pytest.fixture
def calculated_candidates(monkeypatch):
    """Return the candidates whose money is calculated from now on, each once."""
    found = []
    flows = CashFlowModel.flows

    def noted(model, position, *rest, **options):
        name = model.scenario.candidates[position].id
        if name not in found:
            found.append(name)
        return flows(model, position, *rest, **options)

    monkeypatch.setattr(CashFlowModel, "flows", noted)
    return found


def bits(evaluation):
    """Return every number of an evaluation, nan among them, as text."""
    return repr(evaluation)


@pytest.mark.parametrize("seed", SEVERAL[:4] + CORRELATED[:2])
def test_each_candidate_by_itself_has_the_bits_of_the_whole(seed):
    scenario = random_scenario(seed)
    whole = evaluate(scenario, settle=False)
    for answer in whole.candidates:
        alone = evaluate(scenario, settle=False, only=[answer.id])
        assert repr(alone.candidates) == repr((answer,))
        assert (alone.warnings, alone.correlations, alone.nothing_mean, alone.provenance) == (
            whole.warnings,
            whole.correlations,
            whole.nothing_mean,
            whole.provenance,
        )


def test_a_part_calculated_elsewhere_has_the_same_bits(three):
    here = evaluate(three, only=["ordering", "cobot"])
    assert [answer.id for answer in here.candidates] == ["cobot", "ordering"]
    assert bits(evaluate(three, only=["ordering", "cobot"], executor=AtOnce())) == bits(here)


def test_the_rest_is_put_beside_what_is_known(three, calculated_candidates):
    whole = evaluate(three, settle=False)
    first = evaluate(three, settle=False, only=["sensors"])
    calculated_candidates.clear()
    assert bits(evaluate(three, settle=False, known=[first])) == bits(whole)
    assert calculated_candidates == ["cobot", "ordering"]


def test_an_answer_is_found_by_its_candidate(three):
    evaluation = evaluate(three, only=["sensors"])
    assert evaluation.answer_on("sensors") is evaluation.candidates[0]
    assert evaluation.answer_on("cobot") is None


def test_only_the_candidate_that_changed_is_calculated_again(three, calculated_candidates):
    before = evaluate(three, settle=False)
    after = replaced(three, ("candidates", 1, "timing", "go_live_month"), "7")
    anew = bits(evaluate(after, settle=False))
    calculated_candidates.clear()
    assert bits(evaluate(after, settle=False, known=[before])) == anew
    assert calculated_candidates == ["sensors"]


def test_a_candidate_that_stands_elsewhere_now_keeps_its_answer(three, calculated_candidates):
    before = evaluate(three, settle=False)
    first, *others = three.candidates
    after = replaced(three, ("candidates",), (*others, first))
    anew = bits(evaluate(after, settle=False))
    calculated_candidates.clear()
    assert bits(evaluate(after, settle=False, known=[before])) == anew
    assert calculated_candidates == []


@pytest.mark.parametrize(
    ("place", "value"),
    [
        (("seed",), 7),
        (("futures",), 20_480),
        (("thresholds", "payback_years"), 4.0),
        (("hurdle_rate",), 0.12),
        (("horizon_years",), 9),
        (("company", "opening_cash"), "150000"),
        (("inputs", 0, "quantity"), {"kind": "fixed", "value": 150_000.0}),
    ],
)
def test_what_concerns_all_leaves_no_answer_as_it_was(place, value, three, calculated_candidates):
    before = evaluate(three, settle=False)
    after = replaced(three, place, value)
    calculated_candidates.clear()
    taken_over = bits(evaluate(after, settle=False, known=[before]))
    assert calculated_candidates == ["cobot", "sensors", "ordering"]
    assert taken_over == bits(evaluate(after, settle=False))


@pytest.mark.parametrize("seed", CORRELATED[:3])
def test_a_stream_that_a_pair_is_correlated_through_belongs_to_all(seed):
    """Another stream for a figure of one candidate is another correlation for the figures of the other."""
    scenario = random_scenario(seed)
    before = evaluate(scenario, settle=False)
    name = next(name for pair in scenario.correlations for name in pair.between if "." in name)
    owner, figure = name.split(".")
    candidate = next(place for place, each in enumerate(scenario.candidates) if each.id == owner)
    own = next(place for place, each in enumerate(scenario.candidates[candidate].inputs) if each.id == figure)
    after = replaced(scenario, ("candidates", candidate, "inputs", own, "stream"), "another_stream")
    assert bits(evaluate(after, settle=False, known=[before])) == bits(evaluate(after, settle=False))


def test_a_closer_look_takes_over_only_as_close_a_look(three):
    reached = evaluate(three, settle=False).candidates[2].chance_npv.value
    close = replaced(three, ("thresholds", "chance_npv"), reached)
    first, settled = evaluate(close, settle=False), evaluate(close)
    assert settled.provenance.futures == 4 * first.provenance.futures
    assert bits(evaluate(close, known=[first])) == bits(settled)
    assert bits(evaluate(close, known=[settled, first])) == bits(settled)


def test_members_of_a_set_are_decided_whoever_else_is(three):
    whole = evaluate(three, together=[("cobot", "sensors")])
    part = evaluate(three, together=[("cobot", "sensors")], only=["cobot"], known=[whole])
    assert repr(part.together) == repr(whole.together)
    assert [answer.id for answer in part.candidates] == ["cobot", "sensors"]


def test_the_outside_view_of_one_candidate_has_the_bits_of_the_whole(three):
    whole = evaluate_outside(three, settle=False)
    first = evaluate_outside(three, settle=False, only=["sensors"])
    assert repr(first.candidates) == repr(whole.candidates[1:2])
    assert bits(evaluate_outside(three, settle=False, known=[first])) == bits(whole)


@pytest.mark.parametrize("seed", SEVERAL[:3] + CORRELATED[:3])
def test_what_an_earlier_calculation_left_in_memory_changes_no_bit(seed):
    scenario, memory = random_scenario(seed), Memory()
    for each in (scenario, replaced(scenario, ("seed",), 1), replaced(scenario, ("futures",), 30_720), scenario):
        assert bits(evaluate(each, settle=False, memory=memory)) == bits(evaluate(each, settle=False))


def test_only_the_figures_that_changed_are_drawn_again(three, monkeypatch):
    memory, drawn = Memory(), []
    evaluate(three, settle=False, memory=memory)
    monkeypatch.setattr(draws, "uniforms", lambda seed, key, *rest: drawn.append(key) or uniforms(seed, key, *rest))
    evaluate(three, settle=False, memory=memory)
    assert drawn == []
    at = next(at for at, each in enumerate(three.candidates[0].inputs) if each.quantity.sd() > 0)
    after = replaced(three, ("candidates", 0, "inputs", at, "stream"), "another_stream")
    found = bits(evaluate(after, settle=False, memory=memory))
    assert drawn == ["another_stream"]
    assert found == bits(evaluate(after, settle=False))

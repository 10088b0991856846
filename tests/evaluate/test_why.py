"""What moves the answer: which figures are looked at, in whose futures, and what stands out."""

from __future__ import annotations

import pytest

from roitool.decision.verdict import Question
from roitool.evaluate import Memory, evaluate
from roitool.evaluate.why import why
from roitool.monitor import Cancelled, Monitor
from roitool.scenario.data import example_bytes
from roitool.scenario.editing import replaced
from roitool.scenario.file import scenario_from_bytes
from tests.builder import LOAN, line, monthly, scenario_of

WIDE = {"kind": "uniform", "minimum": 0.0, "maximum": 1000.0}
FIGURES = {"saved": WIDE, "maintenance": {"kind": "uniform", "minimum": 0.0, "maximum": 30.0}, "unused": WIDE}
LINES = (line("investment", "10000"), monthly("saving", "saved"), monthly("running_cost", "maintenance"))


def found(scenario):
    return why(evaluate(scenario, settle=False), 0)


def named(scenario, question=Question.MEAN_NPV):
    """Return the movers of a question by the id of their figure, or by what they are, with their correlation."""
    ids = [figure.id for figure in scenario.inputs]
    own = [figure.id for figure in scenario.candidates[0].inputs]
    return [
        (
            mover.what if mover.what != "figure" else (ids if len(mover.place) == 2 else own)[mover.place[-1]],
            mover.correlation.value,
        )
        for mover in found(scenario).movers[question]
    ]


def test_the_wide_saving_moves_what_it_brings_and_a_higher_one_comes_back_sooner():
    scenario = scenario_of(*LINES, figures=FIGURES)
    ((name, correlation),) = named(scenario)
    assert name == "saved"
    assert correlation == pytest.approx(1, abs=0.01)
    ((name, correlation),) = named(scenario, Question.CHANCE_PAYBACK)
    assert name == "saved"
    assert correlation < -0.8


def test_a_figure_that_no_formula_uses_is_not_looked_at_even_if_it_goes_together_with_one_that_is_used():
    pair = {"between": ["robot.saved", "robot.unused"], "rank_correlation": 0.99}
    scenario = scenario_of(*LINES, figures=FIGURES, whole={"correlations": [pair]})
    assert [name for name, _ in named(scenario)] == ["saved"]


def test_where_nothing_differs_from_future_to_future_nothing_stands_out():
    scenario = scenario_of(line("investment", "10000"), monthly("saving", "saved"), figures={"saved": 300})
    assert set(found(scenario).movers.values()) == {()}


def test_complete_failure_is_named_with_the_place_of_its_chance_when_it_decides():
    failure = {"chance": "0.5", "found_out_month": "6", "stream": "failing"}
    scenario = scenario_of(*LINES, figures={**FIGURES, "saved": 700}, failure=failure)
    (mover,) = found(scenario).movers[Question.MEAN_NPV]
    assert (mover.what, mover.place) == ("failure", ("candidates", 0, "failure", "chance"))
    assert mover.correlation.value < -0.8


def test_an_event_is_named_when_it_decides():
    event = {
        "id": "fire",
        "label": "Fire",
        "chance": "0.5",
        "how_often": "once",
        "cost": "20000",
        "stream": "fire",
    }
    scenario = scenario_of(*LINES, figures={**FIGURES, "saved": 700}, events=(event,), timing=("0", "0", "2"))
    (mover,) = found(scenario).movers[Question.MEAN_NPV]
    assert (mover.what, mover.place) == ("event", ("candidates", 0, "events", 0, "chance"))
    assert mover.correlation.value < -0.5


def test_paid_by_a_loan_the_rate_moves_only_what_it_brings_as_paid():
    rate = {"kind": "uniform", "minimum": 0.0, "maximum": 0.2}
    loan = LOAN | {"rate": "rate"}
    figures = {"saved": 400, "rate": rate, "maintenance": {"kind": "uniform", "minimum": 0.0, "maximum": 0.1}}
    scenario = scenario_of(*LINES, figures=figures, ways=(loan,), company={"borrowing_rate": "0.05"})
    scenario = replaced(scenario, ("candidates", 0, "paid_by"), loan["id"])
    assert [name for name, _ in named(scenario)] == ["maintenance"]
    assert [name for name, _ in named(scenario, Question.MEAN_NPV_AS_PAID)] == ["rate"]


def test_every_question_of_every_candidate_of_an_example_has_an_answer():
    scenario = scenario_from_bytes(example_bytes("three-candidates"))
    evaluation = evaluate(scenario, settle=False)
    for position, candidate in enumerate(evaluation.candidates):
        told = why(evaluation, position)
        assert told.candidate == candidate.id
        assert told.futures == 10_240
        assert {tested.question for tested in candidate.verdict.reasons} <= told.movers.keys()


def test_what_the_evaluation_left_in_memory_changes_no_bit():
    scenario, memory = scenario_from_bytes(example_bytes("three-candidates")), Memory()
    evaluation = evaluate(scenario, settle=False, memory=memory)
    for position in range(3):
        assert repr(why(evaluation, position, memory=memory)) == repr(why(evaluation, position))
    assert repr(evaluate(scenario, settle=False, memory=memory)) == repr(evaluation)


def test_it_is_not_begun_when_somebody_has_asked_to_stop():
    scenario = scenario_of(*LINES, figures=FIGURES)
    evaluation = evaluate(scenario, settle=False)
    stopped = Monitor()
    stopped.cancel()
    with pytest.raises(Cancelled):
        why(evaluation, 0, stopped)

"""The outside view is a scenario: what gives way to the class, what stays, and what is never touched."""

from __future__ import annotations

import pytest

from roitool.errors import ScenarioError
from roitool.evaluate.engine import Engine
from roitool.evaluate.run import problems_of
from roitool.scenario.base_figures import base_figures, base_value
from roitool.scenario.editing import replaced
from roitool.scenario.outside import outside_steps
from roitool.scenario.reference import reference_class
from roitool.scenario.renaming import duplicated, streams_of
from tests.builder import document_of, line, opened
from tests.scenario.outside_plans import FOUR, four, outside, plan, quantity, ready, said, stands


def test_reference_figures_stay_as_they_are() -> None:
    scenario = four(*FOUR)
    assert [step.scenario for step in outside_steps(scenario)] == [scenario] * 5
    assert stands(scenario) == dict.fromkeys(("overrun", "delay", "realisation", "failure"), "kept")


def test_other_figures_give_way_to_those_of_the_class_and_draw_as_they_did() -> None:
    scenario = four(*(item | {"evidence": {"by": "guess"}} for item in FOUR))
    seen, found = outside(scenario), reference_class("it_integration")
    assert [quantity(seen, name) for name in ("over", "late", "true", "fails")] == [
        part.quantity for part in (found.overrun, found.delay, found.realisation, found.failure)
    ]
    assert [item.stream for item in seen.candidates[0].inputs] == ["over", "late", "true", "fails"]
    assert {item.evidence.by for item in seen.candidates[0].inputs} == {"reference"}
    assert {item.evidence.confidence for item in seen.candidates[0].inputs} == {"J"}
    assert seen.candidates[0].lines == scenario.candidates[0].lines
    assert set(stands(scenario).values()) == {"replaced"}


def test_what_a_plan_has_no_figure_for_is_added() -> None:
    scenario = plan(timing=("12", "6", "30"), lines=(line("investment", "100", month="12"), line("saving", "60")))
    (candidate,) = outside(scenario).candidates
    assert stands(scenario) == dict.fromkeys(("overrun", "delay", "realisation", "failure"), "added")
    assert candidate.overrun == "outside_overrun"
    assert candidate.timing.go_live_month == candidate.lines[0].month == "(12) * (1 + outside_delay)"
    assert candidate.failure is not None
    figures = base_figures(candidate, {})
    assert base_value(candidate.lines[1].amount, figures) == pytest.approx(60 * 0.6)
    # It goes live 30 % later than after 12 months; ten months after that it is clear that it does not work.
    assert base_value(candidate.failure.found_out_month, figures) == pytest.approx(12 * 1.3 + 10)
    assert base_value(candidate.failure.chance, figures) == 0.15
    assert base_value(candidate.failure.recovered_share, figures) == 0.03


def test_the_steps_come_one_after_the_other() -> None:
    steps = outside_steps(plan(whole=ready(0)))
    assert [step.layer for step in steps] == ["overrun", "delay", "realisation", "failure", "readiness"]
    counts = [len(step.scenario.candidates[0].inputs) for step in steps]
    assert counts == [1, 2, 3, 6, 10]


def test_overrun_delay_and_benefits_hang_together_where_nobody_said_how() -> None:
    added = outside(plan(said("guess", "slow"), timing=("6", "slow", "30"))).correlations
    assert {frozenset(pair.between): pair.rank_correlation for pair in added} == {
        frozenset({"robot.outside_overrun", "robot.outside_delay"}): 0.6,
        frozenset({"robot.outside_overrun", "robot.outside_realisation"}): -0.4,
        frozenset({"robot.outside_delay", "robot.slow"}): 0.5,
    }
    stated = {"between": ["robot.late", "robot.over"], "rank_correlation": 0.1}
    guessed = [item | {"evidence": {"by": "guess"}} for item in FOUR]
    found = outside(four(*guessed, whole={"correlations": [stated]})).correlations
    assert [(pair.between, pair.rank_correlation) for pair in found] == [
        (("robot.late", "robot.over"), 0.1),
        (("robot.over", "robot.true"), -0.4),
    ]


def test_a_shared_figure_is_replaced_for_the_candidate_that_names_a_class_alone() -> None:
    names = ("over", "late", "true", "fails")
    scenario = four(whole={"inputs": [said("guess", name) for name in names]})
    document = scenario.model_dump(mode="json", exclude_none=True)
    other = {name: part for name, part in document["candidates"][0].items() if name != "reference"}
    document["candidates"] = [*document["candidates"], other | {"id": "other"}]
    document["candidates"][1]["failure"]["stream"] = "other_failing"
    both = opened(document)
    seen = outside(both)
    assert stands(both) == dict.fromkeys(("overrun", "delay", "realisation", "failure"), "replaced")
    assert stands(both, "other") == {}
    assert seen.inputs == both.inputs
    assert seen.candidates[1] == both.candidates[1]
    one = seen.candidates[0]
    assert one.overrun == "outside_overrun"
    assert one.timing.go_live_month == "12 * (1 + outside_delay)"
    assert one.lines[1].amount == "100 * outside_realisation"
    assert one.failure is not None
    assert one.failure.chance == "outside_failure"


def test_a_candidate_without_a_class_is_changed_by_readiness_alone() -> None:
    document = document_of(line("investment", "100"), line("saving", "60"), timing=("6", "4", "30"))
    assert outside(opened(document)) == opened(document)
    (candidate,) = outside(opened(document | ready(1))).candidates
    figures = base_figures(candidate, {})
    assert base_value(candidate.timing.go_live_month, figures) == pytest.approx(6 * 1.2)
    assert base_value(candidate.timing.ramp_months, figures) == pytest.approx(4 * 1.3)
    assert base_value(candidate.lines[1].amount, figures) == pytest.approx(60 * 0.88)
    # It says nothing about failing, so there is nothing to multiply.
    assert candidate.failure is None
    assert [item.id for item in candidate.inputs] == ["readiness_lead_time", "readiness_ramp", "readiness_realisation"]


@pytest.mark.parametrize(("level", "chance"), [(0, 1.0), (1, 0.91), (2, 0.7), (3, 0.56), (5, 0.455)])
def test_readiness_multiplies_the_chance_of_failing_up_to_certainty(level: int, chance: float) -> None:
    failing = {"chance": "fails", "found_out_month": "24", "stream": "failing"}
    scenario = plan(said("reference", "fails", {"kind": "fixed", "value": 0.7}), failure=failing, whole=ready(level))
    (candidate,) = outside(scenario).candidates
    assert candidate.failure is not None
    assert base_value(candidate.failure.chance, base_figures(candidate, {})) == pytest.approx(chance)


@pytest.mark.parametrize(
    ("class_id", "level", "found"),
    [
        ("it_integration", 0, "novel_product"),
        ("it_integration", 5, "configured_system"),
        ("it_integration", 2, None),
        # At the ends of the ladder and beside it there is no other class: what is a reference figure stays.
        ("novel_product", 0, None),
        ("standard_equipment", 5, None),
        ("it_literal", 0, None),
    ],
)
def test_readiness_moves_the_overrun_a_step_on_the_ladder(class_id: str, level: int, found: str | None) -> None:
    scenario = four(*FOUR, class_id=class_id, whole=ready(level))
    wanted = quantity(scenario, "over") if found is None else reference_class(found).overrun.quantity
    assert quantity(outside(scenario), "over") == wanted


def test_the_light_layer_adds_disasters_and_failures_alone() -> None:
    scenario = plan(timing=("12", "6", "30"), reference={"layer": "light"}, whole=ready(2))
    seen, found = outside(scenario), reference_class("it_integration")
    assert stands(scenario) == {
        "overrun": "added",
        "delay": "held",
        "realisation": "held",
        "failure": "added",
        "readiness": "nothing",
    }
    tail = quantity(seen, "outside_overrun")
    assert (tail.body_low, tail.body_likely, tail.body_high) == (0, 0, 0)
    assert (tail.tail_probability, tail.tail_minimum, tail.tail_alpha, tail.cap) == (0.15, 0.5, 1.5, 5.0)
    assert quantity(seen, "outside_failure") == found.failure.quantity
    assert seen.candidates[0].timing == scenario.candidates[0].timing
    assert seen.candidates[0].lines == scenario.candidates[0].lines
    assert seen.correlations == ()
    # An own overrun holds the own view of what goes wrong, and readiness does not move it.
    held = plan(said("guess", "over"), overrun="over", reference={"layer": "light"}, whole=ready(0))
    assert stands(held)["overrun"] == "held"
    assert quantity(outside(held), "over") == quantity(held, "over")


def test_a_class_that_counts_failures_in_the_benefits_adds_none() -> None:
    scenario = plan(class_id="it_literal")
    assert stands(scenario)["failure"] == "included"
    assert outside(scenario).candidates[0].failure is None
    # An own chance of failing would count those projects once more.
    own = {"chance": "0.2", "found_out_month": "24", "stream": "failing"}
    (candidate,) = outside(plan(class_id="it_literal", failure=own)).candidates
    assert candidate.failure is not None
    assert candidate.failure.chance == "0"


def test_failures_are_added_where_the_benefits_do_not_hold_them() -> None:
    # The own realisation is a reference figure and stays, so that the failures of the class are not in it.
    own = {"lines": (line("saving", "100 * true"),), "reference": {"realisation": "true"}}
    scenario = plan(said("reference", "true"), class_id="it_literal", **own)
    assert stands(scenario)["realisation"] == "kept"
    assert stands(scenario)["failure"] == "added"


def test_a_chance_of_failing_that_rests_on_reference_figures_stays_however_it_is_written() -> None:
    own = {"chance": "min(1, fails * 12)", "found_out_month": "24", "stream": "failing"}
    assert stands(plan(said("reference", "fails"), failure=own))["failure"] == "kept"
    assert stands(plan(said("guess", "fails"), failure=own))["failure"] == "replaced"


@pytest.mark.parametrize("go_live", ["6", "lead", "lead_and_proof"])
def test_readiness_makes_everything_later_that_counts_from_go_live(go_live: str) -> None:
    hire = {"kind": "rent", "id": "hire", "fee": "1", "start": go_live, "minimum_months": 12}
    scenario = plan(
        said("reference", "lead", {"kind": "fixed", "value": 6.0}),
        derived=[{"id": "lead_and_proof", "label": "", "formula": "lead"}],
        lines=(
            line("investment", "100", month=go_live),
            line("one_off", "10", month="1"),
            line("running_cost", "12", start=go_live),
            line("saving", "60"),
        ),
        timing=(go_live, "0", "30"),
        ways=(hire,),
        whole=ready(0),
    )
    (candidate,) = outside(scenario).candidates
    figures = base_figures(candidate, {})
    delay = 1.3 * 1.5
    dates = [candidate.timing.go_live_month, candidate.lines[0].month, candidate.lines[2].start]
    dates.append(candidate.ways_of_paying[1].start)
    assert [base_value(date, figures) for date in dates] == pytest.approx([6 * delay] * 4)
    assert candidate.lines[1].month == "1"
    assert candidate.failure is not None
    assert base_value(candidate.failure.found_out_month, figures) == pytest.approx(6 * delay + 10)


def test_a_bare_number_becomes_a_figure_as_only_figures_can_be_calculated_with() -> None:
    scenario = plan(
        timing=("7", "5", "30"),
        failure={"chance": "0.2", "found_out_month": "24", "stream": "failing"},
        nothing=({"id": "leaving", "label": "", "amount": "-100"},),
        averts=[{"line": "leaving", "share": "0.5"}],
        whole=ready(0),
    )
    seen = outside(scenario)
    assert not [problem for problem in problems_of(seen) if problem.severity == "error"]
    (candidate,) = seen.candidates
    figures = base_figures(candidate, {})
    assert base_value(candidate.timing.go_live_month, figures) == pytest.approx(7 * 1.3 * 1.5)
    assert base_value(candidate.timing.ramp_months, figures) == pytest.approx(5 * 1.6)
    assert base_value(candidate.lines[1].amount, figures) == pytest.approx(60 * 0.6 * 0.75)
    assert base_value(candidate.averts[0].share, figures) == pytest.approx(0.5 * 0.6 * 0.75)
    assert candidate.failure is not None
    assert base_value(candidate.failure.chance, figures) == pytest.approx(0.15 * 1.8)


def test_ids_and_streams_that_are_taken_are_not_used_again() -> None:
    scenario = plan(
        said("guess", "outside_overrun", stream="robot.first"),
        said("guess", "price", stream="robot.first.outside_overrun_2"),
        whole={"inputs": [said("guess", "outside_delay", stream="robot.first.outside_realisation")]} | ready(0),
        timing=("6", "2", "30"),
    )
    seen = outside(scenario)
    (candidate,) = seen.candidates
    assert candidate.overrun == "outside_overrun_2"
    assert "outside_delay_2" in candidate.timing.go_live_month
    streams = [*streams_of(candidate), *(item.stream for item in seen.inputs)]
    assert len(set(streams)) == len(streams)


def test_a_copy_of_a_candidate_sees_the_same_futures_in_the_outside_view_too() -> None:
    scenario = plan(said("guess", "over"), overrun="over", timing=("6", "2", "30"))
    copied = duplicated(scenario, "robot", "copied", "Copy")
    seen = outside(copied)
    assert not [problem for problem in problems_of(seen) if problem.severity == "error"]
    one, other = Engine(seen).chunk(0, 1).candidates
    assert one.npv.std() > 0
    assert (one.npv == other.npv).all()


def test_correlations_stated_for_a_copy_hold_for_its_original() -> None:
    stated = {"between": ["robot.late", "robot.over"], "rank_correlation": 0.1}
    guessed = [item | {"evidence": {"by": "guess"}} for item in FOUR]
    copied = duplicated(four(*guessed, whole={"correlations": [stated]}), "robot", "copied", "Copy")
    copied = replaced(copied, ("correlations",), copied.correlations[:1])
    assert not [problem for problem in problems_of(outside(copied)) if problem.severity == "error"]


def test_what_is_not_touched_draws_the_same_numbers() -> None:
    scenario = plan(said("reference", "hours"), lines=(line("investment", "100"), line("saving", "100 * hours")))
    seen = outside(scenario)
    before, after = (Engine(each).sampling.chunk(0, 1) for each in (scenario, seen))
    (own,), changed = scenario.candidates[0].inputs, seen.candidates[0].inputs
    assert (before.values([own])["hours"] == after.values(changed)["hours"]).all()


def test_a_plan_without_room_for_what_is_added_is_refused_at_the_candidate() -> None:
    crowd = [said("guess", f"figure_{number}", stream=f"s{number}") for number in range(200)]
    with pytest.raises(ScenarioError) as refused:
        outside_steps(plan(*crowd))
    (problem,) = refused.value.problems
    assert (problem.code, problem.place) == ("too_many", ("candidates", 0, "inputs"))
    long = "12" + " + 1" * 247
    with pytest.raises(ScenarioError) as refused:
        outside_steps(plan(lines=(line("saving", long),)))
    (problem,) = refused.value.problems
    assert problem.code == "too_long"
    assert problem.place[:2] == ("candidates", 0)

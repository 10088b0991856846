"""A candidate from a template beside those of a scenario: whole, drawn apart, and nothing else has changed."""

from __future__ import annotations

import pytest

from roitool.errors import ScenarioError
from roitool.evaluate import evaluate
from roitool.evaluate.run import problems_of
from roitool.scenario.beginning import begun
from roitool.scenario.copying import copied
from roitool.scenario.data import example_bytes, template, template_ids
from roitool.scenario.editing import replaced
from roitool.scenario.file import scenario_from_bytes
from roitool.scenario.joining import joined
from roitool.scenario.renaming import renamed, streams_in, streams_of
from roitool.scenario.scenario import Scenario


def cobot() -> Scenario:
    return scenario_from_bytes(example_bytes("welding-cobot"))


def errors(scenario: Scenario) -> list[tuple[object, str]]:
    return [(problem.place, problem.code) for problem in problems_of(scenario) if problem.severity == "error"]


def figure(scenario: Scenario, name: str) -> object:
    return next(item for item in scenario.inputs if item.id == name)


@pytest.mark.parametrize("name", template_ids())
def test_every_template_fits_into_a_scenario_that_somebody_made(name: str) -> None:
    before = cobot()
    after = joined(before, name)

    assert errors(after) == []
    assert after.candidates[:-1] == before.candidates
    assert after.inputs[: len(before.inputs)] == before.inputs
    assert after.do_nothing.lines[: len(before.do_nothing.lines)] == before.do_nothing.lines
    assert after.correlations[: len(before.correlations)] == before.correlations
    assert (after.company, after.horizon_years, after.title) == (before.company, before.horizon_years, before.title)
    assert after.candidates[-1].template == name


@pytest.mark.parametrize("name", template_ids())
def test_a_template_added_to_itself_gives_two_that_draw_apart(name: str) -> None:
    before = begun([name], "2027-03")
    after = joined(before, name)
    one, other = after.candidates

    assert errors(after) == []
    assert (one.id, other.id) == (name, f"{name}_2")
    assert after.inputs == before.inputs
    assert after.do_nothing == before.do_nothing
    assert set(streams_of(one)).isdisjoint(streams_of(other))
    assert len(after.correlations) == len(before.correlations) + len(
        [pair for pair in template(name).correlations if any("." in side for side in pair.between)]
    )


@pytest.mark.parametrize("name", ["cobot_cell", "mes", "erp", "printing_metal", "machine_monitoring"])
def test_terms_end_within_the_years_of_the_scenario(name: str) -> None:
    short = replaced(begun(["cyber_baseline"], "2027-03"), ("horizon_years",), 5)
    after = joined(short, name)

    assert after.horizon_years == 5
    assert errors(after) == []
    assert len(evaluate(after).candidates) == 2


def test_terms_of_candidates_that_were_there_stay_as_they_are() -> None:
    short = replaced(begun(["erp"], "2027-03"), ("horizon_years",), 2)
    after = joined(short, "cyber_baseline")

    assert after.candidates[0] == short.candidates[0]


def test_shared_figures_keep_what_somebody_answered_and_missing_ones_come_along() -> None:
    before = begun(["cyber_baseline"], "2027-03")
    place = next(at for at, item in enumerate(before.inputs) if item.id == "office_hour_cost")
    before = replaced(before, ("inputs", place, "quantity"), {"kind": "fixed", "value": 51.0})
    after = joined(before, "edi_supply_chain_ordering")

    assert figure(after, "office_hour_cost") == figure(before, "office_hour_cost")
    came = {item.id for item in after.inputs} - {item.id for item in before.inputs}
    assert {"order_lines", "key_customer_leaves", "key_customer_month"} <= came
    assert [line.id for line in after.do_nothing.lines] == ["cyber_incident", "key_customer_gone"]


def test_only_what_the_candidate_rests_on_comes_along() -> None:
    before = cobot()
    came = {item.id for item in joined(before, "energy_monitoring").inputs} - {item.id for item in before.inputs}

    assert "energy_cost" in came
    assert came.isdisjoint({"opening_cash", "credit_line", "taxable_profit", "own_cash_flow", "order_lines"})


def test_names_that_mean_something_else_here_are_left_to_it() -> None:
    before = begun(["cobot_cell"], "2027-03")
    # A shared figure here has the id of one of the template's own, and a candidate here that of a shared one of it.
    place = next(at for at, item in enumerate(before.inputs) if item.id == "own_hour_cost")
    before = renamed(before, ("inputs", place), "measured_share")
    before = renamed(before, ("candidates", 0, "inputs", 0), "energy_cost")
    after = joined(before, "energy_monitoring")

    assert errors(after) == []
    assert after.candidates[0] == before.candidates[0]
    assert "energy_cost_2" in {item.id for item in after.inputs}
    assert "measured_share_2" in {item.id for item in after.candidates[1].inputs}


def test_the_next_free_name_is_taken() -> None:
    twice = copied(begun(["cobot_cell"], "2027-03"), 0)
    third = joined(twice, "cobot_cell").candidates[-1]

    assert third.id == "cobot_cell_3"
    assert third.title.nl == "Cobot 3"


def test_random_numbers_of_a_figure_that_is_there_are_not_used_again() -> None:
    before = begun(["cobot_cell"], "2027-03")
    before = replaced(before, ("inputs", 0, "stream"), "order_lines")
    after = joined(before, "edi_supply_chain_ordering")

    streams = [item.stream for item in after.inputs]
    assert len(set(streams)) == len(streams)
    assert "order_lines-2" in streams_in(after)


def test_an_unknown_template_is_refused() -> None:
    with pytest.raises(ScenarioError) as refused:
        joined(cobot(), "steam_engine")
    assert [problem.code for problem in refused.value.problems] == ["template_unknown"]

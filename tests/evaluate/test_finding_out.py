"""What to find out first over all candidates: against choices whose value of information is known."""

from __future__ import annotations

import pytest

from roitool.evaluate import evaluate
from roitool.evaluate.compare import compare_answered
from roitool.evaluate.drivers import drivers
from roitool.evaluate.finding_out import finding_out
from roitool.monitor import Cancelled, Monitor
from roitool.scenario.data import example_bytes
from roitool.scenario.file import scenario_from_bytes
from tests.builder import document_of, figure, line, monthly, opened


def candidates(*amounts, shared):
    """Return a scenario with a candidate for each amount that is saved a month for two years, at no cost."""
    document = document_of(whole={"inputs": [figure(name, quantity) for name, quantity in shared.items()]})
    (shape,) = document["candidates"]
    document["candidates"] = [
        shape | {"id": f"plan_{at}", "title": f"Plan {at}", "lines": [line("investment", "1"), monthly("saving", each)]}
        for at, each in enumerate(amounts)
    ]
    return opened(document)


def found_by_name(scenario):
    found = finding_out(evaluate(scenario, settle=False))
    return found, {scenario.inputs[each.place[-1]].id: each for each in found.unknowns}


def test_a_figure_that_decides_between_two_is_worth_the_mean_of_what_it_brings_where_it_brings_anything():
    scenario = candidates("gain", "0", shared={"gain": {"kind": "uniform", "minimum": -100.0, "maximum": 100.0}})
    found, named = found_by_name(scenario)
    # Of a uniform from -100 to 100 the mean of its positive part is 25; the 1 that it costs is next to nothing.
    assert named["gain"].worth.value == pytest.approx(24 * 25, rel=0.03)
    assert found.worth.value == pytest.approx(24 * 25, rel=0.03)


def test_what_moves_all_candidates_alike_is_worth_nothing_between_them_however_much_it_moves():
    shared = {"alike": {"kind": "uniform", "minimum": 1_000.0, "maximum": 9_000.0}}
    _, named = found_by_name(candidates("alike", "alike + 1", shared=shared))
    assert named["alike"].worth.value == 0.0
    assert named["alike"].candidates == (0, 1)


def test_one_candidate_is_worth_finding_out_about_as_its_own_page_says():
    scenario = scenario_from_bytes(example_bytes("welding-cobot"))
    evaluation = evaluate(scenario, settle=False)
    alone, whole = drivers(evaluation, 0), finding_out(evaluation)
    assert whole.worth == alone.worth
    assert {each.place: each.worth for each in whole.unknowns} == {each.place: each.worth for each in alone.drivers}


def test_nothing_is_worth_more_than_knowing_everything():
    evaluation = evaluate(scenario_from_bytes(example_bytes("three-candidates")), settle=False)
    found = finding_out(evaluation)
    assert found.worth == compare_answered(evaluation).worth
    assert all(each.worth.value <= found.worth.value + 2 * each.worth.se for each in found.unknowns)
    values = [each.worth.value for each in found.unknowns]
    assert values == sorted(values, reverse=True)
    assert len({each.place for each in found.unknowns}) == len(found.unknowns)


def test_it_is_broken_off_when_nobody_waits_for_it():
    monitor = Monitor()
    evaluation = evaluate(scenario_from_bytes(example_bytes("welding-cobot")), settle=False)
    monitor.cancel()
    with pytest.raises(Cancelled):
        finding_out(evaluation, monitor)

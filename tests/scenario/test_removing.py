"""What is needed stays, and it is told for what; what says nothing any more goes along."""

from __future__ import annotations

import pytest

from roitool.errors import ScenarioError
from roitool.scenario.adding import added
from roitool.scenario.check import check
from roitool.scenario.editing import replaced
from roitool.scenario.removing import StillUsedError, removed, uses
from tests.scenario.documents import document, scenario_of


@pytest.fixture
def scenario():
    return scenario_of(document())


def position(items, id_):
    return next(number for number, item in enumerate(items) if item.id == id_)


def codes(scenario):
    return {problem.code for problem in check(scenario) if problem.severity == "error"}


def test_a_figure_that_formulas_use_stays(scenario):
    place = ("inputs", position(scenario.inputs, "hourly_cost"))
    with pytest.raises(StillUsedError) as refused:
        removed(scenario, place)
    assert ("derived", 0, "formula") in refused.value.places
    assert refused.value.places == uses(scenario, place)


def test_the_figure_of_the_overrun_stays(scenario):
    place = ("candidates", 0, "inputs", position(scenario.candidates[0].inputs, "overrun"))
    assert ("candidates", 0, "overrun") in uses(scenario, place)


def test_a_figure_that_nothing_uses_goes_with_its_correlations(scenario):
    grown = added(scenario, ("inputs",), "New")
    linked = replaced(
        grown, ("correlations",), (*grown.correlations, {"between": ("figure", "wages"), "rank_correlation": 0.5})
    )
    after = removed(linked, ("inputs", len(linked.inputs) - 1))
    assert after == scenario


def test_a_shared_figure_is_not_used_where_a_candidate_has_one_of_that_name(scenario):
    own = {"id": "figure", "label": "", "formula": "1"}
    hiding = replaced(scenario, ("candidates", 0, "derived"), (*scenario.candidates[0].derived, own))
    hiding = replaced(hiding, ("candidates", 0, "timing", "life_years"), "figure")
    shared = replaced(hiding, ("derived",), (*hiding.derived, own))
    assert uses(shared, ("derived", len(shared.derived) - 1)) == ()
    assert uses(shared, ("candidates", 0, "derived", len(shared.candidates[0].derived) - 1)) == (
        ("candidates", 0, "timing", "life_years"),
    )


def test_the_chosen_way_of_paying_stays_and_another_one_goes(scenario):
    ways = scenario.candidates[0].ways_of_paying
    chosen = position(ways, scenario.candidates[0].paid_by)
    with pytest.raises(StillUsedError) as refused:
        removed(scenario, ("candidates", 0, "ways_of_paying", chosen))
    assert refused.value.places == (("candidates", 0, "paid_by"),)
    grown = added(scenario, ("candidates", 0, "ways_of_paying"), "", "rent")
    assert removed(grown, ("candidates", 0, "ways_of_paying", len(ways))) == scenario


def test_the_last_way_of_paying_cannot_go(scenario):
    one = replaced(scenario, ("candidates", 0, "ways_of_paying"), ({"kind": "cash", "id": "cash"},))
    astray = replaced(one, ("candidates", 0, "paid_by"), "nothing")
    with pytest.raises(ScenarioError):
        removed(astray, ("candidates", 0, "ways_of_paying", 0))


def test_a_line_that_a_grant_names_alone_stays_and_goes_from_a_list_of_several(scenario):
    grown = added(scenario, ("candidates", 0, "lines"), "One", "investment")
    grown = added(grown, ("candidates", 0, "lines"), "Two", "investment")
    grown = added(grown, ("candidates", 0, "lines"), "Grant", "grant")
    lines = grown.candidates[0].lines
    grant, two = len(lines) - 1, len(lines) - 2
    named = (lines[two - 1].id, lines[two].id)
    both = replaced(grown, ("candidates", 0, "lines", grant, "of"), named)
    after = removed(both, ("candidates", 0, "lines", two))
    assert after.candidates[0].lines[-1].of == named[:1]
    assert uses(after, ("candidates", 0, "lines", two - 1)) == (("candidates", 0, "lines", grant - 1, "of"),)


def test_the_last_investment_that_is_hired_stays(scenario):
    lines = scenario.candidates[0].lines
    bought = next(line.id for line in lines if line.kind == "investment")
    running = next((line.id for line in lines if line.kind == "running_cost"), None)
    grown = scenario
    if running is None:
        grown = added(scenario, ("candidates", 0, "lines"), "Running", "running_cost")
        running = grown.candidates[0].lines[-1].id
    grown = added(grown, ("candidates", 0, "ways_of_paying"), "", "rent")
    rent = len(grown.candidates[0].ways_of_paying) - 1
    hired = replaced(grown, ("candidates", 0, "ways_of_paying", rent, "replaces"), (bought, running))
    place = ("candidates", 0, "lines", position(hired.candidates[0].lines, bought))
    assert ("candidates", 0, "ways_of_paying", rent, "replaces") in uses(hired, place)
    after = removed(hired, ("candidates", 0, "lines", position(hired.candidates[0].lines, running)))
    assert after.candidates[0].ways_of_paying[rent].replaces == (bought,)


def test_what_averts_a_line_of_doing_nothing_goes_with_it(scenario):
    line = scenario.do_nothing.lines[0].id
    averting = replaced(scenario, ("candidates", 0, "averts"), ({"line": line, "share": "0.5"},))
    after = removed(averting, ("do_nothing", "lines", 0))
    assert after.candidates[0].averts == ()
    assert "averted_unknown" not in codes(after)


def test_a_candidate_goes_with_its_correlations(scenario):
    assert any("cobot." in name for each in scenario.correlations for name in each.between)
    after = removed(scenario, ("candidates", 0))
    assert after.candidates == ()
    assert not any("cobot." in name for each in after.correlations for name in each.between)
    assert "correlation_unknown" not in codes(after)


def test_what_is_not_there_is_an_error_of_the_caller(scenario):
    with pytest.raises(LookupError):
        removed(scenario, ("candidates", 9))

"""A scenario begun from templates: whole, without idle figures, each candidate with random numbers of its own."""

from __future__ import annotations

from itertools import combinations

import pytest

from roitool.errors import ScenarioError
from roitool.evaluate.run import problems_of
from roitool.scenario.beginning import begun
from roitool.scenario.data import company_frame, template, template_ids
from roitool.scenario.idle import without_idle_figures
from roitool.scenario.renaming import streams_of
from roitool.scenario.scenario import Scenario


def errors(scenario: Scenario) -> list[str]:
    return [problem.code for problem in problems_of(scenario) if problem.severity == "error"]


@pytest.mark.parametrize("name", template_ids())
def test_every_template_makes_a_scenario_that_can_be_decided(name: str) -> None:
    scenario = begun([name], "2027-03")
    assert errors(scenario) == []
    assert scenario.start == "2027-03"
    assert scenario.horizon_years == max(company_frame().horizon_years, template(name).horizon_years)
    assert without_idle_figures(scenario) == scenario
    (candidate,) = scenario.candidates
    assert candidate.template == candidate.id == name
    assert all(item.evidence.by == "reference" for item in (*scenario.inputs, *candidate.inputs))


@pytest.mark.parametrize("pair", list(combinations(template_ids(), 2)), ids="-".join)
def test_any_two_templates_go_together(pair: tuple[str, str]) -> None:
    assert errors(begun(pair, "2027-03")) == []


def test_one_template_twice_gives_two_candidates_that_draw_apart() -> None:
    scenario = begun(["cobot_cell", "mes", "cobot_cell"], "2027-03")
    one, _, other = scenario.candidates
    assert errors(scenario) == []
    assert (one.id, other.id, other.template) == ("cobot_cell", "cobot_cell_2", "cobot_cell")
    assert (one.title.nl, other.title.nl) == ("Cobot", "Cobot 2")
    assert set(streams_of(one)).isdisjoint(streams_of(other))
    assert [item.quantity for item in one.inputs] == [item.quantity for item in other.inputs]
    between = [pair.between for pair in scenario.correlations]
    assert ("cobot_cell.overrun", "cobot_cell.delay_share") in between
    assert ("cobot_cell_2.overrun", "cobot_cell_2.delay_share") in between
    # What is shared is there once.
    assert len({item.id for item in scenario.inputs}) == len(scenario.inputs)


def test_many_templates_have_one_title_that_fits_on_its_line() -> None:
    many = [name for name in template_ids()[:15] for _ in range(2)]
    scenario = begun(many, "2027-03")
    assert errors(scenario) == []
    assert len(scenario.candidates) == len(many)
    for title in (scenario.title.nl, scenario.title.en):
        assert 100 < len(title) <= 200
        assert title.endswith("…")
    assert begun(["erp", "mes"], "2027-03").title.en == "ERP, MES"


@pytest.mark.parametrize(
    ("names", "start", "code", "place"),
    [
        (["moonshot"], "2027-03", "template_unknown", ()),
        (["erp"], "next year", "pattern", ("start",)),
        (["erp"], "2027-13", "pattern", ("start",)),
        (["erp"] * 31, "2027-03", "too_many", ("candidates",)),
    ],
)
def test_what_cannot_be_begun_is_refused(names: list[str], start: str, code: str, place: tuple[str, ...]) -> None:
    with pytest.raises(ScenarioError) as refused:
        begun(names, start)
    assert (code, place) in {(problem.code, problem.place) for problem in refused.value.problems}

"""A new scenario from templates: what is named comes, in its order, and nothing that no line needs."""

from __future__ import annotations

import pytest

from roitool.errors import ScenarioError
from roitool.scenario.base import Translated
from roitool.scenario.beginning import begun
from roitool.scenario.data import company_frame, template, template_ids
from roitool.scenario.references import names_in


def refused(names: list[str], start: str) -> list[tuple[object, str]]:
    with pytest.raises(ScenarioError) as error:
        begun(names, start)
    return [(problem.place, problem.code) for problem in error.value.problems]


def test_candidates_come_in_the_order_in_which_templates_are_named() -> None:
    scenario = begun(["cobot_cell", "cyber_baseline", "cobot_cell", "cobot_cell"], "2027-03")

    assert [candidate.id for candidate in scenario.candidates] == [
        "cobot_cell",
        "cyber_baseline",
        "cobot_cell_2",
        "cobot_cell_3",
    ]
    assert scenario.candidates[0] == template("cobot_cell").candidate
    assert [candidate.template for candidate in scenario.candidates].count("cobot_cell") == 3
    assert scenario.title == Translated(
        nl="Cobot, Cyberbasis, Cobot 2, Cobot 3", en="Cobot, Cyber basics, Cobot 2, Cobot 3"
    )


def test_each_of_two_has_the_correlations_of_its_template() -> None:
    found = begun(["cobot_cell", "cobot_cell"], "2027-03").correlations
    wanted = template("cobot_cell").correlations

    of_the_second = [pair for pair in found if pair.between[0].startswith("cobot_cell_2.")]
    assert [pair.rank_correlation for pair in of_the_second] == [pair.rank_correlation for pair in wanted]
    assert [name.replace("cobot_cell_2.", "cobot_cell.") for pair in of_the_second for name in pair.between] == [
        name for pair in wanted for name in pair.between
    ]


def test_what_happens_anyway_is_there_once() -> None:
    scenario = begun(["cyber_baseline", "cyber_baseline"], "2027-03")

    assert [line.id for line in scenario.do_nothing.lines] == ["cyber_incident"]
    assert [candidate.averts[0].line for candidate in scenario.candidates] == ["cyber_incident"] * 2
    assert [figure.id for figure in scenario.inputs].count("cyber_incident_cost") == 1


def test_shared_figures_that_nothing_rests_on_stay_behind() -> None:
    frame, scenario = company_frame(), begun(["cyber_baseline"], "2027-03")

    shared = {figure.id for figure in scenario.inputs}
    assert {"opening_cash", "hour_margin", "office_hour_cost", "own_cash_flow"} <= shared
    assert {"order_lines", "energy_cost", "hired_hour_cost"}.isdisjoint(shared)
    assert {"order_lines", "energy_cost", "hired_hour_cost"} <= {figure.id for figure in frame.inputs}
    named = {name for pair in scenario.correlations for name in pair.between if "." not in name}
    assert named <= shared


def test_it_looks_as_far_ahead_as_the_longest_of_them_needs() -> None:
    assert begun(["cobot_cell"], "2027-03").horizon_years == 8
    assert begun(["cobot_cell", "connected_product_service"], "2027-03").horizon_years == 12


def test_other_investments_are_those_of_the_year_of_decision_and_the_next() -> None:
    scenario = begun(["cobot_cell"], "2029-11")

    assert scenario.start == "2029-11"
    assert [(item.year, names_in(item.amount)) for item in scenario.company.other_investments] == [
        (2029, {"other_investments"}),
        (2030, {"other_investments"}),
    ]


def test_a_title_of_many_names_the_first_and_fits() -> None:
    title = begun([*template_ids()[:5] * 3], "2027-03").title

    assert isinstance(title, Translated)
    assert all(150 < len(text) <= 200 and text.endswith(" …") for text in (title.nl, title.en))


def test_what_it_cannot_begin_from_is_told() -> None:
    assert refused(["cobot_cell", "steam_engine"], "2027-03") == [((), "template_unknown")]
    assert [code for _, code in refused(["cobot_cell"], "spring")] == ["pattern"]

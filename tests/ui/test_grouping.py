"""Under which heading a figure stands."""

from __future__ import annotations

import pytest

from roitool.scenario.editing import replaced
from tests.scenario.documents import document, figure, scenario_of
from ui.pages.page import COMPANY, NOTHING, SHARED, Page
from ui.panels.grouping import grouped, heading_at, page_of_place

PAGES = (Page("candidate"), COMPANY, SHARED, NOTHING)


def heading_of(scenario):
    return {
        figure.item.id: heading
        for page in PAGES
        for heading, figures in grouped(scenario, page).items()
        for figure in figures
    }


def test_a_figure_stands_where_the_lines_that_use_it_say(cobot):
    headings = heading_of(cobot)
    assert headings["arm_price"] == "costs"
    assert headings["overrun"] == "costs"
    assert headings["cashable_share"] == "brings"
    assert headings["ramp_months"] == "when"
    assert headings["failure_chance"] == "risks"
    assert headings["breakdown_cost"] == "risks"
    assert headings["loan_rate"] == "paying"
    assert headings["wage_growth"] == "shared"


@pytest.mark.parametrize(
    ("place", "heading"),
    [
        (("lines", 6, "share"), "tax"),
        (("lines", 6, "cap"), "tax"),
        (("lines", 6, "chance"), "risks"),
        (("lines", 6, "repaid_on_failure"), "risks"),
        (("lines", 6, "month"), "when"),
        (("lines", 5, "share"), "costs"),
        (("lines", 7, "placed"), "brings"),
        (("lines", 7, "fee"), "brings"),
        (("lines", 7, "second_life"), "brings"),
        (("lines", 7, "build_cost"), "costs"),
        (("lines", 7, "service"), "costs"),
        (("lines", 7, "lost_margin"), "costs"),
        (("lines", 7, "churn_per_year"), "risks"),
        (("lines", 7, "uptime", "achieved"), "risks"),
        (("stop_loss",), "risks"),
        (("ways_of_paying", 2, "down_payment"), "paying"),
        (("ways_of_paying", 3, "fee"), "paying"),
        (("ways_of_paying", 4, "start"), "paying"),
    ],
)
def test_a_figure_of_a_grant_a_fleet_or_a_lease_stands_where_an_owner_looks_for_it(place, heading):
    whole = document()
    whole["candidates"][0]["inputs"].append(figure("typed", {"kind": "fixed", "value": 0.5}, "cobot.typed"))
    scenario = replaced(scenario_of(whole), ("candidates", 0, *place), "typed")
    assert heading_of(scenario)["typed"] == heading


def test_a_problem_of_a_whole_line_stands_where_its_figures_do():
    scenario = scenario_of(document())
    assert heading_at(scenario, ("candidates", 0, "lines", 6)) == "tax"
    assert heading_at(scenario, ("candidates", 0, "lines", 6, "of", 1)) == "tax"
    assert heading_at(scenario, ("candidates", 0, "ways_of_paying", 3, "replaces", 0)) == "paying"
    assert heading_at(scenario, ("company", "commitments", 0, "month")) == "company"


def test_a_figure_is_followed_through_derived_figures(cobot):
    headings = heading_of(cobot)
    assert headings["welding_hours"] == "brings"
    assert headings["delay_share"] == "when"


def test_every_figure_stands_on_one_page_under_one_heading(cobot, sensors):
    for scenario in (cobot, sensors):
        shown = [figure.item for page in PAGES for figures in grouped(scenario, page).values() for figure in figures]
        assert len(shown) == len({item.id for item in shown})
        assert set(shown) == {*scenario.inputs, *scenario.candidates[0].inputs}


def test_a_shared_figure_stands_with_the_company_where_that_uses_it(cobot):
    headings = heading_of(cobot)
    assert headings["opening_cash"] == "company"
    assert headings["wage_growth"] == "shared"


def test_a_figure_of_doing_nothing_alone_stands_there():
    whole = document()
    whole["inputs"].append(figure("lost_order", {"kind": "fixed", "value": 5.0}, "lost_order"))
    whole["do_nothing"]["lines"][0]["amount"] = "-lost_order"
    scenario = scenario_of(whole)
    position = len(scenario.inputs) - 1
    assert heading_of(scenario)["lost_order"] == "nothing"
    assert page_of_place(scenario, ("inputs", position, "quantity", "value")) == NOTHING

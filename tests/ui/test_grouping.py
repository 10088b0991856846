"""Under which heading a figure stands."""

from __future__ import annotations

from ui.panels.grouping import grouped


def heading_of(scenario):
    return {figure.item.id: heading for heading, figures in grouped(scenario, 0) for figure in figures}


def test_a_figure_stands_where_the_lines_that_use_it_say(cobot):
    headings = heading_of(cobot)
    assert headings["arm_price"] == "costs"
    assert headings["overrun"] == "costs"
    assert headings["cashable_share"] == "brings"
    assert headings["ramp_months"] == "when"
    assert headings["failure_chance"] == "risks"
    assert headings["breakdown_cost"] == "risks"
    assert headings["loan_rate"] == "paying"
    assert headings["wage_growth"] == "company"


def test_a_figure_is_followed_through_derived_figures(cobot):
    headings = heading_of(cobot)
    assert headings["welding_hours"] == "brings"
    assert headings["delay_share"] == "when"


def test_every_figure_stands_under_one_heading(cobot, sensors):
    for scenario in (cobot, sensors):
        shown = [figure.item for _, figures in grouped(scenario, 0) for figure in figures]
        assert len(shown) == len({item.id for item in shown})
        assert set(shown) == {*scenario.inputs, *scenario.candidates[0].inputs}


def test_a_scenario_without_candidates_shows_its_shared_figures(cobot):
    ((heading, figures),) = grouped(cobot, None)
    assert heading == "company"
    assert [figure.item for figure in figures] == list(cobot.inputs)

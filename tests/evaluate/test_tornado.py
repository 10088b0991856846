"""The swings of a candidate, against sums that can be done by hand."""

from __future__ import annotations

import pytest

from roitool.evaluate.tornado import tornado
from roitool.scenario.data import example_bytes
from roitool.scenario.file import scenario_from_bytes
from tests.builder import line, monthly, scenario_of

EVEN = {"kind": "uniform", "minimum": 100.0, "maximum": 200.0}
FIGURES = {"saved": EVEN, "works": {"kind": "chance", "probability": 0.7}, "fixed": 5, "unused": EVEN}
LINES = (line("investment", "3000"), monthly("saving", "saved * works"))


def found(*lines, **choices):
    """Return the NPVs at the low and the high end by what is moved, and that of the base case."""
    scenario = scenario_of(*lines, **choices)
    names = [figure.id for figure in scenario.candidates[0].inputs]
    made = tornado(scenario, 0)
    swings = {
        names[swing.place[-1]] if swing.what == "figure" else swing.what: (swing.npv_low, swing.npv_high)
        for swing in made.swings
    }
    return swings, made.base


def test_each_figure_goes_from_its_p10_to_its_p90_and_the_rest_stays_in_the_base_case():
    swings, base = found(*LINES, figures=FIGURES)
    assert base == pytest.approx(24 * 150 - 3000)
    assert swings["saved"] == pytest.approx((24 * 110 - 3000, 24 * 190 - 3000))


def test_a_chance_happens_or_does_not_and_the_widest_swing_stands_first():
    swings, base = found(*LINES, figures=FIGURES)
    assert list(swings) == ["works", "saved"]
    assert swings["works"] == pytest.approx((-3000, base))


def test_complete_failure_happens_or_does_not_whatever_its_chance():
    failure = {"chance": "0.1", "found_out_month": "6", "exit_cost": "500", "stream": "failing"}
    swings, base = found(*LINES, figures=FIGURES, failure=failure)
    assert swings["failure"] == pytest.approx((base, -3500))


@pytest.mark.parametrize(("how_often", "times"), [("once", 1), ("yearly", 2)])
def test_an_event_happens_once_or_every_year(how_often, times):
    fire = {"id": "fire", "label": "Fire", "chance": "0.2", "how_often": how_often, "cost": "700", "stream": "fire"}
    swings, base = found(*LINES, figures=FIGURES, events=(fire,), timing=("0", "0", "2"))
    assert swings["event"] == pytest.approx((base, base - 700 * times))


def test_what_cannot_happen_has_no_swing():
    fire = {"id": "fire", "label": "Fire", "chance": "0", "how_often": "yearly", "cost": "700", "stream": "fire"}
    swings, _ = found(*LINES, figures=FIGURES, events=(fire,))
    assert "event" not in swings


def test_the_overrun_is_moved_as_it_is_drawn_and_the_base_case_is_that_of_the_answer():
    excess = {"kind": "uniform", "minimum": 0.0, "maximum": 0.5}
    swings, base = found(*LINES, figures=FIGURES | {"excess": excess}, overrun="excess")
    assert swings["excess"] == pytest.approx((base + 3000 * 0.2, base - 3000 * 0.2))


def test_shared_figures_move_every_candidate_that_uses_them():
    scenario = scenario_from_bytes(example_bytes("three-candidates"))
    for position in range(3):
        places = [swing.place for swing in tornado(scenario, position).swings]
        assert any(place[0] == "inputs" for place in places)
        assert all(place[:2] == ("candidates", position) for place in places if place[0] == "candidates")


def test_a_figure_that_makes_a_formula_unusable_at_one_end_has_no_swing_and_the_others_keep_theirs():
    """Below 120 a month, as in one of ten futures, there is nothing left to divide by."""
    lines = (line("investment", "3000"), monthly("saving", "saved / max(works - 120, 0)"))
    swings, base = found(*lines, figures={"saved": EVEN, "works": EVEN})
    assert base == pytest.approx(24 * 150 / 30 - 3000)
    assert list(swings) == ["saved"]
    assert swings["saved"] == pytest.approx((24 * 110 / 30 - 3000, 24 * 190 / 30 - 3000))

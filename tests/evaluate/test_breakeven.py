"""Where a figure turns the answer, against algebra."""

from __future__ import annotations

import math

import pytest

from roitool.evaluate import breakeven, evaluate
from roitool.evaluate.breakeven import break_evens
from roitool.evaluate.drawn import uncertain_figures
from roitool.monitor import Cancelled, Monitor
from roitool.scenario.beginning import begun
from roitool.scenario.data import example_bytes
from roitool.scenario.editing import replaced
from roitool.scenario.file import scenario_from_bytes
from tests.builder import line, monthly, scenario_of

SAVED = {"kind": "uniform", "minimum": 100.0, "maximum": 300.0}
PRICE = {"kind": "uniform", "minimum": 3000.0, "maximum": 8000.0}
LINES = (line("investment", "price"), monthly("saving", "saved"))


def found(*lines, **choices):
    """Return the break-even values by the id of the figure."""
    scenario = scenario_of(*lines, **choices)
    ids = [figure.id for figure in scenario.candidates[0].inputs]
    return {ids[each.place[-1]]: each for each in break_evens(scenario, 0)}


def test_a_price_may_rise_until_it_is_all_that_is_saved_on_average():
    figures = found(*LINES, figures={"saved": SAVED, "price": PRICE})
    # 24 months of 200 on average, and 24 months of what the price is on average, 5 500.
    assert figures["price"].no_gain.value == pytest.approx(24 * 200.0, abs=4 * figures["price"].no_gain.se)
    assert figures["saved"].no_gain.value == pytest.approx(5500 / 24, abs=4 * figures["saved"].no_gain.se)
    assert (figures["price"].today, figures["saved"].today) == (5500.0, 200.0)
    assert (figures["price"].gains_above, figures["saved"].gains_above) == (False, True)


def test_the_payback_wish_is_met_where_the_wished_share_comes_back_in_time():
    wish = {"payback_years": 1.0, "chance_payback": 0.6, "chance_npv": 0.75, "added_short": 0.02}
    figures = found(
        line("investment", "2400"),
        monthly("saving", "saved * share"),
        figures={"saved": SAVED, "share": {"kind": "uniform", "minimum": 0.5, "maximum": 1.5}},
        whole={"thresholds": wish},
    )
    # 200 a month are wanted; six of ten futures save 180 or more.
    exact = 200 / 180
    assert figures["share"].in_time.value == pytest.approx(exact, abs=4 * figures["share"].in_time.se + 0.01)


def test_where_no_value_turns_the_answer_there_is_none():
    figures = found(line("investment", "100000"), monthly("saving", "saved"), figures={"saved": SAVED, "unused": PRICE})
    assert (figures["saved"].no_gain, figures["saved"].in_time) == (None, None)
    assert "unused" not in figures


def test_figures_with_separate_values_are_left_out():
    figures = {"saved": SAVED, "works": {"kind": "chance", "probability": 0.5}}
    assert list(found(line("investment", "2000"), monthly("saving", "saved * works"), figures=figures)) == ["saved"]


def test_a_course_that_bends_is_followed():
    figures = found(
        line("investment", "4800"),
        monthly("saving", "100 * growth ** (1 + 1)"),
        figures={"growth": {"kind": "uniform", "minimum": 0.0, "maximum": 3.0}},
    )
    # 100 v^2 a month for 24 months are 4 800.
    assert figures["growth"].no_gain.value == pytest.approx(2**0.5, rel=0.02)


def test_where_the_course_jumps_the_answer_turns_at_the_jump():
    """Up to an overrun of a half it brings 900 or more; beyond, it is stopped at 1 500 spent, however far beyond."""
    figures = found(
        line("investment", "1000"),
        monthly("saving", "100"),
        figures={"excess": {"kind": "uniform", "minimum": 0.0, "maximum": 3.0}},
        overrun="excess",
        stop_loss="0.5",
    )
    assert figures["excess"].no_gain.value == pytest.approx(0.5, abs=0.001)


def test_a_start_may_be_late_until_what_is_left_pays_no_more_than_was_spent():
    figures = found(
        line("investment", "12 * 100"),
        monthly("saving", "saved"),
        figures={"saved": SAVED, "late": {"kind": "uniform", "minimum": 0.0, "maximum": 20.0}},
        timing=("late", "0", "30"),
    )
    # 200 a month from the month in which it begins to the 24th.
    assert figures["late"].no_gain.value == pytest.approx(24 - 6, abs=4 * figures["late"].no_gain.se + 0.2)


def test_no_value_is_told_that_nobody_expects_of_the_figure():
    """Where the mean is near nothing, all futures may put the turn beyond where the first of them saw it."""
    scenario = begun(["printing_polymer"], "2026-07")
    drawn = dict(uncertain_figures(scenario, 0))
    turnings = break_evens(scenario, 0)
    for turning in turnings:
        low, high = (drawn[turning.place].quantity.quantile(part) for part in (0.001, 0.999))
        assert all(low <= each.value <= high for each in (turning.no_gain, turning.in_time) if each is not None)
    assert any(turning.no_gain is not None for turning in turnings)


def test_with_a_figure_fixed_there_the_program_finds_a_mean_of_nothing():
    scenario = scenario_from_bytes(example_bytes("welding-cobot"))
    place = ("candidates", 0, "inputs", 10)
    (turning,) = break_evens(scenario, 0, [place])
    fixed = replaced(scenario, (*place, "quantity"), {"kind": "fixed", "value": turning.no_gain.value})
    npv = evaluate(fixed, settle=False).candidates[0].npv.mean
    assert abs(npv.value) < 200


def test_a_figure_of_the_company_and_one_of_the_candidate_turn_it_alike_alone_and_among_others():
    scenario = scenario_from_bytes(example_bytes("welding-cobot"))
    together = break_evens(scenario, 0)
    assert {each.place[0] for each in together if each.no_gain is not None} == {"inputs", "candidates"}
    for turning in together:
        if turning.no_gain is not None:
            (alone,) = break_evens(scenario, 0, [turning.place])
            assert alone.no_gain.value == pytest.approx(turning.no_gain.value, rel=1e-9)


def test_somebody_may_stop_it():
    monitor = Monitor()
    monitor.cancel()
    with pytest.raises(Cancelled):
        break_evens(scenario_from_bytes(example_bytes("welding-cobot")), 0, monitor=monitor)


@pytest.mark.parametrize("name", ["welding-cobot", "machine-sensors", "robot-rented-or-bought"])
def test_a_first_look_at_few_futures_leaves_out_only_what_turns_nothing(name, monkeypatch):
    scenario = scenario_from_bytes(example_bytes(name))
    quick = break_evens(scenario, 0)
    monkeypatch.setattr(breakeven, "SURE", math.inf)
    assert break_evens(scenario, 0) == quick

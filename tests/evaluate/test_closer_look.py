"""What a report tells beyond the answer, held against what can be worked out by hand."""

from __future__ import annotations

import math

import pytest

from roitool.evaluate import evaluate
from roitool.evaluate.closer_look import closer_look
from tests.builder import line, scenario_of

EVENT = {"id": "hack", "label": "Hack", "chance": "0.25", "how_often": "once", "cost": "damage", "stream": "hack"}


def looked_at(*lines, **choices):
    return closer_look(evaluate(scenario_of(*lines, **choices), 1, settle=False), 0)


def test_low_and_high_of_a_line_are_what_one_in_ten_futures_lie_beyond():
    look = looked_at(
        line("investment", "price + price"),
        line("saving", "1000"),
        figures={"price": {"kind": "uniform", "minimum": 100, "maximum": 200}},
    )
    spread = look.amounts["investment"]
    assert (spread.low, spread.high) == (pytest.approx(220, abs=1), pytest.approx(380, abs=1))
    assert spread.likely == pytest.approx(300)
    certain = look.amounts["saving"]
    assert certain.low == certain.likely == certain.high == 1000


def test_a_line_without_an_amount_has_no_spread():
    look = looked_at(line("revenue", "1000"), {"kind": "working_capital", "id": "stock", "label": "S", "share": "0.1"})
    assert set(look.amounts) == {"revenue"}


def test_what_a_failure_leaves_is_the_mean_over_the_futures_in_which_it_never_works():
    look = looked_at(
        line("investment", "1000"),
        line("saving", "5000"),
        failure={"chance": "0.2", "found_out_month": "3", "exit_cost": "50", "stream": "failing"},
    )
    assert look.failed.value == pytest.approx(-1050)
    assert math.isnan(look.stopped.value)


def test_an_event_is_counted_where_it_happens_and_its_cost_each_time():
    look = looked_at(
        line("investment", "1000"),
        line("saving", "5000"),
        figures={"damage": {"kind": "uniform", "minimum": 100, "maximum": 200}},
        events=[EVENT],
        timing=("0", "0", "2"),
    )
    (found,) = look.misfortunes
    low, high = found.struck.interval()
    assert low <= 0.25 <= high
    assert (found.cost.low, found.cost.high) == (pytest.approx(110, abs=2), pytest.approx(190, abs=2))
    assert found.stops_months.high == 0


def test_an_event_that_never_happens_has_the_cost_that_was_stated():
    look = looked_at(
        line("investment", "1000"), line("saving", "5000"), events=[EVENT | {"chance": "0", "cost": "700"}]
    )
    (found,) = look.misfortunes
    assert found.struck.value == 0
    assert found.cost.low == found.cost.high == 700


def test_the_figure_that_spreads_the_outcome_most_comes_first_and_tells_which_way_it_works():
    spread = {"kind": "uniform", "minimum": 100, "maximum": 200}
    look = looked_at(
        line("investment", "price"),
        line("one_off", "trouble + trouble + trouble"),
        line("saving", "5000"),
        figures={"price": spread, "trouble": spread},
    )
    first, second = look.weights
    assert [weight.place[-1] for weight in (first, second)] == [1, 0]
    assert first.share.value == pytest.approx(0.9, abs=0.02)
    assert second.share.value == pytest.approx(0.1, abs=0.02)
    assert first.correlation.value < second.correlation.value < 0


def test_where_nothing_is_uncertain_nothing_weighs_and_nothing_gets_dearer():
    look = looked_at(line("investment", "1000"), line("saving", "5000"))
    assert look.weights == ()
    assert look.dearer.value == 0

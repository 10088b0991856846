"""Two figures at a time, against sums that can be done by hand."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

import numpy as np
import pytest

from roitool.evaluate.drawn import uncertain_figures
from roitool.evaluate.tornado import tornado
from roitool.evaluate.two_way import QUANTILES, TOGETHER, two_way
from roitool.monitor import Cancelled, Monitor
from roitool.scenario.data import example_bytes
from roitool.scenario.file import scenario_from_bytes
from tests.builder import line, monthly, scenario_of

EVEN = {"kind": "uniform", "minimum": 100.0, "maximum": 200.0}
SCENARIO = scenario_of(
    line("investment", "price"),
    monthly("saving", "hours * rate"),
    figures={"hours": EVEN, "rate": {"kind": "uniform", "minimum": 0.0, "maximum": 10.0}, "price": EVEN},
)
HOURS, RATE, PRICE = (("candidates", 0, "inputs", at) for at in range(3))


def test_each_cell_is_the_base_case_with_both_figures_at_their_values():
    (found,) = two_way(SCENARIO, 0, (HOURS, RATE))
    for hours, row in zip(found.values_of_one, found.present, strict=True):
        for rate, present in zip(found.values_of_other, row, strict=True):
            assert present == pytest.approx(24 * hours * rate - 150)
    assert found.values_of_one == pytest.approx([100 + 100 * part for part in QUANTILES])


def test_the_middle_row_and_column_end_where_the_tornado_does():
    (found,) = two_way(SCENARIO, 0, (HOURS, RATE))
    swings = {swing.place: swing for swing in tornado(SCENARIO, 0).swings}
    middle = [row[2] for row in found.present]
    assert (middle[0], middle[-1]) == pytest.approx((swings[HOURS].npv_low, swings[HOURS].npv_high))
    assert (found.present[2][0], found.present[2][-1]) == pytest.approx((swings[RATE].npv_low, swings[RATE].npv_high))


def test_every_two_have_a_table_that_can_be_read_both_ways():
    found = two_way(SCENARIO, 0, (HOURS, RATE, PRICE))
    assert [(each.one, each.other) for each in found] == [(HOURS, RATE), (HOURS, PRICE), (RATE, PRICE)]
    turned = found[0].turned()
    assert (turned.one, turned.values_of_other) == (RATE, found[0].values_of_one)
    assert turned.present[1][3] == found[0].present[3][1]
    assert turned.turned() == found[0]


def test_two_figures_that_make_a_formula_unusable_together_have_no_table():
    zero = {"kind": "uniform", "minimum": 0.0, "maximum": 1.0}
    scenario = scenario_of(
        line("investment", "3000"),
        monthly("saving", "third / max(one - other, 0)"),
        figures={"one": zero | {"minimum": 0.5, "maximum": 1.5}, "other": zero, "third": EVEN},
    )
    places = [("candidates", 0, "inputs", at) for at in range(3)]
    assert [(each.one[-1], each.other[-1]) for each in two_way(scenario, 0, places)] == [(0, 2), (1, 2)]


def test_it_is_broken_off_when_nobody_waits_for_it():
    monitor = Monitor()
    monitor.cancel()
    with pytest.raises(Cancelled):
        two_way(SCENARIO, 0, (HOURS, RATE), monitor)


def test_tables_that_are_worked_out_at_once_are_those_worked_out_one_by_one():
    scenario = scenario_from_bytes(example_bytes("welding-cobot"))
    places = [place for place, figure in uncertain_figures(scenario, 0) if not figure.quantity.discrete]
    found = two_way(scenario, 0, places)
    assert len(found) == len(places) * (len(places) - 1) // 2 > TOGETHER
    for table in found[:: len(found) // 20]:
        (alone,) = two_way(scenario, 0, (table.one, table.other))
        assert replace(alone, present=table.present) == table
        assert np.allclose(alone.present, table.present, rtol=1e-9)


def test_among_many_only_those_that_cannot_be_calculated_are_left_out():
    zero = {"kind": "uniform", "minimum": 0.0, "maximum": 1.0}
    others = {f"other_{number}": EVEN for number in range(6)}
    scenario = scenario_of(
        line("investment", "3000"),
        monthly("saving", "(" + " + ".join(others) + ") / max(one - another, 0)"),
        figures={**others, "one": zero | {"minimum": 0.5, "maximum": 1.5}, "another": zero},
    )
    places = [("candidates", 0, "inputs", at) for at in range(8)]
    found = {(table.one, table.other) for table in two_way(scenario, 0, places)}
    assert found == {*combinations(places, 2)} - {(places[6], places[7])}

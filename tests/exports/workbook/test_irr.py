"""The internal rate of return in a workbook: the program's where there is one, else a word."""

from __future__ import annotations

import io

import numpy as np
import openpyxl
import pytest

from roitool.measures import internal_rate, internal_rates
from roitool.scenario.beginning import begun
from roitool.scenario.data import example_bytes, example_names, template_ids
from roitool.scenario.file import scenario_from_bytes
from tests.builder import line, scenario_of
from tests.exports.workbook.changing import flows_of, typed_over
from tests.exports.workbook.recalculated import CHECKS_TOTAL, calculated, differing, made, row_of
from tests.second.generator import random_scenario


def dug_up(outlay=3600.0):
    """Return a scenario that pays, earns, and pays again: a year each of +10 000 and -10 000 after the outlay."""
    return scenario_of(
        line("one_off", "outlay"),
        line("revenue", "10000"),
        line("running_cost", "clearing", start="12"),
        figures={"outlay": outlay, "clearing": 20000},
        timing=("0", "0", "2"),
        whole={"horizon_years": 2},
    )


def rate_of(data, book=None, column=3):
    """Return what stands for the IRR: kept in the file, or calculated anew."""
    row = row_of(data, "Measures", "internal rate of return (IRR)")
    if book is not None:
        return book.get_value("Measures", row, column)
    return openpyxl.load_workbook(io.BytesIO(data), data_only=True)["Measures"].cell(row, column).value


def programs(scenario, candidate=0):
    """Return the program's rate, with infinities where it has none."""
    return float(internal_rates(np.array(flows_of(scenario, candidate))[:, np.newaxis], 12).ranked[0])


def apart(scenario):
    """Return how far two rates lie from each other."""
    low, high = internal_rate(flows_of(scenario), 12).roots
    return high - low


def told(rate):
    if np.isnan(rate):
        return None
    return rate if np.isfinite(rate) else "only gain" if rate > 0 else "only loss"


def every_one():
    for name in example_names():
        yield pytest.param(scenario_from_bytes(example_bytes(name)), id=name)
    for name in template_ids():
        yield pytest.param(begun([name], "2026-06"), id=name)
    for seed in range(5):
        yield pytest.param(random_scenario(seed), id=str(seed))


@pytest.mark.parametrize("scenario", list(every_one()))
def test_the_rate_that_is_kept_is_the_programs(scenario):
    data = made(scenario)
    for candidate in range(len(scenario.candidates)):
        kept, expected = rate_of(data, column=3 + candidate), told(programs(scenario, candidate))
        if isinstance(expected, float):
            assert kept == pytest.approx(expected, rel=1e-9)
        else:
            assert expected is None or kept == expected


def test_several_rates_are_a_word_with_their_number():
    data = made(dug_up())
    assert rate_of(data) == "several (2)"
    assert differing(data) == []


def test_two_rates_close_to_each_other_are_still_two():
    scenario = next(each for each in map(dug_up, range(3600, 4000)) if apart(each) < 0.3)
    data = made(scenario)
    assert rate_of(data) == "several (2)"
    assert differing(data) == []


CHANGED = [
    ({"outlay": 9000, "clearing": 10000}, float),
    ({"outlay": 9999}, "only loss"),
    ({"outlay": 0, "clearing": 0}, "only gain"),
    ({"outlay": 3500, "clearing": 21000}, "several (2)"),
    ({"outlay": 30000, "clearing": 10000}, "only loss"),
]


@pytest.mark.parametrize(("changes", "expected"), CHANGED, ids=str)
def test_with_changed_figures_the_rate_is_the_programs(changes, expected):
    scenario = dug_up()
    data = made(scenario)
    book, changed = typed_over(data, scenario, changes)
    found, program = rate_of(data, book), programs(changed)
    if expected is float:
        assert found == pytest.approx(program, rel=1e-9)
    else:
        assert found == expected
        assert told(program) in {None, expected}
    assert book.get_value(*CHECKS_TOTAL) == 0


@pytest.mark.parametrize("earned", [100.0, 130.0, 700.0])
def test_a_rate_that_is_one_of_the_table_is_found(earned):
    scenario = scenario_of(
        line("one_off", "outlay"),
        line("revenue", "earned"),
        figures={"outlay": 2 * earned, "earned": earned},
        timing=("0", "0", "2"),
        whole={"horizon_years": 2},
    )
    data = made(scenario)
    assert rate_of(data) == pytest.approx(0.0, abs=1e-12)
    assert differing(data) == []


def test_no_money_at_all_has_no_rate():
    data = made(scenario_of(line("investment", "0")))
    assert rate_of(data) == "none"
    assert differing(data) == []


def test_a_picture_of_the_npv_by_rate_stands_beside_the_table():
    data = made(scenario_from_bytes(example_bytes("three-candidates")))
    charts = openpyxl.load_workbook(io.BytesIO(data))["Measures"]._charts
    assert len(charts) == 1
    assert len(charts[0].series) == 3


@pytest.mark.parametrize("changes", [{"aaa1": 0.3}, {"aaa1": 4.0}, {"aaa1": 1.0}], ids=str)
def test_the_rate_follows_a_figure_of_a_candidate_with_tax(changes):
    scenario = scenario_of(
        line("investment", "20000"),
        line("saving", "price * aaa1"),
        figures={"aaa1": 0.9, "price": 8000},
        company={"taxable_profit_per_year": "50000"},
        whole={"horizon_years": 6, "regime": {"id": "nl-2026"}},
    )
    data = made(scenario)
    book, changed = typed_over(data, scenario, changes)
    assert rate_of(data, book) == pytest.approx(programs(changed), rel=1e-9)
    assert calculated(data).get_value(*CHECKS_TOTAL) == book.get_value(*CHECKS_TOTAL) == 0

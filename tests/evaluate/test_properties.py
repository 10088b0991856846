"""What must hold in every single future, whatever the figures."""

from __future__ import annotations

import json

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from roitool.evaluate.engine import Engine
from roitool.sampling.draws import BaseCase
from roitool.scenario.file import scenario_bytes, scenario_from_bytes
from tests.builder import figure, line, monthly, opened, scenario_of
from tests.second.generator import random_scenario

WIDE = {"kind": "uniform", "minimum": 0.0, "maximum": 1000.0}


def changed(scenario, change):
    whole = json.loads(scenario_bytes(scenario))
    change(whole)
    return scenario_from_bytes(json.dumps(whole).encode())


def values(scenario):
    """Return the net present value of every candidate in the futures of one block."""
    return [outcome.npv for outcome in Engine(scenario).chunk(0, 1).candidates]


def certain(base_of):
    """Return the edit that fixes every figure at its base value and lets nothing happen by chance."""

    def fix(whole):
        for part in (whole, *whole["candidates"]):
            for item in part["inputs"]:
                item["quantity"] = {"kind": "fixed", "value": base_of[item["stream"], item["id"]]}
        whole.pop("correlations", None)
        whole["company"]["volatility"] = "0"
        for candidate in whole["candidates"]:
            candidate.pop("failure", None)
            candidate.pop("events", None)
            for granted in (each for each in candidate["lines"] if each["kind"] == "grant"):
                granted["chance"] = "0"

    return fix


@pytest.mark.parametrize("seed", range(12))
def test_a_dearer_start_never_raises_the_value_of_any_future_without_tax(seed):
    """Without tax: a deduction can make a dearer machine the cheaper one."""
    scenario = changed(random_scenario(seed), lambda whole: whole.update(regime={"id": "none"}))

    def add(whole):
        for candidate in whole["candidates"]:
            candidate["inputs"].append(figure("certain_cost", 1000, stream=f"{candidate['id']}.certain_cost"))
            candidate["lines"].append(line("one_off", "certain_cost", "certain_one_off", overruns=False))

    for before, after in zip(values(scenario), values(changed(scenario, add)), strict=True):
        scale = 1e-9 * np.abs(before).max()
        assert (after <= before - 1000 + scale).all()


@given(st.floats(0, 30), st.floats(0.01, 30), st.floats(0, 24), st.floats(0, 0.3), st.floats(0, 1))
@settings(max_examples=25)
def test_a_later_go_live_never_raises_the_value_before_tax_in_fixed_money(go_live, later, ramp, hurdle, cost):
    """True where benefits exceed running costs and the life reaches beyond the horizon."""

    def scenario(start):
        return scenario_of(
            line("investment", "5000"),
            monthly("saving", "saved + 1"),
            monthly("running_cost", "saved * cost"),
            figures={"saved": WIDE, "start": start, "ramp": 0.0, "cost": cost},
            timing=("start", "0", "30"),
            whole={"hurdle_rate": hurdle, "horizon_years": 4},
        )

    scale = 1e-6
    assert (values(scenario(go_live + later))[0] <= values(scenario(go_live))[0] + scale).all()


@given(st.floats(-0.4, 0.9), st.floats(0, 2), st.floats(0, 2))
@settings(max_examples=25)
def test_value_is_linear_in_the_amounts_where_nothing_is_taxed(hurdle, first, second):
    def value(one, other):
        scenario = scenario_of(
            line("one_off", "spent"),
            monthly("saving", "saved * one + spent * other"),
            figures={"saved": WIDE, "spent": WIDE, "one": one, "other": other},
            timing=("3.5", "7", "1.3"),
            whole={"hurdle_rate": hurdle},
        )
        return values(scenario)[0]

    nothing, one, other = value(0, 0), value(1, 0), value(0, 1)
    expected = nothing + first * (one - nothing) + second * (other - nothing)
    np.testing.assert_allclose(value(first, second), expected, rtol=1e-9, atol=1e-6)


@pytest.mark.parametrize("seed", range(10))
def test_a_scenario_that_was_saved_and_opened_again_gives_the_same_bits(seed):
    scenario = random_scenario(seed)
    for before, after in zip(values(scenario), values(opened(json.loads(scenario_bytes(scenario)))), strict=True):
        np.testing.assert_array_equal(before, after)


@pytest.mark.parametrize("seed", range(24))
def test_the_base_case_is_a_run_with_one_future_at_base_values(seed):
    """Every figure fixed at its base value, failure and events left out: each future is the base case."""
    scenario = random_scenario(seed)
    inputs = (*scenario.inputs, *(item for candidate in scenario.candidates for item in candidate.inputs))
    base_of = {(item.stream, item.id): item.quantity.base() for item in inputs}
    base, fixed = Engine(scenario), Engine(changed(scenario, certain(base_of)))
    alone, many = base.model.company(BaseCase()), fixed.model.company(fixed.sampling.chunk(0, 1))
    for position, (answer, found) in enumerate(zip(base.base(), fixed.chunk(0, 1).candidates, strict=True)):
        outcome = base.outcome(position, alone)
        scale = 1e-9 * (1 + abs(answer.investment))

        def same(calculated, expected, scale=scale):
            np.testing.assert_allclose(calculated, np.broadcast_to(expected, calculated.shape), rtol=1e-9, atol=scale)

        for name in ("npv", "payback", "equivalent_annuity", "investment"):
            same(getattr(found, name), getattr(outcome, name)[0])
        same(found.npv, answer.npv)
        for way, expected_way in zip(found.ways, outcome.ways, strict=True):
            same(way.advantage, expected_way.advantage[0], 1e-6)
        lines, expected_lines = (
            engine.model.flows(position, company, detailed=True).record.lines
            for engine, company in ((fixed, many), (base, alone))
        )
        assert lines.keys() == expected_lines.keys()
        for name, rows in lines.items():
            same(rows, expected_lines[name])

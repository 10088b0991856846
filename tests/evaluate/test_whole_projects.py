"""Whole projects whose mean and standard deviation are known exactly, and some that stand in textbooks."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from roitool.evaluate import evaluate
from roitool.measures import npv
from tests.builder import figure, money, scenario_of

CASES = json.loads((Path(__file__).parents[1] / "cases" / "projects.json").read_text(encoding="utf-8"))
SETTINGS = ("horizon_years", "hurdle_rate", "regime", "correlations")
OF_THE_CANDIDATE = ("failure", "events", "overrun", "stop_loss", "averts")


def uncertain(case):
    """Return the scenario of a case."""
    whole = {name: case[name] for name in SETTINGS if name in case}
    whole["inputs"] = [figure(name, quantity) for name, quantity in case.get("shared", {}).items()]
    return scenario_of(
        *case["lines"],
        figures=case["figures"],
        timing=tuple(case.get("timing", ("0", "0", "30"))),
        nothing=tuple(case.get("nothing", ())),
        whole=whole,
        **{name: case[name] for name in OF_THE_CANDIDATE if name in case},
    )


@pytest.mark.parametrize("case", CASES["uncertain"], ids=lambda case: case["name"])
def test_the_simulated_mean_and_spread_are_the_exact_ones_within_their_error(case):
    found = evaluate(uncertain(case)).candidates[0].npv
    assert found.mean.value == pytest.approx(case["mean"], abs=4 * found.mean.se + 1e-9 * case["sd"])
    # Whether the sum of squares is divided by n or n - 1 makes 1/2n, which can be more than the error of strata.
    assert found.sd.value == pytest.approx(case["sd"], abs=4 * found.sd.se + 1e-4 * case["sd"])
    # An error that were far too large would let anything pass: it may not exceed that of plain sampling.
    assert found.mean.se <= 2 * case["sd"] / np.sqrt(10_240)
    assert found.sd.se <= 0.05 * case["sd"]


@pytest.mark.parametrize("case", CASES["published"], ids=lambda case: case["name"])
def test_a_textbook_project_has_the_cash_flow_and_value_of_the_textbook(case):
    """Textbooks count whole years at their end; so the months of each calendar year are added up."""
    years = len(case["by_year"])
    scenario = scenario_of(
        *case["lines"],
        figures=case["figures"],
        whole={"horizon_years": years, "regime": {"id": "flat", "rate": case["tax_rate"]}},
    )
    flow = money(scenario).flows.project[:, 0]
    by_year = flow[1:].reshape(years, 12).sum(axis=1)
    assert flow[0] == pytest.approx(-case["outlay"])
    assert by_year == pytest.approx(case["by_year"])
    assert npv(case["rate"], [flow[0], *by_year]) == pytest.approx(case["npv"], abs=case["within"])


def test_every_case_names_its_source():
    assert all(case["source"] for kind in CASES.values() for case in kind)

"""Published and closed-form values of every kind of quantity."""

import json
from pathlib import Path

import pytest
from pydantic import TypeAdapter

from roitool.scenario.quantities import BaseQuantity, Quantity

CASES = json.loads((Path(__file__).parents[1] / "cases" / "distributions.json").read_text(encoding="utf-8"))
KINDS = {
    "fixed",
    "range",
    "pert",
    "triangular",
    "uniform",
    "normal",
    "truncated_normal",
    "lognormal",
    "discrete",
    "chance",
    "overrun",
    "metalog",
    "data",
}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_a_published_distribution_has_its_published_figures(case):
    quantity: BaseQuantity = TypeAdapter(Quantity).validate_json(json.dumps(case["quantity"]))
    assert quantity.problems() == ()
    checks = dict(case["checks"])
    for u, expected in checks.pop("quantiles", []):
        assert quantity.quantile(u) == pytest.approx(expected, rel=case["tolerance"], abs=case["tolerance"])
    for measure, expected in checks.items():
        assert getattr(quantity, measure)() == pytest.approx(expected, rel=case["tolerance"], abs=case["tolerance"])


def test_every_kind_has_a_published_case():
    assert {case["quantity"]["kind"] for case in CASES} == KINDS


def test_every_case_names_its_source():
    assert all(case["source"] and case["checks"] for case in CASES)

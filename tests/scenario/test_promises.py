"""Which benefits rest on a promise, and what the outside view makes of them."""

from __future__ import annotations

import pytest

from roitool.scenario.base_figures import base_figures, base_value
from roitool.scenario.outside import outside_steps
from tests.builder import line
from tests.scenario.outside_plans import outside, plan, ready, said


@pytest.mark.parametrize(
    ("by", "amount", "smaller"),
    [
        ("quote", "hours", True),
        ("guess", "hours", True),
        ("measured", "hours", True),
        ("reference", "hours", False),
        ("reference", "hours * stated", True),
        ("reference", "hours * thought", False),
        ("reference", "wage", True),
        ("reference", "60", True),
    ],
)
def test_a_benefit_rests_on_a_promise_unless_it_rests_on_a_reference(by: str, amount: str, smaller: bool) -> None:
    scenario = plan(
        said(by, "hours"),
        said("quote", "stated"),
        said("guess", "thought"),
        lines=(line("saving", amount),),
        whole={"inputs": [said("reference", "wage")]},
    )
    (benefit,) = outside(scenario).candidates[0].lines
    assert (benefit.amount != amount) == smaller


def test_a_promised_fleet_places_fewer_and_an_averted_line_is_averted_once_at_most() -> None:
    fleet = {"kind": "fleet", "id": "pumps", "label": "", "placed": "24", "contract_months": "36"}
    drift = {"id": "leaving", "label": "", "amount": "-100", "per": "month"}
    scenario = plan(
        lines=(fleet | {"build_cost": "100", "fee": "12"},),
        nothing=(drift,),
        averts=[{"line": "leaving", "share": "1"}],
        whole=ready(5),
    )
    (realised,) = [step for step in outside_steps(scenario) if step.layer == "realisation"]
    assert realised.stands[0].lines == ("pumps", "leaving")
    (candidate,) = realised.scenario.candidates
    assert candidate.lines[0].placed == "outside_planned * outside_realisation"
    assert candidate.lines[0].fee == "12"
    assert candidate.averts[0].share == "min(1, (1) * outside_realisation)"
    (candidate,) = outside(scenario).candidates
    figures = base_figures(candidate, {})
    assert base_value(candidate.lines[0].placed, figures) == pytest.approx(24 * 0.6 * 1.1)
    assert base_value(candidate.averts[0].share, figures | {"outside_realisation": 1.0}) == 1.0


@pytest.mark.parametrize(
    ("by", "smaller"), [("guess", True), ("adviser", True), ("measured", False), ("reference", False)]
)
@pytest.mark.parametrize("unit", ["share", "points", "%"])
def test_a_guess_of_how_well_it_works_is_a_promise_and_one_of_how_much_there_is_is_not(
    by: str, smaller: bool, unit: str
) -> None:
    known, hours = said("reference", "known"), said("guess", "hours") | {"unit": "h/week"}
    scenario = plan(known, hours, said(by, "freed") | {"unit": unit}, lines=(line("saving", "hours * freed * known"),))
    (benefit,) = outside(scenario).candidates[0].lines
    assert (benefit.amount != "hours * freed * known") == smaller

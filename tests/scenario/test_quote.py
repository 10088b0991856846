"""A supplier's promise: worked out again as published, and put into the place of what a template says."""

from __future__ import annotations

import math

import pytest

from roitool.evaluate.run import problems_of
from roitool.scenario.base import Translated
from roitool.scenario.beginning import begun
from roitool.scenario.candidate import Hire
from roitool.scenario.data import template, template_ids
from roitool.scenario.idle import without_idle_figures
from roitool.scenario.lines import Investment, OneOff, RunningCost
from roitool.scenario.outside import outside_steps
from roitool.scenario.quote import Quote, held_against, left_out_costs
from roitool.scenario.scenario import Scenario

SEEN_ON = "2026-11-02"
LABELS = {name: Translated(nl=name, en=name) for name in ("price", "saving", "running")}
PLAIN, RUNNING = Quote(150_000, 89_400), Quote(85_000, 45_760, 3_000)


def held(name: str, quote: Quote) -> Scenario:
    return held_against(begun([name], "2027-03"), 0, quote, LABELS, SEEN_ON)


@pytest.mark.parametrize(
    ("quote", "months"),
    # Two calculators that sellers publish, with the payback that they state.
    [(PLAIN, 20.1), (RUNNING, 23.9)],
)
def test_a_published_payback_follows_from_its_amounts(quote: Quote, months: float) -> None:
    assert quote.rebuilt_months == pytest.approx(months, abs=0.05)


@pytest.mark.parametrize("quote", [Quote(1_000, 500, 500), Quote(1_000, 500, 600)])
def test_without_anything_left_over_it_is_never_back(quote: Quote) -> None:
    assert math.isinf(quote.rebuilt_months)


@pytest.mark.parametrize("quote", [PLAIN, RUNNING], ids=["plain", "running"])
@pytest.mark.parametrize("name", template_ids())
def test_every_template_can_be_held_against_a_promise(name: str, quote: Quote) -> None:
    scenario = held(name, quote)
    (candidate,) = scenario.candidates
    assert [problem for problem in problems_of(scenario) if problem.severity == "error"] == []
    assert without_idle_figures(scenario) == scenario
    there = {line.id for line in candidate.lines}
    named = {line for way in candidate.ways_of_paying if isinstance(way, Hire) for line in way.replaces}
    assert named <= there
    assert {"quoted", "promised"} <= there
    assert ("stated" in there) == (quote.running > 0)
    assert [line.id for line in candidate.lines if line.kind in {"saving", "revenue", "fleet"}] == ["promised"]
    values = {item.id: item.quantity.base() for item in candidate.inputs if item.evidence.by == "quote"}
    wanted = {"quoted_price": quote.price, "promised_saving": quote.saving}
    assert values == wanted | ({"stated_running_cost": quote.running} if quote.running else {})


@pytest.mark.parametrize("name", template_ids())
def test_what_quotes_leave_out_stays_and_what_they_name_goes(name: str) -> None:
    known = {item.line for item in template(name).left_out}
    for line in template(name).candidate.lines:
        for quote in (PLAIN, RUNNING):
            stays = line.id in {kept.id for kept in held(name, quote).candidates[0].lines}
            if isinstance(line, Investment):
                assert stays == (line.id in known)
            elif isinstance(line, OneOff):
                assert stays == (line.id in known or line.own_time)
            elif isinstance(line, RunningCost):
                assert stays == (line.own_time or quote is PLAIN)
            else:
                assert not stays


def test_what_is_left_out_is_told_with_its_base_amount_once_or_a_year() -> None:
    told = {cost.line: (cost.amount, cost.yearly) for cost in left_out_costs(held("cobot_cell", RUNNING), 0)}
    # The likely prices of a cobot's risk assessment, its fixtures and its training; 160 own hours of 38.
    assert {name: told[name] for name in ("safety", "fixtures", "training", "start_up")} == {
        "safety": (4_000, False),
        "fixtures": (8_000, False),
        "training": (3_500, False),
        "start_up": (pytest.approx(160 * 38), False),
    }
    assert "quoted" not in told
    assert "stated" not in told
    yearly = {cost.line: cost.amount for cost in left_out_costs(held("cobot_cell", PLAIN), 0) if cost.yearly}
    # Ten new products a year: a fixture of 300 and 4 own hours of 38 for each.
    assert yearly.keys() == {"maintenance", "new_fixtures", "reprogramming"}
    assert (yearly["new_fixtures"], yearly["reprogramming"]) == pytest.approx((10 * 300, 10 * 4 * 38))


@pytest.mark.parametrize("name", template_ids())
def test_the_outside_view_doubts_the_promised_saving_of_every_template(name: str) -> None:
    (seen,) = outside_steps(held(name, PLAIN))[-1].scenario.candidates
    (promised,) = [line for line in seen.lines if line.id == "promised"]
    assert promised.amount == "(promised_saving) * outside_realisation"


def test_what_is_hired_takes_the_place_of_the_quoted_price() -> None:
    (candidate,) = held("machine_monitoring", PLAIN).candidates
    (hire,) = [way for way in candidate.ways_of_paying if isinstance(way, Hire)]
    (before,) = [way for way in template("machine_monitoring").candidate.ways_of_paying if isinstance(way, Hire)]
    assert before.replaces == ("machine_links", "old_links")
    assert hire.replaces == ("quoted", "old_links")


def test_other_candidates_stay_as_they_are() -> None:
    whole = begun(["cobot_cell", "mes"], "2027-03")
    assert held_against(whole, 0, PLAIN, LABELS, SEEN_ON).candidates[1] == whole.candidates[1]

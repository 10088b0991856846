"""What stands beside the heading of a card: amounts, months and terms that can be added up by hand."""

from __future__ import annotations

import pytest

from roitool.evaluate import evaluate
from roitool.wording.cards import card_facts
from roitool.wording.numbers import NO_BREAK
from roitool.wording.words import Words
from tests.builder import scenario_of

ROBOT = {"kind": "investment", "id": "cell", "label": "Cell", "amount": "80000", "fiscal_life_years": 5}
HOURS = {"kind": "saving", "id": "hours", "label": "Hours", "amount": "500", "per": "month"}
SCRAP = {"kind": "saving", "id": "scrap", "label": "Scrap", "amount": "1500", "per": "quarter"}
LOAN = {"kind": "loan", "id": "bank", "share": "0.7", "rate": "0.062", "months": 60}
FAILURE = {"chance": "0.06", "found_out_month": "6", "stream": "robot.failure"}
BREAKDOWN = {
    "id": "breakdown",
    "label": "Breakdown",
    "chance": "0.04",
    "how_often": "yearly",
    "cost": "1000",
    "stream": "robot.breakdown",
}


def facts(*lines, language="en", answered=False, **choices):
    scenario = scenario_of(*lines, **choices)
    answer = evaluate(scenario).candidates[0] if answered else None
    told = card_facts(scenario, 0, answer, Words(language))
    return {heading: fact.replace(NO_BREAK, " ") for heading, fact in told.items()}


def test_benefits_of_every_period_are_added_up_to_a_year():
    assert facts(HOURS, SCRAP)["brings"] == "€12,000 a year when fully running"
    assert facts(HOURS, SCRAP, language="nl")["brings"] == "€ 12.000 per jaar als alles draait"


def test_costs_are_told_once_there_is_an_answer_and_the_average_where_it_differs():
    assert facts(ROBOT)["costs"] == ""
    assert facts(ROBOT, answered=True)["costs"] == "€80,000 likely"
    # The mean of a PERT between 0 and 0.6 with its mode at 0 is a sixth of 0.6.
    dearer = {"kind": "pert", "minimum": 0.0, "likely": 0.0, "maximum": 0.6}
    found = facts(ROBOT, figures={"overrun": dearer}, overrun="overrun", answered=True)["costs"]
    assert found == "€80,000 likely · €88,000 on average, with overruns"


@pytest.mark.parametrize(
    ("timing", "told"),
    [
        (("6", "5", "8"), "live from July 2026, full effect 5 months later"),
        (("0", "0", "8"), "live from January 2026"),
        (("2.4", "0", "8"), "live from March 2026"),
    ],
)
def test_when_it_works_is_told_in_calendar_months(timing, told):
    assert facts(HOURS, timing=timing)["when"] == told


def test_a_month_that_cannot_be_is_not_told():
    assert facts(HOURS, timing=("-1", "0", "8"))["when"] == ""
    assert facts(HOURS, timing=("nobody_knows", "0", "8"))["when"] == ""


def test_what_can_go_wrong_is_counted():
    assert facts(HOURS, failure=FAILURE, events=[BREAKDOWN])["risks"] == "never works: 6 of 100 · mishaps: 1"
    assert facts(HOURS)["risks"] == ""


def test_the_chosen_way_of_paying_is_told_with_its_terms_and_what_it_is_compared_with():
    assert facts(ROBOT, ways=(LOAN,), paid_by="bank")["paying"] == (
        "Loan, 60 months · 70% · 6.2% · also compared: Own money"
    )
    named = LOAN | {"label": "House bank"}
    assert facts(ROBOT, ways=(named,), paid_by="bank")["paying"].startswith("House bank · 70% · 60 months · 6.2%")
    termed = LOAN | {"label": "Bank, 60 months"}
    assert facts(ROBOT, ways=(termed,), paid_by="bank")["paying"].startswith("Bank, 60 months · 70% · 6.2%")
    assert facts(ROBOT)["paying"] == "Own money"


def test_a_fleet_has_no_amount_a_year():
    fleet = {
        "kind": "fleet",
        "id": "fleet",
        "label": "Machines",
        "placed": "2",
        "contract_months": "24",
        "build_cost": "1000",
        "fee": "100",
    }
    assert facts(fleet, HOURS)["brings"] == ""


def test_whose_tax_rules_count_is_told():
    assert facts(HOURS, whole={"regime": {"id": "flat", "rate": 0.25}})["tax"] == "one rate of 25%"
    assert "2026" in facts(HOURS, whole={"regime": {"id": "nl-2026"}})["tax"]

"""A small document with one of everything, made anew for each test that changes it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from roitool.errors import ScenarioError
from roitool.scenario.check import check
from roitool.scenario.file import scenario_from_bytes

if TYPE_CHECKING:
    from roitool.errors import Place, Problem
    from roitool.scenario.scenario import Scenario


def document() -> dict[str, Any]:
    """Return the objects of a scenario file in which nothing is wrong and nothing is doubtful."""
    return {
        "format": "roitool-scenario",
        "schema_version": 1,
        "title": {"nl": "Lascobot", "en": "Welding cobot"},
        "start": "2027-03",
        "horizon_years": 8,
        "hurdle_rate": 0.1,
        "regime": {"id": "nl-2026"},
        "seed": 20260301,
        "company": {
            "opening_cash": "140000",
            "credit_line": "75000",
            "wages_per_month": "wages",
            "monthly_cash_flow": "9000",
            "volatility": "4000",
            "stream": "own_months",
            "commitments": [{"label": "Roof", "month": "14", "amount": "20000"}],
            "debt_service_per_year": "24000",
            "taxable_profit_per_year": "90000",
            "other_investments": [{"year": 2027, "amount": "30000"}],
        },
        "inputs": [
            figure("wages", {"kind": "fixed", "value": 98000}),
            figure("hourly_cost", {"kind": "range", "low": 36, "likely": 41, "high": 47}),
            figure("weeks_per_year", {"kind": "fixed", "value": 46}),
        ],
        "derived": [{"id": "weekly_hour", "label": "", "formula": "hourly_cost * weeks_per_year"}],
        "do_nothing": {"lines": [{"id": "leaving", "label": "", "amount": "-1 * wages / 100"}]},
        "candidates": [candidate()],
        "correlations": [{"between": ["cobot.overrun", "cobot.go_live"], "rank_correlation": 0.6}],
    }


def without_interfaces() -> dict[str, Any]:
    """Return the small document without its interface with another system, which comes last."""
    whole = document()
    lines = whole["candidates"][0]["lines"]
    assert "interface" in lines.pop()
    return whole


def candidate() -> dict[str, Any]:
    """Return the candidate of the small document."""
    return {
        "id": "cobot",
        "title": "Cobot",
        "inputs": [
            figure("hours_freed", {"kind": "range", "low": 8, "likely": 20, "high": 34}, stream="cobot.hours_freed"),
            figure("overrun", {"kind": "pert", "minimum": -0.1, "likely": 0, "maximum": 0.5}, stream="cobot.overrun"),
            figure("go_live", {"kind": "triangular", "minimum": 3, "likely": 5, "maximum": 9}, stream="cobot.go_live"),
        ],
        "derived": [{"id": "saved", "label": "", "formula": "hours_freed * weekly_hour"}],
        "lines": [
            {
                "id": "cell",
                "kind": "investment",
                "label": "",
                "amount": "85000",
                "fiscal_life_years": 5,
                "declining_rate": 0.3,
            },
            {"id": "training", "kind": "one_off", "label": "", "amount": "4000", "month": "go_live"},
            {"id": "upkeep", "kind": "running_cost", "label": "", "amount": "3000", "paid": "in_advance"},
            {"id": "labour", "kind": "saving", "label": "", "amount": "saved"},
            {"id": "orders", "kind": "revenue", "label": "", "amount": "12000"},
            {"id": "unpaid", "kind": "working_capital", "label": "", "share": "0.15", "of": ["orders"]},
            {
                "id": "subsidy",
                "kind": "grant",
                "label": "",
                "share": "0.2",
                "cap": "15000",
                "of": ["cell", "training"],
                "month": "12",
                "chance": "0.6",
                "repaid_on_failure": "1",
                "stream": "cobot.subsidy",
            },
            fleet(),
            {"id": "installing", "kind": "one_off", "label": "", "amount": "2000", "vat": False, "own_time": True},
            {
                "id": "links",
                "kind": "investment",
                "label": "",
                "amount": "900",
                "interface": {"count": "1", "standard": "opc_ua", "shared_as": "shop_link"},
            },
        ],
        "overrun": "overrun",
        "stop_loss": "0.4",
        "timing": {"go_live_month": "go_live", "ramp_months": "6", "life_years": "10"},
        "failure": {"chance": "0.05", "found_out_month": "10", "stream": "cobot.failure"},
        "events": [
            {
                "id": "breakdown",
                "label": "",
                "chance": "0.1",
                "how_often": "yearly",
                "cost": "4000",
                "stream": "cobot.breakdown",
            }
        ],
        "averts": [{"line": "leaving", "share": "0.5"}],
        "ways_of_paying": [
            {"id": "cash", "kind": "cash"},
            {"id": "bank", "kind": "loan", "share": "0.7", "rate": "0.065", "months": 60},
            {
                "id": "financed",
                "kind": "financial_lease",
                "down_payment": "0.1",
                "rate": "0.07",
                "months": 48,
                "purchase_option": "0.05",
            },
            {
                "id": "leased",
                "kind": "operational_lease",
                "replaces": ["cell", "upkeep"],
                "fee": "1900",
                "minimum_months": 48,
                "cancellation_fee": "3800",
            },
            {"id": "rented", "kind": "rent", "fee": "2400", "grows_with": "0.02", "start": "3", "minimum_months": 24},
        ],
        "paid_by": "bank",
    }


def fleet() -> dict[str, Any]:
    """Return a line with every field that a fleet can have."""
    return {
        "id": "rented_out",
        "kind": "fleet",
        "label": "",
        "placed": "6",
        "placed_grows_with": "0.1",
        "contract_months": "36",
        "build_cost": "9000",
        "build_cost_grows_with": "0.02",
        "fee": "450",
        "fee_grows_with": "0.02",
        "service": "40",
        "connectivity": "10",
        "costs_grow_with": "0.03",
        "acquisition": "600",
        "replaces_share": "0.1",
        "lost_margin": "4000",
        "churn_per_year": "0.05",
        "default_share": "0.2",
        "recovered_share": "0.8",
        "renewed_share": "0.3",
        "refurbishment": "700",
        "second_life": "2500",
        "uptime": {"guaranteed": "98", "achieved": "98.6", "spread": "1.5", "per_point": "0.05", "cap": "0.3"},
    }


def figure(name: str, quantity: dict[str, Any], stream: str | None = None) -> dict[str, Any]:
    """Return an input."""
    evidence = {"by": "measured", "date": "2026-11-02"}
    return {"id": name, "label": "", "quantity": quantity, "stream": stream or name, "evidence": evidence}


def changed(place: Place, value: object) -> dict[str, Any]:
    """Return the small document with another value at a place; a key that is not there yet is added."""
    whole = document()
    here: Any = whole
    for part in place[:-1]:
        here = here[part]
    here[place[-1]] = value
    return whole


def scenario_of(objects: dict[str, Any]) -> Scenario:
    """Return the scenario that these objects are in a file."""
    return scenario_from_bytes(json.dumps(objects).encode())


def refusal_of(objects: object) -> tuple[Problem, ...]:
    """Return what is said of a file with these objects; none if it opens."""
    data = objects if isinstance(objects, bytes) else json.dumps(objects).encode()
    try:
        scenario_from_bytes(data)
    except ScenarioError as error:
        return error.problems
    return ()


def told(objects: dict[str, Any]) -> list[tuple[Place, str, dict[str, Any], str]]:
    """Return what `check` says of a file with these objects: place, code, values, severity."""
    return [
        (problem.place, problem.code, dict(problem.values), problem.severity) for problem in check(scenario_of(objects))
    ]

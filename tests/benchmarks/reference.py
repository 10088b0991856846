"""The reference work that the engine is timed on: thirty uncertain figures, ten years by month, tax, a loan, a bank."""

from __future__ import annotations

import json
from typing import Any

from roitool.scenario.file import scenario_from_bytes
from roitool.scenario.scenario import Scenario

HORIZON_YEARS = 10
HURDLE_RATE = 0.10
START = "2026-04"

SHARED = {
    "hourly_cost": (36, 41, 47),
    "wage_growth": (0.02, 0.03, 0.045),
    "energy_growth": (0.0, 0.025, 0.06),
    "software_growth": (0.02, 0.04, 0.07),
    "material_growth": (0.0, 0.02, 0.05),
    "profit": (90_000, 150_000, 260_000),
    "own_cash_flow": (-1_000, 3_500, 7_000),
    "loan_rate": (0.05, 0.06, 0.075),
    "energy_price": (0.16, 0.22, 0.34),
    "material_price": (2.1, 2.6, 3.4),
}
"""Low, likely and high of the shared figures, 8 of 10 in between."""

OWN = {
    "cell_price": (52_000, 58_000, 66_000),
    "gripper_price": (4_000, 6_500, 11_000),
    "integration": (9_000, 14_000, 26_000),
    "training": (2_000, 3_500, 6_000),
    "go_live": (3.5, 5, 9),
    "ramp": (2, 5, 12),
    "life": (7, 9, 12),
    "hours_freed": (10, 20, 30),
    "weeks_per_year": (44, 46, 48),
    "cashable_share": (0.45, 0.7, 0.9),
    "scrap_saved": (800, 2_000, 4_200),
    "extra_pieces": (400, 1_100, 2_100),
    "margin_per_piece": (3, 5, 8),
    "maintenance": (1_500, 2_600, 4_500),
    "software_fee": (1_200, 1_800, 2_600),
    "energy_use": (2_500, 4_000, 7_000),
    "support_hours": (30, 60, 120),
    "residual_share": (0.03, 0.08, 0.15),
}
"""The same for the candidate's own figures; an overrun and spare parts, of other kinds, come on top."""

LINES: tuple[dict[str, Any], ...] = (
    {"kind": "investment", "id": "cell", "amount": "cell_price + gripper_price", "residual_share": "residual_share"},
    {"kind": "investment", "id": "fitting", "amount": "integration", "month": "3"},
    {"kind": "one_off", "id": "course", "amount": "training", "month": "4"},
    {"kind": "running_cost", "id": "upkeep", "amount": "maintenance + spare_parts", "grows_with": "material_growth"},
    {"kind": "running_cost", "id": "licence", "amount": "software_fee", "grows_with": "software_growth"},
    {"kind": "running_cost", "id": "power", "amount": "energy_use * energy_price", "grows_with": "energy_growth"},
    {"kind": "running_cost", "id": "support", "amount": "support_hours * hourly_cost", "grows_with": "wage_growth"},
    {
        "kind": "saving",
        "id": "labour",
        "amount": "hours_freed * weeks_per_year * hourly_cost * cashable_share",
        "grows_with": "wage_growth",
    },
    {"kind": "saving", "id": "scrap", "amount": "scrap_saved * material_price", "grows_with": "material_growth"},
    {"kind": "revenue", "id": "pieces", "amount": "extra_pieces * margin_per_piece"},
)

RISKS: dict[str, Any] = {
    "failure": {
        "chance": "0.08",
        "found_out_month": "10",
        "recovered_share": "0.25",
        "exit_cost": "3000",
        "stream": "cell.failure",
    },
    "events": [
        {
            "id": "crash",
            "label": "",
            "chance": "0.06",
            "how_often": "yearly",
            "cost": "9000",
            "stops_months": "1",
            "stream": "cell.crash",
        }
    ],
}


VOLATILITY = "9000"

FLEET: dict[str, Any] = {
    "kind": "fleet",
    "id": "units",
    "placed": "12",
    "contract_months": "48",
    "build_cost": "8000",
    "build_cost_grows_with": "material_growth",
    "fee": "260",
    "fee_grows_with": "wage_growth",
    "service": "40",
    "connectivity": "3",
    "costs_grow_with": "wage_growth",
    "acquisition": "600",
    "replaces_share": "0.5",
    "lost_margin": "1500",
    "churn_per_year": "0.1",
    "default_share": "0.1",
    "recovered_share": "0.5",
    "refurbishment": "900",
    "second_life": "2500",
    "uptime": {"guaranteed": "95", "achieved": "96", "spread": "2", "per_point": "0.05", "cap": "0.25"},
}

EXTRAS = frozenset({"risks", "volatility", "fleet"})


def reference_scenario(*extras: str) -> Scenario:
    """Return the reference work; with any of :data:`EXTRAS` on top of it.

    Those are a chance of complete failure with a yearly event, a company whose months vary, products under contract.
    """
    if not EXTRAS.issuperset(extras):
        raise ValueError(f"{extras} are not all among {sorted(EXTRAS)}")
    overrun = {
        "kind": "overrun",
        "body_low": -0.1,
        "body_likely": 0.05,
        "body_high": 0.4,
        "tail_probability": 0.05,
        "tail_minimum": 0.5,
        "tail_alpha": 1.5,
        "cap": 3.0,
    }
    spare_parts = {"kind": "lognormal", "average": 900.0, "deviation": 700.0}
    candidate = {
        "id": "cell",
        "title": "Welding cell",
        "inputs": [*_ranges(OWN), _input("overrun", overrun), _input("spare_parts", spare_parts)],
        "lines": [{"label": "", **line} for line in (*LINES, *((FLEET,) if "fleet" in extras else ()))],
        "overrun": "overrun",
        "timing": {"go_live_month": "go_live", "ramp_months": "ramp", "life_years": "life"},
        "ways_of_paying": [{"kind": "loan", "id": "bank", "share": "0.7", "rate": "loan_rate", "months": 60}],
        "paid_by": "bank",
        **(RISKS if "risks" in extras else {}),
    }
    document = {
        "format": "roitool-scenario",
        "schema_version": 1,
        "title": "Reference work",
        "start": START,
        "horizon_years": HORIZON_YEARS,
        "hurdle_rate": HURDLE_RATE,
        "regime": {"id": "nl-2026"},
        "seed": 20_260_401,
        "company": {
            "opening_cash": "140000",
            "credit_line": "75000",
            "wages_per_month": "110000",
            "monthly_cash_flow": "own_cash_flow",
            "cash_flow_growth": "0.02",
            "volatility": VOLATILITY if "volatility" in extras else "0",
            "taxable_profit_per_year": "profit",
            "profit_growth": "0.02",
            "other_investments": [{"year": 2026, "amount": "30000"}],
            "borrowing_rate": "0.065",
        },
        "inputs": _ranges(SHARED),
        "candidates": [candidate],
    }
    return scenario_from_bytes(json.dumps(document).encode())


def _ranges(figures: dict[str, tuple[float, float, float]]) -> list[dict[str, Any]]:
    found = []
    for name, (low, likely, high) in figures.items():
        quantity: dict[str, Any] = {"kind": "range", "low": float(low), "likely": float(likely), "high": float(high)}
        if low > 0:
            quantity["lower"] = 0.0
        found.append(_input(name, quantity))
    return found


def _input(name: str, quantity: dict[str, Any]) -> dict[str, Any]:
    return {"id": name, "label": name, "quantity": quantity, "stream": name, "evidence": {"by": "guess"}}

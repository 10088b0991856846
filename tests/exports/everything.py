"""A scenario that has everything an answer tells of: every way of paying, a fleet, a stop, a grant, correlations."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.builder import LOAN, line, scenario_of

if TYPE_CHECKING:
    from roitool.scenario.scenario import Scenario

WAYS = (
    LOAN,
    {"kind": "financial_lease", "id": "financial", "rate": "0.07", "months": 24},
    {"kind": "operational_lease", "id": "lease", "fee": "1500", "minimum_months": 24, "cancellation_fee": "3000"},
    {"kind": "rent", "id": "rent", "fee": "1900", "minimum_months": 12},
)
EXCESS = {
    "kind": "overrun",
    "body_low": -0.05,
    "body_likely": 0.05,
    "body_high": 0.4,
    "tail_probability": 0.1,
    "tail_minimum": 0.4,
    "tail_alpha": 1.5,
    "cap": 2.0,
}
FLEET = {
    "kind": "fleet",
    "id": "uptime",
    "label": {"nl": "Uptime-contract", "en": "Uptime contract"},
    "placed": "24",
    "contract_months": "24",
    "build_cost": "2000",
    "fee": "150",
    "acquisition": "300",
    "second_life": "400",
}


def everything() -> Scenario:
    """Return the scenario: four years, one candidate."""
    pairs = ((["robot.excess", "robot.go_live"], 0.5), (["robot.go_live", "robot.won"], -0.6))
    return scenario_of(
        line("investment", "60000"),
        line("investment", "1000", "links", interface={"count": "5", "standard": "opc_ua"}),
        line("saving", "35000"),
        line("grant", "8000", month="3", chance="won", of=["investment"], stream="grant"),
        FLEET,
        figures={
            "excess": EXCESS,
            "go_live": {"kind": "range", "low": 3, "likely": 6, "high": 12, "lower": 0},
            "won": {"kind": "chance", "probability": 0.5},
        },
        timing=("go_live", "3", "8"),
        ways=WAYS,
        company={"opening_cash": "220000", "wages_per_month": "90000", "volatility": "12000"},
        whole={
            "horizon_years": 4,
            "correlations": [{"between": pair, "rank_correlation": rank} for pair, rank in pairs],
        },
        overrun="excess",
        stop_loss="0.8",
        failure={"chance": "0.05", "found_out_month": "9", "stream": "failing"},
    )

"""Plans to look at from outside."""

from __future__ import annotations

from typing import Any

from roitool.scenario.outside import outside_steps
from roitool.scenario.scenario import Scenario
from tests.builder import document_of, figure, line, opened

SURE = {"kind": "uniform", "minimum": 0.0, "maximum": 0.2}
READY = ("process", "data", "connectivity", "people", "supplier", "owner_time", "finance")


def said(by: str, name: str, quantity: Any = None, stream: str | None = None) -> dict[str, Any]:
    return figure(name, SURE if quantity is None else quantity, stream) | {"evidence": {"by": by}}


def plan(*inputs: dict[str, Any], class_id: str = "it_integration", whole: Any = None, **candidate: Any) -> Scenario:
    """Return a plan: a price of 100 at go-live, 60 a year from then on."""
    reference = {"class_id": class_id} | candidate.pop("reference", {})
    lines = candidate.pop("lines", (line("investment", "100"), line("saving", "60")))
    document = document_of(*lines, whole={"horizon_years": 5} | (whole or {}), reference=reference, **candidate)
    document["candidates"][0]["inputs"] = [*document["candidates"][0]["inputs"], *inputs]
    return opened(document)


def outside(scenario: Scenario) -> Scenario:
    return outside_steps(scenario)[-1].scenario


def stands(scenario: Scenario, candidate: str = "robot") -> dict[str, str]:
    return {
        step.layer: stand.what
        for step in outside_steps(scenario)
        for stand in step.stands
        if stand.candidate == candidate
    }


def quantity(scenario: Scenario, name: str, candidate: int = 0) -> Any:
    return {item.id: item.quantity for item in scenario.candidates[candidate].inputs}[name]


def ready(level: int) -> dict[str, Any]:
    return {"readiness": dict.fromkeys(READY, level)}


FOUR = (
    said("reference", "over"),
    said("reference", "late"),
    said("reference", "true"),
    said("reference", "fails"),
)


def four(*inputs: dict[str, Any], **other: Any) -> Scenario:
    """Return a plan that has a figure of its own for everything the class says."""
    return plan(
        *inputs,
        lines=(line("investment", "100"), line("saving", "100 * true")),
        timing=("12 * (1 + late)", "0", "30"),
        overrun="over",
        failure={"chance": "fails", "found_out_month": "24", "stream": "failing"},
        **{"reference": {"delay": "late", "realisation": "true"}} | other,
    )

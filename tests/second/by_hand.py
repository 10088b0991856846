"""A candidate of a few lines, decided by the second implementation."""

from __future__ import annotations

from typing import Any

from roitool.scenario.scenario import Scenario
from tests.second.model import OneFuture, decide_one_future
from tests.second.regimes import no_tax, regime

QUARTER_TAX = regime([(0.0, 0.25)], vat_rate=0.21)


def investment(amount: str, month: str = "0", **other: Any) -> dict[str, Any]:
    return {
        "kind": "investment",
        "id": f"bought_{month.replace('.', '_')}",
        "label": "",
        "amount": amount,
        "month": month,
    } | other


def monthly(kind: str, amount: str, **other: Any) -> dict[str, Any]:
    return {"kind": kind, "id": kind, "label": "", "amount": amount, "per": "month"} | other


def one_off(amount: str, month: str = "0", **other: Any) -> dict[str, Any]:
    return {
        "kind": "one_off",
        "id": f"spent_{month.replace('.', '_')}",
        "label": "",
        "amount": amount,
        "month": month,
    } | other


def grant(month: str, **other: Any) -> dict[str, Any]:
    return {"kind": "grant", "id": "subsidy", "label": "", "month": month, "stream": "subsidy"} | other


def decided(
    *lines: dict[str, Any],
    rules: Any = None,
    values: dict[str, float] | None = None,
    uniforms: dict[str, float] | None = None,
    normals: dict[str, float] | None = None,
    timing: tuple[str, str, str] = ("0", "0", "30"),
    company: dict[str, Any] | None = None,
    nothing: tuple[dict[str, Any], ...] = (),
    ways: tuple[dict[str, Any], ...] = (),
    scenario: dict[str, Any] | None = None,
    **candidate: Any,
) -> OneFuture:
    """Decide one candidate of a company that earns and holds plenty, two years from January 2026, at 0 %."""
    whole = {
        "title": "",
        "start": "2026-01",
        "horizon_years": 2,
        "hurdle_rate": 0.0,
        "regime": {"id": "none"},
        "seed": 0,
        "company": {
            "opening_cash": "1000000",
            "wages_per_month": "0",
            "monthly_cash_flow": "0",
            "taxable_profit_per_year": "100000",
        }
        | (company or {}),
        "inputs": tuple(
            {
                "id": name,
                "label": "",
                "quantity": {"kind": "fixed", "value": value},
                "stream": name,
                "evidence": {"by": "guess"},
            }
            for name, value in (values or {}).items()
        ),
        "do_nothing": {"lines": nothing},
        "candidates": (
            {
                "id": "robot",
                "title": "",
                "lines": lines,
                "timing": dict(zip(("go_live_month", "ramp_months", "life_years"), timing, strict=True)),
                "ways_of_paying": ({"kind": "cash", "id": "cash"}, *ways),
                "paid_by": "cash",
            }
            | candidate,
        ),
    }
    document = Scenario.model_validate(whole | (scenario or {}))
    return decide_one_future(document, rules or no_tax(), "robot", values or {}, uniforms, normals)

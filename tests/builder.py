"""A small scenario from plain arguments, and the engine's money in it: what most tests of the engine start from."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np

from roitool.cashflow.model import CandidateFlows, CashFlowModel, CompanyInFutures
from roitool.sampling.draws import BaseCase, Futures
from roitool.scenario.file import scenario_from_bytes
from roitool.scenario.quantities import Fixed

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

    from roitool.scenario.formula import Column
    from roitool.scenario.inputs import Input
    from roitool.scenario.scenario import Scenario

LOAN = {"kind": "loan", "id": "bank", "share": "1", "rate": "0.06", "months": 12}
QUARTER = {"id": "flat", "rate": 0.25}
"""A tax of one rate that is easy to follow."""


def scenario_of(*lines: dict[str, Any], **choices: Any) -> Scenario:
    """Return a scenario with one candidate of these lines; see :func:`document_of`."""
    return opened(document_of(*lines, **choices))


def opened(document: dict[str, Any]) -> Scenario:
    return scenario_from_bytes(json.dumps(document).encode())


def document_of(
    *lines: dict[str, Any],
    figures: dict[str, Any] | None = None,
    timing: tuple[str, str, str] = ("0", "0", "30"),
    ways: tuple[dict[str, Any], ...] = (),
    company: dict[str, Any] | None = None,
    nothing: tuple[dict[str, Any], ...] = (),
    whole: dict[str, Any] | None = None,
    **candidate: Any,
) -> dict[str, Any]:
    """Return the objects of a scenario: two years from January 2026, no tax, no interest, a company with plenty.

    `figures` are inputs of the candidate: a number, or the objects of a quantity; its stream bears the same name.
    `timing` is go-live month, ramp months, life in years. `whole` changes the scenario, `candidate` the candidate.
    """
    plenty = {
        "opening_cash": "1000000",
        "wages_per_month": "0",
        "monthly_cash_flow": "0",
        "taxable_profit_per_year": "100000",
    }
    one = {
        "id": "robot",
        "title": "Robot",
        "inputs": [figure(name, quantity) for name, quantity in (figures or {}).items()],
        "lines": list(lines),
        "timing": dict(zip(("go_live_month", "ramp_months", "life_years"), timing, strict=True)),
        "ways_of_paying": [{"kind": "cash", "id": "cash"}, *ways],
        "paid_by": "cash",
    }
    return {
        "format": "roitool-scenario",
        "schema_version": 1,
        "title": "Test",
        "start": "2026-01",
        "horizon_years": 2,
        "hurdle_rate": 0.0,
        "regime": {"id": "none"},
        "seed": 1,
        "company": plenty | (company or {}),
        "do_nothing": {"lines": list(nothing)},
        "candidates": [one | candidate],
    } | (whole or {})


def figure(name: str, quantity: float | dict[str, Any], stream: str | None = None) -> dict[str, Any]:
    quantity = quantity if isinstance(quantity, dict) else {"kind": "fixed", "value": quantity}
    return {
        "id": name,
        "label": name,
        "quantity": quantity,
        "stream": stream or name,
        "evidence": {"by": "guess"},
    }


def line(kind: str, amount: str, name: str | None = None, **other: Any) -> dict[str, Any]:
    """Return a line of a candidate; `name` where there are several of one kind."""
    return {"kind": kind, "id": name or kind, "label": name or kind, "amount": amount} | other


def monthly(kind: str, amount: str, name: str | None = None, **other: Any) -> dict[str, Any]:
    return line(kind, amount, name, per="month", **other)


def nothing_line(amount: str, name: str = "drift", **other: Any) -> dict[str, Any]:
    return {"id": name, "label": name, "amount": amount, "per": "month"} | other


@dataclass
class Given:
    """Futures of which everything is given: the figures by id, the uniform numbers by stream key (else 0.999)."""

    count: int = 1
    figures: dict[str, Iterable[float]] = field(default_factory=dict)
    uniforms: dict[str, Iterable[float]] = field(default_factory=dict)

    def values(self, inputs: Iterable[Input]) -> dict[str, Column]:
        return {each.id: self._value(each) for each in inputs}

    def uniform(self, key: str) -> NDArray[np.float64]:
        return np.asarray(self.uniforms.get(key, np.full(self.count, 0.999)), dtype=np.float64)

    def _value(self, each: Input) -> Column:
        if each.id in self.figures:
            return np.asarray(self.figures[each.id], dtype=np.float64)
        # As in the engine's own futures: one number where it is the same in all of them.
        return each.quantity.value if isinstance(each.quantity, Fixed) else np.full(self.count, each.quantity.base())


@dataclass(frozen=True)
class Money:
    """The engine's money of the first candidate: the company, the project, and every way of paying by id."""

    model: CashFlowModel
    company: CompanyInFutures
    flows: CandidateFlows

    def line(self, name: str) -> NDArray[np.float64]:
        """Return the monthly cash of one line, shape (months + 1, futures); 0 where it was never booked."""
        return self.flows.record.lines.get(name, np.zeros_like(self.flows.project))

    def deduction(self, name: str) -> NDArray[np.float64]:
        """Return what a deduction takes off the taxable result by year, shape (years, futures)."""
        kept = self.flows.record.deductions
        return kept.get(name, np.zeros_like(self.flows.record.result))

    def tax(self) -> NDArray[np.float64]:
        """Return the project's tax by year, shape (years, futures)."""
        return np.array([np.broadcast_to(tax, self.flows.project.shape[1]) for tax in self.flows.tax])

    def owner(self, way: str) -> NDArray[np.float64]:
        """Return the owner's cash flow of a way of paying: with its financing, after its tax as really paid."""
        taken = next(each for each in self.model.ways(0, self.flows, self.company) if each.id == way)
        rows = self.flows.owner_before_tax.copy()
        rows[: len(taken.financing)] += taken.financing
        for year, tax in enumerate(taken.tax):
            rows[self.model.setting.calendar.last_month(year)] -= tax
        return rows


def money(scenario: Scenario, futures: Futures | None = None) -> Money:
    """Return the money of the base case, or of the futures given, every line by itself."""
    model = CashFlowModel(scenario)
    company = model.company(futures or BaseCase())
    return Money(model, company, model.flows(0, company, detailed=True))

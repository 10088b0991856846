"""A scenario with every way of paying, and what the program says of paying for it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from roitool.cashflow.bank import NEVER_SHORT, bank_outcome, survival_window, survival_without
from roitool.cashflow.cover import worst_cover
from roitool.cashflow.model import CashFlowModel
from roitool.cashflow.ways import advantage, after_tax_borrowing_factor
from roitool.measures import npv
from roitool.sampling.draws import BaseCase
from tests.builder import figure, line, monthly, nothing_line, scenario_of
from tests.exports.workbook.recalculated import row_of

WAYS = (
    {"kind": "loan", "id": "bank", "label": "Bank", "share": "borrowed", "rate": "rate", "months": 40,
     "grace_months": 5, "fee": "350"},
    {"kind": "loan", "id": "even", "label": "Even", "share": "0.5", "rate": "0.03", "months": 36,
     "repayment": "linear"},
    {"kind": "financial_lease", "id": "lease", "label": "Lease", "down_payment": "0.1", "rate": "rate + margin",
     "months": 30, "purchase_option": "0.05", "fee": "100"},
    {"kind": "operational_lease", "id": "operational", "label": "Operational", "replaces": ["robot", "service"],
     "fee": "900", "grows_with": "drift_rate", "minimum_months": 24, "cancellation_fee": "500"},
    {"kind": "rent", "id": "rent", "label": "Rent", "fee": "rent_fee * borrowed", "start": "go_live * borrowed",
     "minimum_months": 12},
)  # fmt: skip
DUTCH = {"id": "nl-2026"}


def paid_scenario(regime=None, paid_by="bank", company=None, **candidate):
    """Return a scenario whose candidate lists every way, with VAT, own time, an overrun and what is prevented."""
    return scenario_of(
        line("investment", "42000", "robot", deductible=True, residual_share="0.1", month="1.4"),
        line("investment", "9000", "gripper", month="go_live", residual_share="0.3", overruns=False),
        line("investment", "2500", "fence", financeable=False, vat=False),
        line("one_off", "1800", "training", month="2"),
        line("one_off", "4000", "hours", own_time=True),
        line("running_cost", "1500", "service", per="quarter", paid="in_advance", grows_with="drift_rate"),
        line("running_cost", "900", "care", own_time=True),
        monthly("saving", "12 * saved * realised"),
        monthly("revenue", "400", "sales"),
        {"kind": "working_capital", "id": "stock", "label": "Stock", "share": "0.1"},
        figures={
            "go_live": 3.7, "borrowed": 0.8, "rate": 0.06, "drift_rate": 0.02, "realised": 1.0, "excess": 0.15,
            "saved": 175, "margin": 0.01, "rent_fee": 1100,
        },
        timing=("go_live", "3", "4"),
        ways=WAYS,
        nothing=(nothing_line("-600", start="2.5"),),
        averts=[{"line": "drift", "share": "0.5"}],
        overrun="excess",
        paid_by=paid_by,
        **candidate,
        company={
            "opening_cash": "cash", "credit_line": "5000", "wages_per_month": "20000", "monthly_cash_flow": "flow",
            "cash_flow_growth": "0.03", "volatility": "9000", "debt_service_per_year": "6000",
            "taxable_profit_per_year": "30000", "profit_growth": "0.02", "opening_losses": "8000",
            "commitments": [{"label": "Roof", "month": "due", "amount": "15000"},
                            {"label": "", "month": "7", "amount": "-2000"}],
        } | (company or {}),
        whole={
            "start": "2026-05", "horizon_years": 5, "hurdle_rate": 0.09, "regime": regime or DUTCH,
            "inputs": [figure("cash", 60000), figure("flow", 700), figure("due", 8.5)],
        },
    )  # fmt: skip


@dataclass(frozen=True)
class Program:
    """What the program calculates of the first candidate in the base case."""

    advantages: dict
    as_paid: dict
    balance: list
    lowest: tuple
    first_short: tuple
    peak_funding: float
    cover: float


def program(scenario):
    model = CashFlowModel(scenario)
    company = model.company(BaseCase())
    flows, setting, course = model.flows(0, company, detailed=True), model.setting, company.course
    ways = model.ways(0, flows, company)
    candidate = scenario.candidates[0]
    factor = after_tax_borrowing_factor(candidate, flows.columns, company.shared, course, setting)
    advantages = {
        way.id: float(np.ravel(advantage(way, factor, setting.hurdle_rate, setting.calendar))[0]) for way in ways
    }
    present = npv((1 + setting.hurdle_rate) ** (1 / 12) - 1, flows.project[:, 0].tolist())
    window = survival_window(ways, setting.calendar)
    chosen = next(way for way in ways if way.id == candidate.paid_by)
    outcome = bank_outcome(flows.owner_before_tax, chosen, course, window, setting.calendar, frozenset())
    found = survival_without(course, window, 1), outcome.survival
    return Program(
        advantages,
        {way: present + value for way, value in advantages.items()},
        outcome.course.mean.tolist(),
        tuple(float(each.lowest[0]) for each in found),
        tuple("never" if each.first_short[0] == NEVER_SHORT else int(each.first_short[0]) for each in found),
        float(outcome.peak_funding[0]),
        float(worst_cover(flows.record.paid_operating, chosen, course, setting.calendar)[0]),
    )


def value_at(book, data, sheet, label, column=3):
    """Return what a calculated workbook has beside a label."""
    return book.get_value(sheet, row_of(data, sheet, label), column)

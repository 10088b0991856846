"""A project that its overrun stops is followed: what is still spent, recovered, deducted and owed."""

from __future__ import annotations

import io

import openpyxl
import pytest

from roitool.cashflow.model import CashFlowModel
from roitool.sampling.draws import BaseCase
from roitool.scenario.data import regime_ids
from tests.builder import LOAN, line, nothing_line, scenario_of
from tests.exports.everything import FLEET
from tests.exports.workbook.changing import same_flows, typed_over
from tests.exports.workbook.recalculated import CHECKS_TOTAL, differing, made, row_of
from tests.exports.workbook.sound import unsound
from tests.second.generator import random_scenario

HIRED = (
    LOAN,
    {"kind": "financial_lease", "id": "financial", "rate": "0.07", "months": 24},
    {"kind": "operational_lease", "id": "lease", "fee": "1500", "minimum_months": 24, "cancellation_fee": "leaving"},
    {"kind": "rent", "id": "rent", "fee": "1900", "minimum_months": 12, "cancellation_fee": "leaving",
     "replaces": ["investment", "licence"]},
)  # fmt: skip


def dear(excess, regime="nl-2026", **choices):
    """Return a scenario that is stopped above an overrun of a fifth, with every kind of line and way of paying."""
    return scenario_of(
        line("investment", "price", deductible=True, residual_share="0.2"),
        line("investment", "9000", "later", month="bought", residual_share="0.4"),
        line("investment", "none", "never", month="30"),
        line("one_off", "3000", "training", month="2"),
        line("one_off", "4000", "opening", month="8", own_time=True),
        line("running_cost", "1200", per="quarter"),
        line("running_cost", "900", "licence", per="year", paid="in_advance", start="1.5"),
        line("running_cost", "600", "support", start="2.3"),
        line("running_cost", "400", "insurance", per="year", paid="in_advance"),
        line("saving", "price"),
        line("revenue", "20000", "sales"),
        {"kind": "working_capital", "id": "stock", "label": "Stock", "share": "0.15"},
        FLEET,
        figures={"excess": excess, "price": 60000, "bought": 5.5, "none": 0, "back": 0.3, "leaving": 2500, "exit": 4000,
                 "limit": 0.2, "go_live": 6.5},
        timing=("go_live", "3", "3"),
        ways=HIRED,
        overrun="excess",
        stop_loss="limit",
        failure={"chance": "0", "found_out_month": "4", "recovered_share": "back", "exit_cost": "exit",
                 "stream": "failing"},
        nothing=(nothing_line("-900"),),
        averts=[{"line": "drift", "share": "0.5"}],
        company={"taxable_profit_per_year": "70000", "opening_cash": "500000"},
        whole={"start": "2026-05", "horizon_years": 5, "hurdle_rate": 0.08, "regime": {"id": regime}} | choices,
    )  # fmt: skip


@pytest.mark.parametrize("regime", regime_ids())
def test_every_live_cell_comes_to_its_value_where_it_is_stopped(regime):
    assert differing(made(dear(0.5, regime))) == []


def test_every_live_cell_comes_to_its_value_where_it_could_be_stopped_and_is_not():
    assert differing(made(dear(0.1))) == []


CHANGED = [
    {"excess": 0.5},
    {"excess": 0.2},
    {"excess": 0.21, "back": 1.0},
    {"excess": 0.9, "bought": 0.0, "exit": -500},
    {"excess": 0.4, "bought": 13.2},
    {"limit": 0.05},
    {"excess": 0.5, "none": 100},
    {"excess": 0.3, "price": 0.0, "go_live": 1.0},
]


@pytest.mark.parametrize("changes", CHANGED, ids=str)
def test_with_a_changed_overrun_the_workbook_stops_the_project_as_the_program_does(changes):
    scenario = dear(0.1)
    data = made(scenario)
    book, changed = typed_over(data, scenario, changes)
    same_flows(data, book, changed)
    assert book.get_value(*CHECKS_TOTAL) == 0
    assert differing(made(changed)) == []


def test_a_project_that_goes_on_after_all_is_calculated_as_the_program_does():
    scenario = dear(0.5)
    data = made(scenario)
    book, changed = typed_over(data, scenario, {"excess": 0.0})
    same_flows(data, book, changed)
    assert book.get_value(*CHECKS_TOTAL) == 0


@pytest.mark.parametrize("way", ["bank", "financial", "lease", "rent"])
def test_each_way_of_paying_a_stopped_project_is_the_programs(way):
    scenario = dear(0.1)
    data = made(scenario)
    book, changed = typed_over(data, scenario, {"excess": 0.5})
    model = CashFlowModel(changed)
    company = model.company(BaseCase())
    flows = model.flows(0, company)
    expected = next(each for each in model.ways(0, flows, company) if each.id == way)
    # What a stopped project is paid for follows from the same rows as if it had been stopped when it was exported.
    stopped = openpyxl.load_workbook(io.BytesIO(made(changed)), data_only=True)["Financing 1"]
    here = openpyxl.load_workbook(io.BytesIO(data))["Financing 1"]
    assert expected.financing.any()
    for row in range(1, stopped.max_row + 1):
        for column in range(7, stopped.max_column + 1):
            kept = stopped.cell(row, column).value
            if here.cell(row, column).data_type == "f" and isinstance(kept, float):
                assert book.get_value("Financing 1", row, column) == pytest.approx(kept, rel=1e-9, abs=1e-6)


def test_as_many_investments_as_there_may_be_are_no_formula_too_long():
    many = [line("investment", "5000", f"asset_{each}", month="1.5") for each in range(200)]
    stopped = scenario_of(*many, figures={"excess": 0.5}, timing=("1", "0", "1"), overrun="excess", stop_loss="0.2")
    data = made(stopped)
    assert unsound(data) == []
    sheet = openpyxl.load_workbook(io.BytesIO(data), data_only=True)["Cash flow 1"]
    assert sheet.cell(row_of(data, "Cash flow 1", "month in which it is stopped"), 3).value == 2


def test_that_it_is_stopped_is_told_beside_when():
    data = made(dear(0.5))
    sheet = openpyxl.load_workbook(io.BytesIO(data), data_only=True)["Cash flow 1"]
    assert sheet.cell(row_of(data, "Cash flow 1", "stopped, for it overruns too far (1)"), 3).value == 1
    assert sheet.cell(row_of(data, "Cash flow 1", "month in which it is stopped"), 3).value == 6


@pytest.mark.parametrize("seed", [37, 153])
def test_a_random_scenario_whose_likely_overrun_stops_it_is_in_a_workbook(seed):
    scenario = random_scenario(seed)
    assert differing(made(scenario)) == []

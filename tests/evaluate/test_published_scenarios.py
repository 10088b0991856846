"""Whole scenario files rebuilt from print: how each was put into months stands in its note."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import numpy_financial
import pytest
import pyxirr

from roitool.evaluate import evaluate
from roitool.evaluate.engine import Engine
from roitool.scenario.check import check
from roitool.scenario.file import scenario_bytes, scenario_from_bytes
from tests.builder import Given, figure, line, scenario_of
from tests.cases.answers import Answers, cases
from tests.cases.closed_forms import value

FOLDER = Path(__file__).parents[1] / "cases"
FILES = ("corporate-project", "working-capital-project", "one-machine-five-ways")


def read(name):
    return scenario_from_bytes((FOLDER / f"{name}.roi.json").read_bytes())


def by_calendar_year(flow, first_months):
    """Add up months by year, the first year having so many; what happens at once belongs to it."""
    return [
        flow[: first_months + 1].sum(),
        *(flow[m : m + 12].sum() for m in range(first_months + 1, len(flow), 12)),
    ]


@pytest.mark.parametrize("name", FILES)
def test_a_rebuilt_file_has_no_errors_and_is_written_as_the_program_writes(name):
    scenario = read(name)
    assert [problem.code for problem in check(scenario) if problem.severity == "error"] == []
    assert scenario_bytes(scenario) == (FOLDER / f"{name}.roi.json").read_bytes()
    assert scenario.note


def test_the_corporate_project_has_the_cash_flows_and_the_value_of_the_textbook():
    """Table 6.2: net cash flow in thousands, and 3 520 at 20 %; everything here is a month later."""
    scenario = read("corporate-project")
    flow = Answers(scenario)["project"]
    by_year = by_calendar_year(flow, 1)
    assert by_year == pytest.approx([-12600, -1630, 2381, 6205, 10685, 10136, 6110, 3444, 0], abs=0.51)
    # Year for year it is one month in which everything happens.
    assert np.flatnonzero(np.abs(flow) > 1e-9).tolist() == [1 + 12 * year for year in range(8)]
    found = evaluate(scenario).candidates[0]
    assert found.npv.mean.value * 1.2 ** (1 / 12) == pytest.approx(3520, abs=0.5)
    assert found.npv.sd.value == pytest.approx(0, abs=1e-6)
    assert found.irr.quantiles.quantiles[50].value == pytest.approx(pyxirr.irr(by_year[:8]), abs=1e-6)


def test_its_tax_is_that_of_the_textbook():
    """Line 11 of table 6.1: 35 % of a pretax profit, less to pay in the first two years."""
    tax = Answers(read("corporate-project"))["tax"]
    assert tax == pytest.approx([-1400, -1434, 828, 3550, 5778, 3902, 1586, 507, 0], abs=0.51)


@pytest.mark.parametrize(
    ("position", "by_year", "worth"),
    [(0, [26150] * 4 + [39150], -3637.43), (1, [26500] * 4 + [37750], -3382.40)],
    ids=["depreciated to its salvage value", "depreciated to nothing"],
)
def test_the_project_with_working_capital_has_the_cash_flows_and_the_value_of_the_question(position, by_year, worth):
    """Printed are the flows of the first and the value of the second; the others follow by arithmetic."""
    scenario = read("working-capital-project")
    alone = scenario.model_copy(update={"candidates": (scenario.candidates[position],)})
    found = Answers(alone)
    flow, tied_up = found["project"].copy(), found["line tied_up"]
    assert tied_up[[1, 60]].tolist() == pytest.approx([-8000, 8000])
    flow[0] += tied_up[1]
    flow[1] -= tied_up[1]
    years = flow[1:].reshape(5, 12).sum(axis=1)
    assert flow[0] == pytest.approx(-108000)
    assert years == pytest.approx(by_year)
    assert numpy_financial.npv(0.11, [flow[0], *years]) == pytest.approx(worth, abs=0.005)


MONTHS = np.arange(1, 37)
YEARS = np.repeat(np.arange(4), [6, 12, 12, 6])
"""The calendar year of each month from July on."""


@pytest.fixture
def paid():
    return Answers(read("one-machine-five-ways"))


def test_paid_in_cash_the_machine_is_depreciated_as_printed(paid):
    assert paid["owner cash"][0] == -25000
    assert paid["deduction depreciation"][:3] == pytest.approx([3750, 6375, 4462], abs=0.5)


def test_the_bank_takes_what_is_printed(paid):
    bank = paid["owner bank"] - paid["owner cash"]
    tax_saved = 0.24 * np.bincount(YEARS, -numpy_financial.ipmt(0.08 / 12, MONTHS, 36, 25000))
    for year, last_month in enumerate((6, 18, 30, 36)):
        bank[last_month] -= tax_saved[year]
    assert bank[0] == pytest.approx(25000)
    assert -bank[1:].sum() == pytest.approx(28202, abs=1)
    assert tax_saved.sum() / 0.24 == pytest.approx(3202, abs=1)


def test_the_lease_takes_what_is_printed(paid):
    """36 payments of 820 and a buyout of 1 250; the debt service of the calendar years adds up to both."""
    assert paid["debt_service lease"] == pytest.approx([6 * 820, 12 * 820, 12 * 820, 6 * 820 + 1250], abs=0.01)
    assert paid["debt_service lease"].sum() == pytest.approx(29520 + 1250, abs=0.01)


def test_rent_takes_the_same_payments_and_leaves_the_depreciation_out(paid):
    assert paid["debt_service rent"].sum() == pytest.approx(29520)
    assert paid["owner rent"][0] == 0


def deductible(way):
    """Return what each way lets the company deduct by year, from other libraries and the printed depreciation."""
    kept = 25000 * np.array([1, 0.85, 0.85 * 0.7, 0.85 * 0.7**2])
    written_down = [kept[0] - kept[1], kept[1] - kept[2], kept[2] - kept[3], kept[3]]
    interest = {
        "cash": np.zeros(36),
        "bank": -numpy_financial.ipmt(0.08 / 12, MONTHS, 36, 25000),
        "linear": 25000 * (1 - (MONTHS - 1) / 36) * 0.08 / 12,
        "lease": [-pyxirr.ipmt(0.13497958795319095 / 12, month, 36, 25000, -1250) for month in MONTHS.tolist()],
        "rent": np.full(36, 820.0),
    }[way]
    return np.bincount(YEARS, interest) + (0 if way == "rent" else np.array(written_down))


def payments(way):
    """Return what each way takes month by month before tax, the first entry at once."""
    return {
        "cash": np.concatenate([[25000], np.zeros(36)]),
        "bank": np.concatenate([[0], np.full(36, -numpy_financial.pmt(0.08 / 12, 36, 25000))]),
        "linear": np.concatenate([[0], 25000 / 36 + 25000 * (1 - (MONTHS - 1) / 36) * 0.08 / 12]),
        "lease": np.concatenate([[0], np.full(35, 820.0), [820 + 1250]]),
        "rent": np.concatenate([[0], np.full(36, 820.0)]),
    }[way]


@pytest.mark.parametrize("way", ["cash", "bank", "linear", "lease", "rent"])
def test_the_owner_sees_payments_savings_and_tax_of_each_way(way, paid):
    expected = -payments(way) + np.concatenate([[0], np.full(36, 1000.0)])
    tax = 0.24 * (np.bincount(YEARS) * 1000 - deductible(way))
    for year, last_month in enumerate((6, 18, 30, 36)):
        expected[last_month] -= tax[year]
    assert paid[f"owner {way}"] == pytest.approx(expected, abs=0.01)


@pytest.mark.parametrize("way", ["cash", "bank", "linear", "lease", "rent"])
def test_each_way_is_worth_beside_cash_what_another_library_makes_of_it(way, paid):
    rate = ((1 + 0.08 / 12) ** 12 - 1) * 0.76
    difference = payments("cash") - payments(way)
    saved = 0.24 * (deductible(way) - deductible("cash"))
    for year, last_month in enumerate((6, 18, 30, 36)):
        difference[last_month] += saved[year]
    expected = pyxirr.npv((1 + rate) ** (1 / 12) - 1, difference.tolist())
    assert float(paid[f"advantage {way}"]) == pytest.approx(expected, abs=0.02)


LEASES = cases("leases")


@pytest.mark.parametrize("case", LEASES, ids=lambda case: case["name"])
def test_a_published_lease_has_its_published_advantage(case):
    """A textbook pays once a year, with its tax; the engine monthly, with the tax of a year at its end.

    The monthly fee is the one that is worth after tax what the yearly one is.
    """
    rate, tax, years = case["after_tax_rate"], case["tax_rate"], case["years"]
    yearly = value({"form": "annuity", "amount": 1, "count": years, "rate": rate, "first": 12, "step": 12})
    monthly = value({"form": "annuity", "amount": 1, "count": 12 * years, "rate": rate})
    fee = case["yearly_fee"] * (1 - tax) * yearly / (monthly - 12 * tax * yearly)
    quoted = 12 * ((1 + rate / (1 - tax)) ** (1 / 12) - 1)
    scenario = scenario_of(
        line("investment", str(case["cost"]), fiscal_life_years=years),
        figures={"fee": fee},
        ways=({"kind": "operational_lease", "id": "lease", "fee": "fee", "minimum_months": 12 * years},),
        company={"borrowing_rate": "quoted"},
        whole={
            "horizon_years": years,
            "regime": {"id": "flat", "rate": tax},
            "inputs": [figure("quoted", quoted)],
        },
    )
    assert float(Answers(scenario)["advantage lease"]) == pytest.approx(case["advantage"], abs=case["within"])


def test_what_is_added_back_is_that_of_a_published_example():
    """rendement.nl, 22 July 2019: 15 734 deducted on 150 000 of 2017 is 10.49 %, to be taken of 40 000 sold in 2019."""
    scenario = scenario_of(
        line("investment", "150000", residual_share="share"),
        figures={"share": 40_000 / 150_000, "life": 3.0},
        timing=("0", "0", "life"),
        whole={"regime": {"id": "nl-2026"}, "horizon_years": 4},
    )
    engine = Engine(scenario)
    regime = engine.setting.regime
    rule = regime.investment_deduction.model_copy(
        update={"fixed": 15_734, "fixed_up_to": 150_000, "claw_back_threshold": 2_300}
    )
    own = regime.model_copy(update={"investment_deduction": rule})
    engine.model.setting = replace(engine.model.setting, regime=own)
    company = engine.model.company(Given(1))
    kept = engine.model.flows(0, company, detailed=True).record.deductions
    assert kept["investment_deduction"][:, 0] == pytest.approx([15_734, 0, 0, 0])
    assert kept["added_back"][:, 0] == pytest.approx([0, 0, -4_196, 0], abs=1)

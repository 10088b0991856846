"""Profit tax, losses and the Dutch investment deduction, by themselves and as a project meets them."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from roitool.cashflow.tax import bracket_tax, investment_deduction, marginal_rate, tax_run
from roitool.scenario.data import effective_regime, regime
from roitool.scenario.regime_assets import InvestmentDeduction
from roitool.scenario.scenario import FlatRegime, NamedRegime
from tests.builder import QUARTER, line, money, monthly, scenario_of

CASES = Path(__file__).parents[1] / "cases"
TAXED = json.loads((CASES / "tax.json").read_text(encoding="utf-8"))
DEDUCTED = json.loads((CASES / "deduction.json").read_text(encoding="utf-8"))
NETHERLANDS = {"regime": {"id": "nl-2026"}}
results = st.lists(st.floats(-5e6, 5e6), min_size=1, max_size=8)


def rules(year):
    """Return the table of a year: nothing up to, 28 % up to, fixed amount, up to, nothing above (vanpasse.nl)."""
    nothing, rate_up_to, fixed, fixed_up_to, zero_above = {
        "2024": (2800, 69765, 19535, 129194, 387580),
        "2025": (2900, 70602, 19769, 130744, 392230),
        "2026": (2900, 71683, 20071, 132746, 398236),
    }[year]
    return InvestmentDeduction(
        source="table",
        confidence="S",
        minimum_per_asset=450,
        nothing_up_to=nothing,
        rate=0.28,
        rate_up_to=rate_up_to,
        fixed=fixed,
        fixed_up_to=fixed_up_to,
        phase_out=0.0756,
        zero_above=zero_above,
        claw_back_threshold=nothing,
    )


def of(choice):
    kind = FlatRegime if choice["id"] == "flat" else NamedRegime
    return effective_regime(kind(**choice))


@pytest.mark.parametrize("case", TAXED, ids=lambda case: case["name"])
def test_a_course_of_years_pays_its_known_tax(case):
    years = range(case.get("from_year", 2026), case.get("from_year", 2026) + len(case["taxable"]))
    found = tax_run(of(case["regime"]), years, case["taxable"], case.get("opening_losses", 0.0))
    assert [float(tax) for tax in found] == pytest.approx(case["tax"], abs=1e-6)


@pytest.mark.parametrize("case", DEDUCTED, ids=lambda case: case["name"])
def test_a_year_s_investments_give_the_deduction_of_the_table(case):
    found = investment_deduction(rules(case["rules"]), np.array([float(case["total"])]))
    # The table is rounded to whole euros at both ends of its level part.
    assert found[0] == pytest.approx(case["deduction"], abs=0.5 if case["total"] > 390_000 else 0.005)


@pytest.mark.parametrize("year", ["2024", "2025", "2026"])
def test_the_regime_of_a_year_holds_the_table_of_that_year(year):
    held, table = regime(f"nl-{year}").investment_deduction, rules(year)
    assert held.model_dump(exclude={"source", "confidence", "note"}) == table.model_dump(
        exclude={"source", "confidence", "note"}
    )


@pytest.mark.parametrize("case", DEDUCTED, ids=lambda case: case["name"])
def test_a_project_that_is_all_of_its_year_s_investments_has_the_deduction_of_the_table(case):
    whole = {"start": f"{case['rules']}-01", "horizon_years": 1, "regime": {"id": f"nl-{case['rules']}"}}
    found = money(scenario_of(line("investment", str(case["total"])), whole=whole))
    within = 0.5 if case["total"] > 390_000 else 0.005
    assert found.deduction("investment_deduction") == pytest.approx(case["deduction"], abs=within)


def test_every_case_names_its_source():
    assert all(case["source"] for case in (*TAXED, *DEDUCTED))


@given(results, results, st.floats(0, 1e6))
def test_futures_are_taxed_side_by_side_as_each_alone(one, other, losses):
    years = min(len(one), len(other))
    for choice in (
        {"id": "nl-2026"},
        {"id": "flat", "rate": 0.3},
        {"id": "flat", "rate": 0.3, "loss_carry_forward": False},
    ):
        side_by_side = [np.array(pair) for pair in zip(one, other, strict=False)]
        together = tax_run(of(choice), range(2026, 2026 + years), side_by_side, losses)
        for future, alone in enumerate((one, other)):
            expected = tax_run(of(choice), range(2026, 2026 + years), alone[:years], losses)
            assert [tax[future] for tax in together] == pytest.approx([float(tax) for tax in expected], abs=1e-6)


@given(results, st.floats(0, 5e6))
def test_tax_is_never_negative_and_losses_never_cost(taxable, losses):
    rule = of({"id": "nl-2026"})
    years = range(2026, 2026 + len(taxable))
    with_losses, without = (tax_run(rule, years, taxable, opening) for opening in (losses, 0.0))
    assert min(float(tax) for tax in with_losses) >= 0
    assert all(float(less) <= float(more) + 1e-6 for less, more in zip(with_losses, without, strict=True))


@given(st.floats(0, 1e7), st.floats(0, 1e5))
def test_the_rate_on_the_next_euro_is_the_slope_of_the_tax(profit, step):
    rule = regime("nl-2026").profit_tax.brackets
    rise = float(bracket_tax(rule, profit + step)) - float(bracket_tax(rule, profit))
    rates = [float(marginal_rate(rule, at)) for at in (profit, profit + step)]
    assert rates[0] * step - 1e-6 <= rise <= rates[1] * step + 1e-6


@pytest.mark.parametrize(("profit", "rate"), [(-1, 0), (0, 0.19), (199_999, 0.19), (200_000, 0.258), (1e9, 0.258)])
def test_the_rate_on_the_next_euro(profit, rate):
    assert float(marginal_rate(regime("nl-2026").profit_tax.brackets, profit)) == rate


def test_a_project_s_tax_is_what_the_company_pays_more():
    """190 000 of profit and 20 000 more: half of it at 19 %, half at 25.8 %."""
    company = {"taxable_profit_per_year": "190000"}
    found = money(scenario_of(line("revenue", "20000"), company=company, whole=NETHERLANDS))
    assert found.tax()[:, 0] == pytest.approx([4480, 4480])
    assert found.flows.project[12, 0] == pytest.approx(20_000 / 12 - 4480)


def test_a_cost_lowers_the_tax_of_a_company_that_has_profit_and_waits_where_it_has_none():
    cost = line("one_off", "1000")
    rich = money(scenario_of(cost, company={"taxable_profit_per_year": "5000"}, whole={"regime": QUARTER}))
    assert rich.tax()[:, 0].tolist() == [-250, 0]
    poor = money(scenario_of(cost, company={"taxable_profit_per_year": "400"}, whole={"regime": QUARTER}))
    assert poor.tax()[:, 0].tolist() == [-100, -100]
    losing = money(scenario_of(cost, company={"taxable_profit_per_year": "-400"}, whole={"regime": QUARTER}))
    assert losing.tax()[:, 0].tolist() == [0, 0]


def test_a_project_s_profit_uses_up_the_losses_of_earlier_years_first():
    company = {"taxable_profit_per_year": "0", "opening_losses": "1500"}
    found = money(scenario_of(line("saving", "1000"), company=company, whole={"regime": QUARTER}))
    assert found.tax()[:, 0] == pytest.approx([0, 125])


def test_the_company_s_profit_grows_by_calendar_year_also_where_the_first_is_partial():
    """From October: 2026 counts 199 000 whole, 2027 10 % more; the project meets 19 % and then 25.8 %."""
    company = {"taxable_profit_per_year": "199000", "profit_growth": "0.1"}
    whole = NETHERLANDS | {"start": "2026-10", "horizon_years": 1}
    found = money(scenario_of(monthly("saving", "100"), company=company, whole=whole))
    assert found.tax()[:, 0] == pytest.approx([300 * 0.19, 900 * 0.258])
    # Paid in December, the third month, and at the end of the horizon, the twelfth.
    assert found.flows.project[[3, 12], 0] == pytest.approx([100 - 57, 100 - 232.2])


@pytest.mark.parametrize(
    ("other", "deduction", "slope"),
    [(0, 2_800, 0.28), (50_000, 2_800, 0.28), (80_000, 0, 0), (150_000, -756, -0.0756), (500_000, 0, 0)],
)
def test_a_project_gets_what_it_adds_to_the_year_s_deduction_which_may_be_less_than_nothing(other, deduction, slope):
    company = {"other_investments": [{"year": 2026, "amount": str(other)}]}
    found = money(scenario_of(line("investment", "10000"), company=company, whole=NETHERLANDS))
    assert found.deduction("investment_deduction")[:, 0] == pytest.approx([deduction, 0], abs=1e-6)
    assert deduction == pytest.approx(slope * 10_000)


def test_only_deductible_assets_above_the_least_amount_count_and_only_in_their_own_year():
    lines = [
        line("investment", "449", "tool"),
        line("investment", "30000", "house", deductible=False),
        line("investment", "10000", "robot_arm", month="13"),
        line("one_off", "10000"),
    ]
    found = money(scenario_of(*lines, whole=NETHERLANDS))
    assert found.deduction("investment_deduction")[:, 0] == pytest.approx([0, 2800])


def test_the_deduction_is_on_the_cost_as_drawn():
    figures = {"over": {"kind": "discrete", "values": [0.0, 0.5], "probabilities": [0.4, 0.6]}}
    found = money(scenario_of(line("investment", "10000"), figures=figures, overrun="over", whole=NETHERLANDS))
    assert found.deduction("investment_deduction")[0, 0] == pytest.approx(4200)


def test_a_flat_regime_has_no_investment_deduction():
    found = money(scenario_of(line("investment", "10000"), whole={"regime": QUARTER}))
    assert not found.deduction("investment_deduction").any()

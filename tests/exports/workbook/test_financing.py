"""The sheets of paying: every way by month, its tax as really paid, and what it is worth beside paying cash."""

from __future__ import annotations

import io

import openpyxl
import pytest

from roitool.scenario.data import regime_ids
from roitool.scenario.editing import replaced
from tests.builder import LOAN, QUARTER, line, monthly, scenario_of
from tests.exports.workbook.changing import typed_over
from tests.exports.workbook.paid import WAYS, paid_scenario, program, value_at
from tests.exports.workbook.recalculated import CHECKS_TOTAL, calculated, differing, made, row_of
from tests.second.generator import random_scenario

SHEET, BY_YEAR = "Financing 1", "Financing by year 1"
NAMES = {way["id"]: way["label"] for way in WAYS} | {"cash": "Own money"}
FIRST_MONTH = 7


def titled(scenario, way):
    return f"{NAMES[way]} (chosen)" if scenario.candidates[0].paid_by == way else NAMES[way]


def by_month(book, data, label, months, sheet=SHEET):
    row = row_of(data, sheet, label)
    return [book.get_value(sheet, row, FIRST_MONTH + month) for month in range(months + 1)]


@pytest.mark.parametrize("regime", [*({"id": each} for each in regime_ids()), QUARTER], ids=lambda each: each["id"])
def test_every_live_cell_of_every_way_comes_to_the_value_that_is_kept_under_every_tax(regime):
    data = made(paid_scenario(regime))
    assert differing(data) == []
    assert calculated(data).get_value(*CHECKS_TOTAL) == 0


@pytest.mark.parametrize("seed", range(70, 75))
def test_every_live_cell_of_more_random_scenarios_comes_to_the_value_that_is_kept(seed):
    data = made(random_scenario(seed))
    assert differing(data) == []
    assert calculated(data).get_value(*CHECKS_TOTAL) == 0


CHANGED = [
    {"rate": 0.0, "borrowed": 1.0},
    {"rate": 0.11, "excess": 0.0, "go_live": 6.2},
    {"excess": -0.2, "drift_rate": -0.03, "realised": 0.3},
    {"borrowed": 0.0, "realised": 2.5},
]


@pytest.mark.parametrize("changes", CHANGED, ids=str)
@pytest.mark.parametrize("regime", ["nl-2026", "be-2026"])
def test_with_changed_figures_each_way_is_worth_what_the_program_says(changes, regime):
    scenario = paid_scenario({"id": regime})
    data = made(scenario)
    book, changed = typed_over(data, scenario, changes)
    expected = program(changed)
    for way in ("cash", *(each["id"] for each in WAYS)):
        name = titled(scenario, way)
        found = value_at(book, data, SHEET, f"{name}: advantage beside paying cash")
        assert found == pytest.approx(expected.advantages[way], rel=1e-9, abs=1e-6)
        found = value_at(book, data, SHEET, f"{name}: NPV as paid")
        assert found == pytest.approx(expected.as_paid[way], rel=1e-9, abs=1e-6)
    assert book.get_value(*CHECKS_TOTAL) == 0


@pytest.mark.parametrize("paid_by", ["bank", "operational"])
def test_a_project_that_is_stopped_goes_on_paying_for_what_it_agreed(paid_by):
    failing = {"chance": "0", "found_out_month": "6", "recovered_share": "0.4", "exit_cost": "1500", "stream": "f"}
    scenario = paid_scenario(paid_by=paid_by, stop_loss="0.3", failure=failing)
    data = made(scenario)
    book, changed = typed_over(data, scenario, {"excess": 0.35})
    expected = program(changed)
    for way in ("cash", *(each["id"] for each in WAYS)):
        found = value_at(book, data, SHEET, f"{titled(scenario, way)}: advantage beside paying cash")
        assert found == pytest.approx(expected.advantages[way], rel=1e-9, abs=1e-6)
    lowest = value_at(book, data, "Bank balance 1", "lowest bank balance with the investment")
    assert lowest == pytest.approx(expected.lowest[1])


def test_a_loan_is_paid_back_as_in_the_textbook():
    # 10 000 over 12 months at 6 %: B i / (1 − (1 + i)^−n) = 860.66 a month.
    scenario = scenario_of(line("investment", "10000"), ways=(LOAN,), paid_by="bank")
    data = made(scenario)
    book = calculated(data)
    assert value_at(book, data, SHEET, "equal payment per month") == pytest.approx(860.66, abs=0.005)
    assert by_month(book, data, "interest", 12)[1] == pytest.approx(50.0)
    assert by_month(book, data, "repayment", 12)[1] == pytest.approx(810.66, abs=0.005)
    assert by_month(book, data, "balance", 13)[0] == 10000
    assert by_month(book, data, "balance", 13)[12:] == [0.0, 0.0]


def test_what_is_paid_in_advance_as_vat_comes_back_three_months_later():
    scenario = scenario_of(line("investment", "10000", month="2"), whole={"regime": QUARTER | {"vat_rate": 0.21}})
    data = made(scenario)
    found = by_month(calculated(data), data, "VAT, paid in advance and back", 24)
    assert {month: amount for month, amount in enumerate(found) if amount} == {2: -2100, 5: 2100}


def test_what_a_lessor_keeps_is_discounted_as_the_project_is():
    rent = {"kind": "rent", "id": "rent", "label": "Rented", "fee": "0", "minimum_months": 12}
    scenario = scenario_of(
        line("investment", "10000", residual_share="0.5"), ways=(rent,), timing=("0", "0", "1"),
        whole={"hurdle_rate": 0.2, "regime": {"id": "none"}}, company={"borrowing_rate": "0.05"},
    )  # fmt: skip
    data = made(scenario)
    found = value_at(calculated(data), data, SHEET, "Rented: advantage beside paying cash")
    assert found == pytest.approx(10000 - 5000 / 1.2)


def test_more_lines_than_one_formula_can_add_up_are_followed():
    lines = [line("investment", "1000", f"machine_{number}", residual_share="0.1") for number in range(200)]
    rent = {"kind": "rent", "id": "rent", "fee": "900", "minimum_months": 6}
    failing = {"chance": "0", "found_out_month": "6", "recovered_share": "0.4", "stream": "f"}
    scenario = scenario_of(
        *lines, figures={"excess": 0.1}, ways=(LOAN, rent), paid_by="rent", overrun="excess", stop_loss="0.5",
        failure=failing, whole={"horizon_years": 1},
    )  # fmt: skip
    assert differing(made(scenario)) == []


def test_the_chosen_way_is_marked():
    for paid_by, other in (("lease", "Bank"), ("bank", "Lease")):
        column = [
            row[0].value for row in openpyxl.load_workbook(io.BytesIO(made(paid_scenario(paid_by=paid_by))))[SHEET]
        ]
        assert f"{NAMES[paid_by]} (chosen): NPV as paid" in column
        assert f"{other}: NPV as paid" in column


@pytest.mark.parametrize(
    "way",
    [
        LOAN | {"share": "0"},
        {"kind": "financial_lease", "id": "bank", "rate": "0.05", "months": 12, "down_payment": "1"},
        {"kind": "rent", "id": "bank", "fee": "100", "minimum_months": 6},
    ],
    ids=lambda way: way["kind"],
)
def test_a_way_that_pays_for_nothing_is_followed(way):
    for lines in ([line("investment", "10000", financeable=False)], [monthly("saving", "100")]):
        scenario = scenario_of(*lines, ways=(way,), paid_by="bank", whole={"regime": QUARTER})
        data = made(scenario)
        assert differing(data) == []


def test_ways_without_cash_among_them_are_compared_with_it():
    scenario = paid_scenario()
    without = replaced(scenario, ("candidates", 0, "ways_of_paying"), list(WAYS))
    data = made(without)
    assert differing(data) == []
    found = value_at(calculated(data), data, SHEET, "Lease: advantage beside paying cash")
    assert found == pytest.approx(program(scenario).advantages["lease"])


def test_a_check_turns_when_a_loan_would_outlast_the_horizon():
    scenario = paid_scenario()
    data = made(scenario)
    book, _ = typed_over(data, scenario, {"go_live": 21.0})
    row = row_of(data, "Checks", "Robot: Bank: ends within the horizon, as the program demands")
    assert book.get_value("Checks", row, 2) == 1
    assert book.get_value(*CHECKS_TOTAL) >= 1


def test_what_is_not_bought_is_not_depreciated_and_what_exceeds_the_quote_is():
    scenario = paid_scenario(paid_by="operational")
    data = made(scenario)
    book = calculated(data)
    assert value_at(book, data, BY_YEAR, "robot: capitalised") == pytest.approx(0.15 * 42000)
    assert value_at(book, data, BY_YEAR, "robot: residual value") == 0

"""Products under contract in a workbook: their units, money and tax come to what the program calculates."""

from __future__ import annotations

import io

import openpyxl
import pytest

from roitool.cashflow.model import CashFlowModel
from roitool.sampling.draws import BaseCase
from roitool.scenario.data import example_bytes
from roitool.scenario.file import scenario_from_bytes
from roitool.scenario.lines import Fleet
from tests.builder import QUARTER, line, scenario_of
from tests.exports.workbook.changing import same_flows, typed_over
from tests.exports.workbook.recalculated import CHECKS_TOTAL, calculated, differing, live_cells, made, row_of
from tests.second.generator import random_scenario

EVERYTHING = {
    "placed": "units_a_year",
    "placed_grows_with": "more",
    "contract_months": "term",
    "build_cost": "2000",
    "build_cost_grows_with": "drift_rate",
    "fee": "150",
    "fee_grows_with": "drift_rate",
    "service": "12",
    "connectivity": "4",
    "costs_grow_with": "drift_rate",
    "acquisition": "300",
    "replaces_share": "0.3",
    "lost_margin": "700",
    "churn_per_year": "churn",
    "default_share": "0.2",
    "recovered_share": "0.6",
    "renewed_share": "renewed",
    "refurbishment": "120",
    "second_life": "400",
    "uptime": {"guaranteed": "98", "achieved": "reached", "spread": "spread", "per_point": "0.05", "cap": "0.2"},
}
PLAIN = {"placed": "24", "contract_months": "24", "build_cost": "2000", "fee": "150"}


def with_fleet(fields, regime=None, **choices):
    return scenario_of(
        line("investment", "30000", deductible=True),
        {"kind": "fleet", "id": "uptime", "label": "Uptime"} | fields,
        line("revenue", "12000", "parts"),
        {"kind": "working_capital", "id": "stock", "label": "Stock", "share": "0.1"},
        figures={
            "go_live": 3.7,
            "life": 4.4,
            "units_a_year": 24,
            "more": 0.1,
            "term": 24,
            "drift_rate": 0.03,
            "churn": 0.08,
            "renewed": 0.4,
            "reached": 97.5,
            "spread": 1.5,
        },
        timing=("go_live", "6", "life"),
        company={"taxable_profit_per_year": "60000"},
        whole={"start": "2026-05", "horizon_years": 6, "hurdle_rate": 0.08, "regime": regime or {"id": "nl-2026"}}
        | choices,
    )


def months_of(data, label, sheet="Cash flow 1"):
    """Return the kept values of a row by month."""
    found = openpyxl.load_workbook(io.BytesIO(data), data_only=True)[sheet]
    row = row_of(data, sheet, label)
    return [cell.value for cell in found[row][6:]]


@pytest.mark.parametrize("fields", [PLAIN, EVERYTHING, PLAIN | {"renewed_share": "1", "churn_per_year": "1"}])
@pytest.mark.parametrize("regime", ["nl-2026", "de-2026"])
def test_every_live_cell_of_a_fleet_comes_to_the_value_that_is_kept(fields, regime):
    data = made(with_fleet(fields, {"id": regime}))
    assert differing(data) == []
    assert calculated(data).get_value(*CHECKS_TOTAL) == 0


@pytest.mark.parametrize("fields", [PLAIN, EVERYTHING])
def test_the_rows_of_a_fleet_add_up_to_the_line_of_the_program(fields):
    scenario = with_fleet(fields)
    data = made(scenario)
    model = CashFlowModel(scenario)
    line_of_program = model.flows(0, model.company(BaseCase()), detailed=True).record.lines["uptime"][:, 0]
    sheet = openpyxl.load_workbook(io.BytesIO(data), data_only=True)["Cash flow 1"]
    first = row_of(data, "Cash flow 1", "Uptime: fees")
    names = {"fees", "penalties for uptime", "service", "connectivity", "winning contracts", "refurbishment",
             "margin lost on sales replaced", "value in a second life", "building units",
             "value of units in the field at the end"}  # fmt: skip
    sums = [0.0] * len(line_of_program)
    for row in sheet.iter_rows(min_row=first, values_only=True):
        if row[0] in {f"Uptime: {name}" for name in names}:
            sums = [total + amount for total, amount in zip(sums, row[6:], strict=True)]
    assert sums == pytest.approx(line_of_program.tolist(), rel=1e-9, abs=1e-6)


CHANGED = [
    {"term": 12, "renewed": 0.9},
    {"term": 36.5},
    {"term": 37.5, "churn": 0.0},
    {"term": 120, "renewed": 1.0},
    {"churn": 1.0},
    {"renewed": 0.0, "units_a_year": 90},
    {"life": 1.2, "go_live": 0.0},
    {"reached": 99.9, "spread": 0.0},
    {"reached": 90.0, "drift_rate": -0.05},
    {"more": -0.4, "go_live": 11.5},
]


@pytest.mark.parametrize("changes", CHANGED, ids=str)
def test_with_changed_figures_the_fleet_is_the_one_the_program_calculates(changes):
    scenario = with_fleet(EVERYTHING)
    data = made(scenario)
    book, changed = typed_over(data, scenario, changes)
    same_flows(data, book, changed)
    assert book.get_value(*CHECKS_TOTAL) == 0


def test_a_term_below_a_year_turns_a_check():
    scenario = with_fleet(EVERYTHING)
    data = made(scenario)
    row = row_of(data, "Inputs", "in_1_term", 14)
    book = calculated(data, [("Inputs", row, 6, 6), ("Inputs", row, 7, "own value")])
    assert book.get_value(*CHECKS_TOTAL) >= 1


def test_units_in_the_field_are_those_placed_less_those_that_left():
    data = made(with_fleet(PLAIN | {"churn_per_year": "0"}))
    placed, field = months_of(data, "Uptime: new units placed"), months_of(data, "Uptime: units in the field")
    ended = months_of(data, "Uptime: contracts that end")
    assert field[-1] == pytest.approx(sum(placed) - sum(ended))
    assert ended[40] == pytest.approx(placed[16]) != 0


def test_what_is_deducted_of_units_is_what_they_cost():
    data = made(with_fleet(EVERYTHING))
    deducted = sum(months_of(data, "Uptime: depreciation")) + sum(
        months_of(data, "Uptime: written off when it comes back")
    )
    assert deducted == pytest.approx(sum(months_of(data, "Uptime: cost of new units")))


def test_the_example_of_an_uptime_contract_is_live_line_by_line():
    scenario = scenario_from_bytes(example_bytes("uptime-contract"))
    position = next(
        place for place, each in enumerate(scenario.candidates) if any(isinstance(one, Fleet) for one in each.lines)
    )
    data = made(scenario, (position,), "nl")
    assert differing(data) == []
    labels = {
        cell.value for row in openpyxl.load_workbook(io.BytesIO(data))[f"Kasstroom {position + 1}"] for cell in row
    }
    assert any(str(label).endswith(": stuks in het veld") for label in labels)


def test_no_lookup_of_a_fleet_reaches_its_own_column_or_a_later_one():
    scenario = with_fleet(EVERYTHING)
    cells = [cell for cell in live_cells(made(scenario)) if cell.sheet == "Cash flow 1"]
    lookups = [cell for cell in cells if "INDEX(" in cell.formula]
    assert lookups
    for cell in lookups:
        column = openpyxl.utils.get_column_letter(cell.column - 1)
        assert f":{column}$" in cell.formula
        assert f"{openpyxl.utils.get_column_letter(cell.column + 1)}$" not in cell.formula


@pytest.mark.parametrize("seed", range(40, 60))
def test_every_live_cell_of_a_random_scenario_with_fleets_comes_to_the_value_that_is_kept(seed):
    scenario = random_scenario(seed)
    assert differing(made(scenario)) == []


def test_an_untaxed_company_has_fleets_too():
    assert differing(made(with_fleet(EVERYTHING, QUARTER))) == []

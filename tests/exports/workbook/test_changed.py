"""With every figure at its low or high end a workbook calculates what the program does with those figures."""

from __future__ import annotations

import io

import openpyxl
import pytest

from roitool.scenario.editing import replaced
from tests.exports.workbook.changing import same_flows
from tests.exports.workbook.recalculated import calculated, made
from tests.second.generator import random_scenario

FOR_ALL = ("Inputs", 3, 7)
COLUMNS = {"low": 3, "high": 5}
NAMES = 14


def at_one_end(scenario, data, end):
    """Return a scenario with every figure fixed at what its workbook calls its low or high end."""
    rows = openpyxl.load_workbook(io.BytesIO(data), data_only=True)["Inputs"].iter_rows(min_row=9, values_only=True)
    ends = {row[NAMES - 1]: row[COLUMNS[end] - 1] for row in rows}
    owners = [("in_", (), scenario)]
    owners += [(f"in_{each + 1}_", ("candidates", each), one) for each, one in enumerate(scenario.candidates)]
    for prefix, place, owner in owners:
        for position, item in enumerate(owner.inputs):
            quantity = {"kind": "fixed", "value": float(ends[f"{prefix}{item.id}"])}
            scenario = replaced(scenario, (*place, "inputs", position, "quantity"), quantity)
    return scenario


@pytest.mark.parametrize("end", list(COLUMNS))
@pytest.mark.parametrize("seed", range(70, 75))
def test_with_all_figures_at_one_end_a_random_scenario_is_what_the_program_calculates(seed, end):
    scenario = random_scenario(seed)
    data = made(scenario)
    book = calculated(data, [(*FOR_ALL, end)])
    changed = at_one_end(scenario, data, end)
    for candidate in range(len(changed.candidates)):
        same_flows(data, book, changed, candidate)

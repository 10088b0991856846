"""The same figures changed twice: typed into a workbook, and in the scenario, for the program to calculate anew."""

from __future__ import annotations

import pytest

from roitool.cashflow.model import CashFlowModel
from roitool.sampling.draws import BaseCase
from roitool.scenario.editing import replaced
from tests.exports.workbook.recalculated import calculated, row_of

_NAMES, _OWN, _CHOICE, _FIRST_MONTH = 14, 6, 7, 7


def typed_over(data, scenario, changes, candidate=0):
    """Return the workbook with own values typed over figures and calculated, and the scenario with them fixed."""
    typed, changed = [], scenario
    own = [item.id for item in scenario.candidates[candidate].inputs]
    shared = [item.id for item in scenario.inputs]
    for name, value in changes.items():
        prefix, place, ids = (f"{candidate + 1}_", ("candidates", candidate), own) if name in own else ("", (), shared)
        row = row_of(data, "Inputs", f"in_{prefix}{name}", _NAMES)
        typed += [("Inputs", row, _OWN, value), ("Inputs", row, _CHOICE, "own value")]
        quantity = {"kind": "fixed", "value": float(value)}
        changed = replaced(changed, (*place, "inputs", ids.index(name), "quantity"), quantity)
    return calculated(data, typed), changed


def flows_of(scenario, candidate=0):
    """Return the program's base case after tax, by month."""
    model = CashFlowModel(scenario)
    return model.flows(candidate, model.company(BaseCase())).project[:, 0].tolist()


def same_flows(data, book, scenario, candidate=0):
    """Assert that the workbook's money after tax is the program's."""
    sheet = f"Cash flow {candidate + 1}"
    row = row_of(data, sheet, "project cash flow")
    expected = flows_of(scenario, candidate)
    found = [book.get_value(sheet, row, _FIRST_MONTH + month) for month in range(len(expected))]
    assert found == pytest.approx(expected, rel=1e-9, abs=1e-6)

"""When a failed project ends: with the last investment that is really spent."""

from __future__ import annotations

import numpy as np
import pytest

from roitool.cashflow.model import CashFlowModel
from tests.builder import Given, line, monthly, scenario_of

EARLY = {"chance": "1", "found_out_month": "3", "stream": "fails"}


@pytest.mark.parametrize(("amount", "month"), [("0", "20"), ("5000", "60")])
def test_an_investment_that_is_never_spent_does_not_put_off_the_end(amount, month):
    """Nothing at all in month 20, or something after the horizon of two years: the cost is deducted in month 3."""
    spent = line("investment", "10000", id="machine")
    other = line("investment", amount, month=month, id="other")
    running = line("running_cost", "100", per="month", start="0", id="licence")
    scenario = scenario_of(
        spent, other, running, monthly("saving", "500"), failure=EARLY, whole={"regime": {"id": "flat", "rate": 0.25}}
    )
    model = CashFlowModel(scenario)
    flows = model.flows(0, model.company(Given(uniforms={"fails": [0.5]})), detailed=True)
    licence = flows.record.lines["licence"][:, 0]
    assert np.flatnonzero(licence).tolist() == [1, 2, 3]

"""What some future makes impossible in grants, fleets, leases and the company is refused, with the figures there."""

from __future__ import annotations

import math

import pytest

from roitool.errors import ScenarioError
from roitool.evaluate import evaluate
from roitool.scenario.check import check
from tests.builder import figure, line, monthly, scenario_of

ANYTHING = {"kind": "uniform", "minimum": -1.0, "maximum": 2.0}
"""Its base value, a half, makes sense everywhere; in two futures out of three it is no share, in one below nought."""
HUNDREDS = {"kind": "uniform", "minimum": -150.0, "maximum": 250.0}
"""Its base value makes sense as a percentage and as months; many others do not."""
GRANT = {"kind": "grant", "id": "subsidy", "label": "", "month": "1", "stream": "granting"}
FLEET = {
    "kind": "fleet",
    "id": "rented_out",
    "label": "",
    "placed": "12",
    "contract_months": "12",
    "build_cost": "100",
    "fee": "10",
}
UPTIME = {"guaranteed": "98", "achieved": "99", "spread": "1", "per_point": "0"}
FINANCIAL = {"kind": "financial_lease", "id": "financed", "rate": "0.05", "months": 12}
HIRE = {"kind": "rent", "id": "hired", "fee": "10", "minimum_months": 12}
LINE, WAY = ("lines", 1), ("ways_of_paying", 1)


def spending(more, **choices):
    return scenario_of(line("investment", "1"), more, figures={"figure_one": ANYTHING, "hundreds": HUNDREDS}, **choices)


def paid_by(way):
    return scenario_of(line("investment", "1"), figures={"figure_one": ANYTHING}, ways=(way,))


OUT_OF_BOUNDS = {
    "more granted than it costs": (
        spending(GRANT | {"share": "figure_one", "of": ["investment"]}),
        (*LINE, "share"),
        "share",
    ),
    "a grant below nought": (spending(GRANT | {"amount": "figure_one"}), (*LINE, "amount"), "not_negative"),
    "a cap below nought": (
        spending(GRANT | {"share": "0.5", "cap": "figure_one", "of": ["investment"]}),
        (*LINE, "cap"),
        "not_negative",
    ),
    "a grant before the decision": (
        spending(GRANT | {"amount": "1", "month": "figure_one"}),
        (*LINE, "month"),
        "not_negative",
    ),
    "granted more than surely": (
        spending(GRANT | {"amount": "1", "chance": "figure_one"}),
        (*LINE, "chance"),
        "chance",
    ),
    "more repaid than granted": (
        spending(GRANT | {"amount": "1", "repaid_on_failure": "figure_one"}),
        (*LINE, "repaid_on_failure"),
        "share",
    ),
    "more tied up than comes in": (
        spending({"kind": "working_capital", "id": "tied_up", "label": "", "share": "figure_one"}),
        (*LINE, "share"),
        "share",
    ),
    "fewer than no units": (spending(FLEET | {"placed": "figure_one"}), (*LINE, "placed"), "not_negative"),
    "a contract of a few months": (
        spending(FLEET | {"contract_months": "hundreds"}),
        (*LINE, "contract_months"),
        "contract_months",
    ),
    "more leave than there are": (
        spending(FLEET | {"churn_per_year": "figure_one"}),
        (*LINE, "churn_per_year"),
        "share",
    ),
    "fees that shrink by all there is": (
        spending(FLEET | {"fee_grows_with": "0 - figure_one"}),
        (*LINE, "fee_grows_with"),
        "growth",
    ),
    "longer up than there is time": (
        spending(FLEET | {"uptime": UPTIME | {"achieved": "hundreds"}}),
        (*LINE, "uptime", "achieved"),
        "percent",
    ),
    "a spread below nought": (
        spending(FLEET | {"uptime": UPTIME | {"spread": "figure_one"}}),
        (*LINE, "uptime", "spread"),
        "not_negative",
    ),
    "more paid down than it costs": (
        paid_by(FINANCIAL | {"down_payment": "figure_one"}),
        (*WAY, "down_payment"),
        "share",
    ),
    "an option above the price": (
        paid_by(FINANCIAL | {"purchase_option": "figure_one"}),
        (*WAY, "purchase_option"),
        "share",
    ),
    "a rent below nought": (paid_by(HIRE | {"fee": "figure_one"}), (*WAY, "fee"), "not_negative"),
    "hired before the decision": (paid_by(HIRE | {"start": "figure_one"}), (*WAY, "start"), "not_negative"),
    "a stop below no overrun": (
        scenario_of(
            line("investment", "1"),
            figures={"over": 0.1, "figure_one": ANYTHING},
            overrun="over",
            stop_loss="figure_one",
        ),
        ("stop_loss",),
        "not_negative",
    ),
}


def problems_of(scenario):
    assert not [problem for problem in check(scenario) if problem.severity == "error"]
    with pytest.raises(ScenarioError) as refused:
        evaluate(scenario, 1024)
    return refused.value.problems


@pytest.mark.parametrize("name", OUT_OF_BOUNDS)
def test_what_is_out_of_bounds_in_some_future_is_refused_with_its_place_and_its_figures(name):
    scenario, place, bound = OUT_OF_BOUNDS[name]
    (problem,) = problems_of(scenario)
    assert problem.place == ("candidates", 0, *place)
    assert problem.code == f"out_of_bounds_{bound}"
    ((figure_name, value),) = problem.values["figures"]
    assert figure_name in {"figure_one", "hundreds"}
    assert math.isfinite(value)
    assert math.isfinite(problem.values["found"])


@pytest.mark.parametrize("field", ["volatility", "debt_service_per_year"])
def test_a_company_whose_months_or_debts_are_below_nought_in_some_future_is_refused(field):
    whole = {"inputs": [figure("figure_one", ANYTHING)]}
    (problem,) = problems_of(scenario_of(monthly("saving", "1"), company={field: "figure_one"}, whole=whole))
    assert (problem.place, problem.code) == (("company", field), "out_of_bounds_not_negative")


@pytest.mark.parametrize(
    ("way", "code"),
    [
        (FINANCIAL | {"months": 14}, "loan_beyond_horizon"),
        (HIRE | {"kind": "operational_lease", "minimum_months": 14}, "hire_beyond_horizon"),
        (HIRE | {"minimum_months": 14}, "hire_beyond_horizon"),
        (HIRE | {"minimum_months": 14, "start": "late * 1"}, "hire_beyond_horizon"),
    ],
)
def test_a_term_that_outlasts_the_horizon_only_where_things_come_late_is_refused_with_its_end(way, code):
    scenario = scenario_of(
        line("investment", "1", month="late"),
        figures={"late": {"kind": "triangular", "minimum": 0.0, "likely": 5.0, "maximum": 12.5}},
        timing=("late", "0", "30"),
        ways=(way,),
    )
    (problem,) = problems_of(scenario)
    assert problem.place == ("candidates", 0, *WAY, "months" if code == "loan_beyond_horizon" else "minimum_months")
    assert problem.code == code
    assert 24 < problem.values["ends"] <= 27
    assert problem.values["horizon_months"] == 24

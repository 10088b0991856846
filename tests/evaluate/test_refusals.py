"""What cannot be decided is refused with its place and its values, never with another exception."""

from __future__ import annotations

import math
from random import Random

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings

from roitool.errors import ScenarioError
from roitool.evaluate import evaluate
from roitool.evaluate.engine import Engine
from roitool.sampling.draws import SomeFutures
from roitool.scenario.check import check
from roitool.scenario.editing import replaced
from roitool.scenario.references import formulas
from roitool.scenario.scenario import MAX_FUTURES
from tests.builder import LOAN, figure, line, monthly, nothing_line, scenario_of
from tests.second.generator import random_scenario
from tests.strategies import scenarios

ANYTHING = {"kind": "uniform", "minimum": -1.0, "maximum": 2.0}
"""Its base value, a half, makes sense everywhere; in two futures out of three it is no share, in one below nought."""
FAILURE = {"chance": "odds", "found_out_month": "months", "stream": "failing"}
EVENT = {"id": "leak", "label": "", "chance": "odds", "how_often": "once", "cost": "1", "stream": "leaking"}


def problems_of(scenario, futures=None):
    with pytest.raises(ScenarioError) as refused:
        evaluate(scenario, futures)
    return refused.value.problems


def with_figure(*lines, **choices):
    return scenario_of(*lines, figures={"figure_one": ANYTHING, "odds": 0.5, "months": 3}, **choices)


LINE = ("candidates", 0, "lines", 0)
OUT_OF_BOUNDS = {
    "an investment below nought": (with_figure(line("investment", "figure_one")), (*LINE, "amount"), "not_negative"),
    "a one-off below nought": (with_figure(line("one_off", "figure_one")), (*LINE, "amount"), "not_negative"),
    "spent before the decision": (
        with_figure(line("one_off", "1", month="figure_one")),
        (*LINE, "month"),
        "not_negative",
    ),
    "a cost that starts before the decision": (
        with_figure(monthly("running_cost", "1", start="figure_one")),
        (*LINE, "start"),
        "not_negative",
    ),
    "a residual value above the cost": (
        with_figure(line("investment", "1", residual_share="figure_one")),
        (*LINE, "residual_share"),
        "share",
    ),
    "a growth of minus all": (
        with_figure(monthly("saving", "1", grows_with="0 - figure_one")),
        (*LINE, "grows_with"),
        "growth",
    ),
    "live before the decision": (
        with_figure(timing=("figure_one", "0", "5")),
        ("candidates", 0, "timing", "go_live_month"),
        "not_negative",
    ),
    "a ramp below nought": (
        with_figure(timing=("0", "figure_one", "5")),
        ("candidates", 0, "timing", "ramp_months"),
        "not_negative",
    ),
    "a life of nothing": (
        with_figure(timing=("0", "0", "figure_one")),
        ("candidates", 0, "timing", "life_years"),
        "positive",
    ),
    "a chance above one": (
        with_figure(failure=FAILURE | {"chance": "figure_one"}),
        ("candidates", 0, "failure", "chance"),
        "chance",
    ),
    "found out before the decision": (
        with_figure(failure=FAILURE | {"found_out_month": "figure_one"}),
        ("candidates", 0, "failure", "found_out_month"),
        "not_negative",
    ),
    "more back than was paid": (
        with_figure(failure=FAILURE | {"recovered_share": "figure_one"}),
        ("candidates", 0, "failure", "recovered_share"),
        "share",
    ),
    "an event's chance below nought": (
        with_figure(events=[EVENT | {"chance": "figure_one"}]),
        ("candidates", 0, "events", 0, "chance"),
        "chance",
    ),
    "a stop of minus a month": (
        with_figure(events=[EVENT | {"stops_months": "figure_one"}]),
        ("candidates", 0, "events", 0, "stops_months"),
        "not_negative",
    ),
    "more averted than happens": (
        with_figure(nothing=(nothing_line("-1"),), averts=[{"line": "drift", "share": "figure_one"}]),
        ("candidates", 0, "averts", 0, "share"),
        "share",
    ),
    "a loan at less than nothing": (
        with_figure(ways=(LOAN | {"rate": "figure_one"},)),
        ("candidates", 0, "ways_of_paying", 1, "rate"),
        "not_negative",
    ),
    "more borrowed than it costs": (
        with_figure(ways=(LOAN | {"share": "figure_one"},)),
        ("candidates", 0, "ways_of_paying", 1, "share"),
        "share",
    ),
}


@pytest.mark.parametrize("name", OUT_OF_BOUNDS)
def test_what_is_out_of_bounds_in_some_future_is_refused_with_its_line_and_its_figures(name):
    scenario, place, bound = OUT_OF_BOUNDS[name]
    found = [problem for problem in problems_of(scenario) if problem.place == place]
    assert [problem.code for problem in found] == [f"out_of_bounds_{bound}"]
    ((figure_name, value),) = found[0].values["figures"]
    assert figure_name == "figure_one"
    assert -1 <= value <= 2
    assert math.isfinite(found[0].values["found"])


def test_a_division_by_nought_in_one_future_is_refused_with_the_line_the_part_and_the_values():
    """One of four values of a figure makes the divisor nought; in the base case, at 1, all is well."""
    quantity = {"kind": "discrete", "values": [0.0, 1.0, 2.0, 4.0], "probabilities": [0.01, 0.4, 0.3, 0.29]}
    scenario = scenario_of(monthly("saving", "100 / (orders * price)"), figures={"orders": quantity, "price": 5})
    assert not [problem for problem in check(scenario) if problem.severity == "error"]
    (problem,) = problems_of(scenario)
    assert problem.place == (*LINE, "amount")
    assert problem.code == "division_by_zero"
    assert dict(problem.values["figures"]) == {"orders": 0.0, "price": 5.0}


def test_a_division_by_nought_in_a_derived_figure_is_found_there():
    derived = [{"id": "per_order", "label": "", "formula": "100 / orders"}]
    quantity = {"kind": "discrete", "values": [0.0, 1.0], "probabilities": [0.1, 0.9]}
    scenario = scenario_of(monthly("saving", "per_order"), figures={"orders": quantity}, derived=derived)
    problems = problems_of(scenario)
    assert problems[0].place == ("candidates", 0, "derived", 0, "formula")
    assert problems[0].code == "division_by_zero"


@pytest.mark.parametrize("formula", ["figure_one ** odds", "(0 - 1) ** figure_one"])
def test_a_power_that_is_no_number_in_some_future_is_refused(formula):
    (problem,) = problems_of(with_figure(monthly("saving", formula)))
    assert (problem.place, problem.code) == ((*LINE, "amount"), "not_finite")


def test_an_overrun_of_more_than_everything_back_is_refused():
    figures = {"over": {"kind": "uniform", "minimum": -1.5, "maximum": 2.0}}
    (problem,) = problems_of(scenario_of(line("investment", "1"), figures=figures, overrun="over"))
    assert (problem.place, problem.code) == (("candidates", 0, "overrun"), "out_of_bounds_overrun")


def test_an_overrun_that_is_not_there_is_refused():
    (problem,) = (
        each for each in problems_of(scenario_of(line("investment", "1"), overrun="over")) if each.severity == "error"
    )
    assert problem.place == ("candidates", 0, "overrun")


def test_a_loan_that_outlasts_the_horizon_is_refused_also_where_only_some_futures_draw_it_so_late():
    plain = scenario_of(line("investment", "1"), ways=(LOAN | {"months": 25},))
    place = ("candidates", 0, "ways_of_paying", 1, "months")
    assert (place, "loan_beyond_horizon") in {(each.place, each.code) for each in problems_of(plain)}
    late = scenario_of(
        line("investment", "1", month="when"),
        figures={"when": {"kind": "triangular", "minimum": 0.0, "likely": 5.0, "maximum": 12.5}},
        ways=(LOAN,),
    )
    (problem,) = problems_of(late)
    assert problem.place == place
    assert problem.code.startswith("loan_beyond_horizon")


def test_a_company_that_is_short_at_the_start_is_refused():
    places = {
        each.place for each in problems_of(scenario_of(company={"opening_cash": "-1"})) if each.severity == "error"
    }
    assert places == {("company", "opening_cash")}


def test_a_company_that_is_short_at_the_start_of_some_future_only_is_refused_too():
    whole = {"inputs": [figure("cash", ANYTHING)]}
    (problem,) = problems_of(scenario_of(company={"opening_cash": "cash"}, whole=whole))
    assert problem.place == ("company", "opening_cash")
    assert problem.code == "already_short_in_a_future"


def test_without_candidates_there_is_nothing_to_decide_and_that_is_said_once():
    assert [each.code for each in problems_of(scenario_of(whole={"candidates": []}))] == ["no_candidates"]


@pytest.mark.parametrize("futures", [10**12, MAX_FUTURES + 1, 0, -5])
def test_too_many_and_too_few_futures_are_refused_before_anything_is_calculated(futures):
    (problem,) = problems_of(scenario_of(), futures)
    assert problem.place == ("futures",)
    assert problem.values["found"] == futures
    assert problem.values["bound"] == (MAX_FUTURES if futures > 0 else 1)


def test_every_problem_of_a_candidate_is_told_at_once():
    scenario = with_figure(
        line("investment", "figure_one"), monthly("saving", "1 / max(figure_one, 0)"), timing=("figure_one", "0", "5")
    )
    assert {each.place[2:] for each in problems_of(scenario)} >= {
        ("lines", 0, "amount"),
        ("lines", 1, "amount"),
        ("timing", "go_live_month"),
    }


def test_the_problems_of_all_candidates_are_told_at_once():
    """A copy of a candidate whose investment is below nought in some future has one too."""
    one = with_figure(line("investment", "figure_one"))
    candidate = one.candidates[0].model_dump()
    both = replaced(one, ("candidates",), (candidate, candidate | {"id": "second"}))
    places = [problem.place[:2] for problem in problems_of(both) if problem.severity == "error"]
    assert places == [("candidates", 0), ("candidates", 1)]


def test_an_error_survives_the_way_back_from_another_process():
    kind, arguments = ScenarioError(problems_of(with_figure(line("investment", "figure_one")))).__reduce__()
    assert kind(*arguments).problems == arguments[0]


@pytest.mark.parametrize("amount", [1e15, 1e-9, -1e-9])
@pytest.mark.parametrize(
    "regime",
    [{"id": "none"}, {"id": "nl-2026"}, {"id": "de-2026"}, {"id": "be-2026"}, {"id": "flat", "rate": 0.25}],
    ids=lambda r: r["id"],
)
def test_the_largest_and_smallest_amounts_give_finite_numbers(amount, regime):
    size = abs(amount)
    scenario = scenario_of(
        line("investment", "spent", residual_share="back"),
        monthly("saving", "saved", grows_with="index"),
        figures={"spent": size, "saved": amount, "back": 0.1, "index": 0.1},
        ways=(LOAN,),
        company={"opening_cash": "1e15", "taxable_profit_per_year": "1e15", "monthly_cash_flow": "1e15"},
        whole={"regime": regime, "hurdle_rate": 0.1},
    )
    (answer,) = evaluate(scenario).candidates
    for number in (answer.npv, answer.investment, answer.ways[1].advantage, answer.ways[1].bank.lowest_with):
        assert np.isfinite([number.mean.value, number.cvar.value, *(q.value for q in number.quantiles.values())]).all()


def test_amounts_that_multiply_beyond_all_numbers_are_refused():
    product = " * ".join(["huge"] * 21)
    problems = problems_of(scenario_of(monthly("saving", product), figures={"huge": 1e15}))
    assert [(each.place, each.code) for each in problems if each.severity == "error"] == [
        ((*LINE, "amount"), "not_finite")
    ]


def test_amounts_that_only_add_up_beyond_all_numbers_are_refused():
    """Each month's amount is a number; two years of it are not."""
    product = " * ".join(["huge"] * 20)
    assert problems_of(scenario_of(monthly("saving", f"{product} * many"), figures={"huge": 1e15, "many": 1e8}))


def decided_or_refused(scenario):
    """Calculate one block, or see that the refusal names a place; anything else is raised."""
    try:
        engine = Engine(scenario)
        outcomes = [*engine.base()]
        futures = engine.sampling.chunk(0, 1)
        for each in (futures, SomeFutures(futures, np.arange(0, 1024, 16))):
            company = engine.model.company(each)
            for position in range(len(scenario.candidates)):
                if each is not futures:  # the measures of a few of them are enough, and much quicker
                    outcomes.append(engine.outcome(position, company))
                else:
                    engine.model.ways(position, engine.model.flows(position, company), company)
    except ScenarioError as refused:
        assert all(problem.place and problem.code for problem in refused.problems)  # noqa: PT017 - either may happen
        return
    assert all(np.isfinite(outcome.npv).all() for outcome in outcomes)


@given(scenarios())
@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
def test_whatever_a_file_asks_for_is_decided_or_refused_with_a_place(scenario):
    errors = [problem for problem in check(scenario) if problem.severity == "error"]
    if errors:
        assert {(each.place, each.code) for each in problems_of(scenario)} == {
            (each.place, each.code) for each in errors
        }
    else:
        decided_or_refused(scenario)


@pytest.mark.parametrize("seed", range(60))
def test_whatever_stands_in_one_formula_is_decided_or_refused_with_a_place(seed):
    """A scenario that uses everything, and in one of its formulas something that nobody expects there."""
    random = Random(seed)  # noqa: S311 - nothing secret hangs on it
    scenario = random_scenario(seed)
    field = random.choice(list(formulas(scenario)))
    visible = [*scenario.inputs, *(() if field.candidate is None else scenario.candidates[field.candidate].inputs)]
    name = random.choice(visible).id if visible else "0"
    strange = ("0", "1e15", "-1e15", "1e-9", "1e-300", "1", "-1", f"0 - {name}", f"1 / {name}", f"{name} ** {name}")
    changed = replaced(scenario, field.place, random.choice(strange))
    if not [problem for problem in check(changed) if problem.severity == "error"]:
        decided_or_refused(changed)

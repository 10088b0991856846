"""Several candidates done together: what they share, and what that is worth."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

from roitool.cashflow.together import Common, set_flows
from roitool.errors import ScenarioError
from roitool.evaluate import evaluate
from roitool.evaluate.engine import Engine
from roitool.scenario.renaming import duplicated
from tests.builder import LOAN, QUARTER, Given, line, monthly, nothing_line, scenario_of
from tests.evaluate.test_together import two
from tests.exports.everything import everything

FUTURES = 10_240


def pair(*lines, other=None, **choices):
    """Return a scenario of two candidates, `first_one` and `second_one`; `other` are the lines of the second."""
    document = scenario_of(*lines, **choices).model_dump(exclude_none=True)
    (one,) = document["candidates"]
    second = {**one, "id": "second_one", "lines": tuple(other or one["lines"])}
    second["inputs"] = tuple({**figure, "stream": f"second.{figure['stream']}"} for figure in one["inputs"])
    if one.get("failure"):
        second["failure"] = {**one["failure"], "stream": "second.failing"}
    candidates = ({**one, "id": "first_one"}, second)
    return type(scenario_of(*lines, **choices)).model_validate(document | {"candidates": candidates})


def decided(scenario, *members, trials=FUTURES):
    evaluation = evaluate(scenario, trials, together=(members or ("first_one", "second_one"),))
    return evaluation.together[0], evaluation


def money(scenario, futures=None, common=None):
    """Return the flows of both candidates together, in the base case or in given futures."""
    engine = Engine(scenario)
    company = engine.model.company(futures or Given())
    return set_flows(engine.model, (0, 1), company, common or Common())


def test_two_of_50_000_in_2026_deduct_20_071_together_half_each():
    """28 % of 50 000 twice is 28 000; on 100 000 it is 20 071. The 7 929 less cost 19 % of tax: 1 506.51."""
    together, _ = decided(two("50000", other="6"), "robot", "second_one")
    (year,) = together.deductions
    assert (year.year, year.alone, year.together) == (2026, pytest.approx(28_000), pytest.approx(20_071))
    assert year.parts == pytest.approx((10_035.5, 10_035.5))
    assert together.difference.value == pytest.approx(-1_506.51)
    assert together.in_common.deduction == pytest.approx(-1_506.51)
    assert (together.in_common.interfaces, together.in_common.averted) == (0, 0)
    assert together.in_common.tax == pytest.approx(0, abs=1e-6)


def test_parts_of_the_deduction_are_in_proportion_to_cost():
    """60 000 and 20 000: 20 071, three quarters and one quarter of it."""
    scenario = pair(
        line("investment", "60000"), other=(line("investment", "20000"),), whole={"regime": {"id": "nl-2026"}}
    )
    together, _ = decided(scenario)
    assert together.deductions[0].parts == pytest.approx((15_053.25, 5_017.75))


def test_without_anything_in_common_a_set_is_worth_the_sum_of_its_members():
    """One rate, profit enough, no deduction: what they come to together is what they come to apart."""
    scenario = pair(
        line("investment", "50000"),
        monthly("saving", "saved"),
        figures={"saved": {"kind": "uniform", "minimum": 1500, "maximum": 4500}},
        whole={"regime": QUARTER, "hurdle_rate": 0.1},
    )
    together, evaluation = decided(scenario)
    apart = sum(candidate.npv.mean.value for candidate in evaluation.candidates)
    assert together.npv.mean.value == pytest.approx(apart, rel=1e-12)
    assert together.difference.value == pytest.approx(0, abs=1e-8)
    assert together.npv.sd.value < sum(candidate.npv.sd.value for candidate in evaluation.candidates)


def test_a_loss_of_one_is_set_off_against_the_profit_of_the_other():
    """A company without profit: alone a loss of 10 000 is worth nothing, beside a profit of 10 000 it saves 2 500."""
    company = {"taxable_profit_per_year": "0"}
    scenario = pair(
        line("one_off", "10000"),
        other=(monthly("saving", "gained / 12 / (1 + 1)"),),
        company=company,
        figures={"gained": 10_000},
        whole={"regime": QUARTER},
    )
    assert money(scenario).project.sum() == pytest.approx(0, abs=1e-6)
    together, _ = decided(scenario)
    assert together.difference.value == pytest.approx(2_500)
    assert together.in_common.tax == pytest.approx(2_500)


def link(amount, **other):
    return line(
        "investment", amount, "link", interface={"count": "1", "standard": "edi", "shared_as": "erp_link"}, **other
    )


def test_a_shared_interface_is_paid_once_by_the_first_in_the_order_of_the_set():
    """0.8 · 10 000 and 0.8 · 6 000: in this order 8 000 are paid, in the other 4 800."""
    scenario = pair(link("10000"), other=(link("6000"),))
    for members, paid, saved in (
        (("first_one", "second_one"), 8_000, 4_800),
        (("second_one", "first_one"), 4_800, 8_000),
    ):
        together, _ = decided(scenario, *members)
        assert together.npv.mean.value == pytest.approx(-paid)
        assert together.difference.value == together.in_common.interfaces == pytest.approx(saved)
        assert together.shared_interfaces == ("erp_link",)


def test_where_the_first_never_works_the_other_pays_for_itself():
    """Two futures: the first one works, and never does. The second pays 4 800 only in the latter."""
    failure = {"chance": "0.5", "found_out_month": "3", "stream": "failing"}
    scenario = pair(link("10000"), other=(link("6000"),), failure=failure)
    futures = Given(2, uniforms={"failing": [0.9, 0.1], "second.failing": [0.9, 0.9]})
    assert money(scenario, futures).project.sum(axis=0) == pytest.approx([-8_000, -12_800])


def test_what_is_not_paid_is_not_lent_on_nor_sold():
    """Half of 8 000 is borrowed, nothing for the second; a tenth of 8 000 comes back."""
    scenario = pair(link("10000", residual_share="0.1"), ways=({**LOAN, "share": "0.5", "rate": "0"},), paid_by="bank")
    flows = money(scenario)
    assert flows.way.financing[0, 0] == pytest.approx(4_000)
    assert flows.project[24, 0] == pytest.approx(800)


def test_a_line_of_doing_nothing_is_averted_at_most_whole_in_every_month():
    """Both avert 70 % of 1 000 a month; the second is live from month 12: 700 a month, then 1 000 instead of 1 400."""
    averts = ({"line": "drift", "share": "0.7"},)
    document = pair(line("investment", "0"), nothing=(nothing_line("-1000"),), averts=averts).model_dump(
        exclude_none=True
    )
    document["candidates"][1]["timing"]["go_live_month"] = "12"
    scenario = type(pair(line("investment", "0"))).model_validate(document)
    flow = money(scenario).project[:, 0]
    assert flow[1:].tolist() == pytest.approx([700] * 12 + [1_000] * 12)
    together, _ = decided(scenario)
    assert together.in_common.averted == together.difference.value == pytest.approx(-12 * 400)


def test_every_member_is_paid_in_its_chosen_way_and_all_of_it_passes_one_account():
    """Both lend all of 12 000 at 0 %: nothing is drawn in month 0, and 2 · 1 000 leave the account every month."""
    ways = ({**LOAN, "rate": "0"},)
    flows = money(pair(line("investment", "12000"), ways=ways, paid_by="bank"))
    owner = flows.owner_before_tax[:13, 0] + flows.way.financing[:, 0]
    assert owner.tolist() == pytest.approx([0] + [-2_000] * 12)
    assert flows.way.ends.tolist() == [12]


def test_two_that_are_safe_apart_can_be_too_much_together():
    """100 000 in the bank: 60 000 once is fine, twice is not. The deepest point is −20 000, 120 000 are at stake."""
    company = {"opening_cash": "100000"}
    together, evaluation = decided(pair(line("investment", "60000"), company=company))
    assert [candidate.paid.bank.added_short.value for candidate in evaluation.candidates] == [0, 0]
    assert together.bank.added_short.value == 1
    assert together.bank.lowest_with.mean.value == pytest.approx(-20_000)
    assert together.bank.peak_funding.mean.value == pytest.approx(120_000)
    assert together.bank.bearable_loss.value == pytest.approx(100_000)
    assert [test.reached for test in together.tests.survivable] == [False]


def test_the_parts_add_up_to_the_difference():
    scenario = pair(
        link("30000"),
        line("investment", "40000", "machine"),
        monthly("saving", "2000"),
        nothing=(nothing_line("-500"),),
        averts=({"line": "drift", "share": "0.8"},),
        whole={"regime": {"id": "nl-2026"}, "hurdle_rate": 0.08},
        company={"taxable_profit_per_year": "195000"},
    )
    together, _ = decided(scenario)
    common = together.in_common
    assert common.interfaces > 0 > common.deduction
    assert common.averted < 0
    assert common.interfaces + common.deduction + common.averted + common.tax == pytest.approx(
        together.difference.value
    )


def test_a_set_changes_nothing_in_the_answers_on_its_members():
    scenario = duplicated(everything(), "robot", "second_one", "Second")
    alone = evaluate(scenario, FUTURES, settle=False)
    _, beside = decided(scenario, "robot", "second_one")
    # As text, in which what does not exist equals itself.
    assert repr(beside.candidates) == repr(evaluate(scenario, FUTURES).candidates)
    assert alone.together == ()


def test_the_same_bits_whoever_calculates():
    scenario = duplicated(everything(), "robot", "second_one", "Second")
    sets = (("robot", "second_one"), ("second_one", "robot"))
    here = evaluate(scenario, 50_000, settle=False, together=sets)
    with ThreadPoolExecutor(2) as pool:
        there = evaluate(scenario, 50_000, executor=pool, settle=False, together=sets)
    assert repr(here.together) == repr(there.together)
    assert len(here.together) == 2


@pytest.mark.parametrize(
    ("sets", "codes"),
    [
        ((("first_one", "third_one"),), ["set_member_unknown"]),
        ((("first_one", "first_one"),), ["set_member_twice"]),
        ((("first_one",),), ["set_too_small"]),
        (((),), ["set_too_small"]),
        ((("nobody",), ("first_one", "second_one")), ["set_member_unknown", "set_too_small"]),
    ],
)
def test_a_set_that_is_none_is_refused_with_the_choices(sets, codes):
    with pytest.raises(ScenarioError) as refused:
        evaluate(pair(line("investment", "1")), FUTURES, together=sets)
    assert [problem.code for problem in refused.value.problems] == codes
    told = [problem.values["choices"] for problem in refused.value.problems if "choices" in problem.values]
    assert all(choices == ("first_one", "second_one") for choices in told)


def test_the_difference_has_the_error_of_the_same_futures():
    """Both see the same futures, so that the error of the difference is far below that of either mean."""
    scenario = pair(
        line("investment", "80000"),
        monthly("saving", "saved"),
        figures={"saved": {"kind": "uniform", "minimum": 1500, "maximum": 4500}},
        whole={"regime": {"id": "nl-2026"}, "hurdle_rate": 0.1},
    )
    together, evaluation = decided(scenario)
    assert 0 <= together.difference.se <= evaluation.candidates[0].npv.mean.se
    assert np.isfinite(together.difference.value)

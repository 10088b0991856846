"""What must hold of money and machines whatever the figures, each under the conditions under which it is true."""

from __future__ import annotations

import json

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from roitool.cashflow.bank import bank_outcome, survival_window
from roitool.cashflow.financing import Terms, loan_months
from roitool.cashflow.statement import statement
from roitool.evaluate.engine import Engine
from roitool.sampling.draws import BaseCase
from roitool.scenario.file import scenario_bytes, scenario_from_bytes
from tests.builder import QUARTER, Given, figure, line, money, monthly, scenario_of
from tests.cases.answers import Answers
from tests.second.generator import random_scenario

SOME = settings(max_examples=30)
shares = st.floats(0, 1)
rates = st.floats(0, 0.3)
amounts = st.floats(1, 1e6)


@given(st.floats(0, 30), st.floats(0.01, 30), st.floats(0, 24), rates)
@SOME
def test_a_later_go_live_with_a_ramp_never_raises_the_value_where_nothing_runs_before_benefits(go, later, ramp, rate):
    """Before tax, in fixed money, life beyond the horizon. Running costs at full strength beside a ramp could."""

    def npv(start):
        scenario = scenario_of(
            line("investment", "5000"),
            monthly("saving", "100"),
            figures={"start": start, "ramp": ramp},
            timing=("start", "ramp", "30"),
            whole={"hurdle_rate": rate, "horizon_years": 4},
        )
        return float(Answers(scenario)["npv"])

    assert npv(go + later) <= npv(go) + 1e-9


@pytest.mark.parametrize("seed", range(10))
def test_a_certain_saving_never_lowers_the_value_of_any_future(seed):
    """With any rules of tax, whose rates are below one, where money later is not worth more than money now."""
    scenario = random_scenario(seed)
    whole = json.loads(scenario_bytes(scenario))
    whole["hurdle_rate"] = 0.07
    before = scenario_from_bytes(json.dumps(whole).encode())
    for candidate in whole["candidates"]:
        candidate["inputs"].append(figure("certain_gain", 250.0, stream=f"{candidate['id']}.certain_gain"))
        candidate["lines"].append(monthly("saving", "certain_gain", "certain_saving"))
    after = scenario_from_bytes(json.dumps(whole).encode())
    values = [[each.npv for each in Engine(one).chunk(0, 1).candidates] for one in (before, after)]
    for less, more in zip(*values, strict=True):
        assert (more >= less - 1e-9 * (1 + np.abs(less).max())).all()


@given(
    amounts,
    st.floats(-0.9, 3),
    shares,
    shares,
    st.none() | st.floats(0.01, 0.99),
    st.floats(0, 59),
    st.floats(0, 70),
    st.floats(0.1, 20),
    st.sampled_from([1.0, 5.0, 7.5]),
)
@SOME
def test_depreciation_of_either_kind_and_what_is_written_off_add_up_to_what_was_not_got_back(
    quote, over, granted, residual, rate, month, go_live, life, fiscal
):
    rule = {} if rate is None else {"declining_rate": rate}
    grant = {"kind": "grant", "id": "subsidy", "label": "", "share": "granted", "month": "60", "stream": "subsidy"}
    scenario = scenario_of(
        line("investment", "quote", month="month", residual_share="left", fiscal_life_years=fiscal, **rule),
        grant | {"of": ["investment"]},
        figures={
            "quote": quote,
            "over": {"kind": "uniform", "minimum": -0.9, "maximum": 3.0},
            "granted": granted,
            "left": residual,
            "month": month,
            "go_live": go_live,
            "life": life,
        },
        overrun="over",
        timing=("go_live", "0", "life"),
        whole={"horizon_years": 5, "regime": QUARTER},
    )
    found = Answers(scenario, {"over": over})
    drawn = quote * (1 + over)
    kept = drawn - granted * min(quote, drawn)
    total = found["deduction depreciation"].sum() + found["deduction write_off"].sum()
    assert total == pytest.approx(kept - residual * quote, rel=1e-9, abs=1e-9 * quote)
    assert -found["line investment"].sum() - found["line subsidy"].sum() == pytest.approx(kept, abs=1e-9 * quote)


@given(amounts, amounts, st.integers(0, 20), rates, st.integers(1, 60), st.integers(0, 59), shares, st.booleans())
@SOME
def test_a_debt_ends_at_exactly_nothing_because_the_last_payment_is_what_is_left(
    first, second, later, rate, months, grace, option, linear
):
    """Drawn in two months, with grace, or with an option that is left to the end; worth what was drawn at its rate."""
    assume(grace < months)
    kind = "linear" if linear else "annuity"
    terms = Terms(months, kind, grace, 0.0 if linear or grace else option)
    draws = {0: np.array([first])}
    draws[later] = draws.get(later, 0.0) + np.array([second])
    walk = list(loan_months(draws, np.array([later]), np.array([rate]), terms, later + months + 3))
    interest, repaid, balance = (np.array(rows)[:, 0] for rows in zip(*walk, strict=True))
    assert balance[later + months :].tolist() == [0] * 4
    assert repaid.sum() == pytest.approx(first + second)
    discount = (1 + rate / 12) ** -np.arange(len(walk))
    assert (interest + repaid) @ discount == pytest.approx(first + second * discount[later])


@pytest.mark.parametrize("seed", range(10))
def test_with_less_without_is_the_owner_s_cash_flow_of_every_way_of_paying(seed):
    """In the base case, at the end of each year: the bank account against the owner's part of the statement."""
    scenario = random_scenario(seed)
    engine = Engine(scenario)
    company = engine.model.company(BaseCase())
    calendar = engine.setting.calendar
    ends = [calendar.last_month(year) for year in range(len(calendar.years))]
    for position, candidate in enumerate(scenario.candidates):
        flows = engine.model.flows(position, company)
        ways = engine.model.ways(position, flows, company)
        window = survival_window(ways, calendar)
        for way in ways:
            shown = frozenset(ends)
            bank = bank_outcome(flows.owner_before_tax, way, company.course, window, calendar, shown)
            gained = [float(bank.course.shown[m][0] - np.ravel(company.course.balance[m])[0]) for m in ends]
            paid_so = candidate.model_copy(update={"paid_by": way.id})
            # The borrowing rate follows the chosen way, but no cash flow does.
            chosen = [paid_so if each is candidate else each for each in scenario.candidates]
            told = statement(scenario.model_copy(update={"candidates": tuple(chosen)}), candidate.id)
            rows = {row.code: row for row in told.rows}
            expected = np.cumsum(rows["owner_cash_flow"].by_year)
            np.testing.assert_allclose(gained, expected, rtol=1e-9, atol=1e-6)


@given(st.floats(-2, 2), st.floats(-2, 2), st.floats(-0.3, 0.5), st.none() | st.floats(0.1, 0.9))
@SOME
def test_value_is_linear_in_the_amounts_under_one_rate_of_tax_and_profit_enough(first, second, hurdle, rate):
    rule = {} if rate is None else {"declining_rate": rate}

    def npv(one, other):
        scenario = scenario_of(
            line("investment", "600 + 90 * (one + other)", residual_share="left", **rule),
            line("running_cost", "40 + 9 * one - 4 * other", paid="in_advance"),
            monthly("revenue", "50 + 7 * one + 11 * other", grows_with="growth"),
            {"kind": "working_capital", "id": "stock", "label": "", "share": "0.2"},
            figures={"one": one, "other": other, "left": 0.15, "growth": 0.03},
            timing=("2.5", "7", "3"),
            whole={"hurdle_rate": hurdle, "horizon_years": 4, "regime": QUARTER},
        )
        return float(Answers(scenario)["npv"])

    nothing = npv(0, 0)
    expected = nothing + first * (npv(1, 0) - nothing) + second * (npv(0, 1) - nothing)
    assert npv(first, second) == pytest.approx(expected, rel=1e-9, abs=1e-6)


@given(
    st.integers(12, 40),
    st.floats(0, 0.6),
    shares,
    shares,
    shares,
    st.floats(0, 12),
    st.floats(0.2, 6),
    st.floats(0, 24),
)
@SOME
def test_every_unit_placed_is_in_the_field_came_back_or_was_lost(months, churn, default, back, renewed, go, life, ramp):
    """Counted by what they cost and bring: one of acquisition, one of fee, one of second life, each alone."""

    def counted(**amount):
        terms = {
            "placed": "24",
            "contract_months": "months",
            "build_cost": "0",
            "fee": "0",
            "churn_per_year": "churn",
            "default_share": "default",
            "recovered_share": "back",
            "renewed_share": "renewed",
        }
        scenario = scenario_of(
            {"kind": "fleet", "id": "fleet", "label": ""} | terms | amount,
            figures={"months": months, "churn": churn, "default": default, "back": back, "renewed": renewed}
            | {"begins": go, "life": life, "ramp": ramp},
            timing=("begins", "ramp", "life"),
            whole={"horizon_years": 6},
        )
        return Answers(scenario)["line fleet"]

    in_field = counted(fee="1")
    returned = counted(second_life="1")
    returned[-1] -= in_field[-1]
    leaving = 1 - (1 - churn) ** (1 / 12)
    lost = np.concatenate([[0], in_field[:-1]]) * leaving * default * (1 - back)
    placed = -counted(acquisition="1")
    np.testing.assert_allclose(np.cumsum(placed), in_field + np.cumsum(returned) + np.cumsum(lost), rtol=0, atol=1e-9)
    assert min(in_field.min(), returned.min(), placed.min()) >= -1e-12


@given(
    shares,
    st.floats(-0.5, 1),
    st.floats(0, 40),
    st.floats(0, 24),
    st.floats(0.05, 6),
    st.floats(0, 9),
)
@SOME
def test_what_is_tied_up_in_stock_comes_back_whole_within_the_life(share, growth, go_live, ramp, life, stop):
    """Also where it never comes up to speed, is cut by the horizon, or stands still after an event."""
    event = {"id": "leak", "label": "", "chance": "1", "how_often": "once", "cost": "0", "stops_months": "stop"}
    scenario = scenario_of(
        monthly("revenue", "1000", grows_with="growth"),
        {"kind": "working_capital", "id": "stock", "label": "", "share": "share"},
        figures={"share": share, "growth": growth, "begins": go_live, "ramp": ramp, "life": life, "stop": stop},
        timing=("begins", "ramp", "life"),
        events=[event | {"stream": "leak"}],
        whole={"horizon_years": 4},
    )
    flow = Answers(scenario, uniforms={"leak": 0.0})["line stock"]
    assert flow.sum() == pytest.approx(0, abs=1e-7)
    assert np.cumsum(flow).max() <= 1e-7
    assert not flow[int(np.ceil(min(go_live + 12 * life, 48))) + 1 :].any()


@given(st.floats(50, 95), st.floats(0.1, 4), st.floats(50, 95), st.floats(0, 20))
@SOME
def test_a_penalty_rises_with_the_guarantee_and_ever_faster_below_its_cap(guarantee, step, achieved, spread):
    terms = {"placed": "12", "contract_months": "12", "build_cost": "0", "fee": "1000"}

    def penalty(promised):
        uptime = {"guaranteed": "promised", "achieved": "achieved", "spread": "spread", "per_point": "0.002"}
        scenario = scenario_of(
            {"kind": "fleet", "id": "fleet", "label": ""} | terms | {"uptime": uptime},
            figures={"promised": promised, "achieved": achieved, "spread": spread},
        )
        return 1000 - Answers(scenario)["line fleet"][1]

    low, middle, high = (penalty(guarantee + times * step) for times in (-1, 0, 1))
    assert 0 <= low <= middle + 1e-9 <= high + 2e-9
    assert high - middle >= middle - low - 1e-9
    # Never faster than a whole point for a point.
    assert high - middle <= 2 * step + 1e-9


@given(amounts, st.floats(0, 0.4), st.integers(1, 60), st.floats(-0.2, 0.3), st.integers(0, 12))
@SOME
def test_hire_at_the_fair_fee_is_worth_as_much_as_cash(cost, rate, months, growth, bought):
    """Without tax and residual value, where the fees are worth the quote at the borrowing rate, in the months they run.

    With tax they are not the same: fees are deducted sooner or later than depreciation.
    """
    i = rate / 12
    factor = sum((1 + growth) ** (m / 12) * (1 + i) ** -m for m in range(bought + 1, bought + months + 1))
    scenario = scenario_of(
        line("investment", "cost", month="bought"),
        figures={"cost": cost, "bought": bought, "life": months / 12, "growth": growth}
        | {"fee": cost * (1 + i) ** -bought / factor},
        timing=("bought", "0", "life"),
        ways=(
            {
                "kind": "operational_lease",
                "id": "hire",
                "fee": "fee",
                "grows_with": "growth",
                "minimum_months": months,
            },
        ),
        company={"borrowing_rate": "quoted"},
        whole={"horizon_years": 6, "inputs": [figure("quoted", rate)]},
    )
    assert float(Answers(scenario)["advantage hire"]) == pytest.approx(0, abs=1e-8 * cost)


@given(amounts, st.floats(0, 0.4), st.integers(1, 48), shares, shares)
@SOME
def test_debt_at_the_borrowing_rate_is_worth_as_much_as_cash(cost, rate, months, down, option):
    """Without tax, where interest is deducted at the end of a year: a loan, and a lease with an option."""
    assume(option <= 1 - down)
    scenario = scenario_of(
        line("investment", "cost"),
        figures={"cost": cost, "rate": rate, "down": down, "option": option},
        ways=(
            {"kind": "loan", "id": "bank", "share": "down", "rate": "rate", "months": months},
            {
                "kind": "financial_lease",
                "id": "lease",
                "down_payment": "down",
                "rate": "rate",
                "months": months,
                "purchase_option": "option",
            },
        ),
        company={"borrowing_rate": "quoted"},
        whole={"horizon_years": 4, "inputs": [figure("quoted", rate)]},
    )
    found = Answers(scenario)
    for way in ("bank", "lease"):
        assert float(found[f"advantage {way}"]) == pytest.approx(0, abs=1e-8 * cost)


@given(amounts, st.floats(-0.9, 2), st.lists(st.floats(0, 1), min_size=1, max_size=3), st.floats(0, 2e6))
@SOME
def test_grants_together_never_pay_more_than_a_line_costs(quote, over, some, cap):
    grants = [
        {
            "kind": "grant",
            "id": f"grant_{number}",
            "label": "",
            "share": f"share_{number}",
            "cap": "cap",
            "of": ["investment"],
            "month": "1",
            "stream": f"grant_{number}",
        }
        for number in range(len(some))
    ]
    figures = {f"share_{number}": share for number, share in enumerate(some)} | {"quote": quote, "cap": cap}
    uncertain = {"over": {"kind": "uniform", "minimum": -0.9, "maximum": 2.0}}
    scenario = scenario_of(line("investment", "quote"), *grants, figures=figures | uncertain, overrun="over")
    found = Answers(scenario, {"over": over})
    paid = [found[f"line grant_{number}"].sum() for number in range(len(some))]
    assert all(-1e-9 <= each <= cap + 1e-9 for each in paid)
    assert sum(paid) <= min(quote, quote * (1 + over)) * (1 + 1e-12)


@given(st.lists(st.floats(-0.9, 3), min_size=1, max_size=20), st.floats(0, 2), amounts)
@SOME
def test_a_project_with_a_limit_never_spends_more_than_the_limit(overruns, limit, quote):
    figures = {"over": {"kind": "uniform", "minimum": -0.9, "maximum": 3.0}, "limit": limit, "quote": quote}
    scenario = scenario_of(
        line("investment", "quote"),
        line("one_off", "quote", month="3"),
        figures=figures,
        overrun="over",
        stop_loss="limit",
    )
    found = money(scenario, Given(len(overruns), {"over": overruns}))
    spent = -found.line("investment")[0]
    assert (spent <= quote * (1 + limit) * (1 + 1e-12)).all()
    stopped = np.array(overruns) > limit
    np.testing.assert_array_equal(found.flows.record.fate.stopped, stopped)
    assert (found.line("one_off")[3][stopped] == 0).all()

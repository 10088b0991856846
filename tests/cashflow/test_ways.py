"""Ways of paying: what passes the bank account in each, and what a loan is worth beside cash."""

from __future__ import annotations

import numpy as np
import pytest

from roitool.evaluate.engine import Engine
from roitool.sampling.draws import BaseCase
from tests.builder import LOAN, QUARTER, Given, line, money, monthly, scenario_of

SALES_TAX = QUARTER | {"vat_rate": 0.2}


def worth(scenario, way="bank"):
    """Return the advantage of a way of paying in the base case."""
    engine = Engine(scenario)
    candidate = engine.outcome(0, engine.model.company(BaseCase()))
    ids = [each.id for each in scenario.candidates[0].ways_of_paying]
    return candidate.ways[ids.index(way)].advantage.tolist()


def test_a_loan_brings_its_share_of_the_quote_and_takes_back_the_annuity():
    loan = LOAN | {"share": "0.6", "rate": "rate", "fee": "fee"}
    found = money(scenario_of(line("investment", "1000"), ways=(loan,), figures={"rate": 0.12, "fee": 15.0}))
    payment = 600 * 0.01 / (1 - 1.01**-12)
    owner = found.owner("bank")[:, 0]
    assert owner[0] == pytest.approx(-1000 + 600 - 15)
    assert owner[1:13] == pytest.approx([-payment] * 12)
    assert not owner[13:].any()


def test_a_loan_finances_the_quote_and_not_the_overrun_but_never_more_than_is_spent():
    over = {"over": {"kind": "uniform", "minimum": -1.0, "maximum": 1.0}}
    scenario = scenario_of(line("investment", "1000"), ways=(LOAN,), figures=over, overrun="over")
    found = money(scenario, Given(3, {"over": [0.5, -0.4, -1.0]}))
    assert found.owner("bank")[0] == pytest.approx([-500, 0, 0])
    assert found.owner("bank")[1, 2] == 0


def test_only_financeable_investments_are_financed():
    lines = [
        line("investment", "1000", "machine"),
        line("investment", "500", "software", financeable=False),
        line("one_off", "100"),
    ]
    assert money(scenario_of(*lines, ways=(LOAN,))).owner("bank")[0, 0] == pytest.approx(-600)


def test_drawn_in_two_months_the_term_counts_from_the_last():
    """600 in month 0, 600 in month 3: interest on what is drawn, then twelve equal payments."""
    lines = [line("investment", "600", "first"), line("investment", "600", "second", month="3")]
    owner = money(scenario_of(*lines, ways=(LOAN,))).owner("bank")[:, 0]
    payment = 1200 * 0.005 / (1 - 1.005**-12)
    assert owner[:5] == pytest.approx([0, -3, -3, -3, -payment])
    assert owner[15] == pytest.approx(-payment)
    assert not owner[16:].any()


def test_grace_months_cost_interest_alone():
    loan = LOAN | {"grace_months": 4, "repayment": "linear"}
    owner = money(scenario_of(line("investment", "1200"), ways=(loan,))).owner("bank")[:, 0]
    assert owner[:7] == pytest.approx([0, -6, -6, -6, -6, -150 - 6, -150 - 5.25])
    assert owner.sum() == pytest.approx(-1200 - 24 - 6 * 9 / 2)


def test_interest_and_fee_are_deducted_in_their_years():
    loan = LOAN | {"repayment": "linear", "fee": "fee", "months": 24}
    scenario = scenario_of(line("investment", "2400"), ways=(loan,), figures={"fee": 40.0}, whole={"regime": QUARTER})
    found = money(scenario)
    difference = found.owner("bank") - found.owner("cash")
    interest = np.array([0.005 * (2400 - 100 * month) for month in range(24)])
    expected = np.concatenate([[2400 - 40], -100 - interest])
    expected[12] += 0.25 * (interest[:12].sum() + 40)
    expected[24] += 0.25 * interest[12:].sum()
    assert difference[:, 0] == pytest.approx(expected)


def test_without_anything_to_finance_there_is_no_loan_and_no_fee():
    found = money(scenario_of(line("one_off", "100"), ways=(LOAN | {"fee": "12"},)))
    np.testing.assert_array_equal(found.owner("bank"), found.owner("cash"))


def test_sales_tax_is_paid_with_the_invoice_and_comes_back_three_months_later():
    lines = [
        line("investment", "1000", "machine", month="2"),
        line("one_off", "100", "course", month="2"),
        line("one_off", "50", "hours", month="2", own_time=True),
        line("investment", "500", "used_machine", vat=False),
        line("investment", "200", "late", month="23"),
    ]
    found = money(scenario_of(*lines, whole={"regime": SALES_TAX | {"rate": 0.0}}))
    owner = found.owner("cash")[:, 0]
    expected = np.zeros(25)
    expected[[0, 2, 5, 23, 24]] = -500, -1320, 220, -240, 40
    assert owner == pytest.approx(expected)


def test_sales_tax_is_no_part_of_the_project():
    lines = [line("investment", "1000"), monthly("saving", "100")]
    with_it, without = (money(scenario_of(*lines, whole={"regime": each})) for each in (SALES_TAX, QUARTER))
    np.testing.assert_array_equal(with_it.flows.project, without.flows.project)


def test_own_time_counts_in_the_project_and_not_on_the_bank_account():
    lines = [monthly("running_cost", "10", own_time=True), line("one_off", "120", own_time=True)]
    found = money(scenario_of(*lines, whole={"regime": QUARTER}))
    assert found.flows.project[:, 0].sum() == pytest.approx(0.75 * -360)
    assert found.tax()[:, 0] == pytest.approx([-60, -30])
    assert not found.owner("cash").any()


def test_a_loan_at_the_after_tax_borrowing_rate_is_worth_nothing():
    """At r_d = ((1 + b/12)^12 − 1)(1 − t) without tax the payments are worth exactly what was drawn."""
    found = scenario_of(line("investment", "1000"), ways=(LOAN,), company={"borrowing_rate": "0.06"})
    assert worth(found) == pytest.approx([0], abs=1e-9)
    assert worth(found, "cash") == [0]


def test_a_cheaper_loan_is_worth_the_interest_it_saves():
    """At 1 % a month a loan without interest: 1 000 less 1 000/12 times the annuity factor of 11.2551."""
    loan = LOAN | {"rate": "0"}
    found = scenario_of(line("investment", "1000"), ways=(loan,), company={"borrowing_rate": "0.12"})
    assert worth(found) == pytest.approx([1000 - 1000 / 12 * 11.2550775], abs=1e-4)


def test_where_no_borrowing_rate_is_stated_it_is_that_of_the_chosen_loan_else_the_reference():
    cost, loan = line("investment", "1000"), LOAN | {"rate": "0.12"}
    chosen = scenario_of(cost, ways=(loan,), paid_by="bank")
    assert worth(chosen) == pytest.approx([0], abs=1e-9)
    # The reference is 6 %: the payment at 12 % times the annuity factor of half a percent a month.
    payment = 1000 * 0.01 / (1 - 1.01**-12)
    factor = (1 - 1.005**-12) / 0.005
    assert worth(scenario_of(cost, ways=(loan,))) == pytest.approx([1000 - payment * factor])


def test_the_advantage_counts_the_tax_on_interest_and_neither_sales_tax_nor_own_time():
    """At 25 % tax, by hand: interest deducted in the year's last month, at r_d = 0.75 (1.005^12 − 1)."""
    lines = [line("investment", "1200"), line("one_off", "100", own_time=True), monthly("saving", "80")]
    loan = LOAN | {"repayment": "linear"}
    found = scenario_of(*lines, ways=(loan,), paid_by="bank", whole={"regime": SALES_TAX})
    after_tax = 0.75 * (1.005**12 - 1)
    discount = (1 + after_tax) ** (-np.arange(25) / 12)
    flow = np.zeros(25)
    flow[0] = 1200
    interest = 0.005 * (1200 - 100 * np.arange(12))
    flow[1:13] -= 100 + interest
    flow[12] += 0.25 * interest.sum()
    assert worth(found) == pytest.approx([flow @ discount])


def test_a_company_that_makes_a_loss_borrows_at_the_rate_before_tax():
    company = {"taxable_profit_per_year": "-1", "borrowing_rate": "0.06"}
    scenario = scenario_of(line("investment", "1000"), ways=(LOAN,), company=company, whole={"regime": QUARTER})
    assert worth(scenario) == pytest.approx([0], abs=1e-9)

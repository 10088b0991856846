"""The second implementation by pencil: financial lease, operational lease, rent."""

from __future__ import annotations

from typing import Any

import pytest

from tests.second.by_hand import QUARTER_TAX, decided, grant, investment, monthly, one_off
from tests.second.regimes import netherlands_2026

OWNED = {"kind": "financial_lease", "id": "lease", "rate": "0", "months": 10}
LEASE = {"kind": "operational_lease", "id": "lease", "fee": "50", "minimum_months": 12}
RENT = {"kind": "rent", "id": "rent", "fee": "60", "minimum_months": 6}
FAILURE = {"chance": "1", "found_out_month": "5", "stream": "broken"}
FAILED = {"broken": 0.0}


def test_a_financial_lease_leaves_its_option_to_the_last_payment() -> None:
    """10 000, a tenth of it down; 9 000 less an option of 2 000 in ten parts of 700, then the option as well."""
    one = decided(investment("10000"), ways=(OWNED | {"down_payment": "0.1", "purchase_option": "0.2"},))
    paid = one.paid["lease"]
    assert paid.owner_cash_flow == pytest.approx([-1000] + [-700] * 9 + [-2700] + [0] * 14)
    assert (paid.loan.balance[9], paid.loan.balance[10], paid.loan.ends) == (pytest.approx(2700), 0, 10)


def test_the_payment_of_a_financial_lease_is_that_of_the_textbook() -> None:
    """12 % is 1 % a month: 1.01^-12 = 0.887449; (9 000 - 1 000 · 0.887449) · 0.01/0.112551 = 720.79; interest 90."""
    terms = OWNED | {"down_payment": "0.1", "purchase_option": "0.1", "rate": "0.12", "months": 12, "fee": "25"}
    one = decided(investment("10000"), ways=(terms,))
    loan = one.paid["lease"].loan
    paid = [i + r for i, r in zip(loan.interest, loan.repayments, strict=True)]
    assert paid[1:13] == pytest.approx([720.79] * 11 + [1720.79], abs=0.005)
    assert (loan.interest[1], loan.fee[0]) == pytest.approx((90, 25))
    assert sum(loan.interest) == pytest.approx(12 * 720.79 + 1000 - 9000, abs=0.05)


def test_a_financial_lease_is_taxed_as_if_bought_and_lends_on_what_no_grant_pays() -> None:
    """2 000 of 10 000 is granted: 8 000 is financed, the option is a tenth of that. VAT is paid on the whole."""
    one = decided(
        investment("10000"),
        grant("0", amount="2000", of=("bought_0",)),
        uniforms={"subsidy": 0.0},
        rules=netherlands_2026(),
        ways=(OWNED | {"purchase_option": "0.1"},),
    )
    paid = one.paid["lease"]
    assert paid.loan.draws[0] == pytest.approx(8000)
    assert paid.loan.repayments[1:11] == pytest.approx([720] * 9 + [1520])
    assert paid.vat[:4] == pytest.approx([-2100, 0, 0, 2100])
    assert (paid.depreciation_by_year, paid.deduction_by_year) == (one.depreciation_by_year, one.deduction_by_year)


def test_an_operational_lease_pays_a_fee_for_the_quote_and_cash_for_the_overrun() -> None:
    """1 200 quoted, 1 500 drawn, a residual of 120. Leased: 300 and its VAT of 63 now, 50 a month for a year.

    Of the 300, 60 are depreciated and 240 written off; with 600 of fees 900 are deducted: 225 less tax.
    """
    one = decided(
        investment("1200", residual_share="0.1"),
        values={"extra": 0.25},
        overrun="extra",
        timing=("0", "0", "1"),
        rules=QUARTER_TAX,
        ways=(LEASE,),
    )
    paid = one.paid["lease"]
    assert paid.owner_cash_flow == pytest.approx([-363, -50, -50, 13, *[-50] * 8, -50 + 225, *[0] * 12])
    assert paid.depreciation_by_year == pytest.approx([60, 0])
    assert paid.write_off_by_year == pytest.approx([240, 0])
    assert not any(paid.lines["residual"])
    assert one.project_cash_flow[12] == pytest.approx(120 + 1380 / 4)


def test_the_residual_that_a_lease_forgoes_is_discounted_as_the_project_is() -> None:
    """1 200 is not paid, 600 of fees are; at 0 % after tax 600. A residual of 120 in month 12, at 10 %, is 109.09."""
    one = decided(
        investment("1200", residual_share="0.1"),
        timing=("0", "0", "1"),
        company={"borrowing_rate": "0"},
        scenario={"hurdle_rate": 0.1},
        ways=(LEASE,),
    )
    assert one.paid["lease"].advantage == pytest.approx(600 - 120 / 1.1)


def test_the_advantage_counts_the_tax_of_both_ways_but_no_vat() -> None:
    """Bought, 1 200 is deducted, leased, 600 are: 1 200 - 600 less a quarter of the other 600 is 450."""
    one = decided(
        investment("1200"),
        timing=("0", "0", "1"),
        rules=QUARTER_TAX,
        company={"borrowing_rate": "0"},
        ways=(LEASE,),
    )
    assert one.paid["lease"].advantage == pytest.approx(450)
    assert one.paid["lease"].vat == pytest.approx([0] * 25)


def test_rent_runs_from_go_live_for_its_minimum_term_and_else_for_life() -> None:
    """From 2.5 six months are over at 8.5, life at 5.5 or 10.5. Half of month 3, half of the last."""
    machine = investment("1000")
    short = decided(machine, timing=("2.5", "0", "3 / 12"), ways=(RENT,)).paid["rent"].hire
    long = decided(machine, timing=("2.5", "0", "8 / 12"), ways=(RENT,)).paid["rent"].hire
    assert short.fees == pytest.approx([0, 0, 0, 30, 60, 60, 60, 60, 60, 30] + [0] * 15)
    assert sum(long.fees) == pytest.approx(8 * 60)
    assert (short.bound_until, long.bound_until) == (9, 9)


def test_a_lease_begins_with_the_last_line_that_it_replaces_or_when_it_says() -> None:
    """Lines of months 0 and 3.4: from month 4 on. From 1.5 with 21 % a year: half of month 2, grown to month 2."""
    lines = investment("1000"), investment("500", "3.4")
    from_the_last = decided(*lines, ways=(LEASE,)).paid["lease"]
    assert from_the_last.hire.fees[:7] == pytest.approx([0, 0, 0, 0, 0, 50, 50])
    assert not any(from_the_last.lines["bought_3_4"])
    own = decided(*lines, ways=(LEASE | {"start": "1.5", "grows_with": "0.21"},)).paid["lease"]
    assert own.hire.fees[1:4] == pytest.approx([0, 25 * 1.21 ** (2 / 12), 50 * 1.21 ** (3 / 12)])


def test_rent_outlives_a_failure_until_its_minimum_term_and_then_costs_the_cancellation() -> None:
    """Would have gone live in month 3: bound to month 9, 100 then. Found out in month 12 it is cancelled then."""
    terms = RENT | {"cancellation_fee": "100"}
    plan = {"timing": ("3", "0", "5"), "uniforms": FAILED, "ways": (terms,)}
    early = decided(investment("1000"), failure=FAILURE, **plan).paid["rent"]
    late = decided(investment("1000"), failure=FAILURE | {"found_out_month": "12"}, **plan).paid["rent"]
    assert early.owner_cash_flow == pytest.approx([0] * 4 + [-60] * 5 + [-160] + [0] * 15)
    assert late.owner_cash_flow == pytest.approx([0] * 4 + [-60] * 8 + [-160] + [0] * 12)
    found_out_after_the_horizon = FAILURE | {"found_out_month": "25"}
    never = decided(investment("1000"), failure=found_out_after_the_horizon, **plan).paid["rent"]
    assert never.owner_cash_flow == pytest.approx([0] * 4 + [-60] * 21)


def test_a_hired_machine_brings_nothing_back_when_the_project_fails() -> None:
    """400 of a bought one; of the hired one nothing, and nothing of it is written off."""
    failure = FAILURE | {"recovered_share": "0.4"}
    one = decided(investment("1000"), uniforms=FAILED, failure=failure, ways=(LEASE,))
    assert (one.lines["recovered"][5], one.paid["lease"].lines["recovered"][5]) == (400, 0)
    assert (one.write_off_by_year[0], one.paid["lease"].write_off_by_year[0]) == (600, 0)


def test_a_hire_takes_the_place_of_the_lines_that_it_names_and_of_the_costs_that_its_fee_covers() -> None:
    """The second machine and the upkeep of 10 a month are not paid: 1 000 now and 50 a month; 600 and no 120 of cost.

    In 2026: 200 of the first machine and 600 of fees are deducted.
    """
    one = decided(
        investment("1000"),
        investment("700", id="other"),
        monthly("running_cost", "10"),
        monthly("running_cost", "7", id="own_hours", own_time=True),
        rules=QUARTER_TAX,
        ways=(LEASE | {"replaces": ("other", "running_cost", "own_hours")},),
    )
    paid = one.paid["lease"]
    assert paid.owner_cash_flow[:4] == pytest.approx([-1210, -50, -50, 160])
    assert paid.result_by_year[0] == pytest.approx(-200 - 600)
    assert one.paid["cash"].result_by_year[0] == pytest.approx(-340 - 120)


def test_a_hire_that_names_nothing_replaces_all_that_may_be_financed() -> None:
    one = decided(investment("1000"), investment("700", id="other", financeable=False), ways=(LEASE,))
    assert one.paid["lease"].owner_cash_flow[0] == pytest.approx(-700)


def test_a_grant_on_a_hired_line_is_not_given_but_its_other_parts_are() -> None:
    """400 on 1 000 and 600: 250 of it for the machine that is leased, 150 for the costs; failed, half goes back."""
    subsidy = grant("1", amount="400", of=("bought_0", "spent_0"), repaid_on_failure="0.5")
    uniforms = {"subsidy": 0.0, "broken": 0.0}
    one = decided(
        investment("1000"),
        one_off("600"),
        subsidy,
        uniforms=uniforms,
        failure=FAILURE,
        ways=(LEASE,),
        rules=QUARTER_TAX,
    )
    paid = one.paid["lease"]
    assert paid.lines["subsidy"][:6] == pytest.approx([0, 150, 0, 0, 0, -75])
    assert paid.result_by_year[0] == pytest.approx(-600 + 150 - 75 - 12 * 50)


def test_a_leased_machine_has_no_deduction_but_on_a_large_overrun() -> None:
    """10 000 drawn is 28 %: 2 800. Of the leased one 2 000 was overrun: too little for any, 4 000 would be 1 120."""

    def deduction(overrun: float) -> Any:
        lines = investment("10000")
        return decided(lines, values={"extra": overrun}, overrun="extra", rules=netherlands_2026(), ways=(LEASE,))

    assert deduction(0.0).paid["cash"].deduction_by_year[0] == pytest.approx(2800)
    assert deduction(0.2).paid["lease"].deduction_by_year[0] == 0
    assert deduction(0.4).paid["lease"].deduction_by_year[0] == pytest.approx(1120)

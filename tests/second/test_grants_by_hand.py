"""The second implementation by pencil: grants, and what a sale takes back of the investment deduction."""

from __future__ import annotations

from typing import Any

import pytest

from tests.second.by_hand import QUARTER_TAX, decided, grant, investment, one_off
from tests.second.regimes import netherlands_2026

GRANTED = {"subsidy": 0.0, "second": 0.0}
FAILURE = {"chance": "0.3", "found_out_month": "5", "stream": "broken"}


def test_a_grant_on_a_machine_lowers_what_is_depreciated_deducted_and_lent() -> None:
    """Half of 12 000 quoted; 15 000 is drawn, so 9 000 is capitalised: 1 800 a year, 28 % of it is 2 520.

    Half of the 6 000 that are left of the quote is lent. The money comes in month 3 and is no income.
    """
    loan = {"kind": "loan", "id": "bank", "share": "0.5", "rate": "0", "months": 12}
    one = decided(
        investment("12000"),
        grant("2.5", share="0.5", of=("bought_0",)),
        values={"extra": 0.25},
        overrun="extra",
        uniforms=GRANTED,
        rules=netherlands_2026(),
        ways=(loan,),
    )
    assert one.lines["subsidy"] == pytest.approx([0, 0, 0, 6000] + [0] * 21)
    assert one.depreciation_by_year == pytest.approx([1800, 1800])
    assert one.deduction_by_year == pytest.approx([2520, 0])
    assert one.result_by_year[0] == pytest.approx(-1800 - 2520)
    assert one.paid["bank"].loan.draws[0] == pytest.approx(3000)


@pytest.mark.parametrize(
    ("terms", "amount"),
    [
        ({"share": "0.5"}, 500),
        ({"share": "0.5", "cap": "200"}, 200),
        ({"amount": "300"}, 300),
        ({"amount": "5000"}, 1000),
    ],
)
def test_a_grant_is_an_amount_or_a_share_up_to_its_cap_and_never_more_than_the_cost(
    terms: dict[str, str], amount: float
) -> None:
    one = decided(investment("1000"), grant("0", of=("bought_0",), **terms), uniforms=GRANTED)
    assert one.grants["subsidy"].amount == pytest.approx(amount)
    assert sum(one.depreciation_by_year) + sum(one.write_off_by_year) == pytest.approx(1000 - amount)


def test_a_grant_is_divided_in_proportion_and_what_pays_costs_is_income() -> None:
    """2 000 on 3 000 and 1 000: 1 500 off the machine, 500 of income in 2027, when it is paid; tax 125 on that."""
    lines = investment("3000"), one_off("1000")
    one = decided(*lines, grant("13", amount="2000", of=("bought_0", "spent_0")), uniforms=GRANTED, rules=QUARTER_TAX)
    assert one.grants["subsidy"].parts == pytest.approx({"bought_0": 1500, "spent_0": 500})
    assert one.depreciation_by_year == pytest.approx([300, 300])
    assert one.result_by_year == pytest.approx([-1000 - 300, 500 - 300 - 900])


def test_a_second_grant_pays_of_what_the_first_has_left() -> None:
    """60 % of 1 000, then 60 % of the 400 left: 600 and 240."""
    second = grant("0", share="0.6", of=("bought_0",)) | {"id": "second", "stream": "second"}
    one = decided(investment("1000"), grant("0", share="0.6", of=("bought_0",)), second, uniforms=GRANTED)
    assert one.project_cash_flow[0] == pytest.approx(-1000 + 600 + 240)
    assert sum(one.write_off_by_year) + sum(one.depreciation_by_year) == pytest.approx(160)


def test_a_grant_comes_by_its_chance_and_never_in_the_base_case() -> None:
    likely = grant("0", amount="100", chance="0.5")
    assert decided(likely, uniforms={"subsidy": 0.49}).npv == 100
    assert decided(likely, uniforms={"subsidy": 0.5}).npv == 0
    assert decided(grant("0", amount="100")).npv == 0


def test_a_grant_for_nothing_in_particular_is_income() -> None:
    """700 in month 4: 175 of tax at the end of the year."""
    one = decided(grant("4", amount="700"), uniforms=GRANTED, rules=QUARTER_TAX)
    assert (one.project_cash_flow[4], one.project_cash_flow[12]) == pytest.approx((700, -175))


def test_a_failure_repays_a_share_of_the_grant_and_deducts_the_rest_of_the_cost() -> None:
    """400 of 1 000 in month 2, half of it back in month 5: 600 written off, 200 an expense."""
    paid_back = grant("2", amount="400", of=("bought_0",), repaid_on_failure="0.5")
    one = decided(investment("1000"), paid_back, uniforms=GRANTED | {"broken": 0.1}, failure=FAILURE, rules=QUARTER_TAX)
    assert one.lines["subsidy"] == pytest.approx([0, 0, 400, 0, 0, -200] + [0] * 19)
    assert one.write_off_by_year == pytest.approx([600, 0])
    assert one.result_by_year == pytest.approx([-800, 0])


@pytest.mark.parametrize(("month", "failure"), [("6", FAILURE), ("24.5", None)])
def test_a_grant_due_after_the_end_is_not_paid_and_lowers_nothing(month: str, failure: dict[str, str] | None) -> None:
    late = grant(month, amount="400", of=("bought_0",), repaid_on_failure="0.5")
    one = decided(investment("1000"), late, uniforms=GRANTED | {"broken": 0.1}, failure=failure)
    assert one.grants == {}
    assert sum(one.write_off_by_year) + sum(one.depreciation_by_year) == pytest.approx(1000)


def sold(*lines: dict[str, Any], end: str, others: float = 0, **candidate: Any) -> list[float]:
    """Return what is added back by year, of lines that begin to work at once and end in month `end`, in six years."""
    company = {"other_investments": ({"year": 2026, "amount": str(others)},)}
    one = decided(
        *lines,
        timing=("0", "0", f"{end} / 12"),
        rules=netherlands_2026(),
        company=company,
        scenario={"horizon_years": 6},
        **candidate,
    )
    assert one.result_by_year[0] == pytest.approx(
        -one.depreciation_by_year[0] - one.write_off_by_year[0] - one.deduction_by_year[0] + one.added_back_by_year[0]
    )
    return one.added_back_by_year


def test_what_is_sold_in_the_fifth_calendar_year_takes_back_its_part_of_the_deduction() -> None:
    """28 % of 50 000 was deducted in 2026; 10 000 comes back in December 2030: a fifth of 14 000. In 2031 nothing."""
    machine = investment("50000", residual_share="0.2")
    assert sold(machine, end="12") == pytest.approx([2800, 0, 0, 0, 0, 0])
    assert sold(machine, end="60") == pytest.approx([0, 0, 0, 0, 2800, 0])
    assert sold(machine, end="61") == [0] * 6


def test_a_life_that_the_horizon_cuts_short_is_no_sale() -> None:
    late = investment("50000", "60", residual_share="0.2")
    assert sold(late, end="72") == pytest.approx([0, 0, 0, 0, 0, 2800])
    assert sold(late, end="73") == [0] * 6


def test_small_proceeds_are_let_off_but_counted_together() -> None:
    """2 900 is not more than 2 900. Twice 2 000 is: of 10 000 in 2026 and in 2027 a fifth of 2 800 each, in 2028."""
    assert sold(investment("14500", residual_share="0.2"), end="36") == [0] * 6
    first = investment("10000", residual_share="0.2")
    assert sold(first, end="36") == [0] * 6
    assert sold(first, investment("10000", "13", residual_share="0.2"), end="36") == pytest.approx(
        [0, 0, 1120, 0, 0, 0]
    )


def test_what_a_failure_brings_back_counts_and_never_more_than_the_deduction() -> None:
    """Half of 20 000 in month 14: half of 5 600. All of 20 000, of which a tenth less was drawn: 28 % of 18 000."""
    plan = {"uniforms": {"broken": 0.1}, "values": {"extra": -0.1}, "overrun": "extra"}
    half = FAILURE | {"found_out_month": "14", "recovered_share": "0.5"}
    fixed_price = investment("20000", overruns=False)
    assert sold(fixed_price, end="60", failure=half, **plan) == pytest.approx([0, 2800, 0, 0, 0, 0])
    whole = half | {"recovered_share": "1"}
    assert sold(investment("20000"), end="60", failure=whole, **plan) == pytest.approx([0, 5040, 0, 0, 0, 0])


def test_a_deduction_that_was_lost_is_not_given_back() -> None:
    """Beside others of 150 000 the 100 000 cost 7 560 of deduction; on their sale nothing is added back."""
    assert sold(investment("100000", residual_share="0.2"), end="12", others=150_000) == [0] * 6

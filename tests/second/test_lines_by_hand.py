"""The second implementation by pencil: costs in advance, working capital, declining balance, stop-loss."""

from __future__ import annotations

from typing import Any

import pytest

from tests.second.by_hand import QUARTER_TAX, decided, grant, investment, monthly, one_off

FAILURE = {"chance": "0.3", "found_out_month": "7", "stream": "broken"}


def tied_up(share: str, *of: str) -> dict[str, Any]:
    return {"kind": "working_capital", "id": "stock", "label": "", "share": share, "of": of}


def in_advance(amount: str, per: str, **other: Any) -> dict[str, Any]:
    return monthly("running_cost", amount, per=per, paid="in_advance", **other)


def test_a_period_that_begins_before_the_end_is_paid_whole_in_its_first_month() -> None:
    """Quarters begin at 0.5, 3.5, 6.5; a life that ends at 6.5 has two of them, one that ends at 6.6 three."""
    two = decided(in_advance("300", "quarter"), timing=("0.5", "0", "0.5"))
    three = decided(in_advance("300", "quarter"), timing=("0.5", "0", "6.1 / 12"))
    assert two.lines["running_cost"] == pytest.approx([0, -300, 0, 0, -300] + [0] * 20)
    assert three.lines["running_cost"] == pytest.approx([0, -300, 0, 0, -300, 0, 0, -300] + [0] * 17)


def test_a_cost_in_advance_is_an_expense_of_the_year_it_is_paid_in_and_grows_to_that_month() -> None:
    """From December: 1 200 for a year falls into month 1, 2026; 21 % more in month 13, 2027. A quarter of it is tax."""
    one = decided(
        in_advance("1200", "year", start="0", grows_with="0.21"),
        rules=QUARTER_TAX,
        scenario={"start": "2026-12"},
    )
    first, second = 1200 * 1.21 ** (1 / 12), 1200 * 1.21 ** (13 / 12)
    assert one.lines["running_cost"] == pytest.approx([0, -first] + [0] * 11 + [-second] + [0] * 11)
    assert one.tax_by_year == pytest.approx([-first / 4, -second / 4, 0])


def test_a_cost_in_advance_with_a_start_of_its_own_runs_until_the_failure_is_found_out() -> None:
    """Found out in month 7: quarters begin at 2 and 5, not at 8. The other waits for a go-live that never comes."""
    own = in_advance("30", "quarter", start="2", id="licence")
    one = decided(own, in_advance("90", "month"), uniforms={"broken": 0.1}, failure=FAILURE)
    assert one.lines["licence"] == pytest.approx([0, 0, 0, -30, 0, 0, -30] + [0] * 18)
    assert not any(one.lines["running_cost"])


def test_working_capital_follows_a_year_s_revenue_up_the_ramp_and_comes_back_at_the_horizon() -> None:
    """Effect ¼, ¾, 1 of 100 a month; a quarter of twelve times that: 75, 225, 300. Back in month 24, untaxed."""
    one = decided(monthly("revenue", "100"), tied_up("0.25"), timing=("0", "2", "30"), rules=QUARTER_TAX)
    assert one.lines["stock"] == pytest.approx([0, -75, -150, -75] + [0] * 20 + [300])
    assert one.result_by_year == pytest.approx([1100, 1200])


def test_working_capital_follows_the_lines_that_it_names_and_no_savings() -> None:
    """10 % of 12 · 50 of one revenue, or of 12 · (50 + 20) of both: 60 or 84. Life ends at 5.5: back in month 6."""
    lines = monthly("revenue", "50", id="sales"), monthly("revenue", "20", id="services"), monthly("saving", "99")
    some = decided(*lines, tied_up("0.1", "sales"), timing=("0", "0", "5.5 / 12"))
    both = decided(*lines, tied_up("0.1"), timing=("0", "0", "5.5 / 12"))
    assert some.lines["stock"] == pytest.approx([0, -60, 0, 0, 0, 0, 60] + [0] * 18)
    assert both.lines["stock"] == pytest.approx([0, -84, 0, 0, 0, 0, 84] + [0] * 18)


def test_a_project_that_fails_ties_up_nothing() -> None:
    one = decided(monthly("revenue", "100"), tied_up("0.25"), uniforms={"broken": 0.1}, failure=FAILURE)
    assert not any(one.lines["stock"])


def test_payback_by_the_release_of_working_capital_is_only_by_selling() -> None:
    """1 200 now, 100 a month for a year, 300 tied up: -400 after month 11, then 100 and the 300."""
    one = decided(one_off("1200"), monthly("revenue", "100"), tied_up("0.25"), timing=("0", "0", "1"))
    assert one.payback == pytest.approx(1)
    assert one.only_by_selling
    assert not decided(one_off("1000"), monthly("revenue", "100"), timing=("0", "0", "1")).only_by_selling


def test_a_declining_balance_switches_to_a_straight_line_on_the_rest() -> None:
    """40 % of 1 000, 600, 360; then half of the last 216 in each of two years is more than 40 %."""
    one = decided(investment("1000", declining_rate=0.4), scenario={"horizon_years": 6})
    assert one.depreciation_by_year == pytest.approx([400, 240, 144, 108, 108, 0])
    assert sum(one.write_off_by_year) == pytest.approx(0, abs=1e-9)


def test_a_declining_balance_counts_half_a_year_for_half_and_ends_with_life() -> None:
    """Live from 6 to 24, 1 100 less a residual of 100: 20 % of 1 000, 40 % of 800; 480 is written off in 2027."""
    one = decided(
        investment("1100", declining_rate=0.4, residual_share="1 / 11"),
        timing=("6", "0", "1.5"),
        scenario={"horizon_years": 3},
    )
    assert one.depreciation_by_year == pytest.approx([200, 320, 0])
    assert one.write_off_by_year == pytest.approx([0, 480, 0])


def test_a_slow_declining_balance_is_a_straight_line_from_the_first_year() -> None:
    """10 % is less than a fifth: 200 a year of 1 000, then 12/48 of 800 and so on, always 200."""
    one = decided(investment("1000", declining_rate=0.1), scenario={"horizon_years": 5})
    assert one.depreciation_by_year == pytest.approx([200] * 5)


SPENDING = (
    investment("1000"),
    one_off("200", "2", overruns=False),
    investment("500", "3"),
    one_off("300", "4"),
    monthly("saving", "50"),
)


def test_a_stop_loss_holds_the_overrun_and_ends_the_project_with_its_last_investment() -> None:
    """50 % over, stopped at 20 %: 1 200, 200 at a fixed price, 600 in month 3, nothing later.

    Half of the quotes of 1 500 comes back and ending costs 100. Deducted: 1 800 - 750, 200 and 100; a quarter is tax.
    """
    ending = FAILURE | {"recovered_share": "0.5", "exit_cost": "100"}
    plan = {"overrun": "extra", "stop_loss": "0.2", "failure": ending}
    one = decided(*SPENDING, values={"extra": 0.5}, rules=QUARTER_TAX, uniforms={"broken": 0.0}, **plan)
    assert (one.stopped, one.failed, one.ending_month) == (True, False, 3)
    flow = [-1200, 0, -200, -600 + 750 - 100, *[0] * 8, 1350 / 4, *[0] * 12]
    assert one.project_cash_flow == pytest.approx(flow)
    assert one.result_by_year == pytest.approx([-1350, 0])
    assert one.eaa == pytest.approx(sum(flow) / 2)


def test_a_stop_needs_no_bad_luck_and_no_word_on_failure_but_more_than_the_limit() -> None:
    """The base case is stopped as well; nothing comes back. At the limit itself the project goes on."""
    one = decided(*SPENDING, values={"extra": 0.5}, overrun="extra", stop_loss="0.2")
    assert one.stopped
    assert one.project_cash_flow == pytest.approx([-1200, 0, -200, -600] + [0] * 21)
    at_the_limit = decided(*SPENDING, values={"extra": 0.2}, overrun="extra", stop_loss="0.2")
    assert (at_the_limit.stopped, at_the_limit.ending_month) == (False, None)
    assert at_the_limit.lines["saving"][1] == 50


def test_a_stop_without_an_investment_ends_on_the_first_day() -> None:
    """What is due at once is spent, 300 and 20 %; what is due in month 2 is not, nor is an investment of nothing."""
    lines = one_off("300"), one_off("300", "2"), investment("0", "5")
    one = decided(*lines, values={"extra": 0.5}, overrun="extra", stop_loss="0.2")
    assert one.ending_month == 0
    assert one.project_cash_flow == pytest.approx([-360] + [0] * 24)


def test_a_stop_keeps_a_grant_that_was_paid_but_for_the_share_that_goes_back() -> None:
    """A quarter of 1 000 quoted, not of 1 200 spent, in month 0; half of the 250 goes back in month 0 as well."""
    subsidy = grant("0", share="0.25", of=("bought_0",), repaid_on_failure="0.5")
    plan = {"overrun": "extra", "stop_loss": "0.2", "uniforms": {"subsidy": 0.0}}
    one = decided(investment("1000"), subsidy, values={"extra": 0.5}, **plan)
    assert one.lines["subsidy"] == pytest.approx([125] + [0] * 24)
    assert one.write_off_by_year == pytest.approx([950, 0])


def test_interfaces_cost_their_quote_times_their_number_and_what_their_standards_leave() -> None:
    """One in three on a standard: 1.6 − 0.8/3 = 4/3. Two of 1 000 are 2 666.67, with a quarter of overrun 3 333.33."""
    one = decided(
        investment("1000", interface={"count": "2"}),
        investment("500", "1", interface={"standard": "edi"}),
        values={"overrun": 0.25},
        overrun="overrun",
    )
    assert one.project_cash_flow[:2] == pytest.approx([-3333.3333, -833.3333])

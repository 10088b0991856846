"""The second implementation on cases small enough for a pencil: lines, tax and what goes wrong."""

from __future__ import annotations

from typing import Any

import pytest

from tests.second.by_hand import QUARTER_TAX, decided, investment, monthly, one_off
from tests.second.regimes import netherlands_2026


def test_a_machine_that_saves_its_price_in_a_year_is_paid_back_in_a_year() -> None:
    """1 200 now, 100 a month for 24 months, no interest: +1 200, twice the money, 600 a year."""
    one = decided(investment("1200"), monthly("saving", "100"), timing=("0", "0", "2"))
    assert one.project_cash_flow == pytest.approx([-1200] + [100] * 24)
    assert (one.npv, one.payback, one.discounted_payback) == pytest.approx((1200, 1, 1))
    assert (one.profitability_index, one.roi, one.eaa) == pytest.approx((2, 1, 600))
    assert (one.dips, one.only_by_selling) == (0, False)


def test_the_ramp_is_averaged_over_each_month_from_a_go_live_within_a_month() -> None:
    """Go-live 1.5, ramp 4: the straight ramp's surface x²/8 at 0.5, 1.5, 2.5, 3.5, then x - 2; life ends at 7.5."""
    one = decided(monthly("revenue", "1"), timing=("1.5", "4", "0.5"))
    expected = [0, 0, 1 / 32, 8 / 32, 16 / 32, 24 / 32, 31 / 32, 1, 0.5, 0]
    assert one.lines["revenue"][:10] == pytest.approx(expected)
    assert sum(one.lines["revenue"][10:]) == 0


def test_a_running_cost_runs_from_its_start_to_the_end_of_life_in_parts_of_months() -> None:
    """Yearly 120 is 10 a month; from 2.25: ¾ of month 3; life ends at 6.5: half of month 7. Go-live 0.5 otherwise."""
    own_start = decided(monthly("running_cost", "120", per="year", start="2.25"), timing=("0.5", "0", "0.5"))
    from_go_live = decided(monthly("running_cost", "30", per="quarter"), timing=("0.5", "0", "0.5"))
    assert own_start.lines["running_cost"][:9] == pytest.approx([0, 0, 0, -7.5, -10, -10, -10, -5, 0])
    assert from_go_live.lines["running_cost"][:9] == pytest.approx([0, -5, -10, -10, -10, -10, -10, -5, 0])


def test_an_index_grows_smoothly_from_the_decision() -> None:
    """21 % a year is 10 % in six months and 21 % in twelve, whatever the line."""
    one = decided(
        monthly("saving", "100", grows_with="0.21"),
        monthly("running_cost", "-100", grows_with="0.21"),
        nothing=({"id": "drift", "label": "", "amount": "100", "per": "month", "grows_with": "0.21"},),
    )
    for flow in (one.lines["saving"], one.lines["running_cost"], one.nothing_lines["drift"]):
        assert (flow[6], flow[12], flow[24]) == pytest.approx((110, 121, 146.41))


def test_the_equivalent_annuity_is_spread_to_the_end_of_life_within_the_horizon() -> None:
    """Live from 6 for a year ends after 1½ years; 30 a month over 12 months less 60 is 300: 200 a year."""
    one = decided(one_off("60"), monthly("saving", "30"), timing=("6", "0", "1"))
    assert (one.npv, one.eaa) == pytest.approx((300, 200))
    assert decided(one_off("60"), timing=("6", "0", "9")).eaa == pytest.approx(-30)


def test_the_company_s_own_profit_grows_from_the_first_year_and_sets_the_rate() -> None:
    """150 000, then 50 % more: 10 000 is taxed at 19 %, the next year, from 225 000, at 25.8 %."""
    company = {"taxable_profit_per_year": "150000", "profit_growth": "0.5"}
    one = decided(monthly("saving", "10000", per="year"), rules=netherlands_2026(), company=company)
    assert one.tax_by_year == pytest.approx([1900, 2580])


def test_the_company_s_own_cash_flow_grows_smoothly_from_month_0() -> None:
    """100 a month growing 44 % a year: 144 in month 12, 120 in month 6."""
    balance = decided(company={"monthly_cash_flow": "100", "cash_flow_growth": "0.44"}).without
    assert (balance[0], balance[6] - balance[5], balance[12] - balance[11]) == pytest.approx((1_000_000, 120, 144))


def test_depreciation_begins_at_go_live_and_takes_the_fiscal_life() -> None:
    """12 000 over 60 months is 200 a month: 6 months of 2026, four whole years, 6 months of 2031."""
    one = decided(investment("12000"), timing=("6", "0", "20"), scenario={"horizon_years": 8})
    assert one.depreciation_by_year == pytest.approx([1200, 2400, 2400, 2400, 2400, 1200, 0, 0])
    assert sum(one.write_off_by_year) == pytest.approx(0, abs=1e-9)


def test_the_horizon_closes_the_books_with_the_residual_value() -> None:
    """(12 000 - 1 200)/60 over 24 months is 4 320; of the book value 7 680 comes back 1 200, the rest is deducted."""
    one = decided(investment("12000", residual_share="0.1"))
    assert one.depreciation_by_year == pytest.approx([2160, 2160])
    assert one.write_off_by_year == pytest.approx([0, 6480])
    assert one.lines["residual"][24] == pytest.approx(1200)


def test_an_end_of_life_within_the_horizon_sells_the_machine_then() -> None:
    """Live from 2.5 for a year: 12 months of 100; ends at 14.5, in month 15; 4 800 is written off in 2027."""
    one = decided(investment("6000"), timing=("2.5", "0", "1"))
    assert one.depreciation_by_year == pytest.approx([950, 250])
    assert one.write_off_by_year == pytest.approx([0, 4800])


def test_a_line_after_go_live_depreciates_from_its_own_month() -> None:
    """Month 3.2 is booked in month 4; 60 a month over the 8 months left of 2026."""
    one = decided(investment("3600", "3.2"))
    assert one.project_cash_flow[4] == -3600
    assert one.depreciation_by_year == pytest.approx([480, 720])


def test_overrun_raises_what_is_drawn_but_not_the_residual() -> None:
    """1 000 quoted, a quarter more drawn; residual 10 % of the quote; a fixed-price line stays as quoted."""
    one = decided(
        investment("1000", residual_share="0.1"),
        one_off("400", overruns=False),
        values={"overrun": 0.25},
        overrun="overrun",
    )
    assert one.lines["bought_0"][0] == -1250
    assert one.lines["spent_0"][0] == -400
    assert one.lines["residual"][24] == pytest.approx(100)
    assert one.investment == 1650


def test_a_partial_first_year_is_a_tax_year_of_its_own() -> None:
    """From December: 1 000 of 2026 is taxed in month 1, 11 000 of 2027 in month 12."""
    one = decided(monthly("saving", "1000"), rules=QUARTER_TAX, scenario={"start": "2026-12", "horizon_years": 1})
    assert one.tax_by_year == pytest.approx([250, 2750])
    assert (one.project_cash_flow[1], one.project_cash_flow[12]) == pytest.approx((750, 1000 - 2750))


def test_a_loss_is_worth_nothing_until_there_is_profit() -> None:
    """Own result -300 a year, +100 of saving: the loss shrinks, no tax either way within the horizon."""
    company = {"taxable_profit_per_year": "-300"}
    one = decided(monthly("saving", "100", per="year"), rules=QUARTER_TAX, company=company)
    assert one.tax_by_year == [0, 0]


def test_a_project_can_cost_its_company_a_part_of_the_deduction() -> None:
    """Others bring the total to 150 000 (18 766.60); 100 000 more leaves 11 206.60: 7 560 less. Below 450 is left out.

    The second line is not deductible, the third costs 449. In 2027, beside 9 550, 450 gives 28 % of it: 126.
    """
    one = decided(
        investment("100000"),
        investment("50000", "1", deductible=False),
        investment("449", "2"),
        investment("450", "13"),
        rules=netherlands_2026(),
        company={"other_investments": ({"year": 2026, "amount": "150000"}, {"year": 2027, "amount": "9550"})},
    )
    assert one.deduction_by_year == pytest.approx([-7560, 126])


def test_the_first_bracket_of_the_deduction_is_part_of_the_tax() -> None:
    """50 000 bought in 2026: 28 % is 14 000, depreciation 10 000 a year; 24 000 and 40 000 (books closed) at 19 %."""
    one = decided(investment("50000"), rules=netherlands_2026())
    assert one.result_by_year == pytest.approx([-24_000, -40_000])
    assert one.tax_by_year == pytest.approx([-4560, -7600])


FAILURE = {
    "failure": {
        "chance": "0.3",
        "found_out_month": "1.5",
        "recovered_share": "0.2",
        "exit_cost": "500",
        "stream": "broken",
    }
}


def test_a_failure_spends_until_it_is_found_out_and_ends_with_what_comes_back() -> None:
    """Found out in month 2, but the last investment is in month 3: 11 000 + 5 500 drawn, 20 % of 15 000 comes back.

    Month 4 is not reached. Deducted: 13 500 not recovered, 500 exit, three months of the cost with its own start.
    """
    one = decided(
        investment("10000"),
        investment("5000", "3"),
        one_off("700", "4"),
        monthly("saving", "900"),
        monthly("running_cost", "10", start="0"),
        monthly("running_cost", "60", id="service"),
        rules=QUARTER_TAX,
        values={"overrun": 0.1},
        overrun="overrun",
        uniforms={"broken": 0.29},
        **FAILURE,
    )
    assert (one.failed, one.ending_month) == (True, 3)
    assert one.write_off_by_year == pytest.approx([13_500, 0])
    assert one.result_by_year == pytest.approx([-14_030, 0])
    flow = [-11_000, -10, -10, -10 - 5500 + 3000 - 500, *[0] * 8, 14_030 / 4, *[0] * 12]
    assert one.project_cash_flow == pytest.approx(flow)
    assert one.eaa == pytest.approx(sum(flow) / 2)


def test_nothing_fails_in_the_base_case_nor_at_a_draw_above_the_chance() -> None:
    line = investment("1000")
    assert not decided(line, **FAILURE).failed
    assert not decided(line, uniforms={"broken": 0.3}, **FAILURE).failed


def test_a_failure_found_out_beyond_the_horizon_gets_nothing_back_within_it() -> None:
    """Found out in month 25 of 24; in month 24 itself 20 % of 1 000 comes back, and the exit costs 500."""
    late = {"failure": FAILURE["failure"] | {"found_out_month": "25"}}
    one = decided(investment("1000"), rules=QUARTER_TAX, uniforms={"broken": 0.1}, **late)
    assert (one.failed, one.ending_month) == (True, 25)
    assert one.project_cash_flow == pytest.approx([-1000] + [0] * 24)
    just_in_time = {"failure": FAILURE["failure"] | {"found_out_month": "24"}}
    at_the_end = decided(investment("1000"), uniforms={"broken": 0.1}, **just_in_time)
    assert at_the_end.project_cash_flow == pytest.approx([-1000] + [0] * 23 + [-300])


def event(how_often: str, **other: str) -> dict[str, Any]:
    return {"id": "breakdown", "label": "", "how_often": how_often, "stream": "down"} | other


def test_a_yearly_event_has_a_smaller_chance_in_a_part_of_a_year() -> None:
    """19 % a year is 10 % in the last half year (0.9² = 0.81): 0.09 hits, 0.11 misses; half way is month 12 + 3.

    Benefits stop for two months and a half: months 16 and 17, and half of 18, in which life ends.
    """
    risk = event("yearly", chance="0.19", cost="100", stops_months="2.5")
    uniforms = {"down/year/1": 0.5, "down/year/2": 0.09, "down/year/2/month": 0.5}
    lines = monthly("saving", "10")
    hit = decided(lines, timing=("0", "0", "1.5"), events=(risk,), uniforms=uniforms)
    missed = decided(lines, timing=("0", "0", "1.5"), events=(risk,), uniforms=uniforms | {"down/year/2": 0.11})
    assert hit.lines["breakdown"] == pytest.approx([0] * 15 + [-100] + [0] * 9)
    assert hit.lines["saving"] == pytest.approx([0] + [10] * 15 + [0, 0, 5] + [0] * 6)
    assert sum(missed.lines["breakdown"]) == 0
    assert sum(missed.lines["saving"]) == pytest.approx(180)


def test_an_event_once_over_life_falls_at_its_share_of_that_life() -> None:
    """Live from 2 to 14: a quarter is month 5; 1 000 at 10 % a year is 1 000 · 1.1^(5/12) then."""
    risk = event("once", chance="0.5", cost="1000", grows_with="0.1")
    one = decided(timing=("2", "0", "1"), events=(risk,), uniforms={"down": 0.49, "down/month": 0.25})
    assert one.lines["breakdown"][5] == pytest.approx(-1000 * 1.1 ** (5 / 12))
    assert sum(decided(timing=("2", "0", "1"), events=(risk,), uniforms={"down": 0.5}).lines["breakdown"]) == 0


def test_events_happen_up_to_the_last_month_and_never_in_the_base_case() -> None:
    """A life far beyond the horizon has two operating years in it; the second one's last moment is month 24."""
    risk = event("yearly", chance="0.5", cost="100")
    uniforms = {"down/year/1": 0.5, "down/year/2": 0.4, "down/year/2/month": 0.999}
    assert decided(events=(risk,), uniforms=uniforms).lines["breakdown"] == pytest.approx([0] * 24 + [-100])
    assert not any(decided(events=(risk | {"chance": "1"},)).lines["breakdown"])


def test_overlapping_stops_are_not_added() -> None:
    """Hit at months 3 and 4, three months each: 4 to 7 stand still, month 8 runs."""
    first = event("once", chance="1", cost="0", stops_months="3")
    second = first | {"id": "outage", "stream": "out"}
    uniforms = {"down": 0.0, "down/month": 3 / 24, "out": 0.0, "out/month": 4 / 24}
    one = decided(monthly("saving", "1"), timing=("0", "0", "2"), events=(first, second), uniforms=uniforms)
    assert one.lines["saving"][:9] == pytest.approx([0, 1, 1, 1, 0, 0, 0, 0, 1])

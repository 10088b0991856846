"""The second implementation on cases small enough for a pencil; the working stands in the docstring."""

from __future__ import annotations

import math
from typing import Any

import pytest

from roitool.scenario.scenario import Scenario
from tests.second.model import OneFuture, decide_one_future
from tests.second.regimes import netherlands_2026, no_tax, regime

QUARTER_TAX = regime([(0.0, 0.25)], vat_rate=0.21)


def investment(amount: str, month: str = "0", **other: Any) -> dict[str, Any]:
    return {
        "kind": "investment",
        "id": f"bought_{month.replace('.', '_')}",
        "label": "",
        "amount": amount,
        "month": month,
    } | other


def monthly(kind: str, amount: str, **other: Any) -> dict[str, Any]:
    return {"kind": kind, "id": kind, "label": "", "amount": amount, "per": "month"} | other


def one_off(amount: str, month: str = "0", **other: Any) -> dict[str, Any]:
    return {
        "kind": "one_off",
        "id": f"spent_{month.replace('.', '_')}",
        "label": "",
        "amount": amount,
        "month": month,
    } | other


def decided(
    *lines: dict[str, Any],
    rules: Any = None,
    values: dict[str, float] | None = None,
    uniforms: dict[str, float] | None = None,
    timing: tuple[str, str, str] = ("0", "0", "30"),
    company: dict[str, Any] | None = None,
    nothing: tuple[dict[str, Any], ...] = (),
    ways: tuple[dict[str, Any], ...] = (),
    scenario: dict[str, Any] | None = None,
    **candidate: Any,
) -> OneFuture:
    """Decide one candidate of a company that earns and holds plenty, two years from January 2026, at 0 %."""
    whole = {
        "title": "",
        "start": "2026-01",
        "horizon_years": 2,
        "hurdle_rate": 0.0,
        "regime": {"id": "none"},
        "seed": 0,
        "company": {
            "opening_cash": "1000000",
            "wages_per_month": "0",
            "monthly_cash_flow": "0",
            "taxable_profit_per_year": "100000",
        }
        | (company or {}),
        "inputs": tuple(
            {
                "id": name,
                "label": "",
                "quantity": {"kind": "fixed", "value": value},
                "stream": name,
                "evidence": {"by": "guess"},
            }
            for name, value in (values or {}).items()
        ),
        "do_nothing": {"lines": nothing},
        "candidates": (
            {
                "id": "robot",
                "title": "",
                "lines": lines,
                "timing": dict(zip(("go_live_month", "ramp_months", "life_years"), timing, strict=True)),
                "ways_of_paying": ({"kind": "cash", "id": "cash"}, *ways),
                "paid_by": "cash",
            }
            | candidate,
        ),
    }
    document = Scenario.model_validate(whole | (scenario or {}))
    return decide_one_future(document, rules or no_tax(), "robot", values or {}, uniforms)


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


def test_doing_nothing_loses_money_and_the_candidate_saves_the_part_it_averts() -> None:
    """100 a month is lost; from month 6 half of it is averted. At 25 %: nothing's tax -300 a year, the averted +75.

    Balance without after a year: 1 000 000 - 1 200 + 300.
    """
    leaving = {"id": "customer_leaves", "label": "", "amount": "-1200"}
    one = decided(
        timing=("6", "0", "30"),
        rules=QUARTER_TAX,
        nothing=(leaving,),
        averts=({"line": "customer_leaves", "share": "0.5"},),
    )
    assert one.lines["averted"][:9] == pytest.approx([0] * 7 + [50, 50])
    assert one.tax_by_year == pytest.approx([75, 150])
    assert one.nothing_tax_by_year == pytest.approx([-300, -300])
    assert one.without[12] == pytest.approx(999_100)
    assert one.npv == pytest.approx(50 * 18 - 225)


def test_a_line_of_doing_nothing_runs_between_its_own_dates() -> None:
    """From 2.5 to 5.5: half of month 3, months 4 and 5, half of month 6."""
    line = {"id": "drift", "label": "", "amount": "-10", "per": "month", "start": "2.5", "end": "5.5"}
    one = decided(nothing=(line,))
    assert one.nothing_lines["drift"][:8] == pytest.approx([0, 0, 0, -5, -10, -10, -5, 0])


def test_own_time_is_a_cost_of_the_project_but_not_of_the_bank() -> None:
    """400 of own hours and 100 paid out: the project bears 500 less tax, the bank 100 and its VAT, less tax on 100."""
    one = decided(one_off("400", own_time=True), one_off("100", "1"), rules=QUARTER_TAX)
    assert one.project_cash_flow[:2] == [-400, -100]
    assert one.tax_by_year == pytest.approx([-125, 0])
    paid = one.paid["cash"]
    assert paid.tax_paid_by_year == pytest.approx([-25, 0])
    assert paid.owner_cash_flow[:5] == pytest.approx([0, -121, 0, 0, 21])
    assert paid.owner_cash_flow[12] == pytest.approx(25)


def test_vat_comes_back_after_three_months_or_at_the_horizon() -> None:
    one = decided(investment("1000"), one_off("200", "23"), investment("50", "1", vat=False), rules=QUARTER_TAX)
    expected = [-210, 0, 0, 210, *[0] * 19, -42, 42]
    assert one.vat == pytest.approx(expected)
    tax = one.paid["cash"].tax_paid_by_year[1]
    assert one.paid["cash"].owner_cash_flow[23:] == pytest.approx([-242, 42 - tax])


LOAN = {"kind": "loan", "id": "bank", "share": "0.5", "rate": "0.12", "months": 12}


def test_a_loan_covers_its_share_of_the_quote_and_never_more_than_was_drawn() -> None:
    """Half of 1 000 (20 % over) and half of 1 000 as drawn (20 % under); what may not be financed is paid in cash."""
    lines = investment("1000"), investment("400", "1", financeable=False)
    over = decided(*lines, values={"extra": 0.2}, overrun="extra", ways=(LOAN,))
    under = decided(*lines, values={"extra": -0.2}, overrun="extra", ways=(LOAN,))
    assert over.paid["bank"].loan.draws[:2] == [500, 0]
    assert under.paid["bank"].loan.draws[:2] == [400, 0]
    assert over.paid["bank"].owner_cash_flow[0] == pytest.approx(-1200 + 500)


def test_a_loan_at_the_borrowing_rate_is_worth_its_fee_less_where_there_is_no_tax() -> None:
    """Discounted at its own effective rate a loan is worth nothing; the fee of 10 is paid now."""
    one = decided(investment("1000"), ways=(LOAN | {"fee": "10"},), paid_by="bank")
    assert one.paid["bank"].advantage == pytest.approx(-10)
    assert one.paid["cash"].advantage == 0


def test_interest_and_fee_lower_the_tax_that_is_really_paid() -> None:
    """500 over 12 months linear at 12 %: interest 5, 4.583…, …, 32.50 in all, fee 10: a quarter of 42.50 less."""
    one = decided(investment("1000"), rules=QUARTER_TAX, ways=(LOAN | {"fee": "10", "repayment": "linear"},))
    saved = one.paid["cash"].tax_paid_by_year[0] - one.paid["bank"].tax_paid_by_year[0]
    assert saved == pytest.approx(42.5 / 4)
    assert sum(one.paid["bank"].loan.interest) == pytest.approx(32.5)


def test_the_first_short_month_is_the_first_below_the_limit_within_the_window() -> None:
    """From 1 000, down 50 a month, limit 900 - 300 = 600: without below it in month 9, with 250 spent now in month 4.

    600 itself is not short (months 8 and 3). Two years are the whole window: -450 and -200 at its end.
    """
    company = {
        "opening_cash": "1000",
        "credit_line": "300",
        "wages_per_month": "900",
        "monthly_cash_flow": "-50",
    }
    one = decided(investment("250"), company=company)
    assert (one.limit, one.window) == (600, 24)
    assert (one.first_short_month_without, one.paid["cash"].first_short_month) == (9, 4)
    assert (one.lowest_balance_without, one.paid["cash"].lowest_balance) == (-200, -450)
    assert one.paid["cash"].peak_funding == 250


def test_a_balance_short_only_after_the_window_is_not_short() -> None:
    """1 000 less 20 a month passes 0 after month 50; the window is 36 months, or 60 with a loan of 60."""
    company = {"opening_cash": "1000", "monthly_cash_flow": "-20"}
    ten_years = {"horizon_years": 10}
    cash_only = decided(investment("1"), company=company, scenario=ten_years)
    with_loan = decided(investment("1"), company=company, scenario=ten_years, ways=(LOAN | {"months": 60},))
    assert (cash_only.window, cash_only.first_short_month_without) == (36, math.inf)
    assert (with_loan.window, with_loan.first_short_month_without) == (60, 51)


def test_payback_reached_in_the_month_of_resale_is_only_by_selling() -> None:
    """1 000, 20 a month over 24 months is 480; a residual of 600 brings it over."""
    one = decided(investment("1000", residual_share="0.6"), monthly("saving", "20"))
    assert one.payback == pytest.approx((23 + 540 / 620) / 12)
    assert one.only_by_selling
    assert one.irr.status == "unique"


def test_money_is_discounted_at_the_nominal_rate_where_a_real_one_is_given() -> None:
    """10 % above 2 % inflation is 12.2 %: 1 122 in month 12 is worth 1 000."""
    one = decided(
        investment("1000"),
        monthly("saving", "1122"),
        timing=("11", "0", "0.0833333333333333333"),
        scenario={"hurdle_rate": {"real": 0.1, "inflation": 0.02}},
    )
    assert one.project_cash_flow[12] == pytest.approx(1122)
    assert (one.npv, one.profitability_index) == pytest.approx((0, 1), abs=1e-9)
    assert one.irr.rate == pytest.approx(0.122)


@pytest.mark.parametrize(
    ("paid_by", "company", "quoted"),
    [("cash", {}, 0.06), ("bank", {}, 0.0), ("bank", {"borrowing_rate": "0.09"}, 0.09)],
)
def test_the_borrowing_rate_is_the_company_s_or_the_chosen_loan_s_or_the_reference(
    paid_by: str, company: dict[str, Any], quoted: float
) -> None:
    """500 free of interest, repaid in 12 parts; discounted at ((1 + b/12)^12 - 1) · 0.75."""
    free = LOAN | {"rate": "0", "repayment": "linear"}
    one = decided(investment("1000"), rules=QUARTER_TAX, ways=(free,), paid_by=paid_by, company=company)
    after_tax = ((1 + quoted / 12) ** 12 - 1) * 0.75
    worth = 500 - sum(500 / 12 / (1 + after_tax) ** (month / 12) for month in range(1, 13))
    assert one.paid["bank"].advantage == pytest.approx(worth, abs=1e-9)


def test_a_derived_figure_is_seen_by_every_line() -> None:
    one = decided(
        monthly("saving", "gain"),
        values={"hours": 3.0, "rate": 7.0},
        derived=({"id": "gain", "label": "", "formula": "hours * rate"},),
    )
    assert one.lines["saving"][1] == 21

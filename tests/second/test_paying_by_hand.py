"""The second implementation on cases small enough for a pencil: the company, who pays, and the measures."""

from __future__ import annotations

import math
from typing import Any

import pytest

from tests.second.by_hand import QUARTER_TAX, decided, investment, monthly, one_off


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

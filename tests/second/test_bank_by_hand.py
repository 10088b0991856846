"""The second implementation by pencil: the company's own months, and whether it can carry its debt."""

from __future__ import annotations

import math
from typing import Any

import pytest

from tests.second.by_hand import QUARTER_TAX, decided, grant, investment, monthly, one_off

EARNS_150 = {"opening_cash": "10000", "monthly_cash_flow": "150", "debt_service_per_year": "600"}
LOAN = {"kind": "loan", "id": "bank", "share": "1", "rate": "0", "months": 12, "repayment": "linear"}


def test_commitments_are_booked_in_the_month_that_holds_their_date() -> None:
    """100 on the first day, 200 at 2.5, 50 comes in at 4; what is due after the horizon is left out."""
    due = (("0", "100"), ("2.5", "200"), ("4", "-50"), ("24.1", "900"))
    commitments = tuple({"label": "", "month": month, "amount": amount} for month, amount in due)
    one = decided(company={"opening_cash": "1000", "commitments": commitments})
    assert one.without == pytest.approx([900, 900, 900, 700] + [750] * 21)
    assert one.own_cash[:5] == pytest.approx([-100, 0, 0, -200, 50])


def test_a_month_lies_its_own_number_of_deviations_from_the_expected_one() -> None:
    """100 a month, 44 % a year, with 10 around it: +15 and -20 in the first two months, nothing in the base case."""
    company = {"opening_cash": "0", "monthly_cash_flow": "100", "cash_flow_growth": "0.44", "volatility": "10"}
    normals = {f"firm/m/{month}": 0.0 for month in range(1, 25)} | {"firm/m/1": 1.5, "firm/m/2": -2.0}
    drawn = decided(company=company | {"stream": "firm"}, normals=normals)
    base = decided(company=company)
    assert drawn.own_cash[1:4] == pytest.approx(
        [100 * 1.44 ** (m / 12) + off for m, off in ((1, 15), (2, -20), (3, 0))]
    )
    assert base.own_cash[12] == pytest.approx(144)


def test_a_company_is_short_by_chance() -> None:
    """From 100 three deviations of 40 down in month 2: -20, below the limit of 0."""
    normals = {f"company/m/{month}": 0.0 for month in range(1, 25)} | {"company/m/2": -3.0}
    one = decided(company={"opening_cash": "100", "volatility": "40"}, normals=normals)
    assert (one.first_short_month_without, one.lowest_balance_without) == (2, pytest.approx(-20))


def test_debt_service_is_covered_by_what_the_year_brings_with_existing_debt_on_both_sides() -> None:
    """2026: (1 800 + 600 + 50 · 12)/(600 + 1 200) = 1.6667; 2027 has no new debt, and cash never has."""
    one = decided(investment("1200"), monthly("saving", "50"), company=EARNS_150, ways=(LOAN,))
    assert one.paid["bank"].worst_dscr == pytest.approx(3000 / 1800)
    assert one.paid["cash"].worst_dscr == math.inf


def test_only_whole_calendar_years_count_and_the_worst_of_them() -> None:
    """From July 2026: in 2027, without other debt, (1 800 + 600)/600. From January over 18 months 800 in 2026."""
    company = EARNS_150 | {"debt_service_per_year": "0"}
    july = {"start": "2026-07"}
    one = decided(investment("1200"), monthly("saving", "50"), company=company, ways=(LOAN,), scenario=july)
    assert one.paid["bank"].worst_dscr == pytest.approx(2400 / 600)
    two_years = decided(investment("1200"), monthly("saving", "50"), company=EARNS_150, ways=(LOAN | {"months": 18},))
    assert two_years.paid["bank"].worst_dscr == pytest.approx(3000 / (600 + 800))


def test_tax_and_costs_at_once_lower_the_cover_but_not_investments_grants_resale_or_vat() -> None:
    """Saved 600, sold 120, spent 300, 60 tied up, 100 committed; own hours are no money.

    The machine stands in the books for 960, 60 of it at the end: 180 a year. 600 + 120 - 300 - 180 = 240, of which a
    quarter is tax. The loan is 960 as well.
    """
    one = decided(
        investment("1200", residual_share="0.05"),
        one_off("300", "5"),
        one_off("999", "5", id="hours", own_time=True),
        monthly("saving", "50"),
        monthly("revenue", "10"),
        {"kind": "working_capital", "id": "stock", "label": "", "share": "0.5"},
        grant("3", amount="240", of=("bought_0",)),
        company=EARNS_150 | {"commitments": ({"label": "", "month": "6", "amount": "100"},)},
        uniforms={"subsidy": 0.0},
        rules=QUARTER_TAX,
        ways=(LOAN,),
    )
    assert one.paid["bank"].tax_paid_by_year[0] == pytest.approx(60)
    available = 1800 + 600 - 100 + 600 + 120 - 300 - 60 - 60
    assert one.paid["bank"].worst_dscr == pytest.approx(available / (600 + 960))


@pytest.mark.parametrize(
    ("way", "service"),
    [
        ({"kind": "financial_lease", "rate": "0", "months": 6, "purchase_option": "0.5", "fee": "70"}, 1200),
        ({"kind": "operational_lease", "fee": "80", "minimum_months": 12}, 960),
        ({"kind": "rent", "fee": "80", "start": "3.5", "minimum_months": 12}, 680),
    ],
)
def test_leases_and_rent_are_debt_to_be_served_with_the_option_but_not_the_fee_of_a_contract(
    way: dict[str, Any], service: float
) -> None:
    """1 200 in six parts and the option; 80 a month; 80 a month for 8½ months of 2026, 960 in 2027.

    The company earns 1 800 and serves 600 already.
    """
    one = decided(investment("1200"), company=EARNS_150, ways=(way | {"id": "lease"},))
    worst = max(service, 960) if way["kind"] == "rent" else service
    assert one.paid["lease"].worst_dscr == pytest.approx((1800 + 600) / (600 + worst))


def test_the_window_is_as_long_as_the_longest_minimum_term() -> None:
    """48 months from 2.5 are over in month 51."""
    rent = {"kind": "rent", "id": "rent", "fee": "1", "start": "2.5", "minimum_months": 48}
    one = decided(investment("1"), ways=(rent,), scenario={"horizon_years": 5})
    assert one.window == 51

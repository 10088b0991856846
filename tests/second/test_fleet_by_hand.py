"""The second implementation by pencil: own products in the field under contract."""

from __future__ import annotations

import math
from typing import Any

import pytest

from tests.second.by_hand import QUARTER_TAX, decided, investment
from tests.second.fleet import FleetCourse
from tests.second.regimes import regime

ONE_MONTH = ("0", "0", "1 / 12")
"""Lives for a month: of twelve units a year one is placed, in month 1."""


def fleet(**other: Any) -> dict[str, Any]:
    terms = {"placed": "12", "contract_months": "12", "build_cost": "0", "fee": "0"}
    return {"kind": "fleet", "id": "fleet", "label": ""} | terms | other


def course(timing: tuple[str, str, str] = ("0", "0", "30"), rules: Any = None, **terms: Any) -> FleetCourse:
    return decided(fleet(**terms), timing=timing, rules=rules).fleets["fleet"]


def test_a_unit_a_month_for_a_year_is_twelve_in_the_field() -> None:
    """From month 13 one goes for each that comes; a fee of 10 is 10, 20 … 120; a unit costs 100 to build."""
    one = decided(fleet(build_cost="100", fee="10"))
    found = one.fleets["fleet"]
    assert found.in_field == pytest.approx([*range(13)] + [12] * 12)
    assert found.returned == pytest.approx([0] * 13 + [1] * 12)
    assert one.lines["fleet"] == pytest.approx([0] + [10 * n - 100 for n in range(1, 13)] + [20] * 12)
    assert one.investment == 0


def test_placing_follows_the_ramp_and_its_own_growth() -> None:
    """Effect ¼ and ¾ of one a month; 21 % a year is 1.21^(m/12)."""
    found = course(timing=("0", "2", "30"), placed_grows_with="0.21")
    assert found.new[:4] == pytest.approx([0, 0.25 * 1.21 ** (1 / 12), 0.75 * 1.21 ** (2 / 12), 1.21 ** (3 / 12)])


def test_who_leaves_early_pays_no_more_and_only_some_units_come_back() -> None:
    """A tenth leaves each month. Half of those default, a fifth of whose units is got back: 0.6 of them return.

    Of one unit 0.9^11 is left after month 12; in month 13 a tenth of that leaves early, the rest as the contract ends.
    """
    found = course(
        ONE_MONTH, churn_per_year=str(1 - 0.9**12), default_share="0.5", recovered_share="0.2", second_life="10"
    )
    assert found.in_field[:14] == pytest.approx([0] + [0.9**month for month in range(12)] + [0], abs=1e-12)
    assert found.returned[2:4] == pytest.approx([0.06, 0.054])
    assert found.returned[13] == pytest.approx(0.06 * 0.9**11 + 0.9**12)
    assert found.taxed[13] == pytest.approx(10 * found.returned[13])


def test_a_contract_is_rounded_to_whole_months_and_halves_to_even_ones() -> None:
    """12.5 is 12, 13.5 is 14: the unit of month 1 leaves in month 13 or 15."""
    assert [course(ONE_MONTH, contract_months=months).returned.index(1) for months in ("12.5", "13.5")] == [13, 15]


def test_renewed_contracts_run_again_with_the_same_unit_while_the_candidate_lives() -> None:
    """One a month; half of those of month 1 stay in month 13. Over 12½ months of life month 13 is the last for that."""
    long, short = course(renewed_share="0.5"), course(("0", "0", "12.5 / 12"), renewed_share="0.5")
    assert (long.renewed[13], long.in_field[13], long.returned[13]) == pytest.approx((0.5, 12.5, 0.5))
    assert (long.renewed[14], long.in_field[14]) == pytest.approx((0.5, 13))
    assert (short.new[13], short.renewed[13], short.renewed[14]) == pytest.approx((0.5, 0.5, 0))
    three = decided(fleet(renewed_share="0.5"), scenario={"horizon_years": 3}).fleets["fleet"]
    assert (three.renewed[25], three.returned[25]) == pytest.approx((0.75, 0.75))


def test_a_unit_is_depreciated_from_the_month_after_it_is_placed_and_written_off_when_it_leaves() -> None:
    """600 over 60 months are 10 a month: 11 months of 2026, one of 2027, when it leaves with 480. A quarter is tax."""
    one = decided(fleet(build_cost="600"), timing=ONE_MONTH, rules=QUARTER_TAX)
    assert one.depreciation_by_year == pytest.approx([110, 10])
    assert one.write_off_by_year == pytest.approx([0, 480])
    assert one.tax_by_year == pytest.approx([-110 / 4, -490 / 4])
    assert one.deduction_by_year == [0, 0]


def test_a_unit_is_depreciated_over_its_contract_where_that_is_longer_than_the_rules_ask() -> None:
    """Half a year is asked for: 600 over the twelve months of the contract, nothing is left then."""
    found = course(ONE_MONTH, regime([], depreciation_years=0.5), build_cost="600")
    assert found.depreciation == pytest.approx([0, 0] + [50] * 12 + [0] * 11)
    assert not any(found.write_off)


def test_units_that_leave_early_are_written_off_as_they_go() -> None:
    """Half leaves each month: 10 is depreciated of one unit, 295 of 590 written off; then 5, and 145 of 290."""
    found = course(ONE_MONTH, churn_per_year=str(1 - 0.5**12), build_cost="600")
    assert found.depreciation[2:4] == pytest.approx([10, 5])
    assert found.write_off[2:4] == pytest.approx([295, 145])


def test_at_the_horizon_what_is_in_the_field_counts_its_second_life_and_is_written_off() -> None:
    """36 months of contract: in month 24 23 of 60 are over, 230 of 600; 370 is left, and a unit is worth 200."""
    one = decided(fleet(build_cost="600", contract_months="36", second_life="200"), timing=ONE_MONTH)
    found = one.fleets["fleet"]
    assert sum(found.depreciation) == pytest.approx(230)
    assert found.write_off[24] == pytest.approx(370)
    assert (one.lines["fleet"][24], found.final_value[24]) == pytest.approx((200, 200))


def test_every_amount_of_a_unit_has_its_sign_and_its_index() -> None:
    """Month 1: 100 of fee, 20 and 5 of upkeep, 50 to win the customer, half of a margin of 80, 300 to build.

    Month 13: 30 to refurbish and 70 for it. The fee rises by 21 % a year, building by 44 %, all other amounts by 10 %.
    """
    one = decided(
        fleet(
            build_cost="300",
            build_cost_grows_with="0.44",
            fee="100",
            fee_grows_with="0.21",
            service="20",
            connectivity="5",
            costs_grow_with="0.1",
            acquisition="50",
            replaces_share="0.5",
            lost_margin="80",
            refurbishment="30",
            second_life="70",
        ),
        timing=ONE_MONTH,
    )
    flow = one.lines["fleet"]
    twelfth = 1 / 12
    assert flow[1] == pytest.approx(100 * 1.21**twelfth - (25 + 50 + 40) * 1.1**twelfth - 300 * 1.44**twelfth)
    assert flow[12] == pytest.approx(121 - 25 * 1.1)
    assert flow[13] == pytest.approx(40 * 1.1 ** (13 / 12))


@pytest.mark.parametrize(
    ("achieved", "spread", "cap", "penalty"),
    [
        ("97", "0", "1", 5),
        ("99", "0", "1", 0),
        ("97", "0", "0.02", 2),
        ("97", "2", "1", 6.97797),
        ("98", "2", "1", 3.98942),
    ],
)
def test_the_penalty_is_the_mean_shortfall_up_to_its_cap(achieved: str, spread: str, cap: str, penalty: float) -> None:
    """5 % of a fee of 100 for each point below 98: one point; none; 2 % at most.

    With 2 points around 97 it is 2 · (0.352065 + 0.5 · 0.691462) = 1.395593 points; around 98 itself 2 · 0.398942.
    """
    uptime = {"guaranteed": "98", "achieved": achieved, "spread": spread, "per_point": "0.05", "cap": cap}
    found = course(ONE_MONTH, fee="100", uptime=uptime)
    assert found.taxed[1] == pytest.approx(100 - penalty, abs=1e-4)


def test_the_deepest_point_the_month_back_at_nought_and_the_worth_of_a_contract_are_told() -> None:
    """Built for 100, 10 a month: -90 after month 1, 0 after month 10.

    Twelve fees of 10 less 4, a tenth of the customers leaving each month, at 21 % a year: 6 · Σ 0.9^j · 1.21^(-j/12).
    """
    terms = fleet(build_cost="100", fee="10")
    found = decided(terms, timing=ONE_MONTH).fleets["fleet"]
    assert (found.deepest, found.back_at_nought, found.most_in_field) == pytest.approx((-90, 10, 1))
    assert decided(fleet(build_cost="500", fee="10"), timing=ONE_MONTH).fleets["fleet"].back_at_nought == math.inf
    worth = fleet(fee="10", service="3", connectivity="1", acquisition="30", churn_per_year=str(1 - 0.9**12))
    told = decided(worth, scenario={"hurdle_rate": 0.21}).fleets["fleet"]
    ratio = 0.9 * 1.21 ** (-1 / 12)
    assert told.contract_value == pytest.approx(6 * (1 - ratio**12) / (1 - ratio))
    assert told.acquisition == 30


def test_a_candidate_that_fails_has_no_fleet() -> None:
    failure = {"chance": "1", "found_out_month": "3", "stream": "broken"}
    one = decided(investment("10"), fleet(build_cost="100", fee="10"), failure=failure, uniforms={"broken": 0.0})
    assert not any(one.lines["fleet"])
    assert one.fleets["fleet"].most_in_field == 0

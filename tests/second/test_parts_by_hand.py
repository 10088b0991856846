"""The pieces of the second implementation by pencil: calendar, tax, loan, measures, formulas."""

from __future__ import annotations

import math
from typing import Any

import pytest
from pydantic import BaseModel

from roitool.scenario.data import effective_regime
from roitool.scenario.scenario import FlatRegime, NamedRegime
from tests.second import figures
from tests.second.by_hand import decided, investment
from tests.second.formulas import Figures
from tests.second.loan import loan_course
from tests.second.regimes import belgium_2026, germany_2026, netherlands_2026, regime, regime_of
from tests.second.tax import brackets_of, deduction_on, marginal_rate, taxes
from tests.second.timeline import Timeline

QUARTER_TAX = regime([(0.0, 0.25)])


def test_calendar_years_meet_at_new_year() -> None:
    """From October: months 0 to 3 are the first year, 4 to 15 the second, 16 to 24 the third."""
    timeline = Timeline(2026, 10, 24)
    assert [timeline.year_of(month) for month in (0, 1, 3, 4, 15, 16, 24)] == [0, 0, 0, 1, 1, 2, 2]
    assert [timeline.span_of(year) for year in range(timeline.years)] == [(0, 3), (3, 15), (15, 24)]


def test_losses_above_a_million_count_for_half() -> None:
    """1.5 m lost; of 1.6 m profit 1.3 m can be set off: 0.3 m is taxed 19 % to 0.2 m, then 25.8 %; 0.2 m is left."""
    profits = [-1_500_000.0, 1_600_000.0, 100_000.0, 500_000.0]
    expected = [0, 38_000 + 25_800, 0, 38_000 + 0.258 * 200_000]
    assert taxes(profits, 0.0, netherlands_2026()) == pytest.approx(expected)


def test_a_german_year_has_its_own_rate_and_its_own_share_of_losses() -> None:
    """15 % · 1.055 + 14 %, a point less from 2028; of 2 m of profit 1.7 m, then 1.6 m, take in losses."""
    german = germany_2026()
    assert taxes([100.0] * 8, 0.0, german, 2026) == pytest.approx(
        [29.825, 29.825, 28.77, 27.715, 26.66, 25.605, 24.55, 24.55]
    )
    assert taxes([2e6, 2e6], 9e6, german, 2027) == pytest.approx([0.29825 * 300_000, 0.2877 * 400_000])
    rates = [marginal_rate(1.0, brackets_of(german, year)) for year in (2027, 2028, 2050)]
    assert rates == [0.29825, 0.2877, 0.2455]


def test_a_belgian_asset_is_deducted_by_its_sort_whatever_else_is_bought() -> None:
    """A tenth of 1 000 and two tenths of 400 in the first year; 40 % of 100 in the second; 10 that do not count."""
    lines = [
        investment("1000"),
        investment("400", "1", category="digital"),
        investment("100", "13", category="energy"),
        investment("10", "24", category="research", deductible=False),
    ]
    assert decided(*lines, rules=belgium_2026()).deduction_by_year == pytest.approx([180, 40])


def test_a_sort_has_its_own_fiscal_life() -> None:
    """In Germany 800 over eight years and 120 over one, from month 6; in Belgium both over five."""
    lines = (investment("800"), investment("120", "1", category="software"))
    german = decided(*lines, rules=germany_2026(), timing=("6", "0", "30"))
    belgian = decided(*lines, rules=belgium_2026(), timing=("6", "0", "30"))
    assert german.depreciation_by_year == pytest.approx([50 + 60, 100 + 60])
    assert belgian.depreciation_by_year == pytest.approx([80 + 12, 160 + 24])


def test_without_carry_forward_every_year_stands_alone() -> None:
    """Opening losses and a bad year are forgotten: a quarter of each profit."""
    alone = regime([(0.0, 0.25)], carry_forward=False)
    assert taxes([-100.0, 100.0, 40.0], 500.0, alone) == pytest.approx([0, 25, 10])
    assert taxes([-100.0, 100.0, 640.0], 500.0, QUARTER_TAX) == pytest.approx([0, 0, 35])


@pytest.mark.parametrize(("profit", "rate"), [(-1.0, 0), (0.0, 0.19), (199_999.0, 0.19), (200_000.0, 0.258)])
def test_the_marginal_rate_is_that_of_the_next_euro(profit: float, rate: float) -> None:
    assert marginal_rate(profit, netherlands_2026().profit_tax.brackets) == rate


@pytest.mark.parametrize(
    ("total", "deduction"),
    [
        (2_900, 0),
        (50_000, 14_000),
        (71_683, 20_071.24),
        (100_000, 20_071),
        (150_000, 18_766.60),
        (250_000, 11_206.60),
        (398_236, 0),
        (400_000, 0),
    ],
)
def test_the_dutch_deduction_of_2026_follows_the_published_table(total: float, deduction: float) -> None:
    rule = netherlands_2026().investment_deduction
    assert deduction_on(total, rule) == pytest.approx(deduction, abs=0.01)


def test_an_annuity_pays_the_textbook_amount_each_month_and_ends_at_zero() -> None:
    """12 000 at 6 % over 12 months: 12 000 · 0.005/(1 - 1.005^-12) = 1 032.80 a month; interest 60.00 first."""
    terms = {"rate": 0.06, "months": 12, "grace": 0, "repayment": "annuity", "fee": 0.0}
    course = loan_course([12_000.0] + [0.0] * 24, **terms)
    paid = [i + r for i, r in zip(course.interest, course.repayments, strict=True)]
    assert paid[1:13] == pytest.approx([1032.797] * 12, abs=1e-3)
    assert course.interest[1:3] == pytest.approx([60, 12_000 * 0.06 / 12 - (1032.797 - 60) * 0.005], abs=1e-3)
    assert (course.balance[12:], course.ends) == ([0.0] * 13, 12)


def test_an_interest_free_annuity_is_repaid_in_equal_parts_up_to_the_last_month() -> None:
    """100 in month 1, 20 in month 2, over 2 months: 60 in month 3 and 60 in month 4, the last of all."""
    terms = {"rate": 0.0, "months": 2, "grace": 0, "repayment": "annuity", "fee": 0.0}
    course = loan_course([0.0, 100.0, 20.0, 0.0, 0.0], **terms)
    assert course.repayments == [0, 0, 0, 60, 60]
    assert course.balance == [0, 100, 120, 60, 0]
    at_the_end = loan_course([0.0, 0.0, 50.0, 0.0], **terms | {"months": 1})
    assert at_the_end.balance == [0, 0, 50, 0]


def test_a_linear_loan_waits_out_its_grace_months_from_the_last_draw() -> None:
    """700 in month 0, 500 in month 2, 1 % a month, 4 months of which 1 of grace: then 400 a month."""
    draws = [700.0, 0.0, 500.0, *[0.0] * 6]
    terms = {"rate": 0.12, "months": 4, "grace": 1, "repayment": "linear", "fee": 9.0}
    course = loan_course(draws, **terms)
    assert course.balance == pytest.approx([700, 700, 1200, 1200, 800, 400, 0, 0, 0])
    assert course.interest == pytest.approx([0, 7, 7, 12, 12, 8, 4, 0, 0])
    assert (course.fee[0], course.ends) == (9, 6)


WRITTEN_OUT = (
    NamedRegime(id="nl-2026"),
    NamedRegime(id="de-2026"),
    NamedRegime(id="be-2026"),
    NamedRegime(id="de-2026", rate=0.42),
    FlatRegime(id="flat", rate=0.3, depreciation_years=4, vat_rate=0.1),
)


@pytest.mark.parametrize("choice", WRITTEN_OUT, ids=lambda choice: f"{choice.id} {choice.rate}")
def test_the_data_files_hold_the_same_numbers_as_the_rules_written_out_here(choice: FlatRegime | NamedRegime) -> None:
    here, there = regime_of(choice), effective_regime(choice)
    for part in ("profit_tax", "losses", "depreciation", "investment_deduction", "asset_deduction", "vat"):
        assert _numbers(getattr(there, part)) == _numbers(getattr(here, part)), part
    assert there.borrowing_rate.rate == here.borrowing_rate.rate


def yearly(*amounts: float) -> list[float]:
    flow = [0.0] * (12 * (len(amounts) - 1) + 1)
    flow[::12] = amounts
    return flow


def test_the_measures_of_the_textbook_series() -> None:
    """-100, then 30 for five years, at 10 %: the published set of the standard methods of building economics."""
    flow = yearly(-100, 30, 30, 30, 30, 30)
    assert figures.present_value(flow, 0.1) == pytest.approx(13.7236, abs=1e-4)
    assert figures.irr(flow).rate == pytest.approx(0.152382, abs=1e-6)
    assert figures.mirr(flow, 0.1) == pytest.approx(0.128659, abs=1e-6)
    assert figures.equivalent_annuity(13.7236, 0.1, 5) == pytest.approx(3.62025, abs=1e-5)


def test_two_rates_of_return_are_both_found_and_none_is_chosen() -> None:
    found = figures.irr(yearly(-1600, 10_000, -10_000))
    assert (found.status, found.roots) == ("multiple", pytest.approx([0.25, 4]))
    assert math.isnan(found.rate)


def test_two_rates_close_together_are_not_overlooked() -> None:
    """-(1.1 - x)(1.1001 - x), x a year's growth: roots of 10 % and 10.01 %, between two points of the walk."""
    found = figures.irr(yearly(-1.0, 2.2001, -1.1000 * 1.1001))
    assert found.roots == pytest.approx([0.1, 0.1001], abs=1e-6)


@pytest.mark.parametrize(
    ("flow", "reason"),
    [((-1, 0), "always_loses"), ((1, 2), "always_gains"), ((0, 0), None), ((-1, 100), "always_gains")],
)
def test_no_rate_of_return_says_why(flow: tuple[float, float], reason: str | None) -> None:
    """-1 and +100 has a root of 9 900 %, beyond the span that is looked at."""
    found = figures.irr(yearly(*flow))
    assert (found.status, found.reason, found.roots) == ("none", reason, [])


def test_a_modified_rate_needs_an_outlay_and_is_a_total_loss_without_inflow() -> None:
    assert figures.mirr(yearly(-1, 0, 0), 0.1) == -1
    assert math.isnan(figures.mirr(yearly(1, 0, 0), 0.1))


def test_payback_is_never_when_the_money_does_not_come_back() -> None:
    """-60 000, then 10 000 a year, 12 %: paid back in month 72, discounted never."""
    flow = yearly(-60_000, *[10_000] * 8)
    assert figures.payback(flow) == 6
    assert figures.payback([amount * 1.12 ** (-month / 12) for month, amount in enumerate(flow)]) == math.inf
    assert figures.irr(flow).rate == pytest.approx(0.06876, abs=1e-5)
    assert figures.present_value(flow, 0.12) == pytest.approx(-10_323.60, abs=0.01)


def test_payback_counts_from_the_first_month_below_zero_and_later_dips_are_counted() -> None:
    """10, -20, 30, -25, 30: below zero in month 1, back at 1⅓, one dip after that."""
    flow = [10.0, -20.0, 30.0, -25.0, 30.0]
    assert figures.payback(flow) == pytest.approx((1 + 10 / 30) / 12)
    assert figures.dips(flow) == 1
    assert figures.payback([0.0, 5.0]) == 0


def test_formulas_know_names_signs_and_the_two_functions() -> None:
    read = Figures({"hours": 10.0, "rate": 50.0}, {"value": "hours * rate", "half": "value / 2"})
    assert read.amount(" -half + max(hours, rate, 3) * 2 ** 3 - min(1, hours)") == -250 + 400 - 1
    assert read.amount("-hours ** 2") == -100
    assert read.amount("2 ** 3 ** 2") == 512
    for refused in ("hours ** 0.5 % 2", "abs(hours)", "(-hours) ** 0.5", "'text'"):
        with pytest.raises(ValueError, match=r"not a|math domain error"):
            read.amount(refused)


def _numbers(part: Any) -> Any:
    """Return what a part of the rules says, without who says so."""
    if isinstance(part, tuple):
        return [_numbers(each) for each in part]
    if not isinstance(part, BaseModel):
        return part
    return {name: _numbers(value) for name, value in part if name not in {"source", "confidence", "note"}}

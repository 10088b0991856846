"""Investments: what is spent, what is deducted year by year, what is left at the end."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from roitool.cashflow.calendar import Calendar
from roitool.cashflow.depreciation import depreciation
from tests.builder import QUARTER, Given, line, money, monthly, scenario_of

FIVE_YEARS = {"horizon_years": 5, "regime": QUARTER}


def bought(amount="1000", figures=None, timing=("0", "0", "30"), whole=FIVE_YEARS, futures=None, **other):
    return money(scenario_of(line("investment", amount, **other), figures=figures, timing=timing, whole=whole), futures)


def deducted(found):
    return [each[:, 0].tolist() for each in (found.deduction("depreciation"), found.deduction("write_off"))]


def test_a_machine_of_five_years_is_deducted_in_five_equal_parts():
    depreciation, written_off = deducted(bought())
    assert depreciation == pytest.approx([200] * 5)
    assert written_off == pytest.approx([0] * 5)


def test_a_machine_bought_in_october_counts_three_months_in_its_first_year():
    """60 000 over five years is 1 000 a month: three months from 1 October, four whole years, nine months."""
    whole = FIVE_YEARS | {"start": "2026-10", "horizon_years": 6}
    depreciation, _ = deducted(bought("60000", whole=whole))
    assert depreciation == pytest.approx([3000, 12000, 12000, 12000, 12000, 9000, 0])


def test_depreciation_begins_when_it_is_both_bought_and_in_use():
    """Bought in month 3, live at 6: from 6; a second one bought in month 9 from 9. Over 10 months' worth of 5 years."""
    lines = [line("investment", "600", "first", month="3"), line("investment", "600", "later", month="8.2")]
    found = money(scenario_of(*lines, timing=("6", "0", "30"), whole=FIVE_YEARS))
    depreciation, _ = deducted(found)
    assert depreciation[0] == pytest.approx(10 * 6 + 10 * 3)
    assert depreciation[1] == pytest.approx(240)


def test_what_the_horizon_leaves_of_the_book_value_is_deducted_there():
    """Two of five years are counted; 600 of 1 000 is left, and goes with the sale for nothing."""
    depreciation, written_off = deducted(bought(whole=FIVE_YEARS | {"horizon_years": 2}))
    assert (depreciation, written_off) == (pytest.approx([200, 200]), pytest.approx([0, 600]))


def test_a_life_that_ends_early_takes_the_rest_of_the_book_value_with_it():
    """From month 6 for 1½ years: 300 over 18 months, 700 written off at month 24."""
    depreciation, written_off = deducted(bought(timing=("6", "0", "1.5")))
    assert (depreciation, written_off) == (pytest.approx([100, 200, 0, 0, 0]), pytest.approx([0, 700, 0, 0, 0]))


def test_a_residual_value_is_a_share_of_the_quote_and_comes_at_the_end_of_life_untaxed():
    found = bought(residual_share="share", figures={"share": 0.1}, timing=("0", "0", "3"))
    depreciation, written_off = deducted(found)
    assert depreciation == pytest.approx([180, 180, 180, 0, 0])
    assert written_off == pytest.approx([0, 0, 360, 0, 0])
    assert found.line("_residual")[36, 0] == pytest.approx(100)
    assert found.flows.project.sum() == pytest.approx(-1000 + 100 + 0.25 * 900)


def test_an_overrun_is_depreciated_but_brings_no_residual_value():
    figures = {"over": {"kind": "triangular", "minimum": -0.1, "likely": 0.0, "maximum": 1.0}, "share": 0.1}
    scenario = scenario_of(
        line("investment", "1000", residual_share="share"), figures=figures, overrun="over", whole=FIVE_YEARS
    )
    found = money(scenario, Given(2, {"over": [0.0, 0.5]}))
    assert found.line("investment")[0].tolist() == [-1000, -1500]
    assert found.line("_residual")[60].tolist() == [100, 100]
    total = found.deduction("depreciation") + found.deduction("write_off")
    assert total.sum(axis=0) == pytest.approx([900, 1400])


def test_a_line_that_never_overruns_costs_its_quote():
    figures = {"over": {"kind": "uniform", "minimum": 0.0, "maximum": 1.0}}
    lines = [
        line("investment", "1000", overruns=False),
        line("one_off", "100"),
        line("one_off", "10", "fixed", overruns=False),
    ]
    found = money(scenario_of(*lines, figures=figures, overrun="over"), Given(1, {"over": [0.3]}))
    spent = [found.line(name)[0, 0] for name in ("investment", "one_off", "fixed")]
    assert spent == pytest.approx([-1000, -130, -10])


def test_the_shortest_fiscal_life_of_the_regime_counts_where_a_line_names_none():
    whole = FIVE_YEARS | {"regime": {"id": "nl-2026"}}
    assert deducted(bought(whole=whole))[0] == pytest.approx([200] * 5)
    assert deducted(bought(whole=whole, fiscal_life_years=10))[0] == pytest.approx([100] * 5)
    flat = FIVE_YEARS | {"regime": QUARTER | {"depreciation_years": 2}}
    assert deducted(bought(whole=flat))[0] == pytest.approx([500, 500, 0, 0, 0])


def test_what_falls_beyond_the_horizon_is_not_spent_at_all():
    found = bought(month="60.5", residual_share="share", figures={"share": 0.5})
    assert not found.flows.project.any()
    assert not found.flows.record.result.any()


def test_a_date_within_a_month_is_booked_at_the_end_of_it():
    assert np.flatnonzero(bought(month="6.01").line("investment")[:, 0]).tolist() == [7]
    assert np.flatnonzero(bought(month="60").line("investment")[:, 0]).tolist() == [60]


@given(
    st.floats(0, 1e6),
    st.floats(0, 1),
    st.floats(0, 70),
    st.floats(0.1, 20),
    st.floats(0, 59),
    st.integers(1, 12),
    st.floats(-0.9, 3),
)
def test_depreciation_and_what_is_written_off_add_up_to_cost_less_residual(
    quote, share, go_live, life, month, start, over
):
    figures = {
        "quote": {"kind": "uniform", "minimum": 0.0, "maximum": 1e6},
        "over": {"kind": "uniform", "minimum": -0.9, "maximum": 3.0},
        "share": {"kind": "uniform", "minimum": 0.0, "maximum": 1.0},
        "life": 1.0,
        "go_live": 0.0,
        "month": 0.0,
    }
    scenario = scenario_of(
        line("investment", "quote", month="month", residual_share="share"),
        figures=figures,
        overrun="over",
        timing=("go_live", "0", "life"),
        whole=FIVE_YEARS | {"start": f"2026-{start:02}"},
    )
    here = {"quote": quote, "over": over, "share": share, "life": life, "go_live": go_live, "month": month}
    found = money(scenario, Given(1, {name: [value] for name, value in here.items()}))
    total = (found.deduction("depreciation") + found.deduction("write_off")).sum()
    assert total == pytest.approx(quote * (1 + over) - quote * share, rel=1e-12, abs=1e-6)
    assert found.line("_residual").sum() == pytest.approx(quote * share)


@given(st.floats(0, 1e6), st.floats(0, 100), st.floats(1, 240), st.floats(0, 200), st.integers(1, 12))
def test_depreciation_never_exceeds_the_amount_nor_a_year_s_twelfths(amount, start, fiscal, end, first_month):
    calendar = Calendar(2026, first_month, 96)
    found = depreciation(np.array([amount]), np.array([start]), fiscal, np.array([end]), calendar)
    by_year = [float(row[0]) for row in found.by_year]
    assert all(0 <= deducted <= amount / fiscal * 12 * (1 + 1e-12) for deducted in by_year)
    assert found.taken[0] == pytest.approx(sum(by_year))
    assert sum(by_year) <= amount * (1 + 1e-12)


def test_savings_do_not_change_what_is_depreciated():
    with_saving = money(scenario_of(line("investment", "1000"), monthly("saving", "50"), whole=FIVE_YEARS))
    np.testing.assert_array_equal(with_saving.deduction("depreciation"), bought().deduction("depreciation"))

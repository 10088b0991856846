"""Loan schedules against published tables, other libraries and what must hold for every loan."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import numpy_financial
import pytest
import pyxirr
from hypothesis import given
from hypothesis import strategies as st

from roitool.cashflow.financing import Terms, loan_months, loan_schedule

CASES = json.loads((Path(__file__).parents[1] / "cases" / "loans.json").read_text(encoding="utf-8"))


@st.composite
def loans(draw, kinds=("annuity", "linear")):
    months = draw(st.integers(1, 360))
    return {
        "principal": draw(st.floats(0, 1e9)),
        "rate_per_year": draw(st.just(0.0) | st.floats(1e-12, 1)),
        "months": months,
        "kind": draw(st.sampled_from(kinds)),
        "grace_months": draw(st.integers(0, months - 1)),
    }


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_a_published_loan_has_its_published_figures(case):
    found = loan_schedule(**case["loan"])
    within = case["within"]
    paid = found.interest + found.repayment
    if "payment" in case:
        first = case["loan"].get("grace_months", 0) + 1
        assert paid[first:] == pytest.approx(case["payment"], rel=0, abs=within)
    for name in ("interest", "repayment", "balance"):
        rows = getattr(found, name)
        for month, expected in case.get(name, {}).items():
            assert rows[int(month)] == pytest.approx(expected, rel=0, abs=within)
    for name in ("interest", "repayment"):
        if f"{name}_between" in case:
            first, last, expected = case[f"{name}_between"]
            total = getattr(found, name)[first : last + 1].sum()
            assert total == pytest.approx(expected, rel=0, abs=within * (last - first + 1))


def test_every_published_loan_names_its_source():
    assert all(case["source"] for case in CASES)


@pytest.mark.parametrize("rate", [0.001, 0.0599, 0.0725, 0.3])
@pytest.mark.parametrize("months", [1, 7, 60, 360])
def test_two_other_libraries_pay_the_same_annuity(rate, months):
    found = loan_schedule(85_000, rate, months)
    periods = np.arange(1, months + 1)
    interest = numpy_financial.ipmt(rate / 12, periods, months, 85_000)
    repayment = numpy_financial.ppmt(rate / 12, periods, months, 85_000)
    np.testing.assert_allclose(found.interest[1:], -interest, rtol=1e-9, atol=1e-7)
    np.testing.assert_allclose(found.repayment[1:], -repayment, rtol=1e-9, atol=1e-7)
    for month in (1, months // 2 + 1, months):
        assert found.interest[month] == pytest.approx(-pyxirr.ipmt(rate / 12, month, months, 85_000), rel=1e-9)
        assert found.repayment[month] == pytest.approx(-pyxirr.ppmt(rate / 12, month, months, 85_000), rel=1e-9)


@pytest.mark.parametrize("option", [0.0, 0.05, 0.35, 1.0])
@pytest.mark.parametrize(("rate", "months"), [(0.0, 24), (0.045, 36), (0.0899, 60), (0.3, 7)])
def test_two_other_libraries_pay_the_same_lease_with_an_option(option, rate, months):
    """An annuity of 70 000 with a future value that is paid with its last payment."""
    terms = Terms(months, "annuity", 0, option)
    walk = loan_months({0: np.array([70_000.0])}, np.array([0]), np.array([rate]), terms, months)
    interest, repayment, _ = (np.array(rows)[:, 0] for rows in zip(*walk, strict=True))
    paid = (interest + repayment)[1:]
    paid[-1] -= 70_000 * option
    for library in (numpy_financial, pyxirr):
        expected = -float(library.pmt(rate / 12, months, 70_000, -70_000 * option))
        np.testing.assert_allclose(paid, expected, rtol=1e-9, atol=1e-7)


@given(loans())
def test_every_loan_ends_at_exactly_zero(loan):
    found = loan_schedule(**loan)
    assert found.balance[-1] == 0
    assert found.repayment.sum() == pytest.approx(loan["principal"], rel=1e-9)


@given(loans())
def test_what_is_paid_is_worth_what_was_borrowed(loan):
    """At its own rate the present value of all payments is the principal."""
    found = loan_schedule(**loan)
    discount = (1 + loan["rate_per_year"] / 12) ** -np.arange(loan["months"] + 1.0)
    assert (found.interest + found.repayment) @ discount == pytest.approx(loan["principal"], rel=1e-9, abs=1e-9)


@given(loans())
def test_the_balance_never_rises_and_interest_is_that_on_last_month_s(loan):
    found = loan_schedule(**loan)
    assert (np.diff(found.balance) <= 1e-9 * loan["principal"]).all()
    np.testing.assert_allclose(found.interest[1:], found.balance[:-1] * loan["rate_per_year"] / 12, rtol=1e-12)
    assert (found.repayment[: loan["grace_months"] + 1] == 0).all()


@given(loans(kinds=("linear",)))
def test_equal_repayments_are_equal(loan):
    found = loan_schedule(**loan)
    due = found.repayment[loan["grace_months"] + 1 :]
    np.testing.assert_allclose(due, loan["principal"] / due.size, rtol=1e-9, atol=1e-300)


@pytest.mark.parametrize("kind", ["annuity", "linear"])
def test_a_rate_near_zero_costs_nearly_nothing(kind):
    """A payment by plain powers is off in the fourth digit at 1e-12 a month."""
    nothing = loan_schedule(120_000, 0.0, 60, kind)
    for rate in (1e-15, 1e-12, 1e-9):
        found = loan_schedule(120_000, rate, 60, kind)
        np.testing.assert_allclose(found.repayment, nothing.repayment, rtol=60 * rate + 1e-11)
        assert found.interest.sum() == pytest.approx(rate / 12 * 120_000 * 61 / 2, rel=1e-6)


def test_many_loans_at_once_are_each_what_they_are_alone():
    principals, rates = np.array([1000.0, 2000.0, 0.0]), np.array([0.0, 0.05, 0.1])
    together = loan_schedule(principals, rates, 24, "annuity", 3)
    assert together.balance.shape == (25, 3)
    for future, (principal, rate) in enumerate(zip(principals, rates, strict=True)):
        alone = loan_schedule(principal, rate, 24, "annuity", 3)
        for name in ("interest", "repayment", "balance"):
            np.testing.assert_array_equal(getattr(together, name)[:, future], getattr(alone, name))


@pytest.mark.parametrize(
    "wrong",
    [{"months": 0}, {"grace_months": 12}, {"grace_months": -1}, {"principal": -1}, {"rate_per_year": -0.01}],
    ids=str,
)
def test_what_is_no_loan_is_refused(wrong):
    with pytest.raises(ValueError, match="loan"):
        loan_schedule(**({"principal": 1000, "rate_per_year": 0.05, "months": 12} | wrong))

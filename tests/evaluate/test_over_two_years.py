"""What half an investment in the next calendar year does to the deduction; figures of 2026, worked out by hand."""

from __future__ import annotations

import pytest

from roitool.evaluate import problems_of
from roitool.evaluate.over_two_years import deduction_split
from tests.builder import line, scenario_of

DUTCH = {"regime": {"id": "nl-2026"}, "start": "2026-01", "horizon_years": 3}


def invested(*lines, others=(), **whole):
    company = {"other_investments": [{"year": year, "amount": amount} for year, amount in others]}
    return scenario_of(*lines, company=company, whole=DUTCH | whole)


def one(amount, month="0", **choices):
    return invested(line("investment", amount, month=month), **choices)


def found(scenario):
    return [
        (problem.code, *(problem.values[name] for name in ("year", "planned", "split")))
        for problem in deduction_split(scenario)
    ]


def test_more_by_spreading_is_told_with_both_sums():
    """150 000 deducts 20 071 − 7.56 % of 17 254 = 18 767; twice 75 000 the fixed 20 071 each."""
    assert found(one("150000")) == [("deduction_more_when_split", 2026, 18_767, 40_142)]


def test_less_by_spreading_is_told_too():
    """28 % of 40 000 is 11 200; beside 80 000 next year, half of it adds nothing there: 5 600."""
    assert found(one("40000", others=[(2027, "80000")])) == [("deduction_less_when_split", 2026, 11_200, 5_600)]


def test_what_is_invested_otherwise_in_both_years_counts():
    """Beside 30 000 (8 400) each year: 100 000 adds 11 671; twice 50 000 adds 11 671 each."""
    scenario = one("100000", others=[(2026, "30000"), (2027, "30000")])
    assert found(scenario) == [("deduction_more_when_split", 2026, 11_671, 23_342)]
    (problem,) = deduction_split(scenario)
    assert (problem.values["others"], problem.values["others_next"]) == (30_000, 30_000)
    assert (problem.place, problem.severity) == (("candidates", 0, "lines"), "info")


def test_no_difference_worth_telling_is_not_told():
    """28 % of 60 000 is twice 28 % of 30 000. Halves of 3 400 both fall below 2 900, and all of 952 is no thousand."""
    assert found(one("60000")) == []
    assert found(one("3400")) == []
    assert found(one("400")) == []


def test_the_dearest_year_is_the_one_that_is_split():
    """10 000 in 2026 and 150 000 in 2027, which deduct 2 800 and 18 767; split 2027: 20 071 in 2027 and in 2028."""
    both = invested(line("investment", "10000"), line("investment", "150000", "second", month="14"))
    assert found(both) == [("deduction_more_when_split", 2027, 18_767, 40_142)]


def test_what_the_candidate_invests_in_the_next_year_stays_there():
    """150 000 and 20 000: planned 18 767 + 5 600; split 20 071 and, on 95 000, 20 071."""
    both = invested(line("investment", "150000"), line("investment", "20000", "second", month="14"))
    assert found(both) == [("deduction_more_when_split", 2026, 24_367, 40_142)]


@pytest.mark.parametrize(
    "scenario",
    [
        one("150000", regime={"id": "none"}),
        one("150000", horizon_years=1),
        one("150000", month="30"),
        invested(line("investment", "150000", deductible=False)),
    ],
    ids=["no deduction", "no next year", "last year", "not deductible"],
)
def test_where_there_is_nothing_to_spread_nothing_is_told(scenario):
    assert found(scenario) == []


def test_it_is_told_beside_the_answer():
    codes = [problem.code for problem in problems_of(one("150000"))]
    assert "deduction_more_when_split" in codes

"""Several candidates of one year share the investment deduction."""

from __future__ import annotations

import pytest

from roitool.evaluate import problems_of
from roitool.evaluate.together import deduction_together
from roitool.scenario.renaming import duplicated
from tests.builder import line, monthly, scenario_of

DUTCH = {"regime": {"id": "nl-2026"}, "start": "2026-01"}


def two(amount, month="0", other="14", **company):
    scenario = scenario_of(line("investment", amount, month=month), monthly("saving", "100"), whole=DUTCH, **company)
    copy = duplicated(scenario, scenario.candidates[0].id, "second_one", "Second")
    document = copy.model_dump(exclude_none=True)
    document["candidates"][1]["lines"][0]["month"] = other
    return type(scenario).model_validate(document)


def found(scenario):
    return [
        (problem.values["year"], problem.values["alone"], problem.values["together"])
        for problem in deduction_together(scenario)
    ]


def test_two_that_invest_in_one_year_deduct_on_the_total_of_it():
    """28 % of 50 000 twice is 28 000; of 100 000 in 2026 it is the fixed 20 071."""
    assert found(two("50000", other="6")) == [(2026, pytest.approx(28_000), pytest.approx(20_071))]


def test_what_is_invested_otherwise_counts_once():
    """With 30 000 otherwise (8 400): 80 000 give 20 071 each, 130 000 give 20 071 together."""
    company = {"company": {"other_investments": [{"year": 2026, "amount": "30000"}]}}
    ((year, alone, together),) = found(two("50000", other="6", **company))
    assert (year, alone, together) == (2026, pytest.approx(2 * (20_071 - 8_400)), pytest.approx(20_071 - 8_400))


def test_candidates_of_different_years_or_without_a_deduction_share_nothing():
    assert found(two("50000", other="14")) == []
    assert found(two("400", other="6")) == []


def test_it_is_told_beside_the_answer():
    codes = [problem.code for problem in problems_of(two("50000", other="6"))]
    assert "deduction_shared" in codes

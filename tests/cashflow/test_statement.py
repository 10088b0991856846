"""The base case by calendar year: every line, adding up, and the same as what the simulation calculates with."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from roitool.cashflow.statement import Section, statement
from roitool.errors import ScenarioError
from roitool.evaluate import evaluate
from roitool.evaluate.engine import Engine
from roitool.scenario.data import example_bytes, example_names
from roitool.scenario.editing import replaced
from roitool.scenario.file import scenario_from_bytes
from roitool.scenario.scenario import nominal_hurdle_rate
from tests.builder import LOAN, QUARTER, line, money, monthly, nothing_line, scenario_of
from tests.second.generator import random_scenario

EVERYTHING = scenario_of(
    line("investment", "60000", "machine", residual_share="back"),
    line("investment", "6000", "software", month="4", financeable=False),
    line("one_off", "5000", "course", month="5"),
    line("one_off", "3000", "learning", own_time=True),
    monthly("running_cost", "250", "licence", grows_with="index"),
    monthly("running_cost", "100", "care", own_time=True),
    monthly("saving", "2500", "hours", grows_with="index"),
    line("revenue", "9000", "sales"),
    averts=[{"line": "drift", "share": "part"}],
    events=[
        {"id": "leak", "label": "", "chance": "1", "how_often": "once", "cost": "9", "stream": "leaking"},
    ],
    figures={"back": 0.1, "index": 0.03, "part": 0.4},
    nothing=(nothing_line("-300"),),
    ways=(LOAN | {"months": 36, "share": "0.7", "fee": "500"},),
    paid_by="bank",
    timing=("6", "3", "6"),
    whole={"regime": {"id": "nl-2026"}, "horizon_years": 5, "start": "2026-09"},
)


def sections(found):
    return {section: [row for row in found.rows if row.section is section] for section in Section}


def by_year(found, section, code):
    return np.array([row.by_year for row in found.rows if row.section is section and row.code == code])


def scenarios():
    examples = [scenario_from_bytes(example_bytes(name)) for name in example_names()]
    return [EVERYTHING, *examples, *(random_scenario(seed) for seed in range(50))]


@pytest.mark.parametrize("scenario", scenarios(), ids=lambda scenario: f"seed {scenario.seed}")
def test_the_rows_of_each_part_add_up_to_its_totals_whoever_pays(scenario):
    for position, candidate in enumerate(scenario.candidates):
        for way in candidate.ways_of_paying:
            chosen = replaced(scenario, ("candidates", position, "paid_by"), way.id)
            found = statement(chosen, candidate.id)
            assert found.way == way.id
            for rows in sections(found).values():
                added = np.zeros(len(found.years))
                scale = 1 + max(abs(amount) for row in rows for amount in row.by_year)
                for row in rows:
                    if row.total:
                        np.testing.assert_allclose(row.by_year, added, rtol=0, atol=1e-10 * scale)
                    else:
                        added = added + row.by_year


def test_the_last_row_of_each_part_is_its_total():
    for rows in sections(statement(EVERYTHING, "robot")).values():
        assert rows[-1].total


def test_the_project_cash_flow_is_that_of_the_base_case_month_by_month():
    found = statement(EVERYTHING, "robot")
    flow = money(EVERYTHING).flows.project[:, 0]
    # From September 2026: 4 months, four whole years, 8 months; month 0 belongs to the first.
    ends = [4, 16, 28, 40, 52, 60]
    expected = [part.sum() for part in np.split(flow, [end + 1 for end in ends[:-1]])]
    assert found.years == (2026, 2027, 2028, 2029, 2030, 2031)
    assert by_year(found, Section.PROJECT, "project_cash_flow")[0] == pytest.approx(expected)


def test_the_owner_s_part_ends_in_what_passes_the_bank_account_of_the_way_that_was_chosen():
    for way in ("cash", "bank"):
        scenario = EVERYTHING.model_copy(
            update={"candidates": (EVERYTHING.candidates[0].model_copy(update={"paid_by": way}),)}
        )
        found = statement(scenario, "robot")
        assert found.way == way
        assert sections(found)[Section.OWNER][-1].sum == pytest.approx(money(EVERYTHING).owner(way).sum())


def test_the_owner_s_part_shows_the_loan_sales_tax_and_own_time():
    found = statement(EVERYTHING, "robot")
    sums = {row.code: row.sum for row in sections(found)[Section.OWNER]}
    # 70 % of the machine; drawn and paid back within the horizon; sales tax comes back; three months' own time a year.
    assert (sums["draws"], sums["repayment"], sums["fee"]) == pytest.approx((42_000, -42_000, -500))
    assert sums["vat"] == pytest.approx(0, abs=1e-9)
    assert sums["own_time"] == pytest.approx(3000 + 54 * 100)
    assert by_year(found, Section.OWNER, "vat")[0][0] == pytest.approx(-0.21 * 6000)


def test_the_tax_part_leads_from_cash_to_the_result_by_what_is_deducted():
    found = statement(EVERYTHING, "robot")
    deducted = by_year(found, Section.TAX, "depreciation") + by_year(found, Section.TAX, "write_off")
    assert deducted.sum() == pytest.approx(-0.9 * 60_000 - 6_000)
    assert by_year(found, Section.TAX, "investment_deduction")[0][0] == pytest.approx(-0.28 * 66_000)
    result = money(EVERYTHING).flows.record.result[:, 0]
    assert by_year(found, Section.TAX, "taxable_result")[0] == pytest.approx(result)


@pytest.mark.parametrize("name", example_names())
def test_the_statement_of_an_example_is_the_base_case_of_its_evaluation(name):
    """The net present value of the months that the statement adds up is the one that the answer names."""
    scenario = scenario_from_bytes(example_bytes(name))
    answers = {answer.id: answer for answer in evaluate(scenario).candidates}
    for position, candidate in enumerate(scenario.candidates):
        model = Engine(scenario).model
        only = replace(money(scenario), flows=model.flows(position, money(scenario).company, detailed=True))
        flow = only.flows.project[:, 0]
        total = sections(statement(scenario, candidate.id))[Section.PROJECT][-1]
        assert total.sum == pytest.approx(flow.sum())
        discount = (1 + nominal_hurdle_rate(scenario)) ** (-np.arange(flow.size) / 12)
        assert answers[candidate.id].base.npv == pytest.approx(flow @ discount)


def test_a_line_keeps_the_words_of_whoever_made_it_and_its_kind_as_code():
    found = statement(EVERYTHING, "robot")
    named = [(row.code, row.label) for row in sections(found)[Section.PROJECT] if row.label]
    assert named[:4] == [
        ("investment", "machine"),
        ("investment", "software"),
        ("one_off", "course"),
        ("one_off", "learning"),
    ]
    assert ("averted", "drift") in named


def test_no_amount_is_a_minus_nought():
    found = statement(scenario_of(line("one_off", "0"), monthly("saving", "0"), whole={"regime": QUARTER}), "robot")
    amounts = np.array([row.by_year for row in found.rows])
    assert not np.signbit(amounts[amounts == 0]).any()


def test_a_candidate_that_is_not_there_has_no_statement():
    with pytest.raises(LookupError, match="cobot"):
        statement(EVERYTHING, "cobot")


def test_a_scenario_that_makes_no_sense_has_no_statement():
    wrong = scenario_of(monthly("saving", "no_such_figure"))
    with pytest.raises(ScenarioError) as refused:
        statement(wrong, "robot")
    assert refused.value.problems[0].place == ("candidates", 0, "lines", 0, "amount")

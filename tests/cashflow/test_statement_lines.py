"""Every kind of line and way of paying on a statement: its rows by pencil, and words for all of them."""

from __future__ import annotations

import numpy as np
import pytest

from roitool.cashflow.statement import Section, statement
from roitool.exports.text import statement_text
from roitool.scenario.editing import replaced
from roitool.wording.words import LANGUAGES, Words
from tests.builder import QUARTER, line, money, monthly, scenario_of
from tests.second.generator import random_scenario

FLEET = {
    "kind": "fleet",
    "id": "out",
    "label": "",
    "placed": "12",
    "contract_months": "24",
    "build_cost": "300",
    "fee": "50",
}
GRANT = {
    "kind": "grant",
    "id": "aid",
    "label": "Aid",
    "amount": "500",
    "of": ["cell"],
    "month": "0",
    "stream": "aiding",
}
FINANCIAL = {
    "kind": "financial_lease",
    "id": "financed",
    "down_payment": "0.2",
    "rate": "0",
    "months": 10,
    "purchase_option": "0.1",
    "fee": "40",
}
HIRE = {
    "kind": "operational_lease",
    "id": "leased",
    "label": "",
    "replaces": ["cell", "care"],
    "fee": "100",
    "minimum_months": 12,
}


def lease_of(**choices):
    """Return two years of a cell of 1 200 with a fifth of residual value and care of 10 a month, no growth."""
    whole = {"regime": QUARTER | {"vat_rate": 0.2, "depreciation_years": 1.0}}
    return scenario_of(
        line("investment", "1200", "cell", residual_share="back"),
        line("investment", "600", "fence"),
        monthly("running_cost", "10", "care"),
        monthly("saving", "200"),
        figures={"back": 0.2},
        ways=(HIRE, HIRE | {"id": "rented", "kind": "rent", "replaces": []}, FINANCIAL),
        whole=whole,
        **choices,
    )


def rows(found, section=Section.OWNER):
    return {row.code: row.by_year for row in found.rows if row.section is section}


def test_a_lease_shows_what_is_not_bought_what_the_fee_covers_and_the_fee():
    found = rows(statement(lease_of(paid_by="leased"), "robot"))
    assert found["not_bought"] == pytest.approx((1200, 0))
    assert found["forgone"] == pytest.approx((0, -240))
    assert found["costs_covered"] == pytest.approx((120, 120))
    assert found["hire"] == pytest.approx((-1200, -1200))


def test_rent_without_names_replaces_every_financeable_investment():
    found = rows(statement(lease_of(paid_by="rented"), "robot"))
    assert found["not_bought"] == pytest.approx((1800, 0))
    assert found["costs_covered"] == pytest.approx((0, 0))
    assert found["hire"] == pytest.approx((-1200, -1200))


def test_a_financial_lease_shows_what_is_financed_and_paid_back_with_its_option():
    found = rows(statement(lease_of(paid_by="financed"), "robot"))
    assert found["draws"] == pytest.approx((0.8 * 1800, 0))
    assert found["repayment"] == pytest.approx((-0.8 * 1800, 0))
    assert found["interest"] == pytest.approx((0, 0))
    assert found["fee"] == pytest.approx((-40, 0))


@pytest.mark.parametrize("way", ["cash", "leased", "rented", "financed"])
def test_the_owner_s_part_ends_in_what_passes_the_bank_account(way):
    scenario = lease_of(paid_by=way)
    found = [row for row in statement(scenario, "robot").rows if row.section is Section.OWNER]
    monthly_flow = money(scenario).owner(way)[:, 0]
    assert found[-1].by_year == pytest.approx((monthly_flow[:13].sum(), monthly_flow[13:].sum()))


def test_working_capital_takes_in_the_first_year_what_it_gives_back_in_the_last():
    scenario = scenario_of(
        monthly("revenue", "1000"), {"kind": "working_capital", "id": "stock", "label": "Stock", "share": "0.25"}
    )
    found = rows(statement(scenario, "robot"), Section.PROJECT)
    assert found["working_capital"] == pytest.approx((-3000, 3000))
    assert found["project_cash_flow"] == pytest.approx((9000, 15_000))


def test_a_fleet_is_one_row_of_cash_and_is_depreciated():
    found = statement(scenario_of(FLEET, whole={"regime": QUARTER}), "robot")
    # One a month at 300, and a fee of 50 for each in the field: 1 + 2 + … + 12, then 13 + … + 24.
    assert rows(found, Section.PROJECT)["fleet"] == pytest.approx((50 * 78 - 3600, 50 * 222 - 3600))
    assert sum(rows(found, Section.TAX)["depreciation"]) == pytest.approx(-24 * 300)


def test_a_grant_is_not_granted_if_nothing_goes_wrong_but_is_named():
    found = statement(scenario_of(line("investment", "1000", "cell"), GRANT), "robot")
    (row,) = (row for row in found.rows if row.code == "grant")
    assert (row.label, row.by_year) == ("Aid", (0.0, 0.0))


def test_what_is_sold_soon_after_is_added_back_to_the_result():
    scenario = scenario_of(
        line("investment", "20000", "cell", residual_share="0.5"),
        timing=("0", "0", "1"),
        whole={"regime": {"id": "nl-2026"}},
    )
    found = rows(statement(scenario, "robot"), Section.TAX)
    assert found["investment_deduction"] == pytest.approx((-5600, 0))
    # Sold for half of its cost in its first year: half of the deduction.
    assert sum(found["added_back"]) == pytest.approx(2800)


def test_the_taxable_part_begins_with_the_cash_that_is_taxed():
    """All lines but what is capitalised, sold or tied up."""
    scenario = scenario_of(
        line("investment", "1200", "cell", residual_share="0.2"),
        line("one_off", "50"),
        monthly("running_cost", "10", "care", paid="in_advance"),
        monthly("revenue", "100"),
        {"kind": "working_capital", "id": "stock", "label": "", "share": "0.25"},
        whole={"regime": QUARTER},
    )
    found = statement(scenario, "robot")
    cash = rows(found, Section.PROJECT)
    taxed = np.add(np.add(cash["one_off"], cash["running_cost"]), cash["revenue"])
    assert rows(found, Section.TAX)["taxable_cash"] == pytest.approx(taxed)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_row_that_a_statement_can_have_has_words(language):
    words, seen = Words(language), set()
    for seed in range(50):
        scenario = random_scenario(seed)
        for position, candidate in enumerate(scenario.candidates):
            for way in candidate.ways_of_paying:
                chosen = replaced(scenario, ("candidates", position, "paid_by"), way.id)
                seen |= {row.code for row in statement(chosen, candidate.id).rows}
    assert {"working_capital", "grant", "fleet", "hire", "not_bought", "forgone", "costs_covered", "added_back"} <= seen
    assert {code for code in seen if not words.has(f"row.{code}")} == set()


@pytest.mark.parametrize(
    ("language", "says"),
    [
        (
            "nl",
            ("Bankrekening, betaald met ‘Operationele lease, minstens 12 maanden’", "niet gekocht", "lease of huur"),
        ),
        ("en", ("paid by “Operational lease, 12 months at least”", "not bought", "lease or rent")),
    ],
)
def test_a_lease_is_told_in_words_on_the_printed_statement(language, says):
    scenario = lease_of(paid_by="leased")
    text = statement_text(statement(scenario, "robot"), scenario, Words(language), 100).replace(
        "\N{NO-BREAK SPACE}", " "
    )
    assert [each for each in says if each not in text] == []

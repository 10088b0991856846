"""The answer, a statement and problems as a terminal shows them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from roitool.cashflow.statement import Section, Statement, StatementRow
from roitool.decision.verdict import Question
from roitool.errors import Problem
from roitool.evaluate.why import Mover, Why
from roitool.exports.text import evaluation_text, problems_text, statement_text
from roitool.scenario.editing import replaced
from roitool.wording.words import LANGUAGES, Words
from tests.wording.build import bank, estimate, evaluation, fleet, scenario, with_ways

DUTCH, ENGLISH = Words("nl"), Words("en")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("width", [40, 80])
def test_the_answer_stays_within_the_width_of_a_terminal(language, width):
    text = evaluation_text(evaluation(), Words(language), width)
    assert max(map(len, text.splitlines())) <= width


def test_the_answer_begins_with_the_verdict_and_then_takes_the_questions_in_order():
    text = evaluation_text(evaluation(), ENGLISH, 80)
    order = [
        "Welding cobot at De Vries\n═════════════════════════",
        "Welding cobot\n─────────────",
        "Worth it — go ahead",
        "Why\n",
        "Can it hurt us?",
        "Does it earn itself back?",
        "When is it paid back?",
        "How much does it bring?",
        "And if nothing goes wrong?",
        "How do we pay for it?",
        "Small print",
        "Tax: Netherlands 2026, private company (corporate income tax). This is not tax\nadvice.",
        "10,240 futures · seed 7 · ROItool 0.1.0",
        "Scenario aaaaaaaaaaaa · tax rules bbbbbbbbbbbb",
    ]
    positions = [text.index(part) for part in order]
    assert positions == sorted(positions)
    assert text.endswith("\n")


WAYS = with_ways(
    {"kind": "cash", "id": "own"},
    {"kind": "loan", "id": "bank", "share": "0.7", "rate": "0.06", "months": 60},
    {"kind": "rent", "id": "rent", "fee": "1900", "minimum_months": 36},
    {"kind": "operational_lease", "id": "lease", "fee": "1500", "minimum_months": 48, "cancellation_fee": "3000"},
    {"kind": "financial_lease", "id": "financial", "rate": "0.07", "months": 48},
)
COVERED = bank(cover=(0.9, 1.0, 1.2, 1.5, 1.8, 2.2, 2.4))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("width", [40, 80])
def test_every_way_of_paying_and_a_fleet_stay_within_the_width_of_a_terminal(language, width):
    found = evaluation(WAYS, loan=COVERED, fleets=(fleet(),))
    text = evaluation_text(found, Words(language), width)
    assert max(map(len, text.splitlines())) <= width


def test_ways_of_paying_are_compared_in_a_table():
    lines = evaluation_text(evaluation(chosen="bank", loan=COVERED), ENGLISH, 80).splitlines()
    start = lines.index("How do we pay for it?")
    assert lines[start + 1 : start + 8] == [
        "  Chosen: Loan, 60 months",
        "  way of paying       average  advantage  lowest¹  sooner  cover",
        "  ──────────────────────────────────────────────────────────────",
        "    Own money        +€61,000         €0  €23,000      15      —",
        "  → Loan, 60 months  +€58,700    −€2,300  €23,000      15    700",
        "  → chosen. Average: paid this way, in today’s money. Advantage: compared with",
        "  cash, after tax. ¹ In 1 of 20 futures the balance falls below it. Sooner: of",
    ]


def test_cover_has_no_column_where_no_way_of_paying_has_debt():
    text = evaluation_text(evaluation(), ENGLISH, 80)
    assert "advantage  lowest¹  sooner\n" in text
    assert "Cover:" not in text


def test_what_a_project_that_ends_early_still_pays_stands_below_the_table():
    text = evaluation_text(evaluation(WAYS), ENGLISH, 80)
    assert text.index("Sooner: of") < text.index("· With “Rent, 36\N{NO-BREAK SPACE}months at least” you pay")


def test_fleets_are_told_after_what_the_whole_brings():
    text = evaluation_text(evaluation(fleets=(fleet(),)), DUTCH, 80)
    assert text.index("En als er niets misgaat?") < text.index("Hoe loopt ‘Uptime-contract’?\n  Op het diepste punt")
    assert text.index("Hoe loopt") < text.index("Hoe betalen we het?")


def test_what_holds_for_every_candidate_is_said_once():
    found = evaluation()
    two = replace(found, candidates=(found.candidates[0], replace(found.candidates[0], title="Second")))
    text = evaluation_text(two, ENGLISH, 80)
    assert text.count("Interest on an overdraft") == 1
    assert text.count("Worth it — go ahead") == 2


def test_problems_that_refuse_come_before_those_that_are_doubtful():
    warning = Problem(("candidates", 0, "failure"), "failure_missing", severity="warning")
    error = Problem(("futures",), "too_large", {"found": 10**12, "bound": 10_000_000})
    assert problems_text([warning, error], ENGLISH, scenario(), 80) == (
        "Error: number of futures (futures)\n"
        "  Here stands 1,000,000,000,000; it may be 10,000,000 at most.\n"
        "  What to do: Enter a smaller number.\n"
        "\n"
        "Note: Welding cobot › failure (candidates.0.failure)\n"
        "  Nothing is said about the chance that it never works.\n"
        "  What to do: Enter that chance, and what is lost then.\n"
    )


def test_what_is_good_to_know_comes_last():
    info = Problem(("candidates", 0, "lines"), "integration_missing", {"found": 85_000.0}, "info")
    warning = Problem(("candidates", 0, "failure"), "failure_missing", severity="warning")
    text = problems_text([info, warning], DUTCH, scenario(), 80)
    assert text.index("Let op: Lascobot › ") < text.index("Goed om te weten: Lascobot › ")
    assert "Er wordt voor €\N{NO-BREAK SPACE}85.000 geïnvesteerd" in " ".join(text.split("\n  "))


def test_a_statement_shows_every_line_of_each_section_with_its_sum():
    rows = (
        StatementRow(Section.PROJECT, "investment", "Cel", (-78_000.4, 0.0)),
        StatementRow(Section.PROJECT, "averted", "Klant weg", (1_000.0, 1_000.0)),
        StatementRow(Section.PROJECT, "before_tax", "", (-77_000.4, 1_000.0), total=True),
        StatementRow(Section.TAX, "depreciation", "", (-15_600.0, -15_600.0)),
        StatementRow(Section.OWNER, "owner_cash_flow", "", (-77_000.4, 1_000.0), total=True),
    )
    statement = Statement("cobot", scenario().candidates[0].title, "own", None, (2027, 2028), rows)
    assert statement_text(statement, scenario(), DUTCH, 80) == (
        "Lascobot: als er niets misgaat\n"
        "══════════════════════════════\n"
        "\n"
        "Project, alsof uit eigen geld betaald\n"
        "                         2027   2028   totaal\n"
        "─────────────────────────────────────────────\n"
        "Cel                   −78.000      0  −78.000\n"
        "voorkomen: Klant weg    1.000  1.000    2.000\n"
        "─────────────────────────────────────────────\n"
        "voor belasting        −77.000  1.000  −76.000\n"
        "\n"
        "Belasting\n"
        "                 2027     2028   totaal\n"
        "───────────────────────────────────────\n"
        "afschrijving  −15.600  −15.600  −31.200\n"
        "\n"
        "Bankrekening, betaald met ‘Eigen geld’\n"
        "                         2027   2028   totaal\n"
        "─────────────────────────────────────────────\n"
        "kasstroom op de bank  −77.000  1.000  −76.000\n"
        "\n"
        "Bedragen in hele EUR; elk is apart afgerond, dus kan een optelling er iets naast\n"
        "zitten. Zonder kansen: de gemiddelde toekomst is meestal slechter.\n"
        "\n"
        "Belasting: Nederland 2026, bv (vennootschapsbelasting). Bedoeld voor een bv. Wie\n"
        "een eenmanszaak of vof heeft, valt onder de inkomstenbelasting: reken dan met uw\n"
        "eigen tarief. EIA, MIA, Vamil en WBSO tellen niet mee. Geen belastingadvies.\n"
    )


@pytest.mark.parametrize(
    ("regime", "words", "begins", "ends"),
    [
        (
            {"id": "de-2026", "rate": 0.42},
            ENGLISH,
            "Tax: Germany 2026, GmbH (corporate tax, solidarity surcharge and trade tax), with your own rate of 42%. ",
            "Not tax advice.",
        ),
        (
            {"id": "be-2026", "rate": 0.375},
            DUTCH,
            "Belasting: België 2026, kleine vennootschap (vennootschapsbelasting), met uw eigen tarief van 37,5%. ",
            "Geen belastingadvies.",
        ),
        ({"id": "flat", "rate": 0.25}, ENGLISH, "Tax: One flat rate, 25%. ", "This is not tax advice."),
    ],
)
def test_a_statement_ends_with_its_tax_rules_and_that_they_are_no_advice(regime, words, begins, ends):
    asked = replaced(scenario(), ("regime",), regime)
    empty = Statement("cobot", "", "own", None, (2027,), ())
    told = " ".join(statement_text(empty, asked, words, 80).rpartition("\n\n")[2].split())
    assert told.startswith(begins)
    assert told.endswith(ends)


def test_what_moves_a_number_most_is_told_with_its_reason_once_it_is_looked_for():
    found = evaluation(chance=0.62)
    assert "What moves it most" not in evaluation_text(found, ENGLISH, 80)
    mover = Mover(("candidates", 0, "inputs", 0), "figure", estimate(0.5, 0.01))
    why = Why("cobot", {Question.CHANCE_NPV: (mover,)}, 10_240)
    text = " ".join(evaluation_text(found, ENGLISH, 80, [why]).split())
    assert "What moves it most: Hours that come free. The higher, the better." in text
    nothing = Why("cobot", {}, 10_240)
    assert "No single figure stands out." in " ".join(evaluation_text(found, ENGLISH, 80, [nothing]).split())

"""The answer, a statement and problems as a terminal shows them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from roitool.cashflow.statement import Section, Statement, StatementRow
from roitool.errors import Problem
from roitool.exports.text import evaluation_text, problems_text, statement_text
from roitool.wording.words import LANGUAGES, Words
from tests.wording.build import evaluation, scenario

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


def test_ways_of_paying_are_compared_in_a_table():
    lines = evaluation_text(evaluation(), ENGLISH, 80).splitlines()
    start = lines.index("How do we pay for it?")
    assert lines[start + 2 : start + 6] == [
        "  way of paying    advantage  earns back  short  sooner  lowest¹",
        "  ──────────────────────────────────────────────────────────────",
        "  Own money               €0         840     40      15  €23,000",
        "  Loan, 60 months    −€2,300         840     40      15  €23,000",
    ]


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


def test_a_statement_shows_every_line_of_each_section_with_its_sum():
    rows = (
        StatementRow(Section.PROJECT, "investment", "Cel", (-78_000.4, 0.0)),
        StatementRow(Section.PROJECT, "averted", "Klant weg", (1_000.0, 1_000.0)),
        StatementRow(Section.PROJECT, "before_tax", "", (-77_000.4, 1_000.0), total=True),
        StatementRow(Section.TAX, "depreciation", "", (-15_600.0, -15_600.0)),
        StatementRow(Section.OWNER, "owner_cash_flow", "", (-77_000.4, 1_000.0), total=True),
    )
    statement = Statement("cobot", scenario().candidates[0].title, "own", (2027, 2028), rows)
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
    )

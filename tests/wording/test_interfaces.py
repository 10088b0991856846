"""What interfaces do to the cost of a candidate is told beside its answer and under its statement."""

from __future__ import annotations

import pytest

from roitool.cashflow.statement import statement
from roitool.evaluate import evaluate
from roitool.exports.text import statement_text
from roitool.scenario.integration import integration_of
from roitool.wording.answer import describe
from roitool.wording.interfaces import about_interfaces
from roitool.wording.words import Words
from tests.builder import line, scenario_of
from tests.exports.everything import EXCESS

OWN = line("investment", "1000", "own", interface={"count": "2"})
OPEN = line("investment", "500", "open", interface={"standard": "opc_ua"})
TAIL = {"figures": {"over": EXCESS}, "overrun": "over"}
DUTCH = (
    "Koppelingen met andere systemen: 3, waarvan 1 via een open standaard. Hun prijs gaat daardoor keer 1,33. De "
    "kans dat de kosten uit de hand lopen wordt 11,3% in plaats van 10%. Hoe zwaar koppelingen wegen is een "
    "oordeel, geen meting."
)
ENGLISH = (
    "Interfaces with other systems: 2, of which 0 on an open standard. That takes their price times 1.60. "
    "How much interfaces weigh is judgement, not measurement."
)


@pytest.mark.parametrize(
    ("lines", "choices", "language", "told"),
    [((OWN, OPEN), TAIL, "nl", DUTCH), ((OWN,), TAIL, "en", ENGLISH), ((OWN,), {}, "en", ENGLISH)],
)
def test_their_number_price_and_risk_are_told_in_a_sentence(lines, choices, language, told):
    scenario = scenario_of(*lines, **choices)
    (candidate,) = scenario.candidates
    said = about_interfaces(integration_of(scenario, candidate), scenario, candidate, Words(language))
    assert said.replace("\N{NO-BREAK SPACE}", " ") == told


def test_it_stands_in_the_notes_and_under_the_statement():
    scenario, words = scenario_of(OWN), Words("en")
    evaluation = evaluate(scenario, 10_240)
    assert ENGLISH in describe(evaluation, evaluation.candidates[0], words).notes
    assert ENGLISH in statement_text(statement(scenario, "robot"), scenario, words, 200)


def test_nothing_is_said_where_there_are_none():
    scenario, words = scenario_of(line("investment", "1000")), Words("en")
    evaluation = evaluate(scenario, 10_240)
    assert not [note for note in describe(evaluation, evaluation.candidates[0], words).notes if "Interfaces" in note]

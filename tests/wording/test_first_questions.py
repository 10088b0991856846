"""What is asked first, and how answers are read back beside their fields."""

from __future__ import annotations

from typing import Any

import pytest

from roitool.scenario.beginning import begun
from roitool.scenario.data import template, template_ids
from roitool.scenario.joining import joined
from roitool.scenario.scenario import Scenario
from roitool.wording.first_questions import MOST, OF_COMPANY, first_questions, quote_reading, reading
from roitool.wording.words import Words

TODAY = "2027-03-01"
NL, EN = Words("nl"), Words("en")


@pytest.fixture
def cobot() -> Scenario:
    return begun(["cobot_cell"], "2027-04")


def read(scenario: Scenario, key: str, text: str, words: Words = NL) -> Any:
    return reading(scenario, key, text, words, TODAY)


def plain(text: str) -> str:
    return text.replace("\N{NO-BREAK SPACE}", " ")


@pytest.mark.parametrize("name", template_ids())
def test_a_new_scenario_is_asked_three_things_of_the_company_and_two_of_the_template(name: str) -> None:
    asked = first_questions(begun([name], "2027-04"), None, EN)
    first_two = [question.figure for question in template(name).questions[:2]]
    assert [question.key for question in asked[:3]] == list(OF_COMPANY)
    assert [question.key.split(".")[-1] for question in asked[3:]] == first_two
    assert len(asked) == MOST
    assert all(question.ask and question.reference for question in asked)


@pytest.mark.parametrize("name", template_ids())
def test_beside_others_only_the_template_is_asked_about(name: str, cobot: Scenario) -> None:
    asked = first_questions(joined(cobot, name), cobot, EN)
    assert 1 <= len(asked) <= MOST
    assert {question.key for question in asked}.isdisjoint(OF_COMPANY)
    assert {question.key for question in asked}.isdisjoint(item.id for item in cobot.inputs)


def test_of_a_second_one_its_own_figures_are_asked_about(cobot: Scenario) -> None:
    asked = first_questions(joined(cobot, "cobot_cell"), cobot, EN)
    assert asked[0].key == "cobot_cell_2.covered_hours"


def test_a_question_comes_with_what_holds_until_then_and_its_unit(cobot: Scenario) -> None:
    bank, _, wish, hours, _ = first_questions(cobot, None, NL)
    assert (plain(bank.reference), bank.unit) == ("€ 318.000", "€")
    assert (plain(wish.reference), wish.unit) == ("3 jaar", "jaar")
    assert (hours.reference, hours.unit) == ("40 (25 – 60) uur/week", "uur / week")


@pytest.mark.parametrize(
    ("key", "text", "told"),
    [
        ("cobot_cell.covered_hours", "20 tot 35", "gelezen als 27,5 (20 – 35) uur/week"),
        ("opening_cash", "85k", "gelezen als € 85.000"),
        ("payback_years", "2,5", "gelezen als 2 jaar en 6 maanden"),
        ("own_hour_cost", "4000", "gelezen als 4.000 €/uur; ver buiten wat gebruikelijk is, klopt dit?"),
    ],
)
def test_an_answer_is_read_back(cobot: Scenario, key: str, text: str, told: str) -> None:
    found = read(cobot, key, text)
    assert (plain(found.text), found.wrong) == (told, False)


@pytest.mark.parametrize(
    ("key", "text", "told"),
    [
        ("opening_cash", "veel", "‘veel’ is geen getal"),
        ("cobot_cell.covered_hours", "-5", "het is minstens 0 uur"),
        ("cobot_cell.cashable_share", "0,6", "Bedoelt u 60%?"),
        ("cobot_cell.cashable_share", "120", "het is hooguit 100%"),
        ("cobot_cell.covered_hours", "35 tot 20", ""),
        ("payback_years", "0", ""),
        ("payback_years", "2 tot 3", "past één getal"),
    ],
)
def test_what_cannot_be_used_is_told_without_the_name_of_the_figure(
    cobot: Scenario, key: str, text: str, told: str
) -> None:
    found = read(cobot, key, text)
    assert found.wrong
    assert told in found.text
    assert key not in found.text
    assert "{" not in found.text


@pytest.mark.parametrize(
    ("name", "text", "told", "wrong"),
    [
        ("price", "18k", "read as €18,000", False),
        ("running", "0", "read as €0", False),
        ("running", "-1", "This must be 0 or more.", True),
        ("saving", "0", "This must be more than 0.", True),
        ("price", "$ 5", "This file counts in EUR", True),
    ],
)
def test_what_a_supplier_states_is_read_back(name: str, text: str, told: str, wrong: bool) -> None:
    found = quote_reading(name, text, "EUR", EN)
    assert found.wrong == wrong
    assert found.text.startswith(told)

"""Answers as people type them, put into a scenario; one that cannot be used says which, why and what to do."""

from __future__ import annotations

import re
from typing import Any

import pytest

from roitool.errors import ScenarioError
from roitool.scenario.editing import replaced
from roitool.scenario.quantities import Chance, Fixed, Range
from roitool.scenario.quote import Quote
from roitool.scenario.scenario import Scenario
from roitool.wording.answering import NotAnswered, answered, stated_quote
from roitool.wording.words import Words
from tests.builder import document_of, figure, line, opened

TODAY = "2027-03-01"


def scenario(**whole: Any) -> Scenario:
    """Return two plans, each with hours; the first has a price, a share and a chance as well."""
    hours = {"kind": "range", "low": 10.0, "likely": 20.0, "high": 35.0, "coverage": 0.9, "lower": 0.0}
    share = {"kind": "range", "low": 0.2, "likely": 0.6, "high": 1.0, "coverage": 0.9, "lower": 0.0, "upper": 1.0}
    document = document_of(line("investment", "price"), whole=whole)
    (one,) = document["candidates"]
    document["inputs"] = [figure("wage", 40.0) | {"unit": "EUR/h"}]
    one["inputs"] = [
        figure("hours", hours) | {"unit": "h/week"},
        figure("price", 50_000.0) | {"unit": "EUR"},
        figure("used", share) | {"unit": "share"},
        figure("granted", {"kind": "chance", "probability": 0.5}),
    ]
    other = one | {
        "id": "cobot",
        "inputs": [figure("hours", hours, "cobot.hours"), figure("price", 1.0, "cobot.price")],
    }
    document["candidates"] = [one, other]
    return opened(document)


def given(key: str, text: str, language: str = "en", **whole: Any) -> Scenario:
    return answered(scenario(**whole), {key: text}, Words(language), TODAY)


def figure_of(found: Scenario, name: str, candidate: int = 0) -> Any:
    inputs = (*found.candidates[candidate].inputs, *found.inputs)
    return next(item for item in inputs if item.id == name)


def refused(key: str, text: str, language: str = "en") -> str:
    with pytest.raises(NotAnswered) as error:
        given(key, text, language)
    return str(error.value)


@pytest.mark.parametrize(
    ("language", "text", "numbers"),
    [
        ("nl", "15 tot 25", (15, 20, 25)),
        ("nl", "15-18-25", (15, 18, 25)),
        ("nl", "12,5 - 20,5 - 30", (12.5, 20.5, 30)),
        ("en", "15 to 25", (15, 20, 25)),
        ("en", "20 ± 5", (15, 20, 25)),
        ("en", "20 h/week", (20,)),
    ],
)
def test_a_range_or_a_number_takes_the_place_of_a_figure(language, text, numbers) -> None:
    item = figure_of(given("robot.hours", text, language), "hours")
    if len(numbers) == 1:
        assert item.quantity == Fixed(value=numbers[0])
    else:
        low, likely, high = numbers
        assert item.quantity == Range(low=low, likely=likely, high=high, coverage=0.9, lower=0.0)
    assert (item.evidence.by, item.evidence.date) == ("guess", TODAY)
    assert item.stream == "hours"


def test_other_figures_stay_as_they_are() -> None:
    found, before = given("cobot.hours", "5"), scenario()
    assert found.candidates[0] == before.candidates[0]
    assert found.inputs == before.inputs
    assert figure_of(found, "price", 1) == figure_of(before, "price", 1)


@pytest.mark.parametrize(
    ("key", "text", "quantity"),
    [
        ("used", "40", Fixed(value=0.4)),
        ("used", "40%", Fixed(value=0.4)),
        ("used", "0", Fixed(value=0.0)),
        ("used", "0.6%", Fixed(value=0.006)),
        ("used", "1 %", Fixed(value=0.01)),
        ("used", "1.01", Fixed(value=0.0101)),
        ("used", "0.5-1-2%", Range(low=0.005, likely=0.01, high=0.02, coverage=0.9, lower=0.0, upper=1.0)),
        ("granted", "yes", Chance(probability=1.0)),
        ("granted", " Nee ", Chance(probability=0.0)),
        ("granted", "1 percent", Chance(probability=0.01)),
        ("used", "7-8-9", Range(low=0.07, likely=0.08, high=0.09, coverage=0.9, lower=0.0, upper=1.0)),
        ("granted", "30", Chance(probability=0.3)),
        ("wage", "€ 45", Fixed(value=45.0)),
        ("robot.price", "80k", Fixed(value=80_000.0)),
        ("robot.price", "80.000", Fixed(value=80.0)),
        ("robot.price", "80,000", Fixed(value=80_000.0)),
        ("wage", "40 to 50", Range(low=40.0, likely=45.0, high=50.0)),
    ],
)
def test_shares_are_read_in_per_cent_and_money_with_its_sign(key, text, quantity) -> None:
    assert figure_of(given(key, text), key.split(".")[-1]).quantity == quantity


@pytest.mark.parametrize(
    ("key", "text", "place", "value"),
    [
        ("title", "Our robot", ("title",), "Our robot"),
        ("start", "2028-11", ("start",), "2028-11"),
        ("start", "juni 2027", ("start",), "2027-06"),
        ("horizon_years", "10", ("horizon_years",), 10),
        ("hurdle_rate", "8.1", ("hurdle_rate",), 0.081),
        ("hurdle_rate", "12 %", ("hurdle_rate",), 0.12),
        ("payback_years", "2.5", ("thresholds", "payback_years"), 2.5),
        ("chance_npv", "80", ("thresholds", "chance_npv"), 0.8),
        ("chance_payback", "55", ("thresholds", "chance_payback"), 0.55),
        ("added_short", "1%", ("thresholds", "added_short"), 0.01),
        ("regime", "nl-2026", ("regime", "id"), "nl-2026"),
        ("readiness.people", "3", ("readiness", "people"), 3),
    ],
)
def test_a_setting_is_answered_by_its_name(key, text, place, value) -> None:
    here: Any = given(key, text)
    for part in place:
        here = getattr(here, part)
    assert here == value


def test_answers_about_readiness_add_up() -> None:
    answers = {"readiness.people": "3", "readiness.data": "0"}
    found = answered(scenario(readiness={"finance": 5, "data": 4}), answers, Words("en"), TODAY)
    assert found.readiness is not None
    assert found.readiness.model_dump(exclude_none=True) == {"people": 3, "data": 0, "finance": 5}


@pytest.mark.parametrize(
    ("key", "text", "code"),
    [
        ("readiness.people", "7", "too_large"),
        ("readiness.people", "-1", "too_small"),
        ("readiness.people", "2.5", "wrong_type"),
        ("start", "1999-05", "pattern"),
        ("horizon_years", "99", "too_large"),
        ("hurdle_rate", "900", "too_large"),
    ],
)
def test_what_the_document_cannot_hold_is_a_problem_at_its_place(key, text, code) -> None:
    with pytest.raises(ScenarioError) as error:
        given(key, text)
    assert code in {problem.code for problem in error.value.problems}


@pytest.mark.parametrize(
    ("key", "text", "says"),
    [
        ("hourz", "5", ["hourz", "robot.hours", "cobot.hours"]),
        ("hours", "5", ["more than one candidate", "robot.hours or cobot.hours"]),
        ("readiness.mood", "5", ["readiness.mood", "readiness.process", "readiness.finance"]),
        ("reediness.people", "5", ["readiness.people"]),
        ("", "5", ["no figure"]),
        ("robot.hours", "-3", ["robot.hours", "“-3”", "at least 0"]),
        ("robot.hours", "-3 - 5 - 9", ["at least 0"]),
        ("used", "120", ["“120”", "at most 100%"]),
        ("used", "50-80-120", ["at most 100%"]),
        ("robot.hours", "many", ["robot.hours", "“many”", "no answer"]),
        ("robot.hours", "", ["robot.hours", "no answer"]),
        ("robot.hours", "1 2 3 4", ["robot.hours"]),
        ("robot.hours", "€ 5", ["robot.hours"]),
        ("wage", "$ 5", ["wage", "EUR"]),
        ("horizon_years", "5 to 10", ["horizon_years", "one number"]),
        ("robot.hours", "5 parsecs", ["parsecs"]),
        ("used", "0.6", ["used", "“0.6”", "Type 60% or 0.6%."]),
        ("used", "1", ["Type 100% or 1%."]),
        ("used", "0.2 - 0.6 - 1", ["Type 20%-60%-100% or 0.2%-0.6%-1%."]),
        ("granted", "1", ["100% or 1%, or yes or no"]),
        ("hurdle_rate", "0.1", ["hurdle_rate", "Type 10% or 0.1%."]),
        ("added_short", "1", ["Type 100% or 1%."]),
        ("used", "yes", ["“yes”", "no answer"]),
        ("start", "soon", ["start", "“soon”", "2027-06 or June 2027"]),
        ("start", "2027-13", ["2027-13"]),
        ("x" * 500, "y" * 500, ["xxx"]),
    ],
)
def test_an_answer_that_cannot_be_used_says_why(key, text, says) -> None:
    told = refused(key, text)
    assert [part for part in says if part not in told] == []
    assert len(told) < 900
    assert "{" not in told


def test_the_same_in_dutch() -> None:
    assert "minstens 0" in refused("robot.hours", "-3", "nl")
    assert "robot.hours of cobot.hours" in refused("hours", "5", "nl")


def test_a_share_that_may_be_a_percentage_is_asked_back_in_dutch() -> None:
    assert refused("used", "0,6", "nl") == "used=‘0,6’: bedoelt u 60%? Typ 60% of 0,6%."


@pytest.mark.parametrize("text", ["60%", "0.6%", "20%-60%-100%", "0.2%-0.6%-1%"])
def test_what_is_said_to_type_can_be_typed(text) -> None:
    assert figure_of(given("used", text), "used").evidence.by == "guess"


def test_names_that_are_suggested_can_be_answered_and_are_three_at_most() -> None:
    told = refused("cobot.hour", "5")
    names = re.findall(r"[a-z_.]+", told.partition("Do you mean ")[2].rstrip("?").replace(" or ", " "))
    assert names[0] == "cobot.hours"
    assert 1 <= len(names) <= 3
    for name in names:
        given(name, "5")


def test_where_to_find_a_figure_stays_and_what_was_read_elsewhere_goes() -> None:
    read = {"by": "reference", "source": "book", "confidence": "J", "note": {"nl": "Kijk na.", "en": "Look it up."}}
    before = replaced(scenario(), ("candidates", 0, "inputs", 0, "evidence"), read)
    found = answered(before, {"robot.hours": "12"}, Words("en"), TODAY)
    evidence = figure_of(found, "hours").evidence.model_dump(exclude_none=True)
    assert evidence == {"by": "guess", "date": TODAY, "note": read["note"], "source": ""}


def test_a_promise_is_read_with_its_optional_parts() -> None:
    english = Words("en")
    assert stated_quote({"price": "150,000", "saving": "€ 89,400"}, english) == Quote(150_000.0, 89_400.0)
    whole = {"price": "85k", "saving": "45760", "running": "3000", "payback": "24 months"}
    assert stated_quote(whole, english) == Quote(85_000.0, 45_760.0, 3_000.0, 24.0)
    assert stated_quote({"price": "85.000", "saving": "45.760", "running": "0"}, Words("nl")) == Quote(85_000, 45_760)


@pytest.mark.parametrize(
    ("stated", "says"),
    [
        ({"price": "1"}, ["saving"]),
        ({"saving": "1"}, ["price"]),
        ({"price": "1", "saving": "1", "colour": "1"}, ["colour", "price, saving, running, or payback"]),
        ({"price": "0", "saving": "1"}, ["price", "more than 0"]),
        ({"price": "1", "saving": "-1"}, ["saving", "more than 0"]),
        ({"price": "1", "saving": "1", "running": "-1"}, ["running", "0 or more"]),
        ({"price": "1", "saving": "1", "payback": "0"}, ["payback", "more than 0"]),
        ({"price": "1 to 2", "saving": "1"}, ["price", "one number"]),
        ({"price": "much", "saving": "1"}, ["price", "“much”"]),
        ({"price": "1", "saving": "1", "payback": "2 years"}, ["payback", "years"]),
    ],
)
def test_a_promise_that_cannot_be_used_says_why(stated, says) -> None:
    with pytest.raises(NotAnswered) as error:
        stated_quote(stated, Words("en"))
    assert [part for part in says if part not in str(error.value)] == []

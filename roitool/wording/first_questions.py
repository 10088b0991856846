"""What to ask first of somebody who begins from a template: five questions at most, that an owner answers at once.

Of the company three, because every answer rests on them and nobody has to look them up: the money in the bank and the
wages of a month, which decide whether it can hurt, and how fast it must be earned back, which decides the verdict. Of
the investment two: the template lists what to ask first in the order in which it changes the result, and names as
figures what no company has in common. Where the company is known already, all five are the template's.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from roitool.errors import ScenarioError
from roitool.scenario.data import template
from roitool.scenario.editing import value_at
from roitool.wording.answer_echo import read_back
from roitool.wording.answer_names import named_figures
from roitool.wording.answering import SETTINGS, NotAnswered, answered, found_figure, stated
from roitool.wording.problems import describe_problem
from roitool.wording.quantities import figure_text
from roitool.wording.units import figure_unit
from roitool.wording.values import value_text

if TYPE_CHECKING:
    from roitool.errors import Problem
    from roitool.scenario.scenario import Scenario
    from roitool.wording.words import Words

MOST = 5
OF_COMPANY = ("opening_cash", "wages_per_month", "payback_years")
"""What is asked of the company, by the names under which it is answered."""


@dataclass(frozen=True, slots=True)
class FirstQuestion:
    """A question: the name it is answered by, what holds until then, and the unit of the answer."""

    key: str
    ask: str
    reference: str
    unit: str


@dataclass(frozen=True, slots=True)
class Reading:
    """What a text was read as, or what is wrong with it."""

    text: str
    wrong: bool = False


def first_questions(scenario: Scenario, before: Scenario | None, words: Words) -> tuple[FirstQuestion, ...]:
    """Return what to ask about the last candidate of a scenario, which comes from a template.

    Parameters
    ----------
    before
        The scenario that it was added to, of which nothing is asked; None where it is new altogether.
    """
    of_company = () if before is not None else tuple(_of_company(key, scenario, words) for key in OF_COMPANY)
    return (*of_company, *_of_template(scenario, before, words))[:MOST]


def reading(scenario: Scenario, key: str, text: str, words: Words, today: str) -> Reading:
    """Return what an answer to a question is read as; the parameters as of :func:`.answering.answered`."""
    try:
        after = answered(scenario, {key: text}, words, today)
    except NotAnswered as error:
        return Reading(error.in_place, wrong=True)
    except ScenarioError as error:
        return Reading(_told(error.problems[0], scenario, words), wrong=True)
    if key not in SETTINGS:
        found = found_figure(after, key, words)
        problems = [problem for problem in found.item.quantity.problems() if problem.severity == "error"]
        if problems:
            return Reading(_told(problems[0].below(*found.place, "quantity"), after, words), wrong=True)
    return Reading(read_back(scenario, after, key, words))


def quote_reading(name: str, text: str, currency: str, words: Words) -> Reading:
    """Return what an amount is read as that a supplier states, by its name in :data:`.answering.QUOTE`."""
    try:
        value = stated(name, text, words, currency)
    except NotAnswered as error:
        return Reading(error.in_place, wrong=True)
    return Reading(words.text("in_place.understood", now=words.money(value, currency)))


def _of_company(key: str, scenario: Scenario, words: Words) -> FirstQuestion:
    ask = words.text(f"first.{key}")
    if key in SETTINGS:
        place = SETTINGS[key][0]
        now = value_text(place, value_at(scenario, place), scenario, words)
        return FirstQuestion(key, ask, now, words.text("unit.years"))
    return _question(key, ask, scenario, words)


def _of_template(scenario: Scenario, before: Scenario | None, words: Words) -> tuple[FirstQuestion, ...]:
    candidate = scenario.candidates[-1]
    source = template(candidate.template or candidate.id)
    known = set() if before is None else {item.id for item in before.inputs}
    # A figure that had to get another id is still in the same place.
    own = {item.id: place for place, item in enumerate(source.candidate.inputs)}
    shared = {item.id for item in scenario.inputs} - known
    asked = []
    for question in source.questions:
        if question.figure in own:
            key = f"{candidate.id}.{candidate.inputs[own[question.figure]].id}"
        elif question.figure in shared:
            key = question.figure
        else:
            continue
        asked.append(_question(key, words.label(question.ask), scenario, words))
    return tuple(asked)


def _question(key: str, ask: str, scenario: Scenario, words: Words) -> FirstQuestion:
    item = next(figure.item for figure in named_figures(scenario) if figure.full == key)
    unit = figure_unit(item.unit, item.quantity, scenario.currency, words)
    return FirstQuestion(key, ask, figure_text(item, scenario.currency, words), unit.text)


def _told(problem: Problem, scenario: Scenario, words: Words) -> str:
    return describe_problem(problem, words, scenario).text

"""How figures are learnt before the choice, in words: what an owner does, what it shows, what it costs, if it pays."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from roitool.scenario.learning import cheapest_way
from roitool.wording.movers import name_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from roitool.errors import Place
    from roitool.evaluate.learning import Lesson
    from roitool.measures import Estimate
    from roitool.scenario.scenario import Scenario
    from roitool.wording.words import Words


@dataclass(frozen=True, slots=True)
class ToldLesson:
    """A way of learning.

    Attributes
    ----------
    place
        Of the first figure that it shows.
    shows
        The names of all of them.
    cost
        What it costs, and whether it is worth that.
    worth
        What it may cost at most; empty where the choice stays the same whatever comes of it.
    """

    place: Place
    how: str
    shows: str
    cost: str
    worth: str


def is_worth(estimate: Estimate) -> bool:
    """Tell whether it is worth something to know a figure: more than twice its error."""
    return estimate.value > 2 * estimate.se


def describe_lesson(scenario: Scenario, lesson: Lesson, words: Words) -> ToldLesson:
    """Tell of one way of learning."""
    way, worth = lesson.way, lesson.worth
    told = words.estimated_money(worth, scenario.currency) if is_worth(worth) else ""
    verdict = "pays" if lesson.pays else "unsure" if told and worth.value + 2 * worth.se > way.cost else "dear"
    return ToldLesson(
        way.places[0],
        words.label(way.how),
        # Names hold commas.
        "; ".join(name_of(place, "figure", scenario, words) for place in way.places),
        words.text(f"learning.{verdict}", cost=words.money(way.cost, scenario.currency)),
        told,
    )


def told_lesson(told: ToldLesson, words: Words) -> str:
    """Return a way of learning as one line of text."""
    code = "learning.row" if told.worth else "learning.row.nothing"
    return words.text(code, how=told.how, cost=told.cost, worth=told.worth, names=told.shows)


def how_to_learn(scenario: Scenario, found: Sequence[Lesson], place: Place, words: Words) -> str:
    """Return the cheapest way of learning a figure, with its cost; empty where no way is known."""
    way = cheapest_way((lesson.way for lesson in found), place)
    if way is None:
        return ""
    return words.text("learning.how", how=words.label(way.how), cost=words.money(way.cost, scenario.currency))

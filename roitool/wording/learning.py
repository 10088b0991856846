"""How figures are learnt before the choice, in words: what an owner does, what it shows, what it costs, if it pays."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from roitool.scenario.learning import cheapest_way
from roitool.wording.movers import name_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from roitool.errors import Place
    from roitool.evaluate.drawn import What
    from roitool.evaluate.learning import Lesson
    from roitool.measures import Estimate
    from roitool.scenario.learning import Way
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


def what_to_find_out(scenario: Scenario, lesson: Lesson, words: Words) -> str:
    """Return the sentences that tell somebody to find something out before deciding."""
    told = describe_lesson(scenario, lesson, words)
    names = tuple(words.quoted(name_of(place, "figure", scenario, words)) for place in lesson.way.places)
    code = "learning.first" if lesson.way.how is not None else "learning.first.assumed"
    cost = words.rounded(lesson.way.cost, scenario.currency)
    return words.text(code, how=told.how, names=words.listed(names), worth=told.worth, cost=cost)


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
        how_in_words(way, words),
        # Names hold commas.
        "; ".join(name_of(place, "figure", scenario, words) for place in way.places),
        words.text(f"learning.{verdict}", cost=_cost(way, scenario, words)),
        told,
    )


def told_lesson(scenario: Scenario, lesson: Lesson, words: Words) -> str:
    """Return a way of learning as one line of text; where none is known, of the figure that is to be found out."""
    told = describe_lesson(scenario, lesson, words)
    case = "nothing" if not told.worth else "assumed" if lesson.way.how is None else ""
    code = f"learning.row.{case}" if case else "learning.row"
    return words.text(code, how=told.how, cost=told.cost, worth=told.worth, names=told.shows)


def how_to_learn(scenario: Scenario, found: Sequence[Lesson], place: Place, what: What, words: Words) -> str:
    """Return the cheapest way of learning something drawn, with its cost; empty where nothing is said of that."""
    if what != "figure":
        return words.text("learning.not_beforehand")
    way = cheapest_way((lesson.way for lesson in found), place)
    if way is None:
        return ""
    if way.how is None:
        return words.text("learning.how.assumed", cost=_cost(way, scenario, words))
    return words.text("learning.how", how=words.label(way.how), cost=_cost(way, scenario, words))


def how_in_words(way: Way, words: Words) -> str:
    """Return what an owner does to learn some figures."""
    return words.text("learning.own_way") if way.how is None else words.label(way.how)


def _cost(way: Way, scenario: Scenario, words: Words) -> str:
    code = "learning.cost.assumed" if way.how is None else "learning.cost"
    return words.text(code, cost=words.rounded(way.cost, scenario.currency))

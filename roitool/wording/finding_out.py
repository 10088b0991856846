"""What to find out first, in words: what is worth most to know, and what is worth nothing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from roitool.wording.learning import describe_lesson, how_to_learn, is_worth
from roitool.wording.movers import name_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from roitool.errors import Place
    from roitool.evaluate.evaluation import Evaluation
    from roitool.evaluate.finding_out import FindingOut, Unknown
    from roitool.evaluate.learning import Lesson
    from roitool.scenario.scenario import Scenario
    from roitool.wording.words import Words


@dataclass(frozen=True, slots=True)
class ToldUnknown:
    """Something that is worth finding out, or what shows several such at once.

    Attributes
    ----------
    whose
        The candidates that are calculated with it; of several at once, what they are.
    worth
        What it may cost at most.
    how
        The cheapest way of finding it out, with its cost; of several at once the cost and whether it is worth that.
        Empty where no way is known.
    """

    place: Place
    name: str
    whose: str
    worth: str
    how: str


@dataclass(frozen=True, slots=True)
class ToldFindingOut:
    """What to find out first.

    Attributes
    ----------
    rows
        What is worth finding out, the most first.
    together
        What shows several of those at once, what leaves most after its cost first.
    every
        What knowing everything would be worth.
    nothing
        What is said of all that is worth nothing to know; empty where there is none of that.
    useless
        The names of those.
    """

    rows: tuple[ToldUnknown, ...]
    together: tuple[ToldUnknown, ...]
    every: str
    nothing: str
    useless: tuple[str, ...]


def describe_finding_out(evaluation: Evaluation, found: FindingOut, words: Words) -> ToldFindingOut:
    """Tell what is worth finding out before a candidate is chosen."""
    scenario = evaluation.scenario
    rows = tuple(_told(evaluation, each, found, words) for each in found.unknowns if is_worth(each.worth))
    together = tuple(
        _told_together(scenario, each, words)
        for each in found.lessons
        if len(each.way.places) > 1 and is_worth(each.worth)
    )
    useless = tuple(
        name_of(each.place, each.what, scenario, words) for each in found.unknowns if not is_worth(each.worth)
    )
    nothing = ""
    if useless:
        code = "find.nothing" if not rows else "find.others.one" if len(useless) == 1 else "find.others"
        nothing = words.text(code, count=words.number(len(useless)))
    every = words.text("find.every", worth=words.estimated_money(found.worth, scenario.currency))
    return ToldFindingOut(rows, together, every, nothing, useless)


def whose_is(scenario: Scenario, candidates: Sequence[int], words: Words) -> str:
    """Return the names of the candidates at some positions, or that it is all of several."""
    if len(candidates) == len(scenario.candidates) > 1:
        return words.text("find.everyone")
    found = (scenario.candidates[position] for position in candidates)
    return words.listed(tuple(words.label(candidate.title) or candidate.id for candidate in found))


def learnt_for(scenario: Scenario, lesson: Lesson) -> tuple[int, ...]:
    """Return the positions of the candidates whose own figures a way of learning shows; all where they are shared."""
    own = {int(place[1]) for place in lesson.way.places if place[0] == "candidates"}
    return tuple(sorted(own)) or tuple(range(len(scenario.candidates)))


def _told(evaluation: Evaluation, unknown: Unknown, found: FindingOut, words: Words) -> ToldUnknown:
    scenario = evaluation.scenario
    return ToldUnknown(
        unknown.place,
        name_of(unknown.place, unknown.what, scenario, words),
        whose_is(scenario, unknown.candidates, words),
        words.estimated_money(unknown.worth, scenario.currency),
        how_to_learn(scenario, found.lessons, unknown.place, unknown.what, words),
    )


def _told_together(scenario: Scenario, lesson: Lesson, words: Words) -> ToldUnknown:
    told = describe_lesson(scenario, lesson, words)
    names = words.text("learning.all", names=told.shows)
    if len(scenario.candidates) > 1:
        whose = whose_is(scenario, learnt_for(scenario, lesson), words)
        names = words.text("learning.all.of", whose=whose, names=told.shows)
    return ToldUnknown(told.place, told.how, names, told.worth, told.cost)

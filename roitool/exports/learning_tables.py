"""Tables of what to find out before the choice: what it is worth to know, and how it is learnt."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from roitool.exports.tables import Table
from roitool.scenario.learning import cheapest_way
from roitool.wording.finding_out import learnt_for, whose_is
from roitool.wording.known_figures import confidence_text
from roitool.wording.learning import describe_lesson, how_in_words
from roitool.wording.movers import name_of
from roitool.wording.numbers import margin

if TYPE_CHECKING:
    from collections.abc import Sequence

    from roitool.evaluate.evaluation import Evaluation
    from roitool.evaluate.finding_out import FindingOut
    from roitool.evaluate.learning import Lesson
    from roitool.scenario.learning import Way
    from roitool.scenario.scenario import Scenario
    from roitool.wording.words import Words


def finding_out_table(evaluation: Evaluation, found: FindingOut, words: Words) -> Table:
    """Return everything that is drawn for any candidate, what it would be worth to know it before the choice, and how.

    What shows several figures at once follows below them, with what those are worth together.
    """
    columns = ("what", "kind", "whose", "worth", "margin", "how", "cost")
    header = tuple(words.text(f"tables.find.{column}") for column in columns)
    scenario, ways = evaluation.scenario, [lesson.way for lesson in found.lessons]
    rows = [
        (
            name_of(each.place, each.what, scenario, words),
            words.text(f"tables.driver.{each.what}"),
            whose_is(scenario, each.candidates, words),
            # Below nothing is what the error of the calculation makes of nothing.
            max(0.0, each.worth.value),
            margin(each.worth),
            *_how(cheapest_way(ways, each.place), words),
        )
        for each in found.unknowns
    ]
    rows += [
        (
            describe_lesson(scenario, lesson, words).shows,
            words.text("tables.find.together"),
            whose_is(scenario, learnt_for(scenario, lesson), words),
            max(0.0, lesson.worth.value),
            margin(lesson.worth),
            *_how(lesson.way, words),
        )
        for lesson in found.lessons
        if len(lesson.way.places) > 1
    ]
    return Table(header, tuple(rows))


def lessons_table(scenario: Scenario, found: Sequence[Lesson], words: Words) -> Table:
    """Return the ways of learning the figures of one candidate, what leaves most after its cost first."""
    columns = ("how", "shows", "worth", "margin", "cost", "confidence", "pays")
    header = tuple(words.text(f"tables.lessons.{column}") for column in columns)
    rows = (
        (
            how_in_words(lesson.way, words),
            describe_lesson(scenario, lesson, words).shows,
            max(0.0, lesson.worth.value),
            margin(lesson.worth),
            lesson.way.cost,
            confidence_text(lesson.way.confidence, words),
            words.text(f"tables.lessons.{'pays' if lesson.pays else 'does_not'}.cell"),
        )
        for lesson in found
    )
    return Table(header, tuple(rows))


def _how(way: Way | None, words: Words) -> tuple[str, float]:
    return ("", math.nan) if way is None else (how_in_words(way, words), way.cost)

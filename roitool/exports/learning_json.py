"""How figures are learnt before the choice, as a part of JSON; described in ``docs/json-output.md``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from roitool.exports.json_values import Json, estimate, number

if TYPE_CHECKING:
    from roitool.evaluate.learning import Lesson


def lesson_object(lesson: Lesson) -> Json:
    """Return a way of learning with what it costs and what it is worth."""
    way = lesson.way
    return {
        "places": [list(place) for place in way.places],
        "how": None if way.how is None else {"nl": way.how.nl, "en": way.how.en},
        "cost": number(way.cost),
        "confidence": way.confidence,
        "evppi": estimate(lesson.worth),
        "pays": lesson.pays,
    }

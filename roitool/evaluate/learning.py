"""Whether it is worth learning figures before the choice: what knowing them is worth, against what learning costs."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from roitool.decision.information import CELLS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from roitool.decision.information import Choice
    from roitool.errors import Place
    from roitool.evaluate.drawn import DrawnFigure
    from roitool.measures import Estimate
    from roitool.monitor import Monitor
    from roitool.scenario.learning import Way


ROUGH = 64
"""Cells of a first look at what a figure is worth, some 160 futures in each."""


@dataclass(frozen=True, slots=True)
class Lesson:
    """A way of learning, and what it is worth.

    Attributes
    ----------
    way
        With the figures that differ from future to future; what is known already is no lesson.
    worth
        What it is worth at most to know all of those together, money.
    """

    way: Way
    worth: Estimate

    @property
    def left(self) -> float:
        """What is left of its worth after its cost, beyond doubt: less twice its error."""
        return self.worth.value - 2 * self.worth.se - self.way.cost

    @property
    def pays(self) -> bool:
        """Whether it is worth more than it costs, and not by the error of the calculation alone."""
        return self.left > 0


def lessons(
    ways: Iterable[Way],
    drawn: Mapping[Place, DrawnFigure],
    worths: Mapping[Place, Estimate],
    choice: Choice,
    monitor: Monitor,
) -> tuple[Lesson, ...]:
    """Return what each way of learning is worth, what leaves most after its cost first.

    A way whose cost is assumed is told of only where it pays.

    Parameters
    ----------
    ways
        Of one candidate or of several; of two that show the same the cheaper one is taken.
    drawn, worths
        What differs from future to future, and what it is worth to know each by itself.
    choice
        That is made after learning.

    Raises
    ------
    Cancelled
        Somebody asked the monitor to stop.
    """
    found = []
    for way in _cheapest(ways, drawn):
        monitor.check()
        lesson = Lesson(way, _worth(way.places, drawn, worths, choice))
        if way.how is not None or lesson.pays:
            found.append(lesson)
    return tuple(sorted(found, key=lambda lesson: -lesson.left))


def first_lesson(ways: Iterable[Way], drawn: Mapping[Place, DrawnFigure], choice: Choice) -> Lesson | None:
    """Return the first of the :func:`lessons` where it pays, else None.

    Each is looked into only where it could be the first: where what it is worth at most, read off the futures roughly,
    leaves more than the best so far.
    """
    everything = choice.evpi().value
    cells = {place: figure.cells(CELLS) for place, figure in drawn.items()}
    worths: dict[Place, Estimate] = {}

    def left_at_most(way: Way) -> float:
        # Only one figure by itself can be read off roughly.
        alone = len(way.places) == 1 and everything > way.cost
        return (choice.at_most(cells[way.places[0]].coarser(ROUGH)) if alone else everything) - way.cost

    best, most = None, 0.0
    found = [(left_at_most(way), way) for way in _cheapest(ways, drawn)]
    for at_most, way in sorted(found, key=lambda each: -each[0]):
        if at_most > most:
            for place in way.places:
                worths[place] = worths.get(place) or choice.evppi(drawn[place].values, cells[place])
            lesson = Lesson(way, _worth(way.places, drawn, worths, choice))
            if lesson.left > most:
                best, most = lesson, lesson.left
    return best


def _cheapest(ways: Iterable[Way], drawn: Mapping[Place, DrawnFigure]) -> Iterable[Way]:
    """Return the ways that show something which is not known already, of those that show the same the cheapest."""
    cheapest: dict[tuple[Place, ...], Way] = {}
    for way in ways:
        shown = tuple(place for place in way.places if place in drawn)
        if shown and (shown not in cheapest or way.cost < cheapest[shown].cost):
            cheapest[shown] = replace(way, places=shown)
    return cheapest.values()


def _worth(
    places: tuple[Place, ...],
    drawn: Mapping[Place, DrawnFigure],
    worths: Mapping[Place, Estimate],
    choice: Choice,
) -> Estimate:
    alone = [worths[place] for place in places]
    if len(places) == 1:
        return alone[0]
    together = choice.evppi(np.column_stack([drawn[place].values for place in places]))
    # Several tell at least what each of them tells; the curve through several bends less than that through one.
    return max((together, *alone), key=lambda worth: worth.value)

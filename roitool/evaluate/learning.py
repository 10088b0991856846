"""Whether it is worth learning figures before the choice: what knowing them is worth, against what learning costs."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from roitool.decision.information import Choice
    from roitool.errors import Place
    from roitool.evaluate.drawn import DrawnFigure
    from roitool.measures import Estimate
    from roitool.monitor import Monitor
    from roitool.scenario.learning import Way


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
    def pays(self) -> bool:
        """Whether it is worth more than it costs, and not by the error of the calculation alone."""
        return self.worth.value - 2 * self.worth.se > self.way.cost


def lessons(
    ways: Iterable[Way],
    drawn: Mapping[Place, DrawnFigure],
    worths: Mapping[Place, Estimate],
    choice: Choice,
    monitor: Monitor,
) -> tuple[Lesson, ...]:
    """Return what each way of learning is worth, what leaves most after its cost first.

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
    cheapest: dict[tuple[Place, ...], Way] = {}
    for way in ways:
        shown = tuple(place for place in way.places if place in drawn)
        if shown and (shown not in cheapest or way.cost < cheapest[shown].cost):
            cheapest[shown] = replace(way, places=shown)
    found = []
    for way in cheapest.values():
        monitor.check()
        found.append(Lesson(way, _worth(way.places, drawn, worths, choice)))
    return tuple(sorted(found, key=lambda lesson: lesson.way.cost - lesson.worth.value))


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

"""What is most worth finding out about a candidate before it is chosen, for a page with little room."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from roitool.scenario.learning import cheapest_way
from roitool.wording.learning import is_worth
from roitool.wording.movers import name_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from roitool.evaluate.drivers import Drivers
    from roitool.measures import Estimate
    from roitool.scenario.learning import Way
    from roitool.scenario.scenario import Scenario
    from roitool.wording.words import Words


@dataclass(frozen=True, slots=True)
class ToFindOut:
    """Something that is worth finding out.

    Attributes
    ----------
    names
        Of the figures; several where one way of learning shows them at once.
    worth
        What it may cost at most, money.
    way
        The cheapest way of learning it; None where none is known, and what is assumed for it is more than it is worth.
    """

    names: tuple[str, ...]
    worth: Estimate
    way: Way | None


def to_find_out(scenario: Scenario, found: Drivers, words: Words, most: int) -> tuple[ToFindOut, ...]:
    """Return at most so many things: first what is learnt for less than it is worth, then single figures.

    Whether it fails and what happens to it cannot be found out beforehand.
    """
    return tuple(_found(scenario, found, words))[:most]


def _found(scenario: Scenario, found: Drivers, words: Words) -> Iterator[ToFindOut]:
    told = set()
    for lesson in found.lessons:
        if lesson.pays:
            told |= set(lesson.way.places)
            names = tuple(name_of(place, "figure", scenario, words) for place in lesson.way.places)
            yield ToFindOut(names, lesson.worth, lesson.way)
    ways = [lesson.way for lesson in found.lessons]
    for driver in sorted(found.drivers, key=lambda each: -each.worth.value):
        if driver.what == "figure" and is_worth(driver.worth) and driver.place not in told:
            name = name_of(driver.place, "figure", scenario, words)
            yield ToFindOut((name,), driver.worth, cheapest_way(ways, driver.place))

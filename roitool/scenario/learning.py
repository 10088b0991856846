"""How figures of a candidate are learnt before the choice: what the template that it was begun from knows of it.

What finding out costs where no way of it is known is assumed, by judgement: a hundredth of the investment, to two
digits, and no less than a few hundred euros.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from roitool.scenario.data import company_frame, known_template
from roitool.scenario.known_figures import same_figure

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from roitool.errors import Place
    from roitool.scenario.base import Confidence, Translated
    from roitool.scenario.inputs import Input
    from roitool.scenario.scenario import Scenario


ASSUMED_SHARE, ASSUMED_LEAST = 0.01, 500.0
"""What finding out a figure is taken to cost: a part of the mean investment, and an amount that it is never below."""


@dataclass(frozen=True, slots=True)
class Way:
    """The cheapest way of learning some figures.

    Attributes
    ----------
    places
        Of the figures that it shows, at once where there are several.
    how
        What an owner does for it; None where no way is known, and `cost` is assumed.
    cost
        Money, own hours priced.
    confidence
        How far `cost` is to be trusted.
    """

    places: tuple[Place, ...]
    how: Translated | None
    cost: float
    confidence: Confidence


def ways_of_learning(scenario: Scenario, position: int) -> tuple[Way, ...]:
    """Return how figures of a candidate, and shared ones, are learnt, in the order of its template; none without one.

    Parameters
    ----------
    position
        Of the candidate.
    """
    candidate = scenario.candidates[position]
    known = known_template(candidate.template)
    if known is None:
        return ()
    own: Place = ("candidates", position)
    places = dict(_places((), scenario.inputs, (*known.inputs, *company_frame().inputs)))
    places |= dict(_places(own, candidate.inputs, known.candidate.inputs))
    ways = []
    for item in known.learning:
        shown = tuple(places[figure] for figure in item.figures if figure in places)
        if shown:
            ways.append(Way(shown, item.how, item.cost, item.confidence))
    return tuple(ways)


def with_assumed(ways: Iterable[Way], places: Iterable[Place], investment: float) -> tuple[Way, ...]:
    """Return some ways and, for each figure that none of them shows, one more at what finding out is taken to cost.

    Parameters
    ----------
    places
        Of the figures.
    investment
        Mean investment of the candidate, money.
    """
    known = tuple(ways)
    shown = {place for way in known for place in way.places}
    cost = max(ASSUMED_LEAST, float(f"{ASSUMED_SHARE * investment:.1e}"))
    return (*known, *(Way((place,), None, cost, "J") for place in places if place not in shown))


def cheapest_way(ways: Iterable[Way], place: Place) -> Way | None:
    """Return the cheapest of some ways that show a figure; None where there is none."""
    return min((way for way in ways if place in way.places), key=lambda way: way.cost, default=None)


def _places(scope: Place, items: tuple[Input, ...], known: tuple[Input, ...]) -> Iterator[tuple[str, Place]]:
    """Yield the ids of figures of a template with the places where a scenario has them."""
    for at, item in enumerate(items):
        same = same_figure(item, known)
        if same is not None:
            yield same.id, (*scope, "inputs", at)

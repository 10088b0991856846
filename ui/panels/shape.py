"""What a page of figures is built from: when it changes, other rows are needed than those that are there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from roitool.errors import Place
from roitool.scenario.scenario import Scenario
from ui.pages.page import Page
from ui.panels.grouping import Figure, Heading


@dataclass(frozen=True, slots=True)
class Shape:
    """The rows of a page, to be compared with those of another scenario.

    Attributes
    ----------
    places
        The places of the figures, heading by heading.
    named
        What each figure and the page are called, wherever the figures stand.
    """

    places: tuple[tuple[Place, ...], ...]
    named: object


def shape_of(groups: Mapping[Heading, tuple[Figure, ...]], scenario: Scenario, page: Page) -> Shape:
    """Return the shape of a page with these figures under its headings."""
    figures = {figure.place: figure.item for found in groups.values() for figure in found}
    names = {place: (item.id, item.label, item.unit) for place, item in figures.items()}
    candidate = scenario.candidates[page.candidate] if page.kind == "candidate" else None
    called = candidate and (candidate.title, candidate.note)
    places = tuple(tuple(figure.place for figure in found) for found in groups.values())
    return Shape(places, (names, called, scenario.currency))

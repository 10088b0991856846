"""Where to begin: which templates fit a company now, by what it answered about readiness.

What each template needs is judgement, kept as data with that mark in ``scenarios/reference/beginnings.json``.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import Field

from roitool.scenario.base import Id, Line, Part, Translated, TranslatedParagraph
from roitool.scenario.overview import BEGINNINGS
from roitool.scenario.reference import readiness_band
from roitool.scenario.regime_assets import Sourced
from roitool.scenario.scenario import Readiness
from roitool.scenario.shipped import shipped


class AllIn(Part):
    """What is spent once, own hours and overrun included, in euros; see ``overview.TemplateAtAGlance``."""

    low: Annotated[float, Field(ge=0)]
    high: Annotated[float, Field(ge=0)]


class OfferedTemplate(Part):
    """A template with what it costs, and the least answer about readiness that it needs to be begun now."""

    id: Id
    all_in: AllIn
    needs: Readiness


class TemplateGroup(Part):
    """Templates that belong together."""

    id: Id
    title: Translated
    templates: tuple[OfferedTemplate, ...]


class OfferedExample(Part):
    """An example with a short title and one line about it."""

    name: Line
    title: Translated
    line: Translated


class Beginnings(Sourced):
    """What there is to begin with; source and confidence are those of the needs."""

    format: Literal["roitool-beginnings"]
    schema_version: Literal[1]
    note: TranslatedParagraph
    groups: tuple[TemplateGroup, ...]
    examples: tuple[OfferedExample, ...]


@dataclass(frozen=True, slots=True)
class Short:
    """A question about readiness of which the answer is below what a template needs."""

    question: str
    given: int
    needed: int


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A template, and what stands in its way: nothing where it fits now."""

    template: str
    short: tuple[Short, ...]


def beginnings() -> Beginnings:
    """Return what there is to begin with.

    Raises
    ------
    ScenarioError
        ``data_missing`` or ``data_damaged``.
    """
    return shipped(Beginnings, BEGINNINGS)


def suggested(readiness: Readiness | None) -> tuple[Suggestion, ...]:
    """Return all templates, those first of which least stands in the way, and of those the cheapest.

    What is not answered stands in nobody's way. With too few answers to count (as of
    :func:`roitool.scenario.reference.readiness_band`) nothing is suggested.
    """
    if readiness is None or readiness_band(readiness) is None:
        return ()
    found = [
        (Suggestion(each.id, _short(each.needs, readiness)), each.all_in.high)
        for group in beginnings().groups
        for each in group.templates
    ]
    return tuple(suggestion for suggestion, _ in sorted(found, key=lambda pair: (_distance(pair[0]), pair[1])))


def _short(needs: Readiness, readiness: Readiness) -> tuple[Short, ...]:
    """Return the answers that are too low, the one that is furthest off first."""
    given = dict(readiness)
    short = [
        Short(question, given[question], needed)
        for question, needed in needs
        if needed is not None and given[question] is not None and given[question] < needed
    ]
    return tuple(sorted(short, key=lambda each: each.given - each.needed))


def _distance(suggestion: Suggestion) -> tuple[int, int]:
    return len(suggestion.short), sum(each.needed - each.given for each in suggestion.short)

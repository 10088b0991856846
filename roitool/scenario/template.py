"""A template: a complete candidate of one technology to start from, with what an adviser knows about it."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from roitool.scenario.base import Confidence, Id, Part, Translated, TranslatedParagraph
from roitool.scenario.candidate import Candidate
from roitool.scenario.inputs import DerivedFigure, Input
from roitool.scenario.lines import NothingLine
from roitool.scenario.scenario import Correlation


class Question(Part):
    """What to ask first: a figure (of the candidate, or shared) whose answer changes the result most."""

    figure: Id
    ask: Translated


class LeftOut(Part):
    """A line or an event that quotes usually leave out, and why it is real."""

    line: Id
    why: TranslatedParagraph


class Learning(Part):
    """The cheapest way of learning one figure, or several that it shows at once.

    Attributes
    ----------
    figures
        Of the candidate, or shared.
    how
        What an owner does for it, in one short line.
    cost
        EUR, own hours priced.
    confidence
        How far `cost` is to be trusted.
    """

    # As many as decision.information takes together.
    figures: Annotated[tuple[Id, ...], Field(min_length=1, max_length=8)]
    how: Translated
    cost: Annotated[float, Field(gt=0)]
    confidence: Confidence


class Template(Part):
    """One technology, as an owner meets it.

    Attributes
    ----------
    title, promise
        Its name, and in one line what it is for.
    technologies
        Numbers of the technologies of the European Manufacturing Survey that it belongs to
        (``scenarios/reference/technologies.json``).
    questions
        Two to five, the one that changes the result most first.
    left_out
        What quotes usually leave out.
    learning
        How the figures that matter most are learnt before the choice; a figure is in one of them at most.
    candidate
        A whole candidate under the id of the template; it may use the shared figures of
        ``scenarios/reference/company.roi.json``.
    inputs, derived, do_nothing
        Shared figures of its own, and what happens to the company without it.
    correlations
        Named as in a scenario.
    horizon_years
        How far one has to look ahead to judge it.
    """

    format: Literal["roitool-template"]
    schema_version: Literal[1]
    id: Id
    title: Translated
    promise: Translated
    horizon_years: Annotated[int, Field(ge=1, le=30)] = 8
    technologies: Annotated[tuple[int, ...], Field(max_length=12)] = ()
    questions: Annotated[tuple[Question, ...], Field(min_length=2, max_length=5)]
    left_out: Annotated[tuple[LeftOut, ...], Field(max_length=20)] = ()
    learning: Annotated[tuple[Learning, ...], Field(max_length=20)] = ()
    candidate: Candidate
    inputs: Annotated[tuple[Input, ...], Field(max_length=20)] = ()
    derived: Annotated[tuple[DerivedFigure, ...], Field(max_length=20)] = ()
    do_nothing: Annotated[tuple[NothingLine, ...], Field(max_length=10)] = ()
    correlations: Annotated[tuple[Correlation, ...], Field(max_length=50)] = ()

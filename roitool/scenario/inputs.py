"""The figures of a scenario: uncertain inputs with their evidence, and figures derived from them."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import StringConstraints

from roitool.scenario.base import FORMS, Confidence, Formula, Id, Label, Line, Note, Part, StreamKey
from roitool.scenario.quantities import Quantity

IsoDate = Annotated[str, StringConstraints(pattern=FORMS["date"])]
Unit = Annotated[str, StringConstraints(max_length=40)]


class Evidence(Part):
    """Who says so.

    Attributes
    ----------
    by
        A supplier's quote, an adviser, an own measurement, a reference figure, or a guess.
    source, confidence
        Of a reference figure: where it was read, and how far it is to be trusted.
    """

    by: Literal["quote", "adviser", "measured", "reference", "guess"]
    date: IsoDate | None = None
    note: Note = ""
    source: Line = ""
    confidence: Confidence | None = None


class Input(Part):
    """An uncertain figure that somebody stated."""

    id: Id
    label: Label
    unit: Unit = ""
    quantity: Quantity
    stream: StreamKey
    evidence: Evidence


class DerivedFigure(Part):
    """A figure calculated from others, usable in other formulas."""

    id: Id
    label: Label
    unit: Unit = ""
    formula: Formula

"""The twelve technologies by which surveys count how far a company has come."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from roitool.scenario.base import Confidence, Part, Translated, TranslatedParagraph
from roitool.scenario.shipped import shipped


class Technology(Part):
    """One technology, under the number by which templates name it."""

    number: Annotated[int, Field(ge=1)]
    label: Translated
    confidence: Confidence


class Technologies(Part):
    """The list, and how far it is that of the survey; a company uses three of the twelve on average."""

    format: Literal["roitool-technologies"]
    schema_version: Literal[1]
    note: TranslatedParagraph
    technologies: tuple[Technology, ...]


def technologies() -> Technologies:
    """Return the technologies after the European Manufacturing Survey, by number.

    Raises
    ------
    ScenarioError
        ``data_missing`` or ``data_damaged``.
    """
    return shipped(Technologies, "reference/technologies.json")

"""Where figures were read: the sources that tax rules, examples and reference figures name by a key."""

from __future__ import annotations

from typing import Annotated

from pydantic import ConfigDict, RootModel, StringConstraints

from roitool.scenario.base import Line, Part, Translated
from roitool.scenario.shipped import shipped

SourceKey = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9\-]{1,39}$")]

BETWEEN_KEYS = " | "
"""Between the keys of a rule or figure that has several sources."""


class Source(Part):
    """A source.

    Attributes
    ----------
    title
        Of the page or publication; its publisher where the page has none.
    address
        As seen, without a protocol; empty where there is none.
    what
        What it is, and what it was used for.
    """

    title: Line
    address: Line = ""
    what: Translated


class Sources(RootModel[dict[SourceKey, Source]]):
    """Every source by its key."""

    model_config = ConfigDict(frozen=True, strict=True)


def source_keys() -> tuple[str, ...]:
    """Return the keys of the sources there are, in the order of the file, which is sorted."""
    return tuple(_sources().root)


def source(key: str) -> Source:
    """Return a source.

    Raises
    ------
    LookupError
        There is none of that key.
    """
    return _sources().root[key]


def _sources() -> Sources:
    return shipped(Sources, "reference/sources.json")

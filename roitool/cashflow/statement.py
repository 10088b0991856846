"""The base case of one candidate by calendar year: every line, adding up to what the simulation calculates with."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from roitool.scenario.base import Label


class Section(StrEnum):
    """The parts of a statement, each adding up to its last row."""

    PROJECT = "project"
    """Lines, tax and project cash flow, as bought for cash."""
    TAX = "tax"
    """From the taxable lines to the taxable result and the project's tax."""
    OWNER = "owner"
    """From the project cash flow to what passes the bank account in the chosen way of paying."""


@dataclass(frozen=True, slots=True)
class StatementRow:
    """One row: an amount per calendar year, and their sum.

    Attributes
    ----------
    code
        What it is: the kind of the line (``investment``, ``saving``, ``event``, ``residual``, ``tax`` …) or a total.
    label
        The words of the person who made the line; empty where the code says it all.
    total
        Whether it adds up the rows of its section above it.
    """

    section: Section
    code: str
    label: Label
    by_year: tuple[float, ...]
    total: bool = False

    @property
    def sum(self) -> float:
        """The sum over all years."""
        return sum(self.by_year)


@dataclass(frozen=True, slots=True)
class Statement:
    """The base case of one candidate, "if nothing goes wrong"; amounts in the scenario's currency.

    Attributes
    ----------
    years
        Calendar years; the first begins at the decision, the last ends at the horizon.
    way
        Id of the way of paying that the owner's part follows.
    """

    candidate: str
    title: Label
    way: str
    years: tuple[int, ...]
    rows: tuple[StatementRow, ...]

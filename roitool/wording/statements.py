"""What the parts and rows of a statement are called."""

from __future__ import annotations

from typing import TYPE_CHECKING

from roitool.wording.plain import clean
from roitool.wording.ways import names_of_ways

if TYPE_CHECKING:
    from roitool.cashflow.statement import Section, Statement, StatementRow
    from roitool.scenario.scenario import Scenario
    from roitool.wording.words import Words


def section_title(section: Section, statement: Statement, scenario: Scenario, words: Words) -> str:
    """Return what a part of a statement is called; that of the bank account names the way of paying."""
    candidate = next(found for found in scenario.candidates if found.id == statement.candidate)
    way = names_of_ways(candidate.ways_of_paying, words)[statement.way]
    return words.text(f"statement.{section}", way=way)


def row_label(row: StatementRow, words: Words) -> str:
    """Return what a row of a statement is called."""
    label = words.label(row.label)
    if row.code == "averted":
        return words.text("row.averted", label=label)
    return clean(label or words.text(f"row.{row.code}"))

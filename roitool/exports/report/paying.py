"""How a candidate is paid, and what the other ways would do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from roitool.exports.report.parts import Column, Notes, Prose, Row, Section, Table
from roitool.wording.cards import card_facts
from roitool.wording.plain import clean
from roitool.wording.ways_table import ways_table

if TYPE_CHECKING:
    from roitool.wording.answer import Answer
    from roitool.wording.telling import Telling

_MOST_WAYS = 6
_LONGEST_LABEL = 70


def paying(telling: Telling, answer: Answer, position: int) -> Section:
    """Return the ways of paying side by side; one sentence where there is only the own money."""
    words = telling.words
    title = words.text("report.section.paying")
    if answer.paying is None:
        return Section(title, (Prose((words.text("report.paying.cash"),)),))
    table = ways_table(telling)
    chosen = [row for row in table.rows if row.chosen]
    shown = [*chosen, *(row for row in table.rows if not row.chosen)][:_MOST_WAYS]
    rows = [
        Row((_name(telling, row.name, chosen=row.chosen), *row.cells), "total" if row.chosen else "plain")
        for row in table.rows
        if row in shown
    ]
    if left := len(table.rows) - len(rows):
        rows.append(Row((words.text("report.paying.others", count=words.number(left)), *[""] * len(table.columns)), "aside"))
    columns = (
        Column(words.text("report.paying.way"), 9),
        *(Column(column.heading, 5, number=True) for column in table.columns),
    )
    means = (
        words.text("report.means", word=column.heading, meaning=column.meaning) for column in table.columns
    )
    remarks = answer.paying.lines[len(table.rows) :][:_MOST_WAYS]
    terms = card_facts(telling.evaluation.scenario, position, telling.candidate, words)["paying"]
    return Section(title, (Prose((clean(terms, 400),)), Table(columns, tuple(rows)), Notes((*means, *remarks))))


def _name(telling: Telling, name: str, *, chosen: bool) -> str:
    label = clean(name, _LONGEST_LABEL)
    return telling.words.text("report.paying.chosen", way=label) if chosen else label

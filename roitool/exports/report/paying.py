"""How a candidate is paid, and what the other ways would do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from roitool.cashflow.statement import Section as Sheet
from roitool.exports.report.parts import Column, Notes, Prose, Row, Section, Table, capital
from roitool.exports.report.room import Room, told_of
from roitool.wording.cards import card_facts
from roitool.wording.numbers import LEAST_AMOUNT
from roitool.wording.plain import clean
from roitool.wording.ways_table import ways_table

if TYPE_CHECKING:
    from roitool.cashflow.statement import Statement
    from roitool.wording.answer import Answer, Block
    from roitool.wording.telling import Telling

_CHARACTERS_ACROSS, _NARROWEST, _GAP = 84, 7, 2
"""Of amounts beside each other, of one with its heading, and between two of them; the rest is for their name."""
_LONGEST_TERMS = 400


def paying(telling: Telling, answer: Answer, base: Statement, position: int, room: Room) -> Section:
    """Return how it is paid, the money of that by year, and the ways of paying side by side where there are several."""
    words = telling.words
    terms = card_facts(telling.evaluation.scenario, position, telling.candidate, words)["paying"]
    how = Prose((clean(terms, _LONGEST_TERMS) if answer.paying else words.text("report.paying.cash"),))
    money = _by_year(telling, base)
    note = words.text("report.years.means", currency=telling.currency)
    others = () if answer.paying is None else _side_by_side(telling, answer.paying, room.ways)
    return Section(words.text("report.section.paying"), (how, *others, money, Notes((note,))))


def _side_by_side(telling: Telling, block: Block, most: int) -> tuple[Table, Notes]:
    words = telling.words
    table = ways_table(telling)
    chosen = [row for row in table.rows if row.chosen]
    shown = [*chosen, *(row for row in table.rows if not row.chosen)][: told_of(len(table.rows), most)]
    rows = [
        Row((_name(telling, row.name, chosen=row.chosen), *row.cells), "total" if row.chosen else "plain")
        for row in table.rows
        if row in shown
    ]
    if left := len(table.rows) - len(rows):
        rows.append(
            Row((words.text("report.paying.others", count=words.number(left)), *[""] * len(table.columns)), "aside")
        )
    columns = (
        Column(words.text("report.paying.way"), 1),
        *(Column(column.heading, 0, number=True) for column in table.columns),
    )
    means = (
        words.text("report.means", word=capital(column.heading), meaning=_uncapital(column.meaning))
        for column in table.columns
    )
    remarks = block.lines[len(table.rows) :][:most]
    return Table(columns, tuple(rows)), Notes((*means, *remarks))


def _by_year(telling: Telling, base: Statement) -> Table:
    """Return what passes the bank account by calendar year if nothing goes wrong, later years together."""
    words, years = telling.words, base.years
    paid = [
        row
        for row in base.rows
        if row.section is Sheet.OWNER and any(abs(amount) >= LEAST_AMOUNT for amount in row.by_year)
    ]
    widths = (len(_amount(telling, amount)) for row in paid for amount in (*row.by_year, row.sum))
    widest = max((_NARROWEST, *widths))
    columns_that_fit = max(_CHARACTERS_ACROSS // (widest + _GAP), 3)
    shown = years if len(years) < columns_that_fit else years[: columns_that_fit - 2]
    headings = [str(year) for year in shown]
    if len(shown) < len(years):
        headings.append(words.text("report.years.later", year=str(years[len(shown)])))
    columns = (
        Column(words.text("report.years.row"), 1),
        *(Column(heading, 0, number=True) for heading in (*headings, words.text("report.years.total"))),
    )
    rows = []
    for row in paid:
        later = (sum(row.by_year[len(shown) :]),) if len(shown) < len(years) else ()
        amounts = (_amount(telling, amount) for amount in (*row.by_year[: len(shown)], *later, row.sum))
        rows.append(Row((capital(words.text(f"row.{row.code}")), *amounts), "total" if row.total else "plain"))
    return Table(columns, tuple(rows))


def _amount(telling: Telling, amount: float) -> str:
    return telling.words.number(amount, 0) if abs(amount) >= LEAST_AMOUNT else "–"


def _name(telling: Telling, name: str, *, chosen: bool) -> str:
    return telling.words.text("report.paying.chosen", way=name) if chosen else name


def _uncapital(text: str) -> str:
    return f"{text[:1].lower()}{text[1:]}"

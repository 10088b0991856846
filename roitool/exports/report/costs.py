"""What a candidate costs and brings: its lines, what they come to if nothing goes wrong, and on average."""

from __future__ import annotations

from typing import TYPE_CHECKING

from roitool.cashflow.statement import Section as Sheet
from roitool.exports.report.parts import Column, Notes, Pair, Picture, Row, Section, Table, Told, capital
from roitool.exports.report.room import Room, told_of
from roitool.scenario.lines import Benefit, RunningCost

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from roitool.cashflow.statement import Statement, StatementRow
    from roitool.evaluate.closer_look import CloserLook, Spread
    from roitool.scenario.lines import CandidateLine
    from roitool.wording.answer import Answer
    from roitool.wording.telling import Telling

_COSTS = frozenset({"investment", "one_off", "running_cost"})


def costs(telling: Telling, answer: Answer, base: Statement, look: CloserLook, bridge: Picture, room: Room) -> Section:
    """Return the table of lines, and the way from the base case to the average."""
    words = telling.words
    headings = (("line", 1, False), ("low", 0, True), ("likely", 0, True), ("high", 0, True), ("per", 0, False))
    columns = tuple(Column(words.text(f"report.costs.{name}"), width, number) for name, width, number in headings)
    total = Column(words.text("report.costs.total", horizon=telling.horizon), 0, number=True)
    table = Table((*columns, total), tuple(_rows(telling, base, look, room.lines)))
    return Section(
        words.text("report.section.costs"),
        (table, Notes((words.text("report.costs.means"),)), Pair((Told.of(answer.difference),), (bridge,))),
    )


def _rows(telling: Telling, base: Statement, look: CloserLook, most: int) -> Iterator[Row]:
    words = telling.words
    of_project = [row for row in base.rows if row.section is Sheet.PROJECT]
    before_tax = next(at for at, row in enumerate(of_project) if row.total)
    every = list(_with_lines(of_project[:before_tax], telling.asked.lines))
    shown = _largest(of_project[:before_tax], told_of(len(every), most))
    for group, is_cost in (("costs", True), ("benefits", False)):
        here = [every[at] for at in shown if (every[at][0].code in _COSTS) is is_cost]
        if here:
            yield Row((words.text(f"report.costs.{group}"),), "group")
        for row, line in here:
            yield _row(telling, row, line, None if line is None else look.amounts.get(line.id))
    left = [row for at, (row, _) in enumerate(every) if at not in shown]
    if left:
        count = words.text("report.costs.others", count=words.number(len(left)))
        yield Row((count, "", "", "", "", _whole(telling, sum(row.sum for row in left))), "aside")
    for row in of_project[before_tax:]:
        yield Row(
            (words.text(f"report.row.{row.code}"), "", "", "", "", _whole(telling, row.sum)),
            "total" if row.total else "plain",
        )
    yield Row((words.text("report.row.npv"), "", "", "", "", _whole(telling, telling.candidate.base.npv)), "total")


def _with_lines(
    rows: Iterable[StatementRow], lines: Iterable[CandidateLine]
) -> Iterator[tuple[StatementRow, CandidateLine | None]]:
    """Yield each row with the line it is of, None where it has none of its own; both are in the same order."""
    left = list(lines)
    for row in rows:
        at = next((at for at, line in enumerate(left) if (line.kind, line.label) == (row.code, row.label)), None)
        yield row, None if at is None else left.pop(at)


def _largest(rows: Sequence[StatementRow], most: int) -> list[int]:
    """Return where the rows stand that say most, ascending."""
    return sorted(sorted(range(len(rows)), key=lambda at: -abs(rows[at].sum))[:most])


def _row(telling: Telling, row: StatementRow, line: CandidateLine | None, spread: Spread | None) -> Row:
    words = telling.words
    label = words.label(row.label)
    if row.code == "averted":
        label = words.text("row.averted", label=label)
    label = capital(label or words.text(f"row.{row.code}"))
    if spread is None:
        return Row((label, "", "", "", "", _whole(telling, row.sum)))
    certain = spread.low == spread.high
    ends = ("", "") if certain else (telling.rounded(spread.low), telling.rounded(spread.high))
    per = line.per if isinstance(line, Benefit | RunningCost) else "once"
    cells = (label, ends[0], telling.rounded(spread.likely), ends[1], words.text(f"report.per.{per}"))
    return Row((*cells, _whole(telling, row.sum)))


def _whole(telling: Telling, value: float) -> str:
    return telling.words.money(value, telling.currency, 1.0, signed=True)

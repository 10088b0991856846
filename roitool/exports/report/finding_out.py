"""What to find out first, as a section of the report: what it is worth to know, and the cheapest way."""

from __future__ import annotations

from typing import TYPE_CHECKING

from roitool.exports.report.parts import Column, Prose, Row, Section, Table
from roitool.exports.to_find_out import to_find_out
from roitool.scenario.base import text_in
from roitool.wording.drivers import worth_knowing

if TYPE_CHECKING:
    from roitool.evaluate.drivers import Drivers
    from roitool.exports.report.room import Room
    from roitool.exports.to_find_out import ToFindOut
    from roitool.scenario.learning import Way
    from roitool.wording.telling import Telling

_HEADINGS = (("how", 4, False), ("shows", 5, False), ("worth", 0, True), ("cost", 0, True))
_MOST_NAMES = 2
_NONE = "—"


def finding_out(telling: Telling, found: Drivers, room: Room) -> Section:
    """Return what is most worth knowing before the choice, or that nothing is."""
    words, scenario = telling.words, telling.evaluation.scenario
    shown = to_find_out(scenario, found, words, room.to_find_out)
    title = words.text("report.section.finding_out")
    if not shown:
        return Section(title, (Prose((worth_knowing(scenario, found, words),)),))
    every = words.estimated_money(found.worth, telling.currency)
    # Without a template nobody knows how.
    known = any(each.way is not None and each.way.how is not None for each in shown)
    headings = _HEADINGS if known else _HEADINGS[1:]
    rows = [_cells(telling, each) for each in shown]
    table = Table(
        tuple(Column(words.text(f"report.find.{name}"), width, number) for name, width, number in headings),
        tuple(Row(cells if known else cells[1:]) for cells in rows),
    )
    return Section(title, (Prose((words.text("report.find.lead", every=every),)), table))


def _cells(telling: Telling, found: ToFindOut) -> tuple[str, ...]:
    words, names = telling.words, list(found.names[:_MOST_NAMES])
    if left := len(found.names) - len(names):
        names.append(words.text("report.find.more", count=words.number(left)))
    way = found.way
    return (
        # Of the template, and short: it is told whole.
        _NONE if way is None or way.how is None else text_in(words.language, way.how),
        "; ".join(names),
        words.estimated_money(found.worth, telling.currency),
        _NONE if way is None else _cost(telling, way),
    )


def _cost(telling: Telling, way: Way) -> str:
    cost = telling.words.rounded(way.cost, telling.currency)
    return cost if way.how is not None else telling.words.text("report.find.assumed", cost=cost)

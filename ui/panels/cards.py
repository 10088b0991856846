"""The cards of a page with the rows of figures in them, which are made when they are needed first."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from PySide6.QtWidgets import QApplication

from roitool.errors import Place
from roitool.scenario.editing import value_at
from roitool.scenario.scenario import Scenario
from ui.editors.figure_row import FigureRow
from ui.panels.figure_group import FigureGroup


class Cards:
    """Finds its way through cards and rows.

    Parameters
    ----------
    groups
        The cards, from the top.
    made_row
        Makes the row of the figure at a place.
    """

    def __init__(self, groups: Iterable[FigureGroup], made_row: Callable[[Place], FigureRow]) -> None:
        self.groups = tuple(groups)
        self._made_row = made_row

    @property
    def rows(self) -> list[FigureRow]:
        """The rows that have been made, from the top."""
        return [row for group in self.groups for row in group.rows]

    @property
    def unread_place(self) -> Place | None:
        """The place of the first text that is no number, or no formula."""
        rows = (row.place for row in self.rows if not row.readable)
        parts = (place for group in self.groups if (place := group.parts.unread_place) is not None)
        return next(iter((*rows, *parts)), None)

    @property
    def place_typed_at(self) -> Place | None:
        """The place of the figure or the field that has the cursor; None where it is elsewhere."""
        cursor = QApplication.focusWidget()
        rows = (row.place for row in self.rows if cursor is not None and row.isAncestorOf(cursor))
        parts = (place for group in self.groups if (place := group.parts.focused_place) is not None)
        return next(iter((*rows, *parts)), None)

    def fill(self, group: FigureGroup) -> None:
        """Make the rows of a card, unless it has them: most are never looked at."""
        if not group.rows:
            for place in group.places:
                group.add(self._made_row(place))
            group.chain_tabs()

    def row_at(self, place: Place) -> FigureRow | None:
        """Return the row that a place of the document belongs to."""
        for group in self.groups:
            if any(place[: len(own)] == own for own in group.places):
                self.fill(group)
        return next((row for row in self.rows if place[: len(row.place)] == row.place), None)

    def row_below(self, row: FigureRow) -> FigureRow | None:
        """Return the next row in sight; None below the last."""
        rows = list(self._open_rows())
        position = rows.index(row) + 1 if row in rows else len(rows)
        return rows[position] if position < len(rows) else None

    def changed(self, before: Scenario, after: Scenario) -> list[Place]:
        """Return the places of the figures, with a row or without, that are others in another scenario."""
        return [place for group in self.groups for place in group.places if _differs(before, after, place)]

    def group_of(self, row: FigureRow) -> FigureGroup:
        """Return the card that a row is in."""
        return next(group for group in self.groups if row in group.rows)

    def let_go(self) -> None:
        """Hear no more of its widgets: it may be one of their own fields by which they go."""
        for group in self.groups:
            for each in (group.parts, *group.rows):
                each.blockSignals(True)

    def _open_rows(self) -> Iterator[FigureRow]:
        return (row for group in self.groups if group.is_open for row in group.rows)


def _differs(before: Scenario, after: Scenario, place: Place) -> bool:
    try:
        one, other = value_at(before, place), value_at(after, place)
    except LookupError:
        return True
    return one is not other and one != other

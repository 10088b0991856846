"""The changes of a workbook below each other: a box to tick, the figure, what it is and what it becomes."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from roitool.imports.telling import ToldChange, ToldNotTaken
from ui.widgets.plain import PlainLabel, clipped
from ui.widgets.tick import Tick

_TICK, _WHAT, _BEFORE, _ARROW, _AFTER = range(5)
_STRETCH = {_WHAT: 5, _BEFORE: 4, _AFTER: 5}
_TOP = Qt.AlignmentFlag.AlignTop
_GAP = 10
_ABOVE, _APART = 5, 12
"""Room above a change, and above the title of another candidate."""
_MARK = "▲ "


class ChangeGrid(QWidget):
    """Shows changes, those of one candidate under its title.

    Parameters
    ----------
    changes
        Each in words, and whether it is doubtful: those begin without a tick.

    Attributes
    ----------
    ticked
        Emitted whenever another number of them is ticked.
    ticks
        Their boxes, in the order of the changes.
    """

    ticked = Signal()

    def __init__(self, changes: Sequence[tuple[ToldChange, bool]]) -> None:
        super().__init__()
        self.ticks: list[Tick] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(_GAP)
        self._grid.setVerticalSpacing(2)
        for column, stretch in _STRETCH.items():
            self._grid.setColumnStretch(column, stretch)
        for part, found in groupby(changes, key=lambda each: each[0].part):
            self._heading(part)
            for told, doubtful in found:
                self._change(told, doubtful)

    def _heading(self, part: str) -> None:
        row = self._next_row(_APART if self.ticks else 0)
        self._grid.addWidget(PlainLabel(part, "part"), row, _TICK, 1, _AFTER + 1)

    def _change(self, told: ToldChange, doubtful: bool) -> None:
        row = self._next_row(_ABOVE)
        tick = Tick()
        tick.setChecked(not doubtful)
        tick.setAccessibleName(clipped(told.line))
        tick.setAccessibleDescription(clipped(" ".join([told.said_by, *told.remarks])))
        tick.toggled.connect(lambda _: self.ticked.emit())
        self.ticks.append(tick)
        before = PlainLabel(told.before, "muted", wrap=True)
        before.setAlignment(Qt.AlignmentFlag.AlignRight | _TOP)
        self._grid.addWidget(tick, row, _TICK, _TOP)
        self._grid.addWidget(PlainLabel(told.what, wrap=True), row, _WHAT, _TOP)
        self._grid.addWidget(before, row, _BEFORE, _TOP)
        self._grid.addWidget(PlainLabel("→", "muted"), row, _ARROW, _TOP)
        self._grid.addWidget(PlainLabel(told.after, "new", wrap=True), row, _AFTER, _TOP)
        remarks = "\n".join(told.remarks)
        below = [PlainLabel(told.said_by, "small", wrap=True)] if told.said_by else []
        if doubtful:
            below.append(PlainLabel(_MARK + remarks, "advice", wrap=True))
        elif remarks:
            below.append(PlainLabel(remarks, "small", wrap=True))
        for position, label in enumerate(below, start=1):
            self._grid.addWidget(label, row + position, _WHAT, 1, _AFTER)

    def _next_row(self, room: int) -> int:
        """Return the next free row, with some room above it."""
        row = self._grid.rowCount()
        self._grid.setRowMinimumHeight(row, room)
        return row + 1


class NotTakenList(QWidget):
    """Shows what was not taken, and why."""

    def __init__(self, found: Sequence[ToldNotTaken]) -> None:
        super().__init__()
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(_GAP)
        grid.setVerticalSpacing(3)
        grid.setColumnStretch(0, 5)
        grid.setColumnStretch(1, 9)
        for row, told in enumerate(found):
            name = PlainLabel(told.what, "muted", wrap=True)
            why = PlainLabel(told.why, "muted", wrap=True)
            grid.addWidget(name, row, 0, _TOP)
            grid.addWidget(why, row, 1, _TOP)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)

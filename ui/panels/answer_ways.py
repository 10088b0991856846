"""The ways of paying side by side; a click on one chooses it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QRadioButton, QWidget

from roitool.wording.ways_table import WayRow, WaysTable
from roitool.wording.words import Words
from ui.panels.answer_blocks import column
from ui.widgets.looks import give
from ui.widgets.plain import ElidedLabel, PlainLabel, tooltip

_INDENT = 24


class WaysView(QWidget):
    """A table with a row for each way of paying, the chosen one marked.

    Attributes
    ----------
    way_chosen
        Emitted with the id of a way that somebody wants to pay by.
    """

    way_chosen = Signal(str)

    def __init__(self, words: Words) -> None:
        super().__init__()
        self._words = words
        self._rows: list[_Row] = []
        self._group = QButtonGroup(self)
        self._header = QWidget()
        self._headings = QHBoxLayout(self._header)
        self._headings.setContentsMargins(_INDENT, 0, 6, 0)
        self._headings.setSpacing(4)
        self._labels: list[PlainLabel] = []
        self._layout = column(self, spacing=2)
        self._layout.addWidget(self._header)

    def show_table(self, table: WaysTable) -> None:
        """Show the ways of paying."""
        _fill(self._labels, len(table.columns), self._headings, "column")
        for label, column_ in zip(self._labels, table.columns, strict=False):
            label.setText(column_.heading)
            label.setToolTip(tooltip(column_.meaning))
        while len(self._rows) < len(table.rows):
            row = _Row(self._words)
            row.chosen.connect(self.way_chosen)
            self._group.addButton(row.radio)
            self._rows.append(row)
            self._layout.addWidget(row)
        for position, row in enumerate(self._rows):
            row.setVisible(position < len(table.rows))
            if position < len(table.rows):
                row.show_way(table.rows[position], tuple(column_.heading for column_ in table.columns))


class _Row(QFrame):
    chosen = Signal(str)

    def __init__(self, words: Words) -> None:
        super().__init__()
        self._words = words
        self._id = ""
        self.setObjectName("way")
        self.radio = QRadioButton()
        self.radio.clicked.connect(self._choose)
        self._name = ElidedLabel(lines=2)
        self._cells: list[PlainLabel] = []
        self._line = QHBoxLayout()
        self._line.setContentsMargins(_INDENT - 6, 0, 0, 0)
        self._line.setSpacing(4)
        head = QHBoxLayout()
        head.setSpacing(4)
        head.addWidget(self.radio)
        head.addWidget(self._name, 1)
        layout = column(self, spacing=0)
        layout.setContentsMargins(6, 4, 6, 4)
        layout.addLayout(head)
        layout.addLayout(self._line)

    def show_way(self, way: WayRow, headings: tuple[str, ...]) -> None:
        """Show one way of paying."""
        self._id = way.id
        self.radio.setChecked(way.chosen)
        give(self, "chosen", way.chosen)
        self._name.setText(way.name)
        _fill(self._cells, len(way.cells), self._line, "cell")
        for label, text in zip(self._cells, way.cells, strict=False):
            label.setText(text)
        self.radio.setAccessibleName(self._words.text("ui.answer.ways.choose", way=way.name))
        told = (f"{heading}: {cell}" for heading, cell in zip(headings, way.cells, strict=True))
        self.radio.setAccessibleDescription("; ".join(told))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Choose the way that is clicked on, wherever on its row."""
        if event.button() is Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.radio.click()

    def _choose(self) -> None:
        self.chosen.emit(self._id)


def _fill(labels: list[PlainLabel], count: int, line: QHBoxLayout, kind: str) -> None:
    """Have so many labels in a line, each as wide as the others and written to its right side."""
    while len(labels) < count:
        label = PlainLabel(kind=kind, wrap=True)
        label.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignBottom)
        labels.append(label)
        line.addWidget(label, 1)
    for position, label in enumerate(labels):
        label.setVisible(position < count)

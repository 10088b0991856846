"""For the adviser: the same outcomes as an S-curve, as bars and as percentiles, and what makes the average."""

from __future__ import annotations

import math

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from roitool.exports.tables import Cell, Table, bars_table, bridge_table, dots_table, percentiles_table
from roitool.wording import blocks
from roitool.wording.telling import Telling
from roitool.wording.words import Words
from ui.panels.answer_blocks import column, rule, side_by_side
from ui.panels.copying import CopyButton
from ui.panels.pictures import PictureView, bridge_drawing, curve_drawing, histogram_drawing
from ui.theme import Theme
from ui.widgets.fold import Fold
from ui.widgets.plain import PlainLabel

_HEIGHTS = {"curve": 150, "histogram": 110, "bridge": 132}
_SHOWN = (0, 1, 3, 4)
"""Of the columns of percentiles; the error of the first is copied with the numbers."""


class MoreView(QWidget):
    """More pictures and percentiles, behind a button; nothing of it is made before somebody looks.

    Attributes
    ----------
    save_asked
        As of :class:`CopyButton`.
    """

    save_asked = Signal(object)

    def __init__(self, words: Words, theme: Theme) -> None:
        super().__init__()
        self._words = words
        self._theme = theme
        self._shown: Telling | None = None
        self._views = {
            name: PictureView(
                words.text(f"ui.answer.{name}"), words.text(f"ui.answer.{name}.caption"), height, words, theme
            )
            for name, height in _HEIGHTS.items()
        }
        self._percentiles = _Percentiles()
        title = words.text("ui.answer.percentiles")
        self._copy = CopyButton(title, self._percentiles, words, theme, is_picture=False)
        for each in (*self._views.values(), self._copy):
            each.save_asked.connect(self.save_asked)
        self._body = QWidget()
        inside = column(self._body, spacing=4)
        for name, view in self._views.items():
            inside.addWidget(PlainLabel(words.text(f"ui.answer.{name}"), "reason", wrap=True))
            inside.addWidget(view)
            inside.addSpacing(8)
        inside.addLayout(side_by_side(PlainLabel(title, "reason", wrap=True), self._copy))
        inside.addWidget(self._percentiles)
        inside.addWidget(PlainLabel(words.text("ui.answer.percentiles.means"), "small", wrap=True))
        fold = Fold(words.text("ui.answer.pictures"), self._body)
        fold.turned.connect(self._fill)
        layout = column(self, spacing=4)
        layout.addWidget(rule())
        layout.addWidget(fold, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addWidget(self._body)

    def enable_pictures(self) -> None:
        """Begin to draw: matplotlib is loaded."""
        for view in self._views.values():
            view.picture.enable()

    def show_candidate(self, telling: Telling) -> None:
        """Show the outcomes of a candidate."""
        self._shown = telling
        self._fill(is_open=not self._body.isHidden())

    def _fill(self, is_open: bool) -> None:
        telling = self._shown
        if telling is None or not is_open:
            return
        words, theme, candidate = self._words, self._theme, telling.candidate
        told = blocks.curve_in_words(telling)
        self._views["curve"].show_drawing(
            curve_drawing(candidate, words, theme), told, lambda: dots_table(candidate, words)
        )
        self._views["histogram"].show_drawing(
            histogram_drawing(candidate, words, theme), told, lambda: bars_table(candidate, words)
        )
        self._views["bridge"].show_drawing(
            bridge_drawing(telling, theme),
            blocks.difference(telling).headline,
            lambda: bridge_table(candidate, words),
        )
        self._copy.offer(lambda: percentiles_table(candidate, words))
        self._percentiles.show_table(percentiles_table(candidate, words), telling)


class _Percentiles(QWidget):
    """The table of percentiles, amounts rounded to what their error leaves."""

    def __init__(self) -> None:
        super().__init__()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(2)
        self._labels: dict[tuple[int, int], PlainLabel] = {}

    def show_table(self, table: Table, telling: Telling) -> None:
        """Show percentiles, each row a percentage."""
        for column_, position in enumerate(_SHOWN):
            # What the first column holds is plain to see.
            self._write(0, column_, table.header[position] if column_ else "", "column")
            self._grid.setColumnStretch(column_, 1 if column_ == 0 else 2)
        candidate = telling.candidate
        for row, percentage in enumerate(candidate.npv.quantiles, start=1):
            _, _, _, years, _ = table.rows[row - 1]
            lowest = candidate.paid.bank.lowest_with.quantiles[percentage]
            self._write(row, 0, f"P{percentage}", "cell")
            self._write(row, 1, telling.amount(candidate.npv.quantiles[percentage]), "cell")
            self._write(row, 2, _years(years, telling.words), "cell")
            self._write(row, 3, telling.amount(lowest), "cell")

    def _write(self, row: int, column_: int, text: str, kind: str) -> None:
        label = self._labels.get((row, column_))
        if label is None:
            label = self._labels[row, column_] = PlainLabel(kind=kind, wrap=True)
            side = Qt.AlignmentFlag.AlignLeft if column_ == 0 else Qt.AlignmentFlag.AlignRight
            label.setAlignment(side | Qt.AlignmentFlag.AlignBottom)
            self._grid.addWidget(label, row, column_)
        label.setText(text)


def _years(years: Cell, words: Words) -> str:
    """Return a payback in years; *never* is written already, and what does not exist is a dash."""
    if isinstance(years, str):
        return years
    return "—" if math.isnan(years) else words.number(years, 1)

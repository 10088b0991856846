"""One card of the list: a heading, which folds its figures away, and those figures."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from roitool.wording.words import Words
from ui.editors.box_grid import BOX_GAP, BOX_WIDTH
from ui.editors.evidence import CELL_WIDTH
from ui.editors.figure_line import GAP, UNIT_WIDTH
from ui.editors.figure_row import FigureRow
from ui.panels.card_parts import CardParts
from ui.panels.grouping import Figure, Heading
from ui.widgets import outline
from ui.widgets.advice import Advice, Said
from ui.widgets.fold import Fold
from ui.widgets.plain import ElidedLabel, PlainLabel
from ui.widgets.tab_order import chain_after


class FigureGroup(QFrame):
    """Figures under one heading, which folds them away, with the parts of the document that use them.

    Attributes
    ----------
    title
        What the heading says.
    opened
        Emitted before the figures are shown.
    """

    opened = Signal()

    def __init__(self, heading: Heading, figures: Sequence[Figure], parts: CardParts, words: Words) -> None:
        super().__init__()
        self.setObjectName("card")
        self.heading = heading
        self.places = tuple(figure.place for figure in figures)
        self.rows: list[FigureRow] = []
        self.parts = parts
        self._count = words.text("ui.heading.count", count=words.number(len(figures))) if figures else ""
        self._body = QWidget()
        self.title = words.text(f"ui.heading.{heading}")
        self._fold = Fold(self.title, self._body, self._count, kind="card")
        self._fold.turned.connect(self._fill)
        self._fact = self._count
        self._marked = False
        self._below: list[QWidget] = []
        self._facts = ElidedLabel(self._count, "muted")
        self._facts.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._advice = Advice(words, around=(6, 4, 4, 4))
        top = QHBoxLayout()
        top.setContentsMargins(0, 0, 4, 0)
        top.addWidget(self._fold)
        top.addWidget(self._facts, 1)
        self._list = QVBoxLayout(self._body)
        self._list.setContentsMargins(0, 0, 0, 0)
        self._list.setSpacing(0)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(0)
        if figures:
            self._list.addLayout(_column_names(words))
        self._list.addLayout(self._rows)
        self._list.addWidget(parts)
        layout = QVBoxLayout(self)
        # What is told and what is entered ends where the facts beside the heading do; items reach a little further.
        layout.setContentsMargins(10, 8, 10, 8)
        layout.setSpacing(2)
        layout.addLayout(top)
        layout.addWidget(self._body)
        layout.addWidget(self._advice)

    def add(self, row: FigureRow) -> None:
        """Put a row below the others."""
        self.rows.append(row)
        self._rows.addWidget(row)

    def add_below(self, widget: QWidget) -> None:
        """Put something below all of its rows, to be folded away with them."""
        self._list.insertWidget(self._list.indexOf(self.parts), widget)
        self._below.append(widget)
        self.chain_tabs()

    def show_advice(self, said: Sequence[Said], *, marked: bool) -> None:
        """Show what a good adviser would say about all of it; `marked` where he says something of one of its rows."""
        self._advice.show_said(said)
        self._marked = marked
        self._show_fact()

    def show_fact(self, fact: str) -> None:
        """Show in a few words what is below it; how many figures there are where nothing else can be said."""
        self._fact = fact or self._count
        self._show_fact()

    def _show_fact(self) -> None:
        self._facts.setText(f"▲ {self._fact}" if self._marked else self._fact)

    def chain_tabs(self) -> None:
        """Let Tab go through the rows from the heading on, and not in the order in which groups were opened."""
        order = [self._fold, *(widget for row in self.rows for widget in row.tab_order)]
        for one, next_one in pairwise(order):
            QWidget.setTabOrder(one, next_one)
        chain_after(order[-1], *self._below)

    @property
    def is_open(self) -> bool:
        """Whether its figures are shown."""
        return self._fold.is_open

    def set_open(self, is_open: bool) -> None:
        """Show its figures, or the heading alone."""
        self._fold.set_open(is_open)

    def _fill(self, is_open: bool) -> None:
        if is_open:
            self.opened.emit()
            if not self.parts.is_folded:
                self.parts.set_open(True)


def _column_names(words: Words) -> QHBoxLayout:
    line = QHBoxLayout()
    line.setContentsMargins(6, 0, 4, 0)
    line.setSpacing(GAP)
    line.addStretch(1)
    boxes = QHBoxLayout()
    boxes.setSpacing(0)
    for column in ("low", "likely", "high"):
        label = PlainLabel(words.text(f"ui.box.{column}"), "column")
        # A name may reach into the gaps beside the boxes it stands above the middle of.
        label.setFixedWidth(BOX_WIDTH + BOX_GAP)
        label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        boxes.addWidget(label)
    line.addLayout(boxes)
    line.addSpacing(UNIT_WIDTH + outline.WIDTH + 2 * GAP - BOX_GAP // 2)
    said_by = PlainLabel(words.text("ui.column.evidence"), "column")
    said_by.setFixedWidth(CELL_WIDTH)
    line.addWidget(said_by)
    return line

"""What stands beside each other in the row of a figure: its name, boxes, unit and distribution, and who says so."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy

from roitool.scenario.quantities import BaseQuantity
from roitool.wording.ends import ends_sentence, ends_text
from roitool.wording.words import Words
from ui.editors.box_grid import BoxGrid
from ui.editors.evidence import EvidenceCell
from ui.widgets.buttons import Button
from ui.widgets.outline import Outline
from ui.widgets.plain import NameLabel, PlainLabel, tooltip

UNIT_WIDTH, GAP = 84, 6
_LOWEST = 28


class FigureLine(QGridLayout):
    """Lays the parts of a row out around its boxes.

    Parameters
    ----------
    label
        What the figure is called.

    Attributes
    ----------
    name, unit, outline, evidence
        The parts, each of which something opens from.
    echo, ends
        Below the boxes: how they are read; what low and high mean, which opens where that is chosen.
    """

    def __init__(self, label: str, words: Words) -> None:
        super().__init__()
        self._words = words
        self._label = label
        self.name = NameLabel(label, lines=2)
        self.unit = NameLabel(kind="unit", lines=2)
        self.unit.setFixedWidth(UNIT_WIDTH)
        self.unit.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        self.outline = Outline()
        self.outline.setAccessibleName(words.text("ui.kind.accessible", figure=label))
        self.evidence = EvidenceCell(label, words)
        self.echo = PlainLabel(kind="echo", wrap=True)
        self.ends = Button(kind="link")
        # Who clicks it goes on typing afterwards; Alt and up in a box opens the same.
        self.ends.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.ends.hide()
        self._aside = PlainLabel(kind="aside", wrap=True)
        self._aside.setAlignment(Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignRight)
        self.setHorizontalSpacing(GAP)
        self.setVerticalSpacing(0)
        self.setColumnStretch(0, 1)

    def hold(self, grid: BoxGrid) -> None:
        """Lay the parts out around some boxes; in this order Tab goes through them."""
        self.addWidget(self.name, 1, 0)
        self.addWidget(self._aside, 2, 0)
        self.addWidget(grid, 0, 1, 3, 1)
        for column, widget in enumerate((self.unit, self.outline, self.evidence), start=2):
            self.addWidget(widget, 1, column)
        below = QHBoxLayout()
        below.setSpacing(GAP)
        below.addWidget(self.echo, 1)
        below.addWidget(self.ends, 0, Qt.AlignmentFlag.AlignTop)
        self.addLayout(below, 3, 1, 1, 4)

    def fit(self, grid: BoxGrid, kind: str) -> None:
        """Have the parts stand beside the first boxes of a kind, whatever stands above or below those."""
        aside = f"ui.aside.{kind}"
        self._aside.setText(self._words.text(aside) if self._words.has(aside) else "")
        self._aside.setVisible(bool(self._aside.text()))
        above, first, below = grid.heights
        self.setRowMinimumHeight(0, above)
        self.setRowMinimumHeight(1, max(first, _LOWEST))
        self.setRowMinimumHeight(2, below)

    def say_ends(self, quantity: BaseQuantity) -> str:
        """Say beside the echo and on the drawing what low and high mean; returns it in a sentence, if there is any."""
        words = self._words
        meaning = ends_sentence(quantity, words)
        self.outline.setToolTip(tooltip(meaning, words.text("ui.kind.change")))
        told = words.text("ui.ends.change", meaning=meaning) if meaning else ""
        self.ends.setText(ends_text(quantity, words))
        self.ends.setToolTip(tooltip(told))
        self.ends.setAccessibleName(f"{self._label}: {told}")
        return meaning

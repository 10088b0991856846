"""The boxes of one figure, side by side and below each other."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from roitool.wording.words import Words
from ui.editors.boxes import COLUMNS, Box
from ui.editors.number_field import ListField, NumberField
from ui.widgets.plain import PlainLabel, tooltip

BOX_WIDTH, BOX_GAP = 68, 6
WIDTH = 3 * BOX_WIDTH + 2 * BOX_GAP

_FIELD_HEIGHT, _CAPTION_HEIGHT, _LINE_GAP = 26, 15, 4

Position = tuple[int, int, int]


class BoxGrid(QWidget):
    """Holds the fields of a figure; which of them are there follows from its kind.

    Parameters
    ----------
    label
        What the figure is called.
    made
        Called with each new field and its position.
    """

    def __init__(self, label: str, words: Words, made: Callable[[NumberField, Position], None]) -> None:
        super().__init__()
        self._label = label
        self._words = words
        self._made = made
        self._captions: list[PlainLabel] = []
        self._boxes: tuple[Box, ...] = ()
        self.fields: dict[Position, NumberField] = {}
        self.setFixedWidth(WIDTH)
        for column, name in zip(COLUMNS, ("low", "likely", "high"), strict=True):
            self._field((0, column, 3)).setAccessibleName(self._accessible(name))

    @property
    def shown(self) -> dict[Box, NumberField]:
        """The boxes that are there, with their fields."""
        return {box: self.fields[box.position] for box in self._boxes}

    @property
    def heights(self) -> tuple[int, int, int]:
        """How much room there is above the first fields, beside them, and below them."""
        tops, height = self._tops(self._boxes)
        return tops[0], _FIELD_HEIGHT, height - tops[0] - _FIELD_HEIGHT

    def show_boxes(self, boxes: tuple[Box, ...]) -> None:
        """Show these boxes and no others."""
        if boxes == self._boxes:
            return
        self._boxes = boxes
        for box in boxes:
            self._field(box.position).setAccessibleName(self._accessible(box.name))
        positions = {box.position for box in boxes}
        tops, height = self._tops(boxes)
        for position, field in self.fields.items():
            field.setVisible(position in positions)
            if position in positions:
                line, column, of = position
                field.setFixedWidth(_width(of))
                field.move(_left(column, of), tops[line])
        self.setFixedHeight(height)
        self._show_captions(tops)

    def _show_captions(self, tops: dict[int, int]) -> None:
        for caption in self._captions:
            caption.hide()
            caption.deleteLater()
        self._captions = [self._caption(box, tops[box.line]) for box in self._boxes if box.captioned]

    def _caption(self, box: Box, top: int) -> PlainLabel:
        caption = PlainLabel(self._words.text(f"ui.box.{box.name}"), "column")
        caption.setParent(self)
        caption.setToolTip(tooltip(self._words.text(f"ui.box.{box.name}.meaning")))
        caption.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        # It stands above the middle of its box, and may reach into the gaps beside that.
        left, room = _left(box.column, box.of) - BOX_GAP // 2, _width(box.of) + BOX_GAP
        caption.setGeometry(left, top - _CAPTION_HEIGHT, room, _CAPTION_HEIGHT)
        caption.show()
        return caption

    def _field(self, position: Position) -> NumberField:
        if position not in self.fields:
            field = ListField(WIDTH) if position[2] == 1 else NumberField(_width(position[2]))
            field.setParent(self)
            field.setFixedHeight(_FIELD_HEIGHT)
            field.hide()
            self.fields[position] = field
            self._made(field, position)
        return self.fields[position]

    def _accessible(self, name: str) -> str:
        column = self._words.text(f"ui.box.{name}")
        return self._words.text("ui.figure.accessible", figure=self._label, column=column)

    @staticmethod
    def _tops(boxes: tuple[Box, ...]) -> tuple[dict[int, int], int]:
        """Return where the fields of each line begin, and where the last line ends."""
        tops, bottom = {}, 0
        for line in sorted({box.line for box in boxes}):
            above = _CAPTION_HEIGHT if any(box.captioned for box in boxes if box.line == line) else 0
            tops[line] = bottom + (_LINE_GAP if line and not above else 0) + above
            bottom = tops[line] + _FIELD_HEIGHT
        return tops, bottom


def _width(of: int) -> int:
    return (WIDTH - (of - 1) * BOX_GAP) // of


def _left(column: int, of: int) -> int:
    return column * (_width(of) + BOX_GAP)

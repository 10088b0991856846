"""Every number that a quantity is made of, below each other, each with its name."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from roitool.scenario.converting import kind_of
from roitool.scenario.quantities import BaseQuantity
from roitool.wording.misread import Misread
from roitool.wording.units import FigureUnit
from roitool.wording.words import Words
from ui.editors.boxes import Box, all_boxes_of
from ui.editors.entry import entered, hint_in, text_in
from ui.editors.number_field import ListField, NumberField
from ui.widgets.layouts import emptied
from ui.widgets.plain import PlainLabel, tooltip

_FIELD_WIDTH, _LIST_WIDTH = 92, 300


class QuantityForm(QWidget):
    """Edits a quantity field by field.

    Parameters
    ----------
    label
        What the figure is called.

    Attributes
    ----------
    edited
        Emitted with the quantity as fields of the document, and the field it was typed in.
    left
        The focus left a field.
    misread
        Emitted with what is wrong with the text in a field, None when it can be read again.
    """

    edited = Signal(object, object)
    left = Signal()
    misread = Signal(object)

    def __init__(self, label: str, words: Words) -> None:
        super().__init__()
        self._label = label
        self._words = words
        self._boxes: tuple[Box, ...] = ()
        self._quantity: BaseQuantity
        self._origin: BaseQuantity
        self._unit: FigureUnit
        self.fields: dict[str, NumberField] = {}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnStretch(0, 1)

    def show_quantity(self, quantity: BaseQuantity, unit: FigureUnit) -> None:
        """Show a quantity; a text that is being typed stays."""
        self._quantity, self._unit = quantity, unit
        boxes = all_boxes_of(quantity)
        if boxes != self._boxes:
            self._boxes = boxes
            self._origin = quantity
            self._build()
        for box in boxes:
            field = self.fields[box.field]
            if not (field.hasFocus() and field.isModified()):
                field.show_text(text_in(quantity, box, unit, self._words))
                field.setPlaceholderText(hint_in(quantity, box, self._words))
                field.set_wrong(wrong=False)

    def _build(self) -> None:
        emptied(self._grid)
        self.fields = {}
        for line, box in enumerate(self._boxes):
            name = self._words.text(f"ui.box.{box.name}")
            field = ListField(_LIST_WIDTH) if box.is_list else NumberField(_FIELD_WIDTH)
            field.setAccessibleName(self._words.text("ui.figure.accessible", figure=self._label, column=name))
            field.textEdited.connect(lambda text, box=box: self._take(box, text))
            field.reached.connect(self._begin)
            field.left.connect(self._end)
            field.entered.connect(self.focusNextChild)
            self.fields[box.field] = field
            if box.is_list:
                self._grid.addWidget(field, line, 0, 1, 3)
                continue
            caption = PlainLabel(name, "muted")
            caption.setToolTip(self._meaning(box))
            self._grid.addWidget(caption, line, 0)
            self._grid.addWidget(field, line, 1)
            self._grid.addWidget(PlainLabel(box.unit(self._unit).text, "muted"), line, 2)

    def _meaning(self, box: Box) -> str:
        code = f"ui.box.{box.name}.meaning"
        return tooltip(self._words.text(code)) if self._words.has(code) else ""

    def _begin(self) -> None:
        self._origin = self._quantity

    def _end(self) -> None:
        self.left.emit()
        self.misread.emit(None)
        self.show_quantity(self._quantity, self._unit)

    def _take(self, box: Box, text: str) -> None:
        try:
            fields = entered(self._origin, box, text, self._unit, self._words).fields
            if fields["kind"] != kind_of(self._origin):
                # Another kind has other fields, and this one would go while somebody types in it.
                raise Misread("one_number")  # noqa: TRY301 - one way out for all that cannot be read
        except Misread as error:
            self.fields[box.field].set_wrong(wrong=True)
            self.misread.emit(error)
            # What was typed up to here may have been a number, of which nobody says that it was meant.
            fields = self._origin.model_dump(exclude_none=True)
        else:
            self.fields[box.field].set_wrong(wrong=False)
            self.misread.emit(None)
        self.edited.emit(fields, box.field)

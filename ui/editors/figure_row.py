"""One figure of the list: its name, its boxes, its distribution, who says so, and in words what was typed."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from roitool.errors import Place
from roitool.scenario.inputs import Input
from roitool.wording.words import Words
from ui.editors.boxes import COLUMNS, LIKELY, edited, fields_of, in_order, numbers_of
from ui.editors.evidence import EvidenceChip, evidence_after_edit, evidence_said_by
from ui.editors.misread import Misread
from ui.editors.number_field import NumberField
from ui.editors.typed import Typed, read_typed
from ui.editors.units import figure_unit
from ui.widgets.outline import Outline
from ui.widgets.plain import ElidedLabel, PlainLabel

BOX_WIDTH, BOX_GAP, UNIT_WIDTH, CHIP_WIDTH, GAP = 76, 6, 84, 118, 8
COLUMN_NAMES = ("low", "likely", "high")


class FigureRow(QWidget):
    """Edits one input of the document.

    Attributes
    ----------
    edited
        Emitted with the places and values of an edit, and the step it belongs to.
    left
        The focus left a box: the step is over.
    entered
        Enter was pressed in the box of a column.
    readable_changed
        A text became, or is no longer, a number.
    """

    edited = Signal(object, object)
    left = Signal()
    entered = Signal(int)
    readable_changed = Signal()

    def __init__(self, place: Place, item: Input, currency: str, words: Words) -> None:
        super().__init__()
        self.place = place
        self.label = words.label(item.label)
        self._currency = currency
        self._words = words
        self._item = self._origin = item
        self._misread: dict[int, Misread] = {}
        self._read: Typed | None = None
        self._problems: tuple[str, ...] = ()
        self.fields = [self._field(column) for column in COLUMNS]
        self._build()
        self.show_input(item)

    @property
    def shown_input(self) -> Input:
        """The figure as it is shown."""
        return self._item

    @property
    def editable(self) -> bool:
        """Whether its kind of quantity has boxes."""
        return any(not field.isHidden() for field in self.fields)

    @property
    def readable(self) -> bool:
        """Whether every text in its boxes is a number or a range."""
        return not self._misread

    @property
    def wrong_column(self) -> int:
        """The column of the first text that is no number, else the likely one."""
        return min(self._misread, default=LIKELY)

    def field_for(self, column: int) -> NumberField:
        """Return the box of a column, or the one there is."""
        shown = [field for field in self.fields if not field.isHidden()]
        return self.fields[column] if self.fields[column] in shown else (shown or self.fields)[0]

    def show_input(self, item: Input, *, forget: bool = False) -> None:
        """Show what the document says.

        Parameters
        ----------
        forget
            Whether a text that is being typed, or could not be read, gives way.
        """
        self._item = item
        if forget:
            self._origin = item
            self._read = None
            self._set_misread({})
        unit = figure_unit(item.unit, item.quantity, self._currency, self._words)
        boxes = fields_of(item.quantity)
        for field, name, number in zip(self.fields, boxes, numbers_of(item.quantity), strict=True):
            field.setVisible(name is not None)
            typing = field.isModified() and (field.hasFocus() or not self.readable)
            if number is not None and (forget or not typing):
                field.show_text(self._words.number(unit.shown(number)))
        self._shown_only.setVisible(boxes == (None, None, None))
        sensible = not any(problem.severity == "error" for problem in item.quantity.problems())
        if self._shown_only.isVisibleTo(self):
            self._shown_only.setText(self._spread() if sensible else "")
        self._unit.setText(unit.text)
        self._outline.show_quantity(item.quantity if sensible else None)
        self._chip.show_evidence(item.evidence, self.label)
        self._show_message()

    def show_problems(self, sentences: Sequence[str]) -> None:
        """Show what keeps the figure from being used."""
        if self._problems != tuple(sentences):
            self._problems = tuple(sentences)
            self._show_message()

    def _build(self) -> None:
        words = self._words
        self._unit = ElidedLabel(kind="muted", lines=2)
        self._unit.setFixedWidth(UNIT_WIDTH)
        policy = self._unit.sizePolicy()
        policy.setHorizontalPolicy(QSizePolicy.Policy.Fixed)
        self._unit.setSizePolicy(policy)
        self._outline = Outline()
        self._chip = EvidenceChip(words)
        self._chip.chosen.connect(self._choose_evidence)
        chip_room = QHBoxLayout()
        chip_room.addWidget(self._chip)
        chip_room.addStretch()
        holder = QWidget()
        holder.setLayout(chip_room)
        holder.setFixedWidth(CHIP_WIDTH)
        chip_room.setContentsMargins(0, 0, 0, 0)
        boxes = QHBoxLayout()
        boxes.setSpacing(BOX_GAP)
        boxes.setContentsMargins(0, 0, 0, 0)
        for field in self.fields:
            policy = field.sizePolicy()
            policy.setRetainSizeWhenHidden(True)
            field.setSizePolicy(policy)
            boxes.addWidget(field)
        box_room = QWidget()
        box_room.setLayout(boxes)
        box_room.setFixedWidth(3 * BOX_WIDTH + 2 * BOX_GAP)
        self._shown_only = ElidedLabel(kind="muted", parent=box_room)
        self._shown_only.setGeometry(0, 0, 3 * BOX_WIDTH + 2 * BOX_GAP, 28)
        line = QHBoxLayout()
        line.setSpacing(GAP)
        line.addWidget(ElidedLabel(self.label, lines=2), 1)
        for widget in (box_room, self._unit, self._outline, holder):
            line.addWidget(widget)
        self._hint = PlainLabel(kind="hint", wrap=True)
        self._echo = PlainLabel(kind="echo", wrap=True)
        self._echo.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._swap = QPushButton(words.text("ui.figure.swap"))
        self._swap.setAccessibleName(words.text("ui.figure.swap_accessible", figure=self.label))
        self._swap.clicked.connect(self._put_in_order)
        below = QHBoxLayout()
        below.addWidget(self._hint, 1)
        below.addWidget(self._echo, 1)
        below.addWidget(self._swap)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(6, 2, 0, 2)
        layout.setSpacing(3)
        layout.addLayout(line)
        layout.addLayout(below)

    def _field(self, column: int) -> NumberField:
        field = NumberField(BOX_WIDTH)
        name = self._words.text(f"ui.column.{COLUMN_NAMES[column]}")
        field.setAccessibleName(self._words.text("ui.figure.accessible", figure=self.label, column=name))
        field.textEdited.connect(lambda text: self._take(column, text))
        field.entered.connect(lambda: self.entered.emit(column))
        field.asked.connect(self._click_chip)
        field.reached.connect(self._begin)
        field.left.connect(self._end)
        return field

    def _click_chip(self) -> None:
        self._chip.click()

    def _begin(self) -> None:
        self._origin = self._item

    def _end(self) -> None:
        self._read = None
        self.left.emit()
        self.show_input(self._item)

    def _take(self, column: int, text: str) -> None:
        """Read what was typed; what can be read goes into the document at once."""
        origin = self._origin
        unit = figure_unit(origin.unit, origin.quantity, self._currency, self._words)
        try:
            typed = read_typed(text, self._words.language, unit.expected)
            quantity = edited(origin.quantity, column, [unit.stored(number) for number in typed.numbers])
        except Misread as error:
            self._read = None
            # What was typed up to here may have been a number, of which nobody says that it was meant.
            self._emit(origin.quantity.model_dump(exclude_none=True), (self.place, column))
            self._set_misread(self._misread | {column: error})
            self._show_message()
            return
        self._read = typed
        self._set_misread({other: error for other, error in self._misread.items() if other != column})
        self._emit(quantity, (self.place, column))
        self._show_message()

    def _emit(self, quantity: dict[str, object], step: object) -> None:
        same = quantity == self._origin.quantity.model_dump(exclude_none=True)
        evidence = self._origin.evidence if same else evidence_after_edit(self._origin.evidence)
        self.edited.emit({(*self.place, "quantity"): quantity, (*self.place, "evidence"): evidence}, step)

    def _choose_evidence(self, kind: str) -> None:
        self.edited.emit({(*self.place, "evidence"): evidence_said_by(self._item.evidence, kind)}, None)
        self._origin = self._item

    def _put_in_order(self) -> None:
        sorted_quantity = in_order(self._item.quantity)
        if sorted_quantity is not None:
            self._emit(sorted_quantity, None)
            for field in self.fields:
                field.setModified(False)
            self.show_input(self._item, forget=True)
            self.field_for(LIKELY).setFocus()

    def _set_misread(self, misread: dict[int, Misread]) -> None:
        before = self.readable
        self._misread = misread
        for column, field in enumerate(self.fields):
            field.set_wrong(column in misread)
        if before != self.readable:
            self.readable_changed.emit()

    def _show_message(self) -> None:
        """Say one thing: what cannot be read, or is in the wrong order, or is impossible, or how it was read."""
        words = self._words
        disordered = not self._misread and in_order(self._item.quantity) is not None
        hint = echo = ""
        if self._misread:
            error = next(iter(self._misread.values()))
            hint = words.text(f"ui.misread.{error.code}", **error.values)
        elif disordered:
            hint = words.text("ui.figure.order", reading=self._reading())
        elif self._problems:
            hint = " ".join(self._problems)
        elif self._read is not None:
            echo = f"= {self._reading()}"
        for label, text in ((self._hint, hint), (self._echo, echo)):
            label.setText(text)
            label.setVisible(bool(text))
        self._swap.setVisible(disordered)

    def _reading(self) -> str:
        """Return the numbers of the boxes with their unit, and which of them was filled in."""
        quantity = self._item.quantity
        unit = figure_unit(self._item.unit, quantity, self._currency, self._words)
        read = [unit.echo(number, self._words) for number in numbers_of(quantity) if number is not None]
        if self._read is not None and self._read.filled_in and len(read) == 3:
            read[LIKELY] = self._words.text("ui.figure.filled_in", number=read[LIKELY])
        return " · ".join(read)

    def _spread(self) -> str:
        """Return between which numbers 8 of 10 futures lie, for kinds that have no boxes."""
        unit = figure_unit(self._item.unit, self._item.quantity, self._currency, self._words)
        low, high = (float(f"{value:.4g}") for value in self._item.quantity.quantile((0.1, 0.9)))
        return self._words.text("ui.figure.spread", low=unit.echo(low, self._words), high=unit.echo(high, self._words))

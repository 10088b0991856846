"""One figure of the list: its name, its boxes, its distribution, who says so, and in words what was typed."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from roitool.errors import Place
from roitool.scenario.converting import kind_of
from roitool.scenario.inputs import Input
from roitool.scenario.scenario import Scenario
from roitool.wording.known_figures import reference_lines
from roitool.wording.misread import Misread
from roitool.wording.units import FigureUnit, figure_unit
from roitool.wording.words import Words
from ui.editors.box_grid import BoxGrid, Position
from ui.editors.boxes import COLUMNS, LIKELY, Box, boxes_of, in_order
from ui.editors.entry import Entry, entered, hint_in, text_in
from ui.editors.evidence import evidence_after_edit
from ui.editors.figure_line import FigureLine
from ui.editors.figure_tools import FigureTools
from ui.editors.messages import message_on
from ui.editors.number_field import NumberField
from ui.widgets.advice import Advice, Said
from ui.widgets.buttons import Button
from ui.widgets.plain import PlainLabel, tooltip


class FigureRow(QWidget):
    """Edits one input of the document.

    Parameters
    ----------
    now
        Gives the scenario as it is: what the figure is held against, and where it is used.

    Attributes
    ----------
    name, unit, outline, chip, back, grid, hint, echo, ends, swap
        What it is made of, as somebody sees it.
    edited
        Emitted with the places and values of an edit, and the step it belongs to.
    left
        The focus left a box: the step is over.
    entered
        Enter was pressed in the box of a column.
    reached
        The focus came into a box.
    readable_changed
        A text became, or is no longer, a number.
    became
        Emitted with the scenario after an edit that reaches further than the figure: another id, a copy, its removal.
    place_asked
        Emitted with a place of the document where the figure is used, and that somebody wants to see.
    """

    edited = Signal(object, object)
    left = Signal()
    entered = Signal(int)
    reached = Signal()
    readable_changed = Signal()
    became = Signal(object)
    place_asked = Signal(object)

    def __init__(self, place: Place, item: Input, words: Words, now: Callable[[], Scenario]) -> None:
        super().__init__()
        self.place = place
        self.label = words.label(item.label)
        self._currency = now().currency
        self._words = words
        self._item = self._origin = item
        self._misread: dict[Position, Misread] = {}
        self._entry: Entry | None = None
        self._problems: tuple[str, ...] = ()
        self._line = FigureLine(self.label, words)
        self.name, self.unit, self.outline = self._line.name, self._line.unit, self._line.outline
        self.echo, self.ends = self._line.echo, self._line.ends
        self.chip, self.back = self._line.evidence.chip, self._line.evidence.back
        self.grid = BoxGrid(self.label, words, self._connect_field)
        self._line.hold(self.grid)
        self.hint = PlainLabel(kind="hint", wrap=True)
        self.swap = Button(words.text("ui.figure.swap"))
        self.swap.setAccessibleName(words.text("ui.figure.swap_accessible", figure=self.label))
        self.swap.clicked.connect(self._put_in_order)
        self._advice = Advice(words)
        self._lay_out()
        self._tools = self._made_tools(item, now)
        self.show_input(item)

    @property
    def fields(self) -> list[NumberField]:
        """The boxes for low, likely and high, whether they are there or not."""
        return [self.grid.fields[0, column, 3] for column in COLUMNS]

    @property
    def all_fields(self) -> list[NumberField]:
        """The boxes that are there, as Tab goes through them."""
        return list(self.grid.shown.values())

    @property
    def tab_order(self) -> list[QWidget]:
        """What Tab goes through, as far as it is there."""
        return [*self.grid.fields.values(), self.swap]

    @property
    def readable(self) -> bool:
        """Whether every text in its boxes is a number or a range."""
        return not self._misread

    def field_for(self, column: int) -> NumberField:
        """Return the box of a column, or the first there is."""
        shown = self.grid.shown
        return next((field for box, field in shown.items() if box.position == (0, column, 3)), self.all_fields[0])

    def field_of(self, name: str) -> NumberField:
        """Return the box that holds a field of the quantity."""
        return next(field for box, field in self.grid.shown.items() if box.field == name)

    def field_at(self, place: Place) -> NumberField:
        """Return the box that a place of the document belongs to, or the likely one."""
        named = (field for box, field in self.grid.shown.items() if box.field in place[len(self.place) :])
        return next(named, self.field_for(LIKELY))

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
            self._entry = None
            self._set_misread({})
        unit = self._unit_of(item)
        self.grid.show_boxes(boxes_of(item.quantity))
        self._line.fit(self.grid, kind_of(item.quantity))
        if not any(self._is_typed_in(field) for field in self.all_fields):
            self._origin = item
        for box, field in self.grid.shown.items():
            if forget or not self._is_typed_in(field):
                field.show_text(text_in(item.quantity, box, unit, self._words))
                field.setPlaceholderText(hint_in(item.quantity, box, self._words))
        sensible = not any(problem.severity == "error" for problem in item.quantity.problems())
        self.unit.setText(unit.text)
        self.outline.show_quantity(item.quantity if sensible else None)
        self._tools.show_input(item)
        known = self._tools.known
        lines = () if known is None else reference_lines(known, self._currency, self._words)
        self.setToolTip(tooltip(self._line.say_ends(item.quantity), *lines))
        self._line.evidence.show_evidence(item.evidence, lines, differs=self._tools.differs)
        self._show_message()

    def show_problems(self, sentences: Sequence[str]) -> None:
        """Show what keeps the figure from being used."""
        if self._problems != tuple(sentences):
            self._problems = tuple(sentences)
            self._show_message()

    def show_advice(self, said: Sequence[Said]) -> None:
        """Show what a good adviser would say about the figure."""
        self._advice.show_said(said)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: N802 - Qt's name
        """Open the menu of the figure, wherever on the row it is asked for."""
        self._tools.open_menu(event.globalPos())

    def _lay_out(self) -> None:
        below = QHBoxLayout()
        below.addWidget(self.hint, 1)
        below.addWidget(self.swap)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(6, 2, 4, 2)
        layout.setSpacing(4)
        layout.addLayout(self._line)
        layout.addLayout(below)
        layout.addWidget(self._advice)

    def _made_tools(self, item: Input, now: Callable[[], Scenario]) -> FigureTools:
        tools = FigureTools(self.place, item, self._line, self._words, now, self)
        tools.edited.connect(self._pass_on)
        tools.left.connect(self.left)
        tools.became.connect(self.became)
        tools.shown.connect(self.place_asked)
        self.outline.clicked.connect(tools.ask_kind)
        self.ends.clicked.connect(tools.ask_ends)
        self.chip.clicked.connect(tools.ask_evidence)
        self.back.clicked.connect(tools.put_back)
        self.name.asked.connect(tools.ask_name)
        self.unit.asked.connect(tools.ask_unit)
        return tools

    def _is_typed_in(self, field: NumberField) -> bool:
        """Tell whether a text in a box is not to be replaced by what the document says."""
        return field.isModified() and (field.hasFocus() or not self.readable)

    def _pass_on(self, values: dict[Place, object], step: object) -> None:
        """Edit what was not typed here; a text that was being typed gives way."""
        for field in self.all_fields:
            field.setModified(False)
        self._entry = None
        self._set_misread({})
        # The last thing done: another unit builds the row anew.
        self.edited.emit(values, step)

    def _connect_field(self, field: NumberField, position: Position) -> None:
        field.textEdited.connect(lambda text: self._take(position, text))
        field.entered.connect(lambda: self.entered.emit(position[1] if position[2] == len(COLUMNS) else LIKELY))
        field.asked.connect(self.chip.click)
        field.kind_asked.connect(self.outline.click)
        field.name_asked.connect(self.name.asked)
        field.reached.connect(self._begin)
        field.reached.connect(self.reached)
        field.left.connect(self._end)

    def _begin(self) -> None:
        self._origin = self._item

    def _end(self) -> None:
        self._entry = None
        self.left.emit()
        self.show_input(self._item)

    def _take(self, position: Position, text: str) -> None:
        """Read what was typed; what can be read goes into the document at once."""
        origin = self._origin
        try:
            entry = entered(origin.quantity, self._box_at(position), text, self._unit_of(origin), self._words)
        except Misread as error:
            self._entry = None
            # What was typed up to here may have been a number, of which nobody says that it was meant.
            self._emit(origin.quantity.model_dump(exclude_none=True), (self.place, position))
            self._set_misread(self._misread | {position: error})
            self._show_message()
            return
        self._entry = entry
        self._set_misread({other: error for other, error in self._misread.items() if other != position})
        self._emit(entry.fields, (self.place, position))
        self._show_message()

    def _box_at(self, position: Position) -> Box:
        """Return the box that a figure had at a position when the focus came."""
        return next(box for box in boxes_of(self._origin.quantity) if box.position == position)

    def _unit_of(self, item: Input) -> FigureUnit:
        return figure_unit(item.unit, item.quantity, self._currency, self._words)

    def _emit(self, quantity: dict[str, object], step: object) -> None:
        same = quantity == self._origin.quantity.model_dump(exclude_none=True)
        evidence = self._origin.evidence if same else evidence_after_edit(self._origin.evidence)
        self.edited.emit({(*self.place, "quantity"): quantity, (*self.place, "evidence"): evidence}, step)

    def _put_in_order(self) -> None:
        sorted_quantity = in_order(self._item.quantity)
        if sorted_quantity is not None:
            self._emit(sorted_quantity, None)
            for field in self.all_fields:
                field.setModified(False)
            self.show_input(self._item, forget=True)
            self.field_for(LIKELY).setFocus()

    def _set_misread(self, misread: dict[Position, Misread]) -> None:
        before = self.readable
        self._misread = misread
        for position, field in self.grid.fields.items():
            field.set_wrong(position in misread)
        if before != self.readable:
            self.readable_changed.emit()

    def _show_message(self) -> None:
        item = self._item
        message = message_on(
            item.quantity,
            self._unit_of(item),
            self._words,
            misread=self._misread.values(),
            problems=self._problems,
            entry=self._entry,
        )
        for label, text in ((self.hint, message.hint), (self.echo, message.echo)):
            label.setText(text)
            label.setVisible(bool(text))
        self.ends.setVisible(bool(message.echo and self.ends.text()))
        self.swap.setVisible(message.disordered)

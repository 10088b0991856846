"""Editors of what is chosen: one of a few kinds, another part of the document, several of those, yes or no."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QPolygonF, QWheelEvent
from PySide6.QtWidgets import QComboBox, QSizePolicy, QVBoxLayout

from roitool.errors import Place
from roitool.wording.choices import Choice, parts_to_choose
from roitool.wording.formulas import Visible
from roitool.wording.plain import clean
from roitool.wording.words import Words
from ui.forms.editor import ECHO_WIDTH, GAP, Editor
from ui.forms.fields import Field
from ui.forms.naming import label_of
from ui.widgets.plain import PlainLabel
from ui.widgets.tick import Tick

_NONE: Final = ""
_LONGEST = 80
_MARK, _MARK_RIGHT = 4.0, 14.0


class ChoiceBox(QComboBox):
    """A list to choose from that the mouse wheel passes by, so that scrolling a page changes nothing."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.view().setAccessibleName(name)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(12)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._shown: tuple[Choice, ...] = ()

    @property
    def value(self) -> str:
        """What is chosen."""
        return str(self.currentData())

    def show_choices(self, choices: Sequence[Choice], value: str) -> None:
        """Show what there is to choose, and what is chosen; a value that is not among it stands there by itself."""
        known = any(choice.value == value for choice in choices)
        found = tuple(choices) if known else (*choices, Choice(value, clean(value, _LONGEST)))
        if found != self._shown:
            self._shown = found
            self.clear()
            for choice in found:
                self.addItem(clean(choice.label, _LONGEST), choice.value)
        self.setCurrentIndex([choice.value for choice in found].index(value))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw the box, and a mark that there is a list behind it."""
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self.palette().placeholderText().color(), 1.4))
        right, middle = self.width() - _MARK_RIGHT, self.height() / 2
        corners = ((-_MARK, -_MARK / 2), (0, _MARK / 2), (_MARK, -_MARK / 2))
        painter.drawPolyline(QPolygonF([QPointF(right + x, middle + y) for x, y in corners]))

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802 - Qt's name
        """Leave the wheel to the page."""
        event.ignore()


class ChoiceEditor(Editor):
    """One of a few kinds, or one of the parts of the document."""

    def __init__(self, field: Field, place: Place, name: str, words: Words) -> None:
        super().__init__(field, place, name, words)
        self._box = self.target = ChoiceBox(name)
        self._box.activated.connect(self._choose)
        self._line.addWidget(self._box, 1)
        self._line.addSpacing(ECHO_WIDTH + GAP)

    def _show_value(self, value: object, seen: Visible, *, forget: bool) -> None:  # noqa: ARG002 - nothing is typed
        self._box.show_choices((*self._no_choice(), *self._choices()), _NONE if value is None else str(value))

    def _no_choice(self) -> tuple[Choice, ...]:
        return (Choice(_NONE, self._words.text("ui.form.none")),) if self.field.optional else ()

    def _choices(self) -> tuple[Choice, ...]:
        if self.field.kind == "named":
            return parts_to_choose(self._scenario, self.place, self._words)
        name = self.field.name
        return tuple(Choice(value, self._words.text(f"changes.{name}.{value}")) for value in self.field.choices)

    def _choose(self) -> None:
        self._put(self._box.value or None)


class PairEditor(Editor):
    """Two figures that go up and down together."""

    def __init__(self, field: Field, place: Place, name: str, words: Words) -> None:
        super().__init__(field, place, name, words)
        self._boxes = [ChoiceBox(f"{name} {number}") for number in (1, 2)]
        self.target = self._boxes[0]
        self._column.removeItem(self._line)
        for box in self._boxes:
            box.activated.connect(self._choose)
            self._column.insertWidget(self._column.count() - 1, box)

    def _show_value(self, value: object, seen: Visible, *, forget: bool) -> None:  # noqa: ARG002 - nothing is typed
        for side, box in enumerate(self._boxes):
            choices = parts_to_choose(self._scenario, (*self.place, side), self._words)
            box.show_choices(choices, value[side])  # type: ignore[index]  # the kind of field says so

    def _choose(self) -> None:
        self._put(tuple(box.value for box in self._boxes))


class NamesEditor(Editor):
    """Several parts of the document, each with a tick; none of them means all."""

    def __init__(self, field: Field, place: Place, name: str, words: Words) -> None:
        super().__init__(field, place, name, words)
        self._ticks: list[tuple[str, Tick]] = []
        self._shown: tuple[Choice, ...] = ()
        self._list = QVBoxLayout()
        self._list.setSpacing(2)
        self._none = PlainLabel("", "small", wrap=True)
        self.target = self._none
        self._column.insertLayout(0, self._list)
        self._column.insertWidget(1, self._none)
        # Where there is nothing to tick, the focus has to go somewhere all the same.
        self._none.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def _show_value(self, value: object, seen: Visible, *, forget: bool) -> None:  # noqa: ARG002 - nothing is typed
        named: tuple[str, ...] = value  # type: ignore[assignment]  # the kind of field says so
        choices = parts_to_choose(self._scenario, self.place, self._words)
        known = {choice.value for choice in choices}
        self._show_ticks((*choices, *(Choice(name, name) for name in named if name not in known)))
        for name, tick in self._ticks:
            tick.setChecked(name in named)
        none = "ui.form.nothing_to_name" if not self._ticks else f"ui.form.none_of_{self.field.model.__name__.lower()}"
        self._none.setText(self._words.text(none))
        self._none.setVisible(not named)

    def _show_ticks(self, choices: tuple[Choice, ...]) -> None:
        if choices == self._shown:
            return
        self._shown = choices
        for _, tick in self._ticks:
            tick.hide()
            tick.deleteLater()
        self._ticks = []
        for choice in choices:
            tick = Tick(clean(choice.label, _LONGEST))
            tick.setAccessibleName(f"{self.name}: {choice.label}")
            tick.clicked.connect(self._choose)
            self._list.addWidget(tick, 0, Qt.AlignmentFlag.AlignLeft)
            tick.show()
            self._ticks.append((choice.value, tick))
        self.target = self._ticks[0][1] if self._ticks else self._none

    def _choose(self) -> None:
        self._put(tuple(name for name, tick in self._ticks if tick.isChecked()))


class FlagEditor(Editor):
    """Yes or no, said by what the field is called."""

    def __init__(self, field: Field, place: Place, name: str, words: Words) -> None:
        super().__init__(field, place, name, words)
        label = label_of(field, words)
        self._box = self.target = Tick(f"{label[:1].upper()}{label[1:]}")
        self._box.setAccessibleName(name)
        self._box.clicked.connect(lambda: self._put(self._box.isChecked()))
        self._line.addWidget(self._box)
        self._line.addStretch()

    def _show_value(self, value: object, seen: Visible, *, forget: bool) -> None:  # noqa: ARG002 - nothing is typed
        self._box.setChecked(bool(value))


class CurrencyEditor(ChoiceEditor):
    """The currency of all amounts; nothing is converted."""

    def _choices(self) -> tuple[Choice, ...]:
        return tuple(Choice(code, f"{code} ({self._sign(code)})") for code in _CURRENCIES)

    def _sign(self, code: str) -> str:
        return self._words.money(0, code).strip("0\N{NO-BREAK SPACE} ")


_CURRENCIES: Final = ("EUR", "USD", "GBP", "CHF", "DKK", "SEK", "NOK", "PLN", "CZK")

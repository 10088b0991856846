"""One question with its six answers, of which one is chosen: a row of radio buttons whose texts wrap."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QGridLayout,
    QHBoxLayout,
    QRadioButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from ui.widgets.buttons import Button
from ui.widgets.layouts import layout_of
from ui.widgets.plain import PlainLabel

COLUMNS = 3
BESIDE = 29
"""Room for the mark of a radio button, which the style sheet draws."""


class Levels(QWidget):
    """A question, its answers from the lowest to the highest, and what to do first where the answer is low.

    Tab goes from question to question, arrow keys from answer to answer; Delete takes the answer back.

    Attributes
    ----------
    chosen
        With the level; None where the answer was taken back.
    """

    chosen = Signal(object)

    def __init__(self, ask: str, levels: Sequence[str], clear: str) -> None:
        super().__init__()
        self._group = QButtonGroup(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        head = QHBoxLayout()
        head.addWidget(PlainLabel(ask, "question", wrap=True), 1)
        self._clear = Button(clear, "link")
        self._clear.setAccessibleName(f"{clear}: {ask}")
        self._clear.clicked.connect(partial(self._choose, None))
        policy = self._clear.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self._clear.setSizePolicy(policy)
        head.addWidget(self._clear)
        column.addLayout(head)
        grid = QGridLayout()
        grid.setSpacing(6)
        self.buttons = [_Level(text, f"{ask} {level}: {text}") for level, text in enumerate(levels)]
        for level, button in enumerate(self.buttons):
            self._group.addButton(button, level)
            button.taken_back.connect(partial(self._choose, None))
            grid.addWidget(button, level // COLUMNS, level % COLUMNS)
            grid.setColumnStretch(level % COLUMNS, 1)
        self._group.idToggled.connect(self._toggled)
        column.addLayout(grid)
        self.first = PlainLabel(kind="first", wrap=True)
        column.addWidget(self.first)
        self._shown: int | None = None
        self.show_level(None, ())

    def take_focus(self) -> None:
        """Give the focus to the answer that is given, else to the first."""
        self.buttons[self._shown or 0].setFocus()

    def show_level(self, level: int | None, first: Sequence[str]) -> None:
        """Show an answer that is given, and what to do first."""
        self._shown = level
        if level is None:
            # A group that has had an answer lets go of it only while it is not exclusive.
            self._group.setExclusive(False)
            for button in self.buttons:
                button.setChecked(False)
            self._group.setExclusive(True)
        else:
            self.buttons[level].setChecked(True)
        self._clear.setVisible(level is not None)
        self.first.setText("\n".join(first))
        self.first.setVisible(bool(first))

    def _toggled(self, level: int, checked: bool) -> None:
        if checked and level != self._shown:
            self._choose(level)

    def _choose(self, level: int | None) -> None:
        if level is None and self._clear.hasFocus():
            self.take_focus()
        self.chosen.emit(level)


class _Level(QRadioButton):
    """One answer: all of it can be clicked, and its text wraps."""

    taken_back = Signal()

    def __init__(self, text: str, name: str) -> None:
        super().__init__()
        self.setProperty("kind", "level")
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        label = PlainLabel(text, "level", wrap=True)
        label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        inside = QVBoxLayout(self)
        inside.setContentsMargins(BESIDE, 6, 8, 6)
        inside.addWidget(label)

    def hitButton(self, position: QPoint) -> bool:  # noqa: N802 - Qt's name
        """Return whether a click there counts."""
        return self.rect().contains(position)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return the room of its text."""
        return layout_of(self).sizeHint()

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return the least room of its text."""
        return layout_of(self).minimumSize()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Choose with Enter as well as with the space bar; take the answer back with Delete."""
        match event.key():
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self.setChecked(True)
            case Qt.Key.Key_Delete | Qt.Key.Key_Backspace:
                self.taken_back.emit()
            case _:
                super().keyPressEvent(event)

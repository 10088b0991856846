"""Why the verdict is what it is: every tested number, opened one by one, with the figure that moves it most."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from roitool.decision.verdict import Question
from roitool.errors import Place
from roitool.wording.movers import ToldMover
from roitool.wording.reasons import Reason
from roitool.wording.words import Words
from ui.panels.answer_blocks import column
from ui.widgets.buttons import Button
from ui.widgets.fold import Fold
from ui.widgets.looks import give
from ui.widgets.plain import PlainLabel, tooltip

_MARKS = {"reached": "✓", "close": "≈", "missed": "×"}
_AT_TOP = Qt.AlignmentFlag.AlignTop
_NOT_KNOWN_YET = "…"
_FOLD_WIDTH, _INDENT = 14, 36


class ReasonsView(QWidget):
    """The reasons of a verdict below each other.

    Attributes
    ----------
    jump_asked
        Emitted with the place of a figure, or of a limit, that somebody wants to see.
    """

    jump_asked = Signal(object)

    def __init__(self, words: Words) -> None:
        super().__init__()
        self._words = words
        self._rows: list[_ReasonRow] = []
        self._layout = column(self, spacing=2)

    def show_reasons(self, reasons: tuple[Reason, ...]) -> None:
        """Show reasons; those that are still about the same question stay open."""
        while len(self._rows) < len(reasons):
            row = _ReasonRow(self._words)
            row.jump_asked.connect(self.jump_asked)
            self._rows.append(row)
            self._layout.addWidget(row)
        for position, row in enumerate(self._rows):
            row.setVisible(position < len(reasons))
            row.show_reason(reasons[position] if position < len(reasons) else None)

    def show_movers(self, movers: dict[Question, ToldMover]) -> None:
        """Show what moves each number most."""
        for row in self._rows:
            if row.question is not None:
                row.show_mover(movers.get(row.question))


class _ReasonRow(QWidget):
    """One reason: its question, and opened what was found, the limit, and what moves it."""

    jump_asked = Signal(object)

    def __init__(self, words: Words) -> None:
        super().__init__()
        self._words = words
        self.question: Question | None = None
        self._place: Place | None = None
        self._mark = PlainLabel(kind="mark")
        self._mark.setFixedSize(14, 18)
        self._mark.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._title = _Clickable(kind="reason", wrap=True)
        self._body = QWidget()
        self._fold = Fold(body=self._body)
        self._fold.setFixedWidth(_FOLD_WIDTH)
        self._title.clicked.connect(self._fold.click)
        self._found, self._limit = PlainLabel(wrap=True), PlainLabel(wrap=True)
        self._set_at: Place | None = None
        self._to_limit = Button(kind="link")
        self._to_limit.clicked.connect(lambda: self.jump_asked.emit(self._set_at))
        self._moves = PlainLabel(words.text("ui.answer.reason.moves"), "small")
        self._mover = PlainLabel(kind="reason", wrap=True)
        self._direction = PlainLabel(kind="small", wrap=True)
        self._jump = Button(words.text("ui.answer.reason.jump"), "link")
        self._jump.clicked.connect(lambda: self.jump_asked.emit(self._place))
        self._build()

    def show_reason(self, reason: Reason | None) -> None:
        """Show a reason; what moves its number is not known then."""
        question = None if reason is None else reason.question
        if question != self.question:
            self._fold.set_open(False)
        self.question = question
        if reason is None:
            return
        state = self._words.text(f"ui.answer.reason.{reason.state}")
        self._mark.setText(_MARKS[reason.state])
        give(self._mark, "state", reason.state)
        self._mark.setToolTip(tooltip(state))
        self._title.setText(reason.title)
        self._title.setToolTip(tooltip(reason.sentence))
        self._fold.setAccessibleName(f"{reason.title} {state}")
        self._fold.setAccessibleDescription(reason.sentence)
        self._found.setText(reason.number)
        self._limit.setText(reason.limit)
        self._set_at = reason.set_at
        self._to_limit.setVisible(reason.set_at is not None)
        self._to_limit.setText(reason.to_set)
        self._to_limit.setAccessibleName(f"{reason.to_set}: {reason.title}")
        self._moves.setVisible(reason.has_mover)
        self._mover.setVisible(reason.has_mover)
        self.show_mover(None)

    def show_mover(self, mover: ToldMover | None) -> None:
        """Show what moves the number most; None while that is not known."""
        self._place = None if mover is None else mover.place
        name = _NOT_KNOWN_YET if mover is None else mover.name or mover.sentence
        self._mover.setText(name)
        self._mover.setToolTip("" if mover is None else tooltip(mover.exactly))
        self._direction.setText("" if mover is None or not mover.name else mover.sentence)
        self._direction.setVisible(bool(self._direction.text()))
        self._jump.setVisible(self._place is not None)
        self._jump.setAccessibleName(f"{self._words.text('ui.answer.reason.jump')}: {name}")

    def _build(self) -> None:
        words = self._words
        head = QHBoxLayout()
        head.setContentsMargins(0, 0, 0, 0)
        head.setSpacing(4)
        head.addWidget(self._fold, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self._title, 1)
        inside = QGridLayout(self._body)
        inside.setContentsMargins(_INDENT, 0, 0, 6)
        inside.setHorizontalSpacing(8)
        inside.setVerticalSpacing(2)
        inside.setColumnStretch(1, 1)
        for row, (code, value) in enumerate((("found", self._found), ("limit", self._limit))):
            inside.addWidget(PlainLabel(words.text(f"ui.answer.reason.{code}"), "small"), row, 0, _AT_TOP)
            inside.addWidget(value, row, 1)
        inside.addWidget(self._to_limit, 2, 0, 1, 2, Qt.AlignmentFlag.AlignLeft)
        inside.addWidget(self._moves, 3, 0, 1, 2)
        inside.addWidget(self._mover, 4, 0, 1, 2)
        inside.addWidget(self._direction, 5, 0, 1, 2)
        inside.addWidget(self._jump, 6, 0, 1, 2, Qt.AlignmentFlag.AlignLeft)
        layout = column(self, spacing=2)
        layout.addLayout(head)
        layout.addWidget(self._body)


class _Clickable(PlainLabel):
    """A label that can be clicked, beside a button that does the same."""

    clicked = Signal()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Tell of a click."""
        if event.button() is Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.clicked.emit()

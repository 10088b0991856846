"""Whether the answer on screen is current, being computed, stopped, or impossible: states that never mix."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from roitool.wording.words import Words
from ui.theme import Theme
from ui.widgets.buttons import Button
from ui.widgets.plain import ElidedLabel, PlainLabel

SLOW_AFTER_MS = 200
MOST_REASONS = 4


@dataclass(frozen=True, slots=True)
class Reason:
    """Why there is no answer: where, what, and what a click on it does (None: nothing)."""

    where: str
    sentence: str
    button: str = ""
    go: Callable[[], None] | None = None


class AnswerState(QWidget):
    """A veil over the answer: absent while it is current; otherwise it greys it, and says what is going on.

    Attributes
    ----------
    state
        ``"current"``, ``"computing"``, ``"stopped"`` or ``"cannot"``.
    cancelled
        Emitted when somebody does not want to wait any longer.
    resumed
        Emitted when somebody wants the calculation that was stopped after all.
    entered
        Emitted with the state, whenever it is said once more.
    """

    cancelled = Signal()
    resumed = Signal()
    entered = Signal(str)

    def __init__(self, over: QWidget, words: Words, theme: Theme) -> None:
        super().__init__(over)
        self.state = "current"
        self._words = words
        self._colour = QColor(theme.card)
        self._slow = QTimer(self, interval=SLOW_AFTER_MS, singleShot=True)
        self._slow.timeout.connect(self._show_progress)
        self._notice = QFrame(self)
        self._notice.setObjectName("notice")
        self._content = QVBoxLayout(self._notice)
        self._content.setContentsMargins(16, 14, 16, 14)
        self._content.setSpacing(8)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(words.text("ui.state.computing"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(14, 12, 14, 14)
        layout.addWidget(self._notice)
        layout.addStretch()
        over.installEventFilter(self)
        self.setGeometry(over.rect())
        self.computing()

    def computing(self) -> None:
        """Say that the answer is out of date and a new one on its way."""
        self._bar.setRange(0, 0)
        if self.state != "computing":
            self._notice.hide()
            self._slow.start()
        self._enter("computing")

    def progress(self, done: int, total: int) -> None:
        """Say how many of the futures are ready."""
        self._bar.setRange(0, total)
        self._bar.setValue(done)

    def current(self) -> None:
        """Say that the answer on screen is that of the scenario on screen."""
        self._slow.stop()
        self.state = "current"
        self.hide()
        self.entered.emit(self.state)

    def stopped(self) -> None:
        """Say that nobody waited for the answer, and offer to begin again."""
        words = self._words
        self._say(words.text("ui.state.stopped"))
        self._content.addWidget(PlainLabel(words.text("ui.state.stopped_detail"), wrap=True))
        self._add_button(words.text("ui.state.calculate"), self.resumed.emit)
        self._notice.show()
        self._enter("stopped")

    def cannot(self, *reasons: Reason) -> None:
        """Say that there is no answer, and why."""
        self._say(self._words.text("ui.state.cannot"))
        for reason in reasons[:MOST_REASONS]:
            self._add(reason)
        if len(reasons) > MOST_REASONS:
            more = self._words.text("ui.state.more", count=self._words.number(len(reasons) - MOST_REASONS))
            self._content.addWidget(PlainLabel(more, "muted", wrap=True))
        self._notice.show()
        self._enter("cannot")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Keep the size of what it lies over."""
        if event.type() == QEvent.Type.Resize and isinstance(watched, QWidget):
            self.setGeometry(watched.rect())
        return False

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002 - Qt's name
        """Grey what lies below, the more the less it means."""
        veil = QColor(self._colour)
        veil.setAlphaF(0.62 if self.state == "computing" else 0.94)
        painter = QPainter(self)
        painter.fillRect(self.rect().adjusted(1, 0, 0, 0), veil)

    def _say(self, headline: str) -> None:
        self._slow.stop()
        self._clear()
        self._content.addWidget(PlainLabel(headline, "headline", wrap=True))

    def _enter(self, state: str) -> None:
        self.state = state
        self.show()
        self.raise_()
        self.update()
        self.entered.emit(state)

    def _show_progress(self) -> None:
        self._clear()
        self._content.addWidget(PlainLabel(self._words.text("ui.state.computing"), wrap=True))
        self._content.addWidget(self._bar)
        self._bar.show()
        self._add_button(self._words.text("ui.state.cancel"), self.cancelled.emit)
        self._notice.show()

    def _add(self, reason: Reason) -> None:
        if reason.where:
            self._content.addWidget(ElidedLabel(reason.where, "small", lines=3))
        self._content.addWidget(PlainLabel(reason.sentence, wrap=True))
        if reason.go is not None:
            self._add_button(reason.button, reason.go)

    def _add_button(self, text: str, go: Callable[[], None]) -> None:
        button = Button(text)
        button.clicked.connect(lambda _=False: go())
        line = QHBoxLayout()
        line.addWidget(button)
        line.addStretch()
        self._content.addLayout(line)

    def _clear(self) -> None:
        # What is added to a widget in sight is seen one round later: it comes into sight with all it says at once.
        self._notice.hide()
        _empty(self._content, keep=self._bar)


def _empty(layout: QVBoxLayout, keep: QWidget) -> None:
    """Take everything out of a layout, and of those within it."""
    while (item := layout.takeAt(0)) is not None:
        widget, inner = item.widget(), item.layout()
        if widget is keep:
            keep.hide()
        elif widget is not None:
            widget.hide()
            widget.deleteLater()
        elif inner is not None:
            _empty(inner, keep)

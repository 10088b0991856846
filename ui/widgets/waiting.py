"""A small notice over a window while a file is waited for: not before somebody would wonder, and never in the way."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from roitool.wording.words import Words
from ui.widgets.buttons import Button
from ui.widgets.plain import ElidedLabel, clipped

SLOW_AFTER_MS = 200
WIDTH = 420
_TOP = 56


@dataclass(frozen=True, slots=True)
class Waiting:
    """A file is waited for: what for, its name, what is on the button, and what that does."""

    code: str
    name: str
    button: str
    stop: Callable[[], None]


class WaitingNotice(QWidget):
    """Lies over the upper middle of a widget, and tells what is waited for."""

    def __init__(self, over: QWidget) -> None:
        super().__init__(over)
        self.setObjectName("waiting")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._over = over
        self._stop: Callable[[], None] = over.update
        self._slow = QTimer(self, interval=SLOW_AFTER_MS, singleShot=True)
        self._slow.timeout.connect(self._appear)
        self._text = ElidedLabel(lines=2)
        self._button = Button()
        self._button.clicked.connect(lambda _=False: self._stop())
        bar = QProgressBar()
        bar.setRange(0, 0)
        bar.setTextVisible(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(8)
        line = QHBoxLayout()
        line.setSpacing(16)
        line.addWidget(self._text, 1)
        line.addWidget(self._button)
        column.addLayout(line)
        column.addWidget(bar)
        self._bar = bar
        self.hide()
        over.installEventFilter(self)

    def follow(self, waiting: Waiting | None, words: Words) -> None:
        """Tell in a language what is waited for; nothing where that is over."""
        if waiting is None:
            self.done()
        else:
            text = words.text(waiting.code, name=waiting.name)
            self.wait_for(text, words.text(waiting.button), waiting.stop)

    def wait_for(self, text: str, button: str, stop: Callable[[], None]) -> None:
        """Tell what is waited for, as soon as it takes long.

        Parameters
        ----------
        button, stop
            What is on the button, and what it does.
        """
        self._text.setText(clipped(text))
        self._bar.setAccessibleName(clipped(text))
        self._button.setText(button)
        self._button.setAccessibleName(button)
        self._stop = stop
        if not self.isVisible():
            self._slow.start()

    def done(self) -> None:
        """Nothing is waited for any more."""
        self._slow.stop()
        self.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802, ARG002 - Qt's name
        """Stay in the middle."""
        if event.type() == QEvent.Type.Resize:
            self._place()
        return False

    def _appear(self) -> None:
        self.show()
        self._place()
        self.raise_()

    def _place(self) -> None:
        width = min(WIDTH, self._over.width() - 32)
        self.setGeometry(
            (self._over.width() - width) // 2, _TOP, width, max(self.heightForWidth(width), self.sizeHint().height())
        )

"""How far the handing over is, and what became of it: in the line at the bottom, in the way of nothing."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QSizePolicy, QWidget

from roitool.wording.words import Words
from ui.widgets.buttons import Button
from ui.widgets.plain import ElidedLabel

SLOW_AFTER_MS = 200
GONE_AFTER_MS = 60_000
_BAR_WIDTH = 120


class HandoverNotice(QWidget):
    """A text with links beside it, and a bar while something is being made.

    Attributes
    ----------
    due
        It is to be seen: what is being made takes longer than somebody would notice, or is made.
    over
        It has been seen.
    """

    due = Signal()
    over = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._slow = QTimer(self, interval=SLOW_AFTER_MS, singleShot=True)
        self._slow.timeout.connect(self.due)
        self._seen = QTimer(self, interval=GONE_AFTER_MS, singleShot=True)
        self._seen.timeout.connect(self.over)
        self.text = ElidedLabel()
        # Cut off where there is no room, and followed closely by what stands beside it.
        self.text.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setFixedWidth(_BAR_WIDTH)
        self._line = QHBoxLayout(self)
        self._line.setContentsMargins(6, 0, 8, 0)
        self._line.setSpacing(14)
        self._line.addWidget(self.text)
        self._line.addWidget(self.bar)
        self._line.addStretch(1)
        self._links: list[QWidget] = []

    def show_making(self, text: str, words: Words, stop: Callable[[], None]) -> None:
        """Tell that something is being made, as soon as it takes long, with a link that stops it."""
        self._say(text, [(words.text("ui.cancel"), stop)])
        self.bar.setRange(0, 0)
        self.bar.setAccessibleName(text)
        self.bar.show()
        self._slow.start()

    def show_progress(self, done: int, total: int) -> None:
        """Tell how many of the futures are ready; after the last one it is not known how long it takes."""
        self.bar.setRange(0, total if done < total else 0)
        self.bar.setValue(done)

    def show_done(self, text: str, words: Words, links: Sequence[tuple[str, Callable[[], None]]]) -> None:
        """Tell that it is made, with what can be done with it, until somebody shuts it or a minute has gone by."""
        self._say(text, [*links, (words.text("ui.close"), self.over.emit)])
        self.bar.hide()
        self._seen.start()
        self.due.emit()

    def end(self) -> None:
        """Say nothing any more."""
        self._slow.stop()
        self._seen.stop()

    def _say(self, text: str, links: Sequence[tuple[str, Callable[[], None]]]) -> None:
        self.end()
        self.text.setText(text)
        for link in self._links:
            link.deleteLater()
        self._links = []
        for name, go in links:
            link = Button(name, "link")
            link.setCursor(Qt.CursorShape.PointingHandCursor)
            link.clicked.connect(lambda _=False, go=go: go())
            self._line.insertWidget(self._line.count() - 1, link)
            self._links.append(link)

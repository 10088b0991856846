"""What a good adviser would say, in place: the gist of it, and the rest for who wants to read on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from roitool.wording.words import Words
from ui.widgets.choices import Button
from ui.widgets.plain import AdviceLabel


@dataclass(frozen=True, slots=True)
class Said:
    """A piece of advice with its mark before it; `gist` is what is shown of it at first."""

    whole: str
    gist: str


class Advice(QWidget):
    """Some pieces of advice, each on a line of its own; not there where there are none.

    Parameters
    ----------
    around
        Room at the left, top, right and bottom while there is something to say.
    """

    def __init__(self, words: Words, around: tuple[int, int, int, int] = (0, 0, 0, 0)) -> None:
        super().__init__()
        strip = QFrame()
        strip.setObjectName("hint")
        outer = QVBoxLayout(self)
        outer.setContentsMargins(*around)
        outer.addWidget(strip)
        self._words = words
        self._said: tuple[Said, ...] = ()
        self._is_open = False
        self._label = AdviceLabel()
        self._more = Button(kind="link")
        self._more.setAccessibleName(words.text("ui.advice.more"))
        self._more.clicked.connect(self._turn)
        line = QHBoxLayout(strip)
        line.setContentsMargins(10, 4, 8, 4)
        line.setSpacing(12)
        line.addWidget(self._label, 1)
        line.addWidget(self._more, 0, Qt.AlignmentFlag.AlignBottom)
        self.hide()

    def show_said(self, said: Sequence[Said]) -> None:
        """Show pieces of advice; what was read in full stays so while there is any."""
        self._said = tuple(said)
        self._is_open = self._is_open and bool(said)
        self._show()

    def _turn(self) -> None:
        self._is_open = not self._is_open
        self._show()

    def _show(self) -> None:
        self._label.show_sentences([each.whole if self._is_open else each.gist for each in self._said])
        self._more.setText(f"{self._words.text('ui.answer.more')} {'▴' if self._is_open else '▾'}")
        self._more.setVisible(any(each.whole != each.gist for each in self._said))
        self.setVisible(bool(self._said))

"""What a good adviser would say, in place: the gist of it, and the rest for who wants to read on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from roitool.wording.words import Words
from ui.widgets.fold import Fold
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
        self._said: tuple[Said, ...] = ()
        self._label = AdviceLabel()
        self._more = Fold(words.text("ui.answer.more"))
        self._more.setAccessibleName(words.text("ui.advice.more"))
        self._more.turned.connect(self._show)
        line = QHBoxLayout(strip)
        line.setContentsMargins(10, 4, 8, 4)
        line.setSpacing(12)
        line.addWidget(self._label, 1)
        line.addWidget(self._more, 0, Qt.AlignmentFlag.AlignBottom)
        self.hide()

    def show_said(self, said: Sequence[Said]) -> None:
        """Show pieces of advice; what was read in full stays so while there is any."""
        self._said = tuple(said)
        if not said:
            self._more.set_open(False)
        self._show()

    def _show(self) -> None:
        self._label.show_sentences([each.whole if self._more.is_open else each.gist for each in self._said])
        self._more.setVisible(any(each.whole != each.gist for each in self._said))
        self.setVisible(bool(self._said))

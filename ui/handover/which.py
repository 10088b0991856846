"""The question which candidates something is made of."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QFrame, QScrollArea, QVBoxLayout, QWidget

from roitool.wording.words import Words
from ui.widgets.plain import PlainLabel, clipped
from ui.widgets.tick import Tick

_WIDTH = 440
_HIGHEST_LIST = 320
_LONGEST_TITLE = 60


class WhichDialog(QDialog):
    """Candidates to tick, at least one.

    Parameters
    ----------
    question
        What is asked.
    titles
        What the candidates are called.
    proposed
        The positions that are ticked at first.
    """

    def __init__(
        self, parent: QWidget | None, question: str, titles: Sequence[str], proposed: Collection[int], words: Words
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("ROItool")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 18, 20, 16)
        layout.setSpacing(12)
        asked = PlainLabel(question, "headline", wrap=True)
        asked.setMinimumWidth(_WIDTH)
        layout.addWidget(asked)
        self._ticks = [self._tick(title, position in proposed) for position, title in enumerate(titles)]
        layout.addWidget(_listed(self._ticks))
        buttons = QDialogButtonBox()
        self._go_on = buttons.addButton(words.text("ui.handover.go_on"), QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.addButton(words.text("ui.cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        self._go_on.setProperty("kind", "primary")
        self._go_on.setDefault(True)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        layout.addWidget(buttons)

    @property
    def chosen(self) -> tuple[int, ...]:
        """The positions that are ticked."""
        return tuple(position for position, tick in enumerate(self._ticks) if tick.isChecked())

    def _tick(self, title: str, ticked: bool) -> Tick:
        tick = Tick(clipped(title, _LONGEST_TITLE))
        tick.setAccessibleName(clipped(title))
        tick.setChecked(ticked)
        tick.toggled.connect(lambda _: self._go_on.setEnabled(bool(self.chosen)))
        return tick


def _listed(ticks: Sequence[Tick]) -> QScrollArea:
    """Return boxes below each other, which are scrolled where they are many."""
    inside = QWidget()
    lines = QVBoxLayout(inside)
    lines.setContentsMargins(0, 0, 0, 0)
    lines.setSpacing(6)
    for tick in ticks:
        lines.addWidget(tick)
    area = QScrollArea()
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setWidgetResizable(True)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(inside)
    area.setMinimumHeight(min(inside.sizeHint().height(), _HIGHEST_LIST))
    return area

"""The question which candidates something is made of."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QFrame, QScrollArea, QVBoxLayout, QWidget

from roitool.wording.words import Words
from ui.forms.choices import Tick
from ui.widgets.plain import PlainLabel, clipped

_WIDTH = 440
_HIGHEST_LIST = 320
_LONGEST_TITLE = 60
_UNDER_THE_TITLE = 24


class WhichDialog(QDialog):
    """Candidates to tick; under one that cannot be ticked stands why.

    Parameters
    ----------
    question
        What is asked.
    titles
        What the candidates are called.
    reasons
        Why some of them, by position, cannot be chosen.
    proposed
        The positions that are ticked at first; all that can be where none of these can.
    """

    def __init__(
        self,
        parent: QWidget,
        question: str,
        titles: Sequence[str],
        reasons: Mapping[int, str],
        proposed: Collection[int],
        words: Words,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("ROItool")
        self._boxes: dict[int, Tick] = {}
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 18, 20, 16)
        layout.setSpacing(12)
        asked = PlainLabel(question, "headline", wrap=True)
        asked.setMinimumWidth(_WIDTH)
        layout.addWidget(asked)
        possible = [position for position in range(len(titles)) if position not in reasons]
        ticked = [position for position in possible if position in proposed] or possible
        layout.addWidget(self._list(titles, reasons, ticked))
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
        return tuple(position for position, box in self._boxes.items() if box.isChecked())

    def _list(self, titles: Sequence[str], reasons: Mapping[int, str], ticked: Collection[int]) -> QScrollArea:
        inside = QWidget()
        lines = QVBoxLayout(inside)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(6)
        for position, title in enumerate(titles):
            box = Tick(clipped(title, _LONGEST_TITLE))
            box.setAccessibleName(clipped(title))
            box.setChecked(position in ticked)
            lines.addWidget(box)
            if position in reasons:
                box.setEnabled(False)
                box.setAccessibleDescription(reasons[position])
                why = PlainLabel(reasons[position], "small", wrap=True)
                why.setContentsMargins(_UNDER_THE_TITLE, 0, 0, 4)
                lines.addWidget(why)
            else:
                box.toggled.connect(lambda _: self._go_on.setEnabled(bool(self.chosen)))
                self._boxes[position] = box
        lines.addStretch(1)
        area = QScrollArea()
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidgetResizable(True)
        area.setWidget(inside)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        needed = inside.heightForWidth(_WIDTH) if inside.hasHeightForWidth() else inside.sizeHint().height()
        area.setMinimumHeight(min(needed, _HIGHEST_LIST))
        return area

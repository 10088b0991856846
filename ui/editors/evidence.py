"""Who says so: the chip beside a figure, and what becomes of it when the figure is changed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, get_args

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from roitool.scenario.base import text_in
from roitool.scenario.inputs import Evidence
from roitool.wording.known_figures import evidence_lines
from roitool.wording.words import Words
from ui.widgets.buttons import ToolButton
from ui.widgets.looks import give
from ui.widgets.plain import tooltip

KINDS: Final[tuple[str, ...]] = get_args(Evidence.model_fields["by"].annotation)

CELL_WIDTH = 128

_BACK_WIDTH, _DOT = 16, 2.0


class EvidenceChip(ToolButton):
    """Shows where a figure comes from, with a dot where somebody wrote a note; a click asks for all of it."""

    def __init__(self, words: Words) -> None:
        super().__init__()
        self._words = words
        self._noted = False
        self.setObjectName("chip")
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    @property
    def noted(self) -> bool:
        """Whether it shows that there is a note."""
        return self._noted

    def show_evidence(self, evidence: Evidence, label: str) -> None:
        """Show who says so, and on hover since when, from where, and the note."""
        words = self._words
        name = words.text(f"ui.evidence.{evidence.by}")
        note = text_in(words.language, evidence.note)
        self._noted = bool(note.strip())
        self.setText(name)
        said = words.text("ui.evidence.noted", evidence=name) if self._noted else name
        self.setAccessibleName(words.text("ui.evidence.accessible", figure=label, evidence=said))
        give(self, "by", evidence.by)
        since = words.text("ui.evidence.date", date=evidence.date) if evidence.date else ""
        lines = evidence_lines(evidence, words)
        self.setToolTip(tooltip(name, note, since, *lines, words.text("ui.evidence.change")))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw the dot in the corner that the text leaves free."""
        super().paintEvent(event)
        if self._noted:
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self.palette().color(QPalette.ColorRole.PlaceholderText))
            painter.drawEllipse(QPointF(self.width() - 6.5, 5.5), _DOT, _DOT)


class EvidenceCell(QWidget):
    """The chip of a figure, and behind it the button that puts the reference figure back where it differs."""

    def __init__(self, label: str, words: Words) -> None:
        super().__init__()
        self._words = words
        self._label = label
        self.chip = EvidenceChip(words)
        self.back = ToolButton()
        self.back.setObjectName("back")
        self.back.setText("↺")
        self.back.setFixedWidth(_BACK_WIDTH)
        self.back.setAccessibleName(words.text("ui.reference.put_back_accessible", figure=label))
        self.back.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.back.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFixedWidth(CELL_WIDTH)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        layout.addWidget(self.chip)
        layout.addWidget(self.back)
        layout.addStretch()

    def show_evidence(self, evidence: Evidence, known: Sequence[str], *, differs: bool) -> None:
        """Show who says so; `known` is what the reference figure says, and `differs` whether that is something else."""
        self.chip.show_evidence(evidence, self._label)
        self.back.setVisible(differs)
        self.back.setToolTip(tooltip(self._words.text("ui.reference.put_back"), *known))


def evidence_after_edit(evidence: Evidence) -> dict[str, object]:
    """Return the evidence of a figure somebody replaced: a guess of his own, until he says otherwise."""
    return evidence_said_by(evidence, "guess")


def evidence_said_by(evidence: Evidence, kind: str) -> dict[str, object]:
    """Return the evidence where somebody else says so: date and source were those of the one before, the note stays."""
    fields = evidence.model_dump(exclude_none=True)
    if evidence.by == kind:
        return fields
    return {name: value for name, value in fields.items() if name == "note"} | {"by": kind}

"""Who says so: the chip beside a figure, and what becomes of it when the figure is changed."""

from __future__ import annotations

from typing import Final, get_args

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QSizePolicy, QToolButton

from roitool.scenario.inputs import Evidence
from roitool.wording.words import Words
from ui.widgets.plain import tooltip

KINDS: Final[tuple[str, ...]] = get_args(Evidence.model_fields["by"].annotation)


class EvidenceChip(QToolButton):
    """Shows where a figure comes from; a click lets somebody say otherwise.

    Attributes
    ----------
    chosen
        Emitted with the kind of evidence that was chosen.
    """

    chosen = Signal(str)

    def __init__(self, words: Words) -> None:
        super().__init__()
        self._words = words
        self.setObjectName("chip")
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.clicked.connect(self._ask)

    def show_evidence(self, evidence: Evidence, label: str) -> None:
        """Show who says so, and on hover since when, from where, and the note."""
        words = self._words
        name = words.text(f"ui.evidence.{evidence.by}")
        self.setText(name)
        self.setAccessibleName(words.text("ui.evidence.accessible", figure=label, evidence=name))
        if self.property("by") != evidence.by:
            self.setProperty("by", evidence.by)
            self.style().polish(self)
        note = evidence.note if isinstance(evidence.note, str) else str(getattr(evidence.note, words.language))
        since = words.text("ui.evidence.date", date=evidence.date) if evidence.date else ""
        source = words.text("ui.evidence.source", source=evidence.source) if evidence.source else ""
        self.setToolTip(tooltip(name, note, since, source, words.text("ui.evidence.change")))

    def _ask(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for kind in KINDS:
            action = QAction(self._words.text(f"ui.evidence.{kind}"), menu)
            action.setCheckable(True)
            action.setChecked(kind == self.property("by"))
            action.triggered.connect(lambda _=False, kind=kind: self.chosen.emit(kind))
            menu.addAction(action)
        menu.popup(self.mapToGlobal(self.rect().bottomLeft()))


def evidence_after_edit(evidence: Evidence) -> dict[str, object]:
    """Return the evidence of a figure somebody replaced: a guess of his own, until he says otherwise."""
    return evidence_said_by(evidence, "guess")


def evidence_said_by(evidence: Evidence, kind: str) -> dict[str, object]:
    """Return the evidence where somebody else says so: date and source were those of the one before, the note stays."""
    fields = evidence.model_dump(exclude_none=True)
    if evidence.by == kind:
        return fields
    return {name: value for name, value in fields.items() if name == "note"} | {"by": kind}

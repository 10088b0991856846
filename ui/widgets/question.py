"""A question with one field for its answer, and below it how the answer is read."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from roitool.wording.first_questions import Reading
from roitool.wording.typed import LONGEST
from ui.widgets.looks import give
from ui.widgets.plain import AdviceLabel, ElidedLabel, PlainLabel

FIELD = 200
UNIT = 96

_NOTHING = "\N{NO-BREAK SPACE}"
"""What keeps the room of a line that says nothing yet."""


class QuestionRow(QWidget):
    """The question on the left, the field and its unit on the right; the line below is always there, so nothing jumps.

    Attributes
    ----------
    edited, entered
        The text was changed by somebody, with the text; Enter was pressed.
    """

    edited = Signal(str)
    entered = Signal()

    def __init__(self, ask: str, unit: str) -> None:
        super().__init__()
        self._reference = ""
        self._reading: Reading | None = None
        self._aside = ""
        self.field = QLineEdit()
        self.field.setMaxLength(LONGEST)
        self.field.setFixedWidth(FIELD)
        self.field.setAccessibleName(f"{ask} ({unit})" if unit else ask)
        self.field.textEdited.connect(self.edited)
        self.field.returnPressed.connect(self.entered)
        shown_unit = ElidedLabel(unit, "muted", lines=2)
        shown_unit.setFixedWidth(UNIT)
        shown_unit.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        self.told = PlainLabel(_NOTHING, "reading", wrap=True)
        self.complaint = AdviceLabel()
        question = PlainLabel(ask, wrap=True)
        # Its first line stands beside the text in the field.
        question.setContentsMargins(0, 4, 0, 0)
        entry = QHBoxLayout()
        entry.setSpacing(10)
        entry.addWidget(self.field)
        entry.addWidget(shown_unit)
        answer = QVBoxLayout()
        answer.setSpacing(2)
        answer.addLayout(entry)
        answer.addWidget(self.told)
        answer.addWidget(self.complaint)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 4)
        row.setSpacing(10)
        row.addWidget(question, 1, Qt.AlignmentFlag.AlignTop)
        row.addLayout(answer)

    @property
    def text(self) -> str:
        """What was typed, without blanks around it."""
        return self.field.text().strip()

    @property
    def wrong(self) -> bool:
        """Whether what was typed cannot be used."""
        return self._reading is not None and self._reading.wrong

    def show_reference(self, text: str) -> None:
        """Show below the field what holds as long as nothing is typed."""
        self._reference = text
        self._tell()

    def show_reading(self, reading: Reading | None) -> None:
        """Show how the text is read; None where there is none."""
        self._reading = reading
        self._tell()

    def set_aside(self, why: str) -> None:
        """Take no answer, and tell why; take one again where there is no reason."""
        self._aside = why
        self.field.setEnabled(not why)
        self._tell()

    def _tell(self) -> None:
        wrong = self.wrong and not self._aside
        text = self._aside or (self._reference if self._reading is None else self._reading.text)
        self.complaint.show_sentences([text] if wrong else [])
        self.told.setVisible(not wrong)
        self.told.setText(text or _NOTHING)
        self.field.setAccessibleDescription(text)
        give(self.told, "read", self._reading is not None and not self._aside)
        give(self.field, "wrong", wrong)

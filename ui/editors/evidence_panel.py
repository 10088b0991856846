"""What lies behind the chip of a figure: who says so, since when, where it was read, how sure it is, and a note."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from roitool.scenario.base import reworded, text_in
from roitool.scenario.inputs import Evidence, Input
from roitool.wording.days import read_day
from roitool.wording.known_figures import MARKS, confidence_text, reference_lines, source_titles
from roitool.wording.words import Words
from ui.editors.evidence import KINDS, evidence_said_by
from ui.widgets.buttons import Button, ToolButton
from ui.widgets.looks import give
from ui.widgets.plain import PlainLabel, tooltip
from ui.widgets.popover import Popover
from ui.widgets.text_fields import GrowingField, LineField

LONGEST_SOURCE, LONGEST_NOTE = 200, 2_000

_LONGEST_DATE = 40
_LIST_WIDTH, _FIELDS_WIDTH, _ROW, _NOTE_LINES = 164, 320, 32, 4


class EvidencePanel(Popover):
    """Edits the evidence of a figure.

    Parameters
    ----------
    anchor
        The chip it opens below.
    label
        What the figure is called.

    Attributes
    ----------
    edited
        Emitted with fields of the evidence and the name of the field it was typed in, None for one that was chosen.
    left
        What was typed in one field is complete.
    put_back
        The figure is to be the reference figure again.
    """

    edited = Signal(object, object)
    left = Signal()
    put_back = Signal()

    def __init__(self, anchor: QWidget, label: str, words: Words) -> None:
        super().__init__(anchor, words.text("ui.evidence.panel", figure=label))
        self._words = words
        self._evidence: Evidence
        self.kinds = _Kinds(words)
        self.kinds.chosen.connect(self._choose)
        self.kinds.done.connect(self.close)
        self.date = LineField(_LONGEST_DATE)
        self.date.setAccessibleName(words.text("ui.evidence.field.date"))
        self.date.setPlaceholderText(words.text("ui.evidence.date_example"))
        self.date.textEdited.connect(self._take_date)
        self._day = PlainLabel(kind="small", wrap=True)
        self.source = LineField(LONGEST_SOURCE)
        self.source.setAccessibleName(words.text("ui.evidence.field.source"))
        self.source.textEdited.connect(lambda text: self.edited.emit({"source": text}, "source"))
        self._titles = PlainLabel(kind="small", wrap=True)
        self.confidence = [self._mark(mark) for mark in MARKS]
        self._meaning = PlainLabel(kind="small", wrap=True)
        self.note = GrowingField(LONGEST_NOTE, most=_NOTE_LINES, least=_NOTE_LINES)
        self.note.setAccessibleName(words.text("ui.evidence.field.note"))
        self.note.edited.connect(self._take_note)
        for field in (self.date, self.source, self.note):
            field.left.connect(self._end)
        self._reference = PlainLabel(kind="small", wrap=True)
        self.back = Button(words.text("ui.reference.put_back"))
        self.back.clicked.connect(self.put_back)
        self._lay_out()
        self.kinds.setFocus(Qt.FocusReason.PopupFocusReason)

    def show_input(self, item: Input, currency: str, known: Input | None, *, differs: bool) -> None:
        """Show the evidence of a figure, and what is known of it from elsewhere; a text that is being typed stays."""
        words, evidence = self._words, item.evidence
        self._evidence = evidence
        self.kinds.show_kind(evidence.by)
        texts = ((self.date, evidence.date or ""), (self.source, evidence.source))
        for field, text in (*texts, (self.note, text_in(words.language, evidence.note))):
            if not field.being_typed:
                field.show_text(text)
        self._day.setText(words.date(date.fromisoformat(evidence.date)) if _is_day(evidence.date) else "")
        titles = "; ".join(source_titles(evidence.source))
        self._titles.setText("" if titles == evidence.source else titles)
        self._meaning.setText(confidence_text(evidence.confidence, words) if evidence.confidence else "")
        marks = (evidence.confidence or "").split("/")
        for mark, button in zip(MARKS, self.confidence, strict=True):
            button.setChecked(mark in marks)
        shown = known is not None and differs
        if known is not None:
            self._reference.setText("\n".join(reference_lines(known, currency, words)))
        for widget in (self._reference, self.back):
            widget.setVisible(shown)
        for label in (self._day, self._titles, self._meaning):
            label.setVisible(bool(label.text()))

    def _lay_out(self) -> None:
        words = self._words
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(4)
        marks = QHBoxLayout()
        marks.setSpacing(4)
        for button in self.confidence:
            marks.addWidget(button)
        marks.addStretch()
        rows: tuple[tuple[str, QWidget | QHBoxLayout, QWidget | None], ...] = (
            ("date", self.date, self._day),
            ("source", self.source, self._titles),
            ("confidence", marks, self._meaning),
            ("note", self.note, None),
        )
        for line, (name, field, below) in enumerate(rows):
            caption = PlainLabel(words.text(f"ui.evidence.field.{name}"), "muted")
            caption.setAlignment(Qt.AlignmentFlag.AlignTop)
            caption.setContentsMargins(0, 4, 0, 0)
            grid.addWidget(caption, 2 * line, 0)
            if isinstance(field, QWidget):
                grid.addWidget(field, 2 * line, 1)
            else:
                grid.addLayout(field, 2 * line, 1)
            if below is not None:
                grid.addWidget(below, 2 * line + 1, 1)
        side = QVBoxLayout()
        side.setContentsMargins(0, 4, 0, 4)
        side.setSpacing(8)
        side.addLayout(grid)
        side.addWidget(self._reference)
        side.addWidget(self.back, 0, Qt.AlignmentFlag.AlignLeft)
        side.addStretch(1)
        holder = QWidget()
        holder.setFixedWidth(_FIELDS_WIDTH)
        holder.setLayout(side)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(6, 6, 12, 6)
        layout.setSpacing(12)
        layout.addWidget(self.kinds)
        layout.addWidget(holder)

    def _mark(self, mark: str) -> ToolButton:
        meaning = self._words.text(f"figure.confidence.{mark.lower()}")
        button = ToolButton()
        button.setObjectName("mark")
        button.setText(mark)
        button.setCheckable(True)
        button.setToolTip(tooltip(meaning))
        button.setAccessibleName(f"{self._words.text('ui.evidence.field.confidence')}: {meaning}")
        button.clicked.connect(self._take_marks)
        return button

    def _choose(self, kind: str) -> None:
        self.edited.emit(evidence_said_by(self._evidence, kind), None)

    def _take_date(self, text: str) -> None:
        day = read_day(text, self._words.language, date.today())  # noqa: DTZ011 - the day of the person at the screen
        give(self.date, "wrong", bool(text.strip()) and day is None)
        if day is not None or not text.strip():
            self.edited.emit({"date": None if day is None else day.isoformat()}, "date")

    def _take_marks(self) -> None:
        marks = [mark for mark, button in zip(MARKS, self.confidence, strict=True) if button.isChecked()]
        self.edited.emit({"confidence": "/".join(marks) or None}, None)

    def _take_note(self) -> None:
        text = self.note.text()[:LONGEST_NOTE]
        self.edited.emit({"note": reworded(self._evidence.note, text, self._words.language)}, "note")

    def _end(self) -> None:
        """Show what of the texts was taken."""
        self.left.emit()
        give(self.date, "wrong", False)
        self.date.show_text(self._evidence.date or "")


class _Kinds(QListWidget):
    """Who may say so; arrow keys go through it, Enter chooses and is done, a click chooses."""

    chosen = Signal(str)
    done = Signal()

    def __init__(self, words: Words) -> None:
        super().__init__()
        self.setObjectName("said_by")
        self.setAccessibleName(words.text("ui.column.evidence"))
        self.setFixedWidth(_LIST_WIDTH)
        for kind in KINDS:
            item = QListWidgetItem(words.text(f"ui.evidence.{kind}"), self)
            item.setSizeHint(QSize(0, _ROW))
        self.itemClicked.connect(lambda item: self.chosen.emit(KINDS[self.row(item)]))

    def show_kind(self, kind: str) -> None:
        """Select who says so now."""
        self.setCurrentRow(KINDS.index(kind))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Choose with Enter."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.chosen.emit(KINDS[self.currentRow()])
            self.done.emit()
        else:
            super().keyPressEvent(event)


def _is_day(text: str | None) -> bool:
    return text is not None and read_day(text, "en", date.min) is not None

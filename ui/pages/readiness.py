"""Where to begin: seven questions about readiness, what the answers change, and which templates they suggest now."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QIcon, QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from roitool.scenario.scenario import Readiness
from roitool.wording.readiness import asked, effect
from roitool.wording.where_to_begin import Offer, where_to_begin
from roitool.wording.words import Words
from ui.icons import icon
from ui.theme import Theme
from ui.widgets.buttons import Button
from ui.widgets.choices import INSET, ChoiceRow
from ui.widgets.layouts import SIDE, emptied, scrolled
from ui.widgets.levels import Levels
from ui.widgets.plain import PlainLabel

WIDEST, SUGGESTIONS = 1160, 360
INSIDE = 16
WIDE = 1000
"""From this width on what the answers suggest stands beside the questions, below it they follow them."""


class ReadinessPage(QWidget):
    """Asks how ready the company is and tells at once what follows.

    Parameters
    ----------
    readiness
        The answers so far.
    inside
        Whether it is a page of a document, from which nobody goes back.

    Attributes
    ----------
    chosen
        With the answers, as soon as one has changed.
    template_chosen
        With the id of a suggested template.
    back_asked
        Something else is to be begun from.
    """

    chosen = Signal(object)
    template_chosen = Signal(str)
    back_asked = Signal()

    def __init__(self, words: Words, theme: Theme, readiness: Readiness | None = None, *, inside: bool = False) -> None:
        super().__init__()
        self.setObjectName("readiness")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._words = words
        self._inside = inside
        self._readiness = readiness or Readiness()
        self.questions = {
            question.key: Levels(question.ask, question.levels, words.text("ui.readiness.clear"))
            for question in asked(None, words)
        }
        for key, question in self.questions.items():
            question.chosen.connect(partial(self._choose, key))
        self._lay_out(icon("compass", theme, accent=True))
        self.refresh(readiness)

    def refresh(self, readiness: Readiness | None) -> None:
        """Show answers, and what follows from them."""
        self._readiness = readiness or Readiness()
        for question in asked(self._readiness, self._words):
            self.questions[question.key].show_level(question.given, question.first)
        self._show_suggestions()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Go back with Escape."""
        if event.key() == Qt.Key.Key_Escape and not self._inside:
            self.back_asked.emit()
        else:
            super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Begin at the first question; inside a document the focus stays where it is."""
        super().showEvent(event)
        if not self._inside:
            next(iter(self.questions.values())).take_focus()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Put what the answers suggest where there is room for it."""
        super().resizeEvent(event)
        self._place_side()

    def _choose(self, key: str, level: int | None) -> None:
        self.refresh(Readiness.model_validate(self._readiness.model_dump() | {key: level}))
        self.chosen.emit(self._readiness)

    def _lay_out(self, compass: QIcon) -> None:
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 16 if self._inside else 24, 0, 24)
        column.setSpacing(4)
        head = QHBoxLayout()
        head.setSpacing(10)
        if self._inside:
            # As the list of pages calls it.
            head.addWidget(PlainLabel(self._words.text("ui.page.readiness"), "title", wrap=True), 1)
        else:
            picture = PlainLabel()
            picture.setPixmap(compass.pixmap(24))
            head.addWidget(picture)
            head.addWidget(PlainLabel(self._words.text("ui.readiness.title"), "title", wrap=True), 1)
            back = Button(self._words.text("ui.questions.back"))
            back.clicked.connect(self.back_asked)
            head.addWidget(back)
        column.addLayout(head)
        column.addWidget(PlainLabel(self._words.text("ui.readiness.line"), "muted", wrap=True))
        column.addSpacing(12)
        self._columns = QGridLayout()
        self._columns.setContentsMargins(0, 0, 0, 0)
        self._columns.setSpacing(16)
        self._columns.setColumnStretch(0, 1)
        self._columns.addWidget(self._question_card(), 0, 0)
        self._side = QFrame()
        self._side.setObjectName("card")
        self._suggestions = QVBoxLayout(self._side)
        self._suggestions.setContentsMargins(16 - INSET, 12, 16 - INSET, 16)
        self._suggestions.setSpacing(4)
        column.addLayout(self._columns)
        column.addStretch(1)
        self._place_side()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scrolled(content, WIDEST, "readinessScroll", side=INSIDE if self._inside else SIDE))

    def _question_card(self) -> QFrame:
        card = QFrame()
        card.setObjectName("card")
        column = QVBoxLayout(card)
        column.setContentsMargins(16, 12, 16, 16)
        column.setSpacing(16)
        for question in self.questions.values():
            column.addWidget(question)
        column.addStretch(1)
        return card

    def _place_side(self) -> None:
        beside = self.width() >= WIDE
        self._side.setMinimumWidth(SUGGESTIONS if beside else 0)
        self._side.setMaximumWidth(SUGGESTIONS if beside else WIDEST)
        self._columns.removeWidget(self._side)
        place = (0, 1) if beside else (1, 0)
        self._columns.addWidget(self._side, *place, Qt.AlignmentFlag.AlignTop if beside else Qt.AlignmentFlag(0))

    def _show_suggestions(self) -> None:
        emptied(self._suggestions)
        found = where_to_begin(self._readiness, self._words)
        self._say("ui.readiness.now")
        if not found.note:
            self._tell(self._too_few())
            self._suggestions.addStretch(1)
            return
        for offer in found.now:
            self._add_offer(offer)
        if not found.now:
            self._tell(self._words.text("begin.nothing"))
        if found.more:
            self._tell(self._words.text("ui.readiness.more", count=str(found.more)))
        if found.next:
            self._suggestions.addSpacing(12)
            self._say("ui.readiness.next")
        for offer in found.next:
            self._add_offer(offer)
        self._suggestions.addSpacing(12)
        self._say("ui.readiness.changes")
        for line in effect(self._readiness, self._words):
            self._tell(line)
        self._suggestions.addSpacing(8)
        self._tell(found.note)
        self._suggestions.addStretch(1)

    def _too_few(self) -> str:
        given = any(level is not None for _, level in self._readiness)
        return " ".join(effect(self._readiness, self._words)) if given else self._words.text("ui.readiness.none")

    def _add_offer(self, offer: Offer) -> None:
        row = ChoiceRow(offer.title, offer.line, lines=2)
        row.clicked.connect(partial(self.template_chosen.emit, offer.template))
        self._suggestions.addWidget(row)

    def _say(self, code: str) -> None:
        self._tell(self._words.text(code), "headline")

    def _tell(self, text: str, kind: str = "small") -> None:
        label = PlainLabel(text, kind, wrap=True)
        label.setContentsMargins(INSET, 0, INSET, 0)
        self._suggestions.addWidget(label)

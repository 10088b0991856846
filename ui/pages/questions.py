"""The page between a template and its first answer: five short questions at most, and what a supplier's quote says.

Which questions: :mod:`roitool.wording.first_questions`. What is left open keeps its reference figure.
"""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from roitool.errors import ScenarioError
from roitool.scenario.beginning import begun, month_after
from roitool.scenario.data import template
from roitool.scenario.joining import joined
from roitool.scenario.quantities import Fixed
from roitool.scenario.quote import Quote, held_against
from roitool.scenario.scenario import Scenario
from roitool.scenario.shortening import shortened
from roitool.wording.answer_names import named_figures
from roitool.wording.answering import QUOTE, SETTINGS, answered, quote_labels, stated_quote
from roitool.wording.first_questions import Reading, first_questions, quote_reading, reading
from roitool.wording.problems import describe_problem
from roitool.wording.units import figure_unit
from roitool.wording.words import Words
from ui.icons import icon
from ui.pages.template_icons import ICONS
from ui.theme import Theme
from ui.widgets.buttons import Button
from ui.widgets.fold import Fold
from ui.widgets.layouts import scrolled
from ui.widgets.plain import PlainLabel
from ui.widgets.question import QuestionRow

WIDEST = 720
STATED = QUOTE[:3]
"""What is asked of a quote; a promised payback follows from these and is only told."""


class QuestionsPage(QWidget):
    """Asks what changes the answer most, and makes a scenario of the answers.

    Parameters
    ----------
    scenario
        The scenario that the template is to be added to; None begins a new one, of which the company is asked too.
    today
        The date that answers are given on; left out, that of the clock.

    Attributes
    ----------
    begun
        With the scenario: the answers in it, and the candidate from the template as its last.
    back_asked
        Another template is to be chosen.
    """

    begun = Signal(object)
    back_asked = Signal()

    def __init__(
        self,
        template_id: str,
        words: Words,
        theme: Theme,
        scenario: Scenario | None = None,
        today: dt.date | None = None,
    ) -> None:
        super().__init__()
        self.setObjectName("questions")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._words = words
        self._theme = theme
        self._today = today or dt.datetime.now().astimezone().date()
        self._joins = scenario is not None
        self._base = (
            begun([template_id], month_after(self._today)) if scenario is None else joined(scenario, template_id)
        )
        asked = first_questions(self._base, scenario, words)
        self.rows = {question.key: self._row(question.key, question.ask, question.unit) for question in asked}
        for question in asked:
            self.rows[question.key].show_reference(words.text("ui.questions.reference", now=question.reference))
        self.quote_rows = {name: self._quote_row(name) for name in STATED}
        self._lay_out(template_id)

    def begin(self) -> None:
        """Make the scenario, or go to the first answer that cannot be used."""
        self._check_quote()
        wrong = next((row for row in self._visible_rows() if row.wrong), None)
        if wrong is not None:
            wrong.field.setFocus()
            return
        try:
            scenario = self._answered()
        except ScenarioError as error:
            self._problem.setText("\n".join(self._sentence(error)))
            self._problem.show()
            return
        self.begun.emit(scenario)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Go back with Escape."""
        if event.key() == Qt.Key.Key_Escape:
            self.back_asked.emit()
        else:
            super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Begin in the first field."""
        super().showEvent(event)
        next(iter(self.rows.values())).field.setFocus()

    def _lay_out(self, template_id: str) -> None:
        found = template(template_id)
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 28, 0, 24)
        column.setSpacing(4)
        head = QHBoxLayout()
        head.setSpacing(10)
        picture = PlainLabel()
        picture.setPixmap(icon(ICONS[template_id], self._theme, accent=True).pixmap(24))
        head.addWidget(picture)
        head.addWidget(PlainLabel(self._words.label(found.title), "title", wrap=True), 1)
        column.addLayout(head)
        column.addWidget(PlainLabel(self._words.label(found.promise), "muted", wrap=True))
        column.addSpacing(16)
        column.addWidget(self._card(PlainLabel(self._words.text("ui.questions.line"), "small", wrap=True), self.rows))
        column.addSpacing(8)
        line = PlainLabel(self._words.text("ui.questions.quote_line"), "small", wrap=True)
        quote_card = self._card(line, self.quote_rows)
        self._fold = Fold(self._words.text("ui.questions.quote"), quote_card, kind="card")
        self._fold.turned.connect(self._set_aside)
        self._fold.clicked.connect(self._go_to_quote)
        column.addWidget(self._fold, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(quote_card)
        column.addSpacing(12)
        self._problem = PlainLabel(kind="hint", wrap=True)
        self._problem.hide()
        column.addWidget(self._problem)
        column.addLayout(self._buttons())
        column.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scrolled(content, WIDEST, "questionsScroll"))

    def _card(self, line: PlainLabel, rows: dict[str, QuestionRow]) -> QFrame:
        card = QFrame()
        card.setObjectName("card")
        column = QVBoxLayout(card)
        column.setContentsMargins(16, 12, 16, 8)
        column.setSpacing(4)
        column.addWidget(line)
        column.addSpacing(8)
        for row in rows.values():
            column.addWidget(row)
        return card

    def _buttons(self) -> QHBoxLayout:
        back = Button(self._words.text("ui.questions.back"))
        back.clicked.connect(self.back_asked)
        begin = Button(self._words.text("ui.questions.add" if self._joins else "ui.questions.begin"), "primary")
        begin.clicked.connect(self.begin)
        line = QHBoxLayout()
        line.addWidget(back)
        line.addStretch(1)
        line.addWidget(begin)
        return line

    def _row(self, key: str, ask: str, unit: str) -> QuestionRow:
        row = QuestionRow(ask, unit)
        row.edited.connect(lambda text: row.show_reading(self._read(key, text)))
        row.entered.connect(lambda: self._go_on(row))
        return row

    def _quote_row(self, name: str) -> QuestionRow:
        currency = self._base.currency
        unit = figure_unit(currency if name == "price" else f"{currency}/year", Fixed(value=0), currency, self._words)
        row = QuestionRow(self._words.text(f"ui.questions.{name}"), unit.text)
        if name == "running":
            row.show_reference(self._words.text("ui.questions.running_open"))
        row.edited.connect(lambda text: self._quote_edited(name, text))
        row.entered.connect(lambda: self._go_on(row))
        return row

    def _read(self, key: str, text: str) -> Reading | None:
        if not text.strip():
            return None
        return reading(self._base, key, text, self._words, self._today.isoformat())

    def _read_quote(self, name: str, text: str) -> Reading | None:
        return quote_reading(name, text, self._base.currency, self._words) if text.strip() else None

    def _quote_edited(self, name: str, text: str) -> None:
        self.quote_rows[name].show_reading(self._read_quote(name, text))
        self._set_aside()

    def _go_to_quote(self) -> None:
        if self._fold.is_open:
            self.quote_rows[STATED[0]].field.setFocus()

    def _set_aside(self) -> None:
        """Ask no more for what the quote says."""
        quote = self._quote()
        known = None if quote is None else _names(self._held(quote))
        told = self._words.text("ui.questions.in_quote")
        for key, row in self.rows.items():
            row.set_aside(told if known is not None and key not in known else "")

    def _check_quote(self) -> None:
        """Tell what a quote that was begun lacks; one that was emptied again lacks nothing."""
        begun_it = self._quote_is_open() and any(row.text for row in self.quote_rows.values())
        for name in STATED[:2]:
            row = self.quote_rows[name]
            if not row.text:
                needed = Reading(self._words.text("ui.questions.needed"), wrong=True)
                row.show_reading(needed if begun_it else None)

    def _quote(self) -> Quote | None:
        """Return what the supplier says, where that can be used."""
        texts = {name: row.text for name, row in self.quote_rows.items() if row.text}
        if not self._quote_is_open() or any(row.wrong for row in self.quote_rows.values()):
            return None
        if not set(STATED[:2]) <= set(texts):
            return None
        return stated_quote(texts, self._words, self._base.currency)

    def _held(self, quote: Quote) -> Scenario:
        position = len(self._base.candidates) - 1
        return held_against(self._base, position, quote, quote_labels(), self._today.isoformat())

    def _answered(self) -> Scenario:
        quote = self._quote()
        base = self._base if quote is None else self._held(quote)
        known = _names(base)
        answers = {key: row.text for key, row in self.rows.items() if row.text and key in known}
        filled = answered(base, answers, self._words, self._today.isoformat())
        return shortened(filled, of=len(filled.candidates) - 1)[0]

    def _visible_rows(self) -> list[QuestionRow]:
        quoted = self.quote_rows.values() if self._quote_is_open() else ()
        return [row for row in (*self.rows.values(), *quoted) if row.field.isEnabled()]

    def _quote_is_open(self) -> bool:
        return self._fold.is_open

    def _go_on(self, row: QuestionRow) -> None:
        """Go to the next field; from the last one, to the answer."""
        rows = self._visible_rows()
        after = rows[rows.index(row) + 1 :]
        if after:
            after[0].field.setFocus()
        else:
            self.begin()

    def _sentence(self, error: ScenarioError) -> list[str]:
        told = (describe_problem(problem, self._words, self._base) for problem in error.problems)
        return [f"{each.where}: {each.text}" for each in told]


def _names(scenario: Scenario) -> set[str]:
    return {figure.full for figure in named_figures(scenario)} | set(SETTINGS)

"""The answer, always on the right: verdict, pictures, and the few questions an owner asks."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from roitool.evaluate.evaluation import CandidateAnswer, Evaluation
from roitool.wording.answer import Answer, Block, describe
from roitool.wording.words import Words
from ui.panels.pictures import dots_drawing, fan_drawing
from ui.theme import Theme
from ui.widgets.picture import Picture
from ui.widgets.plain import PlainLabel

WIDTH = 364


class AnswerPanel(QScrollArea):
    """Shows the answer on one candidate. Whether it is the current one is the business of whoever shows it."""

    def __init__(self, words: Words, theme: Theme) -> None:
        super().__init__()
        self._words = words
        self._theme = theme
        self.setObjectName("answerScroll")
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._tone = QFrame()
        self._tone.setObjectName("tone")
        self._tone.setFixedWidth(5)
        self.headline = PlainLabel(kind="verdict", wrap=True)
        self.sentence = PlainLabel(wrap=True)
        self._reasons = _Lines(words, "ui.answer.why", shown=0)
        self._earn = PlainLabel(kind="headline", wrap=True)
        self._dots = Picture(132)
        self._dots_caption = PlainLabel(words.text("ui.dots.caption"), "small", wrap=True)
        self._fan = Picture(150)
        self._fan_caption = PlainLabel(words.text("ui.fan.caption"), "small", wrap=True)
        self._hurt = _BlockView(words, shown=1, picture=self._fan, caption=self._fan_caption)
        self._when = _BlockView(words, shown=1)
        self._much = _BlockView(words, shown=3)
        self._difference = _BlockView(words, shown=0)
        self._fleets: list[_BlockView] = []
        self._fleet_rows = QVBoxLayout()
        self._paying = _BlockView(words, shown=0)
        self._notes = _Lines(words, "ui.answer.small_print", shown=0)
        self._page = QWidget()
        self._page.setObjectName("answerPage")
        self._build()
        self.setWidget(self._page)
        self._page.hide()

    @property
    def drawn(self) -> bool:
        """Whether the first picture is on screen."""
        return self._dots.drawn

    def enable_pictures(self) -> None:
        """Begin to draw: matplotlib is loaded."""
        self._dots.enable()
        self._fan.enable()

    def show_answer(self, evaluation: Evaluation, candidate: CandidateAnswer) -> None:
        """Show the answer on one candidate of an evaluation."""
        answer = describe(evaluation, candidate, self._words)
        self.headline.setText(answer.headline)
        self.sentence.setText(answer.sentence)
        self._tone.setProperty("tone", answer.tone)
        self._tone.style().polish(self._tone)
        self._reasons.show_lines(answer.reasons)
        self._earn.setText(answer.earn.headline)
        self._show_pictures(evaluation, candidate, answer)
        for view, block in (
            (self._hurt, answer.hurt),
            (self._when, answer.when),
            (self._much, answer.much),
            (self._difference, answer.difference),
        ):
            view.show_block(block.question, block.headline, block.lines)
        self._show_fleets(answer.fleets)
        self._paying.setVisible(answer.paying is not None)
        if answer.paying is not None:
            self._paying.show_block(answer.paying.question, answer.paying.headline, answer.paying.lines)
        self._notes.show_lines(answer.notes)
        self._page.show()

    def _show_pictures(self, evaluation: Evaluation, candidate: CandidateAnswer, answer: Answer) -> None:
        currency = evaluation.scenario.currency
        dots = dots_drawing(candidate, currency, self._words, self._theme)
        self._dots.show_drawing(dots, f"{answer.earn.headline}. {self._words.text('ui.dots.caption')}")
        fan = fan_drawing(candidate.paid.bank.fan, evaluation.calendar, currency, self._words, self._theme)
        self._fan.show_drawing(fan, " ".join((answer.hurt.headline, *answer.hurt.lines)))

    def _show_fleets(self, blocks: tuple[Block, ...]) -> None:
        while len(self._fleets) < len(blocks):
            view = _BlockView(self._words, shown=1)
            self._fleets.append(view)
            self._fleet_rows.addWidget(view)
        for position, view in enumerate(self._fleets):
            view.setVisible(position < len(blocks))
            if position < len(blocks):
                block = blocks[position]
                view.show_block(block.question, block.headline, block.lines)

    def _build(self) -> None:
        layout = QVBoxLayout(self._page)
        layout.setContentsMargins(20, 18, 18, 18)
        layout.setSpacing(10)
        verdict = QHBoxLayout()
        verdict.setSpacing(13)
        verdict.addWidget(self._tone)
        words = QVBoxLayout()
        words.setSpacing(4)
        words.addWidget(self.headline)
        words.addWidget(self.sentence)
        words.addWidget(self._reasons)
        verdict.addLayout(words, 1)
        layout.addLayout(verdict)
        layout.addSpacing(4)
        for widget in (self._earn, self._dots, self._dots_caption):
            layout.addWidget(widget)
        for widget in (self._hurt, self._when, self._much, self._difference):
            layout.addWidget(widget)
        layout.addLayout(self._fleet_rows)
        for widget in (self._paying, self._notes):
            layout.addWidget(widget)
        layout.addStretch()


class _Lines(QWidget):
    """Lines of text, of which the first few are shown until somebody asks for the rest.

    Parameters
    ----------
    code
        What the button says, a message.
    """

    def __init__(self, words: Words, code: str, shown: int) -> None:
        super().__init__()
        self._words = words
        self._code = code
        self._subject = ""
        self._shown = shown
        self._first = _Paragraphs()
        self._rest = _Paragraphs()
        self._rest.hide()
        self._more = QPushButton()
        self._more.setProperty("kind", "link")
        self._more.clicked.connect(lambda: self._set_open(self._rest.isHidden()))
        line = QHBoxLayout()
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(self._more)
        line.addStretch()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(3)
        layout.addWidget(self._first)
        layout.addLayout(line)
        layout.addWidget(self._rest)
        self._set_open(False)

    def show_lines(self, lines: tuple[str, ...]) -> None:
        """Show lines."""
        first, rest = lines[: self._shown], lines[self._shown :]
        self._first.show_texts(first)
        self._first.setVisible(bool(first))
        self._rest.show_texts(rest)
        self._more.setVisible(bool(rest))

    def name_after(self, subject: str) -> None:
        """Let the button say, to those who hear it, what there is more of."""
        self._subject = subject
        self._set_open(not self._rest.isHidden())

    def _set_open(self, is_open: bool) -> None:
        self._rest.setVisible(is_open)
        text = self._words.text(self._code)
        self._more.setText(f"{text} {'▴' if is_open else '▾'}")
        self._more.setAccessibleName(f"{text}: {self._subject}" if self._subject else text)


class _Paragraphs(QWidget):
    """Short texts below each other."""

    def __init__(self) -> None:
        super().__init__()
        self._labels: list[PlainLabel] = []
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(4)

    def show_texts(self, texts: tuple[str, ...]) -> None:
        while len(self._labels) < len(texts):
            label = PlainLabel(kind="small", wrap=True)
            self._labels.append(label)
            self._layout.addWidget(label)
        for label, text in zip(self._labels, (*texts, *[""] * (len(self._labels) - len(texts))), strict=True):
            label.setText(text)
            label.setVisible(bool(text))


class _BlockView(QWidget):
    """A question, its answer in a few words, a picture where there is one, and what belongs to it."""

    def __init__(
        self, words: Words, shown: int, *, picture: Picture | None = None, caption: QWidget | None = None
    ) -> None:
        super().__init__()
        rule = QFrame()
        rule.setObjectName("rule")
        self._question = PlainLabel(kind="small", wrap=True)
        self._headline = PlainLabel(kind="headline", wrap=True)
        self._lines = _Lines(words, "ui.answer.more", shown)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 2, 0, 0)
        layout.setSpacing(3)
        layout.addWidget(rule)
        layout.addSpacing(7)
        for widget in (self._question, self._headline, picture, caption, self._lines):
            if widget is not None:
                layout.addWidget(widget)

    def show_block(self, question: str, headline: str, lines: tuple[str, ...]) -> None:
        """Show a question with its answer."""
        self._question.setText(question)
        self._headline.setText(headline)
        self._lines.show_lines(lines)
        self._lines.name_after(question)

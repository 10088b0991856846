"""What the pages that decide are made of: cards with a heading and a button to copy, and tables that are clicked on."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from roitool.exports.tables import Table
from roitool.scenario.scenario import Scenario
from roitool.wording.choices import Choice
from roitool.wording.numbers import unbroken
from roitool.wording.words import Words
from ui.forms.choices import ChoiceBox
from ui.panels.answer_blocks import Paragraphs, column, rule, side_by_side
from ui.panels.copying import CopyButton
from ui.theme import Theme
from ui.widgets.choices import Laid, let_clicks_through
from ui.widgets.fold import Fold
from ui.widgets.layouts import emptied, scrolled
from ui.widgets.plain import ElidedLabel, PlainLabel

SIDE, GAP = 16, 10
BETWEEN = 12
"""Room between cards."""
INSET = 6
"""How far cells stand from the edge of their row, which is seen only under the mouse."""


class Card(QFrame):
    """A heading, a button to copy or save the numbers below it, and those.

    Attributes
    ----------
    body
        What is shown below the heading; emptied before it is filled anew.
    save_asked
        As of :class:`CopyButton`.
    """

    save_asked = Signal(object)

    def __init__(self, title: str, words: Words, theme: Theme, beside: QWidget | None = None) -> None:
        super().__init__()
        self.setObjectName("card")
        self.setAccessibleName(title)
        self._words = words
        self._theme = theme
        inside = QWidget()
        self.body = QVBoxLayout(inside)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(0)
        self._copy = CopyButton(title, inside, words, theme, is_picture=False)
        self._copy.save_asked.connect(self.save_asked)
        policy = self._copy.sizePolicy()
        # Headings beside each other stay on one line.
        policy.setRetainSizeWhenHidden(True)
        self._copy.setSizePolicy(policy)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SIDE, 12, SIDE, 12)
        layout.setSpacing(6)
        layout.addLayout(side_by_side(PlainLabel(title, "reason", wrap=True), beside, self._copy))
        self._above = QHBoxLayout()
        self._above.setSpacing(GAP)
        layout.addLayout(self._above)
        layout.addWidget(inside)
        layout.addStretch(1)

    def begin(self, table: Callable[[], Table] | None = None) -> None:
        """Empty it for something else; `table` gives its numbers, where it has any."""
        emptied(self.body)
        self._copy.offer(table)

    def above(self, *widgets: QWidget) -> None:
        """Put something between the heading and what is filled anew, side by side."""
        for widget in widgets:
            self._above.addWidget(widget, 1)

    def put(self, widget: QWidget) -> None:
        """Add something below what is there, in sight at once, so that a page that is filled anew keeps its height."""
        self.body.addWidget(widget)
        widget.show()

    def say(self, text: str, kind: str = "") -> PlainLabel:
        """Add a paragraph."""
        label = PlainLabel(unbroken(text), kind, wrap=True)
        label.setContentsMargins(0, 3, 0, 3)
        self.put(label)
        return label

    def say_of(self, sentence: str, names: Sequence[str]) -> None:
        """Say something of several figures, with their names to be opened."""
        self.say(sentence)
        shown = Paragraphs()
        shown.show_texts((" · ".join(names),))
        line = QWidget()
        inside = column(line, spacing=0)
        fold = Fold(self._words.text("ui.decide.which"), shown, sentence)
        inside.addWidget(fold, 0, Qt.AlignmentFlag.AlignLeft)
        inside.addWidget(shown)
        self.put(line)

    def add_headings(self, texts: Sequence[str], stretches: Sequence[int]) -> None:
        """Add the headings of columns."""
        cells = [PlainLabel(text, "column", wrap=True) for text in texts]
        for cell in cells:
            cell.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom)
        self.add_row(cells, stretches, ruled=False)

    def add_row(
        self,
        cells: Sequence[QWidget],
        stretches: Sequence[int],
        go: Callable[[], None] | None = None,
        name: str = "",
        *,
        ruled: bool = True,
    ) -> QWidget:
        """Add a row of a table.

        Parameters
        ----------
        go
            What a click on it does; left out, nothing can be clicked on.
        name
            What a screen reader says.
        ruled
            Whether a line stands above it.
        """
        if ruled:
            self.put(rule())
        row: QWidget
        if go is None:
            row = QWidget()
            row.setAccessibleName(name)
        else:
            button = row = Laid("row", name)
            button.clicked.connect(lambda _=False: go())
        line = QHBoxLayout(row)
        line.setContentsMargins(INSET, 5, INSET, 5)
        line.setSpacing(GAP)
        for cell, stretch in zip(cells, stretches, strict=True):
            line.addWidget(cell, stretch)
        if go is not None:
            let_clicks_through(row)
        self.put(row)
        return row


def two_lines(
    first: str, second: str, kinds: tuple[str, str] = ("", "small"), lines: int = 1, below: int = 2
) -> QWidget:
    """Return a text above another, both cut off where there is no room in so many lines."""
    cell = QWidget()
    cell.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
    inside = QVBoxLayout(cell)
    inside.setContentsMargins(0, 0, 0, 0)
    inside.setSpacing(1)
    inside.addStretch(1)
    inside.addWidget(ElidedLabel(first, kinds[0], lines=lines))
    if second:
        inside.addWidget(ElidedLabel(second, kinds[1], lines=below))
    inside.addStretch(1)
    return cell


def text_cell(text: str, kind: str = "cell") -> QLabel:
    """Return a text that takes as many lines as it needs."""
    return PlainLabel(unbroken(text), kind, wrap=True)


def name_cell(text: str) -> QLabel:
    """Return a name in two lines at most."""
    return ElidedLabel(text, lines=2)


class CandidateChoice(ChoiceBox):
    """Chooses one of the candidates.

    Attributes
    ----------
    asked
        Emitted with the position of the candidate that somebody chose.
    """

    asked = Signal(int)

    def __init__(self, words: Words) -> None:
        super().__init__(words.text("ui.decide.candidate"))
        self._words = words
        self.setMinimumContentsLength(20)
        self.activated.connect(self.asked)

    def show_candidates(self, scenario: Scenario, chosen: int) -> None:
        """Offer the candidates of a scenario, one of them chosen."""
        offered = [
            Choice(candidate.id, self._words.label(candidate.title) or candidate.id)
            for candidate in scenario.candidates
        ]
        self.show_choices(offered, offered[chosen].value)


def spoken(name: str, headings: Iterable[str], texts: Iterable[str]) -> str:
    """Return what a screen reader says of a row: its name, and each text after its heading."""
    return ". ".join((name, *(f"{heading}: {text}" for heading, text in zip(headings, texts, strict=True))))


def ground(page: QWidget, widest: int) -> QVBoxLayout:
    """Give a page the ground that cards lie on, no wider than that; returns the column for them, which is scrolled."""
    page.setObjectName("decide")
    page.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    content = QWidget()
    column = QVBoxLayout(content)
    column.setContentsMargins(0, SIDE, 0, 24)
    column.setSpacing(BETWEEN)
    whole = QVBoxLayout(page)
    whole.setContentsMargins(0, 0, 0, 0)
    whole.addWidget(scrolled(content, widest, "decideScroll", side=SIDE))
    return column

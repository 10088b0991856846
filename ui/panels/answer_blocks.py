"""What the answer is made of: a question with its answer in a few words, and lines of which the rest is opened."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from roitool.wording.answer import Block
from roitool.wording.numbers import unbroken
from roitool.wording.words import Words
from ui.widgets.fold import Fold
from ui.widgets.plain import PlainLabel


class Paragraphs(QWidget):
    """Short texts below each other."""

    def __init__(self) -> None:
        super().__init__()
        self._labels: list[PlainLabel] = []
        self._layout = column(self, spacing=4)

    def show_texts(self, texts: tuple[str, ...]) -> None:
        """Show texts, each as a paragraph."""
        while len(self._labels) < len(texts):
            label = PlainLabel(kind="small", wrap=True)
            self._labels.append(label)
            self._layout.addWidget(label)
        for label, text in zip(self._labels, (*texts, *[""] * (len(self._labels) - len(texts))), strict=True):
            label.setText(unbroken(text))
            label.setVisible(bool(text))


class Lines(QWidget):
    """Lines of text, of which the first few are always there and the others opened by a button of whoever shows them.

    Attributes
    ----------
    rest
        What is opened.
    """

    def __init__(self, shown: int) -> None:
        super().__init__()
        self._shown = shown
        self._first = Paragraphs()
        self.rest = Paragraphs()
        layout = column(self, spacing=4)
        layout.addWidget(self._first)
        layout.addWidget(self.rest)

    def show_lines(self, lines: tuple[str, ...]) -> bool:
        """Show lines; returns whether there is anything to open."""
        first, rest = lines[: self._shown], lines[self._shown :]
        self._first.show_texts(first)
        self._first.setVisible(bool(first))
        self.rest.show_texts(rest)
        return bool(rest)


class BlockView(QWidget):
    """A question, its answer in a few words, a picture where there is one, and what belongs to it.

    Parameters
    ----------
    shown
        How many lines are always there.
    below, last
        What stands between the answer and the lines, and after those.
    """

    def __init__(self, words: Words, shown: int, *, below: QWidget | None = None, last: QWidget | None = None) -> None:
        super().__init__()
        self._question = PlainLabel(kind="small", wrap=True)
        self._headline = PlainLabel(kind="headline", wrap=True)
        self._lines = Lines(shown)
        self._more = Fold(words.text("ui.answer.more"), self._lines.rest)
        layout = column(self, spacing=2)
        layout.addWidget(rule())
        layout.addSpacing(6)
        layout.addLayout(side_by_side(self._question, self._more))
        for widget in (self._headline, below, self._lines, last):
            if widget is not None:
                layout.addWidget(widget)

    def show_block(self, block: Block) -> None:
        """Show a question with its answer."""
        self._question.setText(block.question)
        self._headline.setText(unbroken(block.headline))
        self._more.setVisible(self._lines.show_lines(block.lines))
        self._more.name_after(block.question)


def rule() -> QFrame:
    """Return a thin line between two parts."""
    line = QFrame()
    line.setObjectName("rule")
    return line


def column(parent: QWidget, spacing: int) -> QVBoxLayout:
    """Return a layout without margins for what stands below each other."""
    layout = QVBoxLayout(parent)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(spacing)
    return layout


def side_by_side(text: QWidget, *buttons: QWidget | None) -> QHBoxLayout:
    """Return a line with a text and, at its end, buttons."""
    line = QHBoxLayout()
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(8)
    line.addWidget(text, 1)
    for button in buttons:
        if button is not None:
            line.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
    return line

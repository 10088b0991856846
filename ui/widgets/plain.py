"""Texts that are shown as they are: nothing in a shared file is read as markup, and nothing makes the window wide."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QResizeEvent, QTextLayout, QTextOption
from PySide6.QtWidgets import QLabel, QMessageBox, QSizePolicy, QWidget

LONGEST = 200


def clipped(text: str, longest: int = LONGEST) -> str:
    """Return text with an ellipsis where it is too long to be laid out in no time."""
    return text if len(text) <= longest else text[: longest - 1] + "…"


def tooltip(*lines: str) -> str:
    """Return texts as a tooltip that shows them as they are, wrapped; Qt would otherwise guess that they are HTML."""
    shown = [escape(clipped(line, 1200)) for line in lines if line]
    return f"<qt>{'<br>'.join(shown)}</qt>" if shown else ""


def plain_box(parent: QWidget, text: str, detail: str = "") -> QMessageBox:
    """Return a box of the program with a text, and below it what there is to say about that; buttons come later."""
    box = QMessageBox(parent)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setWindowTitle("ROItool")
    box.setText(text)
    box.setInformativeText(detail)
    return box


class PlainLabel(QLabel):
    """A label that shows its text as it is.

    Parameters
    ----------
    kind
        The look, a key of the style sheet.
    """

    def __init__(self, text: str = "", kind: str = "", *, wrap: bool = False) -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("kind", kind)
        self.setWordWrap(wrap)
        if wrap:
            # A long word is cut off instead of making everything around it wider.
            policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
            policy.setHeightForWidth(True)
            self.setSizePolicy(policy)
        self.setText(text)

    def setText(self, text: str) -> None:  # noqa: N802 - Qt's name
        """Show a text, clipped."""
        super().setText(clipped(text, 1200))

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return the room of one line; how high it becomes follows from how wide it is."""
        if not self.wordWrap():
            return super().minimumSizeHint()
        return QSize(1, self.fontMetrics().height())


class AdviceLabel(PlainLabel):
    """Sentences of an adviser, or of a complaint; not there where there are none."""

    def __init__(self) -> None:
        super().__init__(kind="advice", wrap=True)
        self.hide()

    def show_sentences(self, sentences: Sequence[str]) -> None:
        """Show some sentences, each on a line and with its mark before it."""
        self.setText("\n".join(sentences))
        self.setVisible(bool(sentences))


class ElidedLabel(PlainLabel):
    """A label that never asks for room: it wraps to a few lines and ends in an ellipsis, with the whole in its tooltip.

    Parameters
    ----------
    lines
        How many lines it may take.
    """

    def __init__(self, text: str = "", kind: str = "", *, lines: int = 1, parent: QWidget | None = None) -> None:
        self._most = lines
        self._lines: list[str] = []
        # Wrapping is what makes Qt ask for the height at a width.
        super().__init__(text, kind, wrap=lines > 1)
        self.setParent(parent)
        policy = self.sizePolicy()
        policy.setHorizontalPolicy(QSizePolicy.Policy.Ignored)
        self.setSizePolicy(policy)

    def setText(self, text: str) -> None:  # noqa: N802 - Qt's name
        """Show a text, as much of it as fits."""
        super().setText(text)
        self._break_lines()
        self.updateGeometry()

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return the room of one short word, for a long one is cut off."""
        return QSize(20, self.fontMetrics().height())

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return the room of the text in one line."""
        return QSize(self.fontMetrics().horizontalAdvance(self.text()) + 2, self.fontMetrics().height())

    def heightForWidth(self, width: int) -> int:  # noqa: N802 - Qt's name
        """Return the height of as many lines as the text takes at a width, up to the most it may take."""
        return self.fontMetrics().height() * max(min(len(self._starts(width)), self._most), 1)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Break the lines anew."""
        super().resizeEvent(event)
        self._break_lines()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002 - Qt's name
        """Draw the lines."""
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        metrics = self.fontMetrics()
        top = (self.height() - metrics.height() * len(self._lines)) // 2
        right = bool(self.alignment() & Qt.AlignmentFlag.AlignRight)
        for number, line in enumerate(self._lines):
            spare = self.width() - metrics.horizontalAdvance(line) if right else 0
            painter.drawText(spare, top + number * metrics.height() + metrics.ascent(), line)

    def _starts(self, width: int) -> list[int]:
        """Return where each line begins at a width, and where one too many would."""
        layout = QTextLayout(self.text(), self.font())
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        layout.beginLayout()
        starts: list[int] = []
        while len(starts) <= self._most and (line := layout.createLine()).isValid():
            line.setLineWidth(max(width, 1))
            starts.append(line.textStart())
        layout.endLayout()
        return starts

    def _break_lines(self) -> None:
        text = self.text()
        starts = self._starts(self.width())
        cut = len(starts) > self._most
        starts = starts[: self._most]
        ends = [*starts[1:], len(text)]
        self._lines = [text[start:end].strip() for start, end in zip(starts, ends, strict=True)]
        if cut:
            self._lines[-1] = self.fontMetrics().elidedText(
                self._lines[-1], Qt.TextElideMode.ElideRight, max(self.width(), 1)
            )
        self.setToolTip(tooltip(text) if cut else "")


class NameLabel(ElidedLabel):
    """A text that is edited elsewhere; `asked` is emitted for a double click."""

    asked = Signal()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802, ARG002 - Qt's name
        """Ask for the text to be edited."""
        self.asked.emit()

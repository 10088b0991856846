"""Fields for text without a history of their own: undo and redo are the document's."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QMimeData, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QPlainTextEdit, QSizePolicy

_HISTORY: Final = (QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo)
_ROOM = 12


class LineField(QLineEdit):
    """One line of text.

    Attributes
    ----------
    left
        The focus went, or Enter was pressed.
    """

    left = Signal()

    def __init__(self, longest: int) -> None:
        super().__init__()
        self.setMaxLength(longest)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.returnPressed.connect(self.left)

    def show_text(self, text: str) -> None:
        """Show a text that nobody typed."""
        if self.text() != text:
            self.setText(text)
            self.setCursorPosition(0)
        self.setModified(False)

    @property
    def being_typed(self) -> bool:
        """Whether somebody is at it."""
        return self.isModified() and self.hasFocus()

    def event(self, event: QEvent) -> bool:
        """Leave the keys of undo and redo to the window."""
        return False if declines_history(event) else super().event(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        """Tell that the text is complete."""
        super().focusOutEvent(event)
        if has_gone(event):
            self.left.emit()


class GrowingField(QPlainTextEdit):
    """Text that wraps: as high as it needs to be, up to a number of lines; Tab goes on to the next field.

    Parameters
    ----------
    longest
        How many characters it takes.
    most, least
        How many lines it shows.

    Attributes
    ----------
    edited
        Somebody typed.
    left
        The focus went.
    """

    edited = Signal()
    left = Signal()

    def __init__(self, longest: int, *, most: int, least: int = 1) -> None:
        super().__init__()
        self._longest = longest
        self._most = most
        self._least = least
        self._showing = False
        self._modified = False
        self._has_width = False
        self.setTabChangesFocus(True)
        self.setUndoRedoEnabled(False)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.document().setDocumentMargin(2)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setSizePolicy(policy)
        self.textChanged.connect(self._take)

    def text(self) -> str:
        """Return what stands in it."""
        return self.toPlainText()

    def show_text(self, text: str) -> None:
        """Show a text that nobody typed."""
        self._modified = False
        if self.toPlainText() != text:
            self._showing = True
            self.setPlainText(text)
            self._showing = False
        self._fit()

    @property
    def being_typed(self) -> bool:
        """Whether somebody is at it."""
        return self._modified and self.hasFocus()

    @property
    def modified(self) -> bool:
        """Whether somebody typed what stands in it."""
        return self._modified

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return the room of its lines."""
        return QSize(200, self._height())

    def event(self, event: QEvent) -> bool:
        """Leave the keys of undo and redo to the window."""
        return False if declines_history(event) else super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Leave the keys of undo and redo to the window."""
        if any(event.matches(key) for key in _HISTORY):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def insertFromMimeData(self, source: QMimeData) -> None:  # noqa: N802 - Qt's name
        """Paste plain text, as much of it as there is room for."""
        self.insertPlainText(source.text()[: max(self._longest - len(self.toPlainText()), 0)])

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        """Tell that the text is complete."""
        super().focusOutEvent(event)
        if has_gone(event):
            self.left.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Take the height that the text has at this width."""
        super().resizeEvent(event)
        self._has_width = self._has_width or self.isVisible()
        self._fit()

    def _take(self) -> None:
        self._fit()
        if not self._showing:
            self._modified = True
            self.edited.emit()

    def _fit(self) -> None:
        if self.height() != self._height():
            self.setFixedHeight(self._height())

    def _height(self) -> int:
        # Before it has a place the text wraps at a width that means nothing.
        blocks = range(self.document().blockCount() if self._has_width else 0)
        lines = sum(self._lines_of(number) for number in blocks)
        return min(max(lines, self._least), self._most) * self.fontMetrics().lineSpacing() + _ROOM

    def _lines_of(self, number: int) -> int:
        return max(self.document().findBlockByNumber(number).layout().lineCount(), 1)


def declines_history(event: QEvent) -> bool:
    """Tell whether an event asks if a field wants the keys of undo and redo, and decline: they are the window's."""
    if event.type() != QEvent.Type.ShortcutOverride or not any(event.matches(key) for key in _HISTORY):
        return False
    event.ignore()
    return True


def has_gone(event: QFocusEvent) -> bool:
    """Tell whether somebody left a field for another: a menu over it, or another window, is no reason to be done."""
    return event.reason() not in {Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason}

"""The field that a number or a range is typed into."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal, SignalInstance
from PySide6.QtGui import QFocusEvent, QFont, QFontMetricsF, QGuiApplication, QKeyEvent, QKeySequence, QMouseEvent
from PySide6.QtWidgets import QApplication, QLineEdit

from roitool.wording.typed import LONGEST
from ui.widgets.looks import give
from ui.widgets.text_fields import declines_history, has_gone

SIZES = (13, 12, 11, 10, 9)
SHORT = 7
LONGEST_LIST = 200_000

_FRAME = 13


class NumberField(QLineEdit):
    """A line of text without a history of its own: undo and redo are the document's.

    Attributes
    ----------
    entered, asked, kind_asked, name_asked, left, reached
        Enter was pressed; Alt and down were, Alt and up were, F2 was; the focus went; the focus came.
    """

    entered = Signal()
    asked = Signal()
    kind_asked = Signal()
    name_asked = Signal()
    left = Signal()
    reached = Signal()

    def __init__(self, width: int) -> None:
        super().__init__()
        self.setFixedWidth(width)
        self.setMaxLength(LONGEST)
        self.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self._size = 0
        self._clicked_into = False
        self._fit()

    def set_wrong(self, wrong: bool) -> None:
        """Show that the text in it cannot be used, or that it can."""
        give(self, "wrong", wrong)

    def show_text(self, text: str) -> None:
        """Show a text that nobody typed."""
        if self.text() != text:
            self.setText(text)
            self.setCursorPosition(0)
            self._fit()
        self.setModified(False)

    def event(self, event: QEvent) -> bool:
        """Leave the keys of undo and redo to the window, and take those that tell of something in this figure."""
        if declines_history(event):
            return False
        overrides = event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent)
        if overrides and self._asking(event) is not None:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Tell of Enter, F2 and of Alt with an arrow; paste cells of a spreadsheet as the numbers of a range."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.entered.emit()
        elif (asking := self._asking(event)) is not None:
            asking.emit()
        elif event.matches(QKeySequence.StandardKey.Paste):
            self.insert(self._in_one_line(QGuiApplication.clipboard().text()[: self.maxLength()].strip()))
            self.textEdited.emit(self.text())
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        """Select everything, so that typing replaces it."""
        super().focusInEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.selectAll()
        self._clicked_into = event.reason() == Qt.FocusReason.MouseFocusReason
        self.reached.emit()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Select everything after the click that brought the focus, unless a part was selected with it."""
        super().mouseReleaseEvent(event)
        if self._clicked_into and not self.hasSelectedText():
            # The press that followed the focus has put the cursor where the mouse was.
            self.selectAll()
        self._clicked_into = False

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        """Tell that the entry is complete."""
        super().focusOutEvent(event)
        if has_gone(event):
            self.left.emit()

    def _asking(self, event: QKeyEvent) -> SignalInstance | None:
        """Return what is asked for with a key, None where it is any other key."""
        with_alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        asked = {(Qt.Key.Key_Down, True): self.asked, (Qt.Key.Key_Up, True): self.kind_asked}
        return (asked | {(Qt.Key.Key_F2, False): self.name_asked}).get((Qt.Key(event.key()), with_alt))

    def _in_one_line(self, cells: str) -> str:
        """Return cells of a spreadsheet as what a person would type."""
        return " ; ".join(cells.splitlines()).replace("\t", " ; ")

    def _fit(self) -> None:
        """Write a long number smaller: one of which the end is cut off reads as another number."""
        text = self.text()
        size = SIZES[0]
        if len(text) > SHORT:
            room = self.width() - _FRAME
            fitting = (size for size in SIZES if QFontMetricsF(_font(size)).horizontalAdvance(text) <= room)
            size = next(fitting, SIZES[-1])
        if size != self._size:
            self._size = size
            self.setFont(_font(size))
            self.setToolTip(text if size == SIZES[-1] else "")


class ListField(NumberField):
    """A line that takes a list of values, from the left, of any length in letters of one size."""

    def __init__(self, width: int) -> None:
        super().__init__(width)
        self.setMaxLength(LONGEST_LIST)
        self.setAlignment(Qt.AlignmentFlag.AlignLeft)

    def _in_one_line(self, cells: str) -> str:
        """Return rows of a spreadsheet as values, each with what stands beside it: its chance."""
        rows = (": ".join(cell.strip() for cell in row.split("\t")) for row in cells.splitlines() if row.strip())
        return "; ".join(rows)

    def _fit(self) -> None:
        """Leave the letters as they are: the line is longer than the box anyway."""


def _font(size: int) -> QFont:
    font = QFont(QApplication.font())
    font.setPixelSize(size)
    # Digits of one width, so that numbers below each other line up.
    font.setFeature(QFont.Tag("tnum"), 1)
    return font

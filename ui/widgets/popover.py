"""A panel that opens beside what it is about, and goes by Esc or a click elsewhere."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QWidget

from ui.widgets.plain import clipped

_GAP = 4


class Popover(QFrame):
    """A small window over the one that its anchor is in.

    It belongs to that window and not to the anchor, because an edit made in it may build anew what it is about.

    Parameters
    ----------
    anchor
        What it opens beside, and where the keys go afterwards, if that is still there.
    name
        What a screen reader says.

    Attributes
    ----------
    closed
        It is gone.
    """

    closed = Signal()

    def __init__(self, anchor: QWidget, name: str) -> None:
        super().__init__(anchor.window(), Qt.WindowType.Popup)
        self._anchor = anchor
        self.setObjectName("popover")
        self.setAccessibleName(clipped(name))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)

    def open(self) -> None:
        """Show it below its anchor, or where there is room for it on the screen."""
        self.adjustSize()
        anchor = self._anchor
        below = anchor.mapToGlobal(anchor.rect().bottomLeft()) + QPoint(0, _GAP)
        screen = anchor.screen().availableGeometry()
        if below.y() + self.height() > screen.bottom():
            above = anchor.mapToGlobal(QPoint(0, -_GAP - self.height()))
            below.setY(above.y() if above.y() >= screen.top() else screen.bottom() - self.height())
        below.setX(max(screen.left(), min(below.x(), screen.right() - self.width())))
        self.move(below)
        self.show()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Close on Esc."""
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 - Qt's name
        """Tell that it is gone."""
        super().closeEvent(event)
        self.closed.emit()

"""A box to tick whose edge is seen on a dark ground too."""

from __future__ import annotations

from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QCheckBox, QStyle, QStyleOptionButton


class Tick(QCheckBox):
    """A check box that shows the text of a document as it is."""

    def __init__(self, text: str = "") -> None:
        super().__init__(text.replace("&", "&&"))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw the edge over that of the style, which takes a darker colour than that of the window for it."""
        super().paintEvent(event)
        option = QStyleOptionButton()
        self.initStyleOption(option)
        box = self.style().subElementRect(QStyle.SubElement.SE_CheckBoxIndicator, option, self)
        role = QPalette.ColorRole.Highlight if self.hasFocus() else QPalette.ColorRole.Dark
        painter = QPainter(self)
        painter.setPen(QColor(self.palette().color(role)))
        painter.drawRect(box.adjusted(0, 0, -1, -1))

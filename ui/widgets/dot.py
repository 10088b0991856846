"""The mark that a candidate has in the list and wherever it stands beside others."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPen, QPixmap

DOT = 14
_ACROSS = 9


def dot(colour: str, *, filled: bool) -> QIcon:
    """Return the mark of a candidate in its colour, or a ring."""
    ratio = 3
    pixmap = QPixmap(DOT * ratio, DOT * ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(colour), 1.3 * ratio))
    if filled:
        painter.setBrush(QColor(colour))
    corner = (DOT - _ACROSS) * ratio // 2
    painter.drawEllipse(corner, corner, _ACROSS * ratio, _ACROSS * ratio)
    painter.end()
    pixmap.setDevicePixelRatio(ratio)
    return QIcon(pixmap)

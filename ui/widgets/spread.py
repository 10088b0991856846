"""The larger drawing of a distribution: its hill, with P10, P50, P90 and the average marked."""

from __future__ import annotations

from math import isfinite
from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent, QPalette, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from roitool.scenario.quantities import BaseQuantity
from ui.widgets.outline import draw_heights, ends_of, heights_of

HEIGHT = 132
_MARKED: Final = (0.1, 0.5, 0.9)
_SIDE, _ABOVE, _BELOW = 16, 18, 10
_CELLS = 60
_SMALL = 11


class SpreadPicture(QWidget):
    """Draws a quantity; what it shows is said in words beside it."""

    def __init__(self) -> None:
        super().__init__()
        self._quantity: BaseQuantity | None = None
        self.setFixedHeight(HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return its height; it takes whatever width there is."""
        return QSize(240, HEIGHT)

    def show_quantity(self, quantity: BaseQuantity | None, summary: str) -> None:
        """Draw a quantity, None where its numbers make no sense; `summary` says in words what it shows."""
        self._quantity = quantity
        self.setAccessibleName(summary)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002 - Qt's name
        """Draw the ground line, the hill, three dashed lines with their names, and a triangle below the average."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        room = QRectF(self.rect()).adjusted(_SIDE, _ABOVE, -_SIDE, -_BELOW)
        painter.setPen(QPen(self.palette().color(QPalette.ColorRole.Mid), 1))
        painter.drawLine(room.bottomLeft(), room.bottomRight())
        quantity = self._quantity
        if quantity is None:
            return
        heights = heights_of(quantity, _CELLS)
        draw_heights(painter, room, heights, self.palette())
        if len(heights) == 1:
            return
        low, high = ends_of(quantity)

        def across(value: float) -> float:
            return room.left() + room.width() * (min(max(value, low), high) - low) / (high - low)

        self._mark(painter, room, [across(value) for value in quantity.quantile(_MARKED).tolist()])
        mean = quantity.mean()
        if isfinite(mean):
            tip = QPointF(across(mean), room.bottom() + 1)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self.palette().color(QPalette.ColorRole.WindowText))
            painter.drawPolygon(QPolygonF([tip, tip + QPointF(-4, 7), tip + QPointF(4, 7)]))

    def _mark(self, painter: QPainter, room: QRectF, places: list[float]) -> None:
        font = QFont(self.font())
        font.setPixelSize(_SMALL)
        painter.setFont(font)
        muted = self.palette().color(QPalette.ColorRole.PlaceholderText)
        room_for_name = painter.fontMetrics().horizontalAdvance("P90") + 4
        free_from = -1.0
        for share, place in zip(_MARKED, places, strict=True):
            painter.setPen(QPen(muted, 1, Qt.PenStyle.DashLine))
            painter.drawLine(QPointF(place, room.top() - 2), QPointF(place, room.bottom()))
            if place - room_for_name / 2 >= free_from:
                painter.setPen(muted)
                name = QRectF(place - room_for_name / 2, 0, room_for_name, _ABOVE - 3)
                painter.drawText(name, Qt.AlignmentFlag.AlignCenter, f"P{share:.0%}"[:-1])
                free_from = place + room_for_name / 2

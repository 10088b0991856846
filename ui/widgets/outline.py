"""The small drawing of a figure's distribution beside its boxes."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPalette, QPen, QPolygonF
from PySide6.QtWidgets import QAbstractButton

from roitool.scenario.quantities import BaseQuantity
from ui.widgets.buttons import EnterClicks

WIDTH, HEIGHT = 52, 24

_U = (np.arange(161) + 0.5) / 161
_CELLS, _FEW = 26, 5


class Outline(EnterClicks, QAbstractButton):
    """Draws how likely each value of a quantity is: a hill, or a stick where there is one value only.

    A click on it, or Enter, asks for more.
    """

    def __init__(self) -> None:
        super().__init__()
        self._heights: tuple[float, ...] = ()
        self.setFixedSize(WIDTH, HEIGHT)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return its one size."""
        return QSize(WIDTH, HEIGHT)

    def show_quantity(self, quantity: BaseQuantity | None) -> None:
        """Draw a quantity; None where its numbers make no sense."""
        self._heights = () if quantity is None else heights_of(quantity)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002 - Qt's name
        """Draw the hill, and a frame around it while keys go to it or the mouse is over it."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.hasFocus() or self.underMouse():
            painter.setPen(QPen(self.palette().color(QPalette.ColorRole.Highlight), 1))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        draw_heights(painter, QRectF(self.rect()).adjusted(2, 3, -2, -3), self._heights, self.palette())


def draw_heights(painter: QPainter, room: QRectF, heights: tuple[float, ...], palette: QPalette) -> None:
    """Draw a hill, or a stick for one height, in the colour that selections have; nothing for none."""
    if not heights:
        return
    colour = palette.color(QPalette.ColorRole.Highlight)
    bottom, height, width = room.bottom(), room.height(), room.width()
    painter.setPen(QPen(colour, 1.3))
    soft = QColor(colour)
    soft.setAlphaF(0.25)
    if len(heights) == 1:
        painter.drawLine(room.bottomLeft(), room.bottomRight())
        painter.fillRect(QRectF(room.center().x() - 1.5, room.top(), 3, height), colour)
        return
    step = width / (len(heights) - 1)
    points = [QPointF(room.left() + position * step, bottom - height * share) for position, share in enumerate(heights)]
    painter.setBrush(soft)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.drawPolygon(QPolygonF([room.bottomLeft(), *points, room.bottomRight()]))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(colour, 1.3))
    painter.drawPolyline(QPolygonF(points))


def ends_of(quantity: BaseQuantity) -> tuple[float, float]:
    """Return the values between which :func:`heights_of` goes."""
    low, high = quantity.quantile(_U[[0, -1]]).tolist()
    return low, high


@lru_cache(maxsize=512)
def heights_of(quantity: BaseQuantity, cells: int = _CELLS) -> tuple[float, ...]:
    """Return the density at even steps through the values of nearly all futures, the highest as 1; one for a constant.

    Read off the quantiles: the share of futures in each cell.
    """
    values = quantity.quantile(_U)
    low, high = float(values[0]), float(values[-1])
    if not high > low:
        return (1.0,)
    edges = np.linspace(low, high, cells + 1)
    if len(np.unique(values)) <= _FEW:
        # It takes these values and none between them: a stick for each.
        shares = np.histogram(values, edges)[0]
        return tuple((shares / shares.max()).tolist())
    below = np.interp(edges, values, _U)
    shares = np.diff(below)
    smooth = np.convolve(np.pad(shares, 1), (0.25, 0.5, 0.25), mode="same")
    return tuple((smooth / smooth.max()).tolist())

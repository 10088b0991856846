"""The small drawing of a figure's distribution beside its boxes."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QWidget

from roitool.scenario.quantities import BaseQuantity

WIDTH, HEIGHT = 60, 24

_U = (np.arange(161) + 0.5) / 161
_CELLS = 26


class Outline(QWidget):
    """Draws how likely each value of a quantity is: a hill, or a stick where there is one value only."""

    def __init__(self) -> None:
        super().__init__()
        self._heights: tuple[float, ...] = ()
        self.setFixedSize(WIDTH, HEIGHT)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return its one size."""
        return QSize(WIDTH, HEIGHT)

    def show_quantity(self, quantity: BaseQuantity | None) -> None:
        """Draw a quantity; None where its numbers make no sense."""
        self._heights = () if quantity is None else heights_of(quantity)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002 - Qt's name
        """Draw the hill in the colour that selections have."""
        if not self._heights:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colour = self.palette().highlight().color()
        bottom, height, width = self.height() - 3.0, self.height() - 6.0, self.width() - 4.0
        painter.setPen(QPen(colour, 1.3))
        soft = QColor(colour)
        soft.setAlphaF(0.25)
        if len(self._heights) == 1:
            painter.drawLine(QPointF(2, bottom), QPointF(2 + width, bottom))
            painter.fillRect(QRectF(self.width() / 2 - 1.5, bottom - height, 3, height), colour)
            return
        step = width / (len(self._heights) - 1)
        points = [QPointF(2 + position * step, bottom - height * share) for position, share in enumerate(self._heights)]
        outline = QPolygonF([QPointF(2, bottom), *points, QPointF(2 + width, bottom)])
        painter.setBrush(soft)
        painter.setPen(QPen(soft, 0))
        painter.drawPolygon(outline)
        painter.setPen(QPen(colour, 1.3))
        painter.drawPolyline(QPolygonF(points))


@lru_cache(maxsize=512)
def heights_of(quantity: BaseQuantity) -> tuple[float, ...]:
    """Return the density at even steps through the values of nearly all futures, the highest as 1; one for a constant.

    Read off the quantiles: the share of futures in each cell.
    """
    values = quantity.quantile(_U)
    low, high = float(values[0]), float(values[-1])
    if not high > low:
        return (1.0,)
    edges = np.linspace(low, high, _CELLS + 1)
    below = np.interp(edges, values, _U)
    shares = np.diff(below)
    smooth = np.convolve(np.pad(shares, 1), (0.25, 0.5, 0.25), mode="same")
    return tuple((smooth / smooth.max()).tolist())

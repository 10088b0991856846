"""Bars on one axis of money: from a low to a high end with a mark in between; drawn by the window itself."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme import Theme

HEIGHT = 26
DIGITS = 3
"""That tell every round value on an axis: at steps of 25,000 one of them is 125,000."""
_LEAST_WIDTH = 60
_BESIDE = 0.03
"""Of the axis, left free at both ends."""
_ROOM_OF_LABEL = 84


@dataclass(frozen=True, slots=True)
class Axis:
    """From where to where an axis goes."""

    low: float
    high: float

    def at(self, value: float, width: float) -> float:
        """Return where a value lies in a width."""
        return width * (value - self.low) / (self.high - self.low)

    def ticks(self, most: int) -> list[float]:
        """Return round values on the axis, 0 among them where it is, about as many as asked for at most."""
        rough = (self.high - self.low) / max(most, 1)
        power = 10.0 ** math.floor(math.log10(rough))
        step = next(each * power for each in (1.0, 2.0, 2.5, 5.0, 10.0) if each * power >= rough)
        return [number * step for number in range(math.ceil(self.low / step), math.floor(self.high / step) + 1)]


def axis_over(values: Iterable[float]) -> Axis:
    """Return an axis with room for some values and for 0."""
    found = [0.0, *values]
    low, high = min(found), max(found)
    beside = _BESIDE * (high - low) or 1.0
    return Axis(low - beside, high + beside)


class _OnAxis(QWidget):
    """As wide as there is room, its parts drawn by whoever knows them."""

    def __init__(self, axis: Axis, theme: Theme, height: int = HEIGHT) -> None:
        super().__init__()
        self.axis = axis
        self._theme = theme
        self._height = height
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return its height and the least width."""
        return QSize(_LEAST_WIDTH, self._height)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return the least room."""
        return QSize(_LEAST_WIDTH, self._height)

    def _painter(self) -> QPainter:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        return painter

    def _x(self, value: float) -> float:
        return self.axis.at(value, self.width())

    def _draw_line(self, painter: QPainter, value: float, colour: str, style: Qt.PenStyle) -> None:
        x = round(self._x(value)) + 0.5
        painter.setPen(QPen(QColor(colour), 1, style))
        painter.drawLine(QPointF(x, 0), QPointF(x, self.height()))

    def _draw_bar(self, painter: QPainter, low: float, high: float, thick: float, colour: QColor) -> None:
        left, right = self._x(low), self._x(high)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        room = QRectF(left, (self.height() - thick) / 2, max(right - left, 1.0), thick)
        painter.drawRoundedRect(room, min(thick / 2, 3), min(thick / 2, 3))


class RangeBar(_OnAxis):
    """Draws an average as a dot on a bar, and where 0 is; without a range, the dot alone.

    Parameters
    ----------
    ends
        From where to where the bar goes; None for a ring where nothing varies.
    """

    def __init__(self, axis: Axis, mean: float, ends: tuple[float, float] | None, colour: str, theme: Theme) -> None:
        super().__init__(axis, theme)
        self.mean, self.ends = mean, ends
        self._colour = colour

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002 - Qt's name
        """Draw it."""
        painter = self._painter()
        self._draw_line(painter, 0.0, self._theme.text, Qt.PenStyle.DashLine)
        colour = QColor(self._colour)
        middle = QPointF(self._x(self.mean), self.height() / 2)
        if self.ends is None:
            painter.setBrush(QColor(self._theme.card))
            painter.setPen(QPen(colour, 1.6))
            painter.drawEllipse(middle, 4.6, 4.6)
            return
        soft = QColor(colour)
        soft.setAlphaF(0.4)
        self._draw_bar(painter, *self.ends, 6, soft)
        painter.setBrush(colour)
        painter.drawEllipse(middle, 5.5, 5.5)


class SwingBar(_OnAxis):
    """Draws how far something moves an outcome to both sides of a base, and where the average lies.

    Parameters
    ----------
    ends
        From where to where.
    """

    def __init__(self, axis: Axis, base: float, mean: float, ends: tuple[float, float], theme: Theme) -> None:
        super().__init__(axis, theme, 34)
        self.base, self.mean, self.ends = base, mean, ends

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002 - Qt's name
        """Draw it."""
        painter = self._painter()
        low, high = self.ends
        theme = self._theme
        if low < self.base:
            self._draw_bar(painter, low, min(high, self.base), 14, QColor(theme.bad))
        if high > self.base:
            self._draw_bar(painter, max(low, self.base), high, 14, QColor(theme.good))
        self._draw_line(painter, self.base, theme.text, Qt.PenStyle.SolidLine)
        self._draw_line(painter, self.mean, theme.text, Qt.PenStyle.DotLine)


class AxisLine(_OnAxis):
    """Writes round values below bars, 0 where it is.

    Parameters
    ----------
    told
        Writes a value.
    """

    def __init__(self, axis: Axis, told: Callable[[float], str], theme: Theme) -> None:
        super().__init__(axis, theme, 22)
        self.told = told
        font = self.font()
        font.setPixelSize(11)
        self.setFont(font)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002 - Qt's name
        """Write the values, each with a stroke above it."""
        painter = self._painter()
        painter.setPen(QPen(QColor(self._theme.line_strong), 1))
        painter.drawLine(QPointF(0, 0.5), QPointF(self.width(), 0.5))
        metrics = self.fontMetrics()
        for value in self.axis.ticks(self.width() // _ROOM_OF_LABEL):
            x, text = self._x(value), self.told(value)
            painter.setPen(QPen(QColor(self._theme.line_strong), 1))
            painter.drawLine(QPointF(round(x) + 0.5, 0), QPointF(round(x) + 0.5, 4))
            wide = metrics.horizontalAdvance(text)
            # What would reach over an end is moved inside.
            left = min(max(x - wide / 2, 0.0), max(self.width() - wide, 0.0))
            painter.setPen(QColor(self._theme.muted))
            painter.drawText(QPointF(left, 7 + metrics.ascent()), text)

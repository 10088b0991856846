"""A drawing of matplotlib in the window."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize
from PySide6.QtGui import QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

if TYPE_CHECKING:
    from matplotlib.figure import Figure


class Picture(QWidget):
    """Shows what a function draws on a figure, at the size and sharpness of the screen, drawn only while visible.

    It stays empty until it is enabled: matplotlib takes longer to load than the first answer takes to be worked out.

    Parameters
    ----------
    height
        In pixels of the layout; the width is whatever there is.
    """

    def __init__(self, height: int) -> None:
        super().__init__()
        self._height = height
        self._enabled = False
        self._draw: Callable[[Figure], None] | None = None
        self._image: QImage | None = None
        self._figure: Figure | None = None
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return the height it was made for."""
        return QSize(240, self._height)

    @property
    def drawn(self) -> bool:
        """Whether its drawing is on screen."""
        return self._image is not None

    def enable(self) -> None:
        """Begin to draw: matplotlib is loaded."""
        self._enabled = True
        self.update()

    def show_drawing(self, draw: Callable[[Figure], None], summary: str) -> None:
        """Show a drawing; `summary` says in words what it shows."""
        self._draw = draw
        self._image = None
        self.setAccessibleName(summary)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002 - Qt's name
        """Draw anew where the drawing, the size or the screen is another one."""
        if self._draw is None or not self._enabled or self.width() < 40:
            return
        ratio = self.devicePixelRatioF()
        wanted = QSize(round(self.width() * ratio), round(self.height() * ratio))
        if self._image is None or self._image.size() != wanted:
            self._image = self._rendered(self._draw, wanted, ratio)
        self._image.setDevicePixelRatio(ratio)
        QPainter(self).drawImage(0, 0, self._image)

    def _rendered(self, draw: Callable[[Figure], None], size: QSize, ratio: float) -> QImage:
        from matplotlib.backends.backend_agg import FigureCanvasAgg  # noqa: PLC0415 - loaded by then, see `enable`
        from matplotlib.figure import Figure  # noqa: PLC0415 - as above

        if self._figure is None:
            self._figure = Figure()
            FigureCanvasAgg(self._figure)
        figure = self._figure
        figure.set_dpi(72 * ratio)
        figure.set_size_inches(size.width() / figure.dpi, size.height() / figure.dpi)
        draw(figure)
        canvas = figure.canvas
        canvas.draw()
        pixels = canvas.buffer_rgba()
        height, width, _ = pixels.shape
        return QImage(pixels, width, height, 4 * width, QImage.Format.Format_RGBA8888).copy()

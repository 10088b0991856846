"""The icons that ship: of the Lucide set, under the licence beside them, in the colours of the window; and our own."""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from ui.theme import Theme

_SIZES = (16, 20, 24, 32, 40, 48, 64)
_INK = "currentColor"


@lru_cache(maxsize=256)
def icon(name: str, theme: Theme, *, accent: bool = False) -> QIcon:
    """Return an icon by its name in the set, sharp at every size that the window uses.

    Parameters
    ----------
    accent
        Whether it is drawn in the accent colour, and not in that of text beside it.
    """
    shape = (files("ui") / "icons" / f"{name}.svg").read_text(encoding="utf-8")
    made = QIcon()
    for mode, colour in (
        (QIcon.Mode.Normal, theme.accent if accent else theme.muted),
        (QIcon.Mode.Disabled, theme.faint),
    ):
        drawing = QSvgRenderer(QByteArray(shape.replace(_INK, colour).encode()))
        for size in _SIZES:
            made.addPixmap(_drawn(drawing, size), mode)
    return made


def program_icon() -> QIcon:
    """Return the icon of the program, fifty dots cut down to ten; it is drawn when somebody shows it."""
    return QIcon(str(files("ui") / "roitool.svg"))


def _drawn(drawing: QSvgRenderer, size: int) -> QPixmap:
    pixmap = QPixmap(size, size)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    drawing.render(painter, QRectF(0, 0, size, size))
    painter.end()
    return pixmap

"""The program's icon in the sizes and kinds of file that systems ask for."""

from __future__ import annotations

from pathlib import Path

from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

FREEDESKTOP = (16, 22, 24, 32, 48, 64, 128, 256)
WINDOWS = (16, 20, 24, 32, 40, 48, 64, 256)
MACOS = (16, 32, 64, 128, 256, 512, 1024)


def make(drawing: Path, folder: Path) -> None:
    """Draw each size anew, which is sharper than making a large one smaller.

    Parameters
    ----------
    drawing
        An SVG file.
    folder
        Is given ``16.png`` and so on, ``roitool.ico`` and ``roitool.icns``.
    """
    app = QGuiApplication.instance() or QGuiApplication([])
    renderer = QSvgRenderer(str(drawing))
    if not renderer.isValid():
        raise SystemExit(f"{drawing} is no drawing")
    folder.mkdir(parents=True, exist_ok=True)
    for size in sorted({*FREEDESKTOP, *WINDOWS, *MACOS}):
        image = QImage(size, size, QImage.Format.Format_ARGB32)
        image.fill(Qt.GlobalColor.transparent)
        painter = QPainter(image)
        renderer.render(painter)
        painter.end()
        image.save(str(folder / f"{size}.png"))
    del app
    for name, sizes in (("roitool.ico", WINDOWS), ("roitool.icns", MACOS)):
        *smaller, largest = (read(folder / f"{size}.png") for size in sizes)
        options = {"sizes": [(size, size) for size in sizes]} if name.endswith(".ico") else {}
        largest.save(folder / name, append_images=smaller, **options)


def read(path: Path) -> Image.Image:
    """Return a picture, its file closed."""
    with Image.open(path) as picture:
        return picture.copy()

"""The report on paper: its pages as pictures, each drawn as large as the sheet. Loaded when somebody prints."""

from __future__ import annotations

import importlib
import io
from collections.abc import Iterator, Sequence

from PIL import Image
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QImage, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QWidget

from roitool.exports.order import Order
from ui.handover.work import Delivery, NotPrintedError

DOTS_PER_INCH = 300


def ask_printer(parent: QWidget, document: str) -> QPrinter | None:
    """Let somebody choose a printer, and what of the document to print; None where he does not.

    Parameters
    ----------
    document
        What the printer calls it.
    """
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    # As fine as the pages are: a dot of theirs is a dot on paper.
    printer.setResolution(DOTS_PER_INCH)
    printer.setDocName(document)
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    # The pages have margins of their own.
    printer.setFullPage(True)
    dialog = QPrintDialog(printer, parent)
    dialog.setOption(QPrintDialog.PrintDialogOption.PrintPageRange)
    accepted = dialog.exec() == QDialog.DialogCode.Accepted
    dialog.deleteLater()
    return printer if accepted else None


def to_printer(printer: QPrinter) -> Delivery[Sequence[bytes]]:
    """Return how the pages of a report are made, and drawn by a printer."""
    return Delivery(_pages, lambda pages: print_pages(printer, pages))


def print_pages(printer: QPrinter, pages: Sequence[bytes]) -> None:
    """Draw those pages that were asked for, each PNG as large as fits on a sheet.

    Raises
    ------
    NotPrintedError
        The printer does not take them.
    """
    painter = QPainter()
    if not painter.begin(printer):
        raise NotPrintedError
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    sheet = QRectF(printer.paperRect(QPrinter.Unit.DevicePixel))
    sheet.moveTo(0, 0)
    drawn = True
    for number, page in enumerate(_asked_for(printer, pages)):
        drawn = drawn and (number == 0 or printer.newPage())
        picture = _picture(page)
        size = picture.size().toSizeF().scaled(sheet.size(), Qt.AspectRatioMode.KeepAspectRatio)
        target = QRectF(sheet.topLeft(), size)
        target.moveCenter(sheet.center())
        painter.drawImage(target, picture)
    if not (painter.end() and drawn):
        raise NotPrintedError


def _picture(page: bytes) -> QImage:
    """Return a PNG as a picture, not read by Qt.

    Qt looks for readers of pictures first and takes a lock for that, which the window may hold while it waits for
    Python, that this thread has: both would wait for each other for ever.
    """
    with Image.open(io.BytesIO(page)) as found:
        pixels, (width, height) = found.convert("RGBA").tobytes(), found.size
    return QImage(pixels, width, height, 4 * width, QImage.Format.Format_RGBA8888).copy()


def _pages(order: Order) -> Sequence[bytes]:
    pages: Sequence[bytes] = importlib.import_module("roitool.exports.report").pages(order, DOTS_PER_INCH)
    return pages


def _asked_for(printer: QPrinter, pages: Sequence[bytes]) -> Iterator[bytes]:
    """Yield the pages of the range that was chosen: all of them where none was."""
    first, last = printer.fromPage() or 1, printer.toPage() or len(pages)
    yield from pages[first - 1 : last]

"""The report on paper: its pages as pictures, each drawn as large as the sheet. Loaded when somebody prints."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Generator, Iterator, Sequence
from concurrent.futures import Future, wait

from PySide6.QtCore import QObject, QRectF, Qt, Signal
from PySide6.QtGui import QImage, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QWidget

from roitool.exports.order import Order
from roitool.monitor import Cancelled, Monitor
from ui.handover.work import Delivery, NotPrintedError

DOTS_PER_INCH = 300
_LOOK_SECONDS = 0.1
_OVER = object()


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


def to_printer(printer: QPrinter, parent: QObject) -> Delivery[Sequence[bytes]]:
    """Return how the pages of a report are made, and drawn by a printer in the thread of a parent."""
    return Delivery(_pages, Press(printer, parent).print)


class Press(QObject):
    """Draws pages in its own thread, the window's, for another one that waits for each of them.

    Whoever draws on a printer takes locks of Qt, as for writers of pictures, and does not let go of Python meanwhile.
    In another thread than the window's, which may hold such a lock while it waits for Python, both would wait for each
    other for ever.
    """

    _asked = Signal(object)

    def __init__(self, printer: QPrinter, parent: QObject) -> None:
        super().__init__(parent)
        self._printer = printer
        # Queued by name, because a thread that Qt did not start has no event loop to ask.
        self._asked.connect(self._answer, Qt.ConnectionType.QueuedConnection)

    def print(self, pages: Sequence[bytes], monitor: Monitor) -> None:
        """Have pages drawn, once: whoever stops it gets none of those that are left.

        Raises
        ------
        NotPrintedError
            The printer does not take them.
        Cancelled
            Somebody asked the monitor to stop.
        """
        drawing = drawn(self._printer, pages)
        try:
            while self._next(drawing, monitor):
                pass
        except Cancelled:
            self._asked.emit(drawing.close)
            raise
        finally:
            self.deleteLater()

    def _next(self, drawing: Iterator[object], monitor: Monitor) -> bool:
        """Have a page drawn; return whether there was one."""
        answer: Future[bool] = Future()
        self._asked.emit(lambda: _resolve(answer, lambda: next(drawing, _OVER) is not _OVER))
        while not answer.done():
            # The window does not answer once it is closed.
            monitor.check()
            wait([answer], _LOOK_SECONDS)
        return answer.result()

    def _answer(self, call: Callable[[], None]) -> None:
        call()


def drawn(printer: QPrinter, pages: Sequence[bytes]) -> Generator[None, None, None]:
    """Draw those pages that were asked for, each PNG as large as fits on a sheet; one each time something is asked for.

    Raises
    ------
    NotPrintedError
        The printer does not take them.
    """
    painter = QPainter()
    if not painter.begin(printer):
        raise NotPrintedError
    # Letters with sharp edges: otherwise Qt sends photographs.
    painter.setRenderHints(QPainter.RenderHint.SmoothPixmapTransform | QPainter.RenderHint.LosslessImageRendering)
    sheet = QRectF(printer.paperRect(QPrinter.Unit.DevicePixel))
    sheet.moveTo(0, 0)
    try:
        for number, page in enumerate(_asked_for(printer, pages)):
            if number > 0 and not printer.newPage():
                raise NotPrintedError
            picture = QImage.fromData(page)
            size = picture.size().toSizeF().scaled(sheet.size(), Qt.AspectRatioMode.KeepAspectRatio)
            target = QRectF(sheet.topLeft(), size)
            target.moveCenter(sheet.center())
            painter.drawImage(target, picture)
            yield
    except GeneratorExit:
        printer.abort()
        raise
    finally:
        ended = painter.end()
    if not ended:
        raise NotPrintedError


def _resolve(answer: Future[bool], call: Callable[[], bool]) -> None:
    try:
        answer.set_result(call())
    except Exception as error:  # noqa: BLE001 - whatever it is, the thread that waits has to hear of it
        answer.set_exception(error)


def _pages(order: Order) -> Sequence[bytes]:
    pages: Sequence[bytes] = importlib.import_module("roitool.exports.report").pages(order, DOTS_PER_INCH)
    return pages


def _asked_for(printer: QPrinter, pages: Sequence[bytes]) -> Sequence[bytes]:
    """Return the pages of the range that was chosen: all of them where none was."""
    first, last = printer.fromPage() or 1, printer.toPage() or len(pages)
    return pages[first - 1 : last]

"""The report from the window: as a PDF, and on paper."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from PySide6.QtCore import QBuffer, QIODevice, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPageLayout
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QFileDialog

from roitool.monitor import Cancelled, Monitor
from tests.ui.handover.conftest import choose, names, told
from ui.handover import printing
from ui.handover.printing import drawn, to_printer
from ui.handover.work import NotPrintedError
from ui.pages.page import Page


@pytest.fixture
def printer(tmp_path, monkeypatch):
    """Return what answers the dialog of the system: by a printer that writes to a file, or by going back."""
    asked = []

    def answer(path=None, first=0, last=0):
        def run(dialog):
            asked.append(dialog.printer().docName())
            if path is None:
                return QDialog.DialogCode.Rejected
            dialog.printer().setOutputFormat(QPrinter.OutputFormat.PdfFormat)
            dialog.printer().setOutputFileName(str(path))
            if last:
                dialog.printer().setFromTo(first, last)
            return QDialog.DialogCode.Accepted

        monkeypatch.setattr(QPrintDialog, "exec", run)
        return asked

    return answer


def page(colour):
    """Return an A4 page of one colour as a PNG."""
    picture = QImage(QSize(210, 297), QImage.Format.Format_RGB32)
    picture.fill(QColor(colour))
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    picture.save(buffer, "PNG")
    return bytes(buffer.data().data())


def pages_of(path):
    return path.read_bytes().count(b"/Type /Page\n")


def test_the_report_is_written_as_a_pdf(window, qtbot, tmp_path, monkeypatch):
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "report"), ""))
    choose(window, "File", "Export", "Report for the bank (PDF)…")
    qtbot.waitUntil(lambda: "Report written: report.pdf" in told(window))
    assert (tmp_path / "report.pdf").read_bytes().startswith(b"%PDF-")


def test_the_report_is_printed_with_every_page(window, qtbot, tmp_path, printer):
    asked = printer(tmp_path / "paper.pdf")
    qtbot.keyClick(window, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: "The report was sent to the printer." in told(window))
    assert asked == ["Welding cobot at De Vries Metalworks"]
    assert 2 <= pages_of(tmp_path / "paper.pdf") <= 4
    assert not window.document.dirty


def test_of_several_candidates_that_on_screen_is_proposed_for_a_report(three, qtbot, tmp_path, printer, tick):
    three.workspace.show_page(Page("candidate", 1))
    printer(tmp_path / "paper.pdf")
    seen = tick(None)
    choose(three, "File", "Print report…")
    qtbot.waitUntil(lambda: "sent to the printer" in told(three))
    assert list(seen[0].values()) == [False, True, False]


def test_who_chooses_no_printer_prints_nothing(window, qtbot, tmp_path, printer):
    asked = printer()
    choose(window, "File", "Print report…")
    qtbot.waitUntil(lambda: bool(asked))
    assert not window.exchange.handover.busy
    assert names(tmp_path) == []


def test_a_printer_that_takes_nothing_is_told_and_another_one_is_asked_for(
    window, qtbot, tmp_path, printer, answer_box
):
    printer(tmp_path / "gone" / "paper.pdf")
    boxes = answer_box("Close")
    choose(window, "File", "Print report…")
    qtbot.waitUntil(lambda: bool(boxes))
    assert "The report was not printed." in boxes[0]


COLOURS = ("red", "green", "blue", "black")


def on_file(path):
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setFullPage(True)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(path))
    return printer


def draw(printer, pages):
    for _ in drawn(printer, pages):
        pass


@pytest.fixture
def sent(qtbot, qapp, tmp_path, monkeypatch):
    """Return what has four pages printed from a thread: until how many are drawn, by which threads, and the result."""

    def send(until=None):
        monitor, drawers = Monitor(), []
        scaled = printing.QPainter.drawImage

        def draw_image(painter, *arguments):
            scaled(painter, *arguments)
            drawers.append(threading.current_thread())
            if len(drawers) == until:
                monitor.cancel()

        monkeypatch.setattr(printing.QPainter, "drawImage", draw_image)
        with ThreadPoolExecutor(1) as other:
            delivery = to_printer(on_file(tmp_path / "paper.pdf"), qapp)
            over = other.submit(delivery.deliver, [page(colour) for colour in COLOURS], monitor)
            qtbot.waitUntil(over.done)
        return drawers, over

    return send


def test_pages_are_drawn_in_the_thread_of_the_window(sent, tmp_path):
    # In another one Qt's lock on its writers of pictures and Python's would wait for each other.
    drawers, over = sent()
    assert drawers == [threading.main_thread()] * 4
    assert over.exception() is None
    assert pages_of(tmp_path / "paper.pdf") == 4


def test_who_stops_it_between_two_pages_gets_none_of_the_others(sent, qapp):
    drawers, over = sent(until=2)
    assert isinstance(over.exception(), Cancelled)
    qapp.processEvents()
    assert len(drawers) <= 3


def test_only_the_pages_asked_for_are_drawn(qapp, tmp_path):
    printer = on_file(tmp_path / "some.pdf")
    printer.setFromTo(2, 3)
    draw(printer, [page(colour) for colour in COLOURS])
    assert pages_of(tmp_path / "some.pdf") == 2


def test_a_sheet_that_lies_the_other_way_takes_the_whole_page(qapp, tmp_path):
    printer = on_file(tmp_path / "flat.pdf")
    printer.setPageOrientation(QPageLayout.Orientation.Landscape)
    draw(printer, [page("red")])
    assert pages_of(tmp_path / "flat.pdf") == 1


def test_a_place_that_is_not_there_is_refused(qapp, tmp_path):
    with pytest.raises(NotPrintedError):
        draw(on_file(tmp_path / "gone" / "paper.pdf"), [page("red")])


def test_letters_are_not_sent_as_photographs(qapp, tmp_path):
    draw(on_file(tmp_path / "sharp.pdf"), [page("red")])
    assert b"/DCTDecode" not in (tmp_path / "sharp.pdf").read_bytes()

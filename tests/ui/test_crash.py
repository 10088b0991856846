"""When the program fails: the work is copied, one dialog tells, the log keeps nothing private."""

from __future__ import annotations

import sys
import threading
from pathlib import Path

import pytest
from PySide6.QtCore import QStandardPaths, Qt, QTimer
from PySide6.QtWidgets import QApplication, QMessageBox

from roitool.scenario.file import read_scenario
from tests.ui.conftest import row, type_into
from ui.copies import autosave_folder
from ui.crash import CrashGuard


@pytest.fixture
def guard(window):
    guard = CrashGuard(window)
    guard.install()
    yield guard
    guard.remove()


@pytest.fixture
def boxes(qapp):
    """Close every message box that comes up, and keep what it said."""
    said = []

    def close():
        box = QApplication.activeModalWidget()
        if isinstance(box, QMessageBox):
            assert box.textFormat() == Qt.TextFormat.PlainText
            said.append(box.informativeText())
            box.buttons()[-1].click()

    timer = QTimer()
    timer.timeout.connect(close)
    timer.start(20)
    yield said
    timer.stop()


def data_folder():
    return Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.AppDataLocation))


def fail():
    message = "opening cash 318000"
    raise RuntimeError(message)


def test_the_work_is_copied_before_somebody_is_told_where_it_is(guard, window, qtbot, boxes):
    type_into(qtbot, row(window, "arm_price").field_for(1), "34k")
    try:
        fail()
    except RuntimeError:
        sys.excepthook(*sys.exc_info())
    qtbot.waitUntil(lambda: bool(boxes))
    (copy,) = autosave_folder().glob("*.roi.json")
    assert str(copy) in boxes[0]
    assert read_scenario(copy) == window.document.scenario


def test_the_log_tells_where_it_failed_and_nothing_private(guard, qtbot, boxes):
    thread = threading.Thread(target=fail)
    thread.start()
    thread.join()
    qtbot.waitUntil(lambda: bool(boxes))
    log = (data_folder() / "roitool.log").read_text(encoding="utf-8")
    assert "RuntimeError at test_crash.py" in log
    assert "318000" not in log
    assert str(Path(__file__).parent) not in log


def test_the_program_starts_and_tells_of_a_failure_where_nothing_can_be_written(window, qtbot, boxes):
    data_folder().parent.mkdir(parents=True, exist_ok=True)
    data_folder().write_text("in the way of a folder", encoding="utf-8")
    guard = CrashGuard(window)
    guard.install()
    try:
        fail()
    except RuntimeError:
        sys.excepthook(*sys.exc_info())
    qtbot.waitUntil(lambda: bool(boxes))
    guard.remove()
    assert "RuntimeError at test_crash.py" in boxes[0]

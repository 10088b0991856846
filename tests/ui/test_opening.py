"""A drive that does not answer: the window does, whatever is opened, saved or closed meanwhile."""

from __future__ import annotations

import threading

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QFileDialog

from roitool.scenario.editing import replaced
from roitool.scenario.file import file_bytes, read_scenario, write_scenario
from tests.ui.conftest import wait_for_answer
from ui import opening
from ui.main_window import MainWindow
from ui.widgets.waiting import WaitingNotice

SEED = ("seed",)


class Drive:
    """Reads and writes files as ever, until it hangs; then every call waits until it answers again."""

    def __init__(self):
        self.hanging = set()
        self.reached = threading.Event()
        self.answers = threading.Event()

    def touch(self, path):
        if path in self.hanging:
            self.reached.set()
            assert self.answers.wait(30)

    def read(self, path):
        self.touch(path)
        return file_bytes(path)

    def write(self, path, scenario):
        self.touch(path)
        return write_scenario(path, scenario)


@pytest.fixture
def drive(monkeypatch):
    drive = Drive()
    monkeypatch.setattr(opening, "file_bytes", drive.read)
    monkeypatch.setattr(opening, "write_scenario", drive.write)
    yield drive
    drive.answers.set()


@pytest.fixture
def other(tmp_path, cobot):
    path = tmp_path / "other.roi.json"
    write_scenario(path, replaced(cobot, SEED, 77))
    return path


def notice(window):
    return window.findChild(WaitingNotice)


def button(window):
    return notice(window)._button


def file_threads():
    return [thread for thread in threading.enumerate() if thread.name in {"roitool-file", "roitool-lock"}]


def let_it_answer(qtbot, drive):
    drive.answers.set()
    qtbot.waitUntil(lambda: not file_threads())
    # What it told stands in the queue of the window by now.
    QApplication.processEvents()


def test_the_window_goes_on_while_a_drive_hangs(window, drive, file, qtbot):
    drive.hanging.add(file)
    window.open(file)
    ticks = []
    timer = QTimer()
    timer.timeout.connect(lambda: ticks.append(1))
    timer.start(10)
    qtbot.waitUntil(lambda: len(ticks) > 20, timeout=2_000)
    assert drive.reached.is_set()
    window.document.edit({SEED: 5})
    wait_for_answer(qtbot, window)


def test_opening_is_told_of_when_it_takes_long_and_can_be_cancelled(window, drive, file, qtbot):
    drive.hanging.add(file)
    before = window.document
    window.open(file)
    assert not notice(window).isVisible()
    qtbot.waitUntil(notice(window).isVisible)
    assert "sensors.roi.json" in notice(window)._text.text()
    qtbot.mouseClick(button(window), Qt.MouseButton.LeftButton)
    assert not notice(window).isVisible()
    let_it_answer(qtbot, drive)
    assert window.document is before


def test_what_comes_late_is_dropped_when_another_file_was_opened_and_leaves_no_lock(window, drive, file, other, qtbot):
    drive.hanging.add(file)
    window.open(file)
    qtbot.waitUntil(drive.reached.is_set)
    window.open(other)
    qtbot.waitUntil(lambda: window.document.path == other)
    let_it_answer(qtbot, drive)
    qtbot.waitUntil(lambda: [path.name for path in file.parent.glob(".*.lock")] == [".other.roi.json.lock"])
    assert window.document.path == other


def test_a_window_that_is_closed_while_a_drive_hangs_is_gone_at_once(window, drive, file, qtbot):
    drive.hanging.add(file)
    window.open(file)
    qtbot.waitUntil(drive.reached.is_set)
    assert window.close()
    let_it_answer(qtbot, drive)
    assert QApplication.activeModalWidget() is None
    assert not list(file.parent.glob(".*.lock"))


def test_a_first_file_that_nobody_waits_for_makes_room_for_the_page_to_begin_on(drive, file, qtbot, qapp):
    drive.hanging.add(file)
    window = MainWindow(file)
    window.settings.language = "en"
    qtbot.addWidget(window)
    window.show()
    qtbot.waitUntil(lambda: notice(window) is not None and notice(window).isVisible())
    qtbot.mouseClick(button(window), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: window.stage.start is not None)
    assert window.document is None


def test_edits_made_while_a_file_was_read_are_asked_about_before_it_is_shown(window, drive, file, qtbot, answer_box):
    drive.hanging.add(file)
    window.open(file)
    qtbot.waitUntil(drive.reached.is_set)
    window.document.edit({SEED: 5})
    texts = answer_box("Cancel")
    drive.answers.set()
    qtbot.waitUntil(lambda: bool(texts))
    assert window.document.scenario.seed == 5


def test_edits_made_while_it_is_written_stay_unsaved_and_what_was_written_is_what_is_saved(
    open_window, drive, file, qtbot
):
    window = open_window(file)
    document = window.document
    drive.hanging.add(file)
    document.edit({SEED: 5})
    window.save()
    qtbot.waitUntil(drive.reached.is_set)
    document.edit({SEED: 6})
    let_it_answer(qtbot, drive)
    assert read_scenario(file).seed == 5
    assert document.dirty
    document.undo()
    assert not document.dirty


def test_saving_again_while_it_is_written_writes_the_newest(open_window, drive, file, qtbot):
    window = open_window(file)
    drive.hanging.add(file)
    window.document.edit({SEED: 5})
    window.save()
    qtbot.waitUntil(drive.reached.is_set)
    window.document.edit({SEED: 6})
    window.save()
    drive.answers.set()
    qtbot.waitUntil(lambda: not window.document.dirty)
    assert read_scenario(file).seed == 6


def test_closing_while_it_is_written_waits_for_the_writing(open_window, drive, file, qtbot):
    window = open_window(file)
    drive.hanging.add(file)
    window.document.edit({SEED: 5})
    window.save()
    qtbot.waitUntil(drive.reached.is_set)
    assert not window.close()
    assert window.isVisible()
    drive.answers.set()
    qtbot.waitUntil(lambda: not window.isVisible())
    assert read_scenario(file).seed == 5


def test_a_drive_that_hangs_while_saving_can_be_left_for_another(
    open_window, drive, file, qtbot, tmp_path, monkeypatch
):
    window = open_window(file)
    drive.hanging.add(file)
    window.document.edit({SEED: 5})
    window.save()
    qtbot.waitUntil(notice(window).isVisible)
    elsewhere = tmp_path / "elsewhere.roi.json"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(elsewhere), ""))
    window.save_as()
    qtbot.waitUntil(lambda: window.document.path == elsewhere)
    assert read_scenario(elsewhere).seed == 5
    assert not notice(window).isVisible()
    let_it_answer(qtbot, drive)
    assert window.document.path == elsewhere

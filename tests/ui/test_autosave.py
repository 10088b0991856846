"""Work that is not saved survives the program: copied, found again, offered, thrown away only when somebody says so."""

from __future__ import annotations

import subprocess
import sys
from contextlib import contextmanager

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from roitool.errors import ScenarioError
from roitool.scenario.file import read_scenario
from tests.ui.conftest import EXAMPLES
from ui import copies
from ui.autosave import EVERY_MS
from ui.copies import Entry, autosave_folder, leftovers

SEED = ("seed",)

WORK = """
import faulthandler
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from ui.copies import autosave_folder
from ui.main_window import MainWindow

# Where it hangs it says so, instead of being waited for.
faulthandler.dump_traceback_later(60, exit=True)
app = QApplication([])
app.setApplicationName(sys.argv[1])
window = MainWindow(Path(sys.argv[2]) if len(sys.argv) > 2 else None)
window.show()

def go_on():
    if window.document is None:
        if window.desk is not None and len(sys.argv) == 2:
            window.open_example("welding-cobot")
        QTimer.singleShot(5, go_on)
        return
    if not window.document.dirty:
        window.document.edit({("seed",): 4711})
        window.desk.autosave.keep()
    if list(autosave_folder().glob("*.roi.json")):
        faulthandler.cancel_dump_traceback_later()
        print("copied", flush=True)
    else:
        QTimer.singleShot(5, go_on)

QTimer.singleShot(0, go_on)
app.exec()
"""


@contextmanager
def another_program(*files):
    """Another window, in which something was changed and copied, but not saved."""
    # The name is part of the path of the data folder.
    arguments = [sys.executable, "-c", WORK, QApplication.applicationName(), *files]
    with subprocess.Popen(arguments, stdout=subprocess.PIPE, text=True) as other:
        try:
            assert other.stdout.readline().strip() == "copied"
            yield other
        finally:
            other.kill()


def kill_a_program(*files):
    """Have a program killed (SIGKILL) before what was changed in it was saved."""
    with another_program(*files):
        pass


def copied():
    return list(autosave_folder().glob("*.roi.json"))


def keep(window, qtbot):
    window.desk.autosave.keep()
    qtbot.waitUntil(lambda: bool(copied()))


def start(open_window, answer_box, answer):
    """Start the program, give that answer, and return the window and what was asked."""
    texts = answer_box(answer)
    window = open_window()
    return window, texts


def test_work_is_found_again_after_the_program_was_killed(open_window, file, sensors, qtbot, answer_box):
    kill_a_program(file)
    window, texts = start(open_window, answer_box, "Open")
    qtbot.waitUntil(lambda: window.document.path == file)
    assert "There is work from today" in texts[0]
    assert "“Machine sensors at De Vries Metalworks”" in texts[0]
    assert str(file) in texts[0]
    assert window.document.scenario.seed == 4711
    assert window.document.dirty
    assert read_scenario(file) == sensors
    window.save()
    qtbot.waitUntil(lambda: not copied())
    assert read_scenario(file).seed == 4711


def test_work_without_a_file_is_found_again_too(open_window, qtbot, answer_box):
    # An example is opened as a copy without a file.
    kill_a_program(EXAMPLES / "machine-sensors.roi.json")
    window, _ = start(open_window, answer_box, "Open")
    qtbot.waitUntil(lambda: window.document.scenario.seed == 4711)
    assert window.document.path is None


def test_work_that_is_left_for_later_is_offered_again(open_window, file, qtbot, answer_box):
    kill_a_program(file)
    window, texts = start(open_window, answer_box, "Later")
    qtbot.waitUntil(lambda: len(texts) == 1)
    window.close()
    assert len(copied()) == 1
    window, texts = start(open_window, answer_box, "Open")
    qtbot.waitUntil(lambda: window.document.scenario.seed == 4711)


def test_work_that_is_thrown_away_is_gone(open_window, file, qtbot, answer_box):
    kill_a_program(file)
    _, texts = start(open_window, answer_box, "Throw away")
    qtbot.waitUntil(lambda: bool(texts) and not copied())


def test_the_work_of_a_program_that_runs_is_not_offered_to_another(open_window, file, qtbot):
    with another_program(file):
        found = []
        window = open_window()
        window.desk.autosave.found.connect(found.append)
        window.desk.recover()
        qtbot.waitUntil(lambda: bool(found))
        assert found == [()]
        assert len(copied()) == 1


def test_what_the_file_has_become_meanwhile_is_not_written_over(open_window, file, sensors, qtbot, answer_box):
    kill_a_program(file)
    file.write_bytes(file.read_bytes().replace(b'"horizon_years": 8', b'"horizon_years": 9'))
    theirs = file.read_bytes()
    window, _ = start(open_window, answer_box, "Open")
    qtbot.waitUntil(lambda: window.document.path == file)
    texts = answer_box("Later")
    window.save()
    qtbot.waitUntil(lambda: len(texts) == 2)
    assert "has been changed on disk" in texts[-1]
    assert file.read_bytes() == theirs


def test_a_copy_is_made_every_minute_and_when_somebody_goes_to_another_program(window, qtbot):
    assert EVERY_MS == 60_000
    assert window.desk.autosave._timer.interval() == EVERY_MS
    window.document.edit({SEED: 5})
    QApplication.instance().applicationStateChanged.emit(Qt.ApplicationState.ApplicationInactive)
    qtbot.waitUntil(lambda: bool(copied()))
    (copy,) = copied()
    assert read_scenario(copy).seed == 5
    window.document.edit({SEED: 6})
    window.desk.autosave._timer.timeout.emit()
    qtbot.waitUntil(lambda: read_scenario(copy).seed == 6)


def test_nothing_is_copied_while_nothing_has_changed(window):
    window.desk.autosave.keep()
    window.desk.close()
    assert not copied()


@pytest.mark.parametrize("how", ["undone", "closed"])
def test_the_copy_goes_when_there_is_nothing_left_to_save(window, qtbot, answer_box, how):
    window.document.edit({SEED: 5})
    keep(window, qtbot)
    if how == "undone":
        window.document.undo()
    else:
        answer_box("Do not save")
        window.close()
    qtbot.waitUntil(lambda: not list(autosave_folder().iterdir()))


def test_an_older_copy_does_not_come_after_a_newer_one(tmp_path, cobot, sensors):
    entry = Entry(tmp_path, "one")
    entry.write(sensors, {}, 2)
    entry.write(cobot, {}, 1)
    assert read_scenario(entry.copy) == sensors
    entry.remove()
    entry.write(cobot, {}, 3)
    assert not list(tmp_path.iterdir())


def test_a_copy_that_failed_is_tried_again(window, qtbot, monkeypatch):
    tried = []

    def full(path, scenario):
        tried.append(path)
        raise ScenarioError([])

    with monkeypatch.context() as patched:
        patched.setattr(copies, "write_scenario", full)
        window.document.edit({SEED: 5})
        window.desk.autosave.keep()
        qtbot.waitUntil(lambda: bool(tried))
    keep(window, qtbot)


def test_a_copy_of_which_nobody_knows_what_it_is_is_offered_all_the_same(tmp_path, cobot):
    entry = Entry(tmp_path, "one")
    entry.write(cobot, {"title": "no title", "path": 7}, 1)
    entry.release()
    (found,) = leftovers(tmp_path)
    assert (found.path, found.digest, found.title) == (None, None, {})
    found.entry.remove()

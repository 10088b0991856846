"""A file that somebody else has open, or has changed: told in words, and never written over without a question."""

from __future__ import annotations

import shutil
import subprocess
import sys

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog

from roitool.scenario.editing import replaced
from roitool.scenario.file import read_scenario, scenario_bytes, write_scenario
from ui.locks import FileLock, Holder, take_lock

PRICE = ("candidates", 0, "inputs", 1, "quantity", "value")
SEED = ("seed",)

HOLD = """
import sys
from pathlib import Path
from ui.locks import FileLock, take_lock
lock = take_lock(Path(sys.argv[1]))
print(type(lock).__name__, flush=True)
sys.stdin.read()
"""


@pytest.fixture
def colleague(file):
    """Another program that has the file open, until its input is closed."""
    arguments = [sys.executable, "-c", HOLD, file]
    with subprocess.Popen(arguments, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout.readline().strip() == "FileLock"
        yield other


def change_there(file, place, value):
    write_scenario(file, replaced(read_scenario(file), place, value))


def come_back(window):
    """Come back to the window from another program."""
    QApplication.instance().applicationStateChanged.emit(Qt.ApplicationState.ApplicationActive)


def price(window):
    return window.document.scenario.candidates[0].inputs[1].quantity.value


def test_a_file_that_is_open_elsewhere_can_be_read_but_is_saved_under_another_name(
    window, file, colleague, qtbot, answer_box, tmp_path, monkeypatch
):
    texts = answer_box("Read only")
    window.open(file)
    qtbot.waitUntil(lambda: window.document.path == file)
    assert "“sensors.roi.json” is open on " in texts[0]
    assert "(read only)" in window.windowTitle()
    window.document.edit({PRICE: 750.0})
    mine = tmp_path / "mine.roi.json"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(mine), ""))
    window.save()
    qtbot.waitUntil(lambda: window.document.path == mine)
    assert read_scenario(file).candidates[0].inputs[1].quantity.value == 700
    assert read_scenario(mine).candidates[0].inputs[1].quantity.value == 750
    assert "(read only)" not in window.windowTitle()


def test_a_copy_of_a_file_that_is_open_elsewhere_has_no_file(window, file, sensors, colleague, qtbot, answer_box):
    answer_box("Open a copy")
    window.open(file)
    qtbot.waitUntil(lambda: window.document.scenario == sensors)
    assert window.document.path is None


def test_a_file_that_is_open_elsewhere_need_not_be_opened(window, file, cobot, colleague, qtbot, answer_box):
    texts = answer_box("Cancel")
    window.open(file)
    qtbot.waitUntil(lambda: bool(texts))
    assert window.document.scenario == cobot


def test_a_file_that_is_open_elsewhere_is_not_saved_over(window, file, colleague, qtbot, answer_box, monkeypatch):
    before = file.read_bytes()
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(file), ""))
    texts = answer_box("Close")
    window.save_as()
    qtbot.waitUntil(lambda: bool(texts))
    assert "Choose another name" in texts[0]
    assert file.read_bytes() == before
    assert window.document.path is None


def test_a_file_is_locked_while_it_is_open_and_no_longer(open_window, file):
    window = open_window(file)
    assert isinstance(take_lock(file), Holder)
    assert window.close()
    lock = take_lock(file)
    assert isinstance(lock, FileLock)
    lock.release()
    assert not list(file.parent.glob(".*.lock"))


def test_a_file_that_is_open_is_nobody_elses_by_whichever_link_it_is_reached(open_window, file, qtbot):
    window = open_window(file)
    link = file.with_name("link.roi.json")
    link.symlink_to(file)
    window.open(link)
    qtbot.waitUntil(lambda: window.document.path == link)
    assert not window.document.read_only
    assert isinstance(take_lock(file), Holder)


def test_the_lock_of_a_program_that_was_killed_is_nobodys(file):
    arguments = [sys.executable, "-c", HOLD, file]
    with subprocess.Popen(arguments, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout.readline().strip() == "FileLock"
        other.kill()
        other.wait()
    lock = take_lock(file)
    assert isinstance(lock, FileLock)
    lock.release()


def test_where_no_lock_can_be_made_there_is_none_and_nobody_complains(tmp_path):
    assert take_lock(tmp_path / "no such folder" / "x.roi.json") is None


def test_what_somebody_else_saved_is_told_in_words_and_taken_and_can_be_undone(open_window, file, qtbot, answer_box):
    window = open_window(file)
    window.document.edit({SEED: 5})
    change_there(file, PRICE, 900.0)
    texts = answer_box("Take the one on disk")
    come_back(window)
    qtbot.waitUntil(lambda: price(window) == 900)
    there, here = texts[0].split("Changed by you:")
    assert "Changed there:" in there
    assert "Sensors and box per machine: 700 → 900 €/machine" in there
    assert "seed: 20270105 → 5" in here
    assert not window.document.dirty
    window.undo()
    assert (price(window), window.document.scenario.seed) == (700, 5)
    assert window.document.dirty


def test_questions_about_adding_to_what_was_there_before_are_over_when_the_one_on_disk_is_taken(
    open_window, file, qtbot, answer_box
):
    window = open_window(file)
    window.add_from_template("cobot_cell")
    change_there(file, PRICE, 900.0)
    answer_box("Take the one on disk")
    come_back(window)
    qtbot.waitUntil(lambda: price(window) == 900)
    assert window.stage.currentWidget() is window.workspace


def test_later_means_that_it_is_not_asked_again_until_it_is_saved(open_window, file, qtbot, answer_box):
    window = open_window(file)
    window.document.edit({SEED: 5})
    change_there(file, PRICE, 900.0)
    theirs = file.read_bytes()
    texts = answer_box("Later")
    come_back(window)
    qtbot.waitUntil(lambda: len(texts) == 1)
    answer_box("Later")
    come_back(window)
    window.save()
    qtbot.waitUntil(lambda: len(texts) == 2)
    assert file.read_bytes() == theirs
    assert window.document.dirty


def test_what_is_kept_is_saved_under_another_name(open_window, file, tmp_path, qtbot, answer_box, monkeypatch):
    window = open_window(file)
    window.document.edit({SEED: 5})
    change_there(file, PRICE, 900.0)
    theirs = file.read_bytes()
    mine = tmp_path / "mine.roi.json"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(mine), ""))
    answer_box("Save mine as…")
    come_back(window)
    qtbot.waitUntil(lambda: window.document.path == mine)
    assert file.read_bytes() == theirs
    assert read_scenario(mine).seed == 5


def test_a_file_that_is_only_written_again_is_no_change(open_window, file, qtbot):
    window = open_window(file)
    file.write_bytes(scenario_bytes(window.document.scenario))
    come_back(window)
    window.document.edit({SEED: 5})
    window.save()
    qtbot.waitUntil(lambda: not window.document.dirty)
    assert read_scenario(file).seed == 5


def test_somebody_else_made_the_same_change(open_window, file, qtbot):
    window = open_window(file)
    window.document.edit({SEED: 5})
    change_there(file, SEED, 5)
    come_back(window)
    qtbot.waitUntil(lambda: not window.document.dirty)


def test_a_file_that_cannot_be_read_any_more_is_not_written_over(open_window, file, qtbot, answer_box):
    window = open_window(file)
    window.document.edit({SEED: 5})
    file.write_text("something else", encoding="utf-8")
    texts = answer_box("Later")
    window.save()
    qtbot.waitUntil(lambda: bool(texts))
    assert "cannot read what is there now" in texts[0]
    assert file.read_text(encoding="utf-8") == "something else"


def test_a_file_that_is_gone_is_told_of_and_saving_puts_it_back(open_window, file, qtbot, answer_box):
    window = open_window(file)
    file.unlink()
    texts = answer_box("Close")
    come_back(window)
    qtbot.waitUntil(lambda: bool(texts))
    assert window.document.dirty
    window.save()
    qtbot.waitUntil(lambda: not window.document.dirty)
    assert file.read_bytes() == scenario_bytes(window.document.scenario)


def test_a_folder_that_is_gone_leaves_the_work_unsaved_and_says_what_to_do(open_window, file, qtbot, answer_box):
    window = open_window(file)
    window.document.edit({SEED: 5})
    shutil.rmtree(file.parent)
    texts = answer_box("Close")
    window.save()
    qtbot.waitUntil(lambda: bool(texts))
    assert "another folder" in texts[0]
    assert window.document.dirty

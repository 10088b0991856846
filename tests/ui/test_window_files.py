"""Opening, saving, closing."""

from __future__ import annotations

import shutil
import threading
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QFileDialog, QPushButton

from roitool.scenario.data import example_bytes, example_names, template_ids
from roitool.scenario.editing import replaced
from roitool.scenario.file import read_scenario, scenario_bytes, scenario_from_bytes, write_scenario
from tests.ui.conftest import figure, row, type_into, wait_for_answer, wait_for_refusal

ROOT = Path(__file__).parent.parent.parent
LIKELY = 1
CONTROL = Qt.KeyboardModifier.ControlModifier


def test_a_file_named_at_the_start_is_opened(open_window, file, sensors):
    window = open_window(file)
    assert window.document.scenario == sensors
    assert window.document.path == file
    assert window.windowTitle().startswith("Machine sensors at De Vries Metalworks")


def test_a_file_that_was_named_from_its_folder_is_found_from_another(open_window, file, monkeypatch):
    monkeypatch.chdir(file.parent)
    window = open_window(Path(file.name))
    assert (window.document.path, window.desk.recent.paths) == (file, [file])
    assert window.settings.folder == str(file.parent)


@pytest.mark.parametrize("name", example_names())
def test_an_example_that_ships_is_opened_as_a_copy_that_saving_cannot_write_over(name, open_window):
    """`dev.py run` names the file of an example, and Ctrl+S is pressed by habit."""
    window = open_window(ROOT / "scenarios" / "examples" / f"{name}.roi.json")
    assert window.document.scenario == scenario_from_bytes(example_bytes(name))
    assert window.document.path is None


def test_saving_writes_the_bytes_of_the_document(open_window, file, qtbot):
    window = open_window(file)
    type_into(qtbot, row(window, "hardware_price").field_for(LIKELY), "750")
    assert window.isWindowModified()
    qtbot.keyClick(window, Qt.Key.Key_S, CONTROL)
    qtbot.waitUntil(lambda: not window.isWindowModified())
    assert file.read_bytes() == scenario_bytes(window.document.scenario)
    assert read_scenario(file).candidates[0].inputs[1].quantity.value == 750
    assert not window.isWindowModified()
    assert "saved" in window.workspace.status._saved.text()


def test_an_example_is_saved_under_a_name_that_somebody_chooses(window, qtbot, tmp_path, monkeypatch):
    chosen = tmp_path / "mine"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(chosen), ""))
    qtbot.keyClick(window, Qt.Key.Key_S, CONTROL)
    saved = tmp_path / "mine.roi.json"
    qtbot.waitUntil(lambda: window.document.path is not None)
    assert saved.read_bytes() == example_bytes("welding-cobot")
    assert window.document.path == saved


def test_a_name_that_becomes_that_of_another_file_is_asked_for_once_more(window, qtbot, tmp_path, monkeypatch):
    """The dialog asks about writing over a file by the name that was typed, which lacks the end it gets."""
    taken, free = tmp_path / "mine.roi.json", tmp_path / "other"
    taken.write_text("not to be lost", encoding="utf-8")
    answers, proposed = [str(tmp_path / "mine"), str(free)], []

    def choose(_parent, _title, proposal, _filter):
        proposed.append(proposal)
        return answers.pop(0), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", choose)
    window.save()
    qtbot.waitUntil(lambda: window.document.path == tmp_path / "other.roi.json")
    assert proposed[1] == str(taken)
    assert taken.read_text(encoding="utf-8") == "not to be lost"


def test_a_file_that_cannot_be_written_is_told_and_the_document_stays_unsaved(open_window, file, qtbot, answer_box):
    window = open_window(file)
    type_into(qtbot, row(window, "hardware_price").field_for(LIKELY), "750")
    shutil.rmtree(file.parent)
    texts = answer_box("Close")
    window.save()
    qtbot.waitUntil(lambda: bool(texts))
    assert "sensors.roi.json" in texts[0]
    assert window.isWindowModified()


def test_every_problem_of_a_file_is_told_in_one_box(window, qtbot, tmp_path, answer_box, cobot):
    path = tmp_path / "wrong.roi.json"
    wrong = scenario_bytes(cobot).replace(b'"horizon_years": 8', b'"horizon_years": 500')
    path.write_bytes(wrong.replace(b'"currency": "EUR"', b'"currency": "euro"'))
    texts = answer_box("Close")
    window.open(path)
    qtbot.waitUntil(lambda: bool(texts))
    assert "horizon_years" in texts[0]
    assert "currency" in texts[0]
    assert window.document.scenario == cobot


def test_a_document_that_makes_no_sense_opens_is_corrected_and_then_decided(qtbot, tmp_path, window, sensors):
    path = tmp_path / "order.roi.json"
    place = ("candidates", 0, "inputs", 6, "quantity", "low")
    write_scenario(path, replaced(sensors, place, 900.0))
    window.open(path)
    qtbot.waitUntil(lambda: window.document.path == path)
    wait_for_refusal(qtbot, window)
    type_into(qtbot, row(window, "start_up_hours").fields[0], "80")
    wait_for_answer(qtbot, window)


def test_a_file_dropped_on_the_window_is_opened(window, file, sensors, qtbot):
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file))])
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    window.dropEvent(QDropEvent(QPointF(50, 50), Qt.DropAction.CopyAction, data, buttons, keys))
    qtbot.waitUntil(lambda: window.document.scenario == sensors)


def test_closing_with_unsaved_changes_asks_once(open_window, file, qtbot, answer_box):
    window = open_window(file)
    type_into(qtbot, row(window, "hardware_price").field_for(LIKELY), "750")
    texts = answer_box("Cancel")
    assert not window.close()
    assert window.isVisible()
    answer_box("Save")
    window.close()
    qtbot.waitUntil(lambda: not window.isVisible())
    assert len(texts) == 2
    assert read_scenario(file).candidates[0].inputs[1].quantity.value == 750


def test_closing_without_saving_leaves_the_file_alone(open_window, file, qtbot, answer_box):
    window = open_window(file)
    before = file.read_bytes()
    type_into(qtbot, row(window, "hardware_price").field_for(LIKELY), "750")
    answer_box("Do not save")
    assert window.close()
    assert file.read_bytes() == before


def test_closing_during_a_run_leaves_no_thread_running(open_window, qtbot):
    before = threading.active_count()
    window = open_window()
    window.document.edit({("futures",): 5_000_000})
    qtbot.waitUntil(window.workspace.state._notice.isVisible, timeout=10_000)
    window.document.mark_saved(window.document.path)
    assert window.close()
    assert threading.active_count() == before


def test_the_size_of_the_window_is_remembered(open_window):
    window = open_window()
    window.resize(1180, 700)
    window.close()
    # The width is not looked at: a window that is wider than the screen is made narrower when it comes back.
    assert open_window().height() == 700


def test_what_was_changed_in_one_file_is_not_undone_in_the_next(window, file, qtbot, answer_box):
    type_into(qtbot, row(window, "arm_price").field_for(LIKELY), "1")
    answer_box("Do not save")
    window.open(file)
    qtbot.waitUntil(lambda: window.document.path == file)
    window.undo()
    assert figure(window, "hardware_price").quantity.value == 700
    assert not window.document.can_undo


def submenu(window, text):
    """Return a menu in the first menu, filled as when somebody opens it."""
    file = window.menuWidget().actions()[0].menu()
    inner = next(action.menu() for action in file.actions() if action.text().replace("&", "") == text)
    inner.aboutToShow.emit()
    return inner


def show_the_answer(window, qtbot):
    """Leave the questions of a template as they are."""
    button = next(each for each in window.findChildren(QPushButton) if each.text() == "Show the answer")
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def test_every_template_can_be_begun_from(window, qtbot):
    entries = submenu(window, "New from a template").actions()
    assert len(entries) == len(template_ids())
    assert "A cobot at a machine" in [entry.text() for entry in entries]
    assert all(entry.toolTip() for entry in entries)
    next(entry for entry in entries if entry.text() == "Know when machines stand still").trigger()
    show_the_answer(window, qtbot)
    qtbot.waitUntil(lambda: window.stage.aside is None)
    wait_for_answer(qtbot, window)
    (candidate,) = window.document.scenario.candidates
    assert candidate.template == "machine_monitoring"
    assert window.document.path is None
    assert window.windowTitle().startswith("Machine monitoring")


def test_every_example_can_be_looked_at(window, qtbot):
    entries = submenu(window, "Look at an example").actions()
    assert len(entries) == len(example_names())
    next(entry for entry in entries if entry.text() == "Machine sensors at De Vries Metalworks").trigger()
    wait_for_answer(qtbot, window)
    assert window.document.scenario == scenario_from_bytes(example_bytes("machine-sensors"))
    assert window.document.path is None


def test_a_menu_of_files_is_filled_once(window):
    assert len(submenu(window, "Look at an example").actions()) == len(submenu(window, "Look at an example").actions())


def test_beginning_anew_asks_about_changes_first(window, qtbot, answer_box):
    type_into(qtbot, row(window, "arm_price").field_for(LIKELY), "35000")
    texts = answer_box("Cancel")
    submenu(window, "New from a template").actions()[0].trigger()
    show_the_answer(window, qtbot)
    qtbot.waitUntil(lambda: len(texts) == 1)
    assert window.document.scenario.candidates[0].id == "cobot"

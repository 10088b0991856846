"""A window over a scenario, as it is when the first answer is there."""

from __future__ import annotations

import gc
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt, QTimer
from PySide6.QtWidgets import QApplication, QMessageBox
from pytestqt.qtbot import QtBot

import scenarios
from roitool.scenario.data import example_bytes
from roitool.scenario.file import scenario_from_bytes, write_scenario
from roitool.wording.words import Words
from ui.main_window import MainWindow
from ui.panels.answer import AnswerPanel
from ui.panels.grouping import page_of_place
from ui.theme import LIGHT, load_fonts

ANSWER_MS = 20_000
EXAMPLES = Path(scenarios.__file__).parent / "examples"


@pytest.fixture(autouse=True)
def _patience(monkeypatch):
    """Wait as long for everything as for an answer: a machine may have other work too."""
    monkeypatch.setitem(QtBot.waitUntil.__kwdefaults__, "timeout", ANSWER_MS)


@pytest.fixture
def cobot():
    return scenario_from_bytes(example_bytes("welding-cobot"))


@pytest.fixture
def sensors():
    return scenario_from_bytes(example_bytes("machine-sensors"))


@pytest.fixture
def open_window(qtbot, qapp):
    """Return what opens a window on a file, or on an example, and waits for its answer."""
    forget_windows()
    load_fonts()

    def open_it(path=None, language="en"):
        window = MainWindow(path or EXAMPLES / "welding-cobot.roi.json")
        window.settings.language = language
        # Nobody is there to answer the question about changes that were not saved.
        qtbot.addWidget(window, before_close_func=forget_changes)
        window.show()
        # On a real display keys go nowhere until the window has the focus.
        window.activateWindow()
        qtbot.waitUntil(lambda: is_active(window))
        qtbot.waitUntil(lambda: window.workspace is not None, timeout=ANSWER_MS)
        wait_for_answer(qtbot, window)
        return window

    return open_it


@pytest.fixture
def panel(qtbot):
    """Return the panel with the answer by itself, before it is given one."""
    panel = AnswerPanel(Words("en"), LIGHT)
    qtbot.addWidget(panel)
    panel.resize(364, 820)
    panel.show()
    return panel


@pytest.fixture
def window(open_window):
    return open_window()


@pytest.fixture
def three(open_window):
    """Return a window over three candidates."""
    return open_window(EXAMPLES / "three-candidates.roi.json")


@pytest.fixture
def file(tmp_path, sensors):
    path = tmp_path / "sensors.roi.json"
    write_scenario(path, sensors)
    return path


@pytest.fixture
def answer_box(qapp):
    """Return what answers the next message box by the button of this text, and the texts of the boxes so far."""
    texts, going_on = [], True

    def answer(button_text):
        def click():
            if not going_on:
                return
            box = QApplication.activeModalWidget()
            if not isinstance(box, QMessageBox):
                QTimer.singleShot(20, click)
                return
            assert box.textFormat() == Qt.TextFormat.PlainText
            texts.append(f"{box.text()}\n{box.informativeText()}")
            wanted = [button for button in box.buttons() if button.text() == button_text]
            if not wanted:
                # Left open, it would be waited for without end.
                box.done(0)
                raise AssertionError(f"something else was asked: {texts[-1]}")
            wanted[0].click()

        QTimer.singleShot(20, click)
        return texts

    yield answer
    # A question that never came is not answered in another test.
    going_on = False


def forget_windows():
    """Give back the answers of windows that were closed, tens of megabytes each; search what stays then no more."""
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    gc.collect()
    gc.freeze()


def is_active(window):
    """Return whether keys go to the window, or to a question of it; otherwise ask for them once more."""
    if not (window.isActiveWindow() or QApplication.activeModalWidget() is not None):
        window.activateWindow()
        return False
    return True


def wait_for_answer(qtbot, window):
    qtbot.waitUntil(lambda: window.workspace.state.state == "current", timeout=ANSWER_MS)


def wait_for_refusal(qtbot, window):
    qtbot.waitUntil(lambda: window.workspace.state.state == "cannot", timeout=ANSWER_MS)


def forget_changes(window):
    if window.document is not None:
        window.document.mark_saved(window.document.path, digest=window.document.digest)


def row(window, input_id):
    """Return the row of a figure, in view."""
    scenario = window.document.scenario
    inputs = {item.id: ("inputs", place) for place, item in enumerate(scenario.inputs)}
    candidate = window.workspace.candidate
    own = scenario.candidates[candidate].inputs
    inputs |= {item.id: ("candidates", candidate, "inputs", place) for place, item in enumerate(own)}
    place = inputs[input_id]
    page = page_of_place(scenario, place)
    if window.workspace.page != page:
        window.workspace.show_page(page)
    found = window.workspace.figures.row_at(place)
    window.workspace.figures.reveal(found)
    return found


def figure(window, input_id):
    """Return a figure of the document as it is now."""
    scenario = window.document.scenario
    inputs = [*scenario.inputs, *(item for candidate in scenario.candidates for item in candidate.inputs)]
    return next(item for item in inputs if item.id == input_id)


def type_into(qtbot, field, text):
    """Click into a box, whose text is selected by that, and type."""
    field.setFocus()
    field.selectAll()
    qtbot.keyClicks(field, text)

"""Tables of the answer into files: chosen from the menu beside them, written outside of the window's thread."""

from __future__ import annotations

import csv
import threading
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

import ui.handover.work
from roitool.exports.futures import columns
from roitool.scenario.file import write_all
from tests.ui.answers import button, texts
from tests.ui.handover.conftest import choose
from ui.widgets.buttons import Button

SAVE = "Save as CSV…"


def save(qtbot, window, what):
    """Choose to save a table from the menu of its button, as a click opens it."""
    menu = button(window, f"Copy or save: {what}").menu()
    (entry,) = [action for action in menu.actions() if action.text() == SAVE]
    menu.popup(window.mapToGlobal(window.rect().center()))
    qtbot.waitUntil(menu.isVisible)
    qtbot.mouseClick(menu, Qt.MouseButton.LeftButton, pos=menu.actionGeometry(entry).center())


def rows(path, between=","):
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file, delimiter=between))


def test_a_table_is_saved_where_somebody_chooses_and_told(window, qtbot, save_as, tmp_path):
    proposed = save_as(tmp_path / "outcomes")
    save(qtbot, window, "Fifty futures")
    qtbot.waitUntil(lambda: "Table written: outcomes.csv" in texts(window))
    header, *outcomes = rows(tmp_path / "outcomes.csv")
    assert header == ["futures below it, of 100", "net present value"]
    assert len(outcomes) == 50
    assert Path(proposed[0]).name == "welding-cobot-fifty-futures.csv"
    assert not window.document.dirty


def test_what_was_told_makes_room_for_the_facts_again(window, qtbot, save_as, tmp_path):
    save_as(tmp_path / "one.csv", tmp_path / "two.csv")
    for name, what in (("one", "Fifty futures"), ("two", "Bank balance")):
        save(qtbot, window, what)
        qtbot.waitUntil(lambda name=name: f"Table written: {name}.csv" in texts(window))
    assert "Table written: one.csv" not in texts(window)
    links = window.workspace.status.findChildren(Button)
    close = next(each for each in reversed(links) if each.text() == "Close")
    qtbot.waitUntil(close.isVisible)
    qtbot.mouseClick(close, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: any("futures" in text for text in texts(window.workspace.status)))
    assert "Table written: two.csv" not in texts(window)


def test_the_window_does_not_wait_for_a_slow_drive(window, qtbot, save_as, tmp_path, monkeypatch):
    go_on = threading.Event()

    def slowly(files):
        assert go_on.wait(20)
        write_all(files)

    monkeypatch.setattr(ui.handover.work, "write_all", slowly)
    save_as(tmp_path / "slow.csv")
    save(qtbot, window, "Ways of paying")
    assert not (tmp_path / "slow.csv").exists()
    go_on.set()
    qtbot.waitUntil(lambda: "Table written: slow.csv" in texts(window))
    assert rows(tmp_path / "slow.csv")[0][0] == "way of paying"


def test_a_table_that_cannot_be_written_is_told_with_what_to_do_and_goes_elsewhere(
    window, qtbot, save_as, answer_box, tmp_path
):
    save_as(tmp_path / "gone" / "table.csv", tmp_path / "here.csv")
    told = answer_box("Choose another place…")
    save(qtbot, window, "Fifty futures")
    qtbot.waitUntil((tmp_path / "here.csv").exists)
    assert "was not written" in told[0]
    assert "Save it in another folder" in told[0]
    assert not (tmp_path / "gone").exists()


def test_nothing_is_written_where_somebody_changes_his_mind(window, qtbot, save_as, tmp_path):
    proposed = save_as()
    save(qtbot, window, "Fifty futures")
    qtbot.waitUntil(lambda: len(proposed) == 1)
    assert list(tmp_path.iterdir()) == []


def test_a_dutch_window_writes_what_a_dutch_spreadsheet_reads(open_window, qtbot, save_as, tmp_path):
    window = open_window()
    window.choose_language("nl")
    qtbot.waitUntil(lambda: window.workspace.state.state == "current")
    save_as(tmp_path / "uitkomsten.csv")
    menu = button(window, "Kopiëren of opslaan: Vijftig toekomsten").menu()
    next(action for action in menu.actions() if action.text() == "Opslaan als CSV…").trigger()
    qtbot.waitUntil((tmp_path / "uitkomsten.csv").exists)
    assert all(len(row) == 2 for row in rows(tmp_path / "uitkomsten.csv", ";"))


def test_all_tables_go_into_a_folder_of_their_own(window, qtbot, tmp_path, monkeypatch):
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path))
    choose(window, "File", "Export", "Tables (CSV)…")
    qtbot.waitUntil(lambda: any(text.startswith("Tables written: ") for text in texts(window)))
    (folder,) = tmp_path.iterdir()
    assert folder.name.startswith("welding-cobot-at-de-vries-metalworks-tables-")
    assert len(list(folder.glob("1-welding-cobot-*.csv"))) == 11


@pytest.mark.parametrize("name", ["all.csv", "all.xml"])
def test_all_futures_are_written_as_the_name_of_the_file_says(window, qtbot, save_as, tmp_path, name):
    proposed = save_as(tmp_path / name)
    choose(window, "File", "Export", "All futures (CSV, SIPmath)…")
    qtbot.waitUntil(lambda: f"Futures written: {name}" in texts(window))
    assert (tmp_path / name).stat().st_size > 1_000_000
    assert "-futures-" in Path(proposed[0]).name


def test_more_futures_than_a_file_takes_are_told_and_nothing_is_written(
    window, qtbot, save_as, answer_box, tmp_path, monkeypatch
):
    monkeypatch.setattr(columns, "MOST_NUMBERS", 1_000)
    save_as(tmp_path / "all.csv")
    told = answer_box("Close")
    choose(window, "File", "Export", "All futures (CSV, SIPmath)…")
    qtbot.waitUntil(lambda: len(told) == 1)
    assert "a file gets 1,000 at most" in told[0]
    assert "Ask for fewer futures" in told[0]
    assert list(tmp_path.iterdir()) == []

"""Exports from the window: the menu, the questions, and the file on the disk."""

from __future__ import annotations

import datetime as dt
import errno
import os
import subprocess
import sys
import threading
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QCheckBox, QFileDialog, QListWidget, QMenu, QPushButton, QToolButton

from roitool.exports.kinds import KINDS
from roitool.scenario.editing import replaced
from roitool.scenario.file import write_scenario
from roitool.wording.words import Words
from tests.ui.conftest import figure, row, type_into, wait_for_answer, wait_for_refusal
from tests.ui.handover.conftest import choose, names, plainly, told
from ui.handover import work
from ui.handover.which import WhichDialog

LIKELY = 1


def today():
    return dt.datetime.now().astimezone().date().isoformat()


def exports(window):
    """Return the menu of exports."""
    return next(menu for menu in window.menuBar().findChildren(QMenu) if plainly(menu.title()) == "Export")


def export_workbook(window):
    choose(window, "File", "Export", "Workbook for finance (Excel)…")


def test_the_menu_of_exports_has_an_entry_for_each_kind_there_is(window):
    export = exports(window)
    assert len(export.actions()) == len(KINDS)
    button = next(each for each in window.findChildren(QToolButton) if each.text() == "Export")
    assert button.menu() is export
    assert button.accessibleName() == "Export"
    assert button.focusPolicy() & Qt.FocusPolicy.TabFocus


def test_without_a_document_there_is_nothing_to_export(window, qtbot):
    window.close_document()
    qtbot.waitUntil(lambda: window.document is None)
    titles = [plainly(menu.title()) for menu in window.menuBar().findChildren(QMenu)]
    assert "Export" not in titles


def test_a_workbook_of_the_only_candidate_is_written_without_a_question(window, qtbot, tmp_path, save_as):
    proposed = save_as(tmp_path / "mine")
    before = window.document.scenario
    export_workbook(window)
    written = tmp_path / "mine.xlsx"
    qtbot.waitUntil(lambda: "Workbook written: mine.xlsx" in told(window))
    assert "Inputs" in openpyxl.load_workbook(written).sheetnames
    assert proposed[0].name == f"welding-cobot-at-de-vries-metalworks-{today()}.xlsx"
    assert (window.document.scenario, window.document.dirty, window.document.can_undo) == (before, False, False)
    assert names(tmp_path) == ["mine.xlsx"]


def test_tables_get_a_new_folder_each_time(window, qtbot, tmp_path, monkeypatch):
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path))
    name = f"welding-cobot-at-de-vries-metalworks-tables-{today()}"
    for folder in (name, f"{name}-2"):
        choose(window, "File", "Export", "Tables (CSV)…")
        qtbot.waitUntil(lambda folder=folder: f"Tables written: {folder}" in told(window))
    assert names(tmp_path) == [name, f"{name}-2"]
    assert names(tmp_path / name) == names(tmp_path / f"{name}-2")
    assert all(each.endswith(".csv") for each in names(tmp_path / name))


def test_a_folder_of_tables_that_no_drive_takes_is_told(window, qtbot, tmp_path, monkeypatch, answer_box):
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path / ("n" * 300)))
    boxes = answer_box("Close")
    choose(window, "File", "Export", "Tables (CSV)…")
    qtbot.waitUntil(lambda: bool(boxes))
    assert "was not written" in boxes[0]


def test_a_folder_of_tables_that_cannot_be_filled_is_not_left(window, qtbot, tmp_path, monkeypatch, answer_box):
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path))

    def full(_descriptor):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    boxes = answer_box("Close")
    choose(window, "File", "Export", "Tables (CSV)…")
    qtbot.waitUntil(lambda: bool(boxes))
    assert "disk is full" in boxes[0]
    assert names(tmp_path) == []


def test_futures_are_written_as_the_ending_says(window, qtbot, tmp_path, save_as):
    save_as(tmp_path / "library.xml", tmp_path / "rows.csv")
    for name in ("library.xml", "rows.csv"):
        choose(window, "File", "Export", "All futures (CSV, SIPmath)…")
        qtbot.waitUntil(lambda name=name: f"Futures written: {name}" in told(window))
    assert (tmp_path / "library.xml").read_bytes().lstrip().startswith(b"<")
    assert (tmp_path / "rows.csv").stat().st_size > 1_000_000


def test_the_folder_is_remembered_and_the_one_for_documents_left_alone(window, qtbot, tmp_path, save_as):
    documents = window.settings.folder
    proposed = save_as(tmp_path / "one.xlsx", tmp_path / "two.xlsx")
    export_workbook(window)
    qtbot.waitUntil((tmp_path / "one.xlsx").exists)
    qtbot.waitUntil(lambda: "one.xlsx" in told(window))
    export_workbook(window)
    qtbot.waitUntil(lambda: "two.xlsx" in told(window))
    assert proposed[1].parent == tmp_path
    assert window.settings.folder == documents


def test_the_candidates_of_a_workbook_are_chosen_and_the_others_are_not_in_it(three, qtbot, tmp_path, save_as, tick):
    save_as(tmp_path / "two.xlsx")
    seen = tick({"Welding cobot", "Digital orders from customers"})
    export_workbook(three)
    qtbot.waitUntil(lambda: "two.xlsx" in told(three))
    assert list(seen[0].values()) == [True, True, True]
    sheets = openpyxl.load_workbook(tmp_path / "two.xlsx").sheetnames
    assert {"Cash flow 1", "Cash flow 3"} <= set(sheets)
    assert "Cash flow 2" not in sheets


def test_who_chooses_no_candidate_or_no_place_gets_no_file(three, qtbot, tmp_path, save_as, tick):
    proposed = save_as()
    seen = tick(None, "Cancel")
    export_workbook(three)
    qtbot.waitUntil(lambda: bool(seen))
    assert proposed == []
    tick(None)
    export_workbook(three)
    qtbot.waitUntil(lambda: bool(proposed))
    assert names(tmp_path) == []
    save_as(tmp_path / "third.xlsx")
    tick(None)
    export_workbook(three)
    qtbot.waitUntil((tmp_path / "third.xlsx").exists)


def test_without_a_ticked_candidate_it_does_not_go_on(three, qtbot):
    dialog = WhichDialog(three, "Which?", ["One", "Two"], {0}, Words("en"))
    qtbot.addWidget(dialog)
    dialog.show()
    first, second = dialog.findChildren(QCheckBox)
    assert (first.isChecked(), second.isChecked()) == (True, False)
    go_on = next(each for each in dialog.findChildren(QPushButton) if each.isDefault())
    assert go_on.isEnabled()
    first.setFocus()
    qtbot.keyClick(first, Qt.Key.Key_Space)
    assert not go_on.isEnabled()
    qtbot.keyClick(first, Qt.Key.Key_Space)
    qtbot.keyClick(dialog, Qt.Key.Key_Return)
    assert dialog.chosen == (0,)
    assert dialog.result() == WhichDialog.DialogCode.Accepted


def test_what_is_exported_is_the_scenario_as_it_was_when_somebody_asked(
    window, qtbot, tmp_path, save_as, monkeypatch, held
):
    save_as(tmp_path / "before.xlsx")
    before = window.document.scenario
    reached, release = held
    orders = []
    make = work.Order
    monkeypatch.setattr(work, "Order", lambda *parts: orders.append(make(*parts)) or orders[-1])
    export_workbook(window)
    qtbot.waitUntil(reached.is_set)
    type_into(qtbot, row(window, "arm_price").field_for(LIKELY), "60000")
    wait_for_answer(qtbot, window)
    release.set()
    qtbot.waitUntil(lambda: "before.xlsx" in told(window))
    assert orders[0].evaluation.scenario is before
    assert figure(window, "arm_price").quantity.value == 60000
    assert window.document.dirty
    window.undo()
    assert window.document.scenario == before


def test_what_takes_long_is_told_in_the_line_at_the_bottom_and_can_be_stopped(window, qtbot, tmp_path, save_as, held):
    save_as(tmp_path / "slow.xlsx")
    _, release = held
    export_workbook(window)
    qtbot.waitUntil(lambda: "Making the workbook…" in told(window))
    stop = next(each for each in window.workspace.status.findChildren(QPushButton) if each.text() == "Cancel")
    stop.setFocus()
    qtbot.keyClick(stop, Qt.Key.Key_Return)
    assert "Making" not in told(window)
    release.set()
    for thread in threading.enumerate():
        if thread.name == "roitool-handover":
            thread.join()
    assert names(tmp_path) == []
    save_as(tmp_path / "again.xlsx")
    export_workbook(window)
    qtbot.waitUntil((tmp_path / "again.xlsx").exists)


def test_while_something_is_being_made_nothing_else_is_offered(window, qtbot, tmp_path, save_as, held):
    save_as(tmp_path / "slow.xlsx")
    reached, release = held
    export_workbook(window)
    qtbot.waitUntil(reached.is_set)
    window.choose_theme("dark")
    assert not any(entry.isEnabled() for entry in exports(window).actions())
    release.set()
    qtbot.waitUntil(lambda: "slow.xlsx" in told(window))
    assert all(entry.isEnabled() for entry in exports(window).actions())


def test_the_window_is_there_without_what_only_exports_need():
    code = (
        "import sys, ui.main_window, ui.desk, ui.menus, ui.stage, ui.handover.exchange\n"
        "print({'PySide6.QtPrintSupport', 'xlsxwriter', 'openpyxl', 'typst', 'matplotlib'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"


def test_closing_the_window_leaves_nothing_behind(window, qtbot, tmp_path, save_as, held):
    save_as(tmp_path / "late.xlsx")
    reached, release = held
    export_workbook(window)
    qtbot.waitUntil(reached.is_set)
    release.set()
    window.close()
    assert not [thread for thread in threading.enumerate() if thread.name == "roitool-handover"]
    assert names(tmp_path) == []


def test_another_language_tells_of_the_export_that_is_under_way(window, qtbot, tmp_path, save_as, held):
    save_as(tmp_path / "slow.xlsx")
    _, release = held
    export_workbook(window)
    window.choose_language("nl")
    qtbot.waitUntil(lambda: "Het rekenblad wordt gemaakt…" in told(window))
    release.set()
    qtbot.waitUntil(lambda: "Rekenblad geschreven: slow.xlsx" in told(window))
    # It is in the language of the window in which it was asked for.
    assert "Inputs" in openpyxl.load_workbook(tmp_path / "slow.xlsx").sheetnames


def test_a_full_disk_is_told_and_the_next_place_gets_the_whole_file(
    window, qtbot, tmp_path, save_as, monkeypatch, answer_box
):
    full, free = tmp_path / "full.xlsx", tmp_path / "free.xlsx"
    full.write_bytes(b"what was there")
    save_as(full, free)
    fsync, failures = os.fsync, iter([OSError(errno.ENOSPC, "No space left on device")])

    def fail_once(descriptor):
        if (failure := next(failures, None)) is not None:
            raise failure
        fsync(descriptor)

    monkeypatch.setattr(os, "fsync", fail_once)
    boxes = answer_box("Choose another place…")
    export_workbook(window)
    qtbot.waitUntil(lambda: "free.xlsx" in told(window))
    assert "full.xlsx" in boxes[0]
    assert "disk is full" in boxes[0]
    assert full.read_bytes() == b"what was there"
    assert names(tmp_path) == ["free.xlsx", "full.xlsx"]
    assert openpyxl.load_workbook(free).sheetnames
    assert not window.document.dirty


@pytest.mark.skipif(getattr(os, "geteuid", int)() == 0, reason="who may do everything is refused nothing")
def test_a_folder_that_may_not_be_written_to_is_told(window, qtbot, tmp_path, save_as, answer_box):
    locked = tmp_path / "locked"
    locked.mkdir()
    locked.chmod(0o500)
    save_as(locked / "mine.xlsx")
    boxes = answer_box("Close")
    export_workbook(window)
    qtbot.waitUntil(lambda: bool(boxes))
    assert "mine.xlsx" in boxes[0]
    assert names(locked) == []


def test_a_file_that_another_program_holds_is_told_with_what_to_do(
    window, qtbot, tmp_path, save_as, monkeypatch, answer_box
):
    save_as(tmp_path / "held.xlsx")
    replace = Path.replace

    def refuse(path, target):
        if Path(target).suffix == ".xlsx":
            raise OSError(errno.EBUSY, "Device or resource busy")
        return replace(path, target)

    monkeypatch.setattr(Path, "replace", refuse)
    boxes = answer_box("Close")
    export_workbook(window)
    qtbot.waitUntil(lambda: bool(boxes))
    assert "Another program has this file open" in boxes[0]
    assert "Close it there" in boxes[0]
    assert names(tmp_path) == []


def test_a_folder_that_is_gone_is_told(window, qtbot, tmp_path, save_as, answer_box):
    save_as(tmp_path / "gone" / "mine.xlsx")
    boxes = answer_box("Close")
    export_workbook(window)
    qtbot.waitUntil(lambda: bool(boxes))
    assert "mine.xlsx" in boxes[0]
    assert not window.document.dirty


def test_what_cannot_be_read_yet_keeps_everything_from_being_exported_and_is_led_to(window, qtbot, save_as, answer_box):
    proposed = save_as()
    field = row(window, "arm_price").field_for(LIKELY)
    type_into(qtbot, field, "much")
    wait_for_refusal(qtbot, window)
    window.workspace.navigation.findChild(QListWidget).setFocus()
    assert window.focusWidget() is not field
    boxes = answer_box("Show me")
    export_workbook(window)
    qtbot.waitUntil(lambda: bool(boxes))
    assert "no answer to hand over" in boxes[0]
    qtbot.waitUntil(lambda: window.focusWidget() is field)
    assert proposed == []


def test_a_scenario_that_makes_no_sense_is_not_exported(window, qtbot, tmp_path, sensors, save_as, answer_box):
    path = tmp_path / "order.roi.json"
    write_scenario(path, replaced(sensors, ("candidates", 0, "inputs", 6, "quantity", "low"), 900.0))
    window.open(path)
    qtbot.waitUntil(lambda: window.document.path == path)
    # Not waited for: who makes the workbook finds it too.
    save_as(tmp_path / "mine.xlsx")
    boxes = answer_box("Close")
    export_workbook(window)
    qtbot.waitUntil(lambda: bool(boxes))
    assert "no answer to hand over" in boxes[0]
    assert not (tmp_path / "mine.xlsx").exists()
    wait_for_refusal(qtbot, window)


def test_what_was_written_is_opened_by_a_link_and_nothing_else_is(window, qtbot, tmp_path, save_as, monkeypatch):
    opened = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(Path(url.toLocalFile())))
    save_as(tmp_path / "mine.xlsx")
    export_workbook(window)
    qtbot.waitUntil(lambda: "mine.xlsx" in told(window))
    links = {each.text(): each for each in window.workspace.status.findChildren(QPushButton) if each.isVisible()}
    for name in ("Open", "Show in folder"):
        links[name].setFocus()
        qtbot.keyClick(links[name], Qt.Key.Key_Space)
    assert opened == [tmp_path / "mine.xlsx", tmp_path]
    links["Close"].click()
    assert "mine.xlsx" not in told(window)
    assert "futures" in told(window)


def test_the_facts_about_the_answer_come_back_after_a_minute(window, qtbot, tmp_path, save_as):
    save_as(tmp_path / "mine.xlsx")
    export_workbook(window)
    qtbot.waitUntil(lambda: "mine.xlsx" in told(window))
    window.exchange.handover._notices._notice._seen.timeout.emit()
    assert "mine.xlsx" not in told(window)
    assert "futures" in told(window)

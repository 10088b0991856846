"""Recent files: the newest first, ten at most, and one that is gone is listed until somebody asks for it."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

from roitool.wording.words import Words
from tests.ui.test_window_files import submenu
from ui.recent import MOST, Recent
from ui.settings import Settings

NOW = datetime(2026, 11, 27, 14, 30).astimezone()


def test_the_file_that_was_used_last_comes_first_and_stands_there_once(qapp):
    recent = Recent(Settings())
    for name in ("a", "b", "a"):
        recent.add(Path(name), NOW)
    assert recent.paths == [Path("a"), Path("b")]


def test_ten_are_remembered_from_one_day_to_the_next(qapp):
    for number in range(MOST + 3):
        Recent(Settings()).add(Path(f"{number}, with a comma.roi.json"), NOW)
    assert [path.name.split(",")[0] for path in Recent(Settings()).paths] == [str(n) for n in range(12, 2, -1)]


def test_it_is_said_when_each_was_used(qapp):
    recent = Recent(Settings())
    for name, days in (("old", 400), ("month", 15), ("yesterday", 1), ("today", 0)):
        recent.add(Path(name), NOW - timedelta(days=days))
    assert [when for _, when in recent.listed(Words("nl"), NOW)] == [
        "vandaag 14:30",
        "gisteren 14:30",
        "12 nov",
        "23 okt 2025",
    ]


def test_what_cannot_be_read_in_the_settings_is_as_if_it_were_not_there(qapp):
    settings = Settings()
    for stored in ("nonsense", '[["a"]]', '[["a", "never"]]', "7"):
        settings._store.setValue("recent", stored)
        assert Settings().recent == []


def test_a_file_is_opened_again_from_the_menu(open_window, file, qtbot):
    open_window(file).close()
    window = open_window()
    (entry,) = submenu(window, "Open recent").actions()
    assert entry.text().startswith("sensors.roi.json\ttoday ")
    entry.trigger()
    qtbot.waitUntil(lambda: window.document.path == file)


def test_a_recent_file_that_is_gone_is_told_of_and_taken_off_the_list(open_window, file, qtbot, answer_box):
    open_window(file).close()
    file.unlink()
    window = open_window()
    (entry,) = submenu(window, "Open recent").actions()
    texts = answer_box("Close")
    entry.trigger()
    qtbot.waitUntil(lambda: bool(texts))
    assert "taken off the list" in texts[0]
    (entry,) = submenu(window, "Open recent").actions()
    assert not entry.isEnabled()

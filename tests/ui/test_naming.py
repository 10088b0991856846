"""What a file is called: somebody types a name, and the ending comes from the kind of file."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QFileDialog

from ui.naming import ask_where_to_write, called

KINDS = {".csv": "Rows", ".xml": "Library"}


@pytest.fixture
def typed(monkeypatch):
    """Return what has these names typed into the dialogs, one after the other, with the kind that is chosen in them."""

    def names(*left, kind=0):
        answers = iter(left)

        def choose(_parent, _title, _proposal, filters):
            return next(answers), filters.split(";;")[kind]

        monkeypatch.setattr(QFileDialog, "getSaveFileName", choose)

    return names


@pytest.mark.parametrize(("name", "kind", "becomes"), [("a", 0, "a.csv"), ("a", 1, "a.xml"), ("a.XML", 0, "a.XML")])
def test_a_name_without_an_ending_gets_that_of_the_kind_that_was_chosen(typed, tmp_path, name, kind, becomes):
    typed(str(tmp_path / name), kind=kind)
    assert ask_where_to_write(None, "Save", tmp_path, KINDS) == tmp_path / becomes


def test_a_file_that_is_only_called_so_with_its_ending_is_asked_about(typed, tmp_path):
    (tmp_path / "a.csv").touch()
    typed(str(tmp_path / "a"), str(tmp_path / "b"))
    assert ask_where_to_write(None, "Save", tmp_path, KINDS) == tmp_path / "b.csv"


def test_a_name_that_no_drive_takes_is_left_to_whoever_writes(typed, tmp_path):
    typed(str(tmp_path / ("n" * 300)))
    written = ask_where_to_write(None, "Save", tmp_path, KINDS)
    assert written is not None
    assert len(called(written)) <= 80

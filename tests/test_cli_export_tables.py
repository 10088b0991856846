"""``roitool export --tables`` and ``--futures``: files on the disk, or a plain word why not."""

from __future__ import annotations

import csv
from xml.etree import ElementTree as ET

import pytest

from roitool.cli import DONE, REFUSED, main
from roitool.exports.futures import columns
from roitool.scenario.data import example_bytes

COBOT = "Welding cobot at De Vries Metalworks"


@pytest.fixture
def cobot(tmp_path):
    path = tmp_path / "cobot.roi.json"
    path.write_bytes(example_bytes("welding-cobot"))
    return str(path)


def export(*arguments):
    return main(["export", *map(str, arguments), "--lang", "en"])


def names(folder):
    return sorted(path.name for path in folder.iterdir())


def test_all_tables_are_written_into_a_folder_that_is_made(cobot, tmp_path, capsys):
    folder = tmp_path / "tables"
    assert export(cobot, "--tables", folder) == DONE
    assert len(names(folder)) == 14
    assert not [name for name in names(folder) if name.startswith(".")]
    said = capsys.readouterr()
    assert "tables" in said.out
    assert said.err == ""


def test_tables_are_written_over_those_of_before(cobot, tmp_path):
    folder = tmp_path / "tables"
    assert export(cobot, "--tables", folder) == DONE
    before = (folder / "1-welding-cobot-percentiles.csv").read_bytes()
    assert export(cobot, "--tables", folder, "--seed", "3") == DONE
    assert (folder / "1-welding-cobot-percentiles.csv").read_bytes() != before


def test_tables_never_take_the_place_of_what_somebody_else_wrote(cobot, tmp_path, capsys):
    folder = tmp_path / "mine"
    folder.mkdir()
    (folder / "0-figures.csv").write_bytes(b"mine")
    (folder / "other.txt").write_bytes(b"other")
    assert export(cobot, "--tables", folder) == REFUSED
    assert names(folder) == ["0-figures.csv", "other.txt"]
    assert (folder / "0-figures.csv").read_bytes() == b"mine"
    said = " ".join(capsys.readouterr().err.split())
    assert "“0-figures.csv”" in said
    assert "Choose another folder" in said


def test_a_folder_that_is_a_file_is_told(cobot, tmp_path, capsys):
    (tmp_path / "file").write_bytes(b"a file")
    assert export(cobot, "--tables", tmp_path / "file") == REFUSED
    assert (tmp_path / "file").read_bytes() == b"a file"
    assert "What to do" in capsys.readouterr().err


def test_a_folder_that_nothing_could_be_put_into_is_not_left_behind(cobot, tmp_path, capsys):
    gone = tmp_path / "nowhere" / "all.csv"
    assert export(cobot, "--tables", tmp_path / "tables", "--futures", gone, "--trials", "1") == REFUSED
    assert names(tmp_path) == ["cobot.roi.json"]
    assert "Nothing was written." in capsys.readouterr().err


def test_futures_are_written_with_a_table_of_what_each_column_is(cobot, tmp_path):
    assert export(cobot, "--futures", tmp_path / "all") == DONE
    assert names(tmp_path) == ["all-columns.csv", "all.csv", "cobot.roi.json"]
    with (tmp_path / "all.csv").open(encoding="ascii", newline="") as file:
        rows = list(csv.reader(file))
    assert len(rows) == 1 + 10_240
    with (tmp_path / "all-columns.csv").open(encoding="utf-8-sig", newline="") as file:
        about = list(csv.reader(file))
    assert [row[0] for row in about[1:] if row[0]] == rows[0]


def test_futures_are_written_over_those_of_before_in_any_language(cobot, tmp_path):
    for language in ("nl", "en", "en"):
        assert main(["export", cobot, "--futures", str(tmp_path / "all.csv"), "--lang", language]) == DONE
    assert names(tmp_path) == ["all-columns.csv", "all-kolommen.csv", "all.csv", "cobot.roi.json"]


def test_what_the_columns_are_never_takes_the_place_of_another_file(cobot, tmp_path, capsys):
    (tmp_path / "all-columns.csv").write_bytes(b"mine")
    assert export(cobot, "--futures", tmp_path / "all.csv") == REFUSED
    assert (tmp_path / "all-columns.csv").read_bytes() == b"mine"
    assert not (tmp_path / "all.csv").exists()
    assert "“all-columns.csv”" in capsys.readouterr().err


def test_futures_by_the_name_of_xml_are_a_library_for_sipmath(cobot, tmp_path):
    assert export(cobot, "--futures", tmp_path / "all.xml") == DONE
    assert names(tmp_path) == ["all.xml", "cobot.roi.json"]
    assert ET.parse(tmp_path / "all.xml").getroot().attrib["name"] == COBOT  # noqa: S314


def test_more_futures_than_a_file_takes_are_refused_kindly(cobot, tmp_path, capsys, monkeypatch):
    monkeypatch.setattr(columns, "MOST_NUMBERS", 1_000)
    assert export(cobot, "--tables", tmp_path / "tables", "--futures", tmp_path / "all.csv") == REFUSED
    assert names(tmp_path) == ["cobot.roi.json"]
    said = " ".join(capsys.readouterr().err.split())
    assert "a file gets 1,000 at most" in said
    assert "--trials" in said

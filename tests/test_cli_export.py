"""``roitool export``: a workbook from a scenario, or a plain word why not."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import openpyxl
import pytest

from roitool.cli import DONE, REFUSED, WRONG_USE, main
from roitool.scenario.data import example_bytes


@pytest.fixture
def example(tmp_path):
    def file(name):
        path = tmp_path / f"{name}.roi.json"
        path.write_bytes(example_bytes(name))
        return str(path)

    return file


def test_a_workbook_is_written_with_every_candidate(example, tmp_path, capsys):
    assert main(["export", example("three-candidates"), "--xlsx", str(tmp_path / "three"), "--lang", "en"]) == DONE
    said = capsys.readouterr()
    assert "three.xlsx" in said.out
    assert said.err == ""
    sheets = openpyxl.load_workbook(tmp_path / "three.xlsx").sheetnames
    assert sheets[:4] == ["About", "Summary", "Inputs", "Measures"]
    assert sheets[-1] == "Checks"
    for sheet in ("Cash flow", "Years", "Tax", "Differs from doing nothing", "Simulation"):
        assert {f"{sheet} {number}" for number in (1, 2, 3)} <= set(sheets)


def test_only_the_candidates_asked_for_are_in_it(example, tmp_path):
    out = str(tmp_path / "two.xlsx")
    command = ["export", example("three-candidates"), "--xlsx", out, "--candidate", "ordering", "--candidate", "cobot"]
    assert main([*command, "--lang", "nl"]) == DONE
    assert "Kasstroom 3" in openpyxl.load_workbook(out).sheetnames
    assert "Kasstroom 2" not in openpyxl.load_workbook(out).sheetnames


def test_a_candidate_that_is_not_there_is_asked_back(example, tmp_path, capsys):
    out = tmp_path / "none.xlsx"
    command = ["export", example("welding-cobot"), "--xlsx", str(out), "--candidate", "kobot", "--lang", "en"]
    assert main(command) == WRONG_USE
    assert "kobot" in capsys.readouterr().err
    assert not out.exists()


def test_products_under_contract_are_in_it(example, tmp_path, capsys):
    out = tmp_path / "fleet.xlsx"
    assert main(["export", example("uptime-contract"), "--xlsx", str(out), "--lang", "en"]) == DONE
    assert capsys.readouterr().err == ""
    assert "Cash flow 1" in openpyxl.load_workbook(out).sheetnames


@pytest.mark.parametrize(
    "candidates", [("--candidate", "cobot,ordering"), ("--candidate", "cobot", "--candidate", "ordering")]
)
def test_candidates_are_named_one_by_one_or_with_commas_before_the_file_too(example, tmp_path, candidates):
    out = str(tmp_path / "two.xlsx")
    assert main(["export", *candidates, example("three-candidates"), "--xlsx", out, "--lang", "nl"]) == DONE
    assert len([name for name in openpyxl.load_workbook(out).sheetnames if name.startswith("Kasstroom")]) == 2


def test_without_any_file_to_make_it_is_told_which_there_are(example, capsys):
    assert main(["export", example("welding-cobot"), "--lang", "en"]) == WRONG_USE
    assert "--xlsx" in capsys.readouterr().err


def _no_folder(_monkeypatch, folder):
    return folder / "nowhere" / "book.xlsx"


def _a_folder(_monkeypatch, folder):
    (folder / "book.xlsx").mkdir()
    return folder / "book.xlsx"


def _read_only(monkeypatch, folder):
    (folder / "book.xlsx").write_bytes(b"old")
    access = os.access
    monkeypatch.setattr("os.access", lambda path, mode: Path(path).name != "book.xlsx" and access(path, mode))
    return folder / "book.xlsx"


def _full_disk(monkeypatch, folder):
    def full(_descriptor):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr("os.fsync", full)
    return folder / "book.xlsx"


def _open_elsewhere(monkeypatch, folder):
    def held(_path, _target):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))

    (folder / "book.xlsx").write_bytes(b"old")
    monkeypatch.setattr("pathlib.Path.replace", held)
    return folder / "book.xlsx"


@pytest.mark.parametrize(
    ("happens", "told", "remedy"),
    [
        (_no_folder, "folder of this file is gone", "Save it in another folder"),
        (_a_folder, "A folder of that name is here", "Choose another name"),
        (_read_only, "Nothing may be written here", "Save it in another folder"),
        (_full_disk, "disk is full", "Make room"),
        (_open_elsewhere, "Another program has this file open", "Close it there"),
    ],
)
def test_a_file_that_cannot_be_written_is_told_with_what_to_do_and_nothing_is_left(
    example, tmp_path, capsys, monkeypatch, happens, told, remedy
):
    scenario = example("welding-cobot")
    out = happens(monkeypatch, tmp_path)
    before = {path: path.is_file() and path.read_bytes() for path in tmp_path.rglob("*")}
    assert main(["export", scenario, "--xlsx", str(out), "--trials", "1", "--lang", "en"]) == REFUSED
    said = " ".join(capsys.readouterr().err.split())
    assert said.startswith("Nothing was written.")
    assert told in said
    assert remedy in said
    assert {path: path.is_file() and path.read_bytes() for path in tmp_path.rglob("*")} == before


@pytest.mark.parametrize("name", ["welding-cobot.roi.json", "book.ods"])
def test_a_workbook_never_takes_the_place_of_a_file_of_another_kind(example, tmp_path, name, capsys):
    path = example("welding-cobot")
    before = set(tmp_path.iterdir())
    assert main(["export", path, "--xlsx", str(tmp_path / name), "--lang", "nl"]) == WRONG_USE
    assert f"kan niet ‘{name}’ heten: de naam moet eindigen op .xlsx" in capsys.readouterr().err
    assert (tmp_path / "welding-cobot.roi.json").read_bytes() == example_bytes("welding-cobot")
    assert set(tmp_path.iterdir()) == before


def test_an_old_workbook_stays_when_the_new_one_cannot_be_made(example, tmp_path):
    out = tmp_path / "book.xlsx"
    out.write_bytes(b"old")
    broken = tmp_path / "broken.roi.json"
    broken.write_text("{}", encoding="utf-8")
    assert main(["export", str(broken), "--xlsx", str(out), "--lang", "en"]) == REFUSED
    assert out.read_bytes() == b"old"

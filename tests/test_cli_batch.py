"""`roitool batch`: what it writes, how it goes on, and what it says."""

from __future__ import annotations

import csv
import json
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import openpyxl
import pytest

from roitool.cli import main
from roitool.cli.executors import Chosen, read_executor
from roitool.cli.terminal import Progress
from roitool.scenario.file import scenario_from_bytes
from tests.batch.many import BAD, folder_of, small

ROOT = Path(__file__).resolve().parent.parent
CLUSTER = ROOT / "tests" / "batch" / "cluster.py"


@pytest.fixture
def files(tmp_path):
    """Return 25 files, five of them bad."""
    return folder_of(tmp_path / "many")


@pytest.fixture
def table(tmp_path):
    return tmp_path / "table.csv"


def batch(*arguments, language="en"):
    return main(["batch", *map(str, arguments), "--lang", language])


def rows_of(table, between=","):
    with table.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file, delimiter=between))


def journal_of(table):
    return table.with_name(table.name + ".journal")


def test_a_folder_of_scenarios_becomes_a_table_with_the_bad_ones_in_words(files, table, capsys):
    assert batch(Path(files[0]).parent, "--out", table) == 1
    rows = rows_of(table)
    assert [row["file"] for row in rows] == files
    assert {at for at, row in enumerate(rows) if row["what is wrong"]} == set(BAD)
    assert {row["code of the verdict"] for at, row in enumerate(rows) if at in BAD} == {""}
    good = rows[0]
    assert good["digest of the scenario"]
    assert float(good["NPV P5"]) < float(good["NPV mean"]) < float(good["NPV P95"])
    shown = capsys.readouterr()
    assert "Files read: 25. Not decided: 5" in shown.out
    assert shown.err == ""
    assert not journal_of(table).exists()


def test_the_numbers_are_those_of_evaluate(files, table, capsys):
    assert batch(files[1], "--out", table) == 0
    capsys.readouterr()
    assert main(["evaluate", files[1], "--json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    (row,) = rows_of(table)
    assert float(row["NPV mean"]) == round(answer["candidates"][0]["npv"]["mean"]["value"], 2)
    assert row["digest of the scenario"] == answer["scenario_digest"]


def test_every_place_gives_the_same_table_to_the_byte(files, tmp_path, capsys):
    tables = [tmp_path / f"{number}.csv" for number in range(2)]
    for table, place in zip(tables, ("here", "process:2"), strict=True):
        assert batch(*files, "--out", table, "--executor", place) == 1
    assert tables[0].read_bytes() == tables[1].read_bytes()
    capsys.readouterr()


def test_a_workbook_holds_numbers_and_words_in_dutch(files, tmp_path, capsys):
    out = tmp_path / "table.xlsx"
    assert batch(files[0], files[4], "--out", out, language="nl") == 1
    header, good, bad = openpyxl.load_workbook(out)["Beoordeeld"].iter_rows(values_only=True)
    cells = dict(zip(header, good, strict=True))
    assert cells["startgetal"] == 0
    assert isinstance(cells["NCW gemiddeld"], float)
    assert bad[0] == files[4]
    assert bad[-1]
    assert "Niet beoordeeld: 1" in capsys.readouterr().out


def test_a_dutch_table_has_decimal_commas(files, table, capsys):
    assert batch(files[0], "--out", table, language="nl") == 0
    (row,) = rows_of(table, ";")
    assert "," in row["jaren tot terugverdiend, mediaan"]
    capsys.readouterr()


def interrupted_after(monkeypatch, count):
    def pressed(monitor, done, _total):
        if done == count:
            signal.raise_signal(signal.SIGINT)

    monkeypatch.setattr(Progress, "progress", pressed)


def test_ctrl_c_leaves_the_table_so_far_and_the_same_command_goes_on(files, table, monkeypatch, capsys):
    with monkeypatch.context() as at_the_keyboard:
        interrupted_after(at_the_keyboard, 7)
        assert batch(*files, "--out", table, "--executor", "here") == 130
    assert [row["file"] for row in rows_of(table)] == files[:7]
    assert "ready: 7 of 25 files" in capsys.readouterr().err
    Path(files[2]).write_bytes(small(99))
    calculated = counted(monkeypatch)
    assert batch(*files, "--out", table, "--executor", "here") == 1
    assert len(calculated) == 25 - 7 + 1
    assert [row["title"] for row in rows_of(table)[1:4]] == ["Number 1", "Number 99", "Number 3"]
    assert not journal_of(table).exists()
    capsys.readouterr()


def test_restart_takes_nothing_over(files, table, monkeypatch, capsys):
    with monkeypatch.context() as at_the_keyboard:
        interrupted_after(at_the_keyboard, 7)
        assert batch(*files[:8], "--out", table, "--executor", "here") == 130
    calculated = counted(monkeypatch)
    batch(*files[:8], "--out", table, "--executor", "here", "--restart")
    assert len(calculated) == 8
    capsys.readouterr()


def counted(monkeypatch):
    """Return a list that grows with every file that is calculated."""
    found = []

    def reading(contents):
        found.append(contents)
        return scenario_from_bytes(contents)

    monkeypatch.setattr("roitool.batch.task.scenario_from_bytes", reading)
    return found


def test_ctrl_c_ends_processes_in_the_midst_of_their_tasks(files, table):
    pty = pytest.importorskip("pty")
    command = [sys.executable, "-m", "roitool.cli", "batch", *files, "--out", str(table), "--trials", "1000000"]
    ours, theirs = pty.openpty()
    with subprocess.Popen(
        [*command, "--executor", "process:2", "--lang", "en"], cwd=ROOT, stderr=theirs, start_new_session=True
    ) as process:
        os.close(theirs)
        # Written down is what a worker brings back; nothing is before that.
        while not journal_of(table).exists():
            time.sleep(0.01)
        os.killpg(process.pid, signal.SIGINT)
    said = os.read(ours, 100_000)
    os.close(ours)
    assert process.returncode == 130
    assert b"Interrupted; ready: " in said
    assert b"Traceback" not in said


@pytest.mark.parametrize("out", ["table.txt", "table", "table.ods"])
def test_a_table_of_another_kind_is_wrong_use(files, tmp_path, out, capsys):
    assert batch(files[0], "--out", tmp_path / out) == 2
    assert ".csv or .xlsx" in capsys.readouterr().err


def test_a_folder_that_is_not_there_is_told_at_once(files, tmp_path, capsys):
    assert batch(*files, "--out", tmp_path / "none" / "table.csv") == 1
    assert "none" in capsys.readouterr().err


def test_a_table_that_cannot_be_replaced_loses_no_answers(files, table, monkeypatch, capsys):
    table.mkdir()
    assert batch(*files[:3], "--out", table) == 1
    assert capsys.readouterr().err
    table.rmdir()
    calculated = counted(monkeypatch)
    assert batch(*files[:3], "--out", table) == 0
    assert calculated == []
    assert len(rows_of(table)) == 3


def test_too_many_futures_are_refused_before_anything_is_calculated(files, table, capsys):
    assert batch(files[0], "--out", table, "--trials", "99999999999") == 1
    assert "10,000,000" in capsys.readouterr().err
    assert not table.exists()


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("here", Chosen("here")),
        ("process", Chosen("process")),
        ("process:4", Chosen("process", 4)),
        ("dask://localhost:8786", Chosen("dask", address="localhost:8786")),
        ("dask://[::1]:8786", Chosen("dask", address="[::1]:8786")),
    ],
)
def test_a_place_to_calculate_is_read(typed, read):
    assert read_executor(typed) == read


@pytest.mark.parametrize("typed", ["", "process:0", "process:62", "process:-1", "dask://", "dask://host", "tcp://h:1"])
def test_what_is_no_place_is_wrong_use_and_told(typed, table, capsys):
    assert batch("x", "--out", table, "--executor", typed) == 2
    assert "dask://HOST:PORT" in capsys.readouterr().err


def test_a_cluster_without_the_optional_part_is_told_how_to_get_it(files, table, monkeypatch, capsys):
    monkeypatch.setitem(sys.modules, "distributed", None)
    assert batch(files[0], "--out", table, "--executor", "dask://127.0.0.1:8786") == 1
    assert 'pip install "roitool[cluster]"' in capsys.readouterr().err


def test_a_cluster_gives_the_same_table_to_the_byte(files, tmp_path, capsys):
    here, there = tmp_path / "here.csv", tmp_path / "there.csv"
    assert batch(*files, "--out", here, "--executor", "here") == 1
    with subprocess.Popen(
        [sys.executable, str(CLUSTER)], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as cluster:
        place = f"dask://{cluster.stdout.readline().strip()}"
        command = [sys.executable, "-m", "roitool.cli", "batch", *files, "--out", str(there), "--lang", "en"]
        done = subprocess.run([*command, "--executor", place], cwd=ROOT, capture_output=True, text=True, check=False)
        cluster.stdin.close()
    assert (done.returncode, done.stderr) == (1, "")
    assert there.read_bytes() == here.read_bytes()
    capsys.readouterr()


def test_a_cluster_that_does_not_answer_is_told(files, table, monkeypatch, capsys):
    monkeypatch.setattr("roitool.cli.executors._CONNECT_SECONDS", 0.2)
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))
        place = f"127.0.0.1:{nobody.getsockname()[1]}"
        assert batch(files[0], "--out", table, "--executor", f"dask://{place}") == 1
    assert f"No Dask cluster answers at {place}" in capsys.readouterr().err
    assert not table.exists()


def test_the_help_speaks_dutch(capsys):
    assert batch("--help", language="nl") == 0
    shown = capsys.readouterr().out
    assert shown.startswith("gebruik: roitool batch")
    assert "dask://COMPUTER:POORT" in shown

"""What an interrupted batch leaves, and the next one takes up."""

from __future__ import annotations

import pytest

from roitool.batch.journal import Journal
from roitool.batch.rows import failed_row
from roitool.errors import ScenarioError

ROWS = (failed_row("one"), failed_row("other"))


@pytest.fixture
def table(tmp_path):
    return tmp_path / "table.csv"


def left(table, *keys):
    with Journal(table) as journal:
        for key in keys:
            journal.keep(key, ROWS)
    return journal.path


def test_what_was_kept_is_known_to_the_next_one(table):
    left(table, "a")
    left(table, "b")
    assert Journal(table).known == {"a": ROWS, "b": ROWS}


def test_a_last_line_that_was_cut_off_costs_only_itself(table):
    path = left(table, "a", "b")
    path.write_bytes(path.read_bytes()[:-20])
    left(table, "c")
    assert Journal(table).known == {"a": ROWS, "c": ROWS}


@pytest.mark.parametrize(
    "damage", [b"\xff\x00", b"[]", b"{}", b'{"key": "a", "rows": []}', b'{"key": 1, "rows": [["x"]]}', b"[" * 100_000]
)
def test_lines_that_are_not_ours_are_passed_over(table, damage):
    path = left(table, "a")
    path.write_bytes(damage + b"\n" + path.read_bytes())
    assert Journal(table).known == {"a": ROWS}


def test_begun_afresh_nothing_is_known(table):
    path = left(table, "a")
    with Journal(table, afresh=True) as journal:
        assert journal.known == {}
    assert path.read_bytes() == b""


def test_it_stands_beside_the_table_and_goes_when_it_is_done_with(table):
    path = left(table, "a")
    assert path == table.with_name("table.csv.journal")
    Journal(table).remove()
    assert not path.exists()


def test_a_folder_that_is_not_there_is_told_before_anything_is_calculated(tmp_path):
    with pytest.raises(ScenarioError) as refused, Journal(tmp_path / "none" / "table.csv"):
        pass
    (problem,) = refused.value.problems
    assert (problem.code, problem.values["reason"]) == ("cannot_write", "not_found")

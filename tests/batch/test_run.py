"""A batch: every file gets its answer, in order, wherever it is calculated and whatever becomes of the others."""

from __future__ import annotations

import json
import multiprocessing
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import replace

import pytest

from roitool.batch.rows import COLUMNS, has_no_answer
from roitool.batch.run import answered
from roitool.batch.task import Asked, decide, stop_when
from roitool.monitor import Cancelled, Monitor
from roitool.scenario.file import scenario_from_bytes
from tests.batch.many import BAD, DEADLY, AtOnce, folder_of, fragile_place, place_of, small
from tests.builder import document_of, line, monthly

ASKED = Asked(None, "inside", "en")
AT = {name: place for place, name in enumerate(list(COLUMNS)[1:])}


def rows_of(files, place, known=None, asked=ASKED):
    found = list(answered(files, asked, place, known or {}, Monitor()))
    assert sorted(each.position for each in found) == list(range(len(files)))
    return [each.rows for each in sorted(found, key=lambda each: each.position)]


def problem(rows):
    (row,) = rows
    return row[AT["problems"]]


def test_one_bad_file_never_stops_the_rest(tmp_path):
    files = [*folder_of(tmp_path / "many"), str(tmp_path / "none.roi.json")]
    rows = rows_of(files, place_of(AtOnce()))
    bad = {number for number, each in enumerate(rows) if has_no_answer(each[0])}
    assert bad == {*BAD, 25}
    assert "nobody_knows" in problem(rows[17])
    assert "none.roi.json" in problem(rows[25])
    assert all(len(problem(rows[number])) > 30 for number in bad)
    assert [rows[number][0][AT["title"]] for number in (0, 24)] == ["Number 0", "Number 24"]


def test_processes_give_the_same_rows_as_here_to_the_last_bit(tmp_path):
    files = folder_of(tmp_path / "many", 25)
    here = rows_of(files, place_of(AtOnce(), 1))
    with ProcessPoolExecutor(2, mp_context=multiprocessing.get_context("spawn")) as pool:
        assert rows_of(files, place_of(pool)) == here


def test_a_task_has_twenty_files_and_the_last_one_the_rest(tmp_path):
    executor = AtOnce()
    rows_of(folder_of(tmp_path / "many", 45, {}), place_of(executor))
    assert executor.sizes == [20, 20, 5]


def test_a_task_of_large_files_has_fewer(tmp_path):
    executor = AtOnce()
    rows_of(folder_of(tmp_path / "many", 4, dict.fromkeys(range(4), b" " * 2**20)), place_of(executor))
    assert executor.sizes == [2, 2]


def test_what_is_known_is_not_calculated_again(tmp_path):
    files, executor = folder_of(tmp_path / "many", 3, {}), AtOnce()
    first = list(answered(files, ASKED, place_of(AtOnce()), {}, Monitor()))
    known = {each.keep_by: each.rows for each in first}
    assert rows_of(files, place_of(executor), known) == [each.rows for each in first]
    assert executor.sizes == []


@pytest.mark.parametrize(
    "changed", [{"trials": 12_288}, {"view": "outside"}, {"language": "nl"}, {"version": "0.0.0"}], ids=str
)
def test_an_answer_to_another_question_or_of_another_version_is_not_taken_for_this_one(changed):
    assert replace(ASKED, **changed).key(small()) != ASKED.key(small())
    assert ASKED.key(small(1)) != ASKED.key(small(2))


def test_only_the_file_that_a_worker_dies_over_goes_without_an_answer(tmp_path):
    files = folder_of(tmp_path / "many", 8, {3: DEADLY, 5: b"{"})
    found = {each.position: each for each in answered(files, ASKED, fragile_place(3), {}, Monitor())}
    assert sorted(found) == list(range(8))
    assert [number for number, each in found.items() if each.lost] == [3]
    assert "process that calculated this file ended" in problem(found[3].rows)
    assert found[3].keep_by == ""
    assert [number for number in range(8) if has_no_answer(found[number].rows[0])] == [3, 5]
    assert found[5].keep_by


class Refusing(AtOnce):
    """A cluster that gives up tasks of more than one file, with an error that nobody here knows."""

    def submit(self, function, files, asked):
        if len(files) == 1:
            return super().submit(function, files, asked)
        future = Future()
        future.set_exception(KeyError("gone"))
        return future


def test_a_task_that_an_executor_gives_up_is_done_file_by_file(tmp_path):
    files, executor = folder_of(tmp_path / "many", 5), Refusing()
    assert rows_of(files, place_of(executor)) == rows_of(files, place_of(AtOnce()))
    assert executor.sizes == [1] * 5


def test_what_nobody_foresaw_is_told_of_its_file_alone_and_may_be_tried_again(monkeypatch):
    def stumbling(contents):
        if contents == b"x":
            raise ZeroDivisionError("by chance")
        return scenario_from_bytes(contents)

    monkeypatch.setattr("roitool.batch.task.scenario_from_bytes", stumbling)
    one, other = decide([b"x", small()], ASKED)
    assert not one.final
    assert "ZeroDivisionError: by chance" in problem(one.rows)
    assert other.final


def test_a_worker_of_another_version_gives_no_answers():
    (answer,) = decide([small()], replace(ASKED, version="0.0.1"))
    assert not answer.final
    assert "0.0.1" in problem(answer.rows)


def test_a_stop_gives_what_is_ready_and_then_raises(tmp_path):
    files, monitor, found = folder_of(tmp_path / "many", 12, {}), Monitor(), []

    def stopped_after_the_first():
        for each in answered(files, ASKED, place_of(AtOnce(), 2), {}, monitor):
            found.append(each.position)
            monitor.cancel()

    with pytest.raises(Cancelled):
        stopped_after_the_first()
    assert 0 < len(found) < 12
    assert sorted(found) == list(range(len(found)))


def test_a_worker_that_is_asked_to_stop_brings_what_it_has():
    looks = []
    stop_when(lambda: looks.append(1))
    decide([small(1)], ASKED)
    left = iter([False] * (len(looks) + 1))
    stop_when(lambda: next(left, True))
    try:
        answers = decide([small(1), small(2), small(3)], ASKED)
    finally:
        stop_when(lambda: False)
    assert answers == decide([small(1)], ASKED)


def test_the_outside_view_decides_as_such_projects_go():
    lines = line("investment", "7000"), monthly("saving", "450")
    plan = json.dumps(document_of(*lines, reference={"class_id": "configured_system"})).encode()
    inside, outside = (decide([plan], replace(ASKED, view=view))[0].rows[0] for view in ("inside", "outside"))
    assert inside[AT["mean_npv"]] > outside[AT["mean_npv"]]

"""A folder of small scenario files, some of them bad, and executors that misbehave."""

from __future__ import annotations

import json
import os
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import get_context

from roitool.batch.crew import Workplace
from tests.builder import document_of, line, monthly

BAD = {
    4: b"{",
    9: b"",
    13: b'{"format": "roitool-scenario", "schema_version": 1, "title": 3}',
    17: json.dumps(document_of(monthly("saving", "hours * nobody_knows"))).encode(),
    22: b"\xff\xfe\x00",
}
"""What stands in the bad files, by their number."""

DEADLY = b"the worker dies over this"


def small(number=0, **whole):
    """Return the contents of a scenario that is decided in some milliseconds; each number another one."""
    return json.dumps(
        document_of(
            line("investment", "7000"),
            monthly("saving", "saved"),
            figures={"saved": {"kind": "range", "low": 300, "likely": 450 + number, "high": 900}},
            whole={"title": f"Number {number}", "seed": number, **whole},
        )
    ).encode()


def folder_of(path, count=25, bad=BAD):
    """Fill a folder and return the names of its files, in order."""
    path.mkdir()
    files = [path / f"{number:03}.roi.json" for number in range(count)]
    for number, file in enumerate(files):
        file.write_bytes(bad[number] if number in bad else small(number))
    return [str(file) for file in files]


class AtOnce(Executor):
    """Calculates every task when it is handed out, and remembers how many files each had."""

    def __init__(self):
        self.sizes = []

    def submit(self, function, files, asked):
        self.sizes.append(len(files))
        future = Future()
        future.set_result(function(files, asked))
        return future


class Fragile(ProcessPoolExecutor):
    """Processes that die over a certain file, as one does that the system takes the memory from."""

    def submit(self, function, *values):
        return super().submit(dying, function, *values)


def dying(function, files, asked):
    if any(DEADLY in contents for contents in files):
        os._exit(1)
    return function(files, asked)


def place_of(executor, files_per_task=20):
    """Return a workplace with one executor that stays as it is."""

    @contextmanager
    def given():
        yield executor

    return Workplace(given, files_per_task, 2)


def fragile_place(files_per_task):
    return Workplace(lambda: Fragile(1, mp_context=get_context("spawn")), files_per_task, 2)

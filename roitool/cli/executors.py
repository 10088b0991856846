"""Where a batch is calculated: here, in processes of this machine, or on a Dask cluster."""

from __future__ import annotations

import importlib
import re
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from multiprocessing import get_context
from typing import TYPE_CHECKING, Any, Literal

from roitool.cli.workers import process_pool, processors

if TYPE_CHECKING:
    from multiprocessing.synchronize import Event

    from roitool.batch.crew import Workplace
    from roitool.monitor import Monitor

FILES_PER_TASK = 20
"""Of a task that goes to another process: handing out one costs some milliseconds on a cluster."""

_MOST_PROCESSES = 61
"""Windows waits for no more at once."""

_CONNECT_SECONDS = 10


@dataclass(frozen=True, slots=True)
class Chosen:
    """What was asked for: so many processes (0: as many as there are processors), or a cluster's address."""

    kind: Literal["here", "process", "dask"]
    count: int = 0
    address: str = ""


class NoWorkplace(Exception):  # noqa: N818 - of what is said with `code`, and no error of the program
    """There is no such place to calculate; `code` is of the message that says so, `detail` is put into it."""

    def __init__(self, code: str, detail: str) -> None:
        super().__init__(code, detail)
        self.code = code
        self.detail = detail


def read_executor(text: str) -> Chosen | None:
    """Return what is asked for by ``here``, ``process``, ``process:4`` or ``dask://host:8786``; None if it is none."""
    if text == "here":
        return Chosen("here")
    if found := re.fullmatch(r"process(?::(\d{1,2}))?", text, re.ASCII):
        count = int(found[1]) if found[1] else 0
        return Chosen("process", count) if count <= _MOST_PROCESSES and found[1] != "0" else None
    if found := re.fullmatch(r"dask://([\w.-]+|\[[\da-fA-F:]+\]):(\d{1,5})", text, re.ASCII):
        return Chosen("dask", address=f"{found[1]}:{found[2]}")
    return None


def workplace(chosen: Chosen | None, files: int, monitor: Monitor) -> Workplace:
    """Return the place that was chosen; left out, processes where there are files enough for more than one.

    Raises
    ------
    NoWorkplace
        There is no such cluster, or nothing to reach it with; on opening the place later, too.
    """
    made: Callable[..., Workplace] = importlib.import_module("roitool.batch.crew").Workplace
    chosen = chosen or Chosen("process" if files > FILES_PER_TASK and processors() > 1 else "here")
    if chosen.kind == "here":
        return made(lambda: _here(monitor), 1, 1)
    if chosen.kind == "process":
        count, stop = chosen.count or processors(), get_context("spawn").Event()
        return made(lambda: process_pool(count, partial(_listen, stop)), FILES_PER_TASK, 2 * count, stop.set)
    with _client(chosen.address) as client:
        threads = sum(client.nthreads().values())
    if not threads:
        raise NoWorkplace("batch.no_workers", chosen.address)
    return made(lambda: _cluster(chosen.address), FILES_PER_TASK, 2 * threads)


class _Here(Executor):
    """Calculates a task when it is handed out."""

    def submit(self, function: Callable[..., Any], /, *values: Any, **named: Any) -> Future[Any]:
        future: Future[Any] = Future()
        try:
            future.set_result(function(*values, **named))
        except Exception as error:  # noqa: BLE001 - it is told where the result is asked for
            future.set_exception(error)
        return future


@contextmanager
def _here(monitor: Monitor) -> Iterator[Executor]:
    stop_when = importlib.import_module("roitool.batch.task").stop_when
    stop_when(monitor.is_cancelled)
    try:
        yield _Here()
    finally:
        stop_when(lambda: False)


def _listen(stop: Event) -> None:
    """Let a process stop when the one that started it says so."""
    importlib.import_module("roitool.batch.task").stop_when(stop.is_set)


@contextmanager
def _cluster(address: str) -> Iterator[Executor]:
    with _client(address) as client:
        yield client.get_executor()


@contextmanager
def _client(address: str) -> Iterator[Any]:
    # By its name: it is an optional part, and large; what is handed out does not have it.
    try:
        distributed = importlib.import_module("distributed")
    except ImportError:
        raise NoWorkplace("batch.no_dask", address) from None
    try:
        client = distributed.Client(f"tcp://{address}", timeout=_CONNECT_SECONDS, set_as_default=False)
    except OSError:
        raise NoWorkplace("batch.not_reached", address) from None
    with client:
        yield client

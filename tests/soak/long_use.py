"""Runs of the window's worker that are cancelled or closed, one after the other."""

from __future__ import annotations

import contextlib
import sys
import threading
import time
from collections.abc import Callable, Iterator

from PySide6.QtCore import QCoreApplication, QThread

from roitool.scenario.data import example_bytes
from roitool.scenario.editing import replaced
from roitool.scenario.file import scenario_from_bytes
from ui.runner import Finished, Progress, Refused, Runner

if sys.platform != "win32":
    import resource

PROMPT_SECONDS = 0.2
LATEST_SECONDS = 2.0


@contextlib.contextmanager
def long_use() -> Iterator[tuple[Callable[[int], None], Callable[[], str]]]:
    """See that the worker is free or gone after a run was cancelled, or closed before or behind its first answer.

    Those cancelled or closed before it have ten million futures.
    """
    application = QCoreApplication.instance() or QCoreApplication([])
    cobot, three = (scenario_from_bytes(example_bytes(name)) for name in ("welding-cobot", "three-candidates"))
    endless, wrong = replaced(cobot, ("futures",), 10_000_000), replaced(cobot, ("inputs", 3, "quantity", "low"), 9e6)
    threads = threading.active_count()
    waits: list[float] = []
    memory: list[int] = []

    def wait_for(events: list[object], kind: type) -> None:
        end = time.perf_counter() + 20
        while not any(isinstance(event, kind) for event in events):
            assert time.perf_counter() < end
            application.processEvents()
            QThread.msleep(1)

    def case(number: int) -> None:
        runner, events = Runner(), []
        runner.event.connect(events.append)
        behind = number % 3 == 2
        runner.start(three if behind else endless)
        wait_for(events, Finished if behind else Progress)
        begun = time.perf_counter()
        if number % 3 == 1:
            runner.cancel()
            events.clear()
            runner.start(wrong)  # refused at once, as soon as the worker is free
            wait_for(events, Refused)
            waits.append(time.perf_counter() - begun)
            runner.close()
        else:
            runner.close()
            waits.append(time.perf_counter() - begun)
        assert threading.active_count() == threads
        assert waits[-1] < LATEST_SECONDS
        if sys.platform != "win32":
            memory.append(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)

    def remark() -> str:
        prompt = sum(wait <= PROMPT_SECONDS for wait in waits)
        half, full = (memory[len(memory) // 2], memory[-1]) if memory else (0, 0)
        return (
            f" (within {PROMPT_SECONDS:.1f} s {prompt} of {len(waits)}, the slowest after {max(waits):.2f} s;"
            f" peak memory {half} MiB half way, {full} MiB at the end)"
        )

    yield case, remark

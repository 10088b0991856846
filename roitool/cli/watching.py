"""A long run that a person at a terminal waits for: how far it is, and Ctrl-C."""

from __future__ import annotations

import contextlib
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Executor
from typing import TypeVar

from roitool.cli.terminal import Progress
from roitool.cli.workers import workers
from roitool.monitor import Cancelled, Monitor
from roitool.wording.words import Words

Result = TypeVar("Result")


def watched(run: Callable[[Monitor, Executor | None], Result], futures: int, words: Words) -> Result:
    """Return what a run gives, its progress shown meanwhile.

    Parameters
    ----------
    run
        Takes a monitor and an executor, as :func:`roitool.evaluate.evaluate` does.
    futures
        How many it calculates: many are worth processes of their own.

    Raises
    ------
    KeyboardInterrupt
        Somebody pressed Ctrl-C.
    """
    monitor = Progress(words, sys.stderr, "cli.progress")
    try:
        with interrupt_cancels(monitor), workers(futures) as executor:
            result = run(monitor, executor)
            monitor.check()
    except Cancelled:
        raise KeyboardInterrupt from None
    finally:
        monitor.clear()
    return result


@contextlib.contextmanager
def interrupt_cancels(monitor: Monitor) -> Iterator[None]:
    """Let Ctrl-C stop a run between two chunks instead of in the midst of one."""
    ours = threading.current_thread() is threading.main_thread()
    if not ours or signal.getsignal(signal.SIGINT) is not signal.default_int_handler:
        yield
        return
    before = signal.signal(signal.SIGINT, lambda _signal, _frame: monitor.cancel())
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)

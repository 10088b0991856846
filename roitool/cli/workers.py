"""Processes for runs so large that starting them is worth the wait."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import get_context

WORTH_IT_FROM = 200_000
"""Futures from which several processes are faster than one."""

_MOST = 16


@contextmanager
def workers(futures: int) -> Iterator[Executor | None]:
    """Give an executor for a run of so many futures; None where the own process is as good."""
    count = processors()
    if futures < WORTH_IT_FROM or count < 2:
        yield None
        return
    with process_pool(count) as pool:
        yield pool


@contextmanager
def process_pool(count: int, begin: Callable[[], None] | None = None) -> Iterator[Executor]:
    """Give an executor of so many processes.

    Parameters
    ----------
    begin
        Called in each process before its first task; like a task, it has to survive the way there.
    """
    with _interrupts_held_back():
        pool = ProcessPoolExecutor(count, mp_context=get_context("spawn"), initializer=_begin, initargs=(begin,))
        # Each first task starts a process, which inherits what is held back here.
        for _ in range(count):
            pool.submit(os.getpid)
    try:
        yield pool
    finally:
        # What they have in hand is waited for, a second at most: one that is ended while it holds a lock of the queue
        # would leave everybody waiting for it forever.
        pool.shutdown(cancel_futures=True)


def processors() -> int:
    """Return how many processes are worth starting on this machine."""
    found = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return min(found, _MOST)


def _begin(begin: Callable[[], None] | None) -> None:
    """Leave Ctrl-C, which reaches every process of a terminal, to the one that was started by a person."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if begin is not None:
        begin()


@contextmanager
def _interrupts_held_back() -> Iterator[None]:
    """Hold back interrupts where the system can: a process that is still loading would answer with a traceback."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)

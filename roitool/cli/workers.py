"""Processes for runs so large that starting them is worth the wait."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import get_context

WORTH_IT_FROM = 200_000
"""Futures from which several processes are faster than one."""

_MOST = 16


@contextmanager
def workers(futures: int) -> Iterator[Executor | None]:
    """Give an executor for a run of so many futures; None where the own process is as good."""
    count = min(_processors(), _MOST)
    if futures < WORTH_IT_FROM or count < 2:
        yield None
        return
    with _interrupts_held_back():
        pool = ProcessPoolExecutor(count, mp_context=get_context("spawn"), initializer=_leave_interrupts_alone)
        # Each first task starts a process, which inherits what is held back here.
        for _ in range(count):
            pool.submit(os.getpid)
    try:
        yield pool
    finally:
        # What they have in hand is waited for, a second at most: one that is ended while it holds a lock of the queue
        # would leave everybody waiting for it forever.
        pool.shutdown(cancel_futures=True)


def _processors() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _leave_interrupts_alone() -> None:
    """Leave Ctrl-C, which reaches every process of a terminal, to the one that was started by a person."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


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

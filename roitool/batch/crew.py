"""Handing tasks to an executor, and what to do when a worker dies over one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, CancelledError, Executor, Future, wait
from contextlib import AbstractContextManager, ExitStack
from dataclasses import dataclass
from types import TracebackType
from typing import Self

from roitool.batch.rows import Row, failed_row
from roitool.batch.task import Answer, Asked, decide
from roitool.monitor import Monitor
from roitool.wording.plain import clean
from roitool.wording.words import Words

_LOOK_EVERY_SECONDS = 0.05
_LARGE_TASK = 2 * 2**20


@dataclass(frozen=True, slots=True)
class Workplace:
    """Where tasks are calculated.

    Attributes
    ----------
    open
        Opens an executor; once more where the one before was lost with a worker.
    files_per_task
        Handing out a task costs some milliseconds on a cluster: as much as a small scenario.
    tasks_at_once
        How many are handed out before the first is back; more than there are workers, so that none waits.
    stop
        Asks the workers to stop in the midst of their tasks, where they can be reached.
    """

    open: Callable[[], AbstractContextManager[Executor]]
    files_per_task: int
    tasks_at_once: int
    stop: Callable[[], None] = lambda: None


@dataclass(frozen=True, slots=True)
class Item:
    """A file to decide: its position in the batch, what its answer is kept by, and what stands in it."""

    position: int
    key: str
    contents: bytes


@dataclass(frozen=True, slots=True)
class Answered:
    """A file that has its answer.

    Attributes
    ----------
    position
        Of the file in the batch.
    keep_by
        What the answer is to be kept by; empty where it need not or should not be.
    lost
        Whether an accident is why there is no answer: another try may end otherwise.
    """

    position: int
    rows: tuple[Row, ...]
    keep_by: str = ""
    lost: bool = False


Task = tuple[Item, ...]


class Crew:
    """The workers of a batch; leaving it sends them home.

    Where a worker dies over a task, what was out is calculated once more, one file at a time: only a file that a worker
    dies over by itself goes without an answer.
    """

    def __init__(self, place: Workplace, asked: Asked, monitor: Monitor) -> None:
        self._place = place
        self._asked = asked
        self._monitor = monitor
        self._words = Words(asked.language)
        self._running: dict[Future[list[Answer]], tuple[Task, Executor]] = {}
        self._executor: Executor | None = None
        self._opened = ExitStack()

    def __enter__(self) -> Self:
        """Open nothing yet: there may be nothing to do."""
        return self

    def __exit__(self, kind: type[BaseException] | None, _error: object, _trace: TracebackType | None) -> None:
        if kind is not None:
            self._call_off()
        self._opened.close()

    def is_enough(self, files: Sequence[Item]) -> bool:
        """Tell whether files are a task: as many as one takes, or with as much in them as should wait here at once."""
        return len(files) >= self._place.files_per_task or sum(len(each.contents) for each in files) >= _LARGE_TASK

    def hand_out(self, task: Task) -> Iterator[Answered]:
        """Hand out a task once there is room for it; yield what is ready by then."""
        while len(self._running) >= self._place.tasks_at_once:
            yield from self._next()
        self._submit(task)

    def finish(self) -> Iterator[Answered]:
        """Yield all that is still to come."""
        while self._running:
            yield from self._next()

    def stop(self) -> Iterator[Answered]:
        """Stop the workers, and yield what they have done of their tasks."""
        self._call_off()
        for future, (task, _) in self._running.items():
            if not future.cancelled() and future.exception() is None:
                yield from _answered(task, future.result())

    def _call_off(self) -> None:
        self._place.stop()
        for future in self._running:
            future.cancel()

    def _next(self) -> Iterator[Answered]:
        """Wait until a task is back, and yield what it brings."""
        for future in self._wait(self._running):
            task = self._running[future][0]
            answers = self._brought(future)
            if isinstance(answers, Exception):
                for item in task:
                    yield from self._by_itself(item)
            else:
                yield from _answered(task, answers)

    def _by_itself(self, item: Item) -> Iterator[Answered]:
        """Calculate a file while nothing else is calculated there: if a worker dies, it is over this one."""
        future = self._submit((item,))
        self._wait([future])
        answers = self._brought(future)
        if isinstance(answers, Exception):
            detail = clean(str(answers)) or type(answers).__name__
            answers = [Answer((failed_row(self._words.text("batch.lost", detail=detail)),), final=False)]
        yield from _answered((item,), answers)

    def _submit(self, task: Task) -> Future[list[Answer]]:
        if self._executor is None:
            self._executor = self._opened.enter_context(self._place.open())
        try:
            future = self._executor.submit(decide, [item.contents for item in task], self._asked)
        except BrokenExecutor:
            # It broke over what is out already, which will tell so by itself.
            self._close()
            return self._submit(task)
        self._running[future] = task, self._executor
        return future

    def _wait(self, futures: Iterable[Future[list[Answer]]]) -> set[Future[list[Answer]]]:
        """Return those that are back, one at least, and look meanwhile whether to stop."""
        while True:
            self._monitor.check()
            if back := wait(futures, _LOOK_EVERY_SECONDS, FIRST_COMPLETED).done:
                return back

    def _brought(self, future: Future[list[Answer]]) -> list[Answer] | Exception:
        """Take a task that is back off the list and return what it brings; an executor that broke over it is closed."""
        _, executor = self._running.pop(future)
        try:
            return future.result()
        except (BrokenExecutor, CancelledError) as error:
            if executor is self._executor:
                self._close()
            return error
        except Exception as error:  # noqa: BLE001 - a cluster has errors of its own, and the other tasks go on
            return error

    def _close(self) -> None:
        self._executor = None
        self._opened.close()


def _answered(task: Task, answers: list[Answer]) -> Iterator[Answered]:
    # A worker that was stopped brings answers on its first files alone.
    for item, answer in zip(task, answers, strict=False):
        yield Answered(item.position, answer.rows, item.key if answer.final else "", lost=not answer.final)

"""What is handed over is calculated, made and written outside of the window's thread.

Each piece of work has a thread of its own, because a drive that does not answer may keep it for ever. The threads are
daemons: they do not keep the program from ending.
"""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, Protocol, TypeVar

from PySide6.QtCore import QObject, Qt, Signal

from roitool.errors import Problem, ScenarioError
from roitool.evaluate.evaluation import Evaluation
from roitool.exports.kinds import Kind
from roitool.exports.order import Order
from roitool.monitor import Cancelled, Monitor
from roitool.scenario.file import write_all
from roitool.scenario.scenario import Scenario
from roitool.wording.words import Words
from ui.drawing import load_drawing

_LONGEST_WAIT_SECONDS = 1.0

_Made = TypeVar("_Made")


@dataclass(frozen=True, slots=True)
class Progress:
    """The answer is being calculated: `done` of `total` futures are ready."""

    job: int
    done: int
    total: int


@dataclass(frozen=True, slots=True)
class Delivered:
    """What was made is where it was to go."""

    job: int


@dataclass(frozen=True, slots=True)
class NoAnswer:
    """The scenario cannot be calculated."""

    job: int
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class NotWritten:
    """What was made cannot be brought where it was to go, and nothing is left there.

    Attributes
    ----------
    problems
        Why a file was not written; nothing of a printer, which does not say.
    """

    job: int
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Failed:
    """The work came upon a mistake in the program."""

    job: int
    error: Exception


class NotPrintedError(Exception):
    """A printer did not take what it was given."""


class Told(Protocol):
    """What has become of a piece of work: one of the above, or an event of whoever gave that work."""

    @property
    def job(self) -> int:
        """The number of the work."""


@dataclass(frozen=True, slots=True)
class Request:
    """What is to be handed over: a scenario as it was when somebody asked, some of its candidates, a language, a day.

    Attributes
    ----------
    known
        Answers that are known already, the newest last.
    """

    scenario: Scenario
    positions: tuple[int, ...]
    words: Words
    made_on: dt.date
    known: Sequence[Evaluation] = ()


@dataclass(frozen=True, slots=True)
class Delivery(Generic[_Made]):
    """How an order becomes what is handed over, and where that goes."""

    make: Callable[[Order], _Made]
    deliver: Callable[[_Made], None]


def to_files(kind: Kind, path: Path) -> Delivery[Mapping[Path, bytes]]:
    """Return how a kind of file is made and written to a path: all of it, or nothing."""
    folders = () if kind.endings else (path,)
    return Delivery(lambda order: kind.make(order, path), lambda made: write_all(made, folders))


class Work(QObject):
    """Does pieces of work in threads, and tells what became of them.

    Attributes
    ----------
    event
        A :class:`Told` of a piece of work that nobody has cancelled.
    """

    event = Signal(object)
    _arrived = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._last = 0
        self._wanted: dict[int, Monitor] = {}
        self._threads: list[threading.Thread] = []
        # Queued by name, because a thread that Qt did not start has no event loop to ask.
        self._arrived.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def begin(self, work: Callable[[int, Monitor], Told]) -> int:
        """Do a piece of work, and return the number that it was given; it looks at the monitor where it takes long."""
        self._last += 1
        monitor = _Telling(self._last, self._arrived.emit)
        self._wanted[self._last] = monitor
        thread = threading.Thread(
            target=_do, args=(self._last, work, monitor, self._arrived.emit), name="roitool-handover", daemon=True
        )
        self._threads = [*(each for each in self._threads if each.is_alive()), thread]
        thread.start()
        return self._last

    def hand_over(self, request: Request, delivery: Delivery[_Made]) -> int:
        """Calculate what is missing of an answer, make something of it and deliver it; return the number of that."""
        return self.begin(lambda job, monitor: _handed_over(job, request, delivery, monitor))

    def put(self, path: Path, make: Callable[[], bytes]) -> int:
        """Make a file of what is known already and write it to a path; return the number of that work."""
        return self.begin(lambda job, _: _put(job, path, make))

    def cancel(self, job: int) -> None:
        """Stop a piece of work and hear no more of it; what is being written by then is written as a whole."""
        if job in self._wanted:
            self._wanted.pop(job).cancel()

    def close(self) -> None:
        """Stop everything, and wait a moment for what is being written: it is whole, or not there."""
        for job in tuple(self._wanted):
            self.cancel(job)
        for thread in self._threads:
            thread.join(_LONGEST_WAIT_SECONDS)

    def _deliver(self, event: Told) -> None:
        if event.job in self._wanted:
            if not isinstance(event, Progress):
                del self._wanted[event.job]
            self.event.emit(event)


class _Telling(Monitor):
    def __init__(self, job: int, tell: Callable[[Told], None]) -> None:
        super().__init__()
        self._job = job
        self._tell = tell

    def progress(self, done: int, total: int) -> None:
        """Tell how many futures are ready."""
        self._tell(Progress(self._job, done, total))


def _do(job: int, work: Callable[[int, Monitor], Told], monitor: Monitor, tell: Callable[[Told], None]) -> None:
    event: Told
    try:
        event = work(job, monitor)
    except Cancelled:
        return
    except ScenarioError as error:
        event = NoAnswer(job, tuple(problem for problem in error.problems if problem.severity == "error"))
    except Exception as error:  # noqa: BLE001 - whatever it is, the window has to hear of it
        event = Failed(job, error)
    try:
        tell(event)
    except RuntimeError:
        # The window is gone by now.
        return


def _handed_over(job: int, request: Request, delivery: Delivery[_Made], monitor: Monitor) -> Told:
    from roitool.evaluate import evaluate  # noqa: PLC0415 - loaded where nobody waits for it

    # Whoever draws a report finds it without a search through all fonts.
    load_drawing()
    # On every candidate, and as closely looked at as the window does in the end: what is on screen is taken over.
    evaluation = evaluate(request.scenario, monitor=monitor, known=request.known)
    monitor.check()
    try:
        made = delivery.make(Order(evaluation, request.positions, request.words, request.made_on))
        monitor.check()
        delivery.deliver(made)
    except ScenarioError as error:
        return NotWritten(job, error.problems)
    except NotPrintedError:
        return NotWritten(job, ())
    return Delivered(job)


def _put(job: int, path: Path, make: Callable[[], bytes]) -> Told:
    try:
        write_all({path: make()})
    except ScenarioError as error:
        return NotWritten(job, error.problems)
    return Delivered(job)

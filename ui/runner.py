"""The worker: a frozen scenario goes in, a frozen evaluation comes out, and the window is never waited for."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass
from queue import SimpleQueue

from PySide6.QtCore import QObject, Qt, Signal

from roitool.errors import Problem, ScenarioError
from roitool.monitor import Cancelled, Monitor
from roitool.scenario.scenario import Scenario


@dataclass(frozen=True, slots=True)
class Progress:
    """A run is under way: `done` of `total` futures are ready."""

    run: int
    done: int
    total: int


@dataclass(frozen=True, slots=True)
class Finished:
    """A run has its answer, an :class:`~roitool.evaluate.Evaluation`."""

    run: int
    evaluation: object


@dataclass(frozen=True, slots=True)
class Refused:
    """A scenario cannot be decided."""

    run: int
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Failed:
    """The calculation came upon a mistake in the program."""

    run: int
    error: Exception


Event = Progress | Finished | Refused | Failed


@dataclass(frozen=True, slots=True)
class _Job:
    run: int
    scenario: Scenario
    monitor: Monitor


class Runner(QObject):
    """Owns one worker thread, which calculates the newest scenario it was given.

    Attributes
    ----------
    event
        An :data:`Event` of the newest run; what comes late from an older one is dropped.
    """

    event = Signal(object)
    _arrived = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._run = 0
        self._monitor = Monitor()
        self._jobs: SimpleQueue[_Job | None] = SimpleQueue()
        # Emitted in the worker; queued by name, because a thread that Qt did not start has no event loop to ask.
        self._arrived.connect(self._deliver, Qt.ConnectionType.QueuedConnection)
        self._thread = threading.Thread(
            target=_work, args=(self._jobs, self._arrived.emit), name="roitool-runner", daemon=True
        )
        self._thread.start()

    def start(self, scenario: Scenario) -> int:
        """Calculate a scenario instead of whatever is being calculated; returns the number of the run."""
        self.cancel()
        self._monitor = _Telling(self._run, self._arrived.emit)
        self._jobs.put(_Job(self._run, scenario, self._monitor))
        return self._run

    def cancel(self) -> None:
        """Stop calculating; nothing more is heard of the run."""
        self._monitor.cancel()
        self._run += 1

    def close(self) -> None:
        """Stop calculating and wait for the worker to end."""
        self.cancel()
        self._jobs.put(None)
        self._thread.join()

    def _deliver(self, event: Event) -> None:
        if event.run == self._run:
            self.event.emit(event)


class _Telling(Monitor):
    def __init__(self, run: int, tell: Callable[[Event], None]) -> None:
        super().__init__()
        self._run = run
        self._tell = tell

    def progress(self, done: int, total: int) -> None:
        self._tell(Progress(self._run, done, total))


def _work(jobs: SimpleQueue[_Job | None], tell: Callable[[Event], None]) -> None:
    # The engine is loaded here, so that the window is there to be looked at meanwhile.
    from roitool.evaluate import evaluate  # noqa: PLC0415 - see above

    while (job := jobs.get()) is not None:
        try:
            job.monitor.check()
            tell(Finished(job.run, evaluate(job.scenario, monitor=job.monitor)))
        except Cancelled:
            continue
        except ScenarioError as error:
            tell(Refused(job.run, error.problems))
        except Exception as error:  # noqa: BLE001 - whatever it is, the window has to hear of it
            tell(Failed(job.run, error))

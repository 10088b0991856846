"""The worker: a frozen scenario goes in, a frozen evaluation comes out, and the window is never waited for."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable
from dataclasses import dataclass
from queue import SimpleQueue
from typing import TYPE_CHECKING, Literal, ParamSpec

from PySide6.QtCore import QObject, Qt, Signal

from roitool.errors import Problem, ScenarioError
from roitool.monitor import Cancelled, Monitor
from ui.drawing import load_drawing
from ui.sights import Mattered, Sight, Weighed

if TYPE_CHECKING:
    # Those calculate: they are loaded in the worker, so that the window is there to be looked at meanwhile.
    from roitool.evaluate.evaluation import Evaluation
    from roitool.evaluate.views import StepAnswer, Views
    from roitool.evaluate.why import Why
    from roitool.scenario.scenario import Scenario
    from ui.calculating import Calculator

_Told = ParamSpec("_Told")

View = Literal["inside", "outside"]
"""With the owner's figures, or as such projects usually go."""


@dataclass(frozen=True, slots=True)
class Progress:
    """A run is under way: `done` of `total` futures are ready."""

    run: int
    done: int
    total: int


@dataclass(frozen=True, slots=True)
class Finished:
    """A run has an answer, an :class:`~roitool.evaluate.Evaluation`.

    The first one says nothing but of the candidate on screen. One on all candidates follows, and where a verdict hangs
    on a close call one more, from a closer look.
    """

    run: int
    evaluation: Evaluation


@dataclass(frozen=True, slots=True)
class Explained:
    """What moves the tested numbers of the candidate on screen, a :class:`~roitool.evaluate.why.Why`."""

    run: int
    why: Why


@dataclass(frozen=True, slots=True)
class Compared:
    """Both views have been held against each other, :class:`~roitool.evaluate.views.Views`; after an outside one."""

    run: int
    views: Views

    def steps_of(self, candidate: int) -> tuple[StepAnswer, ...]:
        """Return what makes the difference for the candidate at a position."""
        return self.views.steps[candidate]


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


Event = Progress | Finished | Explained | Compared | Weighed | Mattered | Refused | Failed


class Telling(Monitor):
    """Hears of a run, and passes on how far it is until it is told to be quiet."""

    def __init__(self, run: int, tell: Callable[[Event], None]) -> None:
        super().__init__()
        self._run = run
        self._tell = tell
        self.quiet = False

    def progress(self, done: int, total: int) -> None:
        """Tell how many futures are ready."""
        if not self.quiet:
            self._tell(Progress(self._run, done, total))

    def rest(self, seconds: float) -> None:
        """Wait; raises :class:`~roitool.monitor.Cancelled` as soon as somebody asks to stop."""
        self._cancelled.wait(seconds)
        self.check()


@dataclass(frozen=True, slots=True)
class Job:
    """A scenario to be calculated, beginning with the candidate at the position `first`.

    Attributes
    ----------
    sight
        What is looked at besides the answer; for a page that nobody looks at nothing is calculated.
    """

    run: int
    scenario: Scenario
    first: int
    view: View
    monitor: Telling
    sight: Sight | None = None


@dataclass(frozen=True, slots=True)
class Look:
    """A page over the scenario that has been calculated last is looked at now."""

    run: int
    sight: Sight
    monitor: Telling


class Runner(QObject):
    """Owns one worker thread, which loads the engine at once, and calculates the newest scenario it was given.

    Attributes
    ----------
    event
        An :data:`Event` of the newest run; what comes late from an older one is dropped.
    drawable
        What draws pictures is loaded, in the worker, after its first answer or when it was told to prepare.
    can_draw
        Whether that is so.
    """

    event = Signal(object)
    drawable = Signal()
    _arrived = Signal(object)
    _loaded = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.can_draw = False
        self._run = 0
        self._monitor = self._looking = Monitor()
        self._jobs: SimpleQueue[Job | Look | _Prepare | None] = SimpleQueue()
        # Emitted in the worker; queued by name, because a thread that Qt did not start has no event loop to ask.
        self._arrived.connect(self._deliver, Qt.ConnectionType.QueuedConnection)
        self._loaded.connect(self._begin_to_draw, Qt.ConnectionType.QueuedConnection)
        self._tell = _while_heard(self._arrived.emit)
        worker = _Worker(self._jobs, self._tell, _while_heard(self._loaded.emit))
        self._thread = threading.Thread(target=worker, name="roitool-runner", daemon=True)
        self._thread.start()

    def start(self, scenario: Scenario, first: int = 0, view: View = "inside", sight: Sight | None = None) -> int:
        """Calculate a scenario instead of whatever is being calculated.

        Parameters
        ----------
        first
            The position of the candidate on screen, which is answered before the others.
        view
            How the scenario is looked at.
        sight
            Which page besides the answer is in sight.

        Returns
        -------
        int
            The number of the run.
        """
        self.cancel()
        self._monitor = monitor = Telling(self._run, self._tell)
        self._jobs.put(Job(self._run, scenario, first, view, monitor, sight))
        return self._run

    def look(self, sight: Sight) -> None:
        """Calculate what a page shows that has come into sight after the run began, behind it, and no other page."""
        self.look_away()
        self._looking = monitor = Telling(self._run, self._tell)
        monitor.quiet = True
        self._jobs.put(Look(self._run, sight, monitor))

    def look_away(self) -> None:
        """Stop calculating for a page; the run itself goes on."""
        self._looking.cancel()

    def prepare(self) -> None:
        """Load what draws pictures too, as nobody is about to ask for an answer."""
        self._jobs.put(_Prepare())

    def cancel(self) -> None:
        """Stop calculating; nothing more is heard of the run."""
        self._monitor.cancel()
        self.look_away()
        self._run += 1

    def close(self) -> None:
        """Stop calculating and wait for the worker to end."""
        self.cancel()
        self._jobs.put(None)
        self._thread.join()

    def _deliver(self, event: Event) -> None:
        if event.run == self._run:
            self.event.emit(event)

    def _begin_to_draw(self) -> None:
        self.can_draw = True
        self.drawable.emit()


class _UnheardError(Exception):
    """The runner is gone, as when the program ends without the window being closed."""


def _while_heard(emit: Callable[_Told, None]) -> Callable[_Told, None]:
    """Return what emits a signal, and raises :class:`_UnheardError` once there is nothing that it could come from."""

    def tell(*args: _Told.args, **kwargs: _Told.kwargs) -> None:
        try:
            emit(*args, **kwargs)
        except RuntimeError:
            raise _UnheardError from None

    return tell


class _Prepare:
    """A job without a scenario: to load everything."""


class _Worker:
    """What the thread does: it loads what is needed, and answers one job after the other until there is None.

    It ends as well when nobody is there any more to be told.
    """

    def __init__(
        self, jobs: SimpleQueue[Job | Look | _Prepare | None], tell: Callable[[Event], None], loaded: Callable[[], None]
    ) -> None:
        self._jobs = jobs
        self._tell = tell
        self._loaded = loaded
        self._can_draw = False

    def __call__(self) -> None:
        # The engine is loaded here, so that the window is there to be looked at meanwhile.
        from ui.calculating import Calculator  # noqa: PLC0415 - see above

        calculator = Calculator()
        with contextlib.suppress(_UnheardError):
            while (job := self._jobs.get()) is not None:
                if isinstance(job, _Prepare):
                    self._load_drawing()
                else:
                    self._answer(calculator, job)

    def _answer(self, calculator: Calculator, job: Job | Look) -> None:
        try:
            job.monitor.check()
            for event in calculator.events(job) if isinstance(job, Job) else calculator.looked_at(job):
                self._tell(event)
                self._load_drawing()
        except Cancelled:
            pass
        except ScenarioError as error:
            self._tell(Refused(job.run, error.problems))
        except Exception as error:  # noqa: BLE001 - whatever it is, the window has to hear of it
            self._tell(Failed(job.run, error))

    def _load_drawing(self) -> None:
        if not self._can_draw:
            load_drawing()
            self._can_draw = True
            self._loaded()

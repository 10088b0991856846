"""What the worker does with a scenario: the candidate on screen first, everything else behind it. It knows no Qt.

It is loaded in the worker, with the engine, so that the window is there to be looked at meanwhile.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from roitool.evaluate import Evaluation, Memory, evaluate, settling_futures
from roitool.evaluate.compare import compare_answered
from roitool.evaluate.finding_out import finding_out
from roitool.evaluate.matters import matters
from roitool.evaluate.views import evaluate_outside, evaluate_views
from roitool.evaluate.why import why
from roitool.monitor import Monitor
from ui.runner import Compared, Event, Explained, Finished, Job, Look
from ui.sights import Mattered, Sight, Weighed

REST_SECONDS = 0.15
"""Between a first answer and the rest. The window draws meanwhile, which goes slower beside a calculation, and whoever
goes on typing is answered without anything to be broken off."""


@dataclass(slots=True)
class Calculator:
    """Answers one job after the other, and takes over what the jobs before it say of candidates that did not change.

    While somebody types into one candidate the others keep their answers; those of both views are kept.
    """

    _known: dict[tuple[str, int, bool], Evaluation] = field(default_factory=dict)
    memory: Memory = field(default_factory=Memory)
    _last: Answered | None = None

    def events(self, job: Job) -> Iterator[Event]:
        """Yield what is found out, the most urgent first. Whoever asks for the next event may do something before it.

        Raises
        ------
        ScenarioError
            The scenario cannot be decided.
        Cancelled
            Somebody asked the monitor of the job to stop.
        """
        shown = job.scenario.candidates[job.first : job.first + 1]
        self._last = None
        answered = self._last = Answered(self, job, self.decide(job, only=[candidate.id for candidate in shown]))
        yield Finished(job.run, answered.latest)
        # Behind a first answer, which stays on screen meanwhile, nobody waits for progress.
        job.monitor.quiet = True
        job.monitor.rest(REST_SECONDS)
        for afterthought in AFTERTHOUGHTS:
            yield from afterthought(answered)

    def looked_at(self, look: Look) -> Iterator[Event]:
        """Yield what a page shows that came into sight after its run began.

        Raises
        ------
        Cancelled
            Somebody asked the monitor of the look to stop.
        """
        if self._last is not None and self._last.job.run == look.run:
            yield from self._last.looked_at(look.sight, look.monitor)

    def decide(self, job: Job, futures: int | None = None, only: Sequence[str] | None = None) -> Evaluation:
        """Decide a scenario, as the job looks at it."""
        evaluated = evaluate_outside if job.view == "outside" else evaluate
        found = evaluated(
            job.scenario,
            futures,
            job.monitor,
            settle=False,
            only=only,
            known=tuple(self._known.values()),
            memory=self.memory,
        )
        self._known[job.view, found.provenance.futures, only is None] = found
        return found


@dataclass(slots=True)
class Answered:
    """A job with a first answer, and what may follow it.

    Attributes
    ----------
    latest
        At first nothing but the candidate on screen.
    """

    calculator: Calculator
    job: Job
    latest: Evaluation

    def reasons(self) -> Iterator[Event]:
        """Look for what moves the tested numbers of the candidate on screen."""
        yield from self._explained(self.job.first)

    def other_reasons(self) -> Iterator[Event]:
        """Look for what moves those of the others, which somebody may turn to."""
        for position in range(len(self.job.scenario.candidates)):
            if position != self.job.first:
                yield from self._explained(position)

    def _explained(self, position: int) -> Iterator[Event]:
        yield Explained(self.job.run, why(self.latest, position, self.job.monitor, self.calculator.memory))

    def others(self) -> Iterator[Event]:
        """Decide the candidates that are not on screen."""
        if len(self.latest.candidates) < len(self.job.scenario.candidates):
            yield self._finished(self.calculator.decide(self.job))

    def closer(self) -> Iterator[Event]:
        """Look at all candidates more closely where a verdict hangs on a close call."""
        if more := settling_futures(self.latest):
            yield self._finished(self.calculator.decide(self.job, more))

    def steps(self) -> Iterator[Event]:
        """Tell what makes the difference between both views, to whoever looks at the outside one."""
        if self.job.view == "outside":
            yield Compared(self.job.run, evaluate_views(self.job.scenario, monitor=self.job.monitor))

    def in_sight(self) -> Iterator[Event]:
        """Find out what the page shows that is looked at besides the answer."""
        if self.job.sight is not None:
            yield from self.looked_at(self.job.sight, self.job.monitor)

    def looked_at(self, sight: Sight, monitor: Monitor) -> Iterator[Event]:
        """Find out what a page shows."""
        memory = self.calculator.memory
        match sight:
            case Sight("compare"):
                comparison = compare_answered(self.latest, monitor, memory)
                yield Weighed(self.job.run, comparison, finding_out(self.latest, monitor, memory))
            case Sight("matters", position):
                for found in matters(self.latest, position, monitor, memory):
                    yield Mattered(self.job.run, found)

    def _finished(self, evaluation: Evaluation) -> Event:
        self.latest = evaluation
        return Finished(self.job.run, evaluation)


AFTERTHOUGHTS: tuple[Callable[[Answered], Iterator[Event]], ...] = (
    Answered.reasons,
    Answered.others,
    Answered.closer,
    Answered.in_sight,
    Answered.steps,
    Answered.other_reasons,
)
"""What follows a first answer, in this order, until somebody asks for another. Each yields events of its own, and gives
the monitor of the job to whatever takes long."""

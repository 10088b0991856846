"""From the wish to hand something over to a file on the disk: asks, has it made, and tells what became of it.

What is handed over is the answer to the scenario as it was when somebody asked. Meanwhile the window can be used; the
document, and what of it counts as saved, are left alone.
"""

from __future__ import annotations

import datetime as dt
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from roitool.errors import Problem
from roitool.exports.kinds import Kind
from roitool.wording.problems import describe_problem
from roitool.wording.words import Words
from ui.asking import Asking
from ui.handover.errand import Errand
from ui.handover.work import (
    Delivered,
    Delivery,
    Failed,
    NoAnswer,
    NotWritten,
    Progress,
    Request,
    Told,
    to_files,
)
from ui.naming import called
from ui.panels.answer_state import Reason
from ui.runner import Event as AnswerEvent
from ui.runner import Finished, Runner
from ui.settings import Settings

if TYPE_CHECKING:
    from roitool.evaluate.evaluation import Evaluation
    from ui.workspace import Workspace

_ANSWERS_KEPT = 4
"""Of the candidate on screen, of all, and from a closer look; and one of before, for candidates that did not change."""


@dataclass(frozen=True, slots=True)
class _Placed:
    """Where it is to go: what brings it there, and the file or folder, where it is one."""

    delivery: Delivery
    path: Path | None = None


@dataclass(frozen=True, slots=True)
class _Wish:
    """What somebody wants.

    Attributes
    ----------
    name
        What messages about it are called by.
    one
        Whether it is wanted of one candidate as a rule: that on screen is proposed, and not all.
    place
        Asks where it is to go; None where somebody changes his mind.
    """

    name: str
    one: bool
    place: Callable[[Request], _Placed | None]


@dataclass(frozen=True, slots=True)
class _Job:
    number: int
    wish: _Wish
    request: Request
    path: Path | None = None


class Handover(Errand):
    """Hands over what is made from the document on screen, one thing at a time.

    Parameters
    ----------
    window, asking
        As of :class:`~ui.handover.errand.Errand`.
    runner
        Tells the answers that need not be calculated again.

    Attributes
    ----------
    idle
        Emitted with whether something can be asked for.
    """

    idle = Signal(bool)

    def __init__(self, window: QWidget, runner: Runner, asking: Asking, settings: Settings) -> None:
        super().__init__(window, asking, settings)
        self._known: deque[Evaluation] = deque(maxlen=_ANSWERS_KEPT)
        self._job: _Job | None = None
        runner.event.connect(self._remember)

    @property
    def busy(self) -> bool:
        """Whether something is being made, so that nothing else can be asked for."""
        return self._job is not None

    def furnish(self, workspace: Workspace | None, words: Words) -> None:
        """Do as every errand, and tell what is going on in this workspace."""
        super().furnish(workspace, words)
        if self._job is not None:
            self._show_making(self._job)

    def export(self, kind: Kind) -> None:
        """Write files of a kind, made from the scenario as it is now, after asking of which candidates and where to."""
        one = kind.option == "pdf"
        self._begin(_Wish(kind.option, one, lambda request: self._place(kind, request)))

    def print_report(self) -> None:
        """Print the report on the scenario as it is now, after asking on which candidates and on which printer."""
        self._begin(_Wish("print", True, self._place_print))

    def close(self) -> None:
        """Leave nothing behind: what is not whole by now is not written."""
        super().close()
        self._job = None

    def _begin(self, wish: _Wish) -> None:
        workspace = self._workspace
        if workspace is None or self._job is not None:
            return
        if workspace.state.state == "cannot":
            self._ask(lambda dialogs: dialogs.tell_no_answer(workspace.answering.reasons))
            return
        today = dt.datetime.now().astimezone().date()
        proposed = (workspace.candidate,) if wish.one else tuple(range(len(workspace.scenario.candidates)))
        request = Request(workspace.scenario, proposed, self._words, today, tuple(self._known))
        positions = self._ask(lambda dialogs: dialogs.ask_which(wish.name, request.scenario, proposed))
        if positions:
            self._hand_over(wish, replace(request, positions=positions))

    def _hand_over(self, wish: _Wish, request: Request) -> None:
        placed = wish.place(request)
        if placed is not None:
            self._start(_Job(self._work.hand_over(request, placed.delivery), wish, request, placed.path))

    def _place(self, kind: Kind, request: Request) -> _Placed | None:
        folder = Path(self._settings.handover_folder)
        path = self._ask(lambda dialogs: dialogs.ask_where(kind, request.scenario, request.made_on, folder))
        if path is None:
            return None
        self._settings.handover_folder = str(path.parent)
        return _Placed(to_files(kind, path), path)

    def _place_print(self, request: Request) -> _Placed | None:
        from ui.handover.printing import ask_printer, to_printer  # noqa: PLC0415 - Qt's part for it is seldom needed

        title = self._words.label(request.scenario.title)
        printer = self._asking.ask(lambda: ask_printer(self._window, title))
        return None if printer is None else _Placed(to_printer(printer, self))

    def _start(self, job: _Job) -> None:
        self._job = job
        self.idle.emit(False)
        self._show_making(job)

    def _end(self) -> None:
        self._job = None
        self._notices.drop()
        self.idle.emit(True)

    def _stop(self) -> None:
        if self._job is not None:
            self._work.cancel(self._job.number)
            self._end()

    def _fold(self, event: Told) -> None:
        """Take in what has become of a piece of work."""
        job = self._job
        if job is None or event.job != job.number:
            return
        if isinstance(event, Progress):
            self._notices.progress(event.done, event.total)
            return
        self._end()
        match event:
            case Delivered():
                self._show_done(job)
            case NoAnswer(_, problems):
                reasons = [self._reason(problem, job.request) for problem in problems]
                self._ask(lambda dialogs: dialogs.tell_no_answer(reasons))
            case NotWritten(_, problems):
                if self._ask(lambda dialogs: dialogs.ask_after_failure(job.path, problems)):
                    self._hand_over(job.wish, job.request)
            case Failed(_, error):
                raise error

    def _reason(self, problem: Problem, request: Request) -> Reason:
        """Return in words why there is no answer; it leads to its place as long as that is where it was."""
        workspace = self._workspace
        if workspace is not None and workspace.scenario is request.scenario:
            return workspace.reason(problem)
        told = describe_problem(problem, self._words, request.scenario)
        return Reason(told.where, told.text)

    def _remember(self, event: AnswerEvent) -> None:
        if isinstance(event, Finished):
            self._known.append(event.evaluation)

    def _show_making(self, job: _Job) -> None:
        self._notices.making(self._words.text(f"ui.handover.making.{job.wish.name}"), self._stop)

    def _show_done(self, job: _Job) -> None:
        name = "" if job.path is None else called(job.path)
        self._notices.done(self._words.text(f"ui.handover.done.{job.wish.name}", name=name), job.path)

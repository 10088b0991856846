"""From the wish to hand something over to a file on the disk: asks, has it made, and tells what became of it.

What is handed over is the answer to the scenario as it was when somebody asked. Meanwhile the window can be used, and
the document and what counts as saved are left alone.
"""

from __future__ import annotations

import datetime as dt
from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from roitool.errors import Problem
from roitool.evaluate.evaluation import Evaluation
from roitool.scenario.file import write_whole
from roitool.wording.problems import describe_problem
from roitool.wording.words import Words
from ui.asking import Asking
from ui.handover.dialogs import Dialogs
from ui.handover.kinds import Kind
from ui.handover.notice import HandoverNotice
from ui.handover.work import (
    Delivered,
    Delivery,
    Event,
    Failed,
    Looked,
    NoAnswer,
    NotWritten,
    Progress,
    Request,
    Work,
)
from ui.panels.answer_state import Reason
from ui.runner import Event as Answer
from ui.runner import Finished, Runner
from ui.settings import Settings
from ui.widgets.plain import clipped

if TYPE_CHECKING:
    from ui.workspace import Workspace

_LONGEST_NAME = 80
_Answered = TypeVar("_Answered")

_ANSWERS_KEPT = 4
"""Of the candidate on screen, of all, and from a closer look; and one of before, for candidates that did not change."""


@dataclass(frozen=True, slots=True)
class _Job:
    number: int
    kind: Kind
    request: Request
    path: Path | None = None


class Handover(QObject):
    """Hands over what is made from the document on screen, one thing at a time.

    Parameters
    ----------
    window
        What dialogs belong to.
    runner
        Tells the answers that need not be calculated again.
    asking
        Puts the questions of the window on screen.

    Attributes
    ----------
    idle
        Emitted with whether something can be asked for.
    """

    idle = Signal(bool)

    def __init__(self, window: QWidget, runner: Runner, asking: Asking, settings: Settings) -> None:
        super().__init__(window)
        self._window = window
        self._asking = asking
        self._settings = settings
        self._words = Words(settings.language)
        self._workspace: Workspace | None = None
        self._known: deque[Evaluation] = deque(maxlen=_ANSWERS_KEPT)
        self._job: _Job | None = None
        self._notice: HandoverNotice | None = None
        self._work = Work()
        self._work.event.connect(lambda event: asking.afterwards(lambda: self._fold(event)))
        runner.event.connect(self._remember)

    def furnish(self, workspace: Workspace | None, words: Words) -> None:
        """Speak this language from now on, and tell what is going on in this workspace."""
        self._workspace, self._words = workspace, words
        self._notice = None
        if self._job is not None:
            self._show_making(self._job)

    def hand_over(self, kind: Kind) -> None:
        """Make something of the scenario as it is now, after asking of which candidates, and where to."""
        workspace = self._workspace
        if workspace is None or self._job is not None:
            return
        if workspace.state.state == "cannot":
            self._ask(lambda dialogs: dialogs.tell_no_answer(workspace.answering.reasons))
            return
        today = dt.datetime.now().astimezone().date()
        request = Request(workspace.scenario, (), self._words, today, tuple(self._known))
        if kind.left_out is None:
            self._choose(kind, request, {})
        else:
            self._begin(_Job(self._work.look(request.scenario, kind.left_out), kind, request))

    def close(self) -> None:
        """Leave nothing behind: what is not whole by now is not written."""
        self._work.close()
        self._job = None

    def _choose(self, kind: Kind, request: Request, left_out: Mapping[int, str]) -> None:
        positions = self._ask(lambda dialogs: dialogs.ask_which(kind, request.scenario, left_out))
        if positions:
            self._write(kind, replace(request, positions=positions))

    def _write(self, kind: Kind, request: Request) -> None:
        folder = self._settings.handover_folder
        path = self._ask(lambda dialogs: dialogs.ask_where(kind, request.scenario, request.made_on, folder))
        if path is None:
            return
        self._settings.handover_folder = str(path.parent)
        form = next((form for form in kind.forms if path.name.lower().endswith(form.ending)), kind.forms[0])
        delivery = Delivery(form.make, lambda data: write_whole(path, data))
        self._begin(_Job(self._work.hand_over(request, delivery), kind, request, path))

    def _begin(self, job: _Job) -> None:
        self._job = job
        self.idle.emit(False)
        self._show_making(job)

    def _fold(self, event: Event) -> None:
        """Take in what has become of a piece of work."""
        job = self._job
        if job is None or event.job != job.number:
            return
        if isinstance(event, Progress):
            if self._notice is not None:
                self._notice.show_progress(event.done, event.total)
            return
        self._end()
        match event:
            case Looked(_, left_out):
                self._choose(job.kind, job.request, left_out)
            case Delivered():
                self._show_done(job)
            case NoAnswer(_, problems):
                reasons = [self._reason(problem, job.request) for problem in problems]
                self._ask(lambda dialogs: dialogs.tell_no_answer(reasons))
            case NotWritten(_, problems) if job.path is not None:
                path = job.path
                if self._ask(lambda dialogs: dialogs.ask_after_failure(path, problems)):
                    self._write(job.kind, job.request)
            case Failed(_, error):
                raise error

    def _ask(self, question: Callable[[Dialogs], _Answered]) -> _Answered:
        return self._asking.ask(lambda: question(Dialogs(self._window, self._words)))

    def _reason(self, problem: Problem, request: Request) -> Reason:
        """Return in words why there is no answer; it leads to its place as long as that is where it was."""
        workspace = self._workspace
        if workspace is not None and workspace.scenario is request.scenario:
            return workspace.reason(problem)
        told = describe_problem(problem, self._words, request.scenario)
        return Reason(told.where, f"{told.sentence} {told.remedy}")

    def _remember(self, event: Answer) -> None:
        if isinstance(event, Finished):
            self._known.append(event.evaluation)

    def _stop(self) -> None:
        if self._job is not None:
            self._work.cancel(self._job.number)
            self._end()

    def _end(self) -> None:
        self._job = None
        self._drop_notice()
        self.idle.emit(True)

    def _show_making(self, job: _Job) -> None:
        notice = self._new_notice()
        notice.show_making(self._words.text(f"ui.handover.making.{job.kind.name}"), self._words, self._stop)

    def _show_done(self, job: _Job) -> None:
        words, path = self._words, job.path
        if path is None:
            return
        links = [
            (words.text("ui.handover.open"), lambda: _open(path)),
            (words.text("ui.handover.folder"), lambda: _open(path.parent)),
        ]
        name = clipped(path.name, _LONGEST_NAME)
        self._new_notice().show_done(words.text(f"ui.handover.written.{job.kind.name}", name=name), words, links)

    def _new_notice(self) -> HandoverNotice:
        self._drop_notice()
        notice = self._notice = HandoverNotice()
        notice.due.connect(lambda: self._show_notice(notice))
        notice.over.connect(self._drop_notice)
        return notice

    def _show_notice(self, notice: HandoverNotice) -> None:
        if self._workspace is not None:
            self._workspace.status.show_notice(notice)

    def _drop_notice(self) -> None:
        notice, self._notice = self._notice, None
        if notice is not None:
            notice.end()
            if self._workspace is not None:
                self._workspace.status.drop_notice(notice)
            notice.deleteLater()


def _open(path: Path) -> None:
    """Open what was written, or its folder, with the program that the system has for it."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))

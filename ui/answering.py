"""The right of the window: the answer, whether it is the current one, and the worker that finds it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import cast

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from roitool.errors import Problem
from roitool.evaluate.evaluation import CandidateAnswer, Evaluation
from roitool.scenario.scenario import Scenario
from roitool.wording.words import Words
from ui.panels.answer import NARROWEST, WIDEST, AnswerPanel
from ui.panels.answer_state import AnswerState, Reason
from ui.runner import Compared, Event, Explained, Failed, Finished, Progress, Refused, Runner, View
from ui.theme import Theme

PAUSE_MS = 0
"""A new answer is asked for as soon as the keys that are waiting have been taken in; an older one is dropped."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What the answer is about: a scenario, the position of a candidate, and whether its name has to be told."""

    scenario: Scenario
    candidate: int
    titled: bool


class Answering(QWidget):
    """Asks for answers, and shows them.

    Attributes
    ----------
    answered
        The answer on screen is the current one; emitted with the evaluation and the answer on the candidate.
    outdated
        There is no current answer: another one is on its way, or there can be none.
    refused
        Emitted with the problems that keep the scenario from being decided; who hears it answers with reasons.
    panel, state
        What shows the answer, and what lies over it while it is not the current one.
    reasons
        Why there can be no answer, where that is so.
    """

    answered = Signal(object, object)
    outdated = Signal()
    refused = Signal(object)

    def __init__(self, runner: Runner, words: Words, theme: Theme, view: View = "inside") -> None:
        super().__init__()
        self.setObjectName("answer")
        self.setMinimumWidth(NARROWEST)
        self.setMaximumWidth(WIDEST)
        self.view: View = view
        self._runner = runner
        self._words = words
        self._asked: Asked | None = None
        self._evaluation: Evaluation | None = None
        self._compared: Compared | None = None
        self._unread = False
        self.reasons: tuple[Reason, ...] = ()
        self.panel = AnswerPanel(words, theme)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.panel)
        self.state = AnswerState(self, words, theme)
        self._pause = QTimer(self, interval=PAUSE_MS, singleShot=True)
        self._pause.timeout.connect(self._calculate)
        self._connect()

    def ask(self, asked: Asked) -> None:
        """Ask for an answer as soon as typing rests; what is on screen is out of date from now on."""
        self._asked = asked
        self._unread = False
        if not asked.scenario.candidates:
            self.refuse(Reason("", self._words.text("ui.state.no_candidate")))
            return
        self.outdated.emit()
        self.state.computing()
        self._pause.start()

    def turn_to(self, asked: Asked) -> None:
        """Show the answer on another candidate of the same scenario, where there is one already."""
        self._asked = asked
        if self.state.state == "current":
            self._show()

    def leave_open(self, reason: Reason) -> None:
        """Say that something that was typed cannot be read: there is no answer until it can."""
        self._unread = True
        self.refuse(reason)

    def refuse(self, *reasons: Reason) -> None:
        """Say why there is no answer."""
        self._pause.stop()
        self._runner.cancel()
        self.outdated.emit()
        self.reasons = reasons
        self.state.cannot(*reasons)

    def let_go(self) -> None:
        """Hear no more of the runner."""
        self._pause.stop()
        self._runner.event.disconnect(self._fold)
        self._runner.drawable.disconnect(self.panel.enable_pictures)

    def _connect(self) -> None:
        self._runner.event.connect(self._fold)
        if self._runner.can_draw:
            self.panel.enable_pictures()
        self._runner.drawable.connect(self.panel.enable_pictures)
        self.panel.view_chosen.connect(self._look)
        self.state.cancelled.connect(self._cancel)
        self.state.resumed.connect(self._calculate)

    def _look(self, view: str) -> None:
        self.view = cast("View", view)
        if self._asked is not None:
            self.ask(self._asked)

    def _calculate(self) -> None:
        if self._asked is not None:
            self._compared = None
            self.state.computing()
            self._runner.start(self._asked.scenario, self._asked.candidate, self.view)

    def _cancel(self) -> None:
        self._pause.stop()
        self._runner.cancel()
        self.state.stopped()

    def _fold(self, event: Event) -> None:
        """Take in what the runner tells."""
        if self._pause.isActive() or self._unread:
            return
        match event:
            case Progress(_, done, total):
                self.state.progress(done, total)
            case Finished(_, evaluation):
                told, self._evaluation = self._answer, cast("Evaluation", evaluation)
                if self.state.state == "current" and told is not None and self._answer is told:
                    # The others follow, and what is on screen stays as it is.
                    return
                self._show()
            case Explained(_, why):
                self.panel.show_why(why)
            case Compared():
                self._compared = event
                self._show()
            case Refused(_, problems):
                self._refuse(problems)
            case Failed(_, error):
                self.refuse(Reason("", self._words.text("ui.state.failed")))
                raise error

    @property
    def _answer(self) -> CandidateAnswer | None:
        """The answer on the candidate that is asked about; None as long as there is none."""
        if self._evaluation is None or self._asked is None:
            return None
        return self._evaluation.answer_on(self._asked.scenario.candidates[self._asked.candidate].id)

    def _show(self) -> None:
        evaluation, answer, asked = self._evaluation, self._answer, self._asked
        if evaluation is None or asked is None:
            return
        if answer is None:
            # Another one is on screen than was asked for: it is answered before the rest.
            self._calculate()
            return
        steps = None if self._compared is None else self._compared.steps_of(asked.candidate)
        self.panel.show_answer(evaluation, answer, self.view, steps, titled=asked.titled)
        self.state.current()
        self.answered.emit(evaluation, answer)

    def _refuse(self, problems: Sequence[Problem]) -> None:
        self.refused.emit(tuple(problem for problem in problems if problem.severity == "error"))

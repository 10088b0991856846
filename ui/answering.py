"""The right of the window: the answer, whether it is the current one, and the worker that finds it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import cast

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from roitool.errors import Problem
from roitool.evaluate.evaluation import CandidateAnswer, Evaluation
from roitool.scenario.scenario import Scenario
from roitool.wording.words import Words
from ui.panels.answer import NARROWEST, WIDEST, AnswerPanel
from ui.panels.answer_state import AnswerState, Reason
from ui.runner import Compared, Event, Explained, Failed, Finished, Progress, Refused, Runner, View
from ui.sights import Mattered, Sight, Weighed
from ui.theme import Theme
from ui.widgets.plain import PlainLabel

PAUSE_MS = 0
"""A new answer is asked for as soon as the keys that are waiting have been taken in; an older one is dropped."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What the answer is about.

    Attributes
    ----------
    candidate
        Its position.
    titled
        Whether its name has to be told.
    sight
        What is looked at besides the answer.
    note
        What has to be said above it, because the scenario is not that of the document.
    """

    scenario: Scenario
    candidate: int
    titled: bool
    sight: Sight | None = None
    note: str = ""


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
    further
        Emitted with what was found out for another page, from the scenario that the answer is about.
    asked
        What the answer is about.
    started_with
        What was looked at besides the answer when it was asked for.
    panel, state
        What shows the answer, and what lies over it while it is not the current one.
    reasons
        Why there can be no answer, where that is so.
    """

    answered = Signal(object, object)
    outdated = Signal()
    refused = Signal(object)
    further = Signal(object)

    def __init__(self, runner: Runner, words: Words, theme: Theme, view: View = "inside") -> None:
        super().__init__()
        self.setObjectName("answer")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setMinimumWidth(NARROWEST)
        self.setMaximumWidth(WIDEST)
        self.view: View = view
        self._runner = runner
        self._words = words
        self.asked: Asked | None = None
        self._evaluation: Evaluation | None = None
        self._compared: Compared | None = None
        self._unread = False
        self.reasons: tuple[Reason, ...] = ()
        self.started_with: Sight | None = None
        self.panel = AnswerPanel(words, theme)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        self._note = PlainLabel(kind="hint", wrap=True)
        self._note.hide()
        around = QVBoxLayout()
        around.setContentsMargins(20, 0, 18, 0)
        around.setSpacing(0)
        around.addWidget(self._note)
        layout.addLayout(around)
        layout.addWidget(self.panel)
        self.state = AnswerState(self, words, theme)
        self._pause = QTimer(self, interval=PAUSE_MS, singleShot=True)
        self._pause.timeout.connect(self.resume)
        self._connect()

    def ask(self, asked: Asked) -> None:
        """Ask for an answer as soon as typing rests; what is on screen is out of date from now on."""
        self.asked = asked
        self._note.setText(asked.note)
        self._note.setVisible(bool(asked.note))
        self._unread = False
        if not asked.scenario.candidates:
            self.refuse(Reason("", self._words.text("ui.state.no_candidate")))
            return
        self.outdated.emit()
        self.state.computing()
        self._pause.start()

    def turn_to(self, asked: Asked) -> None:
        """Show the answer on another candidate of the same scenario, where there is one already."""
        self.asked = asked
        if self.state.state == "current":
            self._show()

    def leave_open(self, reason: Reason) -> None:
        """Say that something that was typed cannot be read: there is no answer until it can."""
        self._unread = True
        self.refuse(reason)

    def look(self, view: str) -> None:
        """Ask for an answer with the owner's figures, or as such projects usually go."""
        self.view = cast("View", view)
        if self.asked is not None:
            self.ask(self.asked)

    def stop(self) -> None:
        """Wait no longer for an answer."""
        self._pause.stop()
        self._runner.cancel()
        self.state.stopped()

    def resume(self) -> None:
        """Begin to calculate."""
        if self.asked is not None:
            self._compared = None
            self.started_with = self.asked.sight
            self.state.computing()
            self._runner.start(self.asked.scenario, self.asked.candidate, self.view, self.asked.sight)

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
        self.panel.view_chosen.connect(self.look)
        self.state.cancelled.connect(self.stop)
        self.state.resumed.connect(self.resume)

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
            case Weighed() | Mattered():
                self.further.emit(event)
            case Refused(_, problems):
                self._refuse(problems)
            case Failed(_, error):
                self.refuse(Reason("", self._words.text("ui.state.failed")))
                raise error

    @property
    def _answer(self) -> CandidateAnswer | None:
        """The answer on the candidate that is asked about; None as long as there is none."""
        if self._evaluation is None or self.asked is None:
            return None
        return self._evaluation.answer_on(self.asked.scenario.candidates[self.asked.candidate].id)

    def _show(self) -> None:
        evaluation, answer, asked = self._evaluation, self._answer, self.asked
        if evaluation is None or asked is None:
            return
        if answer is None:
            # Another one is on screen than was asked for: it is answered before the rest.
            self.resume()
            return
        steps = None if self._compared is None else self._compared.steps_of(asked.candidate)
        self.panel.show_answer(evaluation, answer, self.view, steps, titled=asked.titled)
        self.state.current()
        self.answered.emit(evaluation, answer)

    def _refuse(self, problems: Sequence[Problem]) -> None:
        self.refused.emit(tuple(problem for problem in problems if problem.severity == "error"))

"""What fills the window: navigation, page, answer and status line over one document, in one language and theme."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from roitool.errors import Place, Problem, ScenarioError
from roitool.evaluate.evaluation import CandidateAnswer, Evaluation
from roitool.scenario.changes import changes
from roitool.scenario.scenario import Scenario
from roitool.wording.problems import describe_problem
from roitool.wording.words import Words
from ui.candidates import Candidates
from ui.document import Document
from ui.pages.page import READINESS, Page, Shown, existing, first_page
from ui.pages.readiness import ReadinessPage
from ui.panels.answer import WIDTH, AnswerPanel
from ui.panels.answer_state import AnswerState, Reason
from ui.panels.figures import FiguresPanel
from ui.panels.grouping import figure_behind, page_of_place
from ui.panels.navigation import NavigationPanel
from ui.panels.status import StatusLine
from ui.runner import Event, Failed, Finished, Progress, Refused, Runner
from ui.theme import Theme

PAUSE_MS = 0
"""A new answer is asked for as soon as the keys that are waiting have been taken in; an older one is dropped."""


class Workspace(QWidget):
    """Connects the document, the runner and the panels; it is made anew for another language or theme.

    Parameters
    ----------
    shown
        The page shown first; left out, that of the first candidate.

    Attributes
    ----------
    page
        The page that is shown.
    candidate
        The position of the candidate that the answer is about: the one that was looked at last.
    template_chosen
        A candidate is to be added from a template.
    """

    template_chosen = Signal(str)

    def __init__(
        self, document: Document, runner: Runner, words: Words, theme: Theme, shown: Shown | None = None
    ) -> None:
        super().__init__()
        self._document = document
        self._runner = runner
        self._words = words
        self._evaluation: Evaluation | None = None
        shown = shown or Shown(first_page(document.scenario))
        self.page, self.candidate = shown.page, shown.candidate
        self.saved_at: datetime | None = None
        self.candidates = Candidates(document, words, self._candidate_shown, self.show_page)
        self.navigation = NavigationPanel(words, theme)
        self.figures = FiguresPanel(words)
        self.answer = AnswerPanel(words, theme)
        side = QWidget()
        side.setObjectName("answer")
        side.setFixedWidth(WIDTH)
        self._in_row(side, self.answer)
        self.state = AnswerState(side, words, theme)
        self.status = StatusLine(words)
        self.readiness = ReadinessPage(words, theme, document.scenario.readiness, inside=True)
        self._pages = QStackedWidget()
        self._pages.addWidget(self.figures)
        self._pages.addWidget(self.readiness)
        middle = QWidget()
        self._in_row(middle, self.navigation, self._pages, side)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(middle, 1)
        layout.addWidget(self.status)
        self._pause = QTimer(self, interval=PAUSE_MS, singleShot=True)
        self._pause.timeout.connect(self._calculate)
        self._connect()
        # The worker begins while the list is being built.
        self._calculate()
        self._show_document()

    @property
    def shown(self) -> Shown:
        """What is shown, to be shown again."""
        return Shown(self.page, self.candidate)

    def step_history(self, *, back: bool) -> None:
        """Undo or redo a step, and show where it was."""
        before = self._document.scenario
        (self._document.undo if back else self._document.redo)()
        after = self._document.scenario
        places = [change.place_after for change in changes(before, after) if change.place_after is not None]
        pages = [page_of_place(after, place) for place in places]
        if pages and self.page not in pages:
            self.show_page(pages[0])
        self._refresh(after, forget=True)
        self._ask()

    def show_page(self, page: Page) -> None:
        """Show a page, and the answer on the candidate it is about."""
        self.page = page
        if page.kind == "candidate":
            self.candidate = page.candidate
        self._show_document()
        match self.state.state:
            case "current":
                self._show_answer()
            case "cannot":
                # A text that could not be read went with the rows it stood in.
                self._ask()

    def show_place(self, place: Place) -> None:
        """Bring the figure at a place of the document into view, on the page where it stands."""
        scenario = self._document.scenario
        place = figure_behind(scenario, place) or place
        page = page_of_place(scenario, place)
        if page != self.page:
            self.show_page(page)
        row = self.figures.row_at(place)
        if row is not None:
            self.figures.reveal(row, row.field_at(place))

    def show_saved(self, at: datetime) -> None:
        """Take note of when the document was saved."""
        self.saved_at = at
        self._show_facts()

    def let_go(self) -> None:
        """Hear no more of the document and the runner."""
        self._pause.stop()
        self._document.changed.disconnect(self._follow)
        self._runner.event.disconnect(self._fold)
        self._runner.drawable.disconnect(self.answer.enable_pictures)

    def _connect(self) -> None:
        self._document.changed.connect(self._follow)
        self._runner.event.connect(self._fold)
        if self._runner.can_draw:
            self.answer.enable_pictures()
        self._runner.drawable.connect(self.answer.enable_pictures)
        self.navigation.chosen.connect(self.show_page)
        self.navigation.renamed.connect(self.candidates.rename)
        self.readiness.chosen.connect(lambda answers: self._edit({("readiness",): answers}, None))
        self.readiness.template_chosen.connect(self.template_chosen)
        self.figures.edited.connect(self._edit)
        self.figures.became.connect(self._document.become)
        self.figures.place_asked.connect(self.show_place)
        self.figures.step_closed.connect(self._document.close_step)
        self.figures.readable_changed.connect(self._ask)
        self.answer.edited.connect(self._edit)
        self.answer.jump_asked.connect(self.show_place)
        self.state.cancelled.connect(self._cancel)
        self.state.resumed.connect(self._calculate)

    def _show_document(self) -> None:
        scenario = self._document.scenario
        self.page = existing(self.page, scenario)
        self.candidate = min(self.candidate, max(len(scenario.candidates) - 1, 0))
        self.navigation.show_scenario(scenario, self.page)
        self._show_page_only(scenario)
        self._show_facts()

    def _show_page_only(self, scenario: Scenario) -> None:
        if self.page == READINESS:
            self.readiness.refresh(scenario.readiness)
            self._pages.setCurrentWidget(self.readiness)
        else:
            self.figures.show_page(scenario, self.page)
            self._pages.setCurrentWidget(self.figures)

    def _refresh(self, scenario: Scenario, *, forget: bool = False) -> None:
        if self.page == READINESS:
            self.readiness.refresh(scenario.readiness)
        else:
            self.figures.refresh(scenario, forget=forget)

    def _show_facts(self) -> None:
        self.status.show_borrowed(self._document.scenario)
        self.status.show_saved(self.saved_at, dirty=self._document.dirty)

    def _edit(self, values: dict[Place, object], step: object) -> None:
        try:
            self._document.edit(values, step)
        except ScenarioError as error:
            self._refuse(error.problems)

    def _candidate_shown(self) -> int | None:
        return self.page.candidate if self.page.kind == "candidate" else None

    def _follow(self) -> None:
        """Show the document after an edit."""
        scenario = self._document.scenario
        if existing(self.page, scenario) != self.page or self.candidate >= len(scenario.candidates):
            self._show_document()
        else:
            self.navigation.show_scenario(scenario, self.page)
            self._refresh(scenario)
            self._show_facts()
        self._ask()

    def _ask(self) -> None:
        """Ask for a new answer as soon as typing rests; what is on screen is out of date from now on."""
        unread = self.figures.unread
        self.status.show_exactness(None)
        if unread is None:
            self.state.computing()
            self._pause.start()
            return
        self._pause.stop()
        self._runner.cancel()
        jump = self._words.text("ui.state.show")
        sentence = self._words.text("ui.state.unread")
        self.state.cannot(Reason(unread.label, sentence, jump, lambda: self.figures.reveal(unread, unread.wrong_field)))

    def _calculate(self) -> None:
        self.state.computing()
        self._runner.start(self._document.scenario, self.candidate)

    def _cancel(self) -> None:
        self._pause.stop()
        self._runner.cancel()
        self.state.stopped()

    def _fold(self, event: Event) -> None:
        """Take in what the runner tells."""
        if self._pause.isActive() or self.figures.unread is not None:
            return
        match event:
            case Progress(_, done, total):
                self.state.progress(done, total)
            case Finished(_, evaluation):
                told, self._evaluation = self._answer, evaluation
                if self.state.state == "current" and told is not None and self._answer is told:
                    # The others follow, and what is on screen stays as it is.
                    return
                self.figures.show_problems((), self._document.scenario)
                self._show_answer()
            case Refused(_, problems):
                self._refuse(problems)
            case Failed(_, error):
                self.state.cannot(Reason("", self._words.text("ui.state.failed")))
                raise error

    @property
    def _answer(self) -> CandidateAnswer | None:
        """The answer on the candidate that is shown; None as long as there is none."""
        candidates = self._document.scenario.candidates
        if self._evaluation is None or self.candidate >= len(candidates):
            return None
        return self._evaluation.answer_on(candidates[self.candidate].id)

    def _show_answer(self) -> None:
        evaluation, candidate = self._evaluation, self._answer
        if evaluation is None:
            return
        if candidate is None:
            # Another one is on screen than was asked for: it is answered before the rest.
            self._calculate()
            return
        self.answer.show_answer(evaluation, candidate, titled=self.page.kind != "candidate")
        self.figures.show_facts(candidate)
        self.figures.show_advice(evaluation.warnings, evaluation.scenario)
        self.status.show_exactness(evaluation, candidate)
        self.state.current()

    def _refuse(self, problems: tuple[Problem, ...]) -> None:
        scenario = self._document.scenario
        errors = [problem for problem in problems if problem.severity == "error"]
        self.figures.show_problems(errors, scenario)
        self.state.cannot(*(self._reason(problem) for problem in errors))

    def _reason(self, problem: Problem) -> Reason:
        told = describe_problem(problem, self._words, self._document.scenario)
        row = self.figures.row_at(problem.place)
        sentence = f"{told.sentence} {told.remedy}"
        if row is None:
            return Reason(told.where, sentence)
        field = row.field_at(problem.place)
        return Reason(row.label, sentence, self._words.text("ui.state.show"), lambda: self.figures.reveal(row, field))

    @staticmethod
    def _in_row(parent: QWidget, *widgets: QWidget) -> None:
        row = QHBoxLayout(parent)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        for widget in widgets:
            row.addWidget(widget, 1 if isinstance(widget, QStackedWidget | AnswerPanel) else 0)

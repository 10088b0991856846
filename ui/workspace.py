"""What fills the window over a document: navigation, page, answer and status line, in one language and theme."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from roitool.errors import Place, Problem, ScenarioError
from roitool.evaluate.evaluation import CandidateAnswer, Evaluation
from roitool.scenario.changes import changes
from roitool.scenario.scenario import Scenario
from roitool.wording.places import readable_place
from roitool.wording.problems import describe_problem
from roitool.wording.words import Words
from ui.answering import Answering, Asked
from ui.candidates import Candidates
from ui.deciding import Deciding, sight_of
from ui.document import Document
from ui.pages.page import COMPARE, DECIDING, READINESS, Page, Shown, existing, first_page
from ui.pages.readiness import ReadinessPage
from ui.panels.answer_state import Reason
from ui.panels.figures import FiguresPanel
from ui.panels.grouping import page_of_place
from ui.panels.navigation import NavigationPanel
from ui.panels.status import StatusLine
from ui.runner import Runner
from ui.theme import Theme
from ui.trying import Trying
from ui.widgets.tab_order import chain_after, last_within


class Workspace(QWidget):
    """Connects the document and the panels; it is made anew for another language or theme.

    Parameters
    ----------
    shown
        What is shown first; left out, the page of the first candidate with the owner's figures.

    Attributes
    ----------
    page
        The page that is shown.
    candidate
        The position of the candidate that the answer is about: the one that was looked at last.
    template_chosen
        A candidate is to be added from a template.
    not_added
        There is no room for another candidate; emitted with the problems.
    """

    template_chosen = Signal(str)
    not_added = Signal(object)

    def __init__(
        self, document: Document, runner: Runner, words: Words, theme: Theme, shown: Shown | None = None
    ) -> None:
        super().__init__()
        self._document = document
        self._words = words
        shown = shown or Shown(first_page(document.scenario))
        self.page, self.candidate = shown.page, shown.candidate
        self.saved_at: datetime | None = None
        self.candidates = Candidates(document, words, self._candidate_shown, self.show_page, self.not_added.emit)
        self.navigation = NavigationPanel(words, theme)
        self.figures = FiguresPanel(words, theme)
        self.readiness = ReadinessPage(words, theme, document.scenario.readiness, inside=True)
        self.answering = Answering(runner, words, theme, shown.view)
        self.answer, self.state = self.answering.panel, self.answering.state
        self.deciding = Deciding(self.answering, runner, words, theme)
        self.trying = Trying(document, self.answering, words, lambda: self._asked)
        self.status = StatusLine(words)
        self._pages = QStackedWidget()
        self._lay_out()
        self._connect()
        # The worker begins while the page is being built.
        self.answering.ask(self._asked)
        self._show_document()

    @property
    def scenario(self) -> Scenario:
        """The scenario on screen."""
        return self._document.scenario

    @property
    def shown(self) -> Shown:
        """What is shown, to be shown again."""
        return Shown(self.page, self.candidate, self.answering.view)

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
        if self.state.state == "cannot" or self.trying.under_way:
            # A text that could not be read went with the rows it stood in, and what was tried with its page.
            self._ask()
        else:
            self.answering.turn_to(self._asked)

    def show_candidate(self, position: int) -> None:
        """Let the page that is shown, and the answer, be about another candidate."""
        self.candidate = position
        self.show_page(self.page)

    def show_place(self, place: Place) -> None:
        """Bring a place of the document into view, on the page where it stands."""
        page = page_of_place(self._document.scenario, place)
        if page != self.page:
            self.show_page(page)
        if self._figures_in_sight:
            self.figures.show_place(place)

    def take(self, values: Mapping[Place, object]) -> None:
        """Put values at their places in one step, and show the first of them."""
        self._edit(dict(values), None)
        self.show_place(next(iter(values)))

    def show_saved(self, at: datetime | None) -> None:
        """Take note of when the document was saved."""
        self.saved_at = at
        self._show_facts()

    def reason(self, problem: Problem) -> Reason:
        """Return in words why there is no answer, with a button that leads to the place."""
        told = describe_problem(problem, self._words, self._document.scenario)
        # Without the place as the file writes it, which stands in what is told of files: here a button leads there.
        where = readable_place(problem.place, self._words, self._document.scenario)
        return self._to(problem.place, where, told.text)

    def let_go(self) -> None:
        """Hear no more of the document and the runner."""
        self._document.changed.disconnect(self._follow)
        self.answering.let_go()

    @property
    def _figures_in_sight(self) -> bool:
        """Whether the panel of figures shows the page; otherwise it holds one that is built anew before it is seen."""
        return self.page != READINESS and self.page not in DECIDING

    @property
    def _asked(self) -> Asked:
        titled = self.page.kind != "candidate"
        return Asked(self._document.scenario, self.candidate, titled, sight_of(self.page, self.candidate))

    def _lay_out(self) -> None:
        self._pages.addWidget(self.figures)
        self._pages.addWidget(self.readiness)
        side_by_side = QHBoxLayout()
        side_by_side.setSpacing(0)
        side_by_side.addWidget(self.navigation)
        # On a wide screen the answer gets its share, so that its sentences take fewer lines.
        side_by_side.addWidget(self._pages, 9)
        side_by_side.addWidget(self.answering, 4)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(side_by_side, 1)
        layout.addWidget(self.status)

    def _connect(self) -> None:
        self._document.changed.connect(self._follow)
        self.navigation.chosen.connect(self.show_page)
        self.navigation.renamed.connect(self.candidates.rename)
        self.readiness.chosen.connect(lambda answers: self._edit({("readiness",): answers}, None))
        self.readiness.template_chosen.connect(self.template_chosen)
        self.figures.edited.connect(self._edit)
        self.figures.became.connect(self._document.become)
        self.figures.place_asked.connect(self.show_place)
        self.figures.step_closed.connect(self._document.close_step)
        self.figures.readable_changed.connect(self._ask)
        self.figures.built.connect(self._put_answer_last)
        self.deciding.page_asked.connect(self.show_page)
        self.deciding.candidate_asked.connect(self.show_candidate)
        self.deciding.jump_asked.connect(self.show_place)
        self.deciding.filled.connect(self._put_in_order)
        self.deciding.tried.connect(self.trying.begin)
        self.deciding.kept.connect(self.trying.keep)
        self.deciding.ended.connect(self.trying.end)
        self.answering.answered.connect(self._take_answer)
        self.answering.outdated.connect(lambda: self.status.show_exactness(None))
        self.answering.refused.connect(self._refuse)
        self.answer.edited.connect(self._edit)
        self.answer.jump_asked.connect(self.show_place)

    def _show_document(self) -> None:
        scenario = self._document.scenario
        self.page = existing(self.page, scenario)
        self.candidate = min(self.candidate, max(len(scenario.candidates) - 1, 0))
        self.navigation.show_scenario(scenario, self.page)
        if self._figures_in_sight:
            self.figures.show_page(scenario, self.page)
            self._pages.setCurrentWidget(self.figures)
        elif (page := self.deciding.page(self.page)) is not None:
            if self._pages.indexOf(page) < 0:
                self._pages.addWidget(page)
            self._pages.setCurrentWidget(page)
        else:
            self.readiness.refresh(scenario.readiness)
            self._pages.setCurrentWidget(self.readiness)
        # Comparing takes the whole width.
        self.answering.setVisible(self.page != COMPARE)
        self.deciding.show(scenario, sight_of(self.page, self.candidate))
        self._show_facts()

    def _put_answer_last(self) -> None:
        """Let Tab go from the list to the page and then to the answer, which is older than a page that was built."""
        chain_after(last_within(self.figures, self.navigation), self.answering)

    def _put_in_order(self, page: QWidget) -> None:
        """Let Tab go from the list to a page that was filled anew, and then to the answer."""
        chain_after(last_within(self.navigation, self.answering), page, self.answering)

    def _refresh(self, scenario: Scenario, *, forget: bool = False) -> None:
        if self._figures_in_sight:
            self.figures.refresh(scenario, forget=forget)
        elif self.page == READINESS:
            self.readiness.refresh(scenario.readiness)
        else:
            self.deciding.show(scenario, sight_of(self.page, self.candidate))

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
        """Ask for an answer, unless there is a text that cannot be read."""
        unread = self.figures.unread_place if self._figures_in_sight else None
        if unread is None:
            self.answering.ask(self._asked)
            return
        self.figures.show_facts(None)
        where = readable_place(unread, self._words, self._document.scenario)
        self.answering.leave_open(self._to(unread, where, self._words.text("ui.state.unread")))

    def _take_answer(self, evaluation: Evaluation, answer: CandidateAnswer) -> None:
        if self._figures_in_sight:
            self.figures.show_problems((), self._document.scenario)
            self.figures.show_facts(answer, self.answering.view)
            self.figures.show_advice(evaluation.warnings, evaluation.scenario)
        self.status.show_exactness(evaluation, answer)

    def _refuse(self, problems: tuple[Problem, ...]) -> None:
        if self._figures_in_sight:
            self.figures.show_facts(None)
            self.figures.show_problems(problems, self._document.scenario)
        self.answering.refuse(*(self.reason(problem) for problem in problems))

    def _to(self, place: Place, where: str, sentence: str) -> Reason:
        """Return a reason with a button that leads to its place."""
        return Reason(where, sentence, self._words.text("ui.state.show"), lambda: self.show_place(place))

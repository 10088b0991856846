"""What fills the window at a time: the page to begin on, questions, or the workspace over a document."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from roitool.scenario.editing import replaced
from roitool.scenario.scenario import Readiness, Scenario
from roitool.wording.words import Words
from ui.document import Document
from ui.pages.page import Shown
from ui.pages.questions import QuestionsPage
from ui.pages.readiness import ReadinessPage
from ui.pages.start import StartPage
from ui.runner import Runner
from ui.theme import Theme
from ui.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Questions:
    """The questions of a template.

    Attributes
    ----------
    scenario
        What a candidate is added to; None to begin a new one.
    readiness
        What was answered before about where to begin; it goes along into a new one.
    """

    template: str
    scenario: Scenario | None = None
    readiness: Readiness | None = None


@dataclass(frozen=True, slots=True)
class WhereToBegin:
    """The questions about readiness, before there is a document, with what was answered so far."""

    readiness: Readiness | None = None


# What somebody clicked is taken away by what follows: not before the click is over.
_LATER = Qt.ConnectionType.QueuedConnection

Aside = Questions | WhereToBegin
"""What is shown instead of the document or the page to begin on, until somebody goes back."""


class Stage(QStackedWidget):
    """Shows one thing at a time; what somebody chooses there is told, and done by the window.

    It is built before anything is shown, and anew for other words or colours.

    Attributes
    ----------
    workspace
        What shows the document; None without one.
    aside
        What is shown instead of it, if anything is.
    template_chosen, example_chosen, recent_chosen, open_asked
        As of :class:`~ui.pages.start.StartPage`.
    begun
        Questions were answered; emitted with the scenario that follows.
    changed
        Something else is shown.
    """

    template_chosen = Signal(str)
    example_chosen = Signal(str)
    recent_chosen = Signal(object)
    open_asked = Signal()
    begun = Signal(object)
    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.workspace: Workspace | None = None
        self.start: StartPage | None = None
        self.aside: Aside | None = None
        self._ways: tuple[Words, Theme]
        self._aside: QWidget | None = None
        # Whoever goes back to the templates after these questions keeps the answers.
        self._readiness: Readiness | None = None

    def clear(self) -> Shown | None:
        """Take everything away before other words or colours come; returns which page was shown."""
        shown = None if self.workspace is None else self.workspace.shown
        if self.workspace is not None:
            self.workspace.let_go()
        for old in (self._aside, self.workspace, self.start):
            if old is not None:
                self._remove(old)
        self.workspace = self.start = self._aside = None
        return shown

    def build(
        self,
        document: Document | None,
        runner: Runner,
        words: Words,
        theme: Theme,
        shown: Shown | None,
        recent: Sequence[tuple[Path, str]],
    ) -> None:
        """Show a document, or the page to begin on where there is none; on top of it the questions that were open.

        Questions about adding to a document are over once that has become another one, as on the disk: what is begun
        from their answers would take it back.
        """
        self._ways = words, theme
        match self.aside:
            case Questions(scenario=Scenario() as asked) if document is None or document.scenario is not asked:
                self.aside = None
        if document is not None:
            self.workspace = Workspace(document, runner, words, theme, shown)
            self.addWidget(self.workspace)
        else:
            self.start = self._start_page(words, theme)
            self.start.show_recent(recent)
            self.addWidget(self.start)
        if self.aside is not None:
            self.show_aside(self.aside)

    def show_aside(self, aside: Aside) -> None:
        """Show questions instead of what is there."""
        made = self._made(aside)
        if self._aside is not None:
            self._remove(self._aside)
        self.aside, self._aside = aside, made
        self.addWidget(self._aside)
        self.setCurrentWidget(self._aside)
        self.changed.emit()

    def ask(self, template: str, scenario: Scenario | None) -> None:
        """Show the questions of a template instead of what is there, to begin a scenario or to add to one.

        Raises
        ------
        ScenarioError
            The template is damaged, or the scenario has no room for another candidate.
        """
        self.show_aside(Questions(template, scenario, self._readiness))

    def go_back(self) -> None:
        """Leave the questions."""
        self.aside = None
        if self._aside is not None:
            self._remove(self._aside)
            self._aside = None
        self.changed.emit()

    def _start_page(self, words: Words, theme: Theme) -> StartPage:
        page = StartPage(words, theme)
        page.template_chosen.connect(self.template_chosen, _LATER)
        page.example_chosen.connect(self.example_chosen, _LATER)
        page.recent_chosen.connect(self.recent_chosen, _LATER)
        page.open_asked.connect(self.open_asked, _LATER)
        page.readiness_asked.connect(self._ask_where_to_begin, _LATER)
        return page

    def _ask_where_to_begin(self) -> None:
        self.show_aside(WhereToBegin(self._readiness))

    def _made(self, aside: Aside) -> QWidget:
        words, theme = self._ways
        match aside:
            case Questions(template, scenario):
                page = QuestionsPage(template, words, theme, scenario)
                page.begun.connect(self._take_begun, _LATER)
            case WhereToBegin(readiness):
                page = ReadinessPage(words, theme, readiness)
                page.chosen.connect(self._remember)
                page.template_chosen.connect(self.template_chosen, _LATER)
        page.back_asked.connect(self.go_back, _LATER)
        return page

    def _take_begun(self, scenario: Scenario) -> None:
        match self.aside:
            case Questions(scenario=None, readiness=Readiness() as readiness):
                self.begun.emit(replaced(scenario, ("readiness",), readiness))
            case _:
                self.begun.emit(scenario)

    def _remember(self, readiness: Readiness) -> None:
        self._readiness = readiness
        self.aside = WhereToBegin(readiness)

    def _remove(self, widget: QWidget) -> None:
        self.removeWidget(widget)
        # Gone before new colours come: Qt goes over every widget there is for them.
        widget.deleteLater()
        QCoreApplication.sendPostedEvents(widget, QEvent.Type.DeferredDelete)

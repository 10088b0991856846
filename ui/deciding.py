"""The pages that decide between candidates: what they show, whether that is current, and asking the worker for it."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from roitool.errors import Place
from roitool.scenario.editing import is_there
from roitool.scenario.scenario import Scenario
from roitool.wording.words import Words
from ui.answering import Answering
from ui.pages.compare import ComparePage
from ui.pages.matters import MattersPage
from ui.pages.page import COMPARE, MATTERS, Page
from ui.panels.answer_state import AnswerState
from ui.runner import Runner, View
from ui.sights import Mattered, Sight, Weighed
from ui.theme import Theme

if TYPE_CHECKING:
    # It calculates: it is loaded in the worker, so that the window is there to be looked at meanwhile.
    from roitool.evaluate.matters import Matters


def sight_of(page: Page, candidate: int) -> Sight | None:
    """Return what a page takes calculations of its own for; None for one that shows the document."""
    if page == COMPARE:
        return Sight("compare")
    return Sight("matters", candidate) if page == MATTERS else None


class Deciding(QObject):
    """Fills the pages with what the worker finds out; what is known is kept as long as the document does not change.

    Attributes
    ----------
    states
        By page what lies over it while it is not current.
    page_asked
        Emitted with a page that somebody wants to see.
    candidate_asked
        Emitted with the position of another candidate that the page in sight is to be about.
    jump_asked
        Emitted with the place of a figure that somebody wants to see.
    tried, kept, ended
        As of :class:`~ui.panels.what_if.WhatIfCard`.
    filled
        Emitted with a page whose contents have been made anew.
    save_asked
        As of :class:`~ui.panels.copying.CopyButton`.
    """

    page_asked = Signal(object)
    candidate_asked = Signal(int)
    jump_asked = Signal(object)
    tried = Signal(object, float)
    kept = Signal(object, float)
    ended = Signal()
    filled = Signal(object)
    save_asked = Signal(object)

    def __init__(self, answering: Answering, runner: Runner, words: Words, theme: Theme) -> None:
        super().__init__(answering)
        self._answering = answering
        self._runner = runner
        self._words = words
        self._theme = theme
        self._scenario: Scenario | None = None
        self._sight: Sight | None = None
        self._coming: Sight | None = None
        self._known_of: tuple[Scenario, View] | None = None
        self._weighed: Weighed | None = None
        self._matters: dict[int, Matters] = {}
        self.states: dict[str, AnswerState] = {}
        answering.outdated.connect(self._forget)
        answering.further.connect(self._take)
        answering.state.entered.connect(self._follow)

    @cached_property
    def compare(self) -> ComparePage:
        """The page that compares, made when somebody looks at it first."""
        page = ComparePage(self._words, self._theme)
        page.page_asked.connect(self.page_asked)
        page.view_chosen.connect(self._answering.look)
        self._connect("compare", page)
        return page

    @cached_property
    def matters(self) -> MattersPage:
        """The page about what matters, made when somebody looks at it first."""
        page = MattersPage(self._words, self._theme)
        page.candidate_asked.connect(self.candidate_asked)
        page.what_if.tried.connect(self._try)
        page.what_if.kept.connect(self.kept)
        page.what_if.ended.connect(self.ended)
        self._connect("matters", page)
        return page

    def page(self, page: Page) -> QWidget | None:
        """Return what shows a page; None where that is none of these."""
        if page == COMPARE:
            return self.compare
        return self.matters if page == MATTERS else None

    def show(self, scenario: Scenario, sight: Sight | None) -> None:
        """Show a page over a scenario, or none, as far as the answer is current."""
        self._scenario, self._sight = scenario, sight
        if sight is None:
            # What was begun for it is kept when it comes.
            return
        if sight.page == "compare":
            self.compare.show_scenario(scenario)
            self.compare.show_view(self._answering.view)
        else:
            self.matters.show_scenario(scenario, sight.candidate)
            self.matters.what_if.rest()
        self._follow(self._answering.state.state)

    def _connect(self, kind: str, page: ComparePage | MattersPage) -> None:
        page.jump_asked.connect(self._jump)
        page.save_asked.connect(self.save_asked)
        self.states[kind] = state = AnswerState(page, self._words, self._theme)
        state.cancelled.connect(self._cancel)
        state.resumed.connect(self._resume)

    def _follow(self, answer: str) -> None:
        """Say of the page in sight what is said of the answer; where that is current, show or ask for its own."""
        if answer == "computing":
            self._coming = None
        sight, asked = self._sight, self._answering.asked
        if sight is None or (asked is not None and asked.note):
            # What is tried meanwhile changes nothing of what is known of the document.
            return
        state = self.states[sight.page]
        match answer:
            case "current":
                self._show_or_ask(sight)
            case "computing":
                state.computing()
            case "stopped":
                state.stopped()
            case "cannot":
                state.cannot(*self._answering.reasons)

    def _show_or_ask(self, sight: Sight) -> None:
        if self._is_known(sight):
            self._show_known(sight)
        else:
            self.states[sight.page].computing()
        # What the run began with in sight comes by itself.
        if not self._is_whole(sight) and sight not in {self._coming, self._answering.started_with}:
            self._ask(sight)

    def _ask(self, sight: Sight) -> None:
        self._coming = sight
        self._runner.look(sight)

    def _is_known(self, sight: Sight) -> bool:
        return self._weighed is not None if sight.page == "compare" else sight.candidate in self._matters

    def _is_whole(self, sight: Sight) -> bool:
        if not self._is_known(sight):
            return False
        return sight.page == "compare" or self._matters[sight.candidate].turning is not None

    def _show_known(self, sight: Sight) -> None:
        if sight.page == "compare" and self._weighed is not None:
            self.compare.show_found(self._weighed)
            self.compare.show_view(self._answering.view)
            self.filled.emit(self.compare)
        elif sight.page == "matters":
            self.matters.show_found(self._matters[sight.candidate])
            self.matters.show_figures(self._scenario)
            self.filled.emit(self.matters)
        self.states[sight.page].current()

    def _take(self, event: Weighed | Mattered) -> None:
        """Take in what the worker has found out of the scenario on screen."""
        match event:
            case Weighed() if self._weighed is None:
                self._weighed = event
            case Mattered(_, found) if not self._is_whole(Sight("matters", found.position)):
                self._matters[found.position] = found
            case _:
                # It was known before something was tried.
                return
        if self._sight is not None and self._answering.state.state == "current" and self._is_known(self._sight):
            self._show_known(self._sight)

    def _forget(self) -> None:
        """Forget what is known of another scenario than the one that is asked about, or of another view of it."""
        asked, known = self._answering.asked, self._known_of
        if asked is None or asked.note:
            return
        self._known_of = asked.scenario, self._answering.view
        if known is not None and known[0] is asked.scenario and known[1] == self._answering.view:
            return
        self._weighed, self._coming = None, None
        self._matters.clear()

    def _cancel(self) -> None:
        """Wait no longer: for the answer where that is not there yet, else for what the page adds to it."""
        if self._answering.state.state == "computing":
            self._answering.stop()
        elif self._sight is not None:
            self._coming = None
            self._runner.look_away()
            self.states[self._sight.page].stopped()

    def _resume(self) -> None:
        if self._answering.state.state == "stopped":
            self._answering.resume()
        elif self._sight is not None:
            self.states[self._sight.page].computing()
            self._ask(self._sight)

    def _try(self, place: Place, value: float) -> None:
        """Pass on what is tried, unless the page is out of date: keys reach it even so, and its figure may be gone."""
        if self.states["matters"].state == "current":
            self.tried.emit(place, value)

    def _jump(self, place: Place) -> None:
        """Lead to a figure, unless the outside view alone has it."""
        if is_there(self._scenario, place):
            self.jump_asked.emit(place)

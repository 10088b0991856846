"""What can be done with the candidates of a document: add, rename, copy, move, remove; each is one step to undo."""

from __future__ import annotations

from collections.abc import Callable

from roitool.errors import Problem, ScenarioError
from roitool.scenario.adding import added, moved
from roitool.scenario.base import Translated, reworded
from roitool.scenario.copying import copied
from roitool.scenario.removing import removed
from roitool.scenario.scenario import Scenario
from roitool.wording.words import LANGUAGES, Words
from ui.document import Document
from ui.pages.page import COMPANY, Page

_CANDIDATES = ("candidates",)


class Candidates:
    """Edits the candidates of a document.

    Parameters
    ----------
    shown
        Returns the position of the candidate that is shown; None where none is.
    show
        Called with the page that an edit leads to.
    refuse
        Called with the problems where there is no room for another one.
    """

    def __init__(
        self,
        document: Document,
        words: Words,
        shown: Callable[[], int | None],
        show: Callable[[Page], None],
        refuse: Callable[[tuple[Problem, ...]], None],
    ) -> None:
        self._document = document
        self._words = words
        self._shown = shown
        self._show = show
        self._refuse = refuse

    def add(self) -> None:
        """Add an empty one at the end."""
        title = Translated(**{language: Words(language).text("ui.candidate.new") for language in LANGUAGES})
        scenario = self._document.scenario
        self._add(lambda: added(scenario, _CANDIDATES, title), len(scenario.candidates))

    def rename(self, position: int, title: str) -> None:
        """Give one another title in the language of the window; a title in two languages keeps the other."""
        if not title.strip():
            self._show(Page("candidate", position))
            return
        before = self._document.scenario.candidates[position].title
        self._document.edit({(*_CANDIDATES, position, "title"): reworded(before, title, self._words.language)})

    def duplicate(self) -> None:
        """Put a copy of the one that is shown behind it."""
        if (position := self._shown()) is not None:
            self._add(lambda: copied(self._document.scenario, position), position + 1)

    def move(self, by: int) -> None:
        """Move the one that is shown up or down, as far as there is room."""
        position = self._shown()
        if position is not None and 0 <= position + by < len(self._document.scenario.candidates):
            self._become(moved(self._document.scenario, (*_CANDIDATES, position), position + by), position + by)

    def remove(self) -> None:
        """Take the one that is shown out of the document, with what is said of it elsewhere."""
        if (position := self._shown()) is not None:
            without = removed(self._document.scenario, (*_CANDIDATES, position))
            self._become(without, min(position, len(without.candidates) - 1))

    def _add(self, make: Callable[[], Scenario], position: int) -> None:
        try:
            scenario = make()
        except ScenarioError as error:
            self._refuse(error.problems)
        else:
            self._become(scenario, position)

    def _become(self, scenario: Scenario, position: int) -> None:
        self._document.become(scenario)
        self._show(Page("candidate", position) if position >= 0 else COMPANY)

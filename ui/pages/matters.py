"""What matters: what changes the outcome of one candidate most, where it turns, and on whose word it rests."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from roitool.scenario.editing import is_there
from roitool.scenario.scenario import Scenario
from roitool.wording.matters import describe_matters
from roitool.wording.words import Words
from ui.panels.deciding_parts import BETWEEN, CandidateChoice, ground
from ui.panels.matters_cards import SharesCard, SourcesCard, SwingsCard, TurnsCard
from ui.panels.two_way import TwoWayCard
from ui.panels.what_if import WhatIfCard
from ui.theme import Theme
from ui.widgets.plain import PlainLabel

if TYPE_CHECKING:
    # It calculates: it is loaded in the worker, so that the window is there to be looked at meanwhile.
    from roitool.evaluate.matters import Matters

WIDEST = 1000


class MattersPage(QWidget):
    """Shows what matters about a candidate.

    Attributes
    ----------
    found
        What is shown; None before there was anything.
    candidate_asked
        Emitted with the position of another candidate that somebody wants to look at.
    jump_asked
        Emitted with the place of a figure that is clicked on.
    save_asked
        As of :class:`~ui.panels.copying.CopyButton`.
    """

    candidate_asked = Signal(int)
    jump_asked = Signal(object)
    save_asked = Signal(object)

    def __init__(self, words: Words, theme: Theme) -> None:
        super().__init__()
        self._words = words
        self.found: Matters | None = None
        self.choice = CandidateChoice(words)
        self.choice.asked.connect(self.candidate_asked)
        self.swings = SwingsCard(words, theme)
        self.shares = SharesCard(words, theme)
        self.turns = TurnsCard(words, theme)
        self.sources = SourcesCard(words, theme)
        self.two_way = TwoWayCard(words, theme)
        self.what_if = WhatIfCard(words)
        for card in (self.swings, self.shares, self.turns):
            card.jump_asked.connect(self.jump_asked)
        for card in (self.swings, self.shares, self.turns, self.two_way, self.sources):
            card.save_asked.connect(self.save_asked)
        self._lay_out()

    def show_scenario(self, scenario: Scenario, candidate: int) -> None:
        """Show what of a scenario is known without an answer."""
        self.choice.show_candidates(scenario, candidate)

    def show_found(self, found: Matters) -> None:
        """Show what matters; what has not changed since stays as it is."""
        before, self.found = self.found, found
        if found is before:
            return
        told = describe_matters(found, self._words)
        if before is None or found.drivers is not before.drivers:
            for card in (self.swings, self.shares, self.sources):
                card.show_matters(found, told)
        self.turns.show_matters(found, told)
        self.two_way.show_matters(found)

    def show_figures(self, scenario: Scenario) -> None:
        """Offer the figures that matter most and that the document has, to be tried."""
        found = self.found
        drivers = () if found is None else found.drivers.drivers
        places = [driver.place for driver in drivers if driver.what == "figure" and is_there(scenario, driver.place)]
        self.what_if.show_figures(scenario, places)

    def _lay_out(self) -> None:
        column = ground(self, WIDEST)
        head = QHBoxLayout()
        head.setSpacing(BETWEEN)
        head.addWidget(PlainLabel(self._words.text("ui.page.matters"), "title", wrap=True), 1)
        head.addWidget(self.choice, 1)
        column.addLayout(head)
        column.addWidget(PlainLabel(self._words.text("ui.page.matters.note"), "muted", wrap=True))
        for card in (self.what_if, self.swings, self.shares, self.turns, self.two_way, self.sources):
            column.addWidget(card)
        column.addStretch(1)

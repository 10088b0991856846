"""Compare: all candidates and doing nothing side by side, and what to find out before one of them is chosen."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from roitool.scenario.scenario import Scenario
from roitool.wording.comparison import describe_comparison
from roitool.wording.words import Words
from ui.panels.answer_views import ViewSwitch
from ui.panels.compare_cards import AdviserCard, ChoicesCard, FindingOutCard, MoneyCard, PairsCard, WaysCard
from ui.panels.deciding_parts import BETWEEN, ground
from ui.runner import View
from ui.sights import Weighed
from ui.theme import Theme
from ui.widgets.plain import PlainLabel

WIDEST = 1320


class ComparePage(QWidget):
    """Shows which candidate stands how to the others.

    Attributes
    ----------
    found
        What is shown; None before there was anything.
    page_asked
        Emitted with the page of a choice that is clicked on.
    jump_asked
        Emitted with the place of a figure that is clicked on.
    view_chosen
        As of :class:`~ui.panels.answer_views.ViewSwitch`.
    save_asked
        As of :class:`~ui.panels.copying.CopyButton`.
    """

    page_asked = Signal(object)
    jump_asked = Signal(object)
    view_chosen = Signal(str)
    save_asked = Signal(object)

    def __init__(self, words: Words, theme: Theme) -> None:
        super().__init__()
        self._words = words
        self.found: Weighed | None = None
        self._note = PlainLabel(kind="muted", wrap=True)
        self.switch = ViewSwitch(words)
        self.switch.view_chosen.connect(self.view_chosen)
        self.choices = ChoicesCard(words, theme)
        self.choices.page_asked.connect(self.page_asked)
        self.adviser = AdviserCard(words, theme)
        self.finding = FindingOutCard(words, theme)
        self.finding.jump_asked.connect(self.jump_asked)
        self.pairs = PairsCard(words, theme)
        self.money = MoneyCard(words, theme)
        self.ways = WaysCard(words, theme)
        self._cards = (self.choices, self.adviser, self.finding, self.pairs, self.money, self.ways)
        for card in self._cards:
            card.save_asked.connect(self.save_asked)
        self._lay_out()

    def show_view(self, view: View) -> None:
        """Show with whose figures it was found."""
        self.switch.show_view(view)

    def show_scenario(self, scenario: Scenario) -> None:
        """Show what of a scenario is known without an answer."""
        self.ways.show_candidates(scenario)

    def show_found(self, found: Weighed) -> None:
        """Show how the choices stand to each other."""
        if found is self.found:
            return
        self.found = found
        comparison, evaluation = found.comparison, found.comparison.evaluation
        futures = self._words.number(evaluation.provenance.futures)
        self._note.setText(self._words.text("ui.page.compare.note", futures=futures))
        told = describe_comparison(comparison, self._words)
        self.adviser.show_comparison(told)
        for card in (self.choices, self.pairs, self.money):
            card.show_comparison(comparison, told)
        self.finding.show_found(evaluation, found.finding_out)
        self.ways.show_evaluation(evaluation)

    def _lay_out(self) -> None:
        column = ground(self, WIDEST)
        head = QHBoxLayout()
        head.setSpacing(BETWEEN)
        title = QVBoxLayout()
        title.setSpacing(2)
        title.addWidget(PlainLabel(self._words.text("ui.page.compare"), "title", wrap=True))
        title.addWidget(self._note)
        head.addLayout(title, 1)
        self.switch.setFixedWidth(360)
        head.addWidget(self.switch)
        column.addLayout(head)
        for card in self._cards:
            column.addWidget(card)
        column.addStretch(1)

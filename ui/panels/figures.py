"""The page in the middle: the figures it is about, under headings, with what an adviser would say of them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QApplication, QScrollArea, QVBoxLayout, QWidget

from roitool.errors import Place, Problem
from roitool.evaluate.evaluation import CandidateAnswer
from roitool.scenario.editing import value_at
from roitool.scenario.scenario import Scenario
from roitool.wording.cards import card_facts
from roitool.wording.problems import describe_problem
from roitool.wording.words import Words
from ui.editors.figure_row import FigureRow
from ui.editors.number_field import NumberField
from ui.pages.page import Page
from ui.panels.advice import placed_advice
from ui.panels.card_parts import CardParts
from ui.panels.cards import Cards
from ui.panels.contents import contents_of
from ui.panels.figure_group import FigureGroup
from ui.panels.grouping import Figure, Heading, figure_behind, grouped, heading_at
from ui.panels.left_out import LeftOutStrip
from ui.panels.page_head import PageHead
from ui.panels.shape import Shape, shape_of
from ui.panels.tax_rules import TaxRulesStrip
from ui.runner import View
from ui.theme import Theme
from ui.widgets.layouts import keep_room_for_bar

DEEPEST = 8
"""How many layouts lie within each other at most; what one asks of the next it does one round later."""
OPEN_AT_FIRST: frozenset[Heading] = frozenset({"costs", "brings", "company", "shared", "nothing"})


class FiguresPanel(QScrollArea):
    """Shows one page of a document, and edits it.

    Attributes
    ----------
    edited
        Emitted with the places and values of an edit, and the step it belongs to.
    step_closed
        What was typed in one field is complete.
    readable_changed
        Some text became, or is no longer, a number.
    built
        A page was built, with widgets of its own.
    became
        Emitted with the scenario after an edit of the whole of it.
    place_asked
        Emitted with a place of the document that somebody wants to see.
    """

    edited = Signal(object, object)
    became = Signal(object)
    place_asked = Signal(object)
    step_closed = Signal()
    readable_changed = Signal()
    built = Signal()

    def __init__(self, words: Words, theme: Theme) -> None:
        super().__init__()
        self._words = words
        self._theme = theme
        self._stale = False
        self._view: View = "inside"
        self._scenario: Scenario
        self._cards = Cards((), self._made_row)
        self.setObjectName("figures")
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        keep_room_for_bar(self)

    @property
    def rows(self) -> list[FigureRow]:
        """The rows of all cards that were opened, from the top."""
        return self._cards.rows

    @property
    def unread_place(self) -> Place | None:
        """The place of the first text that is no number, or no formula."""
        return self._cards.unread_place

    @property
    def page(self) -> Page:
        """The page that is shown."""
        return self._page

    def show_page(self, scenario: Scenario, page: Page) -> None:
        """Build a page."""
        self._take_away()
        ground = QWidget()
        ground.setObjectName("figuresGround")
        layout = QVBoxLayout(ground)
        layout.setContentsMargins(16, 16, 16, 24)
        layout.setSpacing(12)
        self._scenario, self._page = scenario, page
        self._head = PageHead(scenario, page, self._words)
        self._head.show_view(self._view)
        layout.addWidget(self._head)
        self._stale = False
        groups = grouped(scenario, page)
        self._shape = shape_of(groups, scenario, page)
        cards = (self._card(heading, figures) for heading, figures in groups.items())
        self._cards = Cards(cards, self._made_row)
        for group in self._groups:
            group.opened.connect(partial(self._cards.fill, group))
            layout.addWidget(group)
            group.set_open(group.heading in OPEN_AT_FIRST)
        self._add_strips()
        self.show_facts(None)
        # All the room that is left goes here: what stretches within a card is content with what it needs.
        layout.addStretch(1)
        self.setWidget(ground)
        self.built.emit()

    def refresh(self, scenario: Scenario, *, forget: bool = False) -> None:
        """Show the page as the document is now; with `forget` also where somebody is typing."""
        before, self._scenario = self._scenario, scenario
        was, self._shape = self._shape, shape_of(grouped(scenario, self._page), scenario, self._page)
        self._stale = self._stale or was != self._shape
        if self._stale and not self._must_wait(was):
            self._build_anew()
        elif forget or before is not scenario:
            self._show_left_out()
            for group in self._groups:
                group.parts.refresh(scenario, forget=forget)
        changed = self._cards.changed(before, scenario)
        for row in self.rows:
            if forget or row.place in changed:
                row.show_input(value_at(scenario, row.place), forget=forget)
        if forget and changed and (row := self.row_at(changed[0])) is not None:
            self.reveal(row)

    def show_facts(self, answer: CandidateAnswer | None, view: View = "inside") -> None:
        """Show beside the headings what is entered below them, and what the current answer adds to that, if any.

        An answer to other figures than these, as such projects usually go, adds nothing: it is said whose these are.
        """
        if answer is not None:
            self._view = view
            self._head.show_view(view)
        if self._page.kind == "candidate":
            own = answer if view == "inside" else None
            facts = card_facts(self._scenario, self._page.candidate, own, self._words)
            for group in self._groups:
                group.show_fact(facts.get(group.heading, ""))

    def show_problems(self, problems: Sequence[Problem], scenario: Scenario) -> None:
        """Show each problem at the figure it is about."""
        told: dict[Place, list[str]] = {}
        for problem in problems:
            row = self.row_at(problem.place)
            if row is not None:
                told.setdefault(row.place, []).append(describe_problem(problem, self._words, scenario).text)
        for row in self.rows:
            row.show_problems(told.get(row.place, []))
        for group in self._groups:
            group.parts.show_problems(problems, scenario)

    def show_advice(self, warnings: Sequence[Problem], scenario: Scenario) -> None:
        """Show each warning at the figure it is about, otherwise under the heading it belongs to, or on top.

        What is about another page is told there. What is merely good to know comes after the warnings, under a mark of
        its own, and marks no heading.
        """
        placed = placed_advice(warnings, scenario, self._page, self._figure_at, self._words)
        for row in self.rows:
            row.show_advice(placed.at_figures.get(row.place, ()))
        for group in self._groups:
            marked = any(row.place in placed.doubtful for row in group.rows)
            group.show_advice(placed.at_headings.get(group.heading, ()), marked=marked)
        self._head.show_said(placed.on_page({group.heading for group in self._groups}))

    def row_at(self, place: Place) -> FigureRow | None:
        """Return the row that a place of the document belongs to."""
        return self._cards.row_at(place)

    def reveal(self, row: FigureRow, field: NumberField | None = None) -> None:
        """Bring a row into view, and the cursor into one of its boxes."""
        self._cards.group_of(row).set_open(True)
        self._settle()
        self.ensureWidgetVisible(row, 0, 60)
        if field is not None:
            field.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_place(self, place: Place) -> bool:
        """Bring a place of the document into view and the cursor there; False where this page does not show it."""
        place = figure_behind(self._scenario, place) or place
        if (row := self.row_at(place)) is not None:
            self.reveal(row, row.field_at(place))
            return True
        own = heading_at(self._scenario, place)
        groups = sorted(self._groups, key=lambda group: group.heading != own)
        group = next((group for group in groups if group.parts.focus_place(place)), None)
        if group is not None:
            group.set_open(True)
            self._settle()
            if (cursor := QApplication.focusWidget()) is not None:
                self.ensureWidgetVisible(cursor, 0, 60)
        return group is not None

    @staticmethod
    def _settle() -> None:
        """Let everything that was opened take its place now: a text that wraps knows its height once it has a width."""
        for _ in range(DEEPEST):
            QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)

    def _take_away(self) -> None:
        """Let go of the page that is shown: it may be one of its own fields by which another is needed."""
        self._cards.let_go()
        old = self.takeWidget()
        if old is not None:
            old.deleteLater()

    def _figure_at(self, place: Place) -> Place | None:
        row = self.row_at(place)
        return None if row is None else row.place

    @property
    def _groups(self) -> tuple[FigureGroup, ...]:
        return self._cards.groups

    def _card(self, heading: Heading, figures: Sequence[Figure]) -> FigureGroup:
        page, contents = contents_of(self._page, heading)
        parts = CardParts(page, contents, self._words, self._theme, folded=bool(figures))
        parts.show_scenario(self._scenario)
        parts.edited.connect(self.edited)
        parts.became.connect(self.became)
        parts.readable_changed.connect(self.readable_changed)
        parts.step_closed.connect(self._close_step)
        return FigureGroup(heading, figures, parts, self._words)

    def _close_step(self) -> None:
        self.step_closed.emit()
        if self._stale:
            self._build_anew()

    def _must_wait(self, was: Shape) -> bool:
        """Whether somebody is typing while figures only go to other headings, by a formula: that may wait for him."""
        return self._cards.place_typed_at is not None and was.named == self._shape.named

    def _build_anew(self) -> None:
        """Build the page once more, scrolled and folded out as it was, with the cursor where it was."""
        top = self.verticalScrollBar().value()
        opened = {group.heading for group in self._groups if group.is_open}
        opened_parts = {group.heading for group in self._groups if group.parts.is_open}
        focus = self._cards.place_typed_at
        self.show_page(self._scenario, self._page)
        for group in self._groups:
            group.set_open(group.heading in opened or group.is_open)
            group.parts.set_open(group.heading in opened_parts or group.parts.is_open)
        self.widget().layout().activate()
        self.verticalScrollBar().setValue(top)
        if focus is not None:
            self.show_place(focus)

    def _add_strips(self) -> None:
        """Add what stands below the figures of some cards of a candidate."""
        self._left_out = None
        for group in self._groups if self._page.kind == "candidate" else ():
            if group.heading == "costs":
                self._left_out = LeftOutStrip(self._words)
                self._left_out.became.connect(self.became)
                group.add_below(self._left_out)
            elif group.heading == "tax":
                tax_rules = TaxRulesStrip(self._words)
                tax_rules.place_asked.connect(self.place_asked)
                group.add_below(tax_rules)
        self._show_left_out()

    def _show_left_out(self) -> None:
        if self._left_out is not None:
            self._left_out.show_candidate(self._scenario, self._page.candidate)

    def _made_row(self, place: Place) -> FigureRow:
        row = FigureRow(place, value_at(self._scenario, place), self._words, lambda: self._scenario)
        self._connect(row)
        return row

    def _connect(self, row: FigureRow) -> None:
        row.edited.connect(self.edited)
        row.became.connect(self.became)
        row.place_asked.connect(self.place_asked)
        row.left.connect(self._close_step)
        row.readable_changed.connect(self.readable_changed)
        row.entered.connect(lambda column: self._go_below(row, column))
        row.reached.connect(lambda: self.ensureWidgetVisible(row, 0, 40))

    def _go_below(self, row: FigureRow, column: int) -> None:
        below = self._cards.row_below(row)
        if below is None:
            row.field_for(column).clearFocus()
        else:
            self.reveal(below, below.field_for(column))

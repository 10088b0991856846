"""The page in the middle: the figures it is about, under headings, with what an adviser would say of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QApplication, QScrollArea, QVBoxLayout, QWidget

from roitool.errors import Place, Problem, most_severe_first
from roitool.evaluate.evaluation import CandidateAnswer
from roitool.scenario.base import text_in
from roitool.scenario.editing import value_at
from roitool.scenario.scenario import Scenario
from roitool.wording.cards import card_facts
from roitool.wording.plain import clean
from roitool.wording.problems import describe_problem
from roitool.wording.words import Words
from ui.editors.figure_row import FigureRow
from ui.editors.number_field import NumberField
from ui.pages.page import Page
from ui.panels.advice import said_of
from ui.panels.card_parts import CardParts
from ui.panels.contents import contents_of
from ui.panels.figure_group import FigureGroup
from ui.panels.grouping import Heading, figure_behind, grouped, heading_at, page_of_place
from ui.panels.left_out import LeftOutStrip
from ui.panels.shape import Shape, shape_of
from ui.theme import Theme
from ui.widgets.advice import Advice, Said
from ui.widgets.layouts import keep_room_for_bar
from ui.widgets.plain import ElidedLabel

LONGEST_NOTE = 1000
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
        self._scenario: Scenario
        self._groups: list[FigureGroup] = []
        self.setObjectName("figures")
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        keep_room_for_bar(self)

    @property
    def rows(self) -> list[FigureRow]:
        """The rows of all groups that were opened, from the top."""
        return [row for group in self._groups for row in group.rows]

    @property
    def unread_place(self) -> Place | None:
        """The place of the first text that is no number, or no formula."""
        rows = (row.place for row in self.rows if not row.readable)
        parts = (place for group in self._groups if (place := group.parts.unread_place) is not None)
        return next(iter((*rows, *parts)), None)

    @property
    def page(self) -> Page:
        """The page that is shown."""
        return self._page

    def show_page(self, scenario: Scenario, page: Page) -> None:
        """Build a page."""
        words = self._words
        self._take_away()
        ground = QWidget()
        ground.setObjectName("figuresGround")
        layout = QVBoxLayout(ground)
        layout.setContentsMargins(16, 16, 16, 24)
        layout.setSpacing(12)
        self._scenario, self._page = scenario, page
        title, note = self._title()
        layout.addWidget(ElidedLabel(title, "title"))
        if note:
            layout.addWidget(ElidedLabel(note, "muted", lines=2))
        self._advice = Advice(words)
        layout.addWidget(self._advice)
        self._stale = False
        self._groups = []
        groups = grouped(scenario, page)
        self._shape = shape_of(groups, scenario, page)
        for heading, figures in groups.items():
            group = FigureGroup(heading, figures, self._parts_of(heading, folded=bool(figures)), words)
            group.opened.connect(partial(self._fill, group))
            layout.addWidget(group)
            self._groups.append(group)
            group.set_open(heading in OPEN_AT_FIRST)
        self._left_out = None
        for group in self._groups:
            if group.heading == "costs":
                self._left_out = LeftOutStrip(words)
                self._left_out.became.connect(self.became)
                group.add_below(self._left_out)
        self._show_left_out()
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
        places = [place for group in self._groups for place in group.places]
        changed = [place for place in places if _differs(before, scenario, place)]
        for row in self.rows:
            if forget or row.place in changed:
                row.show_input(value_at(scenario, row.place), forget=forget)
        if forget and changed and (row := self.row_at(changed[0])) is not None:
            self.reveal(row)

    def show_facts(self, answer: CandidateAnswer | None) -> None:
        """Show beside the headings what is entered below them, and what the current answer adds to that, if any."""
        if self._page.kind == "candidate":
            facts = card_facts(self._scenario, self._page.candidate, answer, self._words)
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
        doubtful: set[Place] = set()
        at_rows: dict[Place, list[Said]] = {}
        at_headings: dict[Heading, list[Said]] = {}
        on_page: list[Said] = []
        for problem in most_severe_first(warnings):
            said = said_of(problem, self._words, scenario)
            row = self.row_at(figure_behind(scenario, problem.place) or problem.place)
            if row is not None:
                at_rows.setdefault(row.place, []).append(said)
                if problem.severity == "warning":
                    doubtful.add(row.place)
            elif page_of_place(scenario, problem.place) == self._page:
                heading = heading_at(scenario, problem.place)
                (on_page if heading is None else at_headings.setdefault(heading, [])).append(said)
        for row in self.rows:
            row.show_advice(at_rows.get(row.place, []))
        for group in self._groups:
            marked = any(row.place in doubtful for row in group.rows)
            group.show_advice(at_headings.pop(group.heading, []), marked=marked)
        elsewhere = [said for several in at_headings.values() for said in several]
        self._advice.show_said([*on_page, *elsewhere])

    def row_at(self, place: Place) -> FigureRow | None:
        """Return the row that a place of the document belongs to."""
        for group in self._groups:
            if any(place[: len(own)] == own for own in group.places):
                self._fill(group)
        return next((row for row in self.rows if place[: len(row.place)] == row.place), None)

    def reveal(self, row: FigureRow, field: NumberField | None = None) -> None:
        """Bring a row into view, and the cursor into one of its boxes."""
        group = next(group for group in self._groups if row in group.rows)
        group.set_open(True)
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
        for group in self._groups:
            for each in (group.parts, *group.rows):
                each.blockSignals(True)
        old = self.takeWidget()
        if old is not None:
            old.deleteLater()

    def _parts_of(self, heading: Heading, *, folded: bool) -> CardParts:
        page, contents = contents_of(self._page, heading)
        parts = CardParts(page, contents, self._words, self._theme, folded=folded)
        parts.show_scenario(self._scenario)
        parts.edited.connect(self.edited)
        parts.became.connect(self.became)
        parts.readable_changed.connect(self.readable_changed)
        parts.step_closed.connect(self._close_step)
        return parts

    def _close_step(self) -> None:
        self.step_closed.emit()
        if self._stale:
            self._build_anew()

    def _must_wait(self, was: Shape) -> bool:
        """Whether somebody is typing while figures only go to other headings, by a formula: that may wait for him."""
        return (self._typing_at or self._row_typed_in) is not None and was.named == self._shape.named

    @property
    def _typing_at(self) -> Place | None:
        return next((place for group in self._groups if (place := group.parts.focused_place) is not None), None)

    @property
    def _row_typed_in(self) -> Place | None:
        cursor = QApplication.focusWidget()
        return next((row.place for row in self.rows if cursor is not None and row.isAncestorOf(cursor)), None)

    def _build_anew(self) -> None:
        """Build the page once more, scrolled and folded out as it was, with the cursor where it was."""
        top = self.verticalScrollBar().value()
        opened = {group.heading for group in self._groups if group.is_open}
        opened_parts = {group.heading for group in self._groups if group.parts.is_open}
        focus = self._row_typed_in or self._typing_at
        self.show_page(self._scenario, self._page)
        for group in self._groups:
            group.set_open(group.heading in opened or group.is_open)
            group.parts.set_open(group.heading in opened_parts or group.parts.is_open)
        self.widget().layout().activate()
        self.verticalScrollBar().setValue(top)
        if focus is not None:
            self.show_place(focus)

    def _show_left_out(self) -> None:
        if self._left_out is not None:
            self._left_out.show_candidate(self._scenario, self._page.candidate)

    def _title(self) -> tuple[str, str]:
        """Return what the page is called, and what it is about."""
        words, page = self._words, self._page
        if page.kind != "candidate":
            return words.text(f"ui.page.{page.kind}"), words.text(f"ui.page.{page.kind}.note")
        candidate = self._scenario.candidates[page.candidate]
        return words.label(candidate.title), clean(text_in(words.language, candidate.note), LONGEST_NOTE)

    def _fill(self, group: FigureGroup) -> None:
        """Make the rows of a group when they are needed first: most are never looked at."""
        if not group.rows:
            scenario = self._scenario
            for place in group.places:
                row = FigureRow(place, value_at(scenario, place), self._words, lambda: self._scenario)
                self._connect(row)
                group.add(row)
            group.chain_tabs()

    def _connect(self, row: FigureRow) -> None:
        row.edited.connect(self.edited)
        row.became.connect(self.became)
        row.place_asked.connect(self.place_asked)
        row.left.connect(self._close_step)
        row.readable_changed.connect(self.readable_changed)
        row.entered.connect(lambda column: self._go_below(row, column))
        row.reached.connect(lambda: self.ensureWidgetVisible(row, 0, 40))

    def _go_below(self, row: FigureRow, column: int) -> None:
        below = self._after(row)
        if below is None:
            row.field_for(column).clearFocus()
        else:
            self.reveal(below, below.field_for(column))

    def _after(self, row: FigureRow) -> FigureRow | None:
        rows = list(self._open_rows())
        position = rows.index(row) + 1 if row in rows else len(rows)
        return rows[position] if position < len(rows) else None

    def _open_rows(self) -> Iterator[FigureRow]:
        return (row for group in self._groups if group.is_open for row in group.rows)


def _differs(before: Scenario, after: Scenario, place: Place) -> bool:
    try:
        return value_at(before, place) is not value_at(after, place) and value_at(before, place) != value_at(
            after, place
        )
    except LookupError:
        return True

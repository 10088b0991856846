"""The editable list: every figure a candidate rests on, under headings, and the shared ones."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from types import MappingProxyType

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from roitool.errors import Place, Problem, Severity, most_severe_first
from roitool.scenario.base import text_in
from roitool.scenario.editing import value_at
from roitool.scenario.scenario import Scenario
from roitool.wording.plain import clean
from roitool.wording.problems import describe_problem
from roitool.wording.words import Words
from ui.editors.figure_row import FigureRow
from ui.editors.number_field import NumberField
from ui.panels.figure_group import FigureGroup
from ui.panels.grouping import Heading, figure_behind, grouped, heading_at
from ui.widgets.plain import AdviceLabel, ElidedLabel

LONGEST_NOTE = 1000
_MARKS: Mapping[Severity, str] = MappingProxyType({"error": "▲", "warning": "▲", "info": "○"})
OPEN_AT_FIRST: frozenset[Heading] = frozenset({"costs", "brings"})


class FiguresPanel(QScrollArea):
    """Shows the figures of one candidate, and edits them.

    Attributes
    ----------
    edited
        Emitted with the places and values of an edit, and the step it belongs to.
    step_closed
        What was typed in one field is complete.
    readable_changed
        Some text became, or is no longer, a number.
    """

    edited = Signal(object, object)
    step_closed = Signal()
    readable_changed = Signal()

    def __init__(self, words: Words) -> None:
        super().__init__()
        self._words = words
        self._scenario: Scenario
        self._groups = []
        self.setObjectName("figures")
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    @property
    def rows(self) -> list[FigureRow]:
        """The rows of all groups that were opened, from the top."""
        return [row for group in self._groups for row in group.rows]

    @property
    def unread(self) -> FigureRow | None:
        """The first row with a text that is no number."""
        return next((row for row in self.rows if not row.readable), None)

    def show_candidate(self, scenario: Scenario, candidate: int | None) -> None:
        """Build the list for a candidate; None for a scenario without any."""
        words = self._words
        ground = QWidget()
        ground.setObjectName("figuresGround")
        layout = QVBoxLayout(ground)
        layout.setContentsMargins(18, 16, 18, 22)
        layout.setSpacing(12)
        self._scenario, self._candidate = scenario, candidate
        shown = scenario if candidate is None else scenario.candidates[candidate]
        layout.addWidget(ElidedLabel(words.label(shown.title), "title"))
        note = clean(text_in(words.language, shown.note), LONGEST_NOTE)
        if note:
            layout.addWidget(ElidedLabel(note, "muted", lines=2))
        self._advice = AdviceLabel()
        layout.addWidget(self._advice)
        groups = grouped(scenario, candidate)
        # A list without the usual groups has no other reason to be folded either.
        folded = {heading for heading, _ in groups} & OPEN_AT_FIRST
        self._groups: list[FigureGroup] = []
        for heading, figures in groups:
            group = FigureGroup(heading, figures, words)
            group.opened.connect(partial(self._fill, group))
            layout.addWidget(group)
            self._groups.append(group)
            group.set_open(not folded or heading in OPEN_AT_FIRST)
        layout.addStretch()
        self.setWidget(ground)

    def refresh(self, scenario: Scenario, *, forget: bool = False) -> None:
        """Show the figures as they are now; with `forget` also where somebody is typing."""
        before, self._scenario = self._scenario, scenario
        places = [place for group in self._groups for place in group.places]
        changed = [place for place in places if value_at(before, place) != value_at(scenario, place)]
        for row in self.rows:
            if forget or row.place in changed:
                row.show_input(value_at(scenario, row.place), forget=forget)
        if forget and changed and (row := self.row_at(changed[0])) is not None:
            self.reveal(row)

    def show_problems(self, problems: Sequence[Problem], scenario: Scenario) -> None:
        """Show each problem at the figure it is about."""
        told: dict[Place, list[str]] = {}
        for problem in problems:
            row = self.row_at(problem.place)
            if row is not None:
                described = describe_problem(problem, self._words, scenario)
                told.setdefault(row.place, []).append(f"{described.sentence} {described.remedy}")
        for row in self.rows:
            row.show_problems(told.get(row.place, []))

    def show_advice(self, warnings: Sequence[Problem], scenario: Scenario) -> None:
        """Show each warning at the figure it is about, otherwise under the heading it belongs to, or on top.

        What is merely good to know comes after the warnings, under a mark of its own, and marks no heading.
        """
        doubtful: set[Place] = set()
        at_rows: dict[Place, list[str]] = {}
        at_headings: dict[Heading, list[str]] = {}
        for problem in most_severe_first(warnings):
            described = describe_problem(problem, self._words, scenario)
            said = f"{_MARKS[problem.severity]} {described.sentence} {described.remedy}"
            row = self.row_at(figure_behind(scenario, problem.place) or problem.place)
            if row is not None:
                at_rows.setdefault(row.place, []).append(said)
                if problem.severity == "warning":
                    doubtful.add(row.place)
            elif (heading := heading_at(scenario, self._candidate, problem.place)) is not None:
                at_headings.setdefault(heading, []).append(said)
        for row in self.rows:
            row.show_advice(at_rows.get(row.place, []))
        for group in self._groups:
            marked = any(row.place in doubtful for row in group.rows)
            group.show_advice(at_headings.pop(group.heading, []), marked=marked)
        self._advice.show_sentences([said for sentences in at_headings.values() for said in sentences])

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
        self.widget().layout().activate()
        self.ensureWidgetVisible(row, 0, 60)
        if field is not None:
            field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _fill(self, group: FigureGroup) -> None:
        """Make the rows of a group when they are needed first: most are never looked at."""
        if not group.rows:
            scenario = self._scenario
            for place in group.places:
                row = FigureRow(place, value_at(scenario, place), scenario.currency, self._words)
                self._connect(row)
                group.add(row)
            group.chain_tabs()

    def _connect(self, row: FigureRow) -> None:
        row.edited.connect(self.edited)
        row.left.connect(self.step_closed)
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

"""The editable list: every figure a candidate rests on, under headings, and the shared ones."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from roitool.errors import Place, Problem
from roitool.scenario.base import text_in
from roitool.scenario.editing import value_at
from roitool.scenario.scenario import Scenario
from roitool.wording.plain import clean
from roitool.wording.problems import describe_problem
from roitool.wording.words import Words
from ui.editors.box_grid import BOX_GAP, BOX_WIDTH
from ui.editors.figure_row import CHIP_WIDTH, GAP, UNIT_WIDTH, FigureRow
from ui.editors.number_field import NumberField
from ui.panels.grouping import Figure, Heading, grouped
from ui.widgets import outline
from ui.widgets.plain import ElidedLabel, PlainLabel

LONGEST_NOTE = 1000
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
        self._scenario = scenario
        shown = scenario if candidate is None else scenario.candidates[candidate]
        layout.addWidget(ElidedLabel(words.label(shown.title), "title"))
        note = clean(text_in(words.language, shown.note), LONGEST_NOTE)
        if note:
            layout.addWidget(ElidedLabel(note, "muted", lines=2))
        groups = grouped(scenario, candidate)
        # A list without the usual groups has no other reason to be folded either.
        folded = {heading for heading, _ in groups} & OPEN_AT_FIRST
        self._groups: list[_Group] = []
        for heading, figures in groups:
            group = _Group(heading, figures, words)
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

    def _fill(self, group: _Group) -> None:
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


class _Group(QFrame):
    """Figures under one heading, which folds them away; `opened` is emitted before they are shown."""

    opened = Signal()

    def __init__(self, heading: Heading, figures: Sequence[Figure], words: Words) -> None:
        super().__init__()
        self.setObjectName("card")
        self.places = tuple(figure.place for figure in figures)
        self.rows: list[FigureRow] = []
        self._title = words.text(f"ui.heading.{heading}")
        self._fold = QPushButton()
        self._fold.setObjectName("fold")
        self._fold.clicked.connect(lambda: self.set_open(not self.is_open))
        count = words.text("ui.heading.count", count=words.number(len(figures)))
        self._fold.setAccessibleName(f"{self._title}, {count}")
        top = QHBoxLayout()
        top.addWidget(self._fold)
        top.addStretch()
        top.addWidget(PlainLabel(count, "muted"))
        self._body = QWidget()
        self._list = QVBoxLayout(self._body)
        self._list.setContentsMargins(0, 0, 0, 0)
        self._list.setSpacing(0)
        self._list.addLayout(_column_names(words))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(10, 8, 14, 8)
        layout.setSpacing(2)
        layout.addLayout(top)
        layout.addWidget(self._body)

    def add(self, row: FigureRow) -> None:
        """Put a row below the others."""
        self.rows.append(row)
        self._list.addWidget(row)

    def chain_tabs(self) -> None:
        """Let Tab go through the rows from the heading on, and not in the order in which groups were opened."""
        order = [self._fold, *(widget for row in self.rows for widget in row.tab_order)]
        for one, next_one in pairwise(order):
            QWidget.setTabOrder(one, next_one)

    @property
    def is_open(self) -> bool:
        """Whether its figures are shown."""
        return not self._body.isHidden()

    def set_open(self, is_open: bool) -> None:
        """Show its figures, or the heading alone."""
        if is_open:
            self.opened.emit()
        self._body.setVisible(is_open)
        self._fold.setText(f"{'▾' if is_open else '▸'}  {self._title}")


def _column_names(words: Words) -> QHBoxLayout:
    line = QHBoxLayout()
    line.setContentsMargins(6, 0, 0, 0)
    line.setSpacing(GAP)
    line.addStretch(1)
    boxes = QHBoxLayout()
    boxes.setSpacing(BOX_GAP)
    for column in ("low", "likely", "high"):
        label = PlainLabel(words.text(f"ui.box.{column}"), "column")
        label.setFixedWidth(BOX_WIDTH)
        label.setAlignment(Qt.AlignmentFlag.AlignRight)
        label.setContentsMargins(0, 0, 5, 0)
        boxes.addWidget(label)
    line.addLayout(boxes)
    line.addSpacing(UNIT_WIDTH + outline.WIDTH + 2 * GAP)
    said_by = PlainLabel(words.text("ui.column.evidence"), "column")
    said_by.setFixedWidth(CHIP_WIDTH)
    line.addWidget(said_by)
    return line

"""The editable list: every figure a candidate rests on, under headings, and the shared ones."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from roitool.errors import Place, Problem
from roitool.scenario.editing import value_at
from roitool.scenario.scenario import Scenario
from roitool.wording.problems import describe_problem
from roitool.wording.words import Words
from ui.editors.figure_row import BOX_WIDTH, CHIP_WIDTH, COLUMN_NAMES, UNIT_WIDTH, FigureRow
from ui.panels.grouping import Figure, Heading, grouped
from ui.widgets.plain import ElidedLabel, PlainLabel

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
        self._groups: list[_Group] = []
        self.setObjectName("figures")
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    @property
    def rows(self) -> list[FigureRow]:
        """The rows of all groups, from the top."""
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
        layout.setContentsMargins(22, 16, 22, 22)
        layout.setSpacing(12)
        shown = scenario if candidate is None else scenario.candidates[candidate]
        layout.addWidget(ElidedLabel(words.label(shown.title), "title"))
        note = words.label(shown.note)
        if note:
            layout.addWidget(ElidedLabel(note, "muted", lines=2))
        groups = grouped(scenario, candidate)
        # A list without the usual groups has no other reason to be folded either.
        folded = {heading for heading, _ in groups} & OPEN_AT_FIRST
        self._groups = []
        for heading, figures in groups:
            group = _Group(heading, figures, scenario.currency, words)
            group.set_open(not folded or heading in OPEN_AT_FIRST)
            layout.addWidget(group)
            self._groups.append(group)
            for row in group.rows:
                self._connect(row)
        layout.addStretch()
        self.setWidget(ground)

    def refresh(self, scenario: Scenario, *, forget: bool = False) -> None:
        """Show the figures as they are now; with `forget` also where somebody is typing."""
        changed = None
        for row in self.rows:
            before, item = row.shown_input, value_at(scenario, row.place)
            if forget or item is not before:
                changed = changed or (row if item != before else None)
                row.show_input(item, forget=forget)
        if forget and changed is not None:
            self.reveal(changed)

    def show_problems(self, problems: Sequence[Problem], scenario: Scenario) -> None:
        """Show each problem at the figure it is about."""
        for row in self.rows:
            own = [problem for problem in problems if problem.place[: len(row.place)] == row.place]
            told = [describe_problem(problem, self._words, scenario) for problem in own]
            row.show_problems([f"{each.sentence} {each.remedy}" for each in told])

    def row_at(self, place: Place) -> FigureRow | None:
        """Return the row that a place of the document belongs to."""
        return next((row for row in self.rows if place[: len(row.place)] == row.place), None)

    def reveal(self, row: FigureRow, column: int | None = None) -> None:
        """Bring a row into view; with a column also the cursor into its box."""
        group = next(group for group in self._groups if row in group.rows)
        group.set_open(True)
        self.widget().layout().activate()
        self.ensureWidgetVisible(row, 0, 60)
        if column is not None:
            row.field_for(column).setFocus(Qt.FocusReason.OtherFocusReason)

    def _connect(self, row: FigureRow) -> None:
        row.edited.connect(self.edited)
        row.left.connect(self.step_closed)
        row.readable_changed.connect(self.readable_changed)
        row.entered.connect(lambda column: self._go_below(row, column))
        for field in row.fields:
            field.reached.connect(lambda: self.ensureWidgetVisible(row, 0, 40))

    def _go_below(self, row: FigureRow, column: int) -> None:
        below = self._after(row)
        if below is None:
            row.field_for(column).clearFocus()
        else:
            self.reveal(below, column)

    def _after(self, row: FigureRow) -> FigureRow | None:
        rows = [each for each in self._open_rows() if each.editable]
        position = rows.index(row) + 1 if row in rows else len(rows)
        return rows[position] if position < len(rows) else None

    def _open_rows(self) -> Iterator[FigureRow]:
        return (row for group in self._groups if group.is_open for row in group.rows)


class _Group(QFrame):
    """Figures under one heading, which folds them away."""

    def __init__(self, heading: Heading, figures: Sequence[Figure], currency: str, words: Words) -> None:
        super().__init__()
        self.setObjectName("card")
        self.rows = [FigureRow(figure.place, figure.item, currency, words) for figure in figures]
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
        body = QVBoxLayout(self._body)
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(0)
        body.addLayout(_column_names(words))
        for row in self.rows:
            body.addWidget(row)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(10, 8, 14, 8)
        layout.setSpacing(2)
        layout.addLayout(top)
        layout.addWidget(self._body)

    @property
    def is_open(self) -> bool:
        """Whether its figures are shown."""
        return not self._body.isHidden()

    def set_open(self, is_open: bool) -> None:
        """Show its figures, or the heading alone."""
        self._body.setVisible(is_open)
        self._fold.setText(f"{'▾' if is_open else '▸'}  {self._title}")


def _column_names(words: Words) -> QHBoxLayout:
    line = QHBoxLayout()
    line.setContentsMargins(6, 0, 0, 0)
    line.setSpacing(10)
    line.addStretch(1)
    boxes = QHBoxLayout()
    boxes.setSpacing(8)
    for column in COLUMN_NAMES:
        label = PlainLabel(words.text(f"ui.column.{column}"), "column")
        label.setFixedWidth(BOX_WIDTH)
        label.setAlignment(Qt.AlignmentFlag.AlignRight)
        label.setContentsMargins(0, 0, 8, 0)
        boxes.addWidget(label)
    line.addLayout(boxes)
    line.addSpacing(UNIT_WIDTH + 68 + 20)
    said_by = PlainLabel(words.text("ui.column.evidence"), "column")
    said_by.setFixedWidth(CHIP_WIDTH)
    line.addWidget(said_by)
    return line

"""The page before a document: templates to begin from, examples, recent files, and help for who does not know yet."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from roitool.scenario.overview import Group, Overview, overview
from roitool.wording.overview import all_in
from roitool.wording.plain import clean
from roitool.wording.words import Words
from ui.icons import icon
from ui.pages.template_icons import ICONS
from ui.theme import Theme
from ui.widgets.buttons import Button
from ui.widgets.choices import INSET, ChoiceCard, ChoiceRow
from ui.widgets.layouts import centred, emptied, scrolled
from ui.widgets.plain import PlainLabel, tooltip

COLUMNS = 4
MOST_RECENT = 4
WIDEST = 1160
"""How wide the page gets: on a wide screen lines stay short enough to read."""


class StartPage(QWidget):
    """Lets somebody choose what to begin with.

    Templates scroll; what is below them (where to begin, examples, recent files) stays in sight.

    Attributes
    ----------
    template_chosen, example_chosen
        With the id of a template, the name of an example.
    recent_chosen
        With the path of a recent file.
    open_asked, readiness_asked
        A file is to be chosen; the questions about readiness are to be shown.
    """

    template_chosen = Signal(str)
    example_chosen = Signal(str)
    recent_chosen = Signal(object)
    open_asked = Signal()
    readiness_asked = Signal()

    def __init__(self, words: Words, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("start")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(words.text("ui.start.title"))
        # The page itself takes the focus first, so that nothing looks chosen; Tab goes to the first card.
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setFocus()
        self._words = words
        self._theme = theme
        offered = overview()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(centred(self._head(), WIDEST, 24, 8))
        layout.addWidget(self._templates(offered), 1)
        layout.addWidget(self._foot(offered))

    def show_recent(self, files: Sequence[tuple[Path, str]]) -> None:
        """List recent files, the last one first, each with when that was."""
        emptied(self._recent)
        for place, (path, when) in enumerate(files[:MOST_RECENT]):
            row = ChoiceRow(clean(path.name), when)
            row.setToolTip(tooltip(str(path)))
            row.clicked.connect(partial(self.recent_chosen.emit, path))
            self._recent.addWidget(row, place // 2, place % 2)
        if not files:
            nothing = PlainLabel(self._words.text("ui.start.no_recent"), "muted", wrap=True)
            nothing.setContentsMargins(INSET, 0, 0, 0)
            self._recent.addWidget(nothing, 0, 0, 1, 2)

    def _head(self) -> QWidget:
        head = QWidget()
        column = QVBoxLayout(head)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(PlainLabel(self._words.text("ui.start.title"), "title"))
        column.addWidget(PlainLabel(self._words.text("ui.start.line"), "muted", wrap=True))
        column.addSpacing(16)
        line = QHBoxLayout()
        line.addWidget(PlainLabel(self._words.text("ui.start.templates"), "headline"))
        line.addStretch(1)
        amounts = PlainLabel(self._words.text("ui.start.amounts"), "small")
        amounts.setToolTip(tooltip(self._words.text("ui.start.amounts_from")))
        line.addWidget(amounts, 0, Qt.AlignmentFlag.AlignBottom)
        column.addLayout(line)
        return head

    def _templates(self, offered: Overview) -> QScrollArea:
        cards = QWidget()
        grid = QGridLayout(cards)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(12)
        for column in range(COLUMNS):
            grid.setColumnStretch(column, 1)
        for group in offered.groups:
            self._add_group(grid, group)
        grid.setRowStretch(grid.rowCount(), 1)
        return scrolled(cards, WIDEST, "startTemplates", bottom=16)

    def _add_group(self, grid: QGridLayout, group: Group) -> None:
        first = grid.rowCount()
        language = self._words.language
        heading = PlainLabel(group.title[language], "group")
        heading.setContentsMargins(0, 8, 0, 0)
        grid.addWidget(heading, first, 0, 1, COLUMNS)
        for place, template in enumerate(group.templates):
            cost = all_in(template, self._words)
            title, promise = template.title[language], template.promise[language]
            spoken = self._words.text("ui.start.card", title=title, promise=promise, cost=cost)
            card = ChoiceCard(icon(ICONS[template.id], self._theme, accent=True), title, promise, cost, spoken)
            card.setToolTip(tooltip(self._words.text("ui.start.amounts_from")))
            card.clicked.connect(partial(self.template_chosen.emit, template.id))
            grid.addWidget(card, first + 1 + place // COLUMNS, place % COLUMNS)

    def _foot(self, offered: Overview) -> QWidget:
        content = QWidget()
        row = QHBoxLayout(content)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(32 - INSET)
        row.addLayout(self._begin(), 24)
        row.addLayout(self._examples(offered), 52)
        row.addLayout(self._files(), 40)
        foot = centred(content, WIDEST, 16, 16)
        foot.setObjectName("startFoot")
        foot.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        return foot

    def _begin(self) -> QVBoxLayout:
        column = self._column("ui.start.unsure")
        column.addWidget(PlainLabel(self._words.text("ui.start.unsure_line"), "muted", wrap=True))
        column.addSpacing(8)
        begin = Button(self._words.text("ui.start.begin"), "primary")
        begin.clicked.connect(self.readiness_asked)
        column.addWidget(begin, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        return column

    def _examples(self, offered: Overview) -> QVBoxLayout:
        column = self._column("ui.start.examples", INSET)
        grid = _rows()
        for place, example in enumerate(offered.examples):
            language = self._words.language
            row = ChoiceRow(example.title[language], example.line[language])
            row.clicked.connect(partial(self.example_chosen.emit, example.name))
            grid.addWidget(row, place % 3, place // 3)
        column.addLayout(grid)
        column.addStretch(1)
        return column

    def _files(self) -> QVBoxLayout:
        column = self._column("ui.start.recent", INSET)
        self._recent = _rows()
        column.addLayout(self._recent)
        self.show_recent(())
        column.addSpacing(8)
        line = QHBoxLayout()
        line.setContentsMargins(INSET, 0, 0, 0)
        line.setSpacing(8)
        browse = Button(self._words.text("ui.start.open"))
        browse.clicked.connect(self.open_asked)
        line.addWidget(browse)
        line.addWidget(PlainLabel(self._words.text("ui.start.drop"), "small", wrap=True), 1)
        column.addLayout(line)
        column.addStretch(1)
        return column

    def _column(self, heading: str, inset: int = 0) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(4)
        title = PlainLabel(self._words.text(heading), "headline")
        title.setContentsMargins(inset, 0, 0, 0)
        column.addWidget(title)
        return column


def _rows() -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(8)
    grid.setVerticalSpacing(0)
    for column in range(2):
        grid.setColumnStretch(column, 1)
    return grid

"""What quotes usually leave out, said at the costs: one click puts it in, another shows the whole list."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from roitool.evaluate.left_out import added_by
from roitool.scenario.formula import FormulaError
from roitool.scenario.left_out import LeftOutItem, left_out, with_left_out
from roitool.scenario.scenario import Scenario
from roitool.wording.left_out import added_text, missing_sentence
from roitool.wording.words import Words
from ui.widgets.buttons import Button
from ui.widgets.plain import ElidedLabel, PlainLabel
from ui.widgets.popover import Popover

_MOST_NAMED = 3
_LIST_WIDTH, _HIGHEST, _MARK_WIDTH = 580, 520, 16
_AROUND, _ABOVE = 28, 44
_AT_RIGHT = Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignRight


class LeftOutStrip(QWidget):
    """Tells of one candidate what quotes leave out and it does too; not there without a template that knows.

    Attributes
    ----------
    became
        Emitted with the scenario in which the candidate has it.
    """

    became = Signal(object)

    def __init__(self, words: Words) -> None:
        super().__init__()
        self._words = words
        self._scenario: Scenario
        self._position = 0
        self._items: tuple[LeftOutItem, ...] = ()
        self._missing: tuple[LeftOutItem, ...] | None = None
        self._list: LeftOutList | None = None
        self._hint = QFrame()
        self._hint.setObjectName("hint")
        self._sentence = PlainLabel(wrap=True)
        self.add = Button(kind="link")
        self.add.clicked.connect(lambda: self._add([item.line for item in self._missing or ()]))
        inside = QHBoxLayout(self._hint)
        inside.setContentsMargins(10, 4, 8, 4)
        inside.setSpacing(8)
        inside.addWidget(self._sentence, 1)
        inside.addWidget(self.add, 0, Qt.AlignmentFlag.AlignBottom)
        self.all = Button(kind="link")
        self.all.clicked.connect(self._open_list)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(6, 4, 4, 0)
        layout.setSpacing(2)
        layout.addWidget(self._hint)
        layout.addWidget(self.all, 0, Qt.AlignmentFlag.AlignLeft)
        self.hide()

    @property
    def sentence(self) -> str:
        """What it says is left out; nothing where all of it is there."""
        return "" if self._hint.isHidden() else self._sentence.text()

    def show_candidate(self, scenario: Scenario, position: int) -> None:
        """Show what is left out of a candidate."""
        self._scenario, self._position = scenario, position
        self._items = left_out(scenario, position)
        self.setVisible(bool(self._items))
        missing = tuple(item for item in self._items if not item.is_there)
        if missing != self._missing:
            self._missing = missing
            self._show_missing(missing)
        if self._list is not None:
            self._list.show_items(scenario, position, self._items)

    def _show_missing(self, missing: tuple[LeftOutItem, ...]) -> None:
        words = self._words
        named = [(item, self._adds(item)) for item in missing[:_MOST_NAMED]]
        sentence = missing_sentence(named, words, more=len(missing) - len(named)) if missing else ""
        self._sentence.setText(f"▲ {sentence}")
        self.add.setText(words.text("ui.left_out.add" if len(missing) == 1 else "ui.left_out.add_all"))
        self._hint.setVisible(bool(missing))
        count = words.number(len(self._items) - len(missing))
        self.all.setText(words.text("ui.left_out.list", count=count, all=words.number(len(self._items))))

    def _adds(self, item: LeftOutItem) -> str:
        scenario = with_left_out(self._scenario, self._position, item.line)
        return _adds(scenario, self._position, item, self._words)

    def _add(self, lines: list[str]) -> None:
        scenario = self._scenario
        for line in lines:
            scenario = with_left_out(scenario, self._position, line)
        self.became.emit(scenario)

    def _open_list(self) -> None:
        panel = LeftOutList(self.all, self._words)
        panel.show_items(self._scenario, self._position, self._items)
        panel.wanted.connect(lambda line: self._add([line]))
        panel.closed.connect(self._forget_list)
        self._list = panel
        panel.open()

    def _forget_list(self) -> None:
        self._list = None


class LeftOutList(Popover):
    """All that quotes usually leave out: what of it is there, what each adds, and why it is real.

    Attributes
    ----------
    wanted
        Emitted with the line that somebody wants to have.
    """

    wanted = Signal(str)

    def __init__(self, anchor: QWidget, words: Words) -> None:
        super().__init__(anchor, words.text("ui.left_out.title"))
        self._words = words
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 10, 6, 8)
        layout.setSpacing(4)
        layout.addWidget(PlainLabel(words.text("ui.left_out.title"), "headline"))
        self._area = QScrollArea()
        self._area.setObjectName("leftOutList")
        self._area.setWidgetResizable(True)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        layout.addWidget(self._area)

    def show_items(self, scenario: Scenario, position: int, items: tuple[LeftOutItem, ...]) -> None:
        """Show the list of a candidate."""
        words = self._words
        ground = QWidget()
        grid = QGridLayout(ground)
        grid.setContentsMargins(0, 0, 8, 0)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(2)
        grid.setColumnStretch(1, 1)
        for number, item in enumerate(items):
            label = words.label(item.label)
            line = 3 * number
            there = scenario if item.is_there else with_left_out(scenario, position, item.line)
            mark = PlainLabel("✓" if item.is_there else "○", "muted")
            mark.setFixedWidth(_MARK_WIDTH)
            mark.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
            mark.setAccessibleName(words.text("ui.left_out.there" if item.is_there else "ui.left_out.not_there"))
            grid.addWidget(mark, line, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(ElidedLabel(label, lines=2), line, 1)
            grid.addWidget(PlainLabel(_adds(there, position, item, words), "muted"), line, 2, _AT_RIGHT)
            grid.addWidget(PlainLabel(words.label(item.why), "small", wrap=True), line + 1, 1)
            if not item.is_there:
                add = Button(words.text("ui.left_out.add_one"), "link")
                add.setAccessibleName(words.text("ui.left_out.add_accessible", label=label))
                add.clicked.connect(lambda _=False, wanted=item.line: self.wanted.emit(wanted))
                grid.addWidget(add, line + 1, 2, _AT_RIGHT)
            grid.setRowMinimumHeight(line + 2, 6)
        grid.setRowStretch(3 * len(items), 1)
        self._area.setWidget(ground)
        needed = grid.heightForWidth(_LIST_WIDTH - _AROUND)
        self.setFixedSize(_LIST_WIDTH, min(needed + _ABOVE, _HIGHEST))


def _adds(scenario: Scenario, position: int, item: LeftOutItem, words: Words) -> str:
    """Return what a line of the candidate adds; nothing where that cannot be told."""
    try:
        return added_text(added_by(scenario, position, item.line), scenario.currency, words)
    except (FormulaError, LookupError):
        return ""

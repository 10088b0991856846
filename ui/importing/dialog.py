"""What came of a workbook: ticked, looked at, and taken over in one step."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from roitool.imports.review import Review
from roitool.imports.telling import headline, told_change, told_not_taken
from roitool.scenario.scenario import Scenario
from roitool.wording.words import Words
from ui.importing.change_grid import ChangeGrid, NotTakenList
from ui.widgets.buttons import Button
from ui.widgets.layouts import keep_room_for_bar
from ui.widgets.plain import PlainLabel

_SIZE, _SMALL = QSize(780, 560), QSize(520, 130)
_INSIDE = 14
_BESIDE_BAR = 8


class ReviewDialog(QDialog):
    """Lists the changes of a workbook with a box to tick for each, and what was not taken with its reason.

    Parameters
    ----------
    review
        Of the scenario that is given with it.
    parent
        The window it belongs to.

    Attributes
    ----------
    taken
        Emitted with the ticked changes as values by their places, for one edit of the document.
    take, cancel
        The buttons.
    grid
        The changes.
    """

    taken = Signal(object)

    def __init__(self, review: Review, scenario: Scenario, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self._review = review
        self.setWindowTitle(words.text("ui.importing.title"))
        doubts = [each.doubtful for each in review.changes]
        told = [told_change(each, scenario, words) for each in review.changes]
        self.grid = ChangeGrid(list(zip(told, doubts, strict=True)))
        self.grid.ticked.connect(self._count)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(18, 16, 18, 14)
        layout.setSpacing(12)
        layout.addWidget(PlainLabel(headline(review, words), "headline", wrap=True))
        if review.changed_since:
            layout.addWidget(PlainLabel(words.text("import.changed_since"), "muted", wrap=True))
        if review.changes or review.not_taken:
            layout.addWidget(self._list(scenario), 1)
            self.resize(_SIZE)
        else:
            layout.addStretch(1)
            self.resize(_SMALL)
        layout.addLayout(self._buttons())
        self._count()

    def _list(self, scenario: Scenario) -> QScrollArea:
        contents = QWidget()
        column = QVBoxLayout(contents)
        column.setContentsMargins(0, 0, _BESIDE_BAR, 0)
        column.setSpacing(12)
        if self._review.changes:
            column.addWidget(_card(self.grid))
        if self._review.not_taken:
            found = [told_not_taken(each, scenario, self._words) for each in self._review.not_taken]
            title = PlainLabel(self._words.text("import.not_taken_title"), "part")
            column.addWidget(_card(title, NotTakenList(found)))
        column.addStretch(1)
        area = QScrollArea()
        area.setObjectName("importing")
        area.setWidgetResizable(True)
        keep_room_for_bar(area)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(contents)
        return area

    def _buttons(self) -> QHBoxLayout:
        words = self._words
        self.take = Button(kind="primary")
        self.take.clicked.connect(self._take)
        self.cancel = Button(words.text("ui.cancel" if self._review.changes else "ui.close"))
        self.cancel.clicked.connect(self.reject)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.cancel)
        row.addWidget(self.take)
        self.take.setVisible(bool(self._review.changes))
        # Enter in a box takes over too; without this it would be the first button, which cancels.
        default = self.take if self._review.changes else self.cancel
        default.setDefault(True)
        default.setFocus()
        return row

    def _count(self) -> None:
        count = sum(tick.isChecked() for tick in self.grid.ticks)
        code = "ui.importing.take.one" if count == 1 else "ui.importing.take.several"
        self.take.setText(self._words.text(code, count=self._words.number(count)))
        self.take.setEnabled(count > 0)

    def _take(self) -> None:
        pairs = zip(self._review.changes, self.grid.ticks, strict=True)
        values = {change.place: change.after for change, tick in pairs if tick.isChecked()}
        self.accept()
        self.taken.emit(values)


def _card(*widgets: QWidget) -> QFrame:
    card = QFrame()
    card.setObjectName("card")
    column = QVBoxLayout(card)
    column.setContentsMargins(_INSIDE, _INSIDE - 4, _INSIDE, _INSIDE - 2)
    column.setSpacing(6)
    for widget in widgets:
        column.addWidget(widget)
    return card

"""The field that a formula is typed into: it grows with the text, and offers the names that the formula can use."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Final, NamedTuple

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QStandardItem, QStandardItemModel, QTextCursor
from PySide6.QtWidgets import QAbstractItemView, QCompleter, QHeaderView, QTableView

from ui.widgets.text_fields import GrowingField

LONGEST = 1_000
_MOST_LINES = 6
_MOST_OFFERED = 60
_MOST_SHOWN = 8
_LEAST_TYPED = 2
_COLUMNS: Final = (0, 1, 2)
_SIZED: Final = (
    QHeaderView.ResizeMode.ResizeToContents,
    QHeaderView.ResizeMode.Stretch,
    QHeaderView.ResizeMode.ResizeToContents,
)
_WIDTH = 520
_WORD = re.compile(r"[^\W\d]\w*$")
_REST_OF_WORD = re.compile(r"\w*")
_ACCEPT: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab)
_OF_THE_LIST: Final = (*_ACCEPT, Qt.Key.Key_Backtab, Qt.Key.Key_Escape)


class Offer(NamedTuple):
    """A name that may stand in the formula, what it is called, and its value; `tail` comes behind it."""

    name: str
    label: str
    value: str = ""
    tail: str = ""


class FormulaField(GrowingField):
    """A formula as text."""

    def __init__(self, name: str) -> None:
        super().__init__(LONGEST, most=_MOST_LINES)
        self.setAccessibleName(name)
        self._offers: Callable[[], Sequence[Offer]] = tuple
        self._model = QStandardItemModel(0, len(_COLUMNS), self)
        self.completer = QCompleter(self._model, self)
        self.completer.setWidget(self)
        self.completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self.completer.setPopup(QTableView())
        self.completer.setMaxVisibleItems(_MOST_SHOWN)
        _lay_out(self.completer.popup())
        self.completer.activated[str].connect(self._complete)
        self.edited.connect(self._offer_typed)

    def offer(self, offers: Callable[[], Sequence[Offer]]) -> None:
        """Take what tells the names that the formula may use, when they are asked for."""
        self._offers = offers

    @property
    def is_offering(self) -> bool:
        """Whether names are being offered."""
        return self.completer.popup().isVisible()

    def replace_name(self, old: str, new: str) -> None:
        """Put another name in the place of one, as if somebody had typed it."""
        self.setPlainText(re.sub(rf"\b{re.escape(old)}\b", new, self.toPlainText()))
        self.moveCursor(QTextCursor.MoveOperation.End)
        self.completer.popup().hide()

    def event(self, event: QEvent) -> bool:
        """Leave keys to the list of names while it is open: it takes those that the field has not taken."""
        pressed = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress
        if pressed and event.key() in _OF_THE_LIST and self.is_offering:
            event.ignore()
            return False
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Offer every name on Control and the space bar or Alt and down; a formula has no second line."""
        control, alt = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
        if (event.key() == Qt.Key.Key_Space and event.modifiers() & control) or (
            event.key() == Qt.Key.Key_Down and event.modifiers() & alt
        ):
            self._open(self._typed_word())
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _offer_typed(self) -> None:
        word = self._typed_word()
        if len(word) < _LEAST_TYPED or not self.hasFocus():
            self.completer.popup().hide()
        else:
            self._open(word)

    def _open(self, word: str) -> None:
        found = matching(self._offers(), word)
        if not found or [offer.name for offer in found] == [word]:
            self.completer.popup().hide()
            return
        self._model.setRowCount(0)
        for offer in found:
            self._model.appendRow([QStandardItem(text) for text in (offer.name + offer.tail, offer.label, offer.value)])
        self.completer.popup().setCurrentIndex(self.completer.completionModel().index(0, 0))
        box = self.cursorRect()
        box.setWidth(_WIDTH)
        self.completer.complete(box)

    def _typed_word(self) -> str:
        cursor = self.textCursor()
        found = _WORD.search(self.toPlainText()[: cursor.position()])
        return found[0] if found else ""

    def _complete(self, name: str) -> None:
        """Put a name in the place of the word that was begun."""
        cursor, text = self.textCursor(), self.toPlainText()
        start = cursor.position() - len(self._typed_word())
        rest = _REST_OF_WORD.match(text, cursor.position())
        cursor.setPosition(start)
        cursor.setPosition(rest.end() if rest else start, QTextCursor.MoveMode.KeepAnchor)
        cursor.insertText(name)
        self.setTextCursor(cursor)
        self.completer.popup().hide()


def matching(offers: Sequence[Offer], typed: str) -> tuple[Offer, ...]:
    """Return the names that fit what was typed: those that begin so first, then by a word of what they are called."""
    wanted = typed.lower()
    if not wanted:
        return tuple(offers[:_MOST_OFFERED])
    rounds = (
        lambda offer: offer.name.startswith(wanted),
        lambda offer: any(word.startswith(wanted) for word in re.findall(r"\w+", offer.label.lower())),
        lambda offer: wanted in offer.name,
    )
    found = dict.fromkeys(offer for fits in rounds for offer in offers if fits(offer))
    return tuple(found)[:_MOST_OFFERED]


def _lay_out(table: QTableView) -> None:
    """Make a table of names, what they are called, and their values, that looks like a list."""
    table.setObjectName("offers")
    table.setShowGrid(False)
    table.setWordWrap(False)
    table.verticalHeader().hide()
    table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
    table.horizontalHeader().hide()
    for column, mode in zip(_COLUMNS, _SIZED, strict=True):
        table.horizontalHeader().setSectionResizeMode(column, mode)
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)

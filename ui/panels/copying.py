"""Pictures and tables onto the clipboard or into a file: a small button beside each, and by the right mouse button."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu, QWidget

from roitool.exports.tables import Table, tab_separated
from roitool.wording.words import Words
from ui.icons import icon
from ui.theme import Theme
from ui.widgets.buttons import ToolButton


@dataclass(frozen=True, slots=True)
class NamedTable:
    """A table, and what it is called on screen."""

    name: str
    table: Table


class CopyButton(ToolButton):
    """Offers to copy or to save what stands beside it: its numbers, and to copy it as a picture where it is one.

    Parameters
    ----------
    what
        What it is called.
    shown
        The widget that is copied, on which the right mouse button offers the same.
    is_picture
        Whether it is worth copying as it looks.

    Attributes
    ----------
    save_asked
        Emitted with the :class:`NamedTable` that somebody wants in a file.
    """

    save_asked = Signal(object)

    def __init__(self, what: str, shown: QWidget, words: Words, theme: Theme, *, is_picture: bool = True) -> None:
        super().__init__()
        self._what = what
        self._words = words
        self._shown = shown
        self._table: Callable[[], Table] | None = None
        self.setObjectName("copy")
        self.setIcon(icon("copy", theme))
        self.setIconSize(QSize(14, 14))
        self.setAccessibleName(words.text("ui.answer.copy.of", what=what))
        self.setToolTip(words.text("ui.answer.copy"))
        self.setPopupMode(ToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(self)
        if is_picture:
            menu.addAction(words.text("ui.answer.copy.picture"), self.copy_picture)
        menu.addAction(words.text("ui.answer.copy.data"), self.copy_data)
        menu.addAction(words.text("ui.answer.copy.save"), self._save)
        self.setMenu(menu)
        shown.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        shown.customContextMenuRequested.connect(self._offer)

    def offer(self, table: Callable[[], Table] | None) -> None:
        """Take note of the numbers behind what is shown now; they are put together when somebody copies them.

        Where there are none nothing is offered.
        """
        self._table = table
        self.setVisible(table is not None)

    def copy_picture(self) -> None:
        """Put what is shown onto the clipboard as it looks."""
        QGuiApplication.clipboard().setPixmap(self._shown.grab())

    def copy_data(self) -> None:
        """Put the numbers onto the clipboard, as a spreadsheet takes them."""
        if self._table is not None:
            QGuiApplication.clipboard().setText(tab_separated(self._table(), self._words))

    def _save(self) -> None:
        if self._table is not None:
            self.save_asked.emit(NamedTable(self._what, self._table()))

    def _offer(self, at: QPoint) -> None:
        if self._table is not None:
            self.menu().popup(self._shown.mapToGlobal(at))

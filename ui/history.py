"""Undo and redo with words: what a step did is worked out when somebody looks, not at every key that is pressed."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from roitool.wording.words import Words
from ui.document import Document
from ui.widgets.plain import tooltip


class History(QObject):
    """Keeps the entries for undo and redo as the document is, and says what they would do.

    Parameters
    ----------
    menu
        The menu that has the entries.
    entries
        Undo and redo.
    buttons
        What holds their buttons.
    """

    def __init__(self, words: Words, menu: QMenu, entries: tuple[QAction, QAction], buttons: QWidget) -> None:
        super().__init__(menu)
        self._words = words
        self._entries = entries
        self._plain = tuple(entry.text() for entry in entries)
        self._document: Document | None = None
        menu.aboutToShow.connect(self._tell)
        # A shortcut of the text stays valid while the menu is shut; the words are for those who look.
        menu.aboutToHide.connect(self._forget)
        for entry, text in zip(entries, self._plain, strict=True):
            # What the buttons show, so that they keep their width while the menu has words.
            entry.setIconText(text.replace("&", ""))
        for button in buttons.findChildren(QWidget):
            button.installEventFilter(self)
        self._forget()

    def follow(self, document: Document, *, in_sight: bool) -> None:
        """Show whether there is something to undo and to redo; nothing is while the document is not `in_sight`."""
        self._document = document
        undo, redo = self._entries
        undo.setEnabled(document.can_undo and in_sight)
        redo.setEnabled(document.can_redo and in_sight)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802, ARG002 - Qt's name
        """Find the words for a tooltip right before it is shown."""
        if event.type() == QEvent.Type.ToolTip:
            for entry, text in zip(self._entries, self._texts(), strict=True):
                entry.setToolTip(tooltip(text))
        return False

    def _tell(self) -> None:
        for entry, text in zip(self._entries, self._texts(), strict=True):
            entry.setText(text.replace("&", "&&"))

    def _forget(self) -> None:
        for entry, text in zip(self._entries, self._plain, strict=True):
            entry.setText(text)

    def _texts(self) -> tuple[str, str]:
        """Return what undo and redo would do, in words; their bare names where there is nothing."""
        words, document = self._words, self._document
        undo, redo = ("", "") if document is None else (document.undo_words(words), document.redo_words(words))
        bare = tuple(text.replace("&", "") for text in self._plain)
        return (
            words.text("ui.history.undo", what=undo) if undo else bare[0],
            words.text("ui.history.redo", what=redo) if redo else bare[1],
        )

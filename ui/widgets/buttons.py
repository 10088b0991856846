"""Buttons that Enter presses as well as the space bar; elsewhere than in a dialog Qt leaves that out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton, QToolButton


class EnterClicks:
    """What stands before a class of Qt's buttons so that Enter is a click too."""

    if TYPE_CHECKING:

        def click(self) -> None:
            """Do as if the button was clicked."""

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Take Enter as a click."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.click()
        else:
            super().keyPressEvent(event)  # type: ignore[misc]  # the class of Qt's that it stands before has it


class Button(EnterClicks, QPushButton):
    """A button with words.

    Parameters
    ----------
    kind
        The look, a key of the style sheet.
    """

    def __init__(self, text: str = "", kind: str = "") -> None:
        super().__init__(text.replace("&", "&&"))
        self.setProperty("kind", kind)


class ToolButton(EnterClicks, QToolButton):
    """A small button, with an icon, a sign or a menu."""

"""Buttons that hold more than a word: a card with an icon, and a row of two lines."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from ui.widgets.buttons import Button
from ui.widgets.layouts import layout_of
from ui.widgets.plain import ElidedLabel, PlainLabel

ICON = 20
INSET = 8
"""How far the texts of a row stand from its edge, which is seen only under the mouse."""


class Laid(Button):
    """A button that is as large as what lies in it, and says all of it to a screen reader."""

    def __init__(self, kind: str, name: str) -> None:
        super().__init__(kind=kind)
        self.setAccessibleName(name)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return the room of what lies in it."""
        return layout_of(self).sizeHint()

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return the least room of what lies in it."""
        return layout_of(self).minimumSize()


class ChoiceCard(Laid):
    """A card to choose: an icon beside a title, a few lines of text, and one line at the bottom.

    Parameters
    ----------
    name
        What a screen reader says; left out, all that stands on it.
    """

    def __init__(self, icon: QIcon, title: str, text: str, bottom: str, name: str = "") -> None:
        super().__init__("choice", name or ". ".join(part for part in (title, text, bottom) if part))
        picture = QLabel()
        picture.setPixmap(icon.pixmap(ICON))
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(picture, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(PlainLabel(title, "choice", wrap=True), 1)
        inside = QVBoxLayout(self)
        inside.setContentsMargins(12, 12, 12, 10)
        inside.setSpacing(4)
        inside.addLayout(head)
        inside.addWidget(PlainLabel(text, "small", wrap=True))
        inside.addStretch(1)
        if bottom:
            inside.addSpacing(2)
            inside.addWidget(ElidedLabel(bottom, "choiceBottom"))
        let_clicks_through(self)


class ChoiceRow(Laid):
    """A row to choose: a title, and what is said about it below, in so many lines at most."""

    def __init__(self, title: str, line: str, lines: int = 1) -> None:
        super().__init__("row", f"{title}. {line}" if line else title)
        inside = QVBoxLayout(self)
        inside.setContentsMargins(INSET, 3, INSET, 3)
        inside.setSpacing(0)
        inside.addWidget(ElidedLabel(title, "link"))
        inside.addWidget(ElidedLabel(line, "small", lines=lines))
        let_clicks_through(self)


def let_clicks_through(button: QWidget) -> None:
    """Let clicks on what is written on a button reach the button."""
    for label in button.findChildren(QLabel):
        label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

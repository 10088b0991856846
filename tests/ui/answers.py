"""What tests of the answer panel do: find what a person sees, and click on it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QLabel


def show(panel, found, **how):
    """Show the answer on the first candidate."""
    panel.show_answer(found, found.candidates[0], **how)


def plain(text):
    """Return a text with ordinary blanks and without marks against line breaks."""
    return text.replace("\N{NO-BREAK SPACE}", " ").replace("\N{WORD JOINER}", "")


def texts(widget):
    """Return what is written and visible."""
    return [plain(label.text()) for label in widget.findChildren(QLabel) if label.isVisible() and label.text()]


def button(widget, name):
    """Return the one visible button of a name as a screen reader tells it."""
    (found,) = [
        each
        for each in widget.findChildren(QAbstractButton)
        if each.isVisible() and plain(each.accessibleName()) == name
    ]
    return found


def click(qtbot, widget, name):
    """Click on the button of a name."""
    qtbot.mouseClick(button(widget, name), Qt.MouseButton.LeftButton)

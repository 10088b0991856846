"""What this program is, and under which terms it and its parts come."""

from __future__ import annotations

from PySide6.QtCore import qVersion
from PySide6.QtWidgets import QMessageBox, QWidget

from roitool import __version__
from roitool.wording.words import Words
from ui.widgets.plain import plain_box


def about_box(parent: QWidget, words: Words) -> QMessageBox:
    """Return a box that tells it."""
    told, detail = words.text("ui.about.title", version=__version__), words.text("ui.about.detail", qt=qVersion())
    box = plain_box(parent, told, detail)
    box.addButton(words.text("ui.close"), QMessageBox.ButtonRole.AcceptRole)
    return box

"""What this program is, and under which terms it and its parts come."""

from __future__ import annotations

from PySide6.QtCore import Qt, qVersion
from PySide6.QtWidgets import QMessageBox, QWidget

from roitool import __version__
from roitool.wording.words import Words


def about_box(parent: QWidget, words: Words) -> QMessageBox:
    """Return a box that tells it."""
    box = QMessageBox(parent)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setWindowTitle("ROItool")
    box.setText(words.text("ui.about.title", version=__version__))
    box.setInformativeText(words.text("ui.about.detail", qt=qVersion()))
    box.addButton(words.text("ui.close"), QMessageBox.ButtonRole.AcceptRole)
    return box

"""What Qt says by itself, in the language of the window."""

from __future__ import annotations

from PySide6.QtWidgets import QDialogButtonBox, QFileDialog, QLabel, QPushButton


def buttons_of_a_file_dialog(qtbot):
    dialog = QFileDialog(options=QFileDialog.Option.DontUseNativeDialog)
    qtbot.addWidget(dialog)
    box = dialog.findChild(QDialogButtonBox)
    said = {button.text().replace("&", "") for button in box.findChildren(QPushButton)}
    return said | {label.text().replace("&", "") for label in dialog.findChildren(QLabel)}


def test_qt_speaks_the_language_of_the_window_and_changes_with_it(window, qtbot):
    assert {"Open", "Cancel", "File name:"} <= buttons_of_a_file_dialog(qtbot)
    window.choose_language("nl")
    assert {"Openen", "Annuleren", "Bestandsnaam:"} <= buttons_of_a_file_dialog(qtbot)
    window.choose_language("en")
    assert {"Open", "Cancel", "File name:"} <= buttons_of_a_file_dialog(qtbot)

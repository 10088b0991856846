"""Undo and redo say what they do, where somebody looks: in the menu, and on the buttons."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPoint
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QApplication, QToolButton

from ui.document import Document


@pytest.fixture
def edit_menu(window):
    return window.menuWidget().actions()[1].menu()


def entries(menu):
    """Return the texts of undo and redo as somebody who opens the menu sees them."""
    menu.aboutToShow.emit()
    texts = [action.text() for action in menu.actions()[:2]]
    menu.aboutToHide.emit()
    return texts


def test_the_menu_says_what_is_undone_and_redone(window, edit_menu):
    assert entries(edit_menu) == ["Undo", "Redo"]
    window.document.edit({("horizon_years",): 9})
    assert entries(edit_menu) == ["Undo: horizon in years 8 → 9", "Redo"]
    window.undo()
    assert entries(edit_menu) == ["Undo", "Redo: horizon in years 8 → 9"]


def test_a_name_with_an_ampersand_is_shown_with_it(window, edit_menu):
    window.document.edit({("candidates", 0, "title"): "R&D"})
    assert "“R&&D”" in entries(edit_menu)[0]


def test_the_buttons_keep_their_names_and_say_the_rest_in_their_tooltips(window, edit_menu):
    window.document.edit({("horizon_years",): 9})
    buttons = window.menuWidget().cornerWidget().findChildren(QToolButton)
    undo, redo = (button for button in buttons if button.defaultAction() is not None)
    edit_menu.aboutToShow.emit()
    assert undo.text() == "Undo"
    edit_menu.aboutToHide.emit()
    for button in (undo, redo):
        QApplication.sendEvent(button, QHelpEvent(QEvent.Type.ToolTip, QPoint(1, 1), button.mapToGlobal(QPoint(1, 1))))
    assert "Undo: horizon in years 8 → 9" in undo.toolTip()
    assert "Redo" in redo.toolTip()


def test_words_are_worked_out_only_when_somebody_looks(window, edit_menu, monkeypatch):
    asked = []
    told = Document.undo_words
    monkeypatch.setattr(Document, "undo_words", lambda self, words: asked.append(1) or told(self, words))
    for seed in range(5):
        window.document.edit({("seed",): seed})
    assert not asked
    entries(edit_menu)
    assert asked

"""One widget for everything that is folded away: by mouse and keys, its arrow before its words."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from ui.widgets.fold import Fold


@pytest.fixture
def shown(qtbot):
    """Return a fold and what it shows, and the window that both are in."""
    host, body = QWidget(), QLabel("inside")
    fold = Fold("More & more", body, subject="the bank")
    column = QVBoxLayout(host)
    column.addWidget(fold)
    column.addWidget(body)
    qtbot.addWidget(host)
    host.show()
    return fold, body, host


def test_what_is_folded_away_is_shown_and_hidden_by_mouse_and_keys(shown, qtbot):
    fold, body, _ = shown
    assert not body.isVisible()
    qtbot.mouseClick(fold, Qt.MouseButton.LeftButton)
    assert body.isVisible()
    for key in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter):
        before = body.isVisible()
        qtbot.keyClick(fold, key)
        assert body.isVisible() is not before


def test_the_arrow_stands_before_the_words_and_turns(shown):
    fold, *_ = shown
    assert fold.text() == "▸ More && more"
    fold.set_open(True)
    assert fold.text() == "▾ More && more"


def test_the_name_says_what_there_is_more_of(shown):
    fold, *_ = shown
    assert fold.accessibleName() == "More & more: the bank"
    fold.name_after("")
    assert fold.accessibleName() == "More & more"


def test_there_is_time_to_fill_what_is_opened_and_nothing_is_told_twice(shown):
    fold, body, _ = shown
    told = []
    fold.turned.connect(lambda is_open: told.append((is_open, body.isVisible())))
    fold.set_open(True)
    fold.set_open(True)
    fold.set_open(False)
    assert told == [(True, False), (False, True)]

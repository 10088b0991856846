"""The menus, in one language; each entry calls the window."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QMenu, QMenuBar, QToolButton, QWidget

from roitool.wording.words import LANGUAGES, Words
from ui.files import Listed, examples, templates
from ui.history import History
from ui.widgets.plain import clipped, tooltip

if TYPE_CHECKING:
    from ui.main_window import MainWindow

_LANGUAGE_NAMES = {"nl": "Nederlands", "en": "English"}
_LONGEST_NAME = 60
_THEMES = ("system", "light", "dark")


@dataclass(frozen=True, slots=True)
class Menus:
    """The menu bar, and the entries whose state follows the document."""

    bar: QMenuBar
    history: History
    save: QAction


def menus_for(window: MainWindow, words: Words) -> Menus:
    """Return the menus of a window."""
    bar = QMenuBar()
    bar.setAccessibleName(words.text("ui.menu.bar"))
    make = _Maker(window, words)
    file = bar.addMenu(words.text("ui.menu.file"))
    make.entry(file, "ui.menu.open", window.ask_open, QKeySequence.StandardKey.Open)
    make.list_of_recent(file)
    make.list_of(file, "ui.menu.new", templates, window.begin)
    make.list_of(file, "ui.menu.example", examples, window.open_example)
    file.addSeparator()
    save = make.entry(file, "ui.menu.save", window.save, QKeySequence.StandardKey.Save)
    make.entry(file, "ui.menu.save_as", window.save_as, QKeySequence("Ctrl+Shift+S"))
    file.addSeparator()
    make.entry(file, "ui.menu.quit", window.close, QKeySequence("Ctrl+Q"))
    edit = bar.addMenu(words.text("ui.menu.edit"))
    undo = make.entry(edit, "ui.menu.undo", window.undo, QKeySequence("Ctrl+Z"))
    redo = make.entry(edit, "ui.menu.redo", window.redo, QKeySequence("Ctrl+Y"), QKeySequence("Ctrl+Shift+Z"))
    view = bar.addMenu(words.text("ui.menu.view"))
    languages = [(_LANGUAGE_NAMES[language], language) for language in LANGUAGES]
    make.choice(view, "ui.menu.language", languages, window.settings.language, window.choose_language)
    themes = [(words.text(f"ui.menu.theme.{theme}"), theme) for theme in _THEMES]
    make.choice(view, "ui.menu.theme", themes, window.settings.theme, window.choose_theme)
    buttons = _corner(bar, undo, redo)
    bar.setCornerWidget(buttons)
    history = History(words, edit, (undo, redo), buttons)
    return Menus(bar, history, save)


class _Maker:
    def __init__(self, window: MainWindow, words: Words) -> None:
        self._window = window
        self._words = words

    def entry(self, menu: QMenu, code: str, call: Callable[[], object], *keys: QKeySequence) -> QAction:
        action = QAction(self._words.text(code), menu)
        action.setShortcuts([QKeySequence(key) for key in keys])
        action.triggered.connect(lambda _=False: call())
        menu.addAction(action)
        return action

    def list_of(
        self, menu: QMenu, code: str, entries: Callable[[Words], list[Listed]], call: Callable[[str], None]
    ) -> None:
        """Add a menu whose entries are read when it is opened for the first time: they are files."""
        inner = menu.addMenu(self._words.text(code))
        inner.setToolTipsVisible(True)

        def fill() -> None:
            if inner.isEmpty():
                for listed in entries(self._words):
                    action = QAction(listed.text.replace("&", "&&"), inner)
                    action.setToolTip(tooltip(listed.tip))
                    action.triggered.connect(lambda _=False, name=listed.name: call(name))
                    inner.addAction(action)

        inner.aboutToShow.connect(fill)

    def list_of_recent(self, menu: QMenu) -> None:
        """Add a menu of the files that were opened or saved last; it is filled whenever it is opened."""
        inner = menu.addMenu(self._words.text("ui.menu.recent"))
        inner.setToolTipsVisible(True)

        def fill() -> None:
            inner.clear()
            desk = self._window.desk
            for path, when in desk.recent.listed(self._words, datetime.now().astimezone()) if desk is not None else ():
                # What stands behind a tab is shown where a shortcut would be.
                action = inner.addAction(f"{clipped(path.name, _LONGEST_NAME).replace('&', '&&')}\t{when}")
                action.setToolTip(tooltip(str(path)))
                action.triggered.connect(lambda _=False, path=path: self._window.open(path))
            if inner.isEmpty():
                inner.addAction(self._words.text("ui.menu.no_recent")).setEnabled(False)

        inner.aboutToShow.connect(fill)

    def choice(
        self, menu: QMenu, code: str, options: list[tuple[str, str]], chosen: str, call: Callable[[str], None]
    ) -> None:
        inner = menu.addMenu(self._words.text(code))
        group = QActionGroup(inner)
        for text, value in options:
            action = QAction(text, group)
            action.setCheckable(True)
            action.setChecked(value == chosen)
            action.triggered.connect(lambda _=False, value=value: call(value))
            inner.addAction(action)


def _corner(bar: QMenuBar, *actions: QAction) -> QWidget:
    corner = QWidget(bar)
    line = QHBoxLayout(corner)
    line.setContentsMargins(0, 0, 8, 0)
    line.setSpacing(8)
    for action in actions:
        button = QToolButton()
        button.setObjectName("corner")
        button.setDefaultAction(action)
        button.setAccessibleName(action.text().replace("&", ""))
        line.addWidget(button)
    return corner

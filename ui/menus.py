"""The menus, in one language; each entry calls the window."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QMenu, QMenuBar, QWidget

from roitool.wording.plain import clean
from roitool.wording.words import LANGUAGES, Words
from ui.document import Document
from ui.files import Listed, examples, templates
from ui.handover.menu import back_entry, export_button, export_menu, print_entry
from ui.history import History
from ui.icons import icon
from ui.theme import theme_of
from ui.widgets.buttons import ToolButton
from ui.widgets.layouts import layout_of
from ui.widgets.plain import tooltip

if TYPE_CHECKING:
    from ui.main_window import MainWindow
    from ui.workspace import Workspace

_LANGUAGE_NAMES = {"nl": "Nederlands", "en": "English"}
_LONGEST_NAME = 60
_ICON = 16
_THEMES = ("system", "light", "dark")


@dataclass(frozen=True, slots=True)
class Menus:
    """The menu bar, and what of it follows the document, where there is one.

    Attributes
    ----------
    changing
        What changes the document.
    """

    bar: QMenuBar
    history: History | None = None
    changing: tuple[QMenu | QAction, ...] = ()

    def follow(self, document: Document, *, in_sight: bool) -> None:
        """Offer what can be done with the document; nothing is undone or changed that is not `in_sight`."""
        if self.history is not None:
            self.history.follow(document, in_sight=in_sight)
        for each in self.changing:
            each.setEnabled(in_sight)


def menus_for(window: MainWindow, workspace: Workspace | None, words: Words) -> Menus:
    """Return the menus of a window; without a workspace there are none that need a document."""
    bar = QMenuBar()
    bar.setAccessibleName(words.text("ui.menu.bar"))
    make = Maker(words)
    file = bar.addMenu(words.text("ui.menu.file"))
    make.entry(file, "ui.menu.start", window.close_document, QKeySequence.StandardKey.New)
    make.entry(file, "ui.menu.open", window.ask_open, QKeySequence.StandardKey.Open)
    make.list_of_recent(file, window)
    make.list_of(file, "ui.menu.new", templates, window.begin)
    make.list_of(file, "ui.menu.example", examples, window.open_example)
    file.addSeparator()
    theme = theme_of(window.settings.theme)
    export = None
    changing: list[QMenu | QAction] = []
    if workspace is not None:
        make.entry(file, "ui.menu.save", window.save, QKeySequence.StandardKey.Save)
        make.entry(file, "ui.menu.save_as", window.save_as, QKeySequence("Ctrl+Shift+S"))
        file.addSeparator()
        if (exchange := window.exchange) is not None:
            export = export_menu(make, file, exchange.handover, words)
            print_entry(make, file, exchange.handover)
            changing.append(back_entry(make, file, exchange.back))
            file.addSeparator()
    make.entry(file, "ui.menu.quit", window.close, QKeySequence("Ctrl+Q"))
    history = None
    if workspace is not None:
        edit = bar.addMenu(words.text("ui.menu.edit"))
        undo = make.entry(edit, "ui.menu.undo", window.undo, QKeySequence("Ctrl+Z"))
        redo = make.entry(edit, "ui.menu.redo", window.redo, QKeySequence("Ctrl+Y"), QKeySequence("Ctrl+Shift+Z"))
        for action, name in ((undo, "undo-2"), (redo, "redo-2")):
            action.setIcon(icon(name, theme))
            # The menu has words alone, as all of it has.
            action.setIconVisibleInMenu(False)
        candidate = QMenu(words.text("ui.menu.candidate"), bar)
        bar.addMenu(candidate)
        fill_candidate_menu(make, candidate, window, workspace)
        changing.append(candidate)
        buttons = _corner(bar, undo, redo)
        if export is not None:
            layout_of(buttons).addWidget(export_button(export, theme))
        bar.setCornerWidget(buttons)
        history = History(words, edit, (undo, redo), buttons)
    view = bar.addMenu(words.text("ui.menu.view"))
    languages = [(_LANGUAGE_NAMES[language], language) for language in LANGUAGES]
    make.choice(view, "ui.menu.language", languages, window.settings.language, window.choose_language)
    themes = [(words.text(f"ui.menu.theme.{theme}"), theme) for theme in _THEMES]
    make.choice(view, "ui.menu.theme", themes, window.settings.theme, window.choose_theme)
    make.entry(bar.addMenu(words.text("ui.menu.help")), "ui.menu.about", window.show_about)
    return Menus(bar, history, tuple(changing))


def fill_candidate_menu(make: Maker, menu: QMenu, window: MainWindow, workspace: Workspace) -> None:
    """Add what can be done with the candidate that is shown."""
    candidates = workspace.candidates
    make.list_of(menu, "ui.menu.candidate.add", templates, window.add_from_template)
    make.entry(menu, "ui.menu.candidate.empty", candidates.add)
    menu.addSeparator()
    make.entry(menu, "ui.menu.candidate.rename", workspace.navigation.edit_title, QKeySequence("F2"))
    make.entry(menu, "ui.menu.candidate.duplicate", candidates.duplicate, QKeySequence("Ctrl+D"))
    make.entry(menu, "ui.menu.candidate.up", lambda: candidates.move(-1), QKeySequence("Alt+Up"))
    make.entry(menu, "ui.menu.candidate.down", lambda: candidates.move(+1), QKeySequence("Alt+Down"))
    menu.addSeparator()
    make.entry(menu, "ui.menu.candidate.remove", candidates.remove)


def candidate_menu(window: MainWindow, workspace: Workspace, words: Words) -> QMenu:
    """Return a menu of what can be done with the candidate that is shown; it is gone when it is shut."""
    menu = _passing(window)
    fill_candidate_menu(Maker(words), menu, window, workspace)
    return menu


def add_menu(window: MainWindow, workspace: Workspace, words: Words) -> QMenu:
    """Return a menu of what a candidate more can be made from; it is gone when it is shut."""
    menu = _passing(window)
    make = Maker(words)
    make.entry(menu, "ui.menu.candidate.empty", workspace.candidates.add)
    menu.addSeparator()
    make.fill(menu, templates, window.add_from_template)
    return menu


class Maker:
    """Makes entries of menus."""

    def __init__(self, words: Words) -> None:
        self._words = words

    def entry(self, menu: QMenu, code: str, call: Callable[[], object], *keys: QKeySequence) -> QAction:
        """Add an entry that does one thing."""
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
        inner.aboutToShow.connect(lambda: self.fill(inner, entries, call) if inner.isEmpty() else None)

    def fill(self, menu: QMenu, entries: Callable[[Words], list[Listed]], call: Callable[[str], None]) -> None:
        """Add an entry for each of a list."""
        menu.setToolTipsVisible(True)
        for listed in entries(self._words):
            action = QAction(listed.text.replace("&", "&&"), menu)
            action.setToolTip(tooltip(listed.tip))
            action.triggered.connect(lambda _=False, name=listed.name: call(name))
            menu.addAction(action)

    def list_of_recent(self, menu: QMenu, window: MainWindow) -> None:
        """Add a menu of the files that were opened or saved last; it is filled whenever it is opened."""
        inner = menu.addMenu(self._words.text("ui.menu.recent"))
        inner.setToolTipsVisible(True)

        def fill() -> None:
            inner.clear()
            now = datetime.now().astimezone()
            for path, when in window.desk.recent.listed(self._words, now) if window.desk is not None else ():
                # What stands behind a tab is shown where a shortcut would be.
                action = inner.addAction(f"{clean(path.name, _LONGEST_NAME).replace('&', '&&')}\t{when}")
                action.setToolTip(tooltip(str(path)))
                action.triggered.connect(lambda _=False, path=path: window.open(path))
            if inner.isEmpty():
                inner.addAction(self._words.text("ui.menu.no_recent")).setEnabled(False)

        inner.aboutToShow.connect(fill)

    def choice(
        self, menu: QMenu, code: str, options: list[tuple[str, str]], chosen: str, call: Callable[[str], None]
    ) -> None:
        """Add a menu of which one entry holds."""
        inner = menu.addMenu(self._words.text(code))
        group = QActionGroup(inner)
        for text, value in options:
            action = QAction(text, group)
            action.setCheckable(True)
            action.setChecked(value == chosen)
            action.triggered.connect(lambda _=False, value=value: call(value))
            inner.addAction(action)


def _passing(window: MainWindow) -> QMenu:
    menu = QMenu(window)
    # What was chosen is done before: Qt deletes when it gets back to its loop.
    menu.aboutToHide.connect(menu.deleteLater)
    return menu


def _corner(bar: QMenuBar, *actions: QAction) -> QWidget:
    corner = QWidget(bar)
    line = QHBoxLayout(corner)
    line.setContentsMargins(0, 0, 8, 0)
    line.setSpacing(8)
    for action in actions:
        button = ToolButton()
        button.setObjectName("corner")
        button.setDefaultAction(action)
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.setIconSize(QSize(_ICON, _ICON))
        button.setAccessibleName(action.text().replace("&", ""))
        line.addWidget(button)
    return corner

"""The window: shown empty at once, it connects documents, files, menus and the workspace once they are loaded."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QSize, QTimer
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QGuiApplication, QPaintEvent
from PySide6.QtWidgets import QApplication, QMainWindow

from roitool.wording.words import Language, Words
from ui.loading import end_loading
from ui.qt_words import speak
from ui.settings import Settings
from ui.theme import Choice, apply_theme, theme_of

if TYPE_CHECKING:
    from roitool.scenario.scenario import Scenario
    from ui.desk import Desk
    from ui.document import Document
    from ui.files import Files
    from ui.handover.exchange import Exchange
    from ui.menus import Menus
    from ui.runner import Runner
    from ui.stage import Stage
    from ui.workspace import Workspace

SMALLEST = (1240, 620)
FIRST = (1360, 820)


class MainWindow(QMainWindow):
    """The one window of the program.

    Parameters
    ----------
    path
        The file to open; None shows the page to begin on.

    Attributes
    ----------
    desk
        What opens and saves documents; None until the engine is loaded, right after the first paint.
    document
        What is open; None where nothing is.
    exchange
        What goes out from here and comes back; None as `desk`.
    """

    def __init__(self, path: Path | None = None) -> None:
        super().__init__()
        self.settings = Settings()
        self.desk: Desk | None = None
        self.document: Document | None = None
        self._first = path
        self._words = Words(self.settings.language)
        self._painted = self._left = self._closing = False
        self.exchange: Exchange | None = None
        self._runner: Runner | None = None
        self._menus: Menus | None = None
        self._stage: Stage | None = None
        self.setWindowTitle("ROItool")
        self.setMinimumSize(*SMALLEST)
        self.setAcceptDrops(True)
        # Nobody but a window manager would make it fit a small screen, and not all of them do.
        self.resize(QSize(*FIRST).boundedTo(self.screen().availableSize()))
        if self.settings.geometry is not None:
            self.restoreGeometry(self.settings.geometry)
        self._dress()

    @property
    def stage(self) -> Stage | None:
        """What fills the window; None until the engine is loaded, right after the first paint."""
        return self._stage

    @property
    def workspace(self) -> Workspace | None:
        """What shows the document; None without one."""
        return self._stage.workspace if self._stage is not None else None

    def open(self, path: Path) -> None:
        """Open a file, after asking about changes that were not saved."""
        if self.desk is not None:
            self.desk.open(path)

    def ask_open(self) -> None:
        """Let somebody choose a file and open it."""
        path = self._files().ask_what_to_open(self.settings.folder)
        if path is not None:
            self.open(path)

    def open_example(self, name: str) -> None:
        """Open an example, as a document without a file."""
        from ui.files import example  # noqa: PLC0415 - the window is painted before the engine is loaded

        if (desk := self.desk) is not None:
            desk.leave(lambda: desk.put(example(name)))

    def begin(self, template: str) -> None:
        """Ask the questions of a template, to begin a document from the answers."""
        self._ask(template, None)

    def add_from_template(self, template: str) -> None:
        """Ask the questions of a template, to add a candidate to the document."""
        self._ask(template, None if self.document is None else self.document.scenario)

    def take_begun(self, scenario: Scenario) -> None:
        """Show what follows from answered questions: a new document, or the one there is with a candidate more."""
        from roitool.scenario.beginning import begun  # noqa: PLC0415 - the window is painted before the engine is loaded
        from ui.document import Document  # noqa: PLC0415 - as above
        from ui.pages.page import Page  # noqa: PLC0415 - as above
        from ui.stage import Questions  # noqa: PLC0415 - as above

        stage = self._stage
        if stage is None or not isinstance(stage.aside, Questions):
            return
        adding = stage.aside.scenario is not None
        if adding and self.document is not None and stage.workspace is not None:
            stage.go_back()
            self.document.become(scenario)
            stage.workspace.show_page(Page("candidate", len(scenario.candidates) - 1))
            self._follow()
        elif (desk := self.desk) is not None:
            # What was answered stands in no file yet.
            bare = scenario == begun([stage.aside.template], scenario.start)
            desk.leave(lambda: desk.put(Document(scenario, saved=bare)))

    def close_document(self) -> None:
        """Show the page to begin on, after asking about changes that were not saved."""
        if (desk := self.desk) is not None:
            desk.leave(desk.clear)

    def show_about(self) -> None:
        """Tell what this program is, and under which terms it and its parts come."""
        from ui.about import about_box  # noqa: PLC0415 - seldom needed

        about_box(self, self._words).exec()

    def save(self) -> None:
        """Save to the document's file, or where somebody chooses if it has none."""
        if self.desk is not None:
            self.desk.save()

    def save_as(self) -> None:
        """Save to a file that somebody chooses."""
        if self.desk is not None:
            self.desk.save_as()

    def undo(self) -> None:
        """Take back the last step."""
        if self.workspace is not None:
            self.workspace.step_history(back=True)

    def redo(self) -> None:
        """Take the step again that was taken back last."""
        if self.workspace is not None:
            self.workspace.step_history(back=False)

    def choose_language(self, language: str) -> None:
        """Show everything in another language, at once and from now on."""
        self.settings.language = cast(Language, language)
        self._furnish()

    def choose_theme(self, choice: str) -> None:
        """Show everything in other colours, at once and from now on."""
        self.settings.theme = cast(Choice, choice)
        self._furnish()

    def show_document(self, document: Document | None) -> None:
        """Show a document instead of the one there is; None shows the page to begin on."""
        self.document = document
        if document is not None:
            document.changed.connect(self._follow)
        if self._stage is not None:
            self._stage.aside = None
        self._furnish(afresh=True)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Load the engine once the window has been seen."""
        super().paintEvent(event)
        if not self._painted:
            self._painted = True
            QTimer.singleShot(0, self._begin)

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 - Qt's name
        """Ask about changes that were not saved, then leave nothing running."""
        if not self._left and self.desk is not None:
            self._closing = True
            self.desk.leave(self._close_now)
            self._closing = False
            if not self._left:
                event.ignore()
                return
        self.settings.geometry = self.saveGeometry()
        self.hide()
        if self.exchange is not None:
            self.exchange.close()
        if self.desk is not None:
            self.desk.close()
        if self._runner is not None:
            self._runner.close()
        event.accept()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802 - Qt's name
        """Take a file."""
        if _dropped(event) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802 - Qt's name
        """Open a file that was dropped, after the program it came from has been answered."""
        path = _dropped(event)
        if path is not None and self._stage is not None:
            event.acceptProposedAction()
            QTimer.singleShot(0, lambda: self.open(path))

    def _begin(self) -> None:
        from ui.desk import Desk  # noqa: PLC0415 - the window is painted before the engine is loaded
        from ui.handover.exchange import Exchange  # noqa: PLC0415 - as above
        from ui.runner import Runner  # noqa: PLC0415 - as above
        from ui.stage import Stage  # noqa: PLC0415 - as above
        from ui.widgets.waiting import WaitingNotice  # noqa: PLC0415 - as above

        self._runner = Runner()
        self._runner.drawable.connect(end_loading)
        self._stage = stage = Stage()
        stage.template_chosen.connect(self.begin)
        stage.example_chosen.connect(self.open_example)
        stage.recent_chosen.connect(self.open)
        stage.open_asked.connect(self.ask_open)
        stage.begun.connect(self.take_begun)
        stage.changed.connect(self._follow)
        self.setCentralWidget(stage)
        self._waiting = WaitingNotice(self)
        self.desk = desk = Desk(self._files(), self.settings)
        self.exchange = Exchange(self, self._runner, desk.asking, self.settings)
        desk.opened.connect(self.show_document)
        desk.taken.connect(self._furnish)
        desk.saved.connect(self._show_saved)
        desk.waiting.connect(lambda waiting: self._waiting.follow(waiting, self._words))
        desk.not_opened.connect(self._show_something)
        if self._first is not None:
            desk.open(self._first)
        else:
            self._furnish(afresh=True)
            self._runner.prepare()
        desk.recover()

    def _show_something(self) -> None:
        """Show the page to begin on where the first file is not opened after all."""
        if self._menus is None:
            self._furnish(afresh=True)

    def _show_saved(self, at: datetime) -> None:
        if self.workspace is not None:
            self.workspace.show_saved(at)

    def _close_now(self) -> None:
        self._left = True
        if not self._closing:
            self.close()

    def _ask(self, template: str, scenario: Scenario | None) -> None:
        from roitool.errors import ScenarioError  # noqa: PLC0415 - the window is painted before the engine is loaded

        if self._stage is not None:
            try:
                self._stage.ask(template, scenario)
            except ScenarioError as error:
                if scenario is None:
                    self._files().tell_cannot_open(Path(f"{template}.json"), error.problems)
                else:
                    self._files().tell_cannot_add(error.problems)

    def _furnish(self, *, afresh: bool = False) -> None:
        """Build menus and what fills the window, in the language and colours that were chosen."""
        from ui.menus import add_menu, candidate_menu, menus_for  # noqa: PLC0415 - as in `_begin`

        stage, runner, desk, exchange = self._stage, self._runner, self.desk, self.exchange
        if stage is None or runner is None or desk is None or exchange is None:
            return
        self._words = words = Words(self.settings.language)
        desk.files = self._files()
        if self.document is not None:
            self.document.close_step()
        saved_at = None if afresh or stage.workspace is None else stage.workspace.saved_at
        shown = stage.clear()
        self._dress()
        recent = desk.recent.listed(words, datetime.now().astimezone())
        stage.build(self.document, runner, words, theme_of(self.settings.theme), None if afresh else shown, recent)
        workspace = stage.workspace
        exchange.furnish(workspace, words)
        self._menus = menus_for(self, workspace, words)
        # Otherwise Qt moves what stands in the corner of the old bar into the new one.
        self.menuBar().setCornerWidget(None)
        self.setMenuBar(self._menus.bar)
        if workspace is not None:
            workspace.show_saved(saved_at)
            workspace.template_chosen.connect(self.add_from_template)
            workspace.not_added.connect(lambda problems: self._files().tell_cannot_add(problems))
            workspace.navigation.menu_asked.connect(lambda at: candidate_menu(self, workspace, words).popup(at))
            workspace.navigation.add_asked.connect(lambda at: add_menu(self, workspace, words).popup(at))
        self._follow()

    def _follow(self) -> None:
        """Show in title, menus and status line what has become of the document."""
        document, menus, stage = self.document, self._menus, self._stage
        if menus is None or stage is None:
            return
        self.setWindowTitle("ROItool" if document is None else f"{self._title(document)}[*] — ROItool")
        self.setWindowFilePath(str(document.path or "") if document is not None else "")
        self.setWindowModified(document is not None and document.dirty)
        if document is not None:
            menus.follow(document, in_sight=stage.aside is None)

    def _title(self, document: Document) -> str:
        # Qt would put its mark for unsaved changes there; twice it is meant as it is.
        title = self._words.label(document.scenario.title).replace("[*]", "[*][*]")
        return f"{title} {self._words.text('ui.files.title_read_only')}" if document.read_only else title

    def _files(self) -> Files:
        from ui.files import Files  # noqa: PLC0415 - the window is painted before the engine is loaded

        return Files(self, self._words)

    def _dress(self) -> None:
        """Give the program its colours, and Qt its language."""
        app = QGuiApplication.instance()
        if isinstance(app, QApplication):
            apply_theme(app, theme_of(self.settings.theme))
            speak(app, self.settings.language)


def _dropped(event: QDropEvent) -> Path | None:
    """Return the one file that is being dropped."""
    urls = event.mimeData().urls()
    return Path(urls[0].toLocalFile()) if len(urls) == 1 and urls[0].isLocalFile() else None

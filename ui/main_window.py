"""The window: shown empty at once, it connects documents, files, menus and the workspace once they are loaded."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QCoreApplication, QEvent, QSize, QTimer
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QGuiApplication, QPaintEvent
from PySide6.QtWidgets import QApplication, QMainWindow

from roitool.wording.words import Language, Words
from ui.qt_words import speak
from ui.settings import Settings
from ui.theme import Choice, apply_theme, theme_of

if TYPE_CHECKING:
    from ui.desk import Desk
    from ui.document import Document
    from ui.files import Files
    from ui.menus import Menus
    from ui.runner import Runner
    from ui.widgets.waiting import Waiting
    from ui.workspace import Workspace

SMALLEST = (1240, 620)
FIRST = (1360, 820)


class MainWindow(QMainWindow):
    """The one window of the program.

    Parameters
    ----------
    path
        The file to open; None opens the first example as a document without a file.

    Attributes
    ----------
    desk, document, workspace
        What opens and saves, what is open, and what shows it; None until the engine is loaded, right after the first
        paint.
    """

    def __init__(self, path: Path | None = None) -> None:
        super().__init__()
        self.settings = Settings()
        self.desk: Desk | None = None
        self.document: Document | None = None
        self.workspace: Workspace | None = None
        self._first = path
        self._words = Words(self.settings.language)
        self._painted = self._left = self._closing = False
        self._runner: Runner | None = None
        self._menus: Menus | None = None
        self.setWindowTitle("ROItool")
        self.setMinimumSize(*SMALLEST)
        self.setAcceptDrops(True)
        # Nobody but a window manager would make it fit a small screen, and not all of them do.
        self.resize(QSize(*FIRST).boundedTo(self.screen().availableSize()))
        if self.settings.geometry is not None:
            self.restoreGeometry(self.settings.geometry)
        self._dress()

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
        """Begin a document from a template, with a decision next month."""
        if self.desk is not None:
            self.desk.leave(lambda: self._put_begun(template))

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

    def show_document(self, document: Document) -> None:
        """Show a document instead of the one there is."""
        self.document = document
        document.changed.connect(self._follow)
        self._furnish(afresh=True)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Load the engine once the window has been seen."""
        super().paintEvent(event)
        if not self._painted:
            self._painted = True
            QTimer.singleShot(0, self._begin)

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 - Qt's name
        """Ask about changes that were not saved, then leave nothing running."""
        if not self._left:
            self._closing = True
            self._leave_for_good()
            self._closing = False
        if not self._left:
            event.ignore()
            return
        self.settings.geometry = self.saveGeometry()
        self.hide()
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
        if path is not None and self.document is not None:
            event.acceptProposedAction()
            QTimer.singleShot(0, lambda: self.open(path))

    def _begin(self) -> None:
        from ui.desk import Desk  # noqa: PLC0415 - the window is painted before the engine is loaded
        from ui.files import first_example  # noqa: PLC0415 - as above
        from ui.runner import Runner  # noqa: PLC0415 - as above
        from ui.widgets.waiting import WaitingNotice  # noqa: PLC0415 - as above

        self._runner = Runner()
        self._waiting = WaitingNotice(self)
        self.desk = desk = Desk(self._files(), self.settings)
        desk.opened.connect(self.show_document)
        desk.taken.connect(self._furnish)
        desk.saved.connect(self._show_saved)
        desk.waiting.connect(self._wait)
        if self._first is not None:
            desk.not_opened.connect(self._show_first_example)
            desk.open(self._first)
        else:
            desk.put(first_example())
        desk.recover()

    def _show_first_example(self) -> None:
        """Show the first example where the file of the start cannot be opened."""
        from ui.files import first_example  # noqa: PLC0415 - the window is painted before the engine is loaded

        if self.desk is not None and self.document is None:
            self.desk.put(first_example())

    def _put_begun(self, template: str) -> None:
        document = self._files().begun(template)
        if document is not None and self.desk is not None:
            self.desk.put(document)

    def _leave_for_good(self) -> None:
        """Close as soon as the work is safe or not wanted."""
        if self.desk is None:
            self._left = True
        else:
            self.desk.leave(self._close_now)

    def _close_now(self) -> None:
        self._left = True
        if not self._closing:
            self.close()

    def _wait(self, waiting: Waiting | None) -> None:
        if waiting is None:
            self._waiting.done()
        else:
            text = self._words.text(waiting.code, name=waiting.name)
            self._waiting.wait_for(text, self._words.text(waiting.button), waiting.stop)

    def _show_saved(self, at: datetime) -> None:
        if self.workspace is not None:
            self.workspace.show_saved(at)

    def _furnish(self, *, afresh: bool = False) -> None:
        """Build menus and workspace over the document, in the language and colours that were chosen."""
        from ui.menus import menus_for  # noqa: PLC0415 - the window is painted before the engine is loaded
        from ui.workspace import Workspace  # noqa: PLC0415 - as above

        if self.document is None or self._runner is None:
            return
        words, old = Words(self.settings.language), self.workspace
        self._words = words
        if self.desk is not None:
            self.desk.files = self._files()
        self.document.close_step()
        shown, saved_at = (None, None) if afresh or old is None else (old.shown, old.saved_at)
        if old is not None:
            old.let_go()
            # Gone before the new colours come: Qt goes over every widget there is for them.
            old.deleteLater()
            QCoreApplication.sendPostedEvents(old, QEvent.Type.DeferredDelete)
        self._dress()
        self.workspace = Workspace(self.document, self._runner, words, theme_of(self.settings.theme), shown)
        self.workspace.saved_at = saved_at
        self._menus = menus_for(self, words)
        # Otherwise Qt moves what stands in the corner of the old bar into the new one.
        self.menuBar().setCornerWidget(None)
        self.setMenuBar(self._menus.bar)
        self.setStatusBar(self.workspace.status)
        self.setCentralWidget(self.workspace)
        self._follow()

    def _follow(self) -> None:
        """Show in title and menus what has become of the document."""
        document, menus, workspace = self.document, self._menus, self.workspace
        if document is None or menus is None or workspace is None:
            return
        read_only = f" {self._words.text('ui.files.title_read_only')}" if document.read_only else ""
        self.setWindowTitle(f"{self._words.label(document.scenario.title)}{read_only}[*] — ROItool")
        self.setWindowFilePath(str(document.path or ""))
        self.setWindowModified(document.dirty)
        menus.history.follow(document)

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

"""Looks from time to time whether somebody else has changed the file of a document.

Qt's own watcher is not used: it asks the drive in the window's thread, which hangs with it, and on a shared drive it
hears nothing of what other computers do.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication

from ui.document import Document
from ui.file_events import NO_FILE, Event, Failed, Other, Same, Stamp
from ui.locks import FileLock
from ui.opening import FileWork

LOOK_MS = 5_000
"""How often: enough to notice a colleague before much is typed. A file with the old date is not read again."""


class Watch(QObject):
    """Looks every few seconds, and when somebody comes back to the window.

    Attributes
    ----------
    other
        Emitted with an :class:`~ui.file_events.Other` each time that something else than expected stands there.
    """

    other = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._document: Document | None = None
        self._lock: FileLock | None = None
        self._stamp: Stamp | None = None
        self._put_off: str | None = None
        self._looking: int | None = None
        self._known = NO_FILE
        self._work = FileWork()
        self._work.event.connect(self._take)
        self._timer = QTimer(self, interval=LOOK_MS)
        self._timer.timeout.connect(self.look)
        app = QGuiApplication.instance()
        if isinstance(app, QGuiApplication):
            app.applicationStateChanged.connect(self._follow_program)

    def follow(self, document: Document | None, lock: FileLock | None) -> None:
        """Look at the file of this document from now on; to be called again when it was saved."""
        if self._looking is not None:
            # The drive of the document before may hang for ever.
            self._work.cancel(self._looking)
            self._looking = None
        self._document, self._lock = document, lock
        self._stamp = self._put_off = None
        self._timer.start()

    def put_off(self, digest: str) -> None:
        """Do not tell again of what stands in the file now."""
        self._put_off = digest

    def look(self) -> None:
        """Look now, unless the last look is not over yet."""
        document = self._document
        if document is not None and document.path is not None and self._looking is None:
            self._known = self._put_off or document.digest or NO_FILE
            self._looking = self._work.look(document.path, self._known, self._lock, self._stamp)

    def close(self) -> None:
        """Look no more, whoever comes back to the program."""
        self._document = None
        self._timer.stop()
        self._work.close()

    def _take(self, event: Event) -> None:
        self._looking = None
        document = self._document
        # What was known when the look began may be out of date.
        if document is None or self._known != (self._put_off or document.digest or NO_FILE):
            return
        match event:
            case Same(stamp=stamp):
                self._stamp = stamp
            case Other(digest=digest) if digest == document.digest:
                self._put_off = None
            case Other():
                self.other.emit(event)
            case Failed(error=error):
                raise error

    def _follow_program(self, state: Qt.ApplicationState) -> None:
        if state == Qt.ApplicationState.ApplicationActive:
            self.look()

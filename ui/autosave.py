"""Copies the work that is not saved yet into the user's data folder, so that a crash or a power cut costs a minute."""

from __future__ import annotations

import contextlib
import threading
import uuid
from collections.abc import Callable, Sequence
from pathlib import Path
from queue import SimpleQueue

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication

from roitool.errors import ScenarioError
from roitool.wording.words import LANGUAGES
from ui.copies import Entry, Found, Leftover, autosave_folder, leftovers
from ui.document import Document

EVERY_MS = 60_000
_LONGEST_WAIT_SECONDS = 2.0


class Autosave(QObject):
    """Copies the document of a window every minute while it is not saved, and when somebody goes to another program.

    Attributes
    ----------
    found
        Emitted with the :class:`Leftover` works that :meth:`find` came upon, the newest first.
    """

    found = Signal(object)
    _arrived = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._folder = autosave_folder()
        self._document: Document | None = None
        self._entry: Entry | None = None
        self._number = 0
        self._jobs: SimpleQueue[Callable[[], None] | None] = SimpleQueue()
        self._thread: threading.Thread | None = None
        self._timer = QTimer(self, interval=EVERY_MS)
        self._timer.timeout.connect(self.keep)
        self._arrived.connect(self.found, Qt.ConnectionType.QueuedConnection)
        app = QGuiApplication.instance()
        if isinstance(app, QGuiApplication):
            app.applicationStateChanged.connect(self._follow_program)

    def follow(self, document: Document | None, leftover: Leftover | None = None) -> None:
        """Copy this document from now on; what was copied of the one before goes.

        Parameters
        ----------
        leftover
            The copy that the document was read from, which stays its copy.
        """
        if self._document is not None:
            self._document.changed.disconnect(self._follow_document)
        self.forget()
        self._document = document
        if document is None:
            return
        if leftover is not None:
            self._entry = leftover.entry
            self._entry.kept = document.scenario
        document.changed.connect(self._follow_document)
        self._timer.start()

    def keep(self) -> None:
        """Copy the document, if it is not saved and has changed since it was copied last."""
        document = self._document
        if document is None or not document.dirty:
            return
        if self._entry is None or self._entry.kept is not document.scenario:
            self._do(self._writing(document))

    def keep_at_once(self) -> Path | None:
        """Copy the document here and now, because the program has failed; None where that cannot be."""
        if self._document is None:
            return None
        write = self._writing(self._document)
        with contextlib.suppress(OSError, ScenarioError):
            write()
            return self._entry.copy if self._entry is not None else None
        return None

    def forget(self) -> None:
        """Remove the copy: the work is saved, or was thrown away."""
        if self._entry is not None:
            self._do(self._entry.remove)
        self._entry = None

    def find(self) -> None:
        """Look for works that were left behind, and lock them, so that no other program offers them meanwhile."""
        self._do(lambda: self._arrived.emit(leftovers(self._folder)))

    def leave(self, leftover: Leftover) -> None:
        """Leave a work where it is, to be offered another time."""
        self._do(leftover.entry.release)

    def settle(self, found: Sequence[Leftover], ask: Callable[[Leftover], Found]) -> Leftover | None:
        """Ask about works that were left behind, one by one, and return the one that is to be opened.

        What comes after it in the list is left for another time, because a window holds only one.
        """
        opened: Leftover | None = None
        for leftover in found:
            match ask(leftover) if opened is None else Found.LATER:
                case Found.OPEN:
                    opened = leftover
                case Found.DISCARD:
                    self._do(leftover.entry.remove)
                case Found.LATER:
                    self.leave(leftover)
        return opened

    def close(self) -> None:
        """Remove the copy and end; the document is saved, or was thrown away."""
        self._timer.stop()
        if self._document is not None:
            self._document.changed.disconnect(self._follow_document)
            self._document = None
        self.forget()
        if self._thread is not None:
            self._jobs.put(None)
            self._thread.join(_LONGEST_WAIT_SECONDS)

    def _follow_document(self) -> None:
        if self._document is not None and not self._document.dirty:
            self.forget()

    def _follow_program(self, state: Qt.ApplicationState) -> None:
        if state != Qt.ApplicationState.ApplicationActive:
            self.keep()

    def _writing(self, document: Document) -> Callable[[], None]:
        """Return what copies the document as it is now."""
        entry = self._entry = self._entry or Entry(self._folder, uuid.uuid4().hex)
        self._number += 1
        scenario, number, about = document.scenario, self._number, _about(document)
        return lambda: entry.write(scenario, about, number)

    def _do(self, job: Callable[[], None]) -> None:
        if self._thread is None:
            self._thread = threading.Thread(target=_work, args=(self._jobs,), name="roitool-autosave", daemon=True)
            self._thread.start()
        self._jobs.put(job)


def _about(document: Document) -> dict[str, object]:
    title = document.scenario.title
    titles = {name: title if isinstance(title, str) else str(getattr(title, name)) for name in LANGUAGES}
    return {"path": str(document.path) if document.path else None, "digest": document.digest, "title": titles}


def _work(jobs: SimpleQueue[Callable[[], None] | None]) -> None:
    while (job := jobs.get()) is not None:
        # What cannot be copied now, because the disk is full or the window gone, is tried again in a minute.
        with contextlib.suppress(OSError, ScenarioError, RuntimeError):
            job()

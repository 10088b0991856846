"""A copy of the work that is not saved yet, in the user's data folder, so that a crash or a power cut loses a minute.

Each document has a copy of its own, with a lock that ends with the program: what is not locked was left behind.
"""

from __future__ import annotations

import contextlib
import json
import threading
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from queue import SimpleQueue

from PySide6.QtCore import QLockFile, QObject, QStandardPaths, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication

from roitool.errors import ScenarioError
from roitool.scenario.file import write_scenario
from roitool.scenario.scenario import Scenario
from roitool.wording.plain import clean
from roitool.wording.words import LANGUAGES, Words
from ui.document import Document

EVERY_MS = 60_000
_COPY = ".roi.json"
_ABOUT = ".about.json"
_LONGEST_WAIT_SECONDS = 2.0


@dataclass(frozen=True, slots=True)
class Leftover:
    """Work that was not saved when the program ended.

    Attributes
    ----------
    copy
        The file it is in.
    at
        When it was copied.
    title
        What the document is called, in each language.
    path, digest
        The file that it was opened from, and the SHA-256 of that file then; None where it has none.
    entry
        What holds the lock of the copy.
    """

    copy: Path
    at: datetime
    title: dict[str, str]
    path: Path | None
    digest: str | None
    entry: Entry

    def called(self, words: Words) -> str:
        """Return its title."""
        return clean(self.title.get(words.language, ""))


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

    def follow(self, document: Document, leftover: Leftover | None = None) -> None:
        """Copy this document from now on; what was copied of the one before goes.

        Parameters
        ----------
        leftover
            The copy that the document was read from, which stays its copy.
        """
        if self._document is not None:
            self._document.changed.disconnect(self._follow_document)
        self.forget()
        if leftover is not None:
            self._entry = leftover.entry
            self._entry.kept = document.scenario
        self._document = document
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

    def discard(self, leftover: Leftover) -> None:
        """Throw a work away that was left behind."""
        self._do(leftover.entry.remove)

    def leave(self, leftover: Leftover) -> None:
        """Leave a work where it is, to be offered another time."""
        self._do(leftover.entry.release)

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


class Entry:
    """The files of one copy: the scenario, what it is a copy of, and the lock.

    Attributes
    ----------
    copy
        The scenario's file.
    kept
        The scenario that was written there last.
    """

    def __init__(self, folder: Path, name: str) -> None:
        self.copy = folder / f"{name}{_COPY}"
        self._about = folder / f"{name}{_ABOUT}"
        self._lock = QLockFile(str(folder / f"{name}.lock"))
        # Not by its age: a program may stand still for a week. Whether its process still runs is looked at anyway.
        self._lock.setStaleLockTime(0)
        self._busy = threading.Lock()
        self._number = 0
        self._removed = False
        self.kept: Scenario | None = None

    def take(self) -> bool:
        """Lock it; returns whether it is this program's now."""
        return self._lock.tryLock(0)

    def write(self, scenario: Scenario, about: dict[str, object], number: int) -> None:
        """Write a scenario, unless one with a higher number stands there already.

        Raises
        ------
        OSError, ScenarioError
            The folder cannot be written to, or the disk is full.
        """
        with self._busy:
            if self._removed or number < self._number:
                return
            self._number = number
            self.copy.parent.mkdir(parents=True, exist_ok=True)
            if not self._lock.isLocked():
                self.take()
            # Whatever this is a copy of is there first: without it, nobody would know which file the work belongs to.
            part = self._about.with_suffix(".part")
            part.write_text(json.dumps(about), encoding="utf-8")
            part.replace(self._about)
            write_scenario(self.copy, scenario)
            self.kept = scenario

    def about(self) -> dict[str, object]:
        """Return what it is a copy of; nothing where that cannot be read."""
        try:
            found = json.loads(self._about.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}
        return found if isinstance(found, dict) else {}

    def release(self) -> None:
        """Unlock it, and leave the files."""
        self._lock.unlock()

    def remove(self) -> None:
        """Remove the files and the lock."""
        with self._busy:
            self._removed = True
            for path in (self.copy, self._about):
                with contextlib.suppress(OSError):
                    path.unlink(missing_ok=True)
            self._lock.unlock()


def autosave_folder() -> Path:
    """Return where the copies are."""
    return Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.AppDataLocation)) / "autosave"


def leftovers(folder: Path) -> tuple[Leftover, ...]:
    """Return the copies that no running program has locked, the newest first; they are locked now."""
    found = []
    for copy in folder.glob(f"*{_COPY}"):
        entry = Entry(folder, copy.name.removesuffix(_COPY))
        if entry.take():
            with contextlib.suppress(OSError):  # removed in between
                found.append(_leftover(entry))
    return tuple(sorted(found, key=lambda leftover: leftover.at, reverse=True))


def _leftover(entry: Entry) -> Leftover:
    about = entry.about()
    at = datetime.fromtimestamp(entry.copy.stat().st_mtime).astimezone()
    path, mark, title = about.get("path"), about.get("digest"), about.get("title")
    return Leftover(
        copy=entry.copy,
        at=at,
        title={name: str(text) for name, text in title.items()} if isinstance(title, dict) else {},
        path=Path(path) if isinstance(path, str) else None,
        digest=mark if isinstance(mark, str) else None,
        entry=entry,
    )


def _about(document: Document) -> dict[str, object]:
    title = document.scenario.title
    titles = {name: title if isinstance(title, str) else str(getattr(title, name)) for name in LANGUAGES}
    return {"path": str(document.path) if document.path else None, "digest": document.digest, "title": titles}


def _work(jobs: SimpleQueue[Callable[[], None] | None]) -> None:
    while (job := jobs.get()) is not None:
        # What cannot be copied now, because the disk is full or the window gone, is tried again in a minute.
        with contextlib.suppress(OSError, ScenarioError, RuntimeError):
            job()

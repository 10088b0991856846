"""Reading and writing files outside of the window's thread: a drive may be slow, or not answer at all.

Each piece of work has a thread of its own, because one that hangs is never got rid of. The threads are daemons: they do
not keep the program from ending.
"""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal

from roitool.errors import ScenarioError
from roitool.scenario.data import is_example
from roitool.scenario.file import file_bytes, scenario_from_bytes, write_scenario
from roitool.scenario.scenario import Scenario
from ui.file_events import NO_FILE, Event, Failed, Held, Other, Read, Refused, Same, Stamp, Written
from ui.locks import FileLock, Holder, take_lock


class FileWork(QObject):
    """Reads and writes files in threads, and tells what became of it.

    Attributes
    ----------
    event
        An :data:`Event` of a piece of work that nobody has cancelled.
    """

    event = Signal(object)
    _arrived = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._last = 0
        self._wanted: set[int] = set()
        self._held: dict[int, FileLock | None] = {}
        # Queued by name, because a thread that Qt did not start has no event loop to ask.
        self._arrived.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def read(self, path: Path, lock: FileLock | None = None) -> int:
        """Read a file and lock it, and return the number of that work.

        Parameters
        ----------
        lock
            The lock that is held already, of this file or of another one.
        """
        return self._begin(path, lock, lambda job: _read(job, path, lock))

    def read_copy(self, path: Path) -> int:
        """Read a file that is nobody else's, without locking it, and return the number of that work."""
        return self._begin(path, None, lambda job: _read_copy(job, path))

    def write(self, path: Path, scenario: Scenario, known: str | None, lock: FileLock | None = None) -> int:
        """Write a scenario to a file, and return the number of that work.

        Parameters
        ----------
        known
            The digest of what stands there as far as is known: anything else is told of, and not written over. None
            writes over whatever is there, because somebody has chosen to.
        """
        return self._begin(path, lock, lambda job: _write(job, path, scenario, known, lock))

    def look(self, path: Path, known: str, lock: FileLock | None = None, stamp: Stamp | None = None) -> int:
        """Look whether something else stands in a file by now, and return the number of that work.

        Parameters
        ----------
        stamp
            As it was told when the file was looked at last.
        """
        return self._begin(path, lock, lambda job: _look(job, path, known, lock, stamp))

    def cancel(self, job: int) -> None:
        """Hear no more of a piece of work; what it still does is to read to the end, or to write the whole file."""
        self._wanted.discard(job)

    def close(self) -> None:
        """Hear no more of anything."""
        self._wanted.clear()

    def _begin(self, path: Path, held: FileLock | None, work: Callable[[int], Event]) -> int:
        self._last += 1
        self._wanted.add(self._last)
        self._held[self._last] = held
        arguments = (self._last, path, held, work, self._arrived.emit)
        threading.Thread(target=_do, args=arguments, name="roitool-file", daemon=True).start()
        return self._last

    def _deliver(self, event: Event) -> None:
        held = self._held.pop(event.job)
        if event.job in self._wanted:
            self._wanted.discard(event.job)
            self.event.emit(event)
        elif (lock := _new_lock(event, held)) is not None:
            let_go(lock)


def let_go(lock: FileLock) -> threading.Thread:
    """Release a lock without waiting for its drive; returns the thread that does it."""
    thread = threading.Thread(target=lock.release, name="roitool-lock", daemon=True)
    thread.start()
    return thread


def _do(
    job: int, path: Path, held: FileLock | None, work: Callable[[int], Event], tell: Callable[[Event], None]
) -> None:
    event: Event
    try:
        event = work(job)
    except ScenarioError as error:
        event = Refused(job, path, error.problems)
    except Exception as error:  # noqa: BLE001 - whatever it is, the window has to hear of it
        event = Failed(job, path, error)
    try:
        tell(event)
    except RuntimeError:  # the window is gone by now
        if (lock := _new_lock(event, held)) is not None:
            lock.release()


def _new_lock(event: Event, held: FileLock | None) -> FileLock | None:
    """Return the lock that was taken on the way, if one was."""
    lock = event.lock if isinstance(event, Read | Written) else None
    return lock if lock is not held else None


def _read(job: int, path: Path, held: FileLock | None) -> Read:
    read = _read_copy(job, path)
    if is_example(path):
        return replace(read, example=True)
    lock = _lock_for(path, held)
    return replace(read, holder=lock) if isinstance(lock, Holder) else replace(read, lock=lock)


def _read_copy(job: int, path: Path) -> Read:
    data = file_bytes(path)
    return Read(job, path, scenario_from_bytes(data), hashlib.sha256(data).hexdigest())


def _write(job: int, path: Path, scenario: Scenario, known: str | None, held: FileLock | None) -> Event:
    lock = _lock_for(path, held)
    if isinstance(lock, Holder):
        return Held(job, path, lock)
    try:
        other = None if known is None else _other(job, path, known)
        # A file that is gone is no reason not to write it again.
        if other is None or other.digest == NO_FILE:
            return Written(job, path, scenario, write_scenario(path, scenario), lock)
    except ScenarioError:
        _forget(lock, held)
        raise
    _forget(lock, held)
    return other


def _look(job: int, path: Path, known: str, held: FileLock | None, stamp: Stamp | None) -> Event:
    if held is not None:
        held.touch()
    now = _stamp(path)
    if now is not None and now == stamp:
        return Same(job, path, now)
    return _other(job, path, known) or Same(job, path, now)


def _stamp(path: Path) -> Stamp | None:
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_mtime_ns, status.st_size, status.st_ino


def _other(job: int, path: Path, known: str) -> Other | None:
    """Return what stands in a file, where that is not what is known."""
    try:
        data = file_bytes(path)
        mark = hashlib.sha256(data).hexdigest()
    except ScenarioError as error:
        if not any(problem.values.get("reason") == "not_found" for problem in error.problems):
            # A drive that does not answer for a moment, or a file that may not be read: nobody has changed anything.
            return None
        data, mark = b"", NO_FILE
    if mark == known:
        return None
    try:
        return Other(job, path, scenario_from_bytes(data), mark)
    except ScenarioError:
        return Other(job, path, None, mark)


def _lock_for(path: Path, held: FileLock | None) -> FileLock | Holder | None:
    return held if held is not None and held.covers(path) else take_lock(path)


def _forget(lock: FileLock | None, held: FileLock | None) -> None:
    if lock is not None and lock is not held:
        lock.release()

"""A lock file beside a document, so that a colleague is told that it is open, where, and by whom."""

from __future__ import annotations

import contextlib
import os
import time
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QLockFile

STALE_MS = 10 * 60 * 1000
"""After how long a lock counts as left behind by a computer that died; one in use is touched more often than that."""
_TOUCH_SECONDS = 60.0


@dataclass(frozen=True, slots=True)
class Holder:
    """Who has a file open.

    Attributes
    ----------
    host
        The name of the computer.
    program
        What has it open there.
    user
        Whose lock it is; empty where the system does not tell.
    """

    host: str
    program: str
    user: str


class FileLock:
    """The lock of one document, as long as it is open.

    All of it touches the drive of the document, which may hang: call it outside of the window's thread.
    """

    def __init__(self, lock: QLockFile) -> None:
        self._lock = lock
        self._touched = time.monotonic()

    def covers(self, path: Path) -> bool:
        """Whether it is the lock of this document, by whichever name or link that is reached."""
        return Path(self._lock.fileName()) == _lock_path(path)

    def touch(self) -> None:
        """Show that the lock is in use, now and then."""
        now = time.monotonic()
        if now - self._touched < _TOUCH_SECONDS:
            return
        self._touched = now
        # A system that keeps the file to itself knows that it is in use.
        with contextlib.suppress(OSError):
            os.utime(self._lock.fileName())

    def release(self) -> None:
        """Remove the lock file."""
        self._lock.unlock()


def take_lock(path: Path) -> FileLock | Holder | None:
    """Lock a document, or return who has it open; None where there can be no lock, as in a read-only folder."""
    lock = QLockFile(str(_lock_path(path)))
    lock.setStaleLockTime(STALE_MS)
    if lock.tryLock(0):
        return FileLock(lock)
    if lock.error() != QLockFile.LockError.LockFailedError:
        return None
    _, host, program = lock.getLockInfo()
    return Holder(host, program, _owner(_lock_path(path)))


def _lock_path(path: Path) -> Path:
    # A document that is reached by a link has one lock, whatever the link is called.
    real = Path(os.path.realpath(path))
    return real.with_name(f".{real.name[:200]}.lock")


def _owner(path: Path) -> str:
    # Windows keeps no owner that Python could ask for, a drive from another computer may name one that is unknown here,
    # and the lock may be gone by now.
    try:
        return path.owner()
    except (NotImplementedError, KeyError, OSError):
        return ""

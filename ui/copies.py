"""Copies of work that is not saved, on disk: each with what it is a copy of, and a lock that ends with the program.

What is not locked was left behind by a program that ended without saving.
"""

from __future__ import annotations

import contextlib
import json
import threading
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from pathlib import Path

from PySide6.QtCore import QLockFile, QStandardPaths

from roitool.scenario.file import write_scenario
from roitool.scenario.scenario import Scenario
from roitool.wording.plain import clean
from roitool.wording.words import Words

_COPY = ".roi.json"
_ABOUT = ".about.json"


class Found(Enum):
    """What to do with work that was not saved when the program ended."""

    OPEN = "open"
    DISCARD = "discard"
    LATER = "later"


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

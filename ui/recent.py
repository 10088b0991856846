"""The files that were opened or saved last. Nothing here looks whether they are still there: a drive may hang."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from roitool.wording.moments import moment
from roitool.wording.words import Words
from ui.settings import Settings

MOST = 10


class Recent:
    """A list kept in the settings, the newest first."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings

    @property
    def paths(self) -> list[Path]:
        """The files, the newest first."""
        return [path for path, _ in self._settings.recent]

    def listed(self, words: Words, now: datetime) -> list[tuple[Path, str]]:
        """Return the files, each with when it was opened or saved last: ``vandaag 14:02``, ``12 nov``."""
        return [(path, moment(at, now, words)) for path, at in self._settings.recent]

    def add(self, path: Path, at: datetime) -> None:
        """Put a file first."""
        others = [entry for entry in self._settings.recent if entry[0] != path]
        self._settings.recent = [(path, at), *others][:MOST]

    def remove(self, path: Path) -> None:
        """List a file no longer."""
        self._settings.recent = [entry for entry in self._settings.recent if entry[0] != path]

"""What the program remembers from one day to the next: language, theme, size of the window, last folder and files."""

from __future__ import annotations

import json
import os
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QByteArray, QLocale, QSettings, QStandardPaths

from roitool.wording.words import LANGUAGES, Language, language_of_system
from ui.theme import Choice


class Settings:
    """Kept in a file of the user's configuration folder; what cannot be used in it is as if it were not there."""

    def __init__(self) -> None:
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.AppConfigLocation)
        self._store = QSettings(str(Path(folder) / "window.ini"), QSettings.Format.IniFormat)

    @property
    def language(self) -> Language:
        """The language that was chosen, otherwise the system's."""
        chosen = self._store.value("language")
        if chosen in LANGUAGES:
            return chosen
        return language_of_system({"LANG": QLocale.system().name()} | dict(os.environ))

    @language.setter
    def language(self, language: Language) -> None:
        self._store.setValue("language", language)

    @property
    def theme(self) -> Choice:
        """Light, dark, or as the system has it."""
        chosen = self._store.value("theme")
        return chosen if chosen in {"light", "dark"} else "system"

    @theme.setter
    def theme(self, choice: Choice) -> None:
        self._store.setValue("theme", choice)

    @property
    def geometry(self) -> QByteArray | None:
        """Size and place of the window when it was closed last."""
        stored = self._store.value("geometry")
        return stored if isinstance(stored, QByteArray) else None

    @geometry.setter
    def geometry(self, geometry: QByteArray) -> None:
        self._store.setValue("geometry", geometry)

    @property
    def folder(self) -> str:
        """Where a file was opened or saved last, otherwise the user's documents."""
        stored = self._store.value("folder")
        if isinstance(stored, str) and Path(stored).is_dir():
            return stored
        return QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)

    @folder.setter
    def folder(self, folder: str) -> None:
        self._store.setValue("folder", folder)

    @property
    def handover_folder(self) -> str:
        """Where something was written last that is handed over, otherwise where the documents are."""
        stored = self._store.value("handover_folder")
        return stored if isinstance(stored, str) and Path(stored).is_dir() else self.folder

    @handover_folder.setter
    def handover_folder(self, folder: str) -> None:
        self._store.setValue("handover_folder", folder)

    @property
    def recent(self) -> list[tuple[Path, datetime]]:
        """The files that were opened or saved last, and when, the newest first."""
        try:
            stored = json.loads(str(self._store.value("recent", "[]")))
            return [(Path(path), datetime.fromisoformat(at).astimezone()) for path, at in stored]
        except (ValueError, TypeError):
            return []

    @recent.setter
    def recent(self, files: list[tuple[Path, datetime]]) -> None:
        self._store.setValue("recent", json.dumps([(str(path), at.isoformat()) for path, at in files]))

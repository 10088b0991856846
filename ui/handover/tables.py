"""From a table on screen to a CSV file on the disk: asks where to, writes it meanwhile, and tells what became of it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from roitool.exports.tables import csv_bytes
from roitool.wording.file_names import file_name
from roitool.wording.words import Words
from ui.asking import Asking
from ui.handover.errand import Errand
from ui.handover.work import Delivered, Failed, NotWritten, Told
from ui.naming import called
from ui.pages.page import COMPARE
from ui.panels.copying import NamedTable
from ui.settings import Settings

if TYPE_CHECKING:
    from ui.workspace import Workspace


@dataclass(frozen=True, slots=True)
class _Wanted:
    """A table, and the name that is proposed for its file."""

    table: NamedTable
    name: str


class TableSaving(Errand):
    """Saves tables of the answer, each by itself; nothing waits for it."""

    def __init__(self, window: QWidget, asking: Asking, settings: Settings) -> None:
        super().__init__(window, asking, settings)
        self._jobs: dict[int, tuple[_Wanted, Path]] = {}

    def furnish(self, workspace: Workspace | None, words: Words) -> None:
        """Save tables of this workspace from now on, in this language."""
        super().furnish(workspace, words)
        if workspace is not None:
            workspace.answer.save_asked.connect(self.save)
            workspace.deciding.save_asked.connect(self.save)

    def save(self, table: NamedTable) -> None:
        """Ask where to write a table, and write it there."""
        workspace = self._workspace
        if workspace is None:
            return
        scenario = workspace.scenario
        candidate = scenario.candidates[workspace.candidate]
        # What compares is about all of them.
        about = scenario.title if workspace.page == COMPARE else candidate.title
        title = file_name(self._words.label(about), candidate.id)
        self._place(_Wanted(table, f"{title}-{file_name(table.name, candidate.id)}"))

    def close(self) -> None:
        """Leave nothing behind: what is not whole by now is not written."""
        super().close()
        self._jobs.clear()

    def _place(self, wanted: _Wanted) -> None:
        folder, words = Path(self._settings.handover_folder), self._words
        path = self._ask(lambda dialogs: dialogs.ask_where_table(wanted.name, folder))
        if path is not None:
            self._settings.handover_folder = str(path.parent)
            job = self._work.put(path, lambda: csv_bytes(wanted.table.table, words))
            self._jobs[job] = wanted, path

    def _fold(self, event: Told) -> None:
        """Take in what has become of a piece of work."""
        if event.job not in self._jobs:
            return
        wanted, path = self._jobs.pop(event.job)
        match event:
            case Delivered():
                self._show_done(path)
            case NotWritten(_, problems):
                if self._ask(lambda dialogs: dialogs.ask_after_failure(path, problems)):
                    self._place(wanted)
            case Failed(_, error):
                raise error

    def _show_done(self, path: Path) -> None:
        self._notices.done(self._words.text("ui.handover.done.table", name=called(path)), path)

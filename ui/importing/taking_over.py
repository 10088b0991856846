"""From a workbook that came back to an edit of the document: read outside of the window's thread, looked at, taken."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog, QWidget

from roitool.errors import Place, Problem, ScenarioError
from roitool.wording.words import Words
from ui.asking import Asking
from ui.files import Files
from ui.handover.errand import Errand
from ui.handover.work import Failed, Told
from ui.naming import called
from ui.settings import Settings

if TYPE_CHECKING:
    from roitool.imports.review import Review
    from roitool.scenario.scenario import Scenario
    from ui.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Reviewed:
    """A workbook was held against a scenario."""

    job: int
    review: Review
    scenario: Scenario


@dataclass(frozen=True, slots=True)
class NotRead:
    """A file is no workbook that figures can be taken from."""

    job: int
    problems: tuple[Problem, ...]


class TakingOver(Errand):
    """Takes figures over from a workbook, those that somebody has ticked, in one step that can be undone."""

    def __init__(self, window: QWidget, asking: Asking, settings: Settings) -> None:
        super().__init__(window, asking, settings)
        self._reading: tuple[int, Path] | None = None

    def furnish(self, workspace: Workspace | None, words: Words) -> None:
        """Take figures over into this workspace from now on, in this language."""
        super().furnish(workspace, words)
        # The document that it was held against may be another one by now.
        self._stop()

    def ask(self) -> None:
        """Let somebody choose a workbook, and show what came of it."""
        words, folder = self._words, self._settings.handover_folder
        kinds = f"{words.text('ui.handover.kind.xlsx')} (*.xlsx)"
        name, _ = self._asking.ask(
            lambda: QFileDialog.getOpenFileName(self._window, words.text("ui.importing.open"), folder, kinds)
        )
        if name:
            self._settings.handover_folder = str(Path(name).parent)
            self._read(Path(name))

    def close(self) -> None:
        """Hear no more of what is being read."""
        self._reading = None
        super().close()

    def _read(self, path: Path) -> None:
        workspace, words = self._workspace, self._words
        if workspace is None:
            return
        self._stop()
        scenario, today = workspace.scenario, dt.datetime.now().astimezone().date()
        self._reading = self._work.begin(lambda job, _: _reviewed(job, path, scenario, words, today)), path
        reading = words.text("ui.importing.reading", name=called(path))
        self._notices.making(reading, self._stop)

    def _stop(self) -> None:
        if self._reading is not None:
            self._work.cancel(self._reading[0])
            self._reading = None
            self._notices.drop()

    def _fold(self, event: Told) -> None:
        """Take in what has become of a workbook."""
        if self._reading is None or event.job != self._reading[0]:
            return
        _, path = self._reading
        self._reading = None
        self._notices.drop()
        match event:
            case Reviewed(_, review, scenario):
                if self._workspace is not None and self._workspace.scenario is not scenario:
                    # Edited meanwhile: it is held against what is there now.
                    self._read(path)
                else:
                    self._show(review, scenario)
            case NotRead(_, problems):
                self._asking.ask(lambda: Files(self._window, self._words).tell_cannot_open(path, problems))
            case Failed(_, error):
                raise error

    def _show(self, review: Review, scenario: Scenario) -> None:
        from ui.importing.dialog import ReviewDialog  # noqa: PLC0415 - seldom needed

        dialog = ReviewDialog(review, scenario, self._words, self._window)
        dialog.taken.connect(self._take)
        self._asking.ask(dialog.exec)
        dialog.deleteLater()

    def _take(self, values: Mapping[Place, object]) -> None:
        if self._workspace is not None:
            self._workspace.take(values)


def _reviewed(job: int, path: Path, scenario: Scenario, words: Words, today: dt.date) -> Told:
    from roitool.imports.container import workbook_bytes  # noqa: PLC0415 - seldom needed, and large
    from roitool.imports.review import reviewed  # noqa: PLC0415 - as above

    try:
        return Reviewed(job, reviewed(workbook_bytes(path), path.name, scenario, words, today), scenario)
    except ScenarioError as error:
        return NotRead(job, error.problems)

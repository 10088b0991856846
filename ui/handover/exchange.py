"""What goes out of the window and comes back to it: exports, prints, tables, and figures from a workbook."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from roitool.wording.words import Words
from ui.asking import Asking
from ui.handover.handover import Handover
from ui.handover.tables import TableSaving
from ui.importing.taking_over import TakingOver
from ui.runner import Runner
from ui.settings import Settings
from ui.workspace import Workspace


class Exchange(QObject):
    """Holds those who do it for a window.

    Parameters
    ----------
    window, runner, asking
        As of :class:`Handover`.

    Attributes
    ----------
    handover, tables, back
        Who makes files and prints; who saves a table by itself; who takes figures over.
    """

    def __init__(self, window: QWidget, runner: Runner, asking: Asking, settings: Settings) -> None:
        super().__init__(window)
        self.handover = Handover(window, runner, asking, settings)
        self.tables = TableSaving(window, asking, settings)
        self.back = TakingOver(window, asking, settings)

    def furnish(self, workspace: Workspace | None, words: Words) -> None:
        """Do it for this workspace and in this language from now on."""
        for each in (self.handover, self.tables, self.back):
            each.furnish(workspace, words)

    def close(self) -> None:
        """Leave nothing behind."""
        for each in (self.handover, self.tables, self.back):
            each.close()

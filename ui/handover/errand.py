"""What those share who do something beside the window: a workspace, questions, notices, and work in threads."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from roitool.wording.words import Words
from ui.asking import Asking
from ui.handover.dialogs import Dialogs
from ui.handover.notices import Notices
from ui.handover.work import Told, Work
from ui.settings import Settings

if TYPE_CHECKING:
    from ui.workspace import Workspace

_Answer = TypeVar("_Answer")


class Errand(QObject):
    """Does work outside of the window's thread for the workspace that there is, and tells what became of it.

    Abstract: the type checker sees to it, for the metaclass of Qt takes no other beside it.

    Parameters
    ----------
    window
        What dialogs belong to.
    asking
        Puts the questions of the window on screen.
    """

    def __init__(self, window: QWidget, asking: Asking, settings: Settings) -> None:
        super().__init__(window)
        self._window = window
        self._asking = asking
        self._settings = settings
        self._words = Words(settings.language)
        self._workspace: Workspace | None = None
        self._notices = Notices(self._words)
        self._work = Work()
        self._work.event.connect(lambda event: asking.afterwards(lambda: self._fold(event)))

    def furnish(self, workspace: Workspace | None, words: Words) -> None:
        """Work for this workspace from now on, and speak this language."""
        self._workspace, self._words = workspace, words
        self._notices.furnish(workspace, words)

    def close(self) -> None:
        """Leave nothing behind: what is not whole by now is not written."""
        self._work.close()

    @abstractmethod
    def _fold(self, event: Told) -> None:
        """Take in what has become of a piece of work."""

    def _ask(self, question: Callable[[Dialogs], _Answer]) -> _Answer:
        return self._asking.ask(lambda: question(Dialogs(self._window, self._words)))

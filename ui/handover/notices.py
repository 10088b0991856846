"""Where notices are shown: in the line at the bottom of the workspace that there is, one of each kind of work."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from roitool.wording.words import Words
from ui.handover.notice import HandoverNotice

if TYPE_CHECKING:
    from ui.workspace import Workspace


class Notices:
    """Tells what is going on, and what became of it."""

    def __init__(self, words: Words) -> None:
        self._words = words
        self._workspace: Workspace | None = None
        self._notice: HandoverNotice | None = None

    def furnish(self, workspace: Workspace | None, words: Words) -> None:
        """Tell it in this workspace from now on; what was told went with the one before."""
        self._workspace, self._words = workspace, words
        self._notice = None

    def making(self, text: str, stop: Callable[[], None]) -> None:
        """Tell that something is under way, as soon as it takes long, and let somebody stop it."""
        self._new().show_making(text, self._words, stop)

    def progress(self, done: int, total: int) -> None:
        """Tell how far that is."""
        if self._notice is not None:
            self._notice.show_progress(done, total)

    def done(self, text: str, path: Path | None = None) -> None:
        """Tell that it is done; what was written is opened by a link, with the program that the system has for it."""
        words, links = self._words, []
        if path is not None:
            links.append((words.text("ui.handover.open"), lambda: _open(path)))
            # A folder has no ending; nobody asks its drive for that.
            if path.suffix:
                links.append((words.text("ui.handover.folder"), lambda: _open(path.parent)))
        self._new().show_done(text, words, links)

    def drop(self) -> None:
        """Tell nothing any more."""
        notice, self._notice = self._notice, None
        if notice is not None:
            notice.end()
            if self._workspace is not None:
                self._workspace.status.drop_notice(notice)
            notice.deleteLater()

    def _new(self) -> HandoverNotice:
        self.drop()
        notice = self._notice = HandoverNotice()
        notice.due.connect(lambda: self._show(notice))
        notice.over.connect(self.drop)
        return notice

    def _show(self, notice: HandoverNotice) -> None:
        if self._workspace is not None and notice is self._notice:
            self._workspace.status.show_notice(notice)


def _open(path: Path) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))

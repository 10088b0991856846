"""When the program fails: the work is copied first, then one dialog says where; a log keeps what a programmer needs.

The log holds kinds of errors and places in the code: no figures, no names, no paths of documents.
"""

from __future__ import annotations

import contextlib
import faulthandler
import logging
import sys
import threading
import traceback
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, TextIO

from PySide6.QtCore import QMessageLogContext, QObject, QStandardPaths, Qt, QtMsgType, Signal, qInstallMessageHandler
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMessageBox

from roitool import __version__
from roitool.wording.words import Words
from ui.widgets.plain import plain_box

if TYPE_CHECKING:
    from ui.main_window import MainWindow

_LOG_BYTES = 200_000


class CrashGuard(QObject):
    """Takes over what nobody caught, in every thread."""

    _failed = Signal(str)

    def __init__(self, window: MainWindow) -> None:
        super().__init__()
        self._window = window
        self._told = False
        self._faults: TextIO | None = None
        self._log = logging.getLogger("roitool.window")
        self._folder = Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.AppDataLocation))
        # The thread that failed may be another one than the window's.
        self._failed.connect(self._tell, Qt.ConnectionType.QueuedConnection)

    def install(self) -> None:
        """Begin to listen. Where nothing can be written, nothing is logged, and the program starts all the same."""
        handler = RotatingFileHandler(
            self._folder / "roitool.log", maxBytes=_LOG_BYTES, backupCount=1, encoding="utf-8", delay=True
        )
        handler.setFormatter(logging.Formatter(f"%(asctime)s {__version__} %(levelname)s %(message)s"))
        self._log.addHandler(handler)
        self._log.propagate = False
        with contextlib.suppress(OSError):
            self._folder.mkdir(parents=True, exist_ok=True)
            self._faults = (self._folder / "faults.log").open("a", encoding="utf-8")
            faulthandler.enable(self._faults)
        self._before = sys.excepthook, threading.excepthook
        sys.excepthook = self._caught
        threading.excepthook = lambda caught: self._caught(caught.exc_type, caught.exc_value, caught.exc_traceback)
        self._handler_before = qInstallMessageHandler(self._qt_message)

    def remove(self) -> None:
        """Leave everything as it was."""
        sys.excepthook, threading.excepthook = self._before
        qInstallMessageHandler(self._handler_before)
        if self._faults is not None:
            faulthandler.disable()
            self._faults.close()
        for handler in self._log.handlers[:]:
            self._log.removeHandler(handler)
            handler.close()

    def _caught(self, kind: type[BaseException], _error: BaseException | None, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            QGuiApplication.quit()
            return
        frames = traceback.extract_tb(trace)
        places = " < ".join(f"{Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in reversed(frames))
        details = f"{kind.__name__} at {places}"
        self._log.error(details)
        self._failed.emit(details)

    def _tell(self, details: str) -> None:
        """Copy the work, then tell; once, however much fails afterwards."""
        if self._told:
            return
        self._told = True
        words = Words(self._window.settings.language)
        copy = self._copy()
        where = words.text("ui.crash.copy", path=str(copy)) if copy is not None else words.text("ui.crash.no_copy")
        box = plain_box(self._window, words.text("ui.crash.happened"), f"{where}\n\n{details[:300]}")
        box.setIcon(QMessageBox.Icon.Critical)
        take = box.addButton(words.text("ui.crash.copy_details"), QMessageBox.ButtonRole.ActionRole)
        box.addButton(words.text("ui.close"), QMessageBox.ButtonRole.AcceptRole)
        take.clicked.connect(lambda: QGuiApplication.clipboard().setText(f"ROItool {__version__}\n{details}"))
        box.exec()
        self._told = False

    def _copy(self) -> Path | None:
        """Copy the document to where the next start finds it; None where that fails too, or there is none."""
        desk = self._window.desk
        try:
            return desk.autosave.keep_at_once() if desk is not None else None
        except Exception:  # noqa: BLE001 - the program has failed already
            return None

    def _qt_message(self, kind: QtMsgType, context: QMessageLogContext, message: str) -> None:  # noqa: ARG002 - Qt's
        if kind in {QtMsgType.QtCriticalMsg, QtMsgType.QtFatalMsg}:
            # The message itself may name a file or quote a text.
            self._log.error("Qt message of kind %s, category %s", kind.name, context.category)

"""``roitool-desktop --selftest [REPORT]``: the program tries itself, as it is installed, without a person or a display.

A build is accepted by it, and a company may run it after an installation. It opens an example in the real window, waits
for the answer and its pictures, in every language, saves and opens again. What it writes is removed when it ends.
"""

from __future__ import annotations

import faulthandler
import os
import shutil
import sys
import tempfile
import time
import traceback
from collections.abc import Callable, Iterator
from pathlib import Path
from types import TracebackType
from typing import Self

from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, QStandardPaths, QTimer
from PySide6.QtGui import QFontInfo
from PySide6.QtWidgets import QApplication, QDialog, QMessageBox

from roitool import __version__
from roitool.errors import ScenarioError
from roitool.scenario.data import example_bytes
from roitool.scenario.file import read_scenario
from roitool.wording.problems import describe_problem
from roitool.wording.words import LANGUAGES, Words
from ui.main_window import MainWindow
from ui.theme import FAMILY
from ui.widgets.picture import Picture

EXAMPLE = "welding-cobot"
PASSED, FAILED = 0, 1

_PATIENCE_SECONDS = 60
_HANGS_AFTER_SECONDS = 240
_OURS = (
    QStandardPaths.StandardLocation.AppConfigLocation,
    QStandardPaths.StandardLocation.AppDataLocation,
    QStandardPaths.StandardLocation.CacheLocation,
)


def selftest(app: QApplication, report: Path | None = None) -> int:
    """Try the program and return the exit code: 0 where all of it works.

    Parameters
    ----------
    report
        The file that what is found is written to, beside standard output, which a window on Windows does not have.
    """
    # Apart from what the user has chosen, and from another test at the same time.
    app.setApplicationName(f"ROItool-selftest-{os.getpid()}")
    with Path(report or os.devnull).open("w", encoding="utf-8") as file:
        # A program that hangs does not get as far as looking at a clock.
        faulthandler.dump_traceback_later(_HANGS_AFTER_SECONDS, exit=True, file=file if report else sys.stderr or file)

        def tell(line: str) -> None:
            for stream in filter(None, (sys.stdout, file)):
                print(line, file=stream, flush=True)

        tell(f"ROItool {__version__}, {app.platformName()}")
        code = _tried(app, tell)
        faulthandler.cancel_dump_traceback_later()
    for place in _OURS:
        shutil.rmtree(QStandardPaths.writableLocation(place), ignore_errors=True)
    return code


class _SelfTestError(Exception):
    """Something is not as it should be."""


def _tried(app: QApplication, tell: Callable[[str], None]) -> int:
    """Do every step, tell what was found, and return the exit code."""
    with tempfile.TemporaryDirectory(prefix="roitool-") as folder, _Watch() as watch:
        try:
            for found in _steps(app, Path(folder), watch):
                tell(f"  works: {found}")
        except _SelfTestError as wrong:
            tell(f"  FAILED: {wrong}")
            return FAILED
        except ScenarioError as error:
            for problem in error.problems:
                told = describe_problem(problem, Words("en"))
                tell(f"  FAILED: {told.where}: {told.sentence}")
            return FAILED
        except Exception:  # noqa: BLE001 - whatever it is, it belongs into the report
            tell(f"  FAILED: {traceback.format_exc()}")
            return FAILED
    tell("All of it works.")
    return PASSED


def _steps(app: QApplication, folder: Path, watch: _Watch) -> Iterator[str]:
    """Try one thing after the other; yields what works."""
    path = folder / f"{EXAMPLE}.roi.json"
    path.write_bytes(example_bytes(EXAMPLE))
    read_scenario(path)
    yield f"the example {EXAMPLE} is read"

    _expect(QFontInfo(app.font()).family() == FAMILY, f"the window is not in {FAMILY}")
    _expect(not app.windowIcon().pixmap(32).isNull(), "the program has no icon")
    yield "font and icon"

    window = MainWindow(path)
    try:
        yield from _steps_in_the_window(window, folder, watch)
    finally:
        if window.document is not None:
            window.document.mark_saved(path)  # so that nobody is asked
        window.close()
        window.deleteLater()
        QCoreApplication.processEvents()  # settings are written when Qt gets to it
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def _steps_in_the_window(window: MainWindow, folder: Path, watch: _Watch) -> Iterator[str]:
    window.show()
    watch.wait_until(lambda: bool(_summaries(window)), "the answer and its pictures")
    yield "the window shows the answer and its pictures"

    said = {}
    for language in LANGUAGES:
        window.choose_language(language)
        watch.wait_until(lambda: bool(_summaries(window)), f"the answer in {language}")
        said[language] = _summaries(window), QCoreApplication.translate("QPlatformTheme", "Cancel")
        yield f"the language {language}"
    (dutch, cancel_in_dutch), (english, cancel) = said["nl"], said["en"]
    _expect(dutch != english, "the Dutch pictures are in English")
    _expect((cancel_in_dutch, cancel) == ("Annuleren", "Cancel"), "the buttons of Qt speak one language only")

    document = window.document
    _expect(document is not None, "there is no document")
    document.edit({("title",): "Tried by the program itself"})
    saved = document.scenario
    window.save()
    watch.wait_until(lambda: not document.dirty, "the document to be saved")
    _expect(read_scenario(document.path) == saved, "what was saved is not what the window showed")
    again = folder / "again.roi.json"
    shutil.copyfile(document.path, again)
    window.open(again)
    watch.wait_until(lambda: window.document is not None and window.document.path == again, "the file to be opened")
    _expect(window.document.scenario == saved, "what was opened again is not what was saved")
    watch.wait_until(lambda: bool(_summaries(window)), "the answer to the file that was opened again")
    yield "saved, and opened again"


def _summaries(window: MainWindow) -> list[str]:
    """Return what the pictures in view say in words; nothing while one of them is not drawn."""
    pictures = [each for each in window.findChildren(Picture) if not each.visibleRegion().isEmpty()]
    return [each.accessibleName() for each in pictures] if all(each.drawn for each in pictures) else []


def _expect(truth: bool, complaint: str) -> None:
    if not truth:
        raise _SelfTestError(complaint)


class _Watch:
    """Lets the program run while something is waited for, and sees what went wrong meanwhile."""

    def __init__(self) -> None:
        self._wrong: str | None = None
        self._timer = QTimer(interval=20)
        self._timer.timeout.connect(self._look_for_questions)

    def __enter__(self) -> Self:
        self._before, sys.excepthook = sys.excepthook, self._caught
        self._timer.start()
        return self

    def __exit__(self, *_: object) -> None:
        sys.excepthook = self._before
        self._timer.stop()

    def wait_until(self, condition: Callable[[], bool], what: str) -> None:
        """Wait for a condition to become true."""
        until = time.monotonic() + _PATIENCE_SECONDS
        while not condition():
            _expect(time.monotonic() < until, f"waited {_PATIENCE_SECONDS} seconds for {what}")
            # The timer of this watch wakes it at the latest.
            QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
            if self._wrong is not None:
                raise _SelfTestError(self._wrong)

    def _look_for_questions(self) -> None:
        """Close a dialog: nobody is there to answer it."""
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, QDialog):
            text = f"{dialog.text()} {dialog.informativeText()}" if isinstance(dialog, QMessageBox) else ""
            self._wrong = self._wrong or f"the window asked: {text or dialog.windowTitle()}"
            dialog.reject()

    def _caught(self, kind: type[BaseException], error: BaseException | None, trace: TracebackType | None) -> None:
        """Keep what nobody caught in a slot."""
        self._wrong = self._wrong or "".join(traceback.format_exception(kind, error, trace))

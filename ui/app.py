"""Starts the window: ``roitool-desktop [FILE]``; or lets it try itself: ``roitool-desktop --selftest [REPORT]``."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path

from ui.loading import begin_loading, end_loading


def main(arguments: Sequence[str] | None = None) -> int:
    """Open the window and return the exit code when it is closed.

    Parameters
    ----------
    arguments
        The file to open, if any, or ``--selftest``; left out, those of the command line.
    """
    words = list(sys.argv[1:] if arguments is None else arguments)
    trying = words[:1] == ["--selftest"]
    if trying:
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    # Matrices here are small: threads make a library of linear algebra slower. It reads this when it is loaded.
    for name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"):
        os.environ.setdefault(name, "1")
    begin_loading()
    from PySide6.QtCore import QTimer  # noqa: PLC0415 - after the environment is set
    from PySide6.QtWidgets import QApplication  # noqa: PLC0415 - as above

    from ui.crash import CrashGuard  # noqa: PLC0415 - as above
    from ui.icons import program_icon  # noqa: PLC0415 - as above
    from ui.main_window import MainWindow  # noqa: PLC0415 - as above
    from ui.theme import load_fonts  # noqa: PLC0415 - as above

    app = QApplication([sys.argv[0]])
    app.setApplicationName("ROItool")
    app.setOrganizationName("")
    app.setDesktopFileName("roitool")
    app.setWindowIcon(program_icon())
    load_fonts()
    if trying:
        from ui.selftest import selftest  # noqa: PLC0415 - nobody else needs it

        return selftest(app, Path(words[1]) if len(words) > 1 else None)
    window = MainWindow(Path(words[0]) if words else None)
    guard = CrashGuard(window)
    guard.install()
    window.show()
    # Qt's loop does not look whether somebody pressed Ctrl-C in the terminal; Python does whenever it is called.
    awake = QTimer(interval=400)
    awake.timeout.connect(lambda: None)
    awake.start()
    code = app.exec()
    guard.remove()
    end_loading()
    return code


if __name__ == "__main__":
    sys.exit(main())

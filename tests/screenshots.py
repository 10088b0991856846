"""Draws the pictures of the documentation: `python3 dev.py screenshots`."""

from __future__ import annotations

import os
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PICTURES = ROOT / "docs" / "pictures"
SIZE = (1360, 820)
PATIENCE_SECONDS = 60


def main() -> int:
    """Save the window in both languages, light and dark; return 1 where an answer does not come."""
    with tempfile.TemporaryDirectory() as home:
        os.environ |= {"HOME": home, "XDG_CONFIG_HOME": home, "XDG_DATA_HOME": home}
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
        # Python looks beside this script first, where `ui` is the folder of the window's tests.
        sys.path[0] = str(ROOT)
        from PySide6.QtWidgets import QApplication  # noqa: PLC0415 - after the environment is set

        from ui.theme import load_fonts  # noqa: PLC0415 - as above

        app = QApplication([])
        app.setApplicationName("ROItool")
        load_fonts()
        PICTURES.mkdir(parents=True, exist_ok=True)
        pictures = (("window", "en", "light"), ("window-nl-dark", "nl", "dark"))
        return 0 if all(take(app, *picture) for picture in pictures) else 1


def take(app, name, language, theme):
    """Save one picture; return whether the answer came in time."""
    from ui.main_window import MainWindow  # noqa: PLC0415 - after the environment is set
    from ui.settings import Settings  # noqa: PLC0415 - as above

    settings = Settings()
    settings.language, settings.theme = language, theme
    window = MainWindow()
    window.resize(*SIZE)
    window.show()
    until = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < until and (window.workspace is None or not window.workspace.answer.drawn):
        app.processEvents()
    taken = window.workspace is not None and window.workspace.state.state == "current"
    window.grab().save(str(PICTURES / f"{name}.png"))
    window.close()
    return taken


if __name__ == "__main__":
    sys.exit(main())

"""The program as it is started."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import scenarios

EXAMPLE = str(Path(scenarios.__file__).parent / "examples" / "welding-cobot.roi.json")

OPEN_AND_CLOSE = """
import sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
import ui.app

def close_when_answered():
    from ui.main_window import MainWindow
    (window,) = [widget for widget in QApplication.topLevelWidgets() if isinstance(widget, MainWindow)]
    if window.workspace is None or window.workspace.state.state != "current":
        QTimer.singleShot(20, close_when_answered)
    else:
        print(window.workspace.answer.headline.text())
        window.close()

loop = QApplication.exec

def watched():
    QTimer.singleShot(20, close_when_answered)
    return loop()

QApplication.exec = staticmethod(watched)
sys.exit(ui.app.main(sys.argv[1:]))
"""

IMPORT_EVERYTHING = """
import importlib, pkgutil, sys
import roitool
for module in pkgutil.walk_packages(roitool.__path__, "roitool."):
    importlib.import_module(module.name)
wrong = [name for name in sys.modules if name.split(".")[0] in {"PySide6", "shiboken6"} or name == "matplotlib.pyplot"]
sys.exit(str(wrong) if wrong else 0)
"""

SHOW_WITHOUT_ENGINE = """
import sys
from PySide6.QtWidgets import QApplication
from ui.main_window import MainWindow
from ui.theme import load_fonts
app = QApplication([])
load_fonts()
window = MainWindow()
window.show()
wrong = [name for name in ("numpy", "scipy", "pydantic", "matplotlib") if name in sys.modules]
sys.exit(str(wrong) if wrong else 0)
"""


def run(code, *arguments):
    env = os.environ | {"PYTHONWARNINGS": "error"}
    command = [sys.executable, "-c", code, *arguments]
    return subprocess.run(command, env=env, capture_output=True, text=True, check=False, timeout=60)


def test_the_program_opens_without_arguments_answers_and_ends_cleanly():
    done = run(OPEN_AND_CLOSE, EXAMPLE)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.strip()


def test_the_engine_needs_no_window():
    done = run(IMPORT_EVERYTHING)
    assert (done.returncode, done.stderr) == (0, "")


def test_the_window_is_shown_before_the_engine_is_loaded():
    done = run(SHOW_WITHOUT_ENGINE)
    assert (done.returncode, done.stderr) == (0, "")

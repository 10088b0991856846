"""The program tries itself, as whoever builds or installs it types it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SELFTEST = "import sys; from ui.app import main; sys.exit(main(['--selftest', *sys.argv[1:]]))"

SAVES_NOTHING = """
from ui.main_window import MainWindow
MainWindow.save = lambda window: window.document.mark_saved(window.document.path)
"""
ONE_LANGUAGE = "import ui.main_window as m; m.speak = lambda app, language: None"
FAILS_IN_A_SLOT = """
from PySide6.QtCore import QTimer
from ui.main_window import MainWindow
show = MainWindow.show
def failing(window):
    QTimer.singleShot(0, lambda: 1 / 0)
    show(window)
MainWindow.show = failing
"""
ASKS_A_QUESTION = """
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QMessageBox
from ui.main_window import MainWindow
show = MainWindow.show
def asking(window):
    QTimer.singleShot(0, lambda: QMessageBox.question(window, "ROItool", "Are you there?"))
    show(window)
MainWindow.show = asking
"""


def selftest(*arguments, code="", folder=ROOT):
    """Let the program try itself; packages in `folder` go before those that are installed."""
    command = [sys.executable, "-c", f"{code}\n{SELFTEST}", *map(str, arguments)]
    env = os.environ | {"PYTHONPATH": str(ROOT)}
    return subprocess.run(command, cwd=folder, env=env, capture_output=True, text=True, timeout=120, check=False)


def test_it_passes_reports_and_leaves_nothing_behind(tmp_path):
    report = tmp_path / "report.txt"
    done = selftest(report)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines()[-1] == "All of it works."
    assert report.read_text(encoding="utf-8") == done.stdout
    left = [path for name in ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME") for path in Path(os.environ[name]).rglob("*")]
    assert [path for path in left if "selftest" in path.name] == []


def test_it_fails_and_says_where_an_example_cannot_be_read(tmp_path):
    shutil.copytree(ROOT / "scenarios", tmp_path / "scenarios")
    (tmp_path / "scenarios" / "examples" / "welding-cobot.roi.json").write_text("{", encoding="utf-8")
    done = selftest(folder=tmp_path)
    assert done.returncode == 1
    assert "FAILED: " in done.stdout.splitlines()[-1]
    assert "Traceback" not in done.stdout + done.stderr


@pytest.mark.parametrize(
    ("code", "complaint"),
    [
        (SAVES_NOTHING, "what was saved is not what the window showed"),
        (ONE_LANGUAGE, "the buttons of Qt speak one language only"),
        (FAILS_IN_A_SLOT, "ZeroDivisionError"),
        (ASKS_A_QUESTION, "the window asked: Are you there?"),
    ],
    ids=["saving", "languages", "a slot", "a question"],
)
def test_it_fails_and_says_why_when_something_is_not_as_it_should_be(code, complaint):
    done = selftest(code=code)
    assert done.returncode == 1
    assert "FAILED: " in done.stdout
    assert complaint in done.stdout

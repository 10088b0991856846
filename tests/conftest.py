"""Surroundings of every test: a home of its own, no display, a plain locale, the same examples each time."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

import hypothesis
import pytest

FOLDERS = {
    "HOME": "",
    "XDG_CONFIG_HOME": "config",
    "XDG_DATA_HOME": "data",
    "XDG_STATE_HOME": "state",
    "XDG_CACHE_HOME": "cache",
    "XDG_RUNTIME_DIR": "runtime",
}
# As the first thing: Qt and matplotlib read these when they are imported, hypothesis when a test is collected.
# Nothing on disk outlives the process: `SESSION_HOME` removes its folder when it goes.
SESSION_HOME = tempfile.TemporaryDirectory(prefix="roitool-tests-")

hypothesis.settings.register_profile("ci", derandomize=True, deadline=None, database=None)
hypothesis.settings.load_profile("ci")


def surroundings(home: Path) -> dict[str, str]:
    """Make the folders of a home and return the variables that point to them."""
    folders = {name: home / below for name, below in FOLDERS.items()}
    for folder in folders.values():
        folder.mkdir(mode=0o700, exist_ok=True)
    return {name: str(folder) for name, folder in folders.items()}


os.environ.update(surroundings(Path(SESSION_HOME.name)))
os.environ["MPLCONFIGDIR"] = SESSION_HOME.name
os.environ["LANG"] = "C.UTF-8"
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
for variable in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LC_NUMERIC", "LC_TIME", "LC_MONETARY"):
    os.environ.pop(variable, None)


@pytest.fixture(autouse=True)
def _home_of_its_own(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """Point HOME and the XDG folders to an empty place, so that no test sees what another saved."""
    for name, folder in surroundings(tmp_path_factory.mktemp("home")).items():
        monkeypatch.setenv(name, folder)

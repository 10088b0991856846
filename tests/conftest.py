"""Surroundings of every test: a home of its own, no display, a plain locale, the same examples each time."""

from __future__ import annotations

import gc
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
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return {name: str(folder) for name, folder in folders.items()}


os.environ.update(surroundings(Path(SESSION_HOME.name)))
os.environ["MPLCONFIGDIR"] = SESSION_HOME.name
os.environ["LANG"] = "C.UTF-8"
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
for variable in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LC_NUMERIC", "LC_TIME", "LC_MONETARY"):
    os.environ.pop(variable, None)


def pytest_collection_finish() -> None:
    """Let searches for garbage pass over what is loaded by now: it stays until the end."""
    gc.collect()
    gc.freeze()


@pytest.fixture(autouse=True)
def _home_of_its_own(homes: Homes, monkeypatch: pytest.MonkeyPatch) -> None:
    """Point HOME and the XDG folders to an empty place, so that no test sees what another saved."""
    for name, folder in homes.empty().items():
        monkeypatch.setenv(name, folder)


@pytest.fixture(scope="session")
def homes() -> Homes:
    return Homes()


class Homes:
    """Homes that nothing was saved in; most tests save nothing, and leave theirs to the next one."""

    def __init__(self) -> None:
        self._made = 0
        self._newest: dict[str, str] = {}

    def empty(self) -> dict[str, str]:
        """Return the variables that point to an empty home."""
        if not self._newest or holds_anything(self._newest):
            self._made += 1
            self._newest = surroundings(Path(SESSION_HOME.name) / "homes" / str(self._made))
        return self._newest


def holds_anything(home: dict[str, str]) -> bool:
    """Tell whether anything is in the folders of a home besides themselves."""
    own = {Path(folder) for folder in home.values()}
    return any(not own.issuperset(folder.iterdir()) for folder in own)

"""The scripts of `packaging/`, which are no package: they import each other by their names."""

from __future__ import annotations

import importlib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def script(monkeypatch):
    """Return what imports a script."""
    monkeypatch.syspath_prepend(ROOT / "packaging")
    return importlib.import_module

"""What can still be said of a file that does not open."""

from __future__ import annotations

import contextlib
from pathlib import Path

from roitool.errors import Problem, ScenarioError
from roitool.scenario.strict_json import parsed


def contents(path: str, problems: tuple[Problem, ...]) -> object:
    """Return what a file holds that is no scenario, for the names of what the problems are about."""
    if any(problem.place for problem in problems):
        with contextlib.suppress(OSError, ScenarioError):
            return parsed(Path(path).read_bytes())
    return None

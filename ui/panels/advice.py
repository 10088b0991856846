"""Warnings about a scenario as a good adviser would say them beside the figures."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from roitool.errors import Problem, Severity
from roitool.scenario.scenario import Scenario
from roitool.wording.problems import describe_problem
from roitool.wording.words import Words
from ui.widgets.advice import Said

_MARKS: Mapping[Severity, str] = MappingProxyType({"error": "▲", "warning": "▲", "info": "○"})
_SENTENCE_END: Final = re.compile(r"(?<=[.!?])\s+(?=[^\W\d_a-z])")


def said_of(problem: Problem, words: Words, scenario: Scenario) -> Said:
    """Return a warning in full; of what is merely good to know its first sentence is the gist."""
    whole = f"{_MARKS[problem.severity]} {describe_problem(problem, words, scenario).text}"
    gist = _SENTENCE_END.split(whole, maxsplit=1)[0] if problem.severity == "info" else whole
    return Said(whole, gist)

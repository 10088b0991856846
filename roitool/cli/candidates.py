"""Candidates by the ids that are typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from roitool.scenario.scenario import Scenario
    from roitool.wording.words import Words


def unknown_candidate(typed: str, scenario: Scenario, words: Words) -> str:
    """Say that a scenario has no candidate of this id, and which it has."""
    choices = words.listed(tuple(candidate.id for candidate in scenario.candidates), any_of=True) or "—"
    return words.text("cli.unknown_candidate", found=words.quoted(words.label(typed)), choices=choices)

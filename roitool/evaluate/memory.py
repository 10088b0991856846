"""What one calculation leaves for the next: room to calculate in, and numbers that need not be drawn again."""

from __future__ import annotations

from dataclasses import dataclass, field

from roitool.cashflow.workspace import Workspace
from roitool.evaluate.outcomes import CandidateOutcome
from roitool.sampling.remembered import Remembered
from roitool.scenario.scenario import Scenario

MOST_OUTCOMES = 8
"""Of so many candidates it is kept what came of them: some 3 MB each."""


class Outcomes:
    """What came of the candidates of one scenario, the last, in the first futures."""

    def __init__(self) -> None:
        self._scenario: Scenario | None = None
        self._found: dict[int, CandidateOutcome] = {}

    def keep(self, scenario: Scenario, position: int, outcome: CandidateOutcome) -> None:
        """Keep what came of a candidate; what was kept of another scenario goes."""
        if scenario is not self._scenario:
            self._scenario, self._found = scenario, {}
        self._found.pop(position, None)
        self._found[position] = outcome
        if len(self._found) > MOST_OUTCOMES:
            del self._found[next(iter(self._found))]

    def of(self, scenario: Scenario, position: int) -> CandidateOutcome | None:
        """Return what came of a candidate of this very scenario; None where that is not kept."""
        return self._found.get(position) if scenario is self._scenario else None


@dataclass(frozen=True, slots=True)
class Memory:
    """For calculations that follow each other in one thread, as those of a scenario that is being edited.

    It changes nothing about an answer. It keeps some 40 MB of arrays, up to 64 MiB of numbers, and what came of eight
    candidates.
    """

    workspace: Workspace = field(default_factory=Workspace)
    drawn: Remembered = field(default_factory=Remembered)
    outcomes: Outcomes = field(default_factory=Outcomes)

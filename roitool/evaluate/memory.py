"""What one calculation leaves for the next: room to calculate in, and numbers that need not be drawn again."""

from __future__ import annotations

from dataclasses import dataclass, field

from roitool.cashflow.workspace import Workspace
from roitool.sampling.remembered import Remembered


@dataclass(frozen=True, slots=True)
class Memory:
    """For calculations that follow each other in one thread, as those of a scenario that is being edited.

    It changes nothing about an answer. It keeps some 40 MB of arrays, and up to 64 MiB of numbers.
    """

    workspace: Workspace = field(default_factory=Workspace)
    drawn: Remembered = field(default_factory=Remembered)

"""What may be looked at besides the answer, and what is found out for it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    # Those calculate: they are loaded in the worker, so that the window is there to be looked at meanwhile.
    from roitool.evaluate.compare import Comparison
    from roitool.evaluate.finding_out import FindingOut
    from roitool.evaluate.matters import Matters


@dataclass(frozen=True, slots=True)
class Sight:
    """A page that takes calculations of its own; `candidate` is the position of the one it is about, if it is."""

    page: Literal["compare", "matters"]
    candidate: int = 0


@dataclass(frozen=True, slots=True)
class Weighed:
    """All choices have been held against each other, and what is worth finding out before one is taken."""

    run: int
    comparison: Comparison
    finding_out: FindingOut


@dataclass(frozen=True, slots=True)
class Mattered:
    """What matters about a candidate; told once more when it is known where it turns."""

    run: int
    matters: Matters

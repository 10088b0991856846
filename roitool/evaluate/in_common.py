"""What candidates that are done together have in common, as frozen numbers."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class InCommon:
    """What members of a set being done together changes, in mean NPV; the parts add up to the difference.

    Attributes
    ----------
    interfaces
        Shared ones are paid once.
    deduction
        The investment deduction is counted on the total of a year.
    averted
        What several avert is averted once.
    tax
        The rest: losses are set off against each other's profits, and brackets are shared.
    """

    interfaces: float
    deduction: float
    averted: float
    tax: float


@dataclass(frozen=True, slots=True)
class YearDeduction:
    """Mean investment deduction of a set in one calendar year.

    Attributes
    ----------
    alone
        What the members would deduct each by itself, added up.
    parts
        What falls to each member, in proportion to what it invests that year.
    """

    year: int
    alone: float
    parts: tuple[float, ...]

    @property
    def together(self) -> float:
        """The deduction of the set."""
        return sum(self.parts)

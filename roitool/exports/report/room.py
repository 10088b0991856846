"""How much of a long document a report tells: it takes four pages at most, and says what it leaves out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

MOST_PAGES: Final = 4


@dataclass(frozen=True, slots=True)
class Room:
    """The most that is told of each thing.

    Attributes
    ----------
    lines, events, ways, to_find_out, figures, sources, fleets
        So many.
    label, remark, small_print
        Characters of a name, of a remark beside a figure, and of all small print.
    points
        Of the letters of running text.
    """

    lines: int
    events: int
    ways: int
    to_find_out: int
    figures: int
    sources: int
    fleets: int
    label: int
    remark: int
    small_print: int
    points: float


ROOMS: Final = (
    Room(14, 6, 6, 3, 8, 6, 2, label=70, remark=110, small_print=2600, points=9.0),
    Room(12, 5, 5, 3, 6, 4, 2, label=60, remark=80, small_print=1800, points=8.7),
    Room(10, 4, 4, 3, 6, 3, 2, label=55, remark=65, small_print=1300, points=8.5),
    Room(8, 3, 3, 2, 4, 2, 1, label=40, remark=50, small_print=700, points=8.2),
)
"""From the most comfortable to the narrowest, which everything fits into."""


def told_of(count: int, most: int) -> int:
    """Return how many of so many things are told: not all but one, for a row that says so is as long as that one."""
    return count if count <= most + 1 else most

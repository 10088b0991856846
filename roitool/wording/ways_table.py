"""The ways of paying side by side, as a table: what is written in each cell."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from roitool.evaluate.evaluation import COVER_WANTED
from roitool.wording.paying import scale_of_ways

if TYPE_CHECKING:
    from roitool.evaluate.evaluation import WayAnswer
    from roitool.wording.chances import Scale
    from roitool.wording.telling import Telling


@dataclass(frozen=True, slots=True)
class Column:
    """A heading of a few words, and what it means in a sentence."""

    heading: str
    meaning: str


@dataclass(frozen=True, slots=True)
class WayRow:
    """One way of paying.

    Attributes
    ----------
    cells
        What is written below each heading.
    """

    id: str
    name: str
    chosen: bool
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WaysTable:
    """Every way of paying that a candidate lists, in its order."""

    columns: tuple[Column, ...]
    rows: tuple[WayRow, ...]


def ways_table(telling: Telling) -> WaysTable:
    """Return the ways of paying side by side: average, running short, deepest dip, and cover where there is debt."""
    words, ways, scale = telling.words, telling.candidate.ways, scale_of_ways(telling)
    counted = words.number(scale.of)
    names = ["average", "short", "dip"]
    if any(way.bank.cover_kept is not None for way in ways):
        names.append("cover")
    values = {"counted": counted, "wanted": words.number(COVER_WANTED)}
    columns = tuple(
        Column(words.text(f"ways.{name}", **values), words.text(f"ways.{name}.means", **values)) for name in names
    )
    return WaysTable(columns, tuple(_row(telling, way, scale, len(names)) for way in ways))


def _row(telling: Telling, way: WayAnswer, scale: Scale, columns: int) -> WayRow:
    words, bank = telling.words, way.bank
    kept = bank.cover_kept
    cells = (
        telling.amount(way.npv_as_paid.mean, signed=True),
        words.number(scale.count(bank.added_short.value)),
        telling.amount(bank.lowest_with.quantiles[5]),
        "—" if kept is None else words.number(scale.count(kept.value)),
    )
    chosen = way.id == telling.candidate.chosen
    return WayRow(way.id, telling.way_label(way.id), chosen, cells[:columns])

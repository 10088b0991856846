"""What drives a candidate as plain text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from roitool.exports.layout import heading, paragraph, table

if TYPE_CHECKING:
    from roitool.wording.drivers import ToldDrivers
    from roitool.wording.words import Words

_COLUMNS = ("share", "worth", "low", "high", "npv_low", "npv_high", "no_gain", "in_time")


def drivers_text(told: ToldDrivers, words: Words, width: int) -> str:
    """Return what moves a candidate most, a row each, and what the columns mean."""
    header = ["", *(words.text(f"drivers.column.{name}") for name in _COLUMNS)]
    rows = [[row.name, *(getattr(row, name) for name in _COLUMNS)] for row in told.rows]
    parts = [heading(told.title, width), "\n".join(paragraph(sentence, width) for sentence in told.summary)]
    if rows:
        parts += ["\n".join(table(header, rows, width)), paragraph(words.text("drivers.legend"), width)]
    return "\n\n".join(parts) + "\n"

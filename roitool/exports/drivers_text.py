"""What drives a candidate as plain text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from roitool.exports.layout import bullets, heading, paragraph, table

if TYPE_CHECKING:
    from roitool.wording.drivers import ToldDrivers
    from roitool.wording.learning import ToldLesson
    from roitool.wording.words import Words

_COLUMNS = ("share", "worth", "low", "high", "npv_low", "npv_high", "no_gain", "in_time")


def drivers_text(told: ToldDrivers, words: Words, width: int) -> str:
    """Return what moves a candidate most, a row each, what the columns mean, and how its figures are learnt."""
    header = ["", *(words.text(f"drivers.column.{name}") for name in _COLUMNS)]
    rows = [[row.name, *(getattr(row, name) for name in _COLUMNS)] for row in told.rows]
    parts = [heading(told.title, width), "\n".join(paragraph(sentence, width) for sentence in told.summary)]
    if rows:
        parts += ["\n".join(table(header, rows, width)), paragraph(words.text("drivers.legend"), width)]
    if told.lessons:
        lines = bullets((_lesson(each, words) for each in told.lessons), width, 2)
        parts.append("\n".join([words.text("learning.title"), *lines]))
    return "\n\n".join(parts) + "\n"


def _lesson(told: ToldLesson, words: Words) -> str:
    code = "learning.row" if told.worth else "learning.row.nothing"
    return words.text(code, how=told.how, cost=told.cost, worth=told.worth, names=told.shows)

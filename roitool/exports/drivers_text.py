"""What drives candidates as plain text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from roitool.evaluate.matters import MOST
from roitool.exports.layout import bullets, heading, paragraph, table
from roitool.exports.two_way_text import two_way_text
from roitool.wording.drivers import NONE, describe_drivers
from roitool.wording.learning import told_lesson
from roitool.wording.matters import describe_matters

if TYPE_CHECKING:
    from collections.abc import Sequence

    from roitool.evaluate.matters import Matters
    from roitool.wording.drivers import ToldDrivers
    from roitool.wording.matters import ToldMatters
    from roitool.wording.words import Words

_COLUMNS = ("share", "worth", "low", "high", "npv_low", "npv_high")
_TURNS = ("no_gain", "in_time")
_SOURCES = ("figures", "share", "worst")


def drivers_text(found: Sequence[Matters], words: Words, width: int) -> str:
    """Return what moves each candidate most, how that is learnt, and who says so; last what the columns mean."""
    parts, legends = [], []
    for each in found:
        told = describe_drivers(each.evaluation.scenario, each.drivers, each.tornado, each.turning or (), words, MOST)
        parts += _candidate(each, told, words, width)
        if told.rows:
            legends += ["drivers.legend", *(["drivers.legend.turns"] if _turning(told) else [])]
    parts += [paragraph(words.text(code), width) for code in sorted(set(legends))]
    return "\n\n".join(parts) + "\n"


def _candidate(found: Matters, told: ToldDrivers, words: Words, width: int) -> list[str]:
    parts = [heading(told.title, width), "\n".join(paragraph(sentence, width) for sentence in told.summary)]
    if told.rows:
        turning = _turning(told)
        columns = (*_COLUMNS, *(("today", *turning) if turning else ()))
        header = ["", *(words.text(f"drivers.column.{name}") for name in columns)]
        rows = [[row.name, *(getattr(row, name) for name in columns)] for row in told.rows]
        parts.append("\n".join(table(header, rows, width)))
        without = [words.text(f"drivers.turns_nowhere.{name}") for name in _TURNS if name not in turning]
        parts += ["\n".join(paragraph(sentence, width) for sentence in without)] if without else []
    if told.lessons:
        lines = bullets((told_lesson(each, words) for each in told.lessons), width, 2)
        parts.append("\n".join([words.text("learning.title"), *lines]))
    matters = describe_matters(found, words, MOST)
    if matters.sources:
        parts += _sources(matters, words, width)
    return [*parts, *(two_way_text(found.evaluation.scenario, each, words, width) for each in found.tables)]


def _turning(told: ToldDrivers) -> tuple[str, ...]:
    """Return in which columns there is a value at which the answer turns."""
    return tuple(name for name in _TURNS if any(getattr(row, name) != NONE for row in told.rows))


def _sources(told: ToldMatters, words: Words, width: int) -> list[str]:
    header = ["", *(words.text(f"drivers.column.{name}") for name in _SOURCES)]
    rows = [[source.name, *(getattr(source, name) for name in _SOURCES)] for source in told.sources]
    return [
        "\n".join([words.text("drivers.sources"), *table(header, rows, width)]),
        paragraph(words.text("drivers.sources.means", base=told.base), width),
    ]

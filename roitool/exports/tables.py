"""The numbers behind the pictures and tables of an answer, as plain tables, and as text that a spreadsheet takes."""

from __future__ import annotations

import csv
import io
import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from roitool.evaluate.evaluation import COVER_WANTED
from roitool.wording.numbers import margin
from roitool.wording.plain import clean

if TYPE_CHECKING:
    from collections.abc import Sequence

    from roitool.cashflow.calendar import Calendar
    from roitool.evaluate.evaluation import CandidateAnswer, Fan, WayAnswer
    from roitool.wording.telling import Telling
    from roitool.wording.words import Words

Cell = str | float

Look = Literal["name", "text", "money", "share", "years", "whole"]
"""What stands in a column, by which its cells are shown."""

_BARS = 14
"""About so many hold fifty outcomes."""

_LONGEST_CELL = 200
LONGEST_PARAGRAPH = 4000
"""Characters of a cell that holds whole sentences; a spreadsheet takes eight times as many."""

_BEGINS_A_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠")
"""Some spreadsheets take the wide forms of East Asian scripts as the narrow ones."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its headings, and rows of texts and numbers; a number that does not exist is nan."""

    header: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


def dots_table(candidate: CandidateAnswer, words: Words) -> Table:
    """Return the fifty outcomes, each with how many of a hundred futures lie below it."""
    header = words.text("data.below"), words.text("data.npv")
    return Table(header, tuple(zip(shares_below(candidate.dots), candidate.dots, strict=True)))


def shares_below(dots: Sequence[float]) -> tuple[float, ...]:
    """Return how many of a hundred futures lie below each of evenly spaced outcomes."""
    return tuple(100 * (at + 0.5) / len(dots) for at in range(len(dots)))


def fan_table(fan: Fan, calendar: Calendar, words: Words) -> Table:
    """Return the percentiles of the bank balance by month."""
    header = (
        words.text("data.month"),
        "P5",
        "P25",
        "P50",
        "P75",
        "P95",
        words.text("data.without"),
        words.text("data.limit"),
    )
    columns = (fan.p5, fan.p25, fan.p50, fan.p75, fan.p95, fan.without)
    months = (words.month(calendar, month) for month in fan.months)
    return Table(
        header, tuple((month, *row, fan.limit) for month, row in zip(months, zip(*columns, strict=True), strict=True))
    )


def bars(dots: Sequence[float]) -> tuple[tuple[float, float, float], ...]:
    """Return bars of a round width that meet at zero: where each begins and ends, and how many of 100 futures it holds.

    A bar holds what lies above its beginning, up to its end: an outcome of nothing counts as no gain.

    Parameters
    ----------
    dots
        Evenly spaced outcomes, ascending.
    """
    width = _round_width((dots[-1] - dots[0]) / _BARS or abs(dots[0]) or 1.0)
    numbers = [math.ceil(dot / width) - 1 for dot in dots]
    each = 100 / len(dots)
    return tuple(
        (number * width, (number + 1) * width, each * numbers.count(number))
        for number in range(numbers[0], numbers[-1] + 1)
    )


def bars_table(candidate: CandidateAnswer, words: Words) -> Table:
    """Return the bars of the histogram."""
    header = words.text("data.from"), words.text("data.to"), words.text("data.futures")
    return Table(header, bars(candidate.dots))


def bridge_table(candidate: CandidateAnswer, words: Words) -> Table:
    """Return the way from the base case to the mean over all futures, part by part."""
    bridge = candidate.bridge
    parts = {
        "base": candidate.base.npv,
        "spread": bridge.spread,
        "overrun_tail": bridge.overrun_tail,
        "failure": bridge.failure,
        "events": bridge.events,
        "mean": candidate.npv.mean.value,
    }
    header = words.text("data.part"), words.text("data.npv")
    return Table(header, tuple((words.text(f"bridge.{part}"), amount) for part, amount in parts.items()))


def ways_data(telling: Telling) -> Table:
    """Return the ways of paying with more numbers than the screen shows of them, chances as fractions of 1."""
    words = telling.words
    value = words.text("tables.ways.npv")
    header = (
        words.text("data.way"),
        words.text("tables.ways.chosen"),
        value,
        words.text("data.margin", what=value),
        *(words.text(f"tables.ways.{name}") for name in ("advantage", "short", "added_short", "lowest")),
        words.text("tables.ways.cover", wanted=words.number(COVER_WANTED)),
    )
    return Table(header, tuple(_way(telling, way) for way in telling.candidate.ways))


def _way(telling: Telling, way: WayAnswer) -> tuple[Cell, ...]:
    mean, bank = way.npv_as_paid.mean, way.bank
    chosen = telling.words.text("tables.ways.is_chosen") if way.id == telling.candidate.chosen else ""
    return (
        telling.way_label(way.id),
        chosen,
        mean.value,
        margin(mean),
        way.advantage.mean.value,
        bank.short_with.value,
        bank.added_short.value,
        bank.lowest_with.quantiles[5].value,
        math.nan if bank.cover_kept is None else bank.cover_kept.value,
    )


def percentiles_table(candidate: CandidateAnswer, words: Words) -> Table:
    """Return the percentiles of net present value with their error, of the payback in years, of the lowest balance."""
    npv, payback = candidate.npv.quantiles, candidate.payback.quantiles.quantiles
    lowest = candidate.paid.bank.lowest_with.quantiles
    value = words.text("data.npv")
    header = (
        words.text("data.percentile"),
        value,
        words.text("data.margin", what=value),
        words.text("data.payback"),
        words.text("data.lowest"),
    )
    rows = tuple(
        (
            f"P{percentage}",
            npv[percentage].value,
            margin(npv[percentage]),
            words.text("data.never") if math.isinf(payback[percentage].value) else payback[percentage].value,
            lowest[percentage].value,
        )
        for percentage in npv
    )
    return Table(header, rows)


def tab_separated(table: Table, words: Words) -> str:
    """Return a table as text that can be put into a spreadsheet, numbers with the decimal sign of the language.

    A text that a spreadsheet would take for a formula gets an apostrophe before it, which shows it as it is.
    """
    lines = (table.header, *table.rows)
    return "".join("\t".join(_written(cell, words) for cell in line) + "\n" for line in lines)


def csv_bytes(table: Table, words: Words) -> bytes:
    """Return a table as the contents of a CSV file that a spreadsheet of that language opens by a double click.

    Guarded as :func:`tab_separated` is. In Dutch a decimal comma and semicolons between cells, in English a point and
    commas. UTF-8 with the mark at its beginning by which Excel knows it; lines end as RFC 4180 has them.
    """
    file = io.StringIO()
    writer = csv.writer(file, delimiter=delimiter(words), lineterminator="\r\n")
    for line in (table.header, *table.rows):
        writer.writerow([_written(cell, words, LONGEST_PARAGRAPH) for cell in line])
    return file.getvalue().encode("utf-8-sig")


def delimiter(words: Words) -> str:
    """Return what stands between the cells of a CSV file: where the comma is the decimal sign, a semicolon."""
    return ";" if words.language == "nl" else ","


def _written(cell: Cell, words: Words, longest: int = _LONGEST_CELL) -> str:
    if isinstance(cell, str):
        text = clean(cell, longest)
        return f"'{text}" if text.startswith(_BEGINS_A_FORMULA) else text
    if not math.isfinite(cell):
        return ""
    # Amounts to the cent, so that what adds up in the program adds up in a spreadsheet.
    digits = 2 if abs(cell) >= 1000 else 4
    number = f"{round(cell, digits):.{digits}f}".rstrip("0").rstrip(".")
    number = "0" if number == "-0" else number
    return number.replace(".", ",") if words.language == "nl" else number


def _round_width(least: float) -> float:
    """Return 1, 2 or 5 times a power of ten, the first that is not smaller."""
    ten = 10.0 ** math.floor(math.log10(least))
    return next((factor * ten for factor in (1.0, 2.0, 5.0) if factor * ten >= least), 10.0 * ten)

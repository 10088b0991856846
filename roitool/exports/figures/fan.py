"""The fan: how the bank balance may go, month by month, with the limit it must stay above."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator
from numpy.typing import ArrayLike, NDArray

from roitool.cashflow.calendar import Calendar
from roitool.evaluate.evaluation import Fan
from roitool.exports.figures.style import Sheet, Style

_BELOW, _ABOVE, _RIGHT = 20.0, 6.0, 4.0


@dataclass(frozen=True, slots=True)
class FanTexts:
    """What is written in the picture: the limit and the balance without the candidate, and an amount at an axis."""

    limit: str
    without: str
    amount: Callable[[float], str]


def draw_fan(figure: Figure, fan: Fan, calendar: Calendar, texts: FanTexts, style: Style) -> None:
    """Draw 9 of 10 futures as a pale band, half of them as a darker one, their middle as a line, and the limit.

    The middle of the balance without the candidate is a thin dotted line.
    """
    sheet = Sheet(figure, style)
    lowest, highest = min(*fan.p5, *fan.without, fan.limit), max(*fan.p95, *fan.without, fan.limit)
    # Below the limit there is always room for its name.
    lowest = min(lowest, fan.limit - (highest - fan.limit) * _line_height(style) / (sheet.height - _BELOW - _ABOVE))
    room = 0.06 * (highest - lowest or abs(highest) or 1.0)
    ticks = [tick for tick in MaxNLocator(4).tick_values(lowest, highest) if lowest - room <= tick <= highest + room]
    small = {"ha": "right", "va": "center", "fontsize": style.size - 1}
    labels = [sheet.write(0, 0, texts.amount(tick), **small) for tick in ticks]
    left, right = 6 + max(map(sheet.text_width, labels)), sheet.width - _RIGHT
    place = _Place(left, right, _BELOW, sheet.height - _ABOVE, fan.months[-1], lowest - room, highest + room)
    for tick, label in zip(ticks, labels, strict=True):
        label.set_position((left - 5, float(place.y(tick))))
        sheet.line([left, right], [place.y(tick)] * 2, color=style.line, linewidth=0.6)
    months = place.x(fan.months)
    sheet.band(months, place.y(fan.p5), place.y(fan.p95), color=style.gain, alpha=0.18)
    sheet.band(months, place.y(fan.p25), place.y(fan.p75), color=style.gain, alpha=0.32)
    sheet.line(months, place.y(fan.p50), color=style.gain, linewidth=1.6)
    sheet.line(months, place.y(fan.without), color=style.text, linewidth=1.0, linestyle=(0, (1, 2)))
    sheet.line([left, right], [place.y(fan.limit)] * 2, color=style.limit, linewidth=1.3, linestyle=(0, (4, 2)))
    early = len(fan.months) // 12
    beside = float(place.y(max(fan.without[early : 4 * early + 1]))) + 3
    sheet.write(float(months[early]), beside, texts.without, ha="left", va="bottom", fontsize=style.size - 1)
    _write_limit(sheet, fan, texts.limit, style, place)
    _write_years(sheet, calendar, style, place)


@dataclass(frozen=True, slots=True)
class _Place:
    """From months and amounts to points in the picture."""

    left: float
    right: float
    bottom: float
    top: float
    months: int
    lowest: float
    highest: float

    def x(self, month: ArrayLike) -> NDArray[np.float64]:
        return self.left + np.asarray(month, dtype=np.float64) * (self.right - self.left) / self.months

    def y(self, amount: ArrayLike) -> NDArray[np.float64]:
        share = (np.asarray(amount, dtype=np.float64) - self.lowest) / (self.highest - self.lowest)
        return self.bottom + share * (self.top - self.bottom)


def _write_limit(sheet: Sheet, fan: Fan, text: str, style: Style, place: _Place) -> None:
    """Write the name of the limit at the end of its line: below it, unless the fan is there and leaves room above."""
    limit, high = float(place.y(fan.limit)), _line_height(style)
    behind = {"boxstyle": "square,pad=0.1", "facecolor": style.background, "edgecolor": "none", "alpha": 0.75}
    written = sheet.write(place.right, limit - 4, text, ha="right", va="top", color=style.limit, bbox=behind)
    covered = place.x(fan.months) >= place.right - sheet.text_width(written)
    lower, upper = place.y(fan.p5)[covered], place.y(fan.p95)[covered]
    below_is_free = bool(np.all((lower > limit) | (upper < limit - high)))
    above_is_free = bool(np.all((lower > limit + high) | (upper < limit))) and limit + high <= place.top
    if above_is_free and not below_is_free:
        written.set(y=limit + 4, verticalalignment="bottom")


def _line_height(style: Style) -> float:
    return 1.3 * style.size + 4


def _write_years(sheet: Sheet, calendar: Calendar, style: Style, place: _Place) -> None:
    """Write calendar years where they begin, as many as fit."""
    wide = 4.2 * style.size
    written = -wide
    for position, year in enumerate(calendar.years):
        x = float(place.x(calendar.span(position)[0]))
        if x - written >= wide and x + wide * 0.6 <= place.right + _RIGHT:
            sheet.line([x, x], [place.bottom, place.bottom - 3], color=style.muted, linewidth=0.8)
            sheet.write(x, place.bottom - 6, str(year), ha="left", va="top", fontsize=style.size - 1)
            written = x

"""The quantile dot plot: fifty equally likely outcomes, each a dot (Kay et al. 2016; Fernandes et al. 2018)."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from matplotlib.figure import Figure

from roitool.exports.figures.style import Sheet, Style

COLUMNS = range(8, 61)
LARGEST = 13.0
"""Points from one dot to the next."""

_MARGIN = 4.0
_BELOW = 40.0
_AXIS, _ENDS, _SIDES = 35.0, 26.0, 8.0
"""How high the line below the dots is, the amounts at its ends, and the names of both sides of zero."""


@dataclass(frozen=True, slots=True)
class DotTexts:
    """What is written below the dots: the outcomes at both ends, and the two sides of zero."""

    loss: str
    gain: str
    lowest: str
    highest: str


def draw_dots(figure: Figure, dots: Sequence[float], texts: DotTexts, style: Style) -> None:
    """Draw outcomes as stacked dots; those above zero as filled circles, the others as hollow squares.

    Parameters
    ----------
    dots
        Net present value at evenly spaced quantiles, at least one.
    """
    sheet = Sheet(figure, style)
    grid = _Grid.best(sorted(dots), sheet.width - 2 * _MARGIN, sheet.height - _BELOW - _MARGIN)
    gains: list[tuple[float, float]] = []
    losses: list[tuple[float, float]] = []
    for column, row, dot in grid.places:
        place = (_MARGIN + grid.left + (column + 0.5) * grid.pitch, _BELOW + (row + 0.5) * grid.side)
        (gains if dot > 0 else losses).append(place)
    if gains:
        sheet.marks(gains, "o", 0.84 * grid.side, color=style.gain, markeredgewidth=0)
    if losses:
        look = {"markerfacecolor": "none", "markeredgecolor": style.loss, "markeredgewidth": 1.4}
        sheet.marks(losses, "s", 0.66 * grid.side, **look)
    border = _MARGIN + grid.left + grid.zero * grid.pitch
    _write_sides(sheet, texts.loss if losses else "", texts.gain if gains else "", border)
    if losses and gains:
        sheet.line([border] * 2, [_AXIS, sheet.height], color=style.muted, linewidth=1, linestyle=(0, (3, 2)))
    right = sheet.width - _MARGIN
    sheet.line([_MARGIN, right], [_AXIS] * 2, color=style.line, linewidth=1)
    sheet.write(_MARGIN, _ENDS, texts.lowest, ha="left", va="center", fontsize=style.size - 1)
    sheet.write(right, _ENDS, texts.highest, ha="right", va="center", fontsize=style.size - 1)


@dataclass(frozen=True, slots=True)
class _Grid:
    """Where the dots go: columns of equal width that meet at zero.

    `places` are column, row and outcome; `zero` is the border between losses and gains, counted in columns from `left`.
    """

    places: tuple[tuple[int, int, float], ...]
    left: float
    zero: int
    pitch: float
    side: float

    @classmethod
    def best(cls, dots: Sequence[float], width: float, height: float) -> _Grid:
        """Return the grid with the largest dots that hold the dots, ascending, in so much room."""
        if dots[0] == dots[-1]:
            return cls._block(dots, width, height)
        return max((cls._of(dots, columns, width, height) for columns in COLUMNS), key=lambda grid: grid.side)

    @classmethod
    def _of(cls, dots: Sequence[float], columns: int, width: float, height: float) -> _Grid:
        spread = dots[-1] - dots[0]
        # Zero is part of the picture unless it lies farther off than the outcomes lie apart.
        lowest = min(dots[0], 0.0) if dots[0] <= spread else dots[0]
        highest = max(dots[-1], 0.0) if -dots[-1] <= spread else dots[-1]
        step = (highest - lowest) / columns
        numbers = [math.ceil(dot / step) - 1 for dot in dots]
        first = min(numbers[0], 0) if lowest <= 0 else numbers[0]
        last = max(numbers[-1], -1) if highest >= 0 else numbers[-1]
        stacks = [list(stack) for _, stack in groupby(zip(numbers, dots, strict=True), key=lambda pair: pair[0])]
        places = tuple((number - first, row, dot) for stack in stacks for row, (number, dot) in enumerate(stack))
        pitch = width / (last - first + 1)
        return cls(places, 0.0, -first, pitch, min(pitch, height / max(map(len, stacks)), LARGEST))

    @classmethod
    def _block(cls, dots: Sequence[float], width: float, height: float) -> _Grid:
        """Return the grid of outcomes that are all the same: a block in the middle."""
        rows = max(int(height / LARGEST), 1)
        places = tuple((number // rows, number % rows, dot) for number, dot in enumerate(dots))
        columns = places[-1][0] + 1
        left = (width - columns * LARGEST) / 2
        return cls(places, left, columns if dots[0] <= 0 else 0, LARGEST, LARGEST)


def _write_sides(sheet: Sheet, loss: str, gain: str, border: float) -> None:
    """Write the names of both sides of zero beside it; where there is no room they move together to where there is."""
    losing, gaining = (sheet.write(0, _SIDES, text, ha="left", va="center") for text in (loss, gain))
    loss_width, gain_width = sheet.text_width(losing), sheet.text_width(gaining)
    gap = 5.0
    loss_at = max(border - gap - loss_width, _MARGIN)
    gain_at = max(border + gap, loss_at + loss_width + 2 * gap if loss else _MARGIN)
    gain_at = max(min(gain_at, sheet.width - _MARGIN - gain_width), _MARGIN)
    if gain:
        loss_at = max(min(loss_at, gain_at - 2 * gap - loss_width), _MARGIN)
    losing.set_x(loss_at)
    gaining.set_x(gain_at)

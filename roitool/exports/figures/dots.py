"""The quantile dot plot: fifty equally likely outcomes, each a dot (Kay et al. 2016; Fernandes et al. 2018)."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from matplotlib.figure import Figure

from roitool.exports.figures.style import Style, empty_axes, write

MOST_COLUMNS = 60


@dataclass(frozen=True, slots=True)
class DotTexts:
    """What is written below the dots: the two sides of zero, and the amounts at both ends."""

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
    axes = empty_axes(figure, style, left=2, right=2, bottom=34, top=4)
    width, height = _extent(figure, margins=(4, 38))
    start, column_width, columns = _columns(sorted(dots), width, height)
    side = min(width / columns, height / max(_stacked(dots, column_width).values()), 14.0)
    places = [(column - start + 0.5, (row + 0.5) * side) for column, row in _places(dots, column_width)]
    gains = [place for place, dot in zip(places, sorted(dots), strict=True) if dot > 0]
    losses = [place for place, dot in zip(places, sorted(dots), strict=True) if not dot > 0]
    axes.set(xlim=(0, columns), ylim=(0, height))
    for group, marker, size, look in (
        (gains, "o", 0.86, {"color": style.gain, "linewidths": 0}),
        (losses, "s", 0.66, {"facecolors": "none", "edgecolors": style.loss, "linewidths": 1.5}),
    ):
        if group:
            axes.scatter(*zip(*group, strict=True), s=(size * side) ** 2, marker=marker, clip_on=False, **look)
    _below(figure, texts, style, zero=-start / columns)
    if 0 <= -start <= columns:
        axes.plot([-start, -start], [-4, height], color=style.muted, linewidth=1, linestyle=(0, (3, 2)), clip_on=False)


def _below(figure: Figure, texts: DotTexts, style: Style, zero: float) -> None:
    axes = empty_axes_below(figure)
    axes.set(xlim=(0, 1), ylim=(0, 34))
    inside = 0.0 <= zero <= 1.0
    where = min(max(zero, 0.0), 1.0)
    gap = 0.02
    if where > 0.2:
        write(axes, where - gap * inside, 22, texts.loss, style, ha="right", va="center")
    if where < 0.8:
        write(axes, where + gap * inside, 22, texts.gain, style, ha="left", va="center")
    write(axes, 0, 6, texts.lowest, style, ha="left", va="center", fontsize=style.size - 1)
    write(axes, 1, 6, texts.highest, style, ha="right", va="center", fontsize=style.size - 1)

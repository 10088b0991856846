"""A horizontal axis of amounts, which several pictures share."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from matplotlib.ticker import MaxNLocator
from numpy.typing import ArrayLike, NDArray

from roitool.exports.figures.style import Sheet, Style

_WIDE = 62.0
"""Points that an amount at the axis takes, and a gap."""


@dataclass(frozen=True, slots=True)
class Span:
    """From amounts to points across the picture.

    Attributes
    ----------
    left, right
        In points.
    low, high
        The amounts there.
    ticks
        Round amounts in between.
    """

    left: float
    right: float
    low: float
    high: float
    ticks: tuple[float, ...]

    @classmethod
    def around(cls, amounts: Sequence[float], left: float, right: float, width: float) -> Span:
        """Return the span that holds amounts, ascending, with a little room at both ends."""
        low, high = amounts[0], amounts[-1]
        room = 0.03 * (high - low or abs(high) or 1.0)
        low, high = low - room, high + room
        found = MaxNLocator(max(int(width / _WIDE) - 1, 2)).tick_values(low, high)
        return cls(left, right, low, high, tuple(float(tick) for tick in found if low <= tick <= high))

    def x(self, amounts: ArrayLike) -> NDArray[np.float64]:
        """Return where amounts stand."""
        share = (np.asarray(amounts, dtype=np.float64) - self.low) / (self.high - self.low)
        return self.left + share * (self.right - self.left)


def write_amounts(sheet: Sheet, span: Span, amount: Callable[[float], str], bottom: float, style: Style) -> None:
    """Write the round amounts below a picture, each within it."""
    for tick in span.ticks:
        x = float(span.x([tick])[0])
        sheet.line([x, x], [bottom, bottom - 3], color=style.muted, linewidth=0.8)
        written = sheet.write(x, bottom - 6, amount(tick), ha="center", va="top", fontsize=style.size - 1)
        half = sheet.text_width(written) / 2
        written.set_x(min(max(x, half), sheet.width - half))

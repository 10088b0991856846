"""The S-curve: of a hundred futures, how many stay below an amount."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from matplotlib.figure import Figure

from roitool.exports.figures.amounts import Span, write_amounts
from roitool.exports.figures.style import Sheet, Style

_BELOW, _ABOVE, _RIGHT = 20.0, 6.0, 6.0


@dataclass(frozen=True, slots=True)
class CurveTexts:
    """What is written in the picture: what happens beyond zero, an amount at an axis, a number of futures."""

    beyond_zero: str
    amount: Callable[[float], str]
    futures: Callable[[float], str]


def draw_curve(
    figure: Figure, outcomes: Sequence[float], below: Sequence[float], texts: CurveTexts, style: Style
) -> None:
    """Draw how many of a hundred futures stay below each amount.

    The part that does not earn itself back has another colour and is broken; a line marks zero.

    Parameters
    ----------
    outcomes
        Ascending.
    below
        How many of a hundred futures lie below each of them.
    """
    sheet = Sheet(figure, style)
    small = {"ha": "right", "va": "center", "fontsize": style.size - 1}
    marks = [
        (futures, sheet.write(0, 0, texts.futures(futures), **small)) for futures in (0.0, 25.0, 50.0, 75.0, 100.0)
    ]
    left = 6 + max(sheet.text_width(label) for _, label in marks)
    span = Span.around(outcomes, left, sheet.width - _RIGHT, sheet.width)
    top = sheet.height - _ABOVE

    def height(futures: float) -> float:
        return _BELOW + futures / 100 * (top - _BELOW)

    for futures, label in marks:
        label.set_position((left - 5, height(futures)))
        sheet.line([left, span.right], [height(futures)] * 2, color=style.line, linewidth=0.6)
    write_amounts(sheet, span, texts.amount, _BELOW, style)
    x, y = span.x(outcomes), np.array([height(futures) for futures in below])
    losing = np.asarray(outcomes) <= 0
    border = int(losing.sum())
    # Both parts share the point at the border, so that the curve has no gap.
    if border:
        sheet.line(x[: border + 1], y[: border + 1], color=style.loss, linewidth=1.8, linestyle=(0, (4, 1.5)))
    if border < len(x):
        sheet.line(x[border:], y[border:], color=style.gain, linewidth=2.0)
    if span.low < 0 < span.high:
        zero = float(span.x([0.0])[0])
        sheet.line([zero] * 2, [_BELOW, top], color=style.muted, linewidth=1, linestyle=(0, (3, 2)))
        # To the right of zero the curve is in the lower or the upper half, and leaves the other to the text.
        is_high = 2 * border >= len(x)
        at, hangs = (_BELOW + 3, "bottom") if is_high else (top - 2, "top")
        written = sheet.write(zero + 4, at, texts.beyond_zero, ha="left", va=hangs, fontsize=style.size - 1)
        if zero + 4 + sheet.text_width(written) > span.right:
            written.set_horizontalalignment("right")
            written.set_x(zero - 4)

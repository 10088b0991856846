"""The histogram: how many of a hundred futures come to about so much."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from matplotlib.figure import Figure

from roitool.exports.figures.amounts import Span, write_amounts
from roitool.exports.figures.style import Sheet, Style

_BELOW, _ABOVE, _SIDE = 20.0, 16.0, 6.0


@dataclass(frozen=True, slots=True)
class HistogramTexts:
    """How an amount at the axis, and a number of futures, is written."""

    amount: Callable[[float], str]
    futures: Callable[[float], str]


def draw_histogram(
    figure: Figure,
    bars: Sequence[tuple[float, float, float]],
    texts: HistogramTexts,
    style: Style,
) -> None:
    """Draw bars, those that lie below zero hollow; the number of futures stands on the highest.

    Parameters
    ----------
    bars
        Where each begins and ends, ascending, and how many of a hundred futures it holds.
    """
    sheet = Sheet(figure, style)
    span = Span.around([bars[0][0], bars[-1][1]], _SIDE, sheet.width - _SIDE, sheet.width)
    highest = max(held for _, _, held in bars) or 1.0
    scale = (sheet.height - _BELOW - _ABOVE) / highest
    for begin, end, held in bars:
        left, right = span.x([begin, end])
        right = max(right, left + 4)
        loses = end <= 0
        look = (
            {"facecolor": "none", "edgecolor": style.loss}
            if loses
            else {"facecolor": style.gain, "edgecolor": style.gain}
        )
        top = _BELOW + held * scale
        inner = 0.75
        sheet.outline([left + inner, right - inner, right - inner, left + inner], [_BELOW, _BELOW, top, top], **look)
        if held == highest:
            sheet.write(
                (left + right) / 2, top + 3, texts.futures(held), ha="center", va="bottom", fontsize=style.size - 1
            )
    sheet.line([span.left, span.right], [_BELOW] * 2, color=style.line, linewidth=1)
    write_amounts(sheet, span, texts.amount, _BELOW, style)
    if span.low < 0 < span.high:
        zero = float(span.x([0.0])[0])
        sheet.line([zero] * 2, [_BELOW, sheet.height - 2], color=style.muted, linewidth=1, linestyle=(0, (3, 2)))

"""The bridge: from the future in which nothing goes wrong to the average of all, one part after the other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from matplotlib.figure import Figure

from roitool.exports.figures.style import Sheet, Style

_SIDE, _GAP = 4.0, 6.0
_THICK = 0.56
"""Share of a row that its bar takes."""


@dataclass(frozen=True, slots=True)
class Pier:
    """One row of the bridge.

    Attributes
    ----------
    name, written
        What it is, and its amount as a text.
    amount
        Where the bridge stands, if it is a total; else by how much it rises.
    """

    name: str
    written: str
    amount: float
    is_total: bool = False


def draw_bridge(figure: Figure, piers: Sequence[Pier], style: Style) -> None:
    """Draw the rows below each other: totals as bars from zero, parts as bars from where the one before ended.

    What lowers the outcome is hollow.

    Parameters
    ----------
    piers
        At least one; the first is a total.
    """
    sheet = Sheet(figure, style)
    ends: list[tuple[float, float]] = []
    stands = 0.0
    for pier in piers:
        begins = 0.0 if pier.is_total else stands
        stands = pier.amount if pier.is_total else stands + pier.amount
        ends.append((begins, stands))
    low, high = min(map(min, ends)), max(map(max, ends))
    row = sheet.height / len(piers)
    small = {"va": "center", "fontsize": style.size - 1}
    names = [sheet.write(_SIDE, 0, pier.name, ha="left", **small) for pier in piers]
    amounts = [sheet.write(sheet.width - _SIDE, 0, pier.written, ha="right", **small) for pier in piers]
    left = _SIDE + max(map(sheet.text_width, names)) + _GAP
    right = sheet.width - _SIDE - max(map(sheet.text_width, amounts)) - _GAP
    scale = max(right - left, 1.0) / (high - low or 1.0)
    for position, (pier, (begins, stands)) in enumerate(zip(piers, ends, strict=True)):
        middle = sheet.height - (position + 0.5) * row
        names[position].set_y(middle)
        amounts[position].set_y(middle)
        if pier.is_total:
            amounts[position].set_color(style.text)
        x, end = (left + (amount - low) * scale for amount in (begins, stands))
        bottom, top = middle - _THICK * row / 2, middle + _THICK * row / 2
        lowers = stands < begins
        colour = style.loss if lowers else style.gain
        sheet.outline(
            [x, end, end, x], [bottom, bottom, top, top], facecolor="none" if lowers else colour, edgecolor=colour
        )
        if position + 1 < len(piers):
            sheet.line([end, end], [bottom, bottom - (1 - _THICK) * row], color=style.muted, linewidth=0.8)
    zero = left - low * scale
    sheet.line([zero, zero], [2, sheet.height - 2], color=style.muted, linewidth=0.8, linestyle=(0, (3, 2)))

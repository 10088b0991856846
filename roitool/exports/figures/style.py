"""How every picture looks: colours that colour-blind readers tell apart (Okabe & Ito 2008), one font, plain text."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import as_file, files
from typing import Any

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.text import Text

from roitool.exports.figures.fonts import REGULAR

LONGEST = 80
"""Characters of a text in a picture; what is longer is clipped."""


@dataclass(frozen=True, slots=True)
class Style:
    """The colours of pictures, and the size of their letters in points.

    Attributes
    ----------
    gain, loss
        Futures that earn the money back, and those that lose it; they differ in shape too.
    limit
        What must not be passed.
    """

    background: str
    text: str
    muted: str
    line: str
    gain: str
    loss: str
    limit: str
    size: float = 11.0


LIGHT = Style("#ffffff", "#1b2430", "#5b6775", "#c9d1d9", "#0072b2", "#d55e00", "#d55e00")
DARK = Style("#1d242c", "#e6ebf0", "#a3b0bd", "#3c4955", "#56b4e9", "#ee7733", "#ee7733")


def empty_axes(figure: Figure, style: Style, *, left: float, right: float, bottom: float, top: float) -> Axes:
    """Clear a figure and return axes without any decoration that fill it but for margins, given in points."""
    figure.clear()
    figure.set_facecolor(style.background)
    width, height = (72 * inches for inches in figure.get_size_inches())
    inner = (left / width, bottom / height, (width - left - right) / width, (height - bottom - top) / height)
    axes = figure.add_axes(inner)
    axes.set_axis_off()
    return axes


def write(axes: Axes, x: float, y: float, text: str, style: Style, **options: Any) -> Text:
    """Write a text, clipped to :data:`LONGEST`, as it is: a dollar sign in it starts no formula."""
    clipped = text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"
    defaults = {"color": style.muted, "fontproperties": _font(), "fontsize": style.size, "parse_math": False}
    return axes.text(x, y, clipped, **(defaults | options))


@cache
def _font() -> FontProperties:
    # By file, so that neither a search through the system's fonts nor what it finds there matters.
    with as_file(files("roitool.exports.figures.fonts") / REGULAR) as path:
        return FontProperties(fname=path)

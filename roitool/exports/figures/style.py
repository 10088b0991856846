"""How every picture looks: colours that colour-blind readers tell apart (Okabe & Ito 2008), one font, plain text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import as_file, files
from typing import Any

import numpy as np
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.lines import Line2D
from matplotlib.patches import Polygon
from matplotlib.text import Text
from matplotlib.transforms import Affine2D
from numpy.typing import ArrayLike

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


class Sheet:
    """A figure as a sheet of paper, measured in points from its lower left.

    Artists stand on the figure itself: axes, with their ticks and spines, take longer to make than the picture.

    Attributes
    ----------
    width, height
        In points.
    """

    def __init__(self, figure: Figure, style: Style) -> None:
        figure.clear()
        figure.set_facecolor(style.background)
        self.width, self.height = (72 * float(inches) for inches in figure.get_size_inches())
        self._figure = figure
        self._style = style
        self._points = Affine2D().scale(1 / 72) + figure.dpi_scale_trans

    def write(self, x: float, y: float, text: str, **options: Any) -> Text:
        """Write a text, clipped to :data:`LONGEST`, as it is: a dollar sign in it starts no formula."""
        clipped = text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"
        look: dict[str, Any] = {
            "color": self._style.muted,
            "fontproperties": _font(),
            "fontsize": self._style.size,
        } | options
        written = Text(x, y, clipped, parse_math=False, transform=self._points, **look)
        self._figure.add_artist(written)
        return written

    def text_width(self, text: Text) -> float:
        """Return the width of a written text, in points."""
        return float(text.get_window_extent().width) * 72 / self._figure.dpi

    def line(self, x: ArrayLike, y: ArrayLike, **look: Any) -> None:
        """Draw a line through places."""
        self._figure.add_artist(Line2D(np.asarray(x), np.asarray(y), transform=self._points, **look))

    def marks(self, places: Sequence[tuple[float, float]], marker: str, size: float, **look: Any) -> None:
        """Draw a mark of so many points at every place."""
        x, y = zip(*places, strict=True)
        self.line(x, y, linestyle="none", marker=marker, markersize=size, **look)

    def band(self, x: ArrayLike, lower: ArrayLike, upper: ArrayLike, **look: Any) -> None:
        """Fill what lies between two lines over the same `x`."""
        there = np.column_stack((x, lower))
        back = np.column_stack((x, upper))[::-1]
        polygon = Polygon(np.concatenate((there, back)), closed=True, transform=self._points, linewidth=0, **look)
        self._figure.add_artist(polygon)

    def outline(self, x: ArrayLike, y: ArrayLike, **look: Any) -> None:
        """Draw a closed shape through places."""
        corners = np.column_stack((x, y))
        self._figure.add_artist(Polygon(corners, closed=True, transform=self._points, linewidth=1.2, **look))


@cache
def _font() -> FontProperties:
    # By file, so that neither a search through the system's fonts nor what it finds there matters.
    with as_file(files("roitool.exports.figures.fonts") / REGULAR) as path:
        return FontProperties(fname=path)

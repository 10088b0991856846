"""How every picture looks: colours that colour-blind readers tell apart (Okabe & Ito 2008), one font, plain text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import as_file, files
from types import MappingProxyType
from typing import Any, TypeVar, cast

import numpy as np
from matplotlib.artist import Artist
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

AnyArtist = TypeVar("AnyArtist", Polygon, Line2D, Text)

_LAYERS: Mapping[type[Artist], float] = MappingProxyType({Polygon: 1.0, Line2D: 2.0, Text: 3.0})
"""What lies over what, as matplotlib has it."""


class Sheet:
    """A figure as a sheet of paper, measured in points from its lower left.

    Artists stand on the figure itself: axes, with their ticks and spines, take longer to make than the picture. A
    figure that was drawn on before keeps its artists: each is given the data and the look of the next of its kind, and
    those that are left over are hidden. What is drawn is the same as on a new figure.

    Attributes
    ----------
    width, height
        In points.
    """

    def __init__(self, figure: Figure, style: Style) -> None:
        self._spare: dict[str, list[Artist]] = {}
        self._count = 0
        for artist in figure.artists:
            artist.set_visible(False)
            self._spare.setdefault(str(artist.get_label()), []).append(artist)
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
        return self._artist(Text, {"x": x, "y": y, "text": clipped, "parse_math": False}, look)

    def text_width(self, text: Text) -> float:
        """Return the width of a written text, in points."""
        return float(text.get_window_extent().width) * 72 / self._figure.dpi

    def line(self, x: ArrayLike, y: ArrayLike, **look: Any) -> None:
        """Draw a line through places."""
        self._artist(Line2D, {"xdata": np.asarray(x), "ydata": np.asarray(y)}, look)

    def marks(self, places: Sequence[tuple[float, float]], marker: str, size: float, **look: Any) -> None:
        """Draw a mark of so many points at every place."""
        x, y = zip(*places, strict=True)
        self.line(x, y, linestyle="none", marker=marker, markersize=size, **look)

    def band(self, x: ArrayLike, lower: ArrayLike, upper: ArrayLike, **look: Any) -> None:
        """Fill what lies between two lines over the same `x`."""
        there = np.column_stack((x, lower))
        back = np.column_stack((x, upper))[::-1]
        self._artist(Polygon, {"xy": np.concatenate((there, back))}, {"linewidth": 0, **look})

    def outline(self, x: ArrayLike, y: ArrayLike, **look: Any) -> None:
        """Draw a closed shape through places."""
        self._artist(Polygon, {"xy": np.column_stack((x, y))}, {"linewidth": 1.2, **look})

    def _artist(self, kind: type[AnyArtist], data: dict[str, Any], look: dict[str, Any]) -> AnyArtist:
        """Return the next artist of a kind; one that was left by an earlier picture if its look has the same parts."""
        label = f"{kind.__name__} {' '.join(sorted(look))}"
        if spare := self._spare.get(label):
            artist = cast("AnyArtist", spare.pop(0))
            artist.update({**data, **look, "visible": True})
        else:
            artist = kind(**data, **look, transform=self._points, label=label)
            self._figure.add_artist(artist)
        # Of one kind they lie over each other in the order in which they are drawn, however they came to be.
        self._count += 1
        artist.set_zorder(_LAYERS[kind] + self._count / 1000)
        return artist


@cache
def _font() -> FontProperties:
    # By file, so that neither a search through the system's fonts nor what it finds there matters.
    with as_file(files("roitool.exports.figures.fonts") / REGULAR) as path:
        return FontProperties(fname=path)

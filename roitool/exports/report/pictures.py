"""The pictures of a report, as on screen, in the light colours, as vectors."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

import matplotlib as mpl
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.figure import Figure

from roitool.exports.figures.bridge import draw_bridge
from roitool.exports.figures.curve import draw_curve
from roitool.exports.figures.dots import draw_dots
from roitool.exports.figures.fan import draw_fan
from roitool.exports.figures.style import LIGHT
from roitool.exports.figures.texts import bridge_piers, curve_texts, dot_texts, fan_texts
from roitool.exports.report.parts import Picture
from roitool.exports.tables import shares_below
from roitool.wording.blocks import curve_in_words

if TYPE_CHECKING:
    from roitool.wording.answer import Answer
    from roitool.wording.telling import Telling

_STYLE = replace(LIGHT, size=7.6)
_COLUMN = 81 / 25.4 * 72
"""How wide a column of the page is, in points: a picture is drawn in its size, so that its letters have theirs."""


def dots_picture(telling: Telling, answer: Answer) -> Picture:
    """Return the fifty outcomes."""
    texts = dot_texts(telling.candidate, telling.currency, telling.words)
    return _picture(
        telling,
        "dots",
        lambda figure: draw_dots(figure, telling.candidate.dots, texts, _STYLE),
        height=102,
        alt=answer.earn.headline,
    )


def curve_picture(telling: Telling) -> Picture:
    """Return the S-curve of the fifty outcomes."""
    words, candidate = telling.words, telling.candidate
    return _picture(
        telling,
        "curve",
        lambda figure: draw_curve(figure, candidate.dots, shares_below(candidate.dots), curve_texts(words), _STYLE),
        height=102,
        alt=curve_in_words(telling),
    )


def fan_picture(telling: Telling, answer: Answer) -> Picture:
    """Return the bank balance over time, with its limit."""
    fan, calendar = telling.candidate.paid.bank.fan, telling.evaluation.calendar
    texts = fan_texts(fan, telling.currency, telling.words)
    return _picture(
        telling,
        "fan",
        lambda figure: draw_fan(figure, fan, calendar, texts, _STYLE),
        height=176,
        alt=" ".join((answer.hurt.headline, *answer.hurt.lines)),
    )


def bridge_picture(telling: Telling, answer: Answer) -> Picture:
    """Return the way from the case in which nothing goes wrong to the average."""
    return _picture(
        telling,
        "bridge",
        lambda figure: draw_bridge(figure, bridge_piers(telling), _STYLE),
        height=102,
        alt=answer.difference.headline,
    )


def _picture(telling: Telling, name: str, draw: Callable[[Figure], None], *, height: float, alt: str) -> Picture:
    words = telling.words
    return Picture(
        _svg(draw, height), alt, words.text(f"report.picture.{name}"), words.text(f"report.picture.{name}.caption")
    )


def _svg(draw: Callable[[Figure], None], height: float) -> str:
    """Return a drawing; letters become shapes, and the names of its parts are the same each time."""
    figure = Figure(figsize=(_COLUMN / 72, height / 72))
    FigureCanvasSVG(figure)
    draw(figure)
    file = io.StringIO()
    with mpl.rc_context({"svg.fonttype": "path", "svg.hashsalt": "roitool"}):
        figure.savefig(file, format="svg", metadata={"Date": None, "Creator": None})
    return file.getvalue()

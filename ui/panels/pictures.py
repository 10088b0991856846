"""The pictures of the answer: the numbers of an evaluation, the words and the colours of the window, put together."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from roitool.cashflow.calendar import Calendar
from roitool.evaluate.evaluation import CandidateAnswer, Fan
from roitool.exports.tables import Table, bars, shares_below
from roitool.wording.telling import Telling
from roitool.wording.words import Words
from ui.panels.answer_blocks import column, side_by_side
from ui.panels.copying import CopyButton
from ui.theme import Theme
from ui.widgets.picture import Picture
from ui.widgets.plain import PlainLabel

if TYPE_CHECKING:
    from matplotlib.figure import Figure

# The modules that draw are loaded by the time that something is drawn: see `ui.runner`.


class PictureView(QWidget):
    """A picture, what it shows in a line, and a button to copy or save it.

    Parameters
    ----------
    what
        What it is called.
    beside
        What stands in that line too.

    Attributes
    ----------
    picture
        What is drawn on.
    save_asked
        As of :class:`CopyButton`.
    """

    save_asked = Signal(object)

    def __init__(
        self, what: str, caption: str, height: int, words: Words, theme: Theme, beside: QWidget | None = None
    ) -> None:
        super().__init__()
        self.picture = Picture(height)
        self._copy = CopyButton(what, self.picture, words, theme)
        self._copy.save_asked.connect(self.save_asked)
        layout = column(self, spacing=0)
        layout.addWidget(self.picture)
        layout.addLayout(side_by_side(PlainLabel(caption, "small", wrap=True), beside, self._copy))

    def show_drawing(self, draw: Callable[[Figure], None], summary: str, table: Callable[[], Table]) -> None:
        """Show a drawing; `summary` says in words what it shows, `table` gives the numbers behind it."""
        self.picture.show_drawing(draw, summary)
        self._copy.offer(table)


def dots_drawing(candidate: CandidateAnswer, currency: str, words: Words, theme: Theme) -> Callable[[Figure], None]:
    """Return what draws the fifty outcomes."""

    def draw(figure: Figure) -> None:
        from roitool.exports.figures import dots as picture  # noqa: PLC0415 - see above
        from roitool.exports.figures import style, texts  # noqa: PLC0415 - see above

        look = style.DARK if theme.dark else style.LIGHT
        picture.draw_dots(figure, candidate.dots, texts.dot_texts(candidate, currency, words), look)

    return draw


def fan_drawing(fan: Fan, calendar: Calendar, currency: str, words: Words, theme: Theme) -> Callable[[Figure], None]:
    """Return what draws the bank balance over time."""

    def draw(figure: Figure) -> None:
        from roitool.exports.figures import fan as picture  # noqa: PLC0415 - see above
        from roitool.exports.figures import style, texts  # noqa: PLC0415 - see above

        look = style.DARK if theme.dark else style.LIGHT
        picture.draw_fan(figure, fan, calendar, texts.fan_texts(fan, currency, words), look)

    return draw


def curve_drawing(candidate: CandidateAnswer, words: Words, theme: Theme) -> Callable[[Figure], None]:
    """Return what draws the S-curve of the fifty outcomes."""
    dots = candidate.dots

    def draw(figure: Figure) -> None:
        from roitool.exports.figures import curve as picture  # noqa: PLC0415 - see above
        from roitool.exports.figures import style, texts  # noqa: PLC0415 - see above

        look = style.DARK if theme.dark else style.LIGHT
        picture.draw_curve(figure, dots, shares_below(dots), texts.curve_texts(words), look)

    return draw


def histogram_drawing(candidate: CandidateAnswer, words: Words, theme: Theme) -> Callable[[Figure], None]:
    """Return what draws the fifty outcomes as bars."""

    def draw(figure: Figure) -> None:
        from roitool.exports.figures import histogram as picture  # noqa: PLC0415 - see above
        from roitool.exports.figures import style, texts  # noqa: PLC0415 - see above

        look = style.DARK if theme.dark else style.LIGHT
        picture.draw_histogram(figure, bars(candidate.dots), texts.histogram_texts(words), look)

    return draw


def bridge_drawing(telling: Telling, theme: Theme) -> Callable[[Figure], None]:
    """Return what draws the way from the base case to the average."""

    def draw(figure: Figure) -> None:
        from roitool.exports.figures import bridge as picture  # noqa: PLC0415 - see above
        from roitool.exports.figures import style, texts  # noqa: PLC0415 - see above

        picture.draw_bridge(figure, texts.bridge_piers(telling), style.DARK if theme.dark else style.LIGHT)

    return draw

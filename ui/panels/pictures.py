"""The pictures of the answer: the numbers of an evaluation, the words and the colours of the window, put together."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from roitool.cashflow.calendar import Calendar
from roitool.evaluate.evaluation import CandidateAnswer, Fan
from roitool.exports.tables import Table, bars, shares_below
from roitool.wording.blocks import difference_in_parts
from roitool.wording.numbers import step_for_digits, step_of
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

_TOTALS = frozenset({"base", "mean"})


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
    dots = candidate.dots

    def draw(figure: Figure) -> None:
        from roitool.exports.figures import dots as picture  # noqa: PLC0415 - see above
        from roitool.exports.figures import style  # noqa: PLC0415 - see above

        low, high = (words.money(dot, currency, step_for_digits(dot, 2), signed=True) for dot in (dots[0], dots[-1]))
        texts = picture.DotTexts(words.text("ui.dots.loss"), words.text("ui.dots.gain"), low, high)
        picture.draw_dots(figure, dots, texts, style.DARK if theme.dark else style.LIGHT)

    return draw


def fan_drawing(fan: Fan, calendar: Calendar, currency: str, words: Words, theme: Theme) -> Callable[[Figure], None]:
    """Return what draws the bank balance over time."""

    def draw(figure: Figure) -> None:
        from roitool.exports.figures import fan as picture  # noqa: PLC0415 - see above
        from roitool.exports.figures import style  # noqa: PLC0415 - see above

        limit = words.text("ui.fan.limit", limit=words.money(fan.limit, currency, step_for_digits(fan.limit, 3)))
        texts = picture.FanTexts(limit, words.text("ui.fan.without"), lambda amount: _short(amount, words))
        picture.draw_fan(figure, fan, calendar, texts, style.DARK if theme.dark else style.LIGHT)

    return draw


def curve_drawing(candidate: CandidateAnswer, words: Words, theme: Theme) -> Callable[[Figure], None]:
    """Return what draws the S-curve of the fifty outcomes."""
    dots = candidate.dots

    def draw(figure: Figure) -> None:
        from roitool.exports.figures import curve as picture  # noqa: PLC0415 - see above
        from roitool.exports.figures import style  # noqa: PLC0415 - see above

        texts = picture.CurveTexts(
            words.text("ui.answer.curve.zero"),
            lambda amount: _short(amount, words),
            lambda count: words.number(count, 0),
        )
        picture.draw_curve(figure, dots, shares_below(dots), texts, style.DARK if theme.dark else style.LIGHT)

    return draw


def histogram_drawing(candidate: CandidateAnswer, words: Words, theme: Theme) -> Callable[[Figure], None]:
    """Return what draws the fifty outcomes as bars."""

    def draw(figure: Figure) -> None:
        from roitool.exports.figures import histogram as picture  # noqa: PLC0415 - see above
        from roitool.exports.figures import style  # noqa: PLC0415 - see above

        look = style.DARK if theme.dark else style.LIGHT
        texts = picture.HistogramTexts(lambda amount: _short(amount, words), lambda count: words.number(count, 0))
        picture.draw_histogram(figure, bars(candidate.dots), texts, look)

    return draw


def bridge_drawing(telling: Telling, theme: Theme) -> Callable[[Figure], None]:
    """Return what draws the way from the base case to the average; parts that are nothing are left out."""
    words, step = telling.words, step_of(telling.candidate.npv.mean)
    parts = difference_in_parts(telling)

    def draw(figure: Figure) -> None:
        from roitool.exports.figures import bridge as picture  # noqa: PLC0415 - see above
        from roitool.exports.figures import style  # noqa: PLC0415 - see above

        piers = [
            picture.Pier(
                words.text(f"bridge.{part}"),
                words.money(amount, telling.currency, step, signed=True),
                amount,
                is_total=part in _TOTALS,
            )
            for part, amount in parts.items()
            if amount or part in _TOTALS
        ]
        picture.draw_bridge(figure, piers, style.DARK if theme.dark else style.LIGHT)

    return draw


def _short(amount: float, words: Words) -> str:
    """Return an amount at an axis: ``150k``, ``1,5 mln``."""
    if abs(amount) >= 1e6:
        return words.text("ui.axis.millions", number=words.number(amount / 1e6))
    if abs(amount) >= 1e3:
        return words.text("ui.axis.thousands", number=words.number(amount / 1e3))
    return words.number(amount)

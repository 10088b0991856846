"""The pictures of the answer: the numbers of an evaluation, the words and the colours of the window, put together."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from roitool.cashflow.calendar import Calendar
from roitool.evaluate.evaluation import CandidateAnswer, Fan
from roitool.wording.numbers import step_for_digits
from roitool.wording.words import Words
from ui.theme import Theme

if TYPE_CHECKING:
    from matplotlib.figure import Figure

# The modules that draw are loaded by the time that something is drawn: see `ui.runner`.


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


def _short(amount: float, words: Words) -> str:
    """Return an amount at an axis: ``150k``, ``1,5 mln``."""
    if abs(amount) >= 1e6:
        return words.text("ui.axis.millions", number=words.number(amount / 1e6))
    if abs(amount) >= 1e3:
        return words.text("ui.axis.thousands", number=words.number(amount / 1e3))
    return words.number(amount)

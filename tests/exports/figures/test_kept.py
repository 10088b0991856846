"""A figure that is drawn on again keeps its artists, and shows what a new one would."""

from __future__ import annotations

import numpy as np
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from roitool.cashflow.calendar import Calendar
from roitool.evaluate.evaluation import Fan
from roitool.exports.figures.dots import DotTexts, draw_dots
from roitool.exports.figures.fan import FanTexts, draw_fan
from roitool.exports.figures.style import DARK, LIGHT

TEXTS = DotTexts("loses money", "earns it back", "−€40,000", "+€180,000")
CALENDAR = Calendar(2027, 3, 96)


def sheet():
    figure = Figure(figsize=(320 / 72, 130 / 72), dpi=72)
    FigureCanvasAgg(figure)
    return figure


def pixels(figure):
    figure.canvas.draw()
    return np.asarray(figure.canvas.buffer_rgba()).copy()


def dots(lowest, highest, style=LIGHT):
    return lambda figure: draw_dots(figure, np.linspace(lowest, highest, 50).tolist(), TEXTS, style)


def fan(start, slope, limit, style=LIGHT):
    months = tuple(range(0, 97, 4))
    middle = [start + slope * month for month in months]
    bands = [tuple(value + width for value in middle) for width in (-40e3, -15e3, 0.0, 15e3, 40e3)]
    texts = FanTexts("limit", "without", lambda amount: f"{amount / 1e3:.0f}k")
    course = Fan(months, *bands, tuple(middle[::-1]), limit, 10_240)
    return lambda figure: draw_fan(figure, course, CALENDAR, texts, style)


PICTURES = [
    dots(-40, 180),
    dots(10, 20),
    dots(-20, -10, DARK),
    dots(-40, 180),
    fan(200e3, -1e3, 90e3),
    fan(100e3, 5e3, -200e3, DARK),
    dots(-1, 1),
    fan(200e3, -1e3, 90e3),
]


def test_whatever_was_drawn_before_a_picture_looks_as_on_a_new_figure():
    kept = sheet()
    for draw in PICTURES:
        draw(kept)
        new = sheet()
        draw(new)
        assert np.array_equal(pixels(kept), pixels(new))


@pytest.mark.parametrize("pair", [(dots(-40, 180), dots(-60, 90)), (fan(2e5, -1e3, 9e4), fan(2e5, -1.1e3, 8e4))])
def test_other_numbers_are_shown_by_the_same_artists(pair):
    figure = sheet()
    first, second = pair
    first(figure)
    before = list(figure.artists)
    second(figure)
    assert [id(artist) for artist in figure.artists[: len(before)]] == [id(artist) for artist in before]
    first(figure)
    assert len(figure.artists) < 2 * len(before)


def test_nothing_piles_up_on_a_figure_that_is_drawn_on_again_and_again():
    figure = sheet()
    for draw in PICTURES:
        draw(figure)
    held = len(figure.artists)
    for draw in 3 * PICTURES:
        draw(figure)
    assert len(figure.artists) == held

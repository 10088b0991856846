"""What can be seen in the pictures, told from what is drawn."""

from __future__ import annotations

import math
import time
from dataclasses import replace

import numpy as np
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Polygon
from matplotlib.text import Text

from roitool.cashflow.calendar import Calendar
from roitool.evaluate.evaluation import Fan
from roitool.exports.figures.dots import DotTexts, draw_dots
from roitool.exports.figures.fan import FanTexts, draw_fan
from roitool.exports.figures.style import DARK, LIGHT

TEXTS = DotTexts("loses money", "earns it back", "−€40,000", "+€180,000")
WIDTH, HEIGHT = 320, 130


@pytest.fixture
def figure():
    figure = Figure(figsize=(WIDTH / 72, HEIGHT / 72), dpi=72)
    FigureCanvasAgg(figure)
    return figure


def marks(figure, marker):
    """Return the places of all marks of a shape, in points."""
    lines = [line for line in figure.findobj(Line2D) if line.get_marker() == marker]
    return [place for line in lines for place in zip(*line.get_data(), strict=True)]


def texts(figure):
    return [text.get_text() for text in figure.findobj(Text) if text.get_text()]


@pytest.mark.parametrize(
    "dots",
    [
        np.linspace(-40e3, 180e3, 50),
        np.linspace(10.0, 20.0, 50),
        np.linspace(1e6, 1e6 + 10, 50),
        -np.geomspace(1, 1e6, 50)[::-1],
        np.r_[-1e7, np.linspace(1, 2, 49)],
        np.full(50, 7.0),
        np.zeros(50),
        np.array([-1e-9, 1e-9]),
    ],
)
def test_every_outcome_is_one_dot_inside_the_picture_and_losses_have_another_shape(figure, dots):
    draw_dots(figure, dots.tolist(), TEXTS, LIGHT)
    figure.canvas.draw()
    gains, losses = marks(figure, "o"), marks(figure, "s")
    assert (len(gains), len(losses)) == (int((dots > 0).sum()), int((dots <= 0).sum()))
    assert len({*gains, *losses}) == len(dots)
    assert all(0 < x < WIDTH and 0 < y < HEIGHT for x, y in (*gains, *losses))


def test_losses_stand_left_of_the_line_and_gains_right_of_it(figure):
    draw_dots(figure, np.linspace(-50, 100, 50).tolist(), TEXTS, LIGHT)
    (line,) = [line for line in figure.findobj(Line2D) if line.get_linestyle() == "--"]
    border = line.get_xdata()[0]
    assert max(x for x, _ in marks(figure, "s")) < border < min(x for x, _ in marks(figure, "o"))


def test_the_sides_are_named_as_far_as_they_exist_and_do_not_overlap(figure):
    for lowest, highest in ((-100, 10), (-10, 100), (-50, 50)):
        draw_dots(figure, np.linspace(lowest, highest, 50).tolist(), TEXTS, LIGHT)
        figure.canvas.draw()
        extents = {text.get_text(): text.get_window_extent() for text in figure.findobj(Text)}
        loss, gain = extents[TEXTS.loss], extents[TEXTS.gain]
        assert 0 <= loss.x0 < loss.x1 < gain.x0 < gain.x1 <= WIDTH
    draw_dots(figure, np.linspace(1, 2, 50).tolist(), TEXTS, LIGHT)
    assert TEXTS.loss not in texts(figure)


@pytest.mark.parametrize("text", [r"a $\foo{$ b", "$" + "x" * 20_000 + "$", "_hidden", "<b>bold</b>"])
def test_texts_are_drawn_as_they_are_and_clipped(figure, text):
    begun = time.perf_counter()
    draw_dots(figure, [-1.0, 1.0], DotTexts(text, "", "", ""), DARK)
    figure.canvas.draw()
    assert time.perf_counter() - begun < 1
    (shown,) = texts(figure)
    assert shown == text or (shown[:-1] == text[:79] and shown.endswith("…"))


def fan_of(middle, spread, limit):
    months = tuple(range(0, 97, 3))
    bands = [tuple(middle + share * spread * month for month in months) for share in (-1.6, -0.7, 0, 0.7, 1.6)]
    return Fan(months, *bands, tuple(middle for _ in months), limit, 10_240)


def test_the_limit_is_a_dashed_line_with_its_name_inside_the_picture(figure):
    texts_of_fan = FanTexts("your limit", "without it", lambda amount: f"{amount:,.0f}")
    for limit in (-5e5, 65e3, 3e6):
        draw_fan(figure, fan_of(200e3, 1200.0, limit), Calendar(2027, 3, 96), texts_of_fan, LIGHT)
        figure.canvas.draw()
        (dashed,) = [line for line in figure.findobj(Line2D) if line.get_color() == LIGHT.limit]
        height = dashed.get_ydata()[0]
        assert 0 < height < HEIGHT
        (name,) = [text for text in figure.findobj(Text) if text.get_text() == "your limit"]
        extent = name.get_window_extent()
        assert 0 <= extent.y0 < extent.y1 <= HEIGHT


def test_the_name_of_the_limit_keeps_out_of_the_fan_where_there_is_room(figure):
    texts_of_fan = FanTexts("your limit", "without it", lambda amount: f"{amount:,.0f}")
    for middle, limit, below in ((200e3, 60e3, True), (200e3, -40e3, True), (-90e3, 60e3, False)):
        fan = replace(fan_of(middle, 800.0, limit), without=(300e3,) * 33)
        draw_fan(figure, fan, Calendar(2027, 3, 96), texts_of_fan, LIGHT)
        figure.canvas.draw()
        (dashed,) = [line for line in figure.findobj(Line2D) if line.get_color() == LIGHT.limit]
        (name,) = [text for text in figure.findobj(Text) if text.get_text() == "your limit"]
        extent, height = name.get_window_extent(), dashed.get_ydata()[0]
        assert (extent.y1 < height) == below
        bands = [polygon.get_path().vertices for polygon in figure.findobj(Polygon)]
        inside = [y for band in bands for x, y in band if extent.x0 <= x <= extent.x1 and extent.y0 <= y <= extent.y1]
        assert inside == []


def test_the_amounts_at_the_ends_stand_above_the_names_of_the_sides_and_apart_from_them(figure):
    for lowest, highest in ((-100, 10), (-10, 100), (-50, 50)):
        draw_dots(figure, np.linspace(lowest, highest, 50).tolist(), TEXTS, LIGHT)
        figure.canvas.draw()
        extents = {text.get_text(): text.get_window_extent() for text in figure.findobj(Text)}
        for end in (TEXTS.lowest, TEXTS.highest):
            assert extents[end].y0 - max(extents[TEXTS.loss].y1, extents[TEXTS.gain].y1) >= 4


def test_months_are_told_as_calendar_years_where_they_begin(figure):
    texts_of_fan = FanTexts("", "", lambda _: "0")
    draw_fan(figure, fan_of(200e3, 1200.0, 0.0), Calendar(2027, 3, 96), texts_of_fan, LIGHT)
    years = [text for text in figure.findobj(Text) if text.get_text().startswith("20")]
    assert [text.get_text() for text in years] == ["2027", "2029", "2031", "2033"]
    left, step = years[0].get_position()[0], years[2].get_position()[0] - years[1].get_position()[0]
    # March to December 2027 are ten months, 2028 twelve more: 2029 begins 22 months after the start.
    assert math.isclose(years[1].get_position()[0] - left, step * 22 / 24, rel_tol=1e-9)


def test_a_balance_that_never_changes_can_be_drawn(figure):
    draw_fan(figure, fan_of(0.0, 0.0, 0.0), Calendar(2027, 1, 96), FanTexts("", "", lambda _: ""), DARK)
    figure.canvas.draw()
    assert all(math.isfinite(y) for line in figure.findobj(Line2D) for y in line.get_ydata())

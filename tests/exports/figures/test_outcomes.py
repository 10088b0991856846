"""The S-curve and the histogram, told from what is drawn."""

from __future__ import annotations

import numpy as np
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Polygon
from matplotlib.text import Text

from roitool.exports.figures.curve import CurveTexts, draw_curve
from roitool.exports.figures.histogram import HistogramTexts, draw_histogram
from roitool.exports.figures.style import DARK, LIGHT
from roitool.exports.tables import bars, shares_below

WIDTH, HEIGHT = 320, 150
CURVE = CurveTexts("earns itself back", lambda amount: f"{amount:.0f}", lambda count: f"{count:.0f}")
BARS = HistogramTexts(CURVE.amount, CURVE.futures)
OUTCOMES = [
    np.linspace(-40e3, 180e3, 50),
    np.linspace(10.0, 20.0, 50),
    -np.geomspace(1, 1e6, 50)[::-1],
    np.r_[-1e7, np.linspace(1, 2, 49)],
    np.full(50, 7.0),
    np.zeros(50),
]


@pytest.fixture
def figure():
    figure = Figure(figsize=(WIDTH / 72, HEIGHT / 72), dpi=72)
    FigureCanvasAgg(figure)
    return figure


def curve(figure, outcomes, style=LIGHT):
    draw_curve(figure, outcomes.tolist(), shares_below(outcomes.tolist()), CURVE, style)
    figure.canvas.draw()
    return [line for line in figure.findobj(Line2D) if line.get_linewidth() > 1.5]


@pytest.mark.parametrize("outcomes", OUTCOMES)
def test_the_curve_rises_from_left_to_right_within_the_picture(figure, outcomes):
    lines = curve(figure, outcomes)
    x, y = (np.concatenate([line.get_data()[axis] for line in lines]) for axis in (0, 1))
    assert x.size >= 50
    assert (np.diff(x) >= 0).all()
    assert (np.diff(y) >= 0).all()
    assert 0 <= x.min() <= x.max() <= WIDTH
    assert 0 <= y.min() <= y.max() <= HEIGHT


def test_the_part_that_loses_has_another_colour_and_is_broken_and_both_parts_meet(figure):
    losing, gaining = curve(figure, OUTCOMES[0], DARK)
    assert (losing.get_color(), gaining.get_color()) == (DARK.loss, DARK.gain)
    assert losing.get_linestyle() == "--"
    assert [axis[-1] for axis in losing.get_data()] == [axis[0] for axis in gaining.get_data()]


@pytest.mark.parametrize("outcomes", OUTCOMES)
def test_what_is_written_stays_inside_both_pictures(figure, outcomes):
    for draw in (
        lambda: draw_curve(figure, outcomes.tolist(), shares_below(outcomes.tolist()), CURVE, LIGHT),
        lambda: draw_histogram(figure, bars(outcomes.tolist()), BARS, LIGHT),
    ):
        draw()
        figure.canvas.draw()
        for text in figure.findobj(Text):
            box = text.get_window_extent()
            assert box.x0 >= -0.5
            assert box.x1 <= WIDTH + 0.5
            assert box.y0 >= -0.5
            assert box.y1 <= HEIGHT + 0.5


def test_every_bar_is_as_high_as_it_holds_futures_and_losses_are_hollow(figure):
    found = bars(OUTCOMES[0].tolist())
    draw_histogram(figure, found, BARS, LIGHT)
    shapes = figure.findobj(Polygon)
    assert len(shapes) == len(found)
    bottom = min(shape.get_xy()[:, 1].min() for shape in shapes)
    heights = [shape.get_xy()[:, 1].max() - bottom for shape in shapes]
    shares = [held for _, _, held in found]
    assert np.allclose(np.array(heights) / max(heights), np.array(shares) / max(shares))
    hollow = [shape.get_facecolor()[3] == 0 for shape in shapes]
    assert hollow == [end <= 0 for _, end, _ in found]

"""The bridge from the base case to the average, told from what is drawn."""

from __future__ import annotations

import numpy as np
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.patches import Polygon
from matplotlib.text import Text

from roitool.exports.figures.bridge import Pier, draw_bridge
from roitool.exports.figures.style import LIGHT

WIDTH, HEIGHT = 320, 132


@pytest.fixture
def figure():
    figure = Figure(figsize=(WIDTH / 72, HEIGHT / 72), dpi=72)
    FigureCanvasAgg(figure)
    return figure


def piers(*amounts):
    """Return the rows of a bridge: the first and the last are totals."""
    last = len(amounts) - 1
    return [Pier(f"row {at}", f"{amount}", amount, is_total=at in {0, last}) for at, amount in enumerate(amounts)]


def spans(figure):
    """Return from where to where each bar goes, in points."""
    return [tuple(shape.get_xy()[[0, 1], 0]) for shape in figure.findobj(Polygon)]


@pytest.mark.parametrize("amounts", [(100.0, -60.0, 20.0, 60.0), (10.0, -40.0, -30.0), (0.0, 0.0), (-5.0, -2.0, -7.0)])
def test_every_part_begins_where_the_one_before_ended_and_the_last_total_meets_them(figure, amounts):
    draw_bridge(figure, piers(*amounts), LIGHT)
    drawn = spans(figure)
    assert [one[1] for one in drawn[:-1]][:-1] == pytest.approx([other[0] for other in drawn[1:-1]])
    assert drawn[-1][1] == pytest.approx(drawn[-2][1] if len(drawn) > 1 else drawn[0][1])


def test_what_lowers_it_is_hollow(figure):
    draw_bridge(figure, piers(100.0, -60.0, 20.0, 60.0), LIGHT)
    assert [shape.get_facecolor()[3] for shape in figure.findobj(Polygon)] == [1, 0, 1, 1]


def test_names_and_amounts_stand_beside_the_bars_inside_the_picture(figure):
    draw_bridge(figure, piers(43_100.0, -30_100.0, -9_100.0, 3_900.0), LIGHT)
    figure.canvas.draw()
    left = max(text.get_window_extent().x1 for text in figure.findobj(Text) if text.get_text().startswith("row"))
    right = min(text.get_window_extent().x0 for text in figure.findobj(Text) if not text.get_text().startswith("row"))
    ends = np.array(spans(figure))
    assert 0 < left < ends.min()
    assert ends.max() < right < WIDTH

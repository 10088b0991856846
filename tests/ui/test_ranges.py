"""Axes of money: round values, told as what they are."""

from __future__ import annotations

import pytest

from roitool.wording.words import Words
from tests.ui.answers import plain
from ui.panels.compare_cards import axis_line
from ui.theme import LIGHT
from ui.widgets.ranges import Axis, axis_over

ENGLISH = Words("en")


@pytest.mark.parametrize(
    ("low", "high", "most", "expected"),
    [
        (-20_000.0, 130_000.0, 6, ["€0", "€25,000", "€50,000", "€75,000", "€100,000", "€125,000"]),
        (-90_000.0, 215_000.0, 4, ["€0", "€100,000", "€200,000"]),
        (-1_300_000.0, 200_000.0, 6, ["−€1,250,000", "−€1,000,000", "−€750,000", "−€500,000", "−€250,000", "€0"]),
        (-7.0, 1.0, 1, ["€0"]),
    ],
)
def test_an_axis_has_round_values_with_nothing_among_them_each_told_exactly(qtbot, low, high, most, expected):
    axis = Axis(low, high)
    line = axis_line(axis, "EUR", ENGLISH, LIGHT)
    qtbot.addWidget(line)
    assert [plain(line.told(value)) for value in axis.ticks(most)] == expected


def test_an_axis_has_room_for_all_it_shows_and_for_nothing_even_where_nothing_else_is():
    axis = axis_over([10.0, 110.0])
    assert axis.low < 0.0
    assert axis.high > 110.0
    assert axis.at(0.0, 500.0) > 0
    assert axis_over([]).low < axis_over([]).high

"""A drawing in the window is made when it is looked at, and not before."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from ui.drawing import load_drawing
from ui.widgets.picture import Picture


@pytest.fixture
def figures():
    """Return the figures that were drawn on, in that order."""
    return []


@pytest.fixture
def scrolled(qtbot, figures):
    """Return an area with a picture far below its top."""
    load_drawing()
    area, page = QScrollArea(), QWidget()
    layout = QVBoxLayout(page)
    layout.addSpacing(2_000)
    area.picture = Picture(120)
    layout.addWidget(area.picture)
    area.setWidget(page)
    area.setWidgetResizable(True)
    area.resize(400, 300)
    area.picture.enable()
    area.picture.show_drawing(figures.append, "what is to be seen")
    qtbot.addWidget(area)
    with qtbot.waitExposed(area):
        area.show()
    return area


def look_at(area):
    area.ensureWidgetVisible(area.picture)
    area.repaint()


def test_a_picture_out_of_view_is_not_drawn(scrolled, figures, qapp):
    scrolled.picture.update()
    qapp.processEvents()
    assert not scrolled.picture.drawn
    assert figures == []


def test_it_is_drawn_when_it_comes_into_view(scrolled, qtbot, figures):
    look_at(scrolled)
    qtbot.waitUntil(lambda: scrolled.picture.drawn)
    assert len(figures) == 1


def test_all_its_drawings_are_made_on_one_figure(scrolled, qtbot, figures):
    look_at(scrolled)
    for count in range(1, 4):
        qtbot.waitUntil(lambda count=count: len(figures) == count)
        scrolled.picture.show_drawing(figures.append, "something else")
    assert len({id(figure) for figure in figures}) == 1

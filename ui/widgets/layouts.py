"""How pages are laid out: in the middle, no wider than is pleasant to read, scrolled where they are too high."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractSlider, QFrame, QHBoxLayout, QLayout, QScrollArea, QScrollBar, QWidget

SIDE, LEAST = 40, 16


def centred(content: QWidget, widest: int, top: int, bottom: int, less_right: int = 0, side: int = SIDE) -> QWidget:
    """Return a widget with the content in its middle.

    Parameters
    ----------
    top, bottom
        Room above and below.
    less_right
        Room that something else takes at the right, say a scroll bar: the content stays in the middle of the whole.
    side
        Room at the left, and at the right.
    """
    content.setMaximumWidth(widest)
    around = QWidget()
    row = QHBoxLayout(around)
    row.setContentsMargins(side, top, max(side - less_right, LEAST), bottom)
    row.addStretch(1)
    row.addWidget(content, 1000)
    row.addStretch(1)
    return around


def scrolled(content: QWidget, widest: int, name: str, top: int = 0, bottom: int = 0, side: int = SIDE) -> QScrollArea:
    """Return an area of that object name that scrolls content in its middle up and down.

    Room for its bar is always there, so that content stays in line with what stands above and below the area.
    """
    area = QScrollArea()
    area.setObjectName(name)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setWidgetResizable(True)
    keep_room_for_bar(area)
    # What is in it is reached with the keyboard, and scrolls into sight by that.
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(centred(content, widest, top, bottom, area.verticalScrollBar().sizeHint().width(), side))
    return area


def keep_room_for_bar(area: QScrollArea) -> None:
    """Let an area scroll up and down only, with room for its bar also where there is nothing to scroll."""
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
    area.setVerticalScrollBar(_Bar())


class _Bar(QScrollBar):
    """A bar that is disabled where there is nothing to scroll: the style sheet draws none then."""

    def sliderChange(self, change: QAbstractSlider.SliderChange) -> None:  # noqa: N802 - Qt's name
        """Follow how far there is to scroll."""
        if change is QAbstractSlider.SliderChange.SliderRangeChange:
            self.setEnabled(self.maximum() > 0)
        super().sliderChange(change)


def layout_of(widget: QWidget) -> QLayout:
    """Return what lies out the inside of a widget that has one: Qt's buttons do not look there for their size."""
    layout = widget.layout()
    assert layout is not None  # noqa: S101 - for the type checker
    return layout


def emptied(layout: QLayout) -> None:
    """Take everything out of a layout, out of sight at once."""
    while (item := layout.takeAt(0)) is not None:
        if (widget := item.widget()) is not None:
            widget.hide()
            widget.deleteLater()

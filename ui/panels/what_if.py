"""What if: one figure is put to a value for a moment, and the answer beside it follows; the document does not."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSlider, QVBoxLayout

from roitool.errors import Place
from roitool.scenario.editing import value_at
from roitool.scenario.inputs import Input
from roitool.scenario.scenario import Scenario
from roitool.wording.choices import Choice
from roitool.wording.drivers import figure_text
from roitool.wording.numbers import in_digits
from roitool.wording.words import Words
from ui.forms.choices import ChoiceBox
from ui.panels.deciding_parts import SIDE
from ui.widgets.buttons import Button
from ui.widgets.plain import PlainLabel

LOWEST, HIGHEST = 0.01, 0.99
"""Quantiles of a figure between which it can be put."""

STEPS = 100


class WhatIfCard(QFrame):
    """Lets somebody choose a figure and drag it.

    Attributes
    ----------
    tried
        Emitted with the place of a figure and the value it is put to.
    kept
        Emitted with the same, when the document is to have it from now on.
    ended
        The answer is to be that of the document again.
    """

    tried = Signal(object, float)
    kept = Signal(object, float)
    ended = Signal()

    def __init__(self, words: Words) -> None:
        super().__init__()
        self.setObjectName("card")
        title = words.text("ui.what_if")
        self.setAccessibleName(title)
        self._words = words
        self._scenario: Scenario | None = None
        self._places: tuple[Place, ...] = ()
        self.choice = ChoiceBox(words.text("ui.what_if.figure"))
        self.choice.activated.connect(self._turn)
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setRange(0, STEPS)
        self.slider.setPageStep(STEPS // 10)
        self.slider.valueChanged.connect(self._try)
        self._ends = PlainLabel(kind="small"), PlainLabel(kind="small")
        self.value = PlainLabel(kind="reason")
        self.keep = Button(words.text("ui.what_if.keep"))
        self.keep.clicked.connect(lambda: self.kept.emit(self.place, self.number))
        self.back = Button(words.text("ui.what_if.back"))
        self.back.clicked.connect(self._end)
        self._lay_out(title)
        self.rest()

    @property
    def place(self) -> Place:
        """The place of the figure that is chosen."""
        return self._places[self.choice.currentIndex()]

    @property
    def _figure(self) -> Input:
        found: Input = value_at(self._scenario, self.place)
        return found

    @property
    def _range(self) -> tuple[float, float]:
        quantity = self._figure.quantity
        return float(quantity.quantile(LOWEST)), float(quantity.quantile(HIGHEST))

    @property
    def number(self) -> float:
        """The value that the slider stands at."""
        low, high = self._range
        return in_digits(low + (high - low) * self.slider.value() / STEPS, 3)

    def show_figures(self, scenario: Scenario, places: Sequence[Place]) -> None:
        """Offer the figures at some places, those that have values in between."""
        found = tuple(place for place in places if not value_at(scenario, place).quantity.discrete)
        before = self.place if self._places else None
        self._scenario, self._places = scenario, found
        self.setVisible(bool(found))
        if found:
            names = (self._words.label(value_at(scenario, place).label) for place in found)
            offered = [Choice(str(number), name) for number, name in enumerate(names)]
            at = found.index(before) if before in found else 0
            self.choice.show_choices(offered, str(at))
            self._begin()

    def rest(self) -> None:
        """Say that nothing is being tried."""
        self.keep.setEnabled(False)
        self.back.setEnabled(False)
        if self._places:
            self._put_to_today()

    def _turn(self) -> None:
        """Begin with another figure; what was tried with the one before is over."""
        if self.back.isEnabled():
            self.ended.emit()
        self._begin()

    def _end(self) -> None:
        self.rest()
        self.ended.emit()

    def _begin(self) -> None:
        """Begin at today's value of the figure that is chosen."""
        low, high = self._range
        for label, end in zip(self._ends, (low, high), strict=True):
            label.setText(self._told(end))
        self.rest()

    def _put_to_today(self) -> None:
        low, high = self._range
        today = self._figure.quantity.base()
        at = round(STEPS * (today - low) / (high - low)) if high > low else 0
        self.slider.blockSignals(True)
        self.slider.setValue(at)
        self.slider.blockSignals(False)
        self._say(self._words.text("ui.what_if.today", value=self._told(today)))

    def _try(self) -> None:
        if self._places:
            self.keep.setEnabled(True)
            self.back.setEnabled(True)
            self._say(self._told(self.number))
            self.tried.emit(self.place, self.number)

    def _say(self, text: str) -> None:
        self.value.setText(text)
        self.slider.setAccessibleName(f"{self.choice.currentText()}: {text}")

    def _told(self, value: float) -> str:
        assert self._scenario is not None  # noqa: S101 - for the type checker
        return figure_text(self._figure, value, self._scenario, self._words)

    def _lay_out(self, title: str) -> None:
        head = QHBoxLayout()
        head.setSpacing(10)
        head.addWidget(PlainLabel(title, "reason"))
        head.addWidget(self.choice, 1)
        line = QHBoxLayout()
        line.setSpacing(10)
        line.addWidget(self._ends[0])
        line.addWidget(self.slider, 1)
        line.addWidget(self._ends[1])
        foot = QHBoxLayout()
        foot.setSpacing(10)
        foot.addWidget(self.value, 1)
        foot.addWidget(self.back)
        foot.addWidget(self.keep)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SIDE, 12, SIDE, 12)
        layout.setSpacing(8)
        layout.addLayout(head)
        layout.addLayout(line)
        layout.addLayout(foot)
        layout.addWidget(PlainLabel(self._words.text("ui.what_if.means"), "small", wrap=True))

"""The list on the left: which candidate is shown; there only where there are several."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from roitool.scenario.scenario import Scenario
from roitool.wording.words import Words
from ui.widgets.plain import PlainLabel

WIDTH = 160


class CandidatesPanel(QWidget):
    """Lets somebody choose the candidate that figures and answer are about.

    Attributes
    ----------
    chosen
        Emitted with the position of a candidate.
    """

    chosen = Signal(int)

    def __init__(self, words: Words) -> None:
        super().__init__()
        self.setObjectName("candidates")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedWidth(WIDTH)
        self._words = words
        self._list = QListWidget()
        self._list.setAccessibleName(words.text("ui.candidates"))
        self._list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.currentRowChanged.connect(self._choose)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(10, 18, 10, 10)
        layout.addWidget(PlainLabel(words.text("ui.candidates"), "small"))
        layout.addWidget(self._list)

    def show_scenario(self, scenario: Scenario, chosen: int | None) -> None:
        """List the candidates of a scenario."""
        self._list.blockSignals(True)
        self._list.clear()
        for candidate in scenario.candidates:
            QListWidgetItem(self._words.label(candidate.title), self._list)
        self._list.setCurrentRow(-1 if chosen is None else chosen)
        self._list.blockSignals(False)
        self.setVisible(len(scenario.candidates) > 1)

    def _choose(self, position: int) -> None:
        if position >= 0:
            self.chosen.emit(position)

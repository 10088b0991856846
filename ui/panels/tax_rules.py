"""The way from a candidate to the tax rules that count for it: they are the company's, and set there."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from roitool.errors import Place
from roitool.wording.words import Words
from ui.forms.section import link

TAX_RULES: Place = ("regime",)


class TaxRulesStrip(QWidget):
    """Leads to the tax rules.

    Attributes
    ----------
    place_asked
        Emitted with their place in the document.
    """

    place_asked = Signal(object)

    def __init__(self, words: Words) -> None:
        super().__init__()
        line = QHBoxLayout(self)
        line.setContentsMargins(6, 4, 4, 4)
        line.addWidget(link(words.text("ui.card.tax_rules"), lambda: self.place_asked.emit(TAX_RULES)))
        line.addStretch()

"""What stands above the cards of a page: its title and note, whose figures these are, and advice about all of it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from roitool.scenario.base import text_in
from roitool.scenario.scenario import Scenario
from roitool.wording.plain import clean
from roitool.wording.words import Words
from ui.pages.page import Page
from ui.runner import View
from ui.widgets.advice import Advice, Said
from ui.widgets.plain import ElidedLabel, PlainLabel

LONGEST_NOTE = 1000


class PageHead(QWidget):
    """Tells what a page is about."""

    def __init__(self, scenario: Scenario, page: Page, words: Words) -> None:
        super().__init__()
        title, note = _title(scenario, page, words)
        self._own = QFrame()
        # Coloured as the outside view beside it, which it is about.
        self._own.setObjectName("outside")
        inside = QVBoxLayout(self._own)
        inside.setContentsMargins(10, 6, 10, 6)
        inside.addWidget(PlainLabel(words.text("ui.page.own_figures"), wrap=True))
        self._own.hide()
        self._advice = Advice(words)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        layout.addWidget(ElidedLabel(title, "title"))
        if note:
            layout.addWidget(ElidedLabel(note, "muted", lines=2))
        layout.addWidget(self._own)
        layout.addWidget(self._advice)

    def show_view(self, view: View) -> None:
        """Say that these are the owner's figures while the answer beside them is to others."""
        self._own.setVisible(view == "outside")

    def show_said(self, said: Sequence[Said]) -> None:
        """Show what a good adviser would say of the page as a whole."""
        self._advice.show_said(said)


def _title(scenario: Scenario, page: Page, words: Words) -> tuple[str, str]:
    """Return what a page is called, and what it is about."""
    if page.kind != "candidate":
        return words.text(f"ui.page.{page.kind}"), words.text(f"ui.page.{page.kind}.note")
    candidate = scenario.candidates[page.candidate]
    return words.label(candidate.title).strip() or candidate.id, clean(
        text_in(words.language, candidate.note), LONGEST_NOTE
    )

"""The line at the bottom: how exact the answer is, how much of it is borrowed, and whether it is saved."""

from __future__ import annotations

from collections import Counter
from datetime import datetime

from PySide6.QtWidgets import QHBoxLayout, QStatusBar, QWidget

from roitool.evaluate.evaluation import CandidateAnswer, Evaluation
from roitool.scenario.scenario import Scenario
from roitool.wording.words import Words
from ui.widgets.plain import PlainLabel


class StatusLine(QStatusBar):
    """Shows a few facts about the document and its answer."""

    def __init__(self, words: Words) -> None:
        super().__init__()
        self.setSizeGripEnabled(False)
        self._words = words
        self._exactness, self._borrowed, self._saved = PlainLabel(), PlainLabel(), PlainLabel()
        self._facts = QWidget()
        self._notices: list[QWidget] = []
        line = QHBoxLayout(self._facts)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(6)
        line.addWidget(self._exactness)
        line.addWidget(self._borrowed)
        self.addWidget(self._facts)
        self.addPermanentWidget(self._saved)

    def show_exactness(self, evaluation: Evaluation | None, candidate: CandidateAnswer | None = None) -> None:
        """Tell how many futures were calculated and how far the mean may be off; nothing without a current answer."""
        words = self._words
        if evaluation is None or candidate is None:
            self._exactness.hide()
            return
        futures = words.number(evaluation.provenance.futures)
        margin = words.margin(candidate.npv.mean, evaluation.scenario.currency)
        self._exactness.show()
        self._exactness.setText(words.text("ui.status.exactness", futures=futures, margin=margin))

    def show_borrowed(self, scenario: Scenario) -> None:
        """Tell how many figures are not the owner's own: of a reference, or what somebody who sells says."""
        inputs = [*scenario.inputs, *(item for candidate in scenario.candidates for item in candidate.inputs)]
        said_by = Counter(item.evidence.by for item in inputs)
        words, quotes = self._words, said_by["quote"]
        numbers = {"count": words.number(said_by["reference"]), "all": words.number(len(inputs))}
        facts = [words.text("ui.status.borrowed", **numbers)]
        if quotes:
            code = "ui.status.quoted.one" if quotes == 1 else "ui.status.quoted"
            facts.append(words.text(code, count=words.number(quotes)))
        self._borrowed.setText(", ".join(facts))

    def show_notice(self, notice: QWidget) -> None:
        """Show something that passes in the place of the facts about the answer, and of what passes there already."""
        self._notices.append(notice)
        self.addWidget(notice, 1)
        self._show_last()

    def drop_notice(self, notice: QWidget) -> None:
        """Show what it stood in the place of again."""
        self.removeWidget(notice)
        self._notices = [each for each in self._notices if each is not notice]
        self._show_last()

    def _show_last(self) -> None:
        *before, last = self._facts, *self._notices
        for each in before:
            each.hide()
        last.show()

    def show_saved(self, at: datetime | None, *, dirty: bool) -> None:
        """Tell when it was saved last, or that it is not; and that nothing leaves the computer."""
        words = self._words
        saved = words.text("ui.status.saved", time=f"{at:%H:%M}") if at is not None and not dirty else ""
        unsaved = words.text("ui.status.unsaved") if dirty else ""
        facts = [fact for fact in (saved or unsaved, words.text("ui.status.offline")) if fact]
        self._saved.setText(" · ".join(facts))

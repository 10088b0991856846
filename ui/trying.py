"""What if: the answer to the document with one figure at another value, which the document never has until it is kept.

It is asked for as any answer; the note above it says that it is one of these.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from roitool.errors import Place
from roitool.scenario.editing import replaced_all, value_at
from roitool.scenario.inputs import Input
from roitool.scenario.quantities import Fixed
from roitool.wording.drivers import figure_text
from roitool.wording.words import Words
from ui.answering import Answering, Asked
from ui.document import Document
from ui.editors.evidence import evidence_after_edit


class Trying:
    """Tries values of figures.

    Parameters
    ----------
    asked
        Returns what the answer is about without anything tried.
    """

    def __init__(self, document: Document, answering: Answering, words: Words, asked: Callable[[], Asked]) -> None:
        self._document = document
        self._answering = answering
        self._words = words
        self._asked = asked

    @property
    def under_way(self) -> bool:
        """Whether the answer on screen, or on its way, is one of these."""
        asked = self._answering.asked
        return asked is not None and bool(asked.note)

    def begin(self, place: Place, value: float) -> None:
        """Answer the document with the figure at a place fixed at a value, in every future."""
        scenario = self._document.scenario
        figure: Input = value_at(scenario, place)
        tried = replaced_all(scenario, {(*place, "quantity"): Fixed(value=value)})
        told = figure_text(figure, value, scenario, self._words)
        note = self._words.text("ui.what_if.note", name=self._words.label(figure.label), value=told)
        self._answering.ask(replace(self._asked(), scenario=tried, sight=None, note=note))

    def end(self) -> None:
        """Answer the document itself again."""
        if self.under_way:
            self._answering.ask(self._asked())

    def keep(self, place: Place, value: float) -> None:
        """Put the value into the document, as a number that somebody typed."""
        figure: Input = value_at(self._document.scenario, place)
        evidence = evidence_after_edit(figure.evidence)
        self._document.edit({(*place, "quantity"): Fixed(value=value), (*place, "evidence"): evidence})

"""Editors of text: a line or a note in the language of the window, a short text, and the names advisers work with."""

from __future__ import annotations

from roitool.errors import Place, ScenarioError
from roitool.scenario.base import reworded, text_in
from roitool.scenario.editing import value_at
from roitool.scenario.renaming import renamed
from roitool.wording.formulas import Visible
from roitool.wording.items import item_name
from roitool.wording.problems import describe_problem
from roitool.wording.words import Words
from ui.forms.editor import ECHO_WIDTH, GAP, Editor
from ui.forms.fields import Field
from ui.forms.typed import TypedEditor
from ui.widgets.plain import clipped
from ui.widgets.text_fields import GrowingField, LineField

_LONGEST_LINE, _LONGEST_NOTE = 200, 2_000


class LineEditor(TypedEditor):
    """A line of text as the document holds it; a field that may be left out is left out when it is emptied."""

    def __init__(self, field: Field, place: Place, name: str, words: Words) -> None:
        box = LineField(_LONGEST_LINE)
        super().__init__(field, place, name, words, box)
        self._line.addWidget(box, 1)
        self._line.addSpacing(ECHO_WIDTH + GAP)

    def _show_value(self, value: object, seen: Visible, *, forget: bool) -> None:  # noqa: ARG002 - of formulas
        typing = self._box.isModified() and self._box.hasFocus()
        if forget or not (typing or self._unread):
            self._box.show_text(self._shown(value))

    def _shown(self, value: object) -> str:
        return "" if value is None else str(value)

    def _held(self, text: str) -> object:
        """Return what the document holds for a text."""
        return None if self.field.optional and not text.strip() else text

    def _take(self, text: str) -> None:
        self._put(self._held(text), typed=True)


class LabelEditor(LineEditor):
    """A line in the language of the window; what stands in the other one stays."""

    def _show_value(self, value: object, seen: Visible, *, forget: bool) -> None:
        super()._show_value(value, seen, forget=forget)
        place = self.place[:-1]
        name = item_name(value_at(self._scenario, place), self._scenario, place, self._words)
        # Seen where the line is empty.
        self._box.setPlaceholderText(self._words.text("ui.form.called", name=clipped(name)))

    def _shown(self, value: object) -> str:
        return text_in(self._words.language, value)  # type: ignore[arg-type]  # the kind of field says so

    def _held(self, text: str) -> object:
        return reworded(value_at(self._scenario, self.place), text, self._words.language)


class NoteEditor(Editor):
    """A note in the language of the window; what stands in the other one stays."""

    def __init__(self, field: Field, place: Place, name: str, words: Words) -> None:
        super().__init__(field, place, name, words)
        self._box = self.target = GrowingField(_LONGEST_NOTE, least=2, most=10)
        self._box.setAccessibleName(name)
        self._box.edited.connect(self._take)
        self._box.left.connect(self.step_closed)
        self._line.addWidget(self._box, 1)

    def _show_value(self, value: object, seen: Visible, *, forget: bool) -> None:  # noqa: ARG002 - of formulas
        if forget or not (self._box.being_typed or self._unread):
            self._box.show_text(text_in(self._words.language, value))  # type: ignore[arg-type]

    def _take(self) -> None:
        self._put(reworded(value_at(self._scenario, self.place), self._box.text(), self._words.language), typed=True)


class IdEditor(LineEditor):
    """The name that formulas use, or the key of a stream; it is taken over when it is complete.

    A name is changed everywhere it is used.
    """

    def _take(self, text: str) -> None:
        """Wait until it is complete: half a name would be written into every formula."""

    def _leave(self) -> None:
        text, before = self._box.text().strip(), value_at(self._scenario, self.place)
        if text == before:
            self._set_unread("")
            self._box.show_text(text)
            self._show_message()
        elif self.field.name == "stream":
            self._put(text)
        else:
            self._rename(text)
        self.step_closed.emit()

    def _rename(self, text: str) -> None:
        try:
            scenario = renamed(self._scenario, self.place[:-1], text)
        except ScenarioError as error:
            self._refuse(describe_problem(error.problems[0], self._words, self._scenario).text)
            return
        self._set_unread("")
        self._show_message()
        self._box.setModified(False)
        self.became.emit(scenario)

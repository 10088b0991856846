"""What the editors have in common into which one line is typed: it goes into the document letter by letter."""

from __future__ import annotations

from abc import abstractmethod

from roitool.errors import Place
from roitool.scenario.editing import value_at
from roitool.wording.words import Words
from ui.editors.number_field import NumberField
from ui.forms.editor import Editor
from ui.forms.fields import Field
from ui.widgets.text_fields import LineField


class TypedEditor(Editor):
    """Edits a field in one line."""

    def __init__(self, field: Field, place: Place, name: str, words: Words, box: NumberField | LineField) -> None:
        super().__init__(field, place, name, words)
        self._box = self.target = box
        box.setAccessibleName(name)
        box.textEdited.connect(self._take)
        box.left.connect(self._leave)

    def retype(self, text: str) -> None:
        """Put a text back as if somebody had typed it."""
        self._box.setText(text)
        self._box.setModified(True)
        self._take(text)

    def _text(self) -> str:
        return self._box.text()

    @abstractmethod
    def _shown(self, value: object) -> str:
        """Return what stands in the line for a value of the document."""

    @abstractmethod
    def _take(self, text: str) -> None:
        """Put what was typed into the document, as far as it can be read."""

    def _leave(self) -> None:
        self.step_closed.emit()
        if self.readable:
            self._box.show_text(self._shown(value_at(self._scenario, self.place)))
            self._show_echo("")

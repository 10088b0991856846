"""What all editors of one field have in common: where it stands, and what is said below it."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from roitool.errors import Place, ScenarioError
from roitool.scenario.editing import replaced, value_at
from roitool.scenario.scenario import Scenario
from roitool.wording.formulas import Visible
from roitool.wording.problems import describe_problem
from roitool.wording.words import Words
from ui.forms.editing import EditingWidget
from ui.forms.fields import Field
from ui.widgets.looks import give
from ui.widgets.plain import PlainLabel

ECHO_WIDTH, GAP = 116, 8
"""Kept free on the right of every box, so that those with a value beside them end where the others do."""


class Editor(EditingWidget):
    """Edits one field of the document.

    Abstract: the type checker sees to it, for the metaclass of Qt takes no other beside it.

    Attributes
    ----------
    target
        What takes the focus when somebody is led here; every heir says what that is.
    """

    def __init__(self, field: Field, place: Place, name: str, words: Words) -> None:
        super().__init__()
        self.field = field
        self.place = place
        self.name = name
        self.target: QWidget
        self._words = words
        self._scenario: Scenario
        self._unread = ""
        self._problems: tuple[str, ...] = ()
        self._echo = PlainLabel(kind="echo")
        self._echo.hide()
        self._hint = PlainLabel(kind="hint", wrap=True)
        self._hint.hide()
        self._line = QHBoxLayout()
        self._line.setSpacing(GAP)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)
        self._column.addLayout(self._line)
        self._column.addWidget(self._hint)

    @property
    def readable(self) -> bool:
        """Whether what stands in it is what the document holds."""
        return not self._unread

    @property
    def pending(self) -> str:
        """The text in it that the document does not hold; nothing where there is none."""
        return self._text() if self._unread else ""

    def retype(self, text: str) -> None:
        """Put a text back that was pending before a form was built anew."""

    def show_scenario(self, scenario: Scenario, seen: Visible, *, forget: bool = False) -> None:
        """Show what the document says.

        Parameters
        ----------
        seen
            The figures that a formula here can name.
        forget
            Whether a text that is being typed, or could not be read, gives way.
        """
        self._scenario = scenario
        if forget:
            self._set_unread("")
        self._show_value(value_at(scenario, self.place), seen, forget=forget)
        self._show_message()

    def show_problems(self, sentences: Sequence[str]) -> None:
        """Show what keeps the scenario from being calculated, as far as it is about this field."""
        if self._problems != tuple(sentences):
            self._problems = tuple(sentences)
            self._show_message()

    def reveal(self) -> None:
        """Bring the cursor here."""
        self.target.setFocus(Qt.FocusReason.OtherFocusReason)

    def _text(self) -> str:
        """Return what was typed; nothing where things are chosen."""
        return ""

    @abstractmethod
    def _show_value(self, value: object, seen: Visible, *, forget: bool) -> None:
        """Show the value of the field, as :meth:`show_scenario` was told to."""

    def _put(self, value: object, *, typed: bool = False) -> bool:
        """Put a value into the document, unless it would refuse it; then say why, and tell that it was not done.

        Parameters
        ----------
        typed
            Whether more of the same step may follow.
        """
        try:
            replaced(self._scenario, self.place, value)
        except ScenarioError as error:
            self._refuse(describe_problem(error.problems[0], self._words, self._scenario).text)
            return False
        self._set_unread("")
        self.edited.emit({self.place: value}, self.place if typed else None)
        self._show_message()
        return True

    def _refuse(self, sentence: str) -> None:
        """Say why what was typed is not in the document."""
        self._set_unread(sentence)
        self._show_message()

    def _set_unread(self, sentence: str) -> None:
        before, self._unread = self.readable, sentence
        if before != self.readable:
            self.readable_changed.emit()

    def _own_messages(self) -> Sequence[str]:
        """Return what the field itself has to say of its text."""
        return ()

    def _show_message(self) -> None:
        found = [self._unread] if self._unread else list(dict.fromkeys((*self._own_messages(), *self._problems)))
        self._hint.setText("\n".join(found))
        self._hint.setVisible(bool(found))
        give(self.target, "wrong", bool(found))

    def _show_echo(self, text: str) -> None:
        self._echo.setText(text)
        self._echo.setVisible(bool(text))

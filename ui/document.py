"""The document in the window: the scenario as it is now, the way back in words, and whether it has been saved."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from roitool.errors import Place
from roitool.scenario.editing import replaced_all
from roitool.scenario.scenario import Scenario
from roitool.wording.short_changes import short_change
from roitool.wording.words import Words

MOST_STEPS = 1000
"""How many steps can be taken back. A step holds only the parts that it made anew, some 5 kB in a scenario of fifty
figures; a thousand of them are more than a day of work."""


class Document(QObject):
    """A scenario that is being edited.

    Every edit puts a new scenario on a stack; undoing goes one down. Edits of one step, say the letters typed into one
    field until the focus leaves it, are one entry.

    Parameters
    ----------
    scenario
        What is shown first.
    path
        The file it was read from or saved to; None for one that has no file yet.
    digest
        The SHA-256 of what stands in that file as far as is known; None where that is not known, or there is none.
    saved
        Whether `scenario` is what stands in the file; work that was found again after a crash is not.

    Attributes
    ----------
    changed
        Emitted after every edit, undo and redo, and when it was saved.
    path, digest
        As above, and after saving of the file it was saved to.
    read_only
        Whether somebody else has the file open, so that saving asks for another one.
    """

    changed = Signal()

    def __init__(
        self, scenario: Scenario, path: Path | None = None, digest: str | None = None, *, saved: bool = True
    ) -> None:
        super().__init__()
        self.path = path
        self.digest = digest
        self.read_only = False
        self._stack = [scenario]
        self._position = 0
        self._step: Hashable | None = None
        self._saved = scenario if saved else None

    @property
    def scenario(self) -> Scenario:
        """The scenario as it is now."""
        return self._stack[self._position]

    @property
    def saved(self) -> Scenario | None:
        """The scenario that was opened or saved last; None where the file holds another one, or is gone."""
        return self._saved

    @property
    def dirty(self) -> bool:
        """Whether it differs from what was opened or saved last."""
        return self.scenario is not self._saved and self.scenario != self._saved

    @property
    def can_undo(self) -> bool:
        """Whether there is a step to take back."""
        return self._position > 0

    @property
    def can_redo(self) -> bool:
        """Whether there is a step that was taken back."""
        return self._position < len(self._stack) - 1

    def edit(self, values: Mapping[Place, object], step: Hashable = None) -> None:
        """Put values at their places.

        Parameters
        ----------
        step
            Edits that follow each other with the same step are undone together.

        Raises
        ------
        ScenarioError
            The result does not fit the model; the document stays what it was.
        """
        self.become(replaced_all(self.scenario, values), step)

    def become(self, scenario: Scenario, step: Hashable = None) -> None:
        """Take another scenario instead: an edit of the whole, with steps as in :meth:`edit`."""
        if scenario == self.scenario:
            return
        joined = step is not None and step == self._step
        self._position += not joined
        self._stack[self._position :] = [scenario]
        if len(self._stack) > MOST_STEPS + 1:
            del self._stack[0]
            self._position -= 1
        self._step = step
        self.changed.emit()

    def close_step(self) -> None:
        """End the open step: the next edit is undone by itself."""
        self._step = None

    def undo(self) -> None:
        """Take back one step."""
        self._move(-1)

    def redo(self) -> None:
        """Take the step again that was taken back last."""
        self._move(+1)

    def undo_words(self, words: Words) -> str:
        """Return in short what undoing takes back, as it was made; empty where there is nothing.

        It is worked out when it is asked for: in about a millisecond.
        """
        return self._words(self._position, words) if self.can_undo else ""

    def redo_words(self, words: Words) -> str:
        """Return in short what redoing makes again; empty where there is nothing."""
        return self._words(self._position + 1, words) if self.can_redo else ""

    def mark_saved(self, path: Path | None, scenario: Scenario | None = None, digest: str | None = None) -> None:
        """Take note that a scenario stands in this file.

        Parameters
        ----------
        scenario
            What was written; left out, the scenario as it is now. Edits made while it was being written are not in it.
        digest
            The SHA-256 of the file.
        """
        self.path = path
        self.digest = digest
        self._saved = scenario if scenario is not None else self.scenario
        self.close_step()
        self.changed.emit()

    def mark_unsaved(self) -> None:
        """Take note that no file holds the scenario any more, because its file is gone or is to stay as it is."""
        self._saved = None
        self.changed.emit()

    def _words(self, position: int, words: Words) -> str:
        return short_change(self._stack[position - 1], self._stack[position], words)

    def _move(self, by: int) -> None:
        self.close_step()
        if 0 <= self._position + by < len(self._stack):
            self._position += by
            self.changed.emit()

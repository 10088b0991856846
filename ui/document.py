"""The document in the window: the scenario as it is now, the way back, and whether it has been saved."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from roitool.errors import Place
from roitool.scenario.editing import replaced_all
from roitool.scenario.scenario import Scenario


class Document(QObject):
    """A scenario that is being edited.

    Every edit puts a new scenario on a stack; undoing goes one down. Edits of one step, say the letters typed into one
    field until the focus leaves it, are one entry.

    Attributes
    ----------
    changed
        Emitted after every edit, undo and redo, and when it was saved.
    path
        The file it was read from or saved to; None for one that has no file yet.
    """

    changed = Signal()

    def __init__(self, scenario: Scenario, path: Path | None = None) -> None:
        super().__init__()
        self.path = path
        self._stack = [scenario]
        self._position = 0
        self._step: Hashable | None = None
        self._saved = scenario

    @property
    def scenario(self) -> Scenario:
        """The scenario as it is now."""
        return self._stack[self._position]

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
        """Put another scenario in the place of the one there is."""
        if scenario == self.scenario:
            return
        joined = step is not None and step == self._step
        self._position += not joined
        self._stack[self._position :] = [scenario]
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

    def mark_saved(self, path: Path) -> None:
        """Take note that the scenario as it is now stands in this file."""
        self.path = path
        self._saved = self.scenario
        self.close_step()
        self.changed.emit()

    def _move(self, by: int) -> None:
        self.close_step()
        if 0 <= self._position + by < len(self._stack):
            self._position += by
            self.changed.emit()

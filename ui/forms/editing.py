"""What everything in a form has in common: it changes nothing itself, and tells of edits by the same signals."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget


class EditingWidget(QWidget):
    """Tells what somebody wants to change in the document.

    Attributes
    ----------
    edited
        Emitted with the places and values of an edit, and the step it belongs to.
    became
        Emitted with a whole scenario, where an edit reaches further than one field.
    step_closed
        What was typed in one field is complete.
    readable_changed
        A text became, or is no longer, something that the document can hold.
    """

    edited = Signal(object, object)
    became = Signal(object)
    step_closed = Signal()
    readable_changed = Signal()

    def pass_on(self, inner: EditingWidget) -> None:
        """Tell of whatever a widget within this one tells of."""
        inner.edited.connect(self.edited)
        inner.became.connect(self.became)
        inner.step_closed.connect(self.step_closed)
        inner.readable_changed.connect(self.readable_changed)

"""What is folded away until somebody wants it: a button with an arrow before its words, and what it shows."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from ui.widgets.buttons import Button

_ARROWS = {False: "▸", True: "▾"}


class Fold(Button):
    """A button that opens and closes what belongs to it.

    Parameters
    ----------
    text
        What it says; left out, it is an arrow alone, and who makes it names it.
    body
        What it shows; left out, that is the business of whoever hears `turned`.
    subject
        What there is more of, for those who hear the button.
    kind
        The look, a key of the style sheet.

    Attributes
    ----------
    turned
        It opens or closes; emitted with whether it is open now, before its body is shown: there is time to fill it.
    """

    turned = Signal(bool)

    def __init__(self, text: str = "", body: QWidget | None = None, subject: str = "", kind: str = "link") -> None:
        super().__init__(kind=kind)
        self._words = text
        self._body = body
        self._is_open = False
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.clicked.connect(lambda: self.set_open(not self._is_open))
        if body is not None:
            body.hide()
        if text:
            self.name_after(subject)
        self._show_arrow()

    @property
    def is_open(self) -> bool:
        """Whether what belongs to it is shown."""
        return self._is_open

    def set_open(self, is_open: bool) -> None:
        """Show what belongs to it, or not."""
        if is_open == self._is_open:
            return
        self._is_open = is_open
        self._show_arrow()
        self.turned.emit(is_open)
        if self._body is not None:
            self._body.setVisible(is_open)

    def name_after(self, subject: str) -> None:
        """Let the button say, to those who hear it, what there is more of."""
        self.setAccessibleName(f"{self._words}: {subject}" if subject else self._words)

    def _show_arrow(self) -> None:
        self.setText(f"{_ARROWS[self._is_open]} {self._words}".rstrip().replace("&", "&&"))

"""One line to name something anew: opened by a double click, taken with Enter, left alone with Esc."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.widgets.plain import PlainLabel
from ui.widgets.popover import Popover
from ui.widgets.text_fields import LineField

_WIDTH = 320


class NamePanel(Popover):
    """Asks for a text.

    Parameters
    ----------
    anchor
        What it opens below.
    caption
        What is asked for.
    text, longest
        What stands there now, and how many characters it may have.
    remark
        What is good to know of it; may be empty.

    Attributes
    ----------
    given
        Emitted with the text; whoever takes it closes the panel, or says why not with :meth:`refuse`.
    """

    given = Signal(str)

    def __init__(self, anchor: QWidget, caption: str, text: str, longest: int, remark: str = "") -> None:
        super().__init__(anchor, caption)
        self.line = LineField(longest)
        self.line.show_text(text)
        self.line.selectAll()
        self.line.setAccessibleName(caption)
        self.line.returnPressed.connect(lambda: self.given.emit(self.line.text().strip()))
        self._remark = PlainLabel(remark, "small", wrap=True)
        self._remark.setVisible(bool(remark))
        self._hint = PlainLabel(kind="hint", wrap=True)
        self._hint.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 8, 12, 12)
        layout.setSpacing(4)
        layout.addWidget(PlainLabel(caption, "column"))
        layout.addWidget(self.line)
        layout.addWidget(self._remark)
        layout.addWidget(self._hint)
        self.setFixedWidth(_WIDTH)
        self.line.setFocus(Qt.FocusReason.PopupFocusReason)

    @property
    def hint(self) -> str:
        """Why the text was refused, if it was."""
        return self._hint.text()

    def refuse(self, sentence: str) -> None:
        """Say why a text cannot be taken."""
        self._hint.setText(sentence)
        self._hint.setVisible(True)
        self.adjustSize()

"""The pieces a form is laid out with: rows of a name and an editor, headings, and buttons."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QSize, Qt, Signal, SignalInstance
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from ui.icons import icon
from ui.theme import Theme
from ui.widgets.buttons import Button, ToolButton
from ui.widgets.flow import FlowLayout
from ui.widgets.plain import ElidedLabel, PlainLabel, tooltip

LABEL_WIDTH = 168
_ICON = 16
_BESIDE_FIELD = 5


class Section(QWidget):
    """Rows below each other: a name and an editor, or a heading and what stands under it."""

    def __init__(self) -> None:
        super().__init__()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(8)
        self._grid.setColumnMinimumWidth(0, LABEL_WIDTH)
        self._grid.setColumnStretch(1, 1)

    def add_row(self, name: str, about: str, editor: QWidget) -> None:
        """Put an editor below the others, with its name on the left; `about` shows where the mouse rests on it."""
        row = self._grid.rowCount()
        label = ElidedLabel(capital(name), lines=2)
        label.setFixedWidth(LABEL_WIDTH)
        # A label has a tooltip of its own where it is cut off; the line of help is that of what it lies in.
        holder = QWidget()
        beside = QVBoxLayout(holder)
        beside.setContentsMargins(0, _BESIDE_FIELD, 0, 0)
        beside.addWidget(label)
        beside.addStretch()
        for widget in (holder, editor):
            widget.setToolTip(tooltip(about))
        self._grid.addWidget(holder, row, 0)
        self._grid.addWidget(editor, row, 1)

    def add_block(self, heading: QWidget, body: QWidget) -> None:
        """Put something of the whole width below the rows."""
        row = self._grid.rowCount()
        self._grid.addWidget(heading, row, 0, 1, 2)
        self._grid.addWidget(body, row + 1, 0, 1, 2)

    def add_links(self, links: Sequence[tuple[str, Callable[[], None]]]) -> None:
        """Put what can be added below the rows."""
        if not links:
            return
        holder = QWidget()
        flow = FlowLayout()
        holder.setLayout(flow)
        for text, do in links:
            flow.addWidget(link(text, do))
        self._grid.addWidget(holder, self._grid.rowCount(), 0, 1, 2)


class Heading(QWidget):
    """The name of a part of a form."""

    def __init__(self, name: str, about: str) -> None:
        super().__init__()
        self._line = QHBoxLayout(self)
        self._line.setContentsMargins(0, 4, 0, 0)
        label = PlainLabel(capital(name), "section")
        label.setToolTip(tooltip(about))
        self._line.addWidget(label)
        self._line.addStretch()

    def add_remove(self, told: str, theme: Theme) -> SignalInstance:
        """Put a button beside the name that leaves the part out; return what it emits."""
        button = SmallButton("trash-2", theme, told)
        self._line.addWidget(button)
        return button.clicked


def capital(name: str) -> str:
    """Return a name as it stands at the beginning of a line."""
    return f"{name[:1].upper()}{name[1:]}"


def link(text: str, do: Callable[[], None]) -> Button:
    """Return a button that looks like a word to click on."""
    button = Button(text, "link")
    button.setCursor(Qt.CursorShape.PointingHandCursor)
    button.setAccessibleName(text)
    button.clicked.connect(lambda _checked: do())
    return button


class SmallButton(ToolButton):
    """A small button with an icon.

    Attributes
    ----------
    focus_changed
        The focus came, or went.
    """

    focus_changed = Signal()

    def __init__(self, name: str, theme: Theme, told: str = "") -> None:
        super().__init__()
        self.setObjectName("small")
        self.setIcon(icon(name, theme))
        self.setIconSize(QSize(_ICON, _ICON))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.tell(told)

    def tell(self, told: str) -> None:
        """Say what the button does, to who sees it and to who hears it."""
        self.setAccessibleName(told)
        self.setToolTip(tooltip(told))

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        """Tell of the focus."""
        super().focusInEvent(event)
        self.focus_changed.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        """Tell of the focus."""
        super().focusOutEvent(event)
        self.focus_changed.emit()

"""Whose figures are looked at: the owner's, or those of such projects; and what the difference comes from."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QSizePolicy, QWidget

from roitool.wording.words import Words
from ui.panels.answer_blocks import Paragraphs, column
from ui.runner import View
from ui.widgets.buttons import Button
from ui.widgets.fold import Fold
from ui.widgets.plain import PlainLabel

VIEWS: tuple[View, ...] = ("inside", "outside")


class ViewSwitch(QWidget):
    """Two buttons that are one control: with your figures, or as such projects usually go.

    Attributes
    ----------
    buttons
        By the view that each is for.
    view_chosen
        Emitted with ``"inside"`` or ``"outside"`` when somebody wants the other view.
    """

    view_chosen = Signal(str)

    def __init__(self, words: Words) -> None:
        super().__init__()
        self.setObjectName("segments")
        self.setAccessibleName(words.text("ui.answer.view"))
        self._group = QButtonGroup(self)
        self._view: View = "inside"
        self.buttons: dict[View, Button] = {}
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        for view in VIEWS:
            button = Button(words.text(f"ui.answer.view.{view}"))
            button.setObjectName("segment")
            button.setProperty("place", "first" if view == VIEWS[0] else "last")
            button.setCheckable(True)
            # A longer language is cut off, and never makes the panel wider than it is.
            button.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
            button.setToolTip(words.text(f"ui.answer.view.{view}"))
            button.clicked.connect(lambda _=False, view=view: self._ask_for(view))
            self._group.addButton(button)
            self.buttons[view] = button
            layout.addWidget(button, 2 if view == "inside" else 3)
        self.show_view("inside")

    def show_view(self, view: View) -> None:
        """Show which view is on screen."""
        self._view = view
        self.buttons[view].setChecked(True)

    def _ask_for(self, view: View) -> None:
        # The switch says what is on screen: it turns when the other answer is there.
        self.show_view(self._view)
        if view != self._view:
            self.view_chosen.emit(view)


class OutsideNote(QFrame):
    """Says that this is the outside view, what it compares with, and what makes the difference."""

    def __init__(self, words: Words) -> None:
        super().__init__()
        self.setObjectName("outside")
        self._steps = Paragraphs()
        self._fold = Fold(words.text("ui.answer.view.steps"), self._steps)
        self._comparison = PlainLabel(kind="small", wrap=True)
        layout = column(self, spacing=4)
        layout.setContentsMargins(10, 6, 10, 6)
        layout.addWidget(PlainLabel(words.text("ui.answer.view.this_is"), "reason", wrap=True))
        layout.addWidget(self._comparison)
        line = QHBoxLayout()
        line.addWidget(self._fold)
        line.addStretch()
        layout.addLayout(line)
        layout.addWidget(self._steps)

    def show_steps(self, comparison: tuple[str, ...], steps: tuple[str, ...]) -> None:
        """Show what is compared with, first, and everything else to be opened.

        Parameters
        ----------
        comparison
            What such projects are, and how far what is known of them is to be trusted.
        steps
            What each step changes.
        """
        self._comparison.setText(comparison[0] if comparison else "")
        self._comparison.setVisible(bool(comparison))
        rest = (*steps, *comparison[1:])
        self._steps.show_texts(rest)
        self._fold.setVisible(bool(rest))

"""One item of a list: what it is called, its formula, what it comes to, and its form once it is opened."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from typing import Any, Literal

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QEnterEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from roitool.errors import Place, Problem
from roitool.scenario.editing import value_at
from roitool.scenario.scenario import Scenario
from roitool.wording.formulas import Visible, scope_of
from roitool.wording.items import item_name, line_summary
from roitool.wording.words import Words
from ui.forms.editing import EditingWidget
from ui.forms.section import SmallButton
from ui.icons import icon
from ui.theme import Theme
from ui.widgets.looks import give
from ui.widgets.plain import ElidedLabel, PlainLabel
from ui.widgets.tab_order import chain_after

Act = Literal["up", "down", "copy", "remove"]
_ICONS: dict[Act, str] = {"up": "arrow-up", "down": "arrow-down", "copy": "copy", "remove": "trash-2"}
_VALUE_WIDTH = 96


class ItemRow(EditingWidget):
    """A row that opens into a form.

    Attributes
    ----------
    asked
        Emitted with what is to be done with the item.
    toggled
        It is to be opened, or folded.
    """

    asked = Signal(str)
    toggled = Signal()

    def __init__(self, place: Place, key: Hashable, words: Words, theme: Theme, make_form: Callable[..., Any]) -> None:
        super().__init__()
        self.setObjectName("item")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.place = place
        self.key = key
        self.name = ""
        self.form: Any = None
        self._words = words
        self._theme = theme
        self._make_form = make_form
        self._problems: Sequence[Problem] = ()
        self._scenario: Scenario
        self._seen: Visible
        self._chevron = SmallButton("chevron-right", theme)
        self._chevron.clicked.connect(self.toggled)
        self._chevron.focus_changed.connect(self._show_acts)
        self._label = ElidedLabel()
        self._formula = ElidedLabel(kind="small")
        self._mark = PlainLabel("▲", "warned")
        self._mark.hide()
        self._value = PlainLabel()
        self._value.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._value.setMinimumWidth(_VALUE_WIDTH)
        self._acts = {act: SmallButton(shape, theme) for act, shape in _ICONS.items()}
        for act, button in self._acts.items():
            button.focus_changed.connect(self._show_acts)
            button.clicked.connect(lambda _checked, act=act: self.asked.emit(act))
        self._buttons = QWidget()
        self._column = QVBoxLayout(self)
        self._lay_out()

    @property
    def is_open(self) -> bool:
        """Whether its form is shown."""
        return self.form is not None and not self.form.isHidden()

    def set_acts(self, *, up: bool, down: bool, copy: bool) -> None:
        """Offer what can be done with the item where it stands."""
        self._acts["up"].setEnabled(up)
        self._acts["down"].setEnabled(down)
        self._acts["copy"].setVisible(copy)

    def show_item(self, scenario: Scenario, seen: Visible, *, forget: bool = False) -> None:
        """Show the item as it is now."""
        self._scenario, self._seen = scenario, seen
        item = value_at(scenario, self.place)
        self.name = item_name(item, scenario, self.place, self._words)
        summary = line_summary(item, scenario, self.place, self._words, seen)
        self._label.setText(self.name)
        # A line is often called as the one figure that it is.
        self._formula.setText("" if summary.formula == self.name else summary.formula)
        self._value.setText(summary.value)
        for act, button in self._acts.items():
            button.tell(self._words.text(f"ui.form.item.{act}", name=self.name))
        self._name_chevron()
        self._show_acts()
        if self.form is not None:
            self.form.refresh(scenario, forget=forget, seen=self._seen_within)

    def show_problems(self, problems: Sequence[Problem], scenario: Scenario) -> None:
        """Mark the item where something is wrong with it, and show it in its form."""
        self._problems = problems
        self._mark.setVisible(bool(problems))
        if self.form is not None:
            self.form.show_problems(problems, scenario)

    def set_open(self, is_open: bool) -> None:
        """Show the form of the item, or its row alone; the form is made when it is needed first."""
        if is_open and self.form is None:
            self._make()
        if self.form is not None:
            self.form.setVisible(is_open)
        give(self, "open", is_open)
        self._chevron.setIcon(icon("chevron-down" if is_open else "chevron-right", self._theme))
        self._name_chevron()
        self._show_acts()

    def focus_act(self, act: Act) -> None:
        """Bring the cursor to a button, or where that cannot be pressed to the one that opens the item."""
        self._buttons.show()
        button = self._acts[act]
        (button if button.isEnabled() and not button.isHidden() else self._chevron).setFocus()

    def enterEvent(self, event: QEnterEvent) -> None:  # noqa: N802 - Qt's name
        """Show what can be done with the item."""
        super().enterEvent(event)
        self._show_acts()

    def leaveEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Show its buttons no more."""
        super().leaveEvent(event)
        self._show_acts()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Open or fold it at a click on the row."""
        if event.button() == Qt.MouseButton.LeftButton and self._label.parentWidget().geometry().contains(
            event.position().toPoint()
        ):
            self.toggled.emit()
        super().mouseReleaseEvent(event)

    def _lay_out(self) -> None:
        head = QWidget()
        line = QHBoxLayout(head)
        line.setContentsMargins(0, 4, 4, 4)
        line.setSpacing(6)
        line.addWidget(self._chevron)
        told = QVBoxLayout()
        told.setContentsMargins(0, 2, 0, 2)
        told.setSpacing(0)
        told.addWidget(self._label)
        told.addWidget(self._formula)
        line.addLayout(told, 1)
        line.addWidget(self._mark)
        buttons = QHBoxLayout(self._buttons)
        buttons.setContentsMargins(0, 0, 0, 0)
        buttons.setSpacing(0)
        for button in self._acts.values():
            buttons.addWidget(button)
        line.addWidget(self._buttons)
        line.addWidget(self._value)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(head)

    def _show_acts(self) -> None:
        """Show the buttons of the row that somebody is at: all at once are a wall."""
        focus = QApplication.focusWidget()
        at_it = self.underMouse() or self.is_open or (focus is not None and self.isAncestorOf(focus))
        self._buttons.setVisible(at_it)
        self._formula.setVisible(not self.is_open and bool(self._formula.text()))

    @property
    def _seen_within(self) -> Visible | None:
        """The figures that formulas within the item see, if they are those seen beside it: a candidate has its own."""
        return self._seen if scope_of(self.place) == scope_of(self.place[:-1]) else None

    def _make(self) -> None:
        form = self._make_form(self.place, self._words, self._theme, called=self.name)
        form.setContentsMargins(28, 4, 8, 12)
        form.show_scenario(self._scenario, seen=self._seen_within)
        form.show_problems(self._problems, self._scenario)
        self.pass_on(form)
        self._column.addWidget(form)
        chain_after(self._acts["remove"], form)
        self.form = form

    def _name_chevron(self) -> None:
        code = "ui.form.item.fold" if self.is_open else "ui.form.item.open"
        self._chevron.tell(self._words.text(code, name=self.name))

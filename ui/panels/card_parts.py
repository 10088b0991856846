"""How the figures of a card work together: its lines, formulas and settings, folded away until somebody wants them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from roitool.errors import Place, Problem
from roitool.scenario.scenario import Scenario
from roitool.wording.words import Words
from ui.forms.editing import EditingWidget
from ui.forms.item_list import ItemList
from ui.forms.part_form import PartForm
from ui.panels.contents import Content
from ui.theme import Theme
from ui.widgets.fold import Fold
from ui.widgets.tab_order import chain_after


class CardParts(EditingWidget):
    """Forms and lists below each other under one fold; they are made when it is opened first.

    Parameters
    ----------
    page, contents
        The place in the document that they stand below, and what they are.
    folded
        Whether there is a fold: where nothing else is in the card, opening the card is enough.
    """

    def __init__(self, page: Place, contents: Sequence[Content], words: Words, theme: Theme, *, folded: bool) -> None:
        super().__init__()
        self._page = page
        self._contents = contents
        self._words = words
        self._theme = theme
        self._scenario: Scenario
        self._parts: list[PartForm | ItemList] = []
        self._body = QWidget()
        self._column = QVBoxLayout(self._body)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(12)
        self._fold = Fold(words.text("ui.card.how"), self._body)
        self._fold.turned.connect(self._fill)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(6, 4, 0, 4)
        layout.setSpacing(8)
        layout.addWidget(self._fold, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addWidget(self._body)
        # Not before it has a place: what has none is a window of its own, which takes the keyboard from this one.
        self._fold.setVisible(folded)

    @property
    def is_open(self) -> bool:
        """Whether its forms and lists are shown."""
        return self._fold.is_open

    @property
    def is_folded(self) -> bool:
        """Whether they have to be opened by themselves."""
        return not self._fold.isHidden()

    @property
    def unread_place(self) -> Place | None:
        """The place of the first text that is not in the document."""
        return next((place for part in self._parts if (place := part.unread_place) is not None), None)

    @property
    def focused_place(self) -> Place | None:
        """The place of the field that has the cursor, None where it is elsewhere."""
        return next((place for part in self._parts if (place := part.focused_place) is not None), None)

    def set_open(self, is_open: bool) -> None:
        """Show the forms and lists, or the fold alone."""
        self._fold.set_open(is_open)

    def show_scenario(self, scenario: Scenario) -> None:
        """Show a scenario, now or when it is opened."""
        self._scenario = scenario

    def refresh(self, scenario: Scenario, *, forget: bool = False) -> None:
        """Show the scenario as it is now, without taking the cursor or a text from who is typing."""
        self._scenario = scenario
        for part in self._parts:
            part.refresh(scenario, forget=forget)

    def show_problems(self, problems: Sequence[Problem], scenario: Scenario) -> None:
        """Show each problem at the field it is about."""
        for part in self._parts:
            part.show_problems(problems, scenario)

    def focus_place(self, place: Place) -> bool:
        """Open what holds a place of the document, and bring the cursor there; False where nothing here does."""
        was_open = self.is_open
        self.set_open(True)
        if any(part.focus_place(place) for part in self._parts):
            return True
        self.set_open(was_open)
        return False

    def _fill(self, is_open: bool) -> None:
        if is_open and not self._parts:
            self._parts = [self._made(content) for content in self._contents]
            chain_after(self._fold, self._body)

    def _made(self, content: Content) -> PartForm | ItemList:
        part = content.made(self._page, self._words, self._theme)
        if isinstance(part, PartForm):
            # The rows of a list reach to the edge of the card, fields to where what is told in it ends.
            part.setContentsMargins(0, 0, 4, 0)
        self.pass_on(part)
        self._column.addWidget(part)
        part.show_scenario(self._scenario)
        return part

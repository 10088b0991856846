"""The items of a list of the document: one row each, which opens into its form, and what can be done with it."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from functools import partial
from typing import Any, Protocol

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from roitool.errors import Place, Problem, ScenarioError
from roitool.scenario.adding import added, can_be_added, can_be_copied, copied_item, moved
from roitool.scenario.base import Part
from roitool.scenario.editing import value_at
from roitool.scenario.removing import StillUsedError, removed
from roitool.scenario.scenario import Scenario
from roitool.wording.formulas import Visible, scope_of, visible
from roitool.wording.places import readable_place
from roitool.wording.problems import describe_problem
from roitool.wording.words import Words
from ui.forms.add_button import add_button, name_of_list, new_label
from ui.forms.editing import EditingWidget
from ui.forms.item_row import Act, ItemRow
from ui.theme import Theme
from ui.widgets.plain import PlainLabel
from ui.widgets.tab_order import chain_after

Keys = tuple[tuple[int, Hashable], ...]
"""The position of each item that is shown, and what it is known by."""


class MakeForm(Protocol):
    """What makes the form of an item."""

    def __call__(self, place: Place, words: Words, theme: Theme, *, called: str) -> Any:
        """Return a form."""


class ItemList(EditingWidget):
    """Shows the items of one list of the document, and edits them.

    Parameters
    ----------
    place
        Of the list.
    kinds
        What can be added, of a list that holds several kinds; None for all of them.
    only
        Tells of an item whether it is shown here; None for all. Places are those of the whole list.
    make_form
        Makes the form that an item opens into.
    """

    def __init__(
        self,
        place: Place,
        words: Words,
        theme: Theme,
        *,
        kinds: Sequence[str] | None = None,
        only: Callable[[Any], bool] | None = None,
        make_form: MakeForm,
    ) -> None:
        super().__init__()
        self._place = place
        self._words = words
        self._theme = theme
        self._only = only or (lambda _: True)
        self._make_form = make_form
        self._scenario: Scenario
        self._keys: Keys = ()
        self._open: Hashable = None
        self._to_focus: Place | None = None
        self._rows: list[ItemRow] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        holder = QWidget()
        self._column = QVBoxLayout(holder)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._message = PlainLabel(kind="hint", wrap=True)
        self._message.hide()
        first = f"ui.form.first.{name_of_list(place)}"
        self._first = PlainLabel(words.text(first) if words.has(first) else "", "small", wrap=True)
        self._first.hide()
        foot = QHBoxLayout()
        foot.setContentsMargins(0, 4, 0, 0)
        self._add_button = add_button(place, kinds, words, self._add)
        foot.addWidget(self._add_button)
        foot.addStretch()
        column.addWidget(holder)
        column.addWidget(self._message)
        column.addWidget(self._first)
        column.addLayout(foot)
        column.addStretch()

    @property
    def readable(self) -> bool:
        """Whether everything that was typed is in the document."""
        return all(row.form is None or row.form.readable for row in self._rows)

    @property
    def unread_place(self) -> Place | None:
        """The place of the first text that is not in the document."""
        forms = (row.form for row in self._rows if row.form is not None)
        return next((place for form in forms if (place := form.unread_place) is not None), None)

    @property
    def focused_place(self) -> Place | None:
        """The place of the field that has the cursor, None where it is elsewhere."""
        forms = (row.form for row in self._rows if row.form is not None)
        return next((place for form in forms if (place := form.focused_place) is not None), None)

    def show_scenario(self, scenario: Scenario, *, seen: Visible | None = None) -> None:
        """Build the list for a scenario, every item folded."""
        self._open = None
        self._scenario = scenario
        self._drop(self._rows)
        self._rows = []
        self._build(self._seen(seen))

    def refresh(self, scenario: Scenario, *, forget: bool = False, seen: Visible | None = None) -> None:
        """Show the scenario as it is now, without taking the cursor or a text from who is typing."""
        self._scenario = scenario
        known = self._seen(seen)
        keys = self._found_keys()
        if keys != self._keys:
            self._open = _open_in(keys, self._keys, self._open)
            place = self._to_focus or self.focused_place
            self._build(known)
            if place is not None:
                self.focus_place(place)
        else:
            for row in self._rows:
                row.show_item(scenario, known, forget=forget)
        self._to_focus = None
        self._show_foot()

    def show_problems(self, problems: Sequence[Problem], scenario: Scenario) -> None:
        """Show each problem at the field it is about, and mark its item."""
        for row in self._rows:
            about = [problem for problem in problems if problem.place[: len(row.place)] == row.place]
            row.show_problems(about, scenario)

    def focus_place(self, place: Place) -> bool:
        """Open the item that a place belongs to, and bring the cursor there; False where it is not of this list."""
        row = next((row for row in self._rows if place[: len(row.place)] == row.place), None)
        if row is None:
            return False
        self._open_row(row)
        if row.form is not None and not row.form.focus_place(place):
            row.form.focus_first()
        return True

    def _seen(self, seen: Visible | None) -> Visible:
        return visible(self._scenario, scope_of(self._place), self._words) if seen is None else seen

    def _items(self) -> list[tuple[int, Part]]:
        return [(at, item) for at, item in enumerate(value_at(self._scenario, self._place)) if self._only(item)]

    def _found_keys(self) -> Keys:
        return tuple((at, _key(at, item)) for at, item in self._items())

    def _build(self, seen: Visible) -> None:
        """Make the rows that are missing; an item that stands where it stood keeps its own, and what is typed in it."""
        before = (self._rows[0] if self._rows else self._add_button).previousInFocusChain()
        had = {(row.place, row.key): row for row in self._rows}
        self._keys = self._found_keys()
        places = [((*self._place, at), key) for at, key in self._keys]
        self._drop([had[found] for found in had.keys() - set(places)])
        self._rows = [had.get(found) or self._made(*found) for found in places]
        for number, row in enumerate(self._rows):
            self._column.insertWidget(number, row)
            row.show()
            row.set_acts(up=number > 0, down=number < len(places) - 1, copy=can_be_copied(self._place))
            row.show_item(self._scenario, seen)
            row.set_open(row.key == self._open)
        chain_after(before, *self._rows)
        self._message.hide()
        self._show_foot()

    def _drop(self, rows: Sequence[ItemRow]) -> None:
        for row in rows:
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()

    def _made(self, place: Place, key: Hashable) -> ItemRow:
        row = ItemRow(place, key, self._words, self._theme, self._make_form)
        row.asked.connect(partial(self._act, row))
        row.toggled.connect(partial(self._toggle, row))
        self.pass_on(row)
        return row

    def _show_foot(self) -> None:
        """Offer to add an item; where there is nothing to add yet, say what has to be there first."""
        possible = can_be_added(self._scenario, self._place)
        self._add_button.setVisible(possible)
        self._first.setVisible(not possible and not self._rows)

    def _toggle(self, row: ItemRow) -> None:
        if row.is_open:
            row.set_open(False)
            self._open = None
        else:
            self._open_row(row)

    def _open_row(self, row: ItemRow) -> None:
        """Open one item; what is typed in another is complete by then."""
        for other in self._rows:
            if other is not row and (other.form is None or other.form.readable):
                other.set_open(False)
        row.set_open(True)
        self._open = row.key

    def _act(self, row: ItemRow, act: Act) -> None:
        number = self._rows.index(row)
        neighbour = self._rows[min(max(number + (-1 if act == "up" else 1), 0), len(self._rows) - 1)]
        try:
            match act:
                case "up" | "down":
                    scenario = moved(self._scenario, row.place, int(neighbour.place[-1]))
                case "copy":
                    scenario = copied_item(self._scenario, row.place)
                case "remove":
                    scenario = removed(self._scenario, row.place)
        except StillUsedError as error:
            self._tell(self._still_used(row, error.places))
        except ScenarioError as error:
            self._tell(describe_problem(error.problems[0], self._words, self._scenario).text)
        else:
            self.became.emit(scenario)
            self._focus_act(number, act)

    def _focus_act(self, number: int, act: Act) -> None:
        """Leave the cursor where the same can be done again."""
        if not self._rows:
            self._add_button.setFocus()
            return
        to = number + {"up": -1, "down": 1, "copy": 1, "remove": 0}[act]
        self._rows[min(max(to, 0), len(self._rows) - 1)].focus_act(act)

    def _still_used(self, row: ItemRow, places: Sequence[Place]) -> str:
        where = tuple(dict.fromkeys(readable_place(place, self._words, self._scenario) for place in places))
        return self._words.text("ui.form.still_used", name=self._words.quoted(row.name), places="; ".join(where))

    def _tell(self, sentence: str) -> None:
        self._message.setText(sentence)
        self._message.show()

    def _add(self, kind: str | None) -> None:
        try:
            scenario = added(self._scenario, self._place, new_label(self._place, kind, self._words), kind)
        except ScenarioError as error:
            self._tell(describe_problem(error.problems[0], self._words, self._scenario).text)
            return
        items = value_at(scenario, self._place)
        at = len(items) - 1
        self._open, self._to_focus = _key(at, items[at]), (*self._place, at)
        self.became.emit(scenario)


def _open_in(keys: Keys, before: Keys, is_open: Hashable) -> Hashable:
    """Return the key of the open item, which may have another name or kind now and then stands where it stood."""
    was = {key: at for at, key in before}
    now = dict(keys)
    gone = is_open in was and is_open not in now.values()
    return now.get(was[is_open]) if gone and len(keys) == len(before) else is_open


def _key(position: int, item: Part) -> Hashable:
    """Return what an item is known by while the list changes around it."""
    return type(item), getattr(item, "kind", ""), getattr(item, "id", position)

"""Two figures at a time: what is left at several values of both, any two of those that matter most."""

from __future__ import annotations

from typing import TYPE_CHECKING

from roitool.errors import Place
from roitool.exports.deciding_tables import two_way_table
from roitool.scenario.editing import value_at
from roitool.wording.choices import Choice
from roitool.wording.drivers import figure_text, rough_money
from roitool.wording.words import Words
from ui.forms.choices import ChoiceBox
from ui.panels.deciding_parts import Card, spoken, text_cell
from ui.theme import Theme

if TYPE_CHECKING:
    # Those calculate: they are loaded in the worker, so that the window is there to be looked at meanwhile.
    from roitool.evaluate.matters import Matters
    from roitool.evaluate.two_way import TwoWay

_FIRST, _OTHER = 4, 3
"""How far columns stretch."""


class TwoWayCard(Card):
    """A table of two figures that are chosen above it."""

    def __init__(self, words: Words, theme: Theme) -> None:
        super().__init__(words.text("ui.matters.two"), words, theme)
        self._found: Matters | None = None
        self._places: tuple[Place, ...] = ()
        self.down = ChoiceBox(words.text("ui.matters.two.down"))
        self.across = ChoiceBox(words.text("ui.matters.two.across"))
        for box in (self.down, self.across):
            box.activated.connect(self._choose)
        self.above(self.down, self.across)

    def show_matters(self, found: Matters) -> None:
        """Show the two figures that matter most, or those that were chosen where it is about the same ones."""
        places = tuple(dict.fromkeys(place for table in found.tables for place in (table.one, table.other)))
        chosen = (self.down.currentIndex(), self.across.currentIndex()) if places == self._places else (0, 1)
        self._found, self._places = found, places
        self.setVisible(bool(found.tables))
        if found.tables:
            scenario = found.evaluation.scenario
            names = [self._words.label(value_at(scenario, place).label) for place in places]
            offered = [Choice(str(number), name) for number, name in enumerate(names)]
            for box, at in zip((self.down, self.across), chosen, strict=True):
                box.show_choices(offered, str(at))
            self._show()

    def _choose(self) -> None:
        """Take another figure for the other side where both would be the same."""
        boxes = [self.down, self.across]
        if self.down.currentIndex() == self.across.currentIndex():
            other = boxes[self.sender() is self.down]
            other.setCurrentIndex((other.currentIndex() + 1) % other.count())
        self._show()

    def _show(self) -> None:
        found, words = self._found, self._words
        if found is None:
            return
        down, across = (self._places[box.currentIndex()] for box in (self.down, self.across))
        table = next((each for each in _both_ways(found.tables) if (each.one, each.other) == (down, across)), None)
        scenario = found.evaluation.scenario
        if table is None:
            self.begin()
            self.say(words.text("two_way.none"))
            return
        self.begin(lambda: two_way_table(scenario, table, words))
        one, other = value_at(scenario, down), value_at(scenario, across)
        heads = [figure_text(other, value, scenario, words) for value in table.values_of_other]
        stretches = (_FIRST, *[_OTHER] * len(heads))
        self.add_headings(("", *heads), stretches)
        for value, row in zip(table.values_of_one, table.present, strict=True):
            head = figure_text(one, value, scenario, words)
            amounts = [rough_money(each, scenario, words) for each in row]
            cells = [text_cell(head, "column"), *map(text_cell, amounts)]
            for cell, amount in zip(cells[1:], row, strict=True):
                cell.setProperty("kind", "cell" if amount > 0 else "loss")
            self.add_row(cells, stretches, name=spoken(head, heads, amounts))
        self.say(words.text("ui.matters.two.means"), "small")


def _both_ways(tables: tuple[TwoWay, ...]) -> tuple[TwoWay, ...]:
    return (*tables, *(table.turned() for table in tables))

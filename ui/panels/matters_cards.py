"""The cards of the page about what matters: one figure at a time, the spread, where it turns, and who says so."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from roitool.errors import Place
from roitool.exports.deciding_tables import drivers_table, sources_table
from roitool.exports.tables import Table
from roitool.wording.matters import ToldMatters
from roitool.wording.words import Words
from ui.panels.deciding_parts import Card, name_cell, spoken, text_cell, two_lines
from ui.theme import Theme
from ui.widgets.ranges import SwingBar, axis_over

if TYPE_CHECKING:
    # It calculates: it is loaded in the worker, so that the window is there to be looked at meanwhile.
    from roitool.evaluate.matters import Matters


class _DriversCard(Card):
    """A card whose rows lead to figures.

    Attributes
    ----------
    jump_asked
        Emitted with the place of the figure that is clicked on.
    """

    jump_asked = Signal(object)

    def _to(self, place: Place) -> Callable[[], None]:
        return lambda: self.jump_asked.emit(place)

    def _named(self, name: str, headings: tuple[str, ...], texts: tuple[str, ...]) -> str:
        """Return what a screen reader says of a row."""
        return spoken(self._words.text("ui.decide.show", name=name), headings, texts)


class SwingsCard(_DriversCard):
    """The tornado: bars from low to high around the base case, the widest first."""

    def __init__(self, words: Words, theme: Theme) -> None:
        super().__init__(words.text("ui.matters.swings"), words, theme)
        self.bars: list[SwingBar] = []

    def show_matters(self, found: Matters, told: ToldMatters) -> None:
        """Show what one figure at a time does."""
        words, theme, base = self._words, self._theme, found.tornado.base
        mean = found.evaluation.candidates[found.position].npv.mean.value
        self.begin(lambda: _table(found, words))
        self.bars = []
        if not told.swings:
            self.say(words.text("ui.matters.swings.none"))
            return
        axis = axis_over((mean, base, *(end for swing in told.swings for end in swing.ends)))
        stretches = (9, 5, 11, 5)
        headings = tuple(words.text(f"ui.matters.swings.{name}") for name in ("worse", "better"))
        lines = "   ".join(
            (
                f"│ {words.text('ui.matters.swings.base', base=told.base)}",
                f"┊ {words.text('ui.matters.swings.mean', mean=told.mean)}",
            )
        )
        self.say(lines, "small")
        self.add_headings(("", headings[0], "", headings[1]), stretches)
        for swing in told.swings:
            bar = SwingBar(axis, base, mean, swing.ends, theme)
            ends = (two_lines(swing.worse, swing.least, lines=2), two_lines(swing.better, swing.most, lines=2))
            cells = [name_cell(swing.name), ends[0], bar, ends[1]]
            texts = (f"{swing.worse}, {swing.least}", f"{swing.better}, {swing.most}")
            self.add_row(cells, stretches, self._to(swing.place), self._named(swing.name, headings, texts))
            self.bars.append(bar)
        self.say(words.text("ui.matters.swings.means"), "small")


class SharesCard(_DriversCard):
    """What the spread comes from, and what knowing it is worth."""

    def __init__(self, words: Words, theme: Theme) -> None:
        super().__init__(words.text("ui.matters.shares"), words, theme)

    def show_matters(self, found: Matters, told: ToldMatters) -> None:
        """Show what accounts for most."""
        words = self._words
        self.begin(lambda: _table(found, words))
        for sentence in told.summary:
            self.say(sentence)
        headings = tuple(words.text(f"ui.matters.column.{name}") for name in ("share", "correlation", "worth"))
        stretches = (9, 4, 3, 6)
        if told.shares:
            self.add_headings(("", *headings), stretches)
        for each in told.shares:
            texts = (each.share, each.correlation, each.worth)
            cells = [two_lines(each.name, each.how, lines=2, below=3), *map(text_cell, texts)]
            heard = self._named(each.name, headings, texts)
            self.add_row(cells, stretches, self._to(each.place), f"{heard}. {each.how}" if each.how else heard)
        self.say(words.text("ui.matters.shares.means"), "small")


class TurnsCard(_DriversCard):
    """At which value of a figure the answer turns, and how far that is from today."""

    def __init__(self, words: Words, theme: Theme) -> None:
        super().__init__(words.text("ui.matters.turns"), words, theme)

    def show_matters(self, found: Matters, told: ToldMatters) -> None:
        """Show where it turns, or that this is still looked for."""
        words = self._words
        self.begin(lambda: _table(found, words))
        if not told.turns:
            self.say(words.text(f"ui.matters.turns.{'computing' if told.turns is None else 'none'}"), "small")
            return
        names = ("today", "no_gain", "room", "in_time")
        headings = tuple(words.text(f"ui.matters.column.{name}") for name in names)
        stretches = (8, 4, 5, 6, 5)
        self.add_headings(("", *headings), stretches)
        for turn in told.turns:
            texts = (turn.today, turn.no_gain, turn.room, turn.in_time)
            cells = [name_cell(turn.name), *map(text_cell, texts)]
            self.add_row(cells, stretches, self._to(turn.place), self._named(turn.name, headings, texts))
        if told.steady:
            self.say_of(told.steady, told.which)
        self.say(words.text("ui.matters.turns.means"), "small")


class SourcesCard(Card):
    """How much rests on whose word."""

    def __init__(self, words: Words, theme: Theme) -> None:
        super().__init__(words.text("ui.matters.sources"), words, theme)

    def show_matters(self, found: Matters, told: ToldMatters) -> None:
        """Show each kind of source, the one that accounts for most first."""
        words = self._words
        self.begin(lambda: sources_table(found.sources, words))
        headings = tuple(words.text(f"ui.matters.column.{name}") for name in ("figures", "share", "worst"))
        stretches = (9, 3, 4, 6)
        if told.sources:
            self.add_headings(("", *headings), stretches)
        for source in told.sources:
            texts = (source.figures, source.share, source.worst)
            cells = [name_cell(source.name), *map(text_cell, texts)]
            self.add_row(cells, stretches, name=spoken(source.name, headings, texts))
        self.say(words.text("ui.matters.sources.means", base=told.base), "small")


def _table(found: Matters, words: Words) -> Table:
    """Return everything that moves a candidate, with all that is known of each."""
    return drivers_table(found.evaluation.scenario, found.drivers, found.tornado, found.turning or (), words)

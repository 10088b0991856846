"""The cards of the page that compares: choices side by side, two by two, in money, by ways of paying, to find out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from roitool.exports.deciding_tables import comparison_table, pairs_table
from roitool.exports.learning_tables import finding_out_table
from roitool.exports.tables import ways_data
from roitool.scenario.scenario import Scenario
from roitool.wording.comparison import NOTHING, ToldChoice, ToldComparison
from roitool.wording.finding_out import describe_finding_out
from roitool.wording.numbers import step_for_digits
from roitool.wording.telling import Telling
from roitool.wording.ways_table import ways_table
from roitool.wording.words import Words
from ui.pages.page import NOTHING as DO_NOTHING
from ui.pages.page import Page
from ui.panels.answer_blocks import Paragraphs, column
from ui.panels.deciding_parts import CandidateChoice, Card, name_cell, spoken, text_cell, two_lines
from ui.theme import Theme
from ui.widgets.dot import DOT, dot
from ui.widgets.fold import Fold
from ui.widgets.plain import PlainLabel
from ui.widgets.ranges import DIGITS, Axis, AxisLine, RangeBar, axis_over

if TYPE_CHECKING:
    # Those calculate: they are loaded in the worker, so that the window is there to be looked at meanwhile.
    from roitool.evaluate.compare import Comparison
    from roitool.evaluate.evaluation import Evaluation
    from roitool.evaluate.finding_out import FindingOut
    from roitool.measures import Summary

_NUMBERS = ("earns", "payback", "short")
_MOST_TO_FIND_OUT = 6
_MOST_TOGETHER = 3
_COLUMNS = (0, 10, 4, 5, 6, 16)
"""Of the choices: mark, name, three numbers, bar."""


class ChoicesCard(Card):
    """A row for each candidate and for doing nothing, all on one axis of money.

    Attributes
    ----------
    page_asked
        Emitted with the page of the choice that is clicked on.
    """

    page_asked = Signal(object)

    def __init__(self, words: Words, theme: Theme) -> None:
        super().__init__(words.text("ui.compare.choices"), words, theme)
        self.bars: list[RangeBar] = []

    def show_comparison(self, found: Comparison, told: ToldComparison) -> None:
        """Show all choices, doing nothing last."""
        words, answers = self._words, found.evaluation.candidates
        self.begin(lambda: comparison_table(found, words))
        axis = axis_over(end for answer in answers for end in (*_ends(answer.npv), answer.npv.mean.value))
        self.bars = []
        headings = [words.text(f"compare.column.{name}") for name in _NUMBERS]
        texts = ("", *headings, words.text("ui.compare.result"))
        self._add([QLabel(), *(PlainLabel(text, "column", wrap=True) for text in texts)], ruled=False)
        for position, (answer, choice) in enumerate(zip(answers, told.choices[1:], strict=True)):
            colour = self._theme.candidate(position)
            bar = RangeBar(axis, answer.npv.mean.value, _ends(answer.npv), colour, self._theme)
            heard = words.text("ui.compare.result.heard", mean=choice.mean, low=choice.low, high=choice.high)
            self._add_choice(choice, choice.verdict, headings, bar, Page("candidate", position), heard)
        nothing = told.choices[NOTHING]
        bar = RangeBar(axis, 0.0, None, self._theme.muted, self._theme)
        self._add_choice(nothing, words.text("ui.compare.nothing"), headings, bar, DO_NOTHING, nothing.mean)
        line = axis_line(axis, found.evaluation.scenario.currency, words, self._theme)
        self._add([QLabel(), *(text_cell("") for _ in texts[1:]), line], ruled=False)

    def _add_choice(
        self, choice: ToldChoice, line: str, headings: Sequence[str], bar: RangeBar, page: Page, heard: str
    ) -> None:
        mark = QLabel()
        filled = page != DO_NOTHING
        colour = self._theme.candidate(page.candidate) if filled else self._theme.muted
        mark.setPixmap(dot(colour, filled=filled).pixmap(DOT))
        without = self._words.text("ui.compare.without", without=choice.without) if choice.without else ""
        numbers = (choice.earns, choice.payback, f"{choice.short}, {without}" if without else choice.short)
        name = ". ".join((spoken(f"{choice.name}. {line}", headings, numbers), heard))
        cells: list[QWidget] = [mark, two_lines(choice.name, line, ("reason", "small"))]
        cells += [text_cell(number, "") for number in numbers[:2]]
        row = self._add([*cells, two_lines(choice.short, without), bar], ruled=True, page=page, name=name)
        row.setToolTip(heard)
        self.bars.append(bar)

    def _add(self, cells: list[QWidget], *, ruled: bool, page: Page | None = None, name: str = "") -> QWidget:
        cells[0].setFixedWidth(DOT)
        go = None if page is None else lambda: self.page_asked.emit(page)
        return self.add_row(cells, _COLUMNS, go, name, ruled=ruled)


class AdviserCard(Card):
    """The two or three sentences that an adviser would say."""

    def __init__(self, words: Words, theme: Theme) -> None:
        super().__init__(words.text("ui.compare.adviser"), words, theme)

    def show_comparison(self, told: ToldComparison) -> None:
        """Say them."""
        self.begin()
        for sentence in told.summary:
            self.say(sentence)


class PairsCard(Card):
    """Every two choices held against each other."""

    def __init__(self, words: Words, theme: Theme) -> None:
        super().__init__(words.text("ui.compare.pairs"), words, theme)

    def show_comparison(self, found: Comparison, told: ToldComparison) -> None:
        """Show every two, candidates before doing nothing."""
        self.begin(lambda: pairs_table(found, self._words))
        names = [choice.name for choice in told.choices]
        order = sorted(range(len(found.pairs)), key=lambda at: NOTHING in (found.pairs[at].one, found.pairs[at].other))
        body = QWidget()
        grid = QGridLayout(body)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(28)
        grid.setVerticalSpacing(10)
        for number, at in enumerate(order):
            pair = found.pairs[at]
            cell = QWidget()
            inside = column(cell, spacing=2)
            question = self._words.text("ui.compare.pair", one=names[pair.one], other=names[pair.other])
            inside.addWidget(PlainLabel(question, "reason", wrap=True))
            inside.addWidget(text_cell(told.pairs[at], ""))
            inside.addStretch(1)
            grid.addWidget(cell, number // 2, number % 2)
        for side in range(min(2, len(order))):
            grid.setColumnStretch(side, 1)
        self.put(body)


class MoneyCard(Card):
    """What each choice brings, a year where some last longer than others, and what is missed by it."""

    def __init__(self, words: Words, theme: Theme) -> None:
        super().__init__(words.text("ui.compare.money"), words, theme)

    def show_comparison(self, found: Comparison, told: ToldComparison) -> None:
        """Show all choices."""
        words = self._words
        self.begin(lambda: comparison_table(found, words))
        columns = ("mean", "low", "high", "per_year", "regret")
        headings = [words.text(f"compare.column.{name}") for name in columns]
        stretches = (6, 3, 3, 3, 3, 3)
        self.add_headings((words.text("ui.compare.choice"), *headings), stretches)
        for choice in (*told.choices[1:], told.choices[NOTHING]):
            numbers = [getattr(choice, name) for name in columns]
            cells = [name_cell(choice.name), *map(text_cell, numbers)]
            self.add_row(cells, stretches, name=spoken(choice.name, headings, numbers))
        self.say(words.text("compare.legend"), "small")


class WaysCard(Card):
    """The ways of paying of one candidate, held against each other as candidates are."""

    def __init__(self, words: Words, theme: Theme) -> None:
        self.choice = CandidateChoice(words)
        super().__init__(words.text("ui.compare.ways"), words, theme, self.choice)
        self._evaluation: Evaluation | None = None
        self._position = 0
        self.choice.asked.connect(self._choose)

    def show_candidates(self, scenario: Scenario) -> None:
        """Offer the candidates of a scenario."""
        self._position = min(self._position, len(scenario.candidates) - 1)
        self.choice.show_candidates(scenario, self._position)

    def show_evaluation(self, evaluation: Evaluation) -> None:
        """Show the ways of paying of the candidate that is chosen."""
        self._evaluation = evaluation
        self.show_candidates(evaluation.scenario)
        telling = Telling(evaluation, evaluation.candidates[self._position], self._words)
        self.begin(lambda: ways_data(telling))
        table, ways = ways_table(telling), telling.candidate.ways
        axis = axis_over(end for way in ways for end in (*_ends(way.npv_as_paid), way.npv_as_paid.mean.value))
        stretches = (6, *[3] * len(table.columns), 9)
        headings = [column.heading for column in table.columns]
        self.add_headings(("", *headings, self._words.text("ui.compare.result")), stretches)
        colour = self._theme.candidate(self._position)
        for row, way in zip(table.rows, ways, strict=True):
            bar = RangeBar(axis, way.npv_as_paid.mean.value, _ends(way.npv_as_paid), colour, self._theme)
            name = PlainLabel(row.name, "reason" if row.chosen else "", wrap=True)
            cells = [name, *map(text_cell, row.cells), bar]
            self.add_row(cells, stretches, name=spoken(row.name, headings, row.cells))
        line = axis_line(axis, telling.currency, self._words, self._theme)
        self.add_row([*(text_cell("") for _ in stretches[1:]), line], stretches, ruled=False)

    def _choose(self, position: int) -> None:
        self._position = position
        if self._evaluation is not None:
            self.show_evaluation(self._evaluation)


class FindingOutCard(Card):
    """What to find out first, what that may cost at most, and what is worth nothing to measure.

    Attributes
    ----------
    jump_asked
        Emitted with the place of the figure that is clicked on.
    """

    jump_asked = Signal(object)

    def __init__(self, words: Words, theme: Theme) -> None:
        super().__init__(words.text("ui.compare.find"), words, theme)

    def show_found(self, evaluation: Evaluation, found: FindingOut) -> None:
        """Show what is worth most to know."""
        words = self._words
        told = describe_finding_out(evaluation, found, words)
        self.begin(lambda: finding_out_table(evaluation, found, words))
        for row in (*told.together[:_MOST_TOGETHER], *told.rows[:_MOST_TO_FIND_OUT]):
            worth = words.text("ui.compare.find.worth", worth=row.worth)
            cells = [
                two_lines(row.name, row.whose, lines=2, below=4),
                two_lines(worth, row.how, below=3) if row.how else text_cell(worth, ""),
            ]
            name = ". ".join(filter(None, (words.text("ui.decide.show", name=row.name), row.whose, worth, row.how)))
            self.add_row(cells, (3, 2), lambda place=row.place: self.jump_asked.emit(place), name)
        if less := told.rows[_MOST_TO_FIND_OUT:]:
            sentence = words.text("find.less", count=words.number(len(less)))
            self._add_folded(sentence, [f"{row.name} ({row.worth})" for row in less])
        if told.nothing:
            self._add_folded(told.nothing, told.useless)
        self.say(told.every, "small")

    def _add_folded(self, sentence: str, names: Sequence[str]) -> None:
        """Say something of several figures, with their names to be opened."""
        self.say(sentence)
        shown = Paragraphs()
        shown.show_texts((" · ".join(names),))
        line = QWidget()
        inside = column(line, spacing=0)
        fold = Fold(self._words.text("ui.compare.find.which"), shown, sentence)
        inside.addWidget(fold, 0, Qt.AlignmentFlag.AlignLeft)
        inside.addWidget(shown)
        self.put(line)


def axis_line(axis: Axis, currency: str, words: Words, theme: Theme) -> AxisLine:
    """Return what writes amounts below bars."""
    return AxisLine(axis, lambda value: words.money(value, currency, step_for_digits(value, DIGITS)), theme)


def _ends(found: Summary) -> tuple[float, float]:
    """Return between which amounts 9 of 10 futures lie."""
    return found.quantiles[5].value, found.quantiles[95].value

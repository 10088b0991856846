"""The sheet behind the first: the verdict on each candidate in words, its key figures side by side, charts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import count
from typing import TYPE_CHECKING

from roitool.evaluate.drivers import drivers
from roitool.evaluate.memory import Memory
from roitool.exports.to_find_out import to_find_out
from roitool.exports.workbook.book import MONEY, Sheet, Style
from roitool.exports.workbook.charts import Course, added_up, by_year, histogram
from roitool.wording.answer import describe
from roitool.wording.drivers import worth_knowing
from roitool.wording.numbers import margin

if TYPE_CHECKING:
    from typing import Any

    from roitool.evaluate.drivers import Drivers
    from roitool.exports.order import Order
    from roitool.exports.workbook.measures import WhereMeasured
    from roitool.exports.workbook.simulation import SimulationSheet

_LABEL, _UNIT, _FIRST = range(3)
_PER_CANDIDATE = 2
_WIDTHS, _WIDTHS_OF_ONE = (58, 11, 19, 10), (64, 14, 24, 16)
_TEXT_ACROSS = 4
"""Candidates above whose columns text runs, at most: longer lines are hard to read."""
_OF_THE_RUN = (
    *("earns_back", "npv", "cvar", "npv.5", "within", "payback.10", "payback.50", "payback.90"),
    *("short_with", "short_without", "added_short", "lowest_with.5", "cover_kept"),
)
_SHORT = frozenset({"short_with", "short_without"})
_MOST_TO_FIND_OUT = 3
_CHARTS_ACROSS, _CHART_ROWS, _CHART_PIXELS, _GAP = 2, 16, 310, 10
_WIDEST_CHARTS = 1_200


@dataclass(frozen=True, slots=True)
class Summarised:
    """What the summary takes from the sheets of one candidate.

    Attributes
    ----------
    invested
        The cell with what is put in, and what that is.
    months, added_up
        The months, and the project cash flow added up over them.
    years, by_year
        The calendar years, and the project cash flow in each.
    """

    candidate: str
    title: str
    simulation: SimulationSheet
    invested: tuple[str, float]
    months: str
    added_up: str
    years: str
    by_year: str


def write_summary(
    sheet: Sheet, order: Order, found: Sequence[Summarised], places: Sequence[WhereMeasured], failing: str
) -> None:
    """Write the sheet, with the places of the measures of each candidate."""
    writer = _Writer(sheet, order, found)
    writer.head(failing)
    writer.verdicts()
    writer.figures(places)
    writer.finding_out()
    writer.charts()


class _Writer:
    """The rows of the sheet, written from top to bottom."""

    def __init__(self, sheet: Sheet, order: Order, found: Sequence[Summarised]) -> None:
        self._sheet, self._order, self._found, self._words = sheet, order, found, order.words
        self._currency = order.evaluation.scenario.currency
        self._last = _FIRST + _PER_CANDIDATE * max(1, len(found)) - 1
        label, unit, value, error = _WIDTHS_OF_ONE if len(found) < _CHARTS_ACROSS else _WIDTHS
        sheet.widths((label, unit, *(value, error) * max(1, len(found))))
        self._label_width = label
        self._last_of_text = min(self._last, _FIRST + _PER_CANDIDATE * _TEXT_ACROSS - 1)
        self._row = 0
        self._titles: list[str] = []
        self._blocks: list[int] = []

    def head(self, failing: str) -> None:
        """Write what the sheet is."""
        sheet, words = self._sheet, self._words
        sheet.text(0, _LABEL, words.text("workbook.sheet.summary"), "title")
        sheet.failing(_FIRST, failing)
        sheet.hold(2, _LABEL)
        self._row = 2

    def verdicts(self) -> None:
        """Write what the program says of each candidate, with the sentences that the window shows."""
        words, evaluation = self._words, self._order.evaluation
        self._text(words.text("workbook.summary.as_calculated", **self._run()), "note")
        for each in self._found:
            answer = evaluation.answer_on(each.candidate)
            if answer is None:
                raise LookupError(each.candidate)
            told = describe(evaluation, answer, words)
            self._row += 1
            self._heading(each.title)
            self._text(told.headline, "strong")
            self._text(told.sentence, "wrapped")
            for reason in told.reasons:
                self._text(f"• {reason.sentence}", "wrapped")
            if told.paying is not None:
                self._text(told.paying.headline, "wrapped")
                for line in told.paying.lines:
                    self._text(f"• {line}", "wrapped")

    def figures(self, places: Sequence[WhereMeasured]) -> None:
        """Write the key figures: those that follow, then those of the run."""
        words = self._words
        self._row += 1
        self._header(words.text("workbook.summary.base"), [each.title for each in self._found])
        self._titles = [self._sheet.from_elsewhere(self._sheet.cell(self._row - 1, at)) for at, _ in self._columns()]
        self._label(words.text("workbook.after.invested"), self._currency)
        for column, each in self._columns():
            cell, value = each.invested
            self._sheet.formula(self._row, column, cell, value, "measure_link", MONEY)
        self._row += 1
        for name in places[0].cells if places else ():
            unit = words.text(f"workbook.measure_unit.{name}", currency=self._currency)
            self._label(words.text(f"workbook.measure.{name}"), unit)
            for (column, _), place in zip(self._columns(), places, strict=True):
                measure = place.measures[name]
                self._sheet.formula(self._row, column, place.cells[name], measure.value, "measure_link", measure.shown)
            self._row += 1
        self._row += 1
        self._header(
            words.text("workbook.summary.run", **self._run()),
            [each.title for each in self._found],
            words.text("workbook.simulation.error"),
        )
        for code in _OF_THE_RUN:
            self._of_run(code)

    def _of_run(self, code: str) -> None:
        """Write a value of the run with its error, taken from the sheets of the simulation."""
        labels = [each.simulation.labels[code] for each in self._found if code in each.simulation.labels]
        if not labels:
            return
        label, unit = labels[0]
        # How long running short is looked for differs from candidate to candidate.
        self._label(self._words.text(f"workbook.summary.{code}") if code in _SHORT else label, unit)
        for column, each in self._columns():
            found, errors = each.simulation.found, each.simulation.errors
            for at, cells in ((column, found), (column + 1, errors)):
                if code in cells:
                    told = cells[code]
                    self._sheet.formula(self._row, at, told.cell, told.value, "outcome", told.shown)
                else:
                    self._sheet.text(self._row, at, self._words.text("workbook.simulation.unknown"), "outcome")
        self._row += 1

    def finding_out(self) -> None:
        """Write what is most worth knowing of each candidate before the choice: values of the run."""
        evaluation, memory = self._order.evaluation, Memory()
        for position, each in zip(self._order.positions, self._found, strict=True):
            self._worth_knowing(drivers(evaluation, position, memory=memory), each.title)

    def _worth_knowing(self, found: Drivers, candidate: str) -> None:
        words, scenario = self._words, self._order.evaluation.scenario
        self._row += 1
        shown = to_find_out(scenario, found, words, _MOST_TO_FIND_OUT)
        title = words.text("workbook.summary.find", title=candidate)
        if not shown:
            self._heading(title)
            self._text(worth_knowing(scenario, found, words), "wrapped")
            return
        self._header(title, [words.text("workbook.summary.find.worth")], words.text("workbook.simulation.error"))
        for each in shown:
            self._wrapped_label("; ".join(each.names), "strong")
            self._sheet.number(self._row, _FIRST, each.worth.value, "outcome", MONEY)
            self._sheet.number(self._row, _FIRST + 1, margin(each.worth), "outcome", MONEY)
            self._row += 1
            if each.way is not None:
                how = each.way.how
                code = "assumed" if how is None else "how"
                told = words.text(f"workbook.summary.find.{code}", how="" if how is None else words.label(how))
                self._wrapped_label(told, "wrapped")
                self._sheet.number(self._row, _FIRST, each.way.cost, "outcome", MONEY)
                self._row += 1

    def _wrapped_label(self, label: str, style: Style) -> None:
        self._sheet.text(self._row, _LABEL, label, style)
        self._sheet.text(self._row, _UNIT, self._currency, "note")
        self._sheet.height(self._row, [label], self._label_width)

    def charts(self) -> None:
        """Draw the money of all candidates together, and the futures of each."""
        self._row += 1
        sheet, words = self._sheet, self._words
        across = sheet.left_of(self._last + 1)
        if self._found:
            self._blocks.append(self._row)
            sheet.text(self._row, _LABEL, words.text("workbook.summary.charts"), "strong_line")
            self._row += 1
            self._placed(self._drawn(), min(across, _WIDEST_CHARTS) // _CHARTS_ACROSS)
        sheet.pages(self._last + 1, self._blocks, self._row)

    def _drawn(self) -> Iterator[tuple[Any, str]]:
        """Yield charts, each with what it shows."""
        words, book = self._words, self._sheet.book
        pairs = list(zip(self._titles, self._found, strict=True))
        months = [Course(title, each.months, each.added_up) for title, each in pairs]
        years = [Course(title, each.years, each.by_year) for title, each in pairs]
        yield added_up(book, months, self._currency), words.text("workbook.chart.added_up")
        yield by_year(book, years, self._currency), words.text("workbook.chart.by_year")
        for each in self._found:
            title = each.title
            chart = histogram(book, each.simulation.histogram, title, self._currency)
            yield chart, words.text("workbook.chart.histogram", title=title)

    def _placed(self, drawn: Iterable[tuple[Any, str]], width: int) -> None:
        """Put charts beside and below each other."""
        for position, (chart, described) in enumerate(drawn):
            column = position % _CHARTS_ACROSS
            if column == 0:
                # The first ones stay with their heading.
                self._blocks += [self._row] * bool(position)
                self._row += _CHART_ROWS
            corner = column * width, 0
            top = self._row - _CHART_ROWS
            self._sheet.chart(top, chart, corner, (width - _GAP, _CHART_PIXELS), described)
        self._row += 1

    def _columns(self) -> list[tuple[int, Summarised]]:
        return [(_FIRST + _PER_CANDIDATE * position, each) for position, each in enumerate(self._found)]

    def _run(self) -> dict[str, str]:
        return {"futures": self._words.number(self._order.evaluation.provenance.futures)}

    def _heading(self, title: str) -> None:
        """Write the heading of text over the whole width."""
        self._blocks.append(self._row)
        self._sheet.text(self._row, _LABEL, title, "heading")
        for column in range(_UNIT, self._last + 1):
            self._sheet.text(self._row, column, "", "heading")
        self._row += 1

    def _header(self, title: str, titles: Sequence[str], error: str = "") -> None:
        self._blocks.append(self._row)
        self._sheet.text(self._row, _LABEL, title, "heading")
        self._sheet.text(self._row, _UNIT, self._words.text("workbook.column.unit"), "heading")
        for column, text in zip(count(_FIRST, _PER_CANDIDATE), titles, strict=False):
            self._sheet.text(self._row, column, text, "wrapped_header")
            self._sheet.text(self._row, column + 1, error, "header")
        self._sheet.height(self._row, titles, _WIDTHS[_FIRST])
        self._row += 1

    def _label(self, label: str, unit: str) -> None:
        self._sheet.text(self._row, _LABEL, label)
        self._sheet.text(self._row, _UNIT, unit, "note")

    def _text(self, text: str, style: Style) -> None:
        """Write text over the whole width, as high as it needs."""
        pixels = self._sheet.left_of(self._last_of_text + 1)
        self._sheet.across_columns(self._row, self._last_of_text, text, style)
        self._sheet.height(self._row, [text], pixels // 7)
        self._row += 1

"""The sheet with what the simulation found on one candidate: values of that run, which no formula follows."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

from roitool.evaluate.evaluation import COVER_WANTED
from roitool.exports.tables import bars
from roitool.exports.workbook.book import HALF_A_CENT, MONEY, PERCENT, PLAIN, Book, Style
from roitool.exports.workbook.charts import Histogram, histogram
from roitool.exports.workbook.simulation_figures import chances, figures, spreads, word_for
from roitool.measures.summary import PERCENTAGES
from roitool.wording.numbers import margin
from roitool.wording.telling import Telling

if TYPE_CHECKING:
    from roitool.exports.order import Order
    from roitool.exports.workbook.base_case import CandidateBase
    from roitool.measures import Estimate

_LABEL, _UNIT, _VALUE, _ERROR, _FIRST = range(5)
_LAST = _FIRST + len(PERCENTAGES) - 1
_FACTS, _WIDTH = 3, 12
_BARS = _FIRST + 2
_CHART_PIXELS, _GAP = 290, 12
_PARTS = ("spread", "overrun_tail", "failure", "events")


@dataclass(frozen=True, slots=True)
class Found:
    """A value of the run: the cell that other sheets take it from, what it is, and how it is shown."""

    cell: str
    value: float | str
    shown: str


@dataclass(frozen=True, slots=True)
class SimulationSheet:
    """What the summary takes from this sheet.

    Attributes
    ----------
    found, errors
        Values and half their 95 % interval by code; percentiles as ``payback.50``.
    labels
        What each is called, and its unit.
    base_npv
        Formula for other sheets: the NPV of the base case as the run had it.
    """

    found: Mapping[str, Found]
    errors: Mapping[str, Found]
    labels: Mapping[str, tuple[str, str]]
    base_npv: str
    histogram: Histogram
    checks: tuple[tuple[str, str], ...]

    def same_base(self, npv: str, changed: str) -> str:
        """Return a formula that is 1 where the run had another base case than the workbook, while nothing is changed.

        Parameters
        ----------
        npv
            The formula of net present value.
        changed
            The cell that counts the figures that were changed.
        """
        return f"IF({changed}>0,0,IF(ABS({npv}-{self.base_npv})<{HALF_A_CENT},0,1))"


def write_simulation(book: Book, order: Order, chosen: CandidateBase, failing: str) -> SimulationSheet:
    """Write the sheet of one candidate."""
    answer = order.evaluation.answer_on(chosen.candidate.id)
    if answer is None:
        raise LookupError(chosen.candidate.id)
    return _Writer(book, order, chosen, Telling(order.evaluation, answer, order.words)).written(failing)


class _Writer:
    """The rows of the sheet, written from top to bottom."""

    def __init__(self, book: Book, order: Order, chosen: CandidateBase, telling: Telling) -> None:
        self._words, self._telling, self._order = book.words, telling, order
        self._title = book.words.label(chosen.candidate.title) or chosen.candidate.id
        number = str(chosen.position + 1)
        self._sheet = book.sheet(book.words.text("workbook.sheet.simulation", number=number))
        self._row = 0
        self._found: dict[str, Found] = {}
        self._errors: dict[str, Found] = {}
        self._labels: dict[str, tuple[str, str]] = {}

    def written(self, failing: str) -> SimulationSheet:
        """Write everything, and return what the summary needs."""
        sheet, words = self._sheet, self._words
        sheet.text(0, _LABEL, words.text("workbook.simulation.title", title=self._title), "title")
        sheet.failing(_VALUE, failing)
        sheet.text(2, _LABEL, words.text("workbook.simulation.follows_nothing"), "note")
        sheet.widths((62, _WIDTH), _WIDTH, _LAST)
        sheet.hold(_FACTS, _UNIT)
        self._row = _FACTS
        self._provenance()
        self._spreads()
        beside_chances = self._row
        self._chances()
        beside_figures = self._row
        self._figures()
        base_npv, adds_up = self._bridge()
        drawn = self._histogram(beside_chances + 1, beside_figures)
        ways = self._row
        self._ways()
        sheet.pages(_LAST + 1, [0, beside_chances, beside_figures, ways], self._row)
        checks = ((words.text("workbook.check.bridge"), adds_up),)
        return SimulationSheet(self._found, self._errors, self._labels, base_npv, drawn, checks)

    def _provenance(self) -> None:
        made, words = self._order.evaluation.provenance, self._words
        facts = {
            "version": f"ROItool {made.version}",
            "date": words.date(self._order.made_on),
            "futures": words.number(made.futures),
            "seed": str(made.seed),
            "scenario_digest": made.scenario_digest,
        }
        for code, fact in facts.items():
            self._sheet.text(self._row, _LABEL, words.text(f"workbook.fact.{code}"))
            self._sheet.text(self._row, _UNIT, fact, "note")
            self._row += 1

    def _heading(self, title: str, *columns: str) -> None:
        """Head a table, with its columns from that of the values on."""
        self._row += 1
        self._sheet.text(self._row, _LABEL, title, "heading")
        self._sheet.text(self._row, _UNIT, self._words.text("workbook.column.unit"), "heading")
        for column, text in enumerate(columns, start=_VALUE):
            self._sheet.text(self._row, column, text, "wrapped_header")
        self._sheet.height(self._row, columns, _WIDTH)
        self._row += 1

    def _spreads(self) -> None:
        words = self._words
        percentages = [f"P{percentage}" for percentage in PERCENTAGES]
        self._heading(
            words.text("workbook.simulation.spreads"), words.text("workbook.simulation.mean"), "", *percentages
        )
        for spread in spreads(self._telling):
            self._label(spread.label, spread.unit)
            self._sheet.text(self._row + 1, _LABEL, words.text("workbook.simulation.error"), "aside_note")
            if spread.mean is not None:
                mean = words.text("workbook.simulation.mean_of", label=spread.label)
                self._labels[spread.code] = mean, spread.unit
                self._estimate(spread.code, _VALUE, spread.mean, spread.shown, below=True)
            for column, percentage in enumerate(PERCENTAGES, start=_FIRST):
                quantile, code = spread.quantiles[percentage], f"{spread.code}.{percentage}"
                self._labels[code] = f"{spread.label}, P{percentage}", spread.unit
                self._estimate(code, column, quantile, spread.shown, below=True)
            self._row += 2

    def _chances(self) -> None:
        words = self._words
        columns = [words.text(f"workbook.simulation.{each}") for each in ("share", "error", "from", "to")]
        self._heading(words.text("workbook.simulation.chances"), *columns)
        for chance in chances(self._telling):
            unit = "%"
            self._labels[chance.code] = chance.label, unit
            self._label(chance.label, unit)
            self._estimate(chance.code, _VALUE, chance.share, PERCENT)
            for column, end in enumerate(chance.share.interval(), start=_FIRST):
                self._number(column, end, PERCENT)
            self._row += 1

    def _figures(self) -> None:
        words = self._words
        columns = [words.text(f"workbook.simulation.{each}") for each in ("value", "error")]
        self._heading(words.text("workbook.simulation.figures"), *columns)
        for figure in figures(self._telling):
            self._labels[figure.code] = figure.label, self._telling.currency
            self._label(figure.label, self._telling.currency)
            self._estimate(figure.code, _VALUE, figure.estimate, MONEY)
            self._row += 1

    def _bridge(self) -> tuple[str, str]:
        """Write how the base case becomes the mean, and return the cell of the first and a check of the last."""
        words, answer = self._words, self._telling.candidate
        self._heading(words.text("workbook.simulation.bridge"), words.text("workbook.simulation.value"))
        first = self._row
        values = [answer.base.npv, *(getattr(answer.bridge, part) for part in _PARTS)]
        for part, value in zip(("base", *_PARTS), values, strict=True):
            self._label(words.text(f"bridge.{part}"), self._telling.currency)
            self._number(_VALUE, value, MONEY)
            self._row += 1
        sheet = self._sheet
        base = sheet.cell(first, _VALUE)
        self._label(words.text("bridge.mean"), self._telling.currency, "total_label")
        total = sheet.formula(
            self._row, _VALUE, f"SUM({base}:{sheet.cell(self._row - 1, _VALUE)})", math.fsum(values), "total", MONEY
        )
        self._row += 1
        difference = f"ABS({sheet.from_elsewhere(total)}-{self._found['npv'].cell})"
        return sheet.from_elsewhere(base), f"IF({difference}<{HALF_A_CENT},0,1)"

    def _histogram(self, chart_row: int, row: int) -> Histogram:
        """Write how many of 100 futures end in each range beside the tables, and draw it."""
        words, sheet, found = self._words, self._sheet, bars(self._telling.candidate.dots)
        sheet.text(row, _BARS, words.text("workbook.simulation.histogram"), "strong_line")
        row += 1
        for column, code in enumerate(("from", "to", "of_100"), start=_BARS):
            sheet.text(row, column, words.text(f"workbook.simulation.{code}"), "header")
        for line, bar in enumerate(found, start=row + 1):
            for column, (value, shown) in enumerate(zip(bar, (MONEY, MONEY, PLAIN), strict=True), start=_BARS):
                sheet.number(line, column, value, "outcome", shown)
        last = row + len(found)
        self._row = max(self._row, last + 1)
        begins, counts = (f"{sheet.cell(row + 1, column)}:{sheet.cell(last, column)}" for column in (_BARS, _BARS + 2))
        drawn = Histogram(
            sheet.from_elsewhere(begins), sheet.from_elsewhere(counts), tuple(begin >= 0 for begin, _, _ in found)
        )
        corner = sheet.left_of(_BARS) + _GAP, 0
        size = sheet.left_of(_LAST + 1) - corner[0] - _GAP, _CHART_PIXELS
        chart = histogram(sheet.book, drawn, self._title, self._telling.currency)
        sheet.chart(chart_row, chart, corner, size, words.text("workbook.chart.histogram", title=self._title))
        return drawn

    def _ways(self) -> None:
        """Write the ways of paying below each other, with what each does to the candidate."""
        words, telling = self._words, self._telling
        codes = ("as_paid", "lowest", "added_short", "cover_kept")
        titles = [words.text(f"workbook.ways.{code}", wanted=words.number(COVER_WANTED)) for code in codes]
        error = words.text("workbook.simulation.error")
        self._heading(words.text("workbook.simulation.ways"), *chain.from_iterable((title, error) for title in titles))
        for way in telling.candidate.ways:
            self._label(telling.way_label(way.id), "")
            bank = way.bank
            found = (
                (way.npv_as_paid.mean, MONEY),
                (bank.lowest_with.quantiles[5], MONEY),
                (bank.added_short, PERCENT),
                (bank.cover_kept, PERCENT),
            )
            for code, column, (estimate, shown) in zip(codes, range(_VALUE, _LAST, 2), found, strict=True):
                if estimate is not None:
                    self._estimate(f"ways.{way.id}.{code}", column, estimate, shown)
                else:
                    self._sheet.text(self._row, column, words.text("workbook.simulation.unknown"), "outcome")
            self._row += 1

    def _label(self, label: str, unit: str, style: Style = "text") -> None:
        self._sheet.text(self._row, _LABEL, label, style)
        self._sheet.text(self._row, _UNIT, unit, "note")

    def _estimate(self, code: str, column: int, estimate: Estimate, shown: str, *, below: bool = False) -> None:
        """Write a value with its error: in the next column, or the next row."""
        self._found[code] = self._number(column, estimate.value, shown, code)
        place = (self._row + 1, column) if below else (self._row, column + 1)
        error = margin(estimate)
        self._errors[code] = self._written(*place, error, self._words.text("workbook.simulation.unknown"), shown)

    def _number(self, column: int, value: float, shown: str, code: str = "") -> Found:
        word = word_for(code.partition(".")[0], value, self._telling)
        return self._written(self._row, column, value, word, shown)

    def _written(self, row: int, column: int, value: float, word: str, shown: str) -> Found:
        """Write a number, or the word that stands for one that is none."""
        cell = self._sheet.from_elsewhere(self._sheet.cell(row, column))
        if math.isfinite(value):
            self._sheet.number(row, column, value, "outcome", shown)
            return Found(cell, value, shown)
        self._sheet.text(row, column, word, "outcome")
        return Found(cell, word, shown)

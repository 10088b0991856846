"""The sheet with the money of one candidate by month, before tax: every line a row that is calculated anew."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING

import numpy as np

from roitool.exports.workbook.base_case import Base, CandidateBase, month_of, scalar
from roitool.exports.workbook.candidate_sheet import page_by_month
from roitool.exports.workbook.fleets import FleetBooks, FleetRows
from roitool.exports.workbook.lines import Figures, MoneyRow, Spending, has_row, line_formula, nothing_formula
from roitool.exports.workbook.periods import SECTION, before
from roitool.exports.workbook.timing import Timing, write_ending, write_timing
from roitool.scenario.lines import Benefit, Fleet, WorkingCapital

if TYPE_CHECKING:
    from collections.abc import Mapping

    from roitool.exports.workbook.book import Book
    from roitool.exports.workbook.periods import Periods


@dataclass(frozen=True, slots=True)
class CashFlowSheet:
    """What other sheets need of this one.

    Attributes
    ----------
    years, year
        How formulas elsewhere name the calendar year of every month, and how rows of this sheet refer to it.
    rows, nothing, total
        Every line; every line of doing nothing; the sum of the lines before tax.
    spending
        Cells of investment and one-off lines, by position of the line.
    fleets
        What products under contract do to the taxable result.
    """

    page: Periods
    timing: Timing
    years: str
    year: str
    rows: tuple[MoneyRow, ...]
    nothing: tuple[MoneyRow, ...]
    total: MoneyRow
    spending: Mapping[int, Spending]
    fleets: tuple[FleetBooks, ...]


def write_cash_flow(book: Book, base: Base, chosen: CandidateBase, failing: str) -> CashFlowSheet:
    """Write the sheet of one candidate."""
    by_month = page_by_month(book, base, chosen, "cash_flow", failing)
    figures = Figures(by_month.page, base.scenario.currency, book.words)
    return _Writer(figures, base, chosen, by_month.month).written(by_month.year)


class _Writer:
    """The rows of the sheet, in their order."""

    def __init__(self, figures: Figures, base: Base, chosen: CandidateBase, month: str) -> None:
        self._figures = figures
        self._page = figures.page
        self._words = figures.words
        self._base = base
        self._chosen = chosen
        self._month = month
        self._rows: list[MoneyRow] = []

    def written(self, year: str) -> CashFlowSheet:
        """Write the figures of each line, then what lies between them and money, then the money."""
        page, words, candidate = self._page, self._words, self._chosen.candidate
        page.section(words.text("workbook.section.timing"))
        timing = write_timing(self._figures, self._base.scenario, self._chosen, self._month)
        page.section(words.text("workbook.section.figures"))
        formulas = [line_formula(self._figures, self._chosen, each, timing) for each in range(len(candidate.lines))]
        spending = [self._figures.spending[asset.position] for asset in self._chosen.flows.record.assets]
        write_ending(page, self._chosen, timing, [(each.spent, each.month) for each in spending])
        tied_up = {
            line: self._figures.stated(line, "share", self._chosen.scope, words.label(line.label) or line.id)
            for line in candidate.lines
            if isinstance(line, WorkingCapital)
        }
        nothing = [
            nothing_formula(self._figures, line, self._base.scope, timing.horizon, self._month)
            for line in self._base.scenario.do_nothing.lines
        ]
        prevented = {
            each.line: self._figures.stated(each, "share", self._chosen.scope, words.text("row.averted", label=label))
            for each in candidate.averts
            for label in [self._nothing_label(each.line)]
        }
        fleets = {
            position: FleetRows(self._figures, self._chosen, position, timing, self._base.model.setting.regime)
            for position, line in enumerate(candidate.lines)
            if isinstance(line, Fleet)
        }
        if tied_up or nothing or fleets:
            page.section(words.text("workbook.section.workings"))
        nothing_rows = self._nothing(nothing)
        books = tuple(fleet.write_workings() for fleet in fleets.values())
        under_contract = {position: fleet.money() for position, fleet in fleets.items()}
        money = [position for position, line in enumerate(candidate.lines) if has_row(line)]
        # What is tied up follows from revenue in rows below: a section's title stands between.
        row = page.row + len(tied_up) + SECTION
        row_of = {}
        for position in money:
            row_of[candidate.lines[position].id] = row
            row += len(under_contract.get(position, "1"))
        stocks = {line.id: self._stock(line, share, row_of, timing) for line, share in tied_up.items()}
        page.section(words.text("workbook.section.money"))
        for position in money:
            if position in under_contract:
                line = candidate.lines[position].id
                for each in under_contract[position]:
                    self._money(each.label, each.code, each.formula, each.values, line)
                continue
            stock = stocks.get(candidate.lines[position].id, "")
            self._line(position, formulas[position] or f"{before(stock)}-{stock}")
        for line, share in prevented.items():
            label = words.text("row.averted", label=self._nothing_label(line))
            formula = f"-{share}*{page.reference(nothing_rows[line].row)}*{timing.effect}"
            self._money(label, "averted", formula, self._chosen.line(f"_averted_{line}"))
        self._residuals(timing)
        self._stopped(timing)
        total = self._total()
        for grant in candidate.lines:
            if not has_row(grant):
                page.note(words.text("workbook.cash_flow.no_grant", label=words.label(grant.label) or grant.id))
        return CashFlowSheet(
            page,
            timing,
            page.sheet.from_elsewhere(page.whole(year)),
            year,
            tuple(self._rows),
            tuple(nothing_rows.values()),
            total,
            self._figures.spending,
            books,
        )

    def _line(self, position: int, formula: str) -> None:
        line = self._chosen.candidate.lines[position]
        self._money(self._words.label(line.label) or line.id, line.kind, formula, self._chosen.line(line.id), line.id)

    def _money(self, label: str, code: str, formula: str, values: list[float], line: str = "") -> None:
        row = self._page.row
        self._page.series(label, formula, values, self._base.scenario.currency)
        self._rows.append(MoneyRow(label, code, row, values, line))

    def _nothing_label(self, id_: str) -> str:
        labels = {line.id: self._words.label(line.label) for line in self._base.scenario.do_nothing.lines}
        return labels[id_] or id_

    def _nothing(self, formulas: list[str]) -> dict[str, MoneyRow]:
        """Write what happens to everybody, and return those rows by line."""
        rows = {}
        for line, formula in zip(self._base.scenario.do_nothing.lines, formulas, strict=True):
            label = self._words.text("workbook.line.nothing", label=self._nothing_label(line.id))
            values = [scalar(row) for row in self._base.company.course.nothing[line.id]]
            rows[line.id] = MoneyRow(label, "nothing", self._page.row, values)
            self._page.series(label, formula, values, self._base.scenario.currency)
        return rows

    def _stock(self, line: WorkingCapital, share: str, row_of: Mapping[str, int], timing: Timing) -> str:
        """Write what a line of working capital ties up, and return how rows refer to it."""
        candidate, page = self._chosen.candidate, self._page
        revenue = [
            each.id
            for each in candidate.lines
            if isinstance(each, Benefit) and each.kind == "revenue" and (each.id in line.of or not line.of)
        ]
        cells = "+".join(page.reference(row_of[each]) for each in revenue) or "0"
        sums = np.sum(
            [self._chosen.line(each) for each in revenue] or [[0.0] * len(self._chosen.flows.project)], axis=0
        )
        tied = self._chosen.scope.value(line.share)
        last = -(-min(scalar(self._chosen.flows.record.life.end), len(sums) - 1) // 1)
        return page.series(
            self._words.text("workbook.line.stock", label=self._words.label(line.label) or line.id),
            f"IF({self._month}<{timing.last},12*{share}*({cells}),0)",
            [12 * tied * amount * (month < last) for month, amount in enumerate(sums.tolist())],
            self._base.scenario.currency,
            added_up=False,
        )

    def _residuals(self, timing: Timing) -> None:
        sold = {asset.position: asset for asset in self._chosen.flows.record.assets}
        for position, item in self._figures.spending.items():
            if item.residual is None:
                continue
            line = self._chosen.candidate.lines[position]
            label = f"{self._words.text('row.residual')}: {self._words.label(line.label) or line.id}"
            asset = sold[position]
            month = month_of(asset.sold_month)
            values = [
                scalar(asset.residual) if each == month else 0.0 for each in range(len(self._chosen.flows.project))
            ]
            brings = f"{item.quote}*{item.residual}{timing.works}"
            formula = f"IF({self._month}=MAX({timing.last},{item.month}),{brings},0)"
            self._money(label, "residual", formula, values, line.id)

    def _stopped(self, timing: Timing) -> None:
        """Write what is recovered of a stopped project, and what stopping it costs."""
        stop, record = timing.stop, self._chosen.flows.record
        if stop is None:
            return
        ends = f"AND({stop.stopped}=1,{self._month}={stop.ending})"
        if stop.recovered is not None:
            ending = month_of(record.fate.ending_month(self._base.calendar.months)[0])
            for asset in record.assets:
                spending = self._figures.spending[asset.position]
                line = asset.line.id
                label = f"{self._words.text('row.recovered')}: {self._words.label(asset.line.label) or line}"
                recovered = f"IF({spending.month}<={timing.horizon},{spending.quote}*{stop.recovered},0)"
                values = [0.0] * len(self._chosen.flows.project)
                values[ending] = scalar(asset.recovered)
                self._money(label, "recovered", f"IF({ends},{recovered},0)", values, line)
        if stop.exit_cost is not None:
            values = self._chosen.line("_exit_cost")
            self._money(self._words.text("field.exit_cost"), "exit_cost", f"IF({ends},-{stop.exit_cost},0)", values)

    def _total(self) -> MoneyRow:
        page, rows = self._page, self._rows
        cells = f"{page.reference(rows[0].row)}:{page.reference(rows[-1].row)}" if rows else "0"
        values = np.sum([row.values for row in rows] or [[0.0] * len(self._chosen.flows.project)], axis=0).tolist()
        label = self._words.text("row.before_tax")
        total = MoneyRow(label, "before_tax", page.row, values)
        reference = page.series(label, f"SUM({cells})", values, self._base.scenario.currency, style="total")
        page.series(
            self._words.text("workbook.line.added_up"),
            f"{before(page.reference(page.row))}+{reference}",
            list(accumulate(values)),
            self._base.scenario.currency,
            added_up=False,
        )
        return total

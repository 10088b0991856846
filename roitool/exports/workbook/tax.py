"""The tax of a candidate by calendar year: the company's tax with it less that without it, each with its own losses."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from roitool.exports.workbook.assets import AssetRows
from roitool.exports.workbook.base_case import scalar
from roitool.exports.workbook.book import CENTS, HALF_A_CENT, PERCENT, WHOLE
from roitool.exports.workbook.deductions import write_deductions
from roitool.exports.workbook.long_sums import in_parts
from roitool.exports.workbook.tax_runs import Courses, write_rules
from roitool.scenario.references import BOUNDS
from roitool.wording.places import field_name

if TYPE_CHECKING:
    from roitool.exports.workbook.by_year import ByYear
    from roitool.exports.workbook.fleets import FleetBooks
    from roitool.exports.workbook.periods import Periods

_UNTAXED = frozenset({"investment", "residual", "recovered", "working_capital", "fleet_built"})


@dataclass(frozen=True, slots=True)
class TaxRows:
    """How rows of its sheet refer to the tax of a candidate and to what that rests on.

    Attributes
    ----------
    page
        The sheet.
    tax
        The difference that the candidate makes.
    profit, without
        The company's taxable result without the candidate, and the tax on it.
    first_profit
        The cell of the company's own profit of the first year.
    capital, result
        What investments take off the taxable result as bought, and that result.
    courses
        What further courses of the company need.
    nothing
        What doing nothing adds to the company's tax; None where nothing happens anyway.
    checks
        Each a formula with its label.
    """

    page: Periods
    tax: str
    profit: str
    first_profit: str
    without: str
    capital: str
    result: str
    courses: Courses
    nothing: str | None
    checks: tuple[tuple[str, str], ...]

    def elsewhere(self, reference: str) -> str:
        """Return a row or cell as rows of other sheets refer to it."""
        return self.page.sheet.from_elsewhere(reference)


def write_tax(by_year: ByYear, rows: Sequence[str]) -> TaxRows:
    """Write the rows on a sheet of their own.

    Parameters
    ----------
    rows
        How rows of this sheet refer to the money of each line, in the order of the lines.
    """
    return _Writer(by_year).written(rows)


@dataclass(frozen=True, slots=True)
class _Company:
    first_profit: str
    own: str
    profit: str
    opening: str


class _Writer:
    def __init__(self, by_year: ByYear) -> None:
        self._by_year = by_year
        self._page = by_year.page
        self._words = by_year.words
        self._currency = by_year.currency
        self._regime = by_year.regime
        self._calendar = by_year.calendar
        self._course = by_year.base.company.course
        self._flows = by_year.chosen.flows

    def written(self, rows: Sequence[str]) -> TaxRows:
        page, words = self._page, self._words
        page.section(words.text("workbook.section.rules"))
        company = self._company()
        rules = write_rules(page, self._regime, self._calendar, self._currency)
        courses = Courses(
            self._regime, self._calendar, self._currency, rules, company.opening, scalar(self._course.opening_losses)
        )
        page.section(words.text("workbook.section.result"))
        capital, result, ties = self._result(rows)
        page.section(words.text("workbook.section.tax"))
        profit, begins = company.profit, self._by_year.span.begins
        without_values = [scalar(each) for each in self._course.profit]
        with_values = np.add(without_values, self._flows.record.result[:, 0]).tolist()
        alone = self._alone(courses, company.own)
        without = courses.run(page, begins, words.text("workbook.tax.without"), profit, without_values)
        with_it = courses.run(page, begins, words.text("workbook.tax.with"), f"{profit}+{result}", with_values)
        nothing = None
        if alone is not None:
            values = [scalar(each) for each in self._course.nothing_tax]
            label = words.text("workbook.tax.nothing")
            nothing = page.series(label, f"{without}-{alone}", values, self._currency, style="total")
        values = [scalar(each) for each in self._flows.tax]
        label = words.text("workbook.tax.project")
        tax = page.series(label, f"{with_it}-{without}", values, self._currency, style="total")
        return TaxRows(
            page,
            tax,
            profit,
            company.first_profit,
            without,
            capital,
            result,
            courses,
            nothing,
            (
                page.broken_bounds(),
                (words.text("workbook.check.depreciation"), ties),
            ),
        )

    def _alone(self, courses: Courses, own: str) -> str | None:
        """Write the tax of the company where nothing happens to it; none where nothing happens anyway."""
        if not self._by_year.base.scenario.do_nothing.lines:
            return None
        company, scope = self._by_year.base.scenario.company, self._by_year.base.scope
        first, growth = scope.value(company.taxable_profit_per_year), scope.value(company.profit_growth)
        values = [first * (1.0 + growth) ** number for number in range(len(self._calendar.years))]
        begins = self._by_year.span.begins
        return courses.run(self._page, begins, self._words.text("workbook.tax.alone"), own, values)

    def _company(self) -> _Company:
        """Write the company's own profit by year and its losses of earlier years."""
        page, words, base = self._page, self._words, self._by_year.base
        company = base.scenario.company
        stated = {}
        for name, shown in (("taxable_profit_per_year", CENTS), ("profit_growth", PERCENT), ("opening_losses", CENTS)):
            text = getattr(company, name)
            label, bound = field_name(name, words), BOUNDS[type(company)][name]
            unit = "" if shown == PERCENT else self._currency
            stated[name] = page.figure(label, base.scope.formula(text), base.scope.value(text), unit, shown, bound)
        number = page.values(words.text("workbook.tax.year_number"), range(len(self._calendar.years)), shown=WHOLE)
        nothing = [self._by_year.added_up(row) for row in self._by_year.money.nothing]
        first = stated["taxable_profit_per_year"]
        own = f"{first}*(1+{stated['profit_growth']})^{number}"
        profit = page.series(
            words.text("workbook.tax.profit"),
            "+".join([own, *nothing]),
            [scalar(each) for each in self._course.profit],
            self._currency,
        )
        return _Company(first, own, profit, stated["opening_losses"])

    def _result(self, rows: Sequence[str]) -> tuple[str, str, str]:
        """Write what the candidate adds to the taxable result."""
        page, words, record = self._page, self._words, self._flows.record
        taxed = [row for row, line in zip(rows, self._by_year.money.rows, strict=True) if line.code not in _UNTAXED]
        deducted = sum((each[:, 0] for each in record.deductions.values()), start=np.zeros(len(record.result)))
        cash = page.series(
            words.text("row.taxable_cash"),
            "+".join(taxed) or "0",
            (record.result[:, 0] + deducted).tolist(),
            self._currency,
        )
        assets = AssetRows(self._by_year, record.assets, record.deductions)
        lowers = assets.written_down()
        fleets = [
            (fleet, self._by_year.added_up(fleet.depreciated), self._by_year.added_up(fleet.written_off))
            for fleet in self._by_year.money.fleets
        ]
        lower, higher = write_deductions(assets)
        # Between them stand figures of the investments, which have nothing in a year.
        written_down = [f"SUM({lowers[0]}:{lowers[-1]})"] if lowers else []
        taken = "+".join((*written_down, *lower)) + "".join(f"-{each}" for each in higher)
        units = np.sum([self._deducted(fleet) for fleet, *_ in fleets] or [np.zeros(len(deducted))], axis=0)
        label = words.text("workbook.tax.capital")
        capital = page.series(label, taken or "0", (deducted - units).tolist(), self._currency)
        result = page.series(
            words.text("row.taxable_result"),
            "-".join((cash, capital, *(row for _, *rows_of_fleet in fleets for row in rows_of_fleet))),
            record.result[:, 0].tolist(),
            self._currency,
            style="total",
        )
        label = words.text("workbook.check.depreciation")
        return capital, result, self._checked(label, [*assets.ties, *map(self._tie, fleets)])

    def _checked(self, label: str, checks: list[str]) -> str:
        """Write the sum of checks, its parts by themselves where they are too many for one formula."""
        parts = ["+".join(checks[part]) for part in in_parts(checks)]
        if len(parts) > 1:
            numbered = enumerate(parts, start=1)
            named = ((self._words.text("workbook.part", label=label, number=str(at)), part) for at, part in numbered)
            parts = [self._page.checked(name, part) for name, part in named]
        return self._page.checked(label, "+".join(parts) or "0")

    def _deducted(self, fleet: FleetBooks) -> NDArray[np.float64]:
        """Return what is deducted of units by year."""
        sums = self._by_year.sums
        return np.add(sums(fleet.depreciated.values), sums(fleet.written_off.values))

    def _tie(self, fleet: tuple[FleetBooks, str, str]) -> str:
        """Return a formula that is 1 where what is deducted of units is not what they cost."""
        books, *rows = fleet
        deducted = "+".join(f"SUM({self._page.whole(row)})" for row in rows)
        built = self._by_year.money.page.elsewhere(books.built.row)
        return f"IF(ABS({deducted}-SUM({built}))<{HALF_A_CENT},0,1)"

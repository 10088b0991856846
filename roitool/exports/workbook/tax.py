"""The tax of a candidate by calendar year: the company's tax with it less that without it, each with its own losses."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from roitool.exports.workbook.assets import AssetRows
from roitool.exports.workbook.base_case import scalar
from roitool.exports.workbook.book import CENTS, PERCENT, WHOLE
from roitool.exports.workbook.deductions import write_deductions
from roitool.exports.workbook.tax_runs import Courses, write_rules
from roitool.scenario.references import BOUNDS
from roitool.wording.places import field_name

if TYPE_CHECKING:
    from roitool.exports.workbook.by_year import ByYear
    from roitool.exports.workbook.periods import Periods

_UNTAXED = frozenset({"investment", "residual", "working_capital"})


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
    beyond_elsewhere
        The cell that counts what is not followed.
    """

    page: Periods
    tax: str
    profit: str
    first_profit: str
    without: str
    capital: str
    result: str
    courses: Courses
    beyond_elsewhere: str

    def elsewhere(self, reference: str) -> str:
        """Return a row or cell as rows of other sheets refer to it."""
        return self.page.sheet.from_elsewhere(reference)


def write_tax(by_year: ByYear, rows: Sequence[str]) -> TaxRows:
    """Write the rows on the sheet of years.

    Parameters
    ----------
    rows
        How rows refer to the money of each line, in the order of the lines.
    """
    return _Writer(by_year).written(rows)


@dataclass(frozen=True, slots=True)
class _Company:
    first_profit: str
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
        capital, result, beyond = self._result(rows)
        page.section(words.text("workbook.section.tax"))
        profit, begins = company.profit, self._by_year.span.begins
        without_values = [scalar(each) for each in self._course.profit]
        with_values = np.add(without_values, self._flows.record.result[:, 0]).tolist()
        without = courses.run(page, begins, words.text("workbook.tax.without"), profit, without_values)
        with_it = courses.run(page, begins, words.text("workbook.tax.with"), f"{profit}+{result}", with_values)
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
            page.sheet.from_elsewhere(beyond),
        )

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
        profit = page.series(
            words.text("workbook.tax.profit"),
            "+".join([f"{first}*(1+{stated['profit_growth']})^{number}", *nothing]),
            [scalar(each) for each in self._course.profit],
            self._currency,
        )
        return _Company(first, profit, stated["opening_losses"])

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
        lower, higher = write_deductions(assets)
        taken = "+".join((*lowers, *lower)) + "".join(f"-{each}" for each in higher)
        capital = page.series(words.text("workbook.tax.capital"), taken or "0", deducted.tolist(), self._currency)
        result = page.series(
            words.text("row.taxable_result"),
            f"{cash}-{capital}",
            record.result[:, 0].tolist(),
            self._currency,
            style="total",
        )
        beyond = page.figure(
            words.text("workbook.check.sold_at_once"),
            assets.sold_at_once() if self._regime.investment_deduction is not None else "0",
            0.0,
            "",
            WHOLE,
        )
        return capital, result, beyond

"""The tax of each way of paying by calendar year, as it is really paid: without own time, with what it may deduct."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from roitool.cashflow.capital import Holding, book_capital
from roitool.cashflow.ledger import TaxableResult
from roitool.cashflow.paying import paid_way
from roitool.exports.workbook.assets import AssetRows
from roitool.exports.workbook.base_case import scalar
from roitool.exports.workbook.deductions import write_deductions
from roitool.exports.workbook.long_sums import grouped

if TYPE_CHECKING:
    from collections.abc import Sequence

    from roitool.cashflow.capital import Asset
    from roitool.cashflow.ways import WayFlows
    from roitool.exports.workbook.by_year import ByYear
    from roitool.exports.workbook.financing_parts import Beside, Payments
    from roitool.exports.workbook.tax import TaxRows


@dataclass(frozen=True, slots=True)
class PaidTax:
    """The tax of one way: all its years for other sheets, how rows of its sheet refer to it, and its values."""

    all_years: str
    reference: str
    values: list[float]


class TaxAsPaid:
    """Writes the tax of each way on a sheet of years.

    Parameters
    ----------
    project
        The tax of the project as bought for cash, own time included.
    """

    def __init__(self, payments: Payments, by_year: ByYear, project: TaxRows) -> None:
        self._payments = payments
        self._by_year = by_year
        self._project = project
        self._courses = project.courses.elsewhere(project.page.sheet)
        self._result = ""

    def in_cash(self, way: WayFlows) -> PaidTax:
        """Write the tax when paying cash; it comes before that of every other way."""
        by_year, words, record = self._by_year, self._by_year.words, self._payments.chosen.flows.record
        by_year.page.section(words.text("workbook.financing.in_cash"))
        own_time = [by_year.added_up(row) for row in self._payments.own_time]
        formula = self._project.elsewhere(self._project.result) + "".join(f"-{each}" for each in own_time)
        values = record.paid_result[:, 0].tolist()
        self._result = self._total("workbook.financing.result", formula, values)
        tax = [scalar(each) for each in way.cash_tax]
        if own_time:
            return self._taxed(self._result, values, tax)
        reference = self._total("workbook.financing.tax", self._project.elsewhere(self._project.tax), tax)
        return PaidTax(self._all(reference), reference, tax)

    def of(self, title: str, position: int, way: WayFlows, beside: Beside) -> PaidTax:
        """Write the tax of a way that is not cash."""
        payments, by_year = self._payments, self._by_year
        by_year.page.section(title)
        paid = paid_way(
            position,
            payments.chosen.candidate,
            payments.chosen.flows.columns,
            payments.chosen.flows.record,
            payments.base.company.course,
            payments.base.model.setting,
            payments.base.company.workspace,
        )
        costs = "".join(f"-{payments.in_year(by_year, label, row)}" for label, row in beside.costs)
        formula = f"{self._result}{costs}"
        if beside.not_bought:
            bought = self._project.elsewhere(self._project.capital)
            formula += f"+{bought}{self._capital(paid.assets, beside.not_bought)}"
        if beside.spared is not None:
            formula += f"+{payments.in_year(by_year, by_year.words.text('row.costs_covered'), beside.spared)}"
        values = paid.result[:, 0].tolist()
        result = self._total("workbook.financing.result", formula, values)
        return self._taxed(result, values, [scalar(each) for each in way.tax])

    def _capital(self, assets: Sequence[Asset], not_bought: frozenset[int]) -> str:
        """Write what the investments that stay the company's own do to the result, and return it with its signs."""
        record, setting = self._payments.chosen.flows.record, self._payments.base.model.setting
        overrun = self._payments.chosen.candidate.overrun is not None
        own = [asset for asset in assets if asset.position not in not_bought or (overrun and asset.line.overruns)]
        if not own:
            return ""
        booked = TaxableResult(setting.calendar, np.zeros_like(record.result), detailed=True)
        holding = Holding(own, record.life, record.fate)
        book_capital(booked, holding, self._payments.base.company.course, setting.regime)
        rows = AssetRows(self._by_year, own, booked.deductions, not_bought)
        lowers = rows.written_down()
        lower, higher = write_deductions(rows)
        return f"-({grouped((*lowers, *lower))})" + "".join(f"+{each}" for each in higher)

    def _taxed(self, result: str, values: Sequence[float], tax: list[float]) -> PaidTax:
        """Write the company's tax with a result, and the difference that this makes."""
        by_year, words, project = self._by_year, self._by_year.words, self._project
        profit = [scalar(each) for each in self._payments.base.company.course.profit]
        with_it = self._courses.run(
            by_year.page,
            by_year.span.begins,
            words.text("workbook.tax.with"),
            f"{project.elsewhere(project.profit)}+{result}",
            np.add(profit, values).tolist(),
        )
        reference = self._total("workbook.financing.tax", f"{with_it}-{project.elsewhere(project.without)}", tax)
        return PaidTax(self._all(reference), reference, tax)

    def _total(self, code: str, formula: str, values: Sequence[float]) -> str:
        by_year = self._by_year
        return by_year.page.series(by_year.words.text(code), formula, values, by_year.currency, style="total")

    def _all(self, reference: str) -> str:
        page = self._by_year.page
        return page.sheet.from_elsewhere(page.whole(reference))

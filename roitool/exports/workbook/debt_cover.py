"""Debt service cover by calendar year: what the company earns beside what its debt takes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from roitool.cashflow.cover import MONTHS_OF_A_YEAR
from roitool.exports.workbook.base_case import scalar
from roitool.exports.workbook.book import WHOLE
from roitool.exports.workbook.financing_parts import sum_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from roitool.exports.workbook.bank_company import CompanyRows
    from roitool.exports.workbook.financing import FinancingSheet, PaidThisWay
    from roitool.exports.workbook.financing_parts import Payments
    from roitool.exports.workbook.periods import Row

_NOT_OPERATING = frozenset({"investment", "residual", "recovered", "fleet_built", "fleet_valued"})
SHOWN = "0.00"
_ROUNDING = 1e-6


@dataclass(frozen=True, slots=True)
class Cover:
    """The debt service cover of the chosen way.

    Attributes
    ----------
    ratios, lowest, years
        The ratio of each year, whether it is the lowest (1), and the years, for other sheets.
    first_year
        The first of the years.
    values
        What the ratios come to; None in a year that has none.
    """

    ratios: str
    lowest: str
    years: str
    first_year: int
    values: list[float | None]

    def answers(self, none: str) -> dict[str, tuple[str, float | str]]:
        """Return by name the formulas of the lowest ratio and of its year, with their values."""
        lowest = f'IF(COUNT({self.ratios})=0,"{none}",MIN({self.ratios}))'
        year = f'IF(COUNT({self.ratios})=0,"{none}",INDEX({self.years},MATCH(1,{self.lowest},0)))'
        if all(value is None for value in self.values):
            return {"cover": (lowest, none), "cover_year": (year, none)}
        found = min(value for value in self.values if value is not None)
        when = self.first_year + _lowest_years(self.values).index(1.0)
        return {"cover": (lowest, found), "cover_year": (year, when)}


def write_cover(payments: Payments, company: CompanyRows, financing: FinancingSheet) -> Cover | None:
    """Write the cover of the chosen way on its sheet of years; None where there is no new debt.

    Parameters
    ----------
    payments, company
        The sheet of the bank balance, and the company on it.
    """
    paid = financing.ways[financing.chosen]
    if paid.beside is None:
        return None
    by_year, words, page = financing.by_year, payments.words, financing.by_year.page
    payments.page.section(words.text("workbook.section.serves"))
    operating = _operating(payments)
    page.section(words.text("workbook.section.cover", way=paid.name))
    earned = [payments.in_year(by_year, label, row) for label, row in company.own]
    earned.append(payments.in_year(by_year, words.text("workbook.cover.operating"), operating))
    if paid.beside.spared is not None:
        earned.append(financing.payments.in_year(by_year, words.text("row.costs_covered"), paid.beside.spared))
    service = [financing.payments.in_year(by_year, label, row) for label, row in paid.beside.service]
    existing = payments.page.sheet.from_elsewhere(company.debt_service)
    new = "+".join(service)
    year = page.fixed(words.text("workbook.cover.year"), MONTHS_OF_A_YEAR, words.text("workbook.unit.months"), WHOLE)
    ratio = f"({'+'.join(earned)}+{existing}-{paid.tax.reference})/({existing}+{new})"
    values, none = _values(payments, paid), words.text("workbook.none")
    row = page.series(
        words.text("workbook.cover.ratio"),
        f'IF(AND({by_year.span.ends}-{by_year.span.begins}={year},{new}>0),{ratio},"{none}")',
        [none if value is None else value for value in values],
        shown=SHOWN,
        style="total",
        added_up=False,
    )
    rounding = page.fixed(words.text("workbook.cover.rounding"), _ROUNDING, "", "0.000000")
    lowest = page.series(
        words.text("workbook.cover.lowest"),
        f"IF(ISNUMBER({row}),IF({row}<=MIN({page.whole(row)})+{rounding},1,0),0)",
        _lowest_years(values),
        shown=WHOLE,
        added_up=False,
    )
    ratios, flags, years = (page.sheet.from_elsewhere(page.whole(each)) for each in (row, lowest, by_year.span.year))
    return Cover(ratios, flags, years, payments.base.calendar.start_year, values)


def _operating(payments: Payments) -> Row:
    """Write what the candidate brings from operation, by month: nothing invested or sold, no own time."""
    money = payments.money
    own_time = {row.row for row in payments.own_time}
    left_out = [row for row in money.rows if row.code in _NOT_OPERATING or row.row in own_time]
    rest = sum_of(payments, payments.words.text("workbook.cover.not_operating"), left_out)
    formula = f"{payments.line(money.total.row)}-({rest})"
    values = np.array(money.total.values)
    for row in left_out:
        values = values - row.values
    return payments.row("workbook.cover.operating", formula, values.tolist(), style="link")


def _values(payments: Payments, paid: PaidThisWay) -> list[float | None]:
    company, flows, way = payments.base.company.course, payments.chosen.flows, paid.flows
    if way.debt_service is None:
        raise TypeError(way)
    found: list[float | None] = []
    for position, new in enumerate(way.debt_service[:, 0]):
        begin, end = payments.base.calendar.span(position)
        if end - begin < MONTHS_OF_A_YEAR or new <= 0:
            found.append(None)
            continue
        spared = 0.0 if way.operating is None else float(way.operating[position, 0])
        operating = float(flows.record.paid_operating[position, 0]) + spared - scalar(way.tax[position])
        existing = scalar(company.debt_service)
        found.append((scalar(company.own_by_year[position]) + existing + operating) / (existing + float(new)))
    return found


def _lowest_years(values: Sequence[float | None]) -> list[float]:
    """Return in which years a ratio is the lowest (1), but for the rounding of sums."""
    found = [value for value in values if value is not None]
    return [float(value is not None and value <= min(found) + _ROUNDING) for value in values]

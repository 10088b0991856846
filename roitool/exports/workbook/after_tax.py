"""The money after tax by month: rows below those before tax, discounted, and when they have come back to 0."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING

import numpy as np

from roitool.exports.workbook.base_case import scalar
from roitool.exports.workbook.book import WHOLE
from roitool.exports.workbook.periods import BEFORE, Periods, Row, before
from roitool.exports.workbook.tax_by_month import tax_months
from roitool.measures.flows import discount_factors
from roitool.measures.payback import ROUNDING

if TYPE_CHECKING:
    from roitool.exports.workbook.base_case import Base, CandidateBase
    from roitool.exports.workbook.cash_flow import CashFlowSheet
    from roitool.exports.workbook.years import YearsSheet

_SPENT = frozenset({"investment", "one_off"})


@dataclass(frozen=True, slots=True)
class ComingBack:
    """How other sheets name the rows of a sum, where it is below 0, and the moment from which it is not."""

    sums: str
    below: str
    moment: str


@dataclass(frozen=True, slots=True)
class AfterTax:
    """The rows, and what becomes of their sums without and with discounting."""

    page: Periods
    project: Row
    invested: Row
    factor: Row
    discounted: Row
    simple: ComingBack
    later: ComingBack

    def whole(self, row: Row) -> str:
        """Return all months of a row for formulas of other sheets."""
        return self.page.sheet.from_elsewhere(self.page.whole(row.reference))


def write_after_tax(
    base: Base, chosen: CandidateBase, money: CashFlowSheet, years: YearsSheet, hurdle: str
) -> AfterTax:
    """Write the rows.

    Parameters
    ----------
    hurdle
        The cell of the hurdle rate per year.
    """
    page, words, currency, month = money.page, money.page.words, base.scenario.currency, money.timing.month
    flows = [float(row[0]) for row in chosen.flows.project]
    page.section(words.text("workbook.section.after_tax"))
    months = tax_months(page, base.calendar, currency, money.year, years.all_years)
    taxes = [scalar(each) for each in chosen.flows.tax]
    tax = months.row(words.text("row.tax"), years.all_tax, taxes).reference
    project = Row(
        page.series(
            words.text("row.project_cash_flow"),
            f"{page.reference(money.total.row)}+{tax}",
            flows,
            currency,
            style="total",
        ),
        flows,
    )
    invested = _invested(money, currency, len(flows))
    factors = discount_factors((1 + base.model.setting.hurdle_rate) ** (1 / 12) - 1, len(flows) - 1).tolist()
    factor = Row(
        page.series(
            words.text("workbook.after.factor"),
            f"(1+{hurdle})^(-{month}/12)",
            factors,
            shown="0.0000",
            added_up=False,
        ),
        factors,
    )
    values = [flow * each for flow, each in zip(flows, factors, strict=True)]
    label = words.text("workbook.after.discounted")
    discounted = Row(page.series(label, f"{project.reference}*{factor.reference}", values, currency), values)
    rounding = page.fixed(words.text("workbook.after.rounding"), ROUNDING, "", "0E+00")
    page.note(words.text("row.project_cash_flow"))
    simple = _coming_back(page, project, month, rounding, currency)
    page.note(label)
    later = _coming_back(page, discounted, month, rounding, currency)
    return AfterTax(page, project, invested, factor, discounted, simple, later)


def _invested(money: CashFlowSheet, currency: str, months: int) -> Row:
    """Write what is put in, as a positive amount."""
    page = money.page
    rows = [row for row in money.rows if row.code in _SPENT]
    cells = "+".join(page.reference(row.row) for row in rows) or "0"
    sums = np.sum([row.values for row in rows] or [[0.0] * months], axis=0)
    values = [-each for each in sums.tolist()]
    return Row(page.series(page.words.text("workbook.after.invested"), f"-({cells})", values, currency), values)


def _coming_back(page: Periods, flow: Row, month: str, rounding: str, currency: str) -> ComingBack:
    """Write when the sum of a row first comes back to 0."""
    words = page.words
    sums = list(accumulate(flow.values))
    least = -ROUNDING * max(map(abs, flow.values))
    low = [1.0 if each < least else 0.0 for each in sums]
    total = page.series(
        words.text("workbook.line.added_up"),
        f"{before(page.reference(page.row))}+{flow.reference}",
        sums,
        currency,
        added_up=False,
    )
    cells = page.whole(flow.reference)
    below = page.series(
        words.text("workbook.after.below"),
        f"IF({total}<-{rounding}*MAX(MAX({cells}),-MIN({cells})),1,0)",
        low,
        shown=WHOLE,
    )
    moments = [0.0] * len(sums)
    crossing = next((m for m in range(1, len(sums)) if low[m - 1] and not low[m]), None)
    if crossing is not None:
        moments[crossing] = crossing - 1 + sums[crossing - 1] / (sums[crossing - 1] - sums[crossing])
    so_far = f"SUM({page.sheet.cell(page.row, BEFORE)}:{{p}}${page.row + 1})"
    moment = page.series(
        words.text("workbook.after.moment"),
        f"IF(AND({below}=0,{before(below)}=1,{so_far}=0),{month}-1+{before(total)}/({before(total)}-{total}),0)",
        moments,
        shown="0.00",
    )
    elsewhere = page.sheet.from_elsewhere
    return ComingBack(elsewhere(page.whole(total)), elsewhere(page.whole(below)), elsewhere(page.whole(moment)))

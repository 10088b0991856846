"""The after-tax borrowing rate, at which ways of paying are compared."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from roitool.cashflow.tax import marginal_rate
from roitool.cashflow.ways import after_tax_borrowing_factor
from roitool.exports.workbook.base_case import scalar
from roitool.exports.workbook.book import PERCENT
from roitool.exports.workbook.periods import Row
from roitool.scenario.candidate import FinancialLease, Loan
from roitool.scenario.references import BOUNDS
from roitool.wording.places import field_name

if TYPE_CHECKING:
    from roitool.exports.workbook.financing_parts import Payments
    from roitool.exports.workbook.tax import TaxRows

_RATE = "0.00%"


def write_borrowing_rate(payments: Payments, project: TaxRows) -> str:
    """Write the rate per year, and return its cell.

    ``r_d = ((1 + b/12)^12 − 1)(1 − t)``, with `b` the company's rate, else that of the chosen loan or lease, else what
    the rules hold for usual; `t` the tax rate on the next euro of the first year's profit.
    """
    page, words, base = payments.page, payments.words, payments.base
    rate, value = _before_tax(payments)
    course, setting = base.company.course, base.model.setting
    brackets = setting.regime.profit_tax.in_year(setting.calendar.start_year)
    taxed = scalar(marginal_rate(brackets, course.first_profit))
    tax = page.figure(words.text("workbook.financing.marginal_rate"), _marginal(project), taxed, "", PERCENT)
    return page.figure(
        words.text("workbook.financing.rate_after_tax"),
        f"((1+{rate}/12)^12-1)*(1-{tax})",
        ((1 + value / 12) ** 12 - 1) * (1 - taxed),
        "",
        _RATE,
    )


def write_factor(payments: Payments, rate: str) -> Row:
    """Write the discount factor of each month at the rate in a cell."""
    chosen, base = payments.chosen, payments.base
    course, setting = base.company.course, base.model.setting
    monthly = scalar(
        after_tax_borrowing_factor(chosen.candidate, chosen.flows.columns, base.company.shared, course, setting)
    )
    factors = np.power(monthly, np.arange(payments.months + 1)).tolist()
    formula = f"(1+{rate})^(-{payments.month}/12)"
    return payments.row("workbook.financing.factor", formula, factors, shown="0.0000", added_up=False)


def _before_tax(payments: Payments) -> tuple[str, float]:
    """Write the rate that the company borrows at, and return its cell and what it comes to."""
    page, words, base, candidate = payments.page, payments.words, payments.base, payments.chosen.candidate
    company, label = base.scenario.company, field_name("borrowing_rate", words)
    if company.borrowing_rate is not None:
        bound = BOUNDS[type(company)]["borrowing_rate"]
        value = base.scope.value(company.borrowing_rate)
        return page.figure(label, base.scope.formula(company.borrowing_rate), value, "", _RATE, bound), value
    way = next(way for way in candidate.ways_of_paying if way.id == candidate.paid_by)
    if isinstance(way, Loan | FinancialLease):
        scope, bound = payments.chosen.scope, BOUNDS[type(way)]["rate"]
        value = scope.value(way.rate)
        return page.figure(label, scope.formula(way.rate), value, "", _RATE, bound), value
    value = payments.regime.borrowing_rate.rate
    return page.fixed(label, value, "", _RATE), value


def _marginal(project: TaxRows) -> str:
    """Return the formula of the rate of the highest bracket that the first year's profit reaches."""
    profit, below, terms = project.elsewhere(project.first_profit), "", []
    for above, rate in project.courses.rules.brackets:
        first = project.page.first(rate)
        terms.append(f"IF({profit}>={project.page.first(above)},{first}{below},0)")
        below = f"-{first}"
    return "+".join(terms) or "0"

"""The rows of a loan or a financial lease: what is drawn, interest, repayment and balance by month."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from roitool.cashflow.borrowing import borrowed
from roitool.cashflow.financing import loan_months
from roitool.exports.workbook.base_case import month_of, scalar
from roitool.exports.workbook.book import CENTS, HALF_A_CENT, PERCENT, WHOLE
from roitool.exports.workbook.financing_parts import Beside
from roitool.exports.workbook.periods import before
from roitool.scenario.candidate import Loan
from roitool.scenario.check_financing import WHOLE_PRICE
from roitool.scenario.lines import Investment

if TYPE_CHECKING:
    from collections.abc import Mapping

    from roitool.cashflow import arrays
    from roitool.exports.workbook.financing_parts import Dated, Payments
    from roitool.scenario.candidate import FinancialLease


@dataclass(frozen=True, slots=True)
class Financeable:
    """What can be borrowed for, the same for every loan and lease.

    Attributes
    ----------
    quoted
        Of each line, in the month that it is booked in.
    first, last
        The cells of the first and the last month in which there is something to borrow for.
    """

    quoted: Dated
    first: str
    last: str


def write_financeable(payments: Payments) -> Financeable | None:
    """Write what can be borrowed for; None for a candidate in which that is nothing."""
    record = payments.chosen.flows.record
    items = [item for item in record.spent if isinstance(item.line, Investment) and item.line.financeable]
    if not items:
        return None
    payments.page.section(payments.words.text("workbook.section.financeable"))
    quoted = payments.quoted(items)
    cells = list(zip(quoted.months, quoted.amounts, strict=True))
    drawn = [month for month, amount in quoted.values if amount > 0]
    ends = {}
    for name, function, otherwise, value in (
        ("first_draw", "MIN", payments.horizon, min(drawn, default=payments.months)),
        ("last_draw", "MAX", "0", max(drawn, default=0)),
    ):
        parts = ",".join(f"IF({amount}>0,{month},{otherwise})" for month, amount in cells)
        ends[name] = payments.moment(f"workbook.financing.{name}", f"{function}({parts})", value)
    return Financeable(quoted, ends["first_draw"], ends["last_draw"])


def loan_rows(payments: Payments, position: int, way: Loan | FinancialLease, basis: Financeable) -> Beside:
    """Write the rows of one loan or lease."""
    page, words, flows, month = payments.page, payments.words, payments.chosen.flows, payments.month
    loan = borrowed(way, position, flows.columns, flows.record.spent, payments.base.calendar)
    walk = loan_months(loan.draws, loan.last_draw, loan.rate, loan.terms, payments.months)
    interest, repaid, balances = ([scalar(each) for each in rows] for rows in zip(*walk, strict=True))
    draws, fees = _by_month(loan.draws, payments.months), _by_month(loan.fees, payments.months)
    terms = _terms(payments, way, basis, scalar(loan.rate), sum(draws))
    ends_value = month_of(loan.ends)
    ends = payments.moment(
        "workbook.financing.ends", f"IF({terms.principal}>0,{basis.last}+{terms.months},0)", ends_value
    )
    # Rows that rest on each other: interest on the balance of the month before, and what the balance becomes.
    balance = page.reference(page.row + 3)
    left = f"({basis.last}+{terms.months}+1-{month})"
    drawn_row = payments.row("row.draws", f"{terms.share}*{basis.quoted.at(month)}", draws)
    interest_row = payments.row("row.interest", f"{before(balance)}*{terms.rate}/12", interest)
    due = terms.installment if terms.even else f"{terms.installment}-{interest_row.reference}"
    repaid_row = payments.row(
        "row.repayment",
        f"IF(AND({left}>=1,{left}<={terms.payments}),IF({left}=1,{before(balance)},{due}),0)",
        repaid,
    )
    changed = f"{before(balance)}+{drawn_row.reference}-{repaid_row.reference}"
    payments.row("workbook.financing.balance", changed, balances, added_up=False)
    fee_row = payments.row("row.fee", f"IF(AND({terms.principal}>0,{month}={basis.first}),{terms.fee},0)", fees)
    flow_row = payments.row(
        "workbook.financing.flows",
        f"{drawn_row.reference}-{interest_row.reference}-{repaid_row.reference}-{fee_row.reference}",
        np.subtract(draws, np.add(np.add(interest, repaid), fees)).tolist(),
    )
    checks = [
        (words.text("workbook.check.loan_ends"), f"IF(ABS({page.final(balance)})<{HALF_A_CENT},0,1)"),
        (words.text("workbook.check.within_horizon"), f"IF({ends}<={payments.horizon},0,1)"),
    ]
    if terms.option_fits is not None:
        checks.append((words.text("workbook.check.option"), f"IF({terms.option_fits},0,1)"))
    interest_paid = (words.text("row.interest"), interest_row)
    costs = (interest_paid, (words.text("row.fee"), fee_row))
    service = (interest_paid, (words.text("row.repayment"), repaid_row))
    return Beside(flow_row, costs, service, ends, ends_value, checks=tuple(checks))


@dataclass(frozen=True, slots=True)
class _Terms:
    """Cells of what was agreed, and of the regular payment that follows.

    `even` says that equal repayments were agreed, not equal payments; `option_fits` is the condition that down payment
    and purchase option are not more than the whole, None for a loan.
    """

    share: str
    rate: str
    fee: str
    months: str
    payments: str
    principal: str
    installment: str
    even: bool
    option_fits: str | None


def _terms(
    payments: Payments, way: Loan | FinancialLease, basis: Financeable, rate_value: float, principal_value: float
) -> _Terms:
    page, words, unit = payments.page, payments.words, payments.words.text("workbook.unit.months")
    scope, fits, option, option_value = payments.chosen.scope, None, "0", 0.0
    even, grace = False, 0
    if isinstance(way, Loan):
        share = payments.figure(way, "share", PERCENT)
        even, grace = way.repayment == "linear", way.grace_months
    else:
        down = payments.figure(way, "down_payment", PERCENT)
        share_value = 1 - scope.value(way.down_payment)
        share = page.figure(words.text("workbook.financing.financed"), f"1-{down}", share_value, "", PERCENT)
        stated = payments.figure(way, "purchase_option", PERCENT)
        # Of the quote, where anything of it is financed.
        option_value = scope.value(way.purchase_option) * principal_value / share_value if share_value > 0 else 0.0
        option = page.figure(
            words.text("workbook.financing.option"),
            f"IF({share}>0,{stated}*{basis.quoted.sum},0)",
            option_value,
            payments.currency,
            CENTS,
        )
        fits = f"{down}+{stated}<={payments.page.fixed(words.text('workbook.financing.whole'), WHOLE_PRICE)}"
    rate = payments.figure(way, "rate", "0.00%")
    fee = payments.figure(way, "fee")
    months = page.fixed(words.text("workbook.financing.months"), way.months, unit, WHOLE)
    free = page.fixed(words.text("workbook.financing.grace_months"), grace, unit, WHOLE)
    paying = payments.moment("workbook.financing.payments", f"{months}-{free}", way.months - grace)
    principal = page.figure(
        words.text("workbook.financing.principal"),
        f"{share}*{basis.quoted.sum}",
        principal_value,
        payments.currency,
        CENTS,
    )
    code, formula = "annuity", f"PMT({rate}/12,{paying},-{principal},{option})"
    value = _annuity(principal_value, option_value, rate_value / 12, way.months - grace)
    if even:
        code, formula, value = "linear", f"{principal}/{paying}", principal_value / (way.months - grace)
    installment = page.figure(words.text(f"workbook.financing.{code}"), formula, value, payments.currency, CENTS)
    return _Terms(share, rate, fee, months, paying, principal, installment, even, fits)


def _annuity(principal: float, option: float, rate: float, payments: int) -> float:
    """Return the payment a month that leaves the option to be paid with the last one."""
    if rate == 0:
        return (principal - option) / payments
    left = (1 + rate) ** -payments
    return (principal - option * left) * rate / -float(np.expm1(-payments * np.log1p(rate)))


def _by_month(rows: Mapping[int, arrays.Row], months: int) -> list[float]:
    return [scalar(rows[month]) if month in rows else 0.0 for month in range(months + 1)]

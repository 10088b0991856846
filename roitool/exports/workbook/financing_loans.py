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
    from roitool.cashflow.borrowing import Borrowed
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
    horizon = payments.moment("workbook.timing.horizon", payments.horizon, payments.months)
    ends = {}
    for name, function, otherwise, value in (
        ("first_draw", "MIN", horizon, min(drawn, default=payments.months)),
        ("last_draw", "MAX", "0", max(drawn, default=0)),
    ):
        parts = ",".join(f"IF({amount}>0,{month},{otherwise})" for month, amount in cells)
        ends[name] = payments.moment(f"workbook.financing.{name}", f"{function}({parts})", value)
    return Financeable(quoted, ends["first_draw"], ends["last_draw"])


@dataclass(frozen=True, slots=True)
class LoanTerms:
    """Cells of what was agreed for one loan or lease, and of the regular payment that follows.

    Attributes
    ----------
    loan
        The same as the program calculates with it.
    even
        Whether equal repayments were agreed, not equal payments.
    option_fits
        The condition that down payment and purchase option are not more than the whole; None for a loan.
    """

    loan: Borrowed
    basis: Financeable
    share: str
    rate: str
    fee: str
    months: str
    payments: str
    principal: str
    installment: str
    ends: str
    even: bool
    option_fits: str | None

    def rows(self, payments: Payments) -> Beside:
        """Write the rows by month."""
        page, words, month, loan = payments.page, payments.words, payments.month, self.loan
        walk = loan_months(loan.draws, loan.last_draw, loan.rate, loan.terms, payments.months)
        interest, repaid, balances = ([scalar(each) for each in rows] for rows in zip(*walk, strict=True))
        draws, fees = _by_month(loan.draws, payments.months), _by_month(loan.fees, payments.months)
        # Rows that rest on each other: interest on the balance of the month before, and what the balance becomes.
        balance = page.reference(page.row + 3)
        left = f"({self.basis.last}+{self.months}+1-{month})"
        drawn_row = payments.row("row.draws", f"{self.share}*{self.basis.quoted.at(month)}", draws)
        interest_row = payments.row("row.interest", f"{before(balance)}*{self.rate}/12", interest)
        due = self.installment if self.even else f"{self.installment}-{interest_row.reference}"
        repaid_row = payments.row(
            "row.repayment",
            f"IF(AND({left}>=1,{left}<={self.payments}),IF({left}=1,{before(balance)},{due}),0)",
            repaid,
        )
        changed = f"{before(balance)}+{drawn_row.reference}-{repaid_row.reference}"
        payments.row("workbook.financing.balance", changed, balances, added_up=False)
        fee = f"IF(AND({self.principal}>0,{month}={self.basis.first}),{self.fee},0)"
        fee_row = payments.row("row.fee", fee, fees)
        flow_row = payments.row(
            "workbook.financing.flows",
            f"{drawn_row.reference}-{interest_row.reference}-{repaid_row.reference}-{fee_row.reference}",
            np.subtract(draws, np.add(np.add(interest, repaid), fees)).tolist(),
        )
        checks = [
            (words.text("workbook.check.loan_ends"), f"IF(ABS({page.final(balance)})<{HALF_A_CENT},0,1)"),
            (words.text("workbook.check.within_horizon"), f"IF({self.ends}<={payments.horizon},0,1)"),
        ]
        if self.option_fits is not None:
            checks.append((words.text("workbook.check.option"), f"IF({self.option_fits},0,1)"))
        interest_paid = (words.text("row.interest"), interest_row)
        costs = (interest_paid, (words.text("row.fee"), fee_row))
        service = (interest_paid, (words.text("row.repayment"), repaid_row))
        return Beside(flow_row, costs, service, self.ends, month_of(loan.ends), checks=tuple(checks))


def loan_terms(payments: Payments, position: int, way: Loan | FinancialLease, basis: Financeable) -> LoanTerms:
    """Write what was agreed for one loan or lease."""
    page, words, flows = payments.page, payments.words, payments.chosen.flows
    loan = borrowed(way, position, flows.columns, flows.record.spent, payments.base.calendar)
    drawn, rate_value = sum(map(scalar, loan.draws.values())), scalar(loan.rate)
    unit, fits, option, option_value = words.text("workbook.unit.months"), None, "0", 0.0
    even, grace = False, 0
    if isinstance(way, Loan):
        share = payments.figure(way, "share", PERCENT)
        even, grace = way.repayment == "linear", way.grace_months
    else:
        share, option, fits = _lease(payments, way, basis, drawn)
        option_value = _option(payments, way, drawn)
    rate, fee = payments.figure(way, "rate", "0.00%"), payments.figure(way, "fee")
    months = page.fixed(words.text("workbook.financing.months"), way.months, unit, WHOLE)
    free = page.fixed(words.text("workbook.financing.grace_months"), grace, unit, WHOLE)
    count = way.months - grace
    paying = payments.moment("workbook.financing.payments", f"{months}-{free}", count)
    label = words.text("workbook.financing.principal")
    principal = page.figure(label, f"{share}*{basis.quoted.sum}", drawn, payments.currency, CENTS)
    code, formula = "annuity", f"PMT({rate}/12,{paying},-{principal},{option})"
    value = _annuity(drawn, option_value, rate_value / 12, count)
    if even:
        code, formula, value = "linear", f"{principal}/{paying}", drawn / count
    label = words.text(f"workbook.financing.{code}")
    installment = page.figure(label, formula, value, payments.currency, CENTS)
    last = f"IF({principal}>0,{basis.last}+{months},0)"
    ends = payments.moment("workbook.financing.ends", last, month_of(loan.ends))
    return LoanTerms(loan, basis, share, rate, fee, months, paying, principal, installment, ends, even, fits)


def _lease(payments: Payments, way: FinancialLease, basis: Financeable, drawn: float) -> tuple[str, str, str]:
    """Write the down payment and the purchase option of a lease.

    Returns
    -------
    tuple
        The cells of the share that is financed and of the option, and the condition that both shares fit in the whole.
    """
    page, words = payments.page, payments.words
    down = payments.figure(way, "down_payment", PERCENT)
    share_value = 1 - payments.chosen.scope.value(way.down_payment)
    share = page.figure(words.text("workbook.financing.financed"), f"1-{down}", share_value, "", PERCENT)
    stated = payments.figure(way, "purchase_option", PERCENT)
    option = page.figure(
        words.text("workbook.financing.option"),
        f"IF({share}>0,{stated}*{basis.quoted.sum},0)",
        _option(payments, way, drawn),
        payments.currency,
        CENTS,
    )
    whole = page.fixed(words.text("workbook.financing.whole"), WHOLE_PRICE)
    return share, option, f"{down}+{stated}<={whole}"


def _option(payments: Payments, way: FinancialLease, drawn: float) -> float:
    """Return what is paid at the end: a share of the quote, where anything of it is financed."""
    share = 1 - payments.chosen.scope.value(way.down_payment)
    return payments.chosen.scope.value(way.purchase_option) * drawn / share if share > 0 else 0.0


def _annuity(principal: float, option: float, rate: float, payments: int) -> float:
    """Return the payment a month that leaves the option to be paid with the last one."""
    if rate == 0:
        return (principal - option) / payments
    left = (1 + rate) ** -payments
    return (principal - option * left) * rate / -float(np.expm1(-payments * np.log1p(rate)))


def _by_month(rows: Mapping[int, arrays.Row], months: int) -> list[float]:
    return [scalar(rows[month]) if month in rows else 0.0 for month in range(months + 1)]

"""Money tied up in stock and unpaid invoices, as far as revenue needs it."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from roitool.cashflow.arrays import Months, Row, wide
from roitool.cashflow.effect import Course, Life
from roitool.cashflow.figures import Columns, monthly_factor
from roitool.cashflow.ledger import Ledger
from roitool.scenario.candidate import Candidate
from roitool.scenario.formula import Column
from roitool.scenario.lines import MONTHS_PER, Benefit, WorkingCapital


def book_working_capital(
    ledger: Ledger, candidate: Candidate, columns: Columns, life: Life, effect: Course, last: Months
) -> Row:
    """Write down what working capital takes while revenue grows, and gives back in the last operating month.

    Returns
    -------
    ndarray
        What is given back then, shape (futures,).
    """
    released = np.zeros(ledger.count)
    for position, line in enumerate(candidate.lines):
        if isinstance(line, WorkingCapital):
            share = 12.0 * columns.at("lines", position, "share")
            before: Column = 0.0
            for month, revenue in enumerate(_revenue(candidate, line, columns, life, effect)):
                stock: Column = np.asarray(share * revenue * (month < last))
                ledger.tied_up(line.id, month, before - stock)
                released += np.where(month == last, before, 0.0)
                before = stock
    return released


def _revenue(
    candidate: Candidate, line: WorkingCapital, columns: Columns, life: Life, effect: Course
) -> Iterator[Column]:
    """Yield what the revenue lines that a line of working capital names bring in each month."""
    amounts, factors = [], []
    for position, each in enumerate(candidate.lines):
        if isinstance(each, Benefit) and each.kind == "revenue" and (each.id in line.of or not line.of):
            amount = columns.at("lines", position, "amount") / MONTHS_PER[each.per]
            amounts.append(wide(amount, life.works.size) * life.works)
            factors.append(monthly_factor(columns, "lines", position, "grows_with"))
    for month, effective in enumerate(effect):
        if month:
            amounts = [amount * factor for amount, factor in zip(amounts, factors, strict=True)]
        total: Row = sum(amounts, start=np.zeros(life.works.size))
        yield total * effective

"""What is spent at one date, investments and one-off costs, and what grants pay of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from roitool.cashflow.arrays import Months, Row, wide
from roitool.cashflow.fate import Fate
from roitool.cashflow.figures import Columns
from roitool.sampling.draws import Futures
from roitool.scenario.candidate import Candidate
from roitool.scenario.formula import Column
from roitool.scenario.lines import Grant, Investment, OneOff


@dataclass(frozen=True, slots=True)
class Spent:
    """One investment or one-off line as it is really spent, per future; all amounts are 0 where it never is.

    Attributes
    ----------
    position
        Of the line, among those of its candidate.
    amount
        As drawn, with its overrun.
    granted
        What grants pay of it, not more than `budgeted`; 0.0 without any.
    """

    position: int
    line: Investment | OneOff
    month: Months
    quote: Row
    amount: Row
    granted: Column = 0.0

    @property
    def budgeted(self) -> Row:
        """What was quoted, as far as it was needed; what lenders and grants go by."""
        return np.minimum(self.quote, self.amount)


@dataclass(frozen=True, slots=True)
class Granted:
    """One grant as it is paid, per future; all amounts are 0 where it is not.

    Attributes
    ----------
    parts
        What falls to each of its lines, by position of the line.
    as_income
        The part that pays costs, or nothing in particular, and is income; the rest lowers what is capitalised.
    repaid_share
        What share is given back where the project ends early.
    """

    line: Grant
    month: Months
    amount: Row
    parts: Mapping[int, Row]
    as_income: Row
    repaid_share: Column


def spending(
    candidate: Candidate, columns: Columns, fate: Fate, months: int, futures: Futures
) -> tuple[tuple[Spent, ...], tuple[Granted, ...]]:
    """Return what is spent at one date in a horizon of so many months, and the grants for it."""
    spent = [
        _spent(position, line, columns, fate, months)
        for position, line in enumerate(candidate.lines)
        if isinstance(line, Investment | OneOff)
    ]
    grants = []
    for position, line in enumerate(candidate.lines):
        if isinstance(line, Grant):
            spent, granted = _granted(position, line, columns, fate, months, futures, spent)
            grants.append(granted)
    return tuple(spent), tuple(grants)


def _spent(position: int, line: Investment | OneOff, columns: Columns, fate: Fate, months: int) -> Spent:
    date = np.ceil(columns.at("lines", position, "month"))
    happens = np.less_equal(date, months)
    if isinstance(line, OneOff):  # a project does not end before its last investment
        happens = happens & (date <= fate.ending)
    quote = np.where(happens, columns.at("lines", position, "amount"), 0.0) + np.zeros(fate.works.size)
    amount = quote * (1.0 + fate.overrun) if line.overruns else quote
    return Spent(position, line, np.minimum(date, months).astype(np.intp), quote, amount)


def _granted(
    position: int,
    line: Grant,
    columns: Columns,
    fate: Fate,
    months: int,
    futures: Futures,
    spent: Sequence[Spent],
) -> tuple[list[Spent], Granted]:
    """Return the spending with this grant in it, and the grant."""
    place = ("lines", position)
    date = np.ceil(columns.at(*place, "month"))
    paid = np.less(futures.uniform(line.stream), columns.at(*place, "chance"))
    paid &= np.less_equal(date, np.minimum(fate.ending, months))
    open_to_it = {item.position: item.budgeted - item.granted for item in spent if item.line.id in line.of}
    cost = sum(open_to_it.values(), start=np.zeros(paid.size))
    if line.amount is not None:
        amount: Column = columns.at(*place, "amount")
    else:
        amount = columns.at(*place, "share") * cost
        if line.cap is not None:
            amount = np.minimum(amount, columns.at(*place, "cap"))
    if line.of:
        amount = np.minimum(amount, cost)
    amount = np.where(paid, amount, 0.0)
    part = np.divide(amount, cost, out=np.zeros_like(cost), where=cost > 0)
    parts = {position: part * left for position, left in open_to_it.items()}
    with_it = [
        replace(item, granted=item.granted + parts[item.position]) if item.position in parts else item for item in spent
    ]
    invested = (item.position for item in spent if isinstance(item.line, Investment) and item.position in parts)
    as_income = amount - sum((parts[position] for position in invested), start=np.zeros(paid.size))
    month = wide(np.minimum(date, months), paid.size).astype(np.intp)
    return with_it, Granted(line, month, amount, parts, as_income, columns.at(*place, "repaid_on_failure"))

"""The rows of an operational lease or rent: what is not bought, the fee, and what stays with the lessor, by month."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from roitool.cashflow.effect import lived_course
from roitool.exports.workbook.base_case import scalar
from roitool.exports.workbook.book import PERCENT, WHOLE
from roitool.exports.workbook.financing_parts import Beside, added, minus
from roitool.exports.workbook.lines import NOTHING, lived
from roitool.exports.workbook.periods import Row
from roitool.scenario.lines import Investment, RunningCost

if TYPE_CHECKING:
    from collections.abc import Iterable

    from roitool.cashflow.spending import Spent
    from roitool.exports.workbook.financing_parts import Dated, Payments
    from roitool.exports.workbook.financing_vat import Vat
    from roitool.exports.workbook.lines import MoneyRow
    from roitool.scenario.candidate import Hire

_DATE = "0.00"
_SOLD = ("residual", "recovered")


def hire_rows(payments: Payments, way: Hire, vat: Vat | None) -> Beside:
    """Write the rows of one lease or rent.

    It runs to the end of life, and at least for its minimum term; only a project that is stopped cancels it.
    """
    page, words, items = payments.page, payments.words, _replaced(payments, way)
    quoted = payments.quoted(items) if items else None
    taxed = [item for item in items if item.line.vat]
    net = quoted if taxed == items else payments.quoted(taxed) if taxed else None
    invoiced = None if vat is None or net is None else vat.dated(payments, taxed, net)
    fee, term = _fees(payments, way, quoted)
    bought = forgone = None
    if quoted is not None:
        bought = payments.row("row.not_bought", quoted.at(payments.month), quoted.by_month(payments.months))
        forgone = minus(payments, "row.forgone", _rows_of(payments, (item.line.id for item in items), *_SOLD))
    spared_vat = None if invoiced is None else invoiced.not_in_advance(payments)
    covered = (line.id for line in payments.chosen.candidate.lines if _covers(way, line))
    spared = minus(payments, "row.costs_covered", _rows_of(payments, covered, "running_cost"))
    formula, values = added(bought, spared)
    flows = payments.row(
        "workbook.financing.flows",
        f"{formula}-{fee.reference}",
        np.subtract(values or np.zeros(len(fee.values)), fee.values).tolist(),
    )
    if payments.money.timing.stop is None:
        page.note(words.text("workbook.financing.to_the_end"))
    return Beside(
        flows,
        ((words.text("row.hire"), fee),),
        ((words.text("row.hire"), fee),),
        term.ends,
        term.ends_value,
        spared,
        forgone,
        spared_vat,
        frozenset(item.position for item in items),
        ((words.text("workbook.check.within_horizon"), f"IF({term.ends}<={payments.horizon},0,1)"),),
    )


@dataclass(frozen=True, slots=True)
class _Term:
    """The cell of the month in which the minimum term ends, and what it comes to."""

    ends: str
    ends_value: int


def _fees(payments: Payments, way: Hire, quoted: Dated | None) -> tuple[Row, _Term]:
    """Write the fee by month, from its start to the end of life or of the minimum term."""
    page, words, scope = payments.page, payments.words, payments.chosen.scope
    fee = payments.figure(way, "fee", called="fee_per_month")
    grown, growth = "", 0.0
    if way.grows_with is not None:
        grown = f"*(1+{payments.figure(way, 'grows_with', PERCENT)})^({payments.month}/12)"
        growth = scope.value(way.grows_with)
    start, begins = _start(payments, way, quoted)
    unit = words.text("workbook.unit.months")
    minimum = page.fixed(words.text("workbook.financing.minimum_months"), way.minimum_months, unit, WHOLE)
    ends_value = int(-(-(begins + way.minimum_months) // 1))
    ends = payments.moment("workbook.financing.minimum_ends", f"-INT(-({start}+{minimum}))", ends_value)
    life, record = payments.elsewhere(payments.money.timing.over), payments.chosen.flows.record
    early = bool(record.fate.stopped.any())
    stops = max(scalar(record.fate.ending if early else record.life.end), begins + way.minimum_months)
    until = payments.moment("workbook.financing.runs_to", f"MAX({life},{start}+{minimum})", stops, _DATE)
    course = lived_course(np.array([begins]), np.array([stops]), payments.months)
    amount = scope.value(way.fee)
    values = [amount * (1 + growth) ** (month / 12) * scalar(each) for month, each in enumerate(course)]
    formula = f"{fee}{grown}*{lived(start, until, payments.month)}"
    stop = payments.money.timing.stop
    if stop is not None and way.cancellation_fee != NOTHING:
        cancelling = payments.figure(way, "cancellation_fee")
        formula += f"+IF(AND({payments.elsewhere(stop.stopped)}=1,{payments.month}=-INT(-{until})),{cancelling},0)"
        if early and stops <= payments.months:
            values[int(-(-stops // 1))] += scope.value(way.cancellation_fee)
    row = payments.row("row.hire", formula, values)
    return row, _Term(ends, ends_value)


def _start(payments: Payments, way: Hire, quoted: Dated | None) -> tuple[str, float]:
    """Write the moment from which the fee is paid, and return its cell and what it comes to."""
    if way.start is not None:
        return payments.figure(way, "start", _DATE), payments.chosen.scope.value(way.start)
    if way.kind == "rent":
        value = scalar(payments.chosen.flows.record.life.go_live)
        formula = payments.elsewhere(payments.money.timing.go_live)
    elif quoted is not None:
        value, formula = max(month for month, _ in quoted.values), f"MAX({','.join(quoted.months)})"
    else:
        value, formula = 0, "0"
    return payments.moment("workbook.financing.start", formula, value, _DATE), value


def _replaced(payments: Payments, way: Hire) -> list[Spent]:
    """Return the investments that are not bought: those that the way names, or all that can be financed."""
    investments = [item for item in payments.chosen.flows.record.spent if isinstance(item.line, Investment)]
    named = [item for item in investments if item.line.id in way.replaces]
    return named or [item for item in investments if getattr(item.line, "financeable", False)]


def _covers(way: Hire, line: object) -> bool:
    return isinstance(line, RunningCost) and line.id in way.replaces and not line.own_time


def _rows_of(payments: Payments, lines: Iterable[str], *codes: str) -> list[MoneyRow]:
    wanted = set(lines)
    return [row for row in payments.money.rows if row.line in wanted and row.code in codes]

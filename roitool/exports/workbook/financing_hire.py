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
from roitool.scenario.lines import Investment, RunningCost

if TYPE_CHECKING:
    from collections.abc import Iterable

    from roitool.cashflow.spending import Spent
    from roitool.exports.workbook.financing_parts import Dated, Payments
    from roitool.exports.workbook.financing_vat import Invoiced, Vat
    from roitool.exports.workbook.lines import MoneyRow
    from roitool.scenario.candidate import Hire

_DATE = "0.00"
_SOLD = ("residual", "recovered")


@dataclass(frozen=True, slots=True)
class HireTerms:
    """Cells of what was agreed for one lease or rent.

    Attributes
    ----------
    items, quoted, invoiced
        What is not bought, its quotes, and the VAT on them; None where there is nothing, and where there is no VAT.
    fee, growth
        The fee per month, and the cell of what it grows by; empty where it does not grow.
    start, until, ends
        From when to when the fee is paid, and the month in which the minimum term ends.
    cancelling
        The fee of a project that is stopped, at the end of all that; empty where there is none.
    fees
        What is paid by month.
    """

    way: Hire
    items: tuple[Spent, ...]
    quoted: Dated | None
    invoiced: Invoiced | None
    fee: str
    growth: str
    start: str
    until: str
    ends: str
    ends_value: int
    cancelling: str
    fees: tuple[float, ...]

    def rows(self, payments: Payments) -> Beside:
        """Write the rows by month.

        The fee is paid to the end of life, and at least for the minimum term; only a project that is stopped cancels.
        """
        words, month = payments.words, payments.month
        bought = forgone = None
        if self.quoted is not None:
            bought = payments.row("row.not_bought", self.quoted.at(month), self.quoted.by_month(payments.months))
            kept = _rows_of(payments, (item.line.id for item in self.items), *_SOLD)
            forgone = minus(payments, "row.forgone", kept)
        spared_vat = None if self.invoiced is None else self.invoiced.not_in_advance(payments)
        covered = (line.id for line in payments.chosen.candidate.lines if _covers(self.way, line))
        spared = minus(payments, "row.costs_covered", _rows_of(payments, covered, "running_cost"))
        grown = f"*(1+{self.growth})^({month}/12)" if self.growth else ""
        paid = f"{self.fee}{grown}*{lived(self.start, self.until, month)}{self._when_stopped(payments)}"
        fee = payments.row("row.hire", paid, self.fees)
        formula, values = added(bought, spared)
        flows = payments.row(
            "workbook.financing.flows",
            f"{formula}-{fee.reference}",
            np.subtract(values or np.zeros(len(fee.values)), fee.values).tolist(),
        )
        hire = ((words.text("row.hire"), fee),)
        within = (words.text("workbook.check.within_horizon"), f"IF({self.ends}<={payments.horizon},0,1)")
        not_bought = frozenset(item.position for item in self.items)
        return Beside(flows, hire, hire, self.ends, self.ends_value, spared, forgone, spared_vat, not_bought, (within,))

    def _when_stopped(self, payments: Payments) -> str:
        stop = payments.money.timing.stop
        if stop is None or not self.cancelling:
            return ""
        stopped = payments.elsewhere(stop.stopped)
        return f"+IF(AND({stopped}=1,{payments.month}=-INT(-{self.until})),{self.cancelling},0)"


def hire_terms(payments: Payments, way: Hire, vat: Vat | None) -> HireTerms:
    """Write what was agreed for one lease or rent."""
    page, words, scope = payments.page, payments.words, payments.chosen.scope
    items = _replaced(payments, way)
    quoted = payments.quoted(items) if items else None
    taxed = [item for item in items if item.line.vat]
    net = quoted if taxed == items else payments.quoted(taxed) if taxed else None
    invoiced = None if vat is None or net is None else vat.dated(payments, taxed, net)
    fee = payments.figure(way, "fee", called="fee_per_month")
    growth, growth_value = "", 0.0
    if way.grows_with is not None:
        growth, growth_value = payments.figure(way, "grows_with", PERCENT), scope.value(way.grows_with)
    start, begins = _start(payments, way, quoted)
    unit = words.text("workbook.unit.months")
    minimum = page.fixed(words.text("workbook.financing.minimum_months"), way.minimum_months, unit, WHOLE)
    ends_value = int(-(-(begins + way.minimum_months) // 1))
    ends = payments.moment("workbook.financing.minimum_ends", f"-INT(-({start}+{minimum}))", ends_value)
    over, record = payments.elsewhere(payments.money.timing.over), payments.chosen.flows.record
    early = bool(record.fate.stopped.any())
    stops = max(scalar(record.fate.ending if early else record.life.end), begins + way.minimum_months)
    until = payments.moment("workbook.financing.runs_to", f"MAX({over},{start}+{minimum})", stops, _DATE)
    cancelling = ""
    if payments.money.timing.stop is None:
        page.note(words.text("workbook.financing.to_the_end"))
    elif way.cancellation_fee != NOTHING:
        cancelling = payments.figure(way, "cancellation_fee")
    course = lived_course(np.array([begins]), np.array([stops]), payments.months)
    amount = scope.value(way.fee)
    fees = [amount * (1 + growth_value) ** (month / 12) * scalar(each) for month, each in enumerate(course)]
    if early and stops <= payments.months:
        fees[int(-(-stops // 1))] += scope.value(way.cancellation_fee)
    return HireTerms(
        way, tuple(items), quoted, invoiced, fee, growth, start, until, ends, ends_value, cancelling, tuple(fees)
    )


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

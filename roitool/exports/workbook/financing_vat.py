"""VAT on a sheet of months: paid with an invoice, and back some months later."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from roitool.exports.workbook.book import PERCENT, WHOLE
from roitool.exports.workbook.financing_parts import Dated

if TYPE_CHECKING:
    from collections.abc import Sequence

    from roitool.cashflow.spending import Spent
    from roitool.exports.workbook.financing_parts import Payments
    from roitool.exports.workbook.periods import Row


@dataclass(frozen=True, slots=True)
class Vat:
    """The cells of the rate and of the months until it comes back."""

    rate: str
    back_after: str

    def dated(self, payments: Payments, items: Sequence[Spent], net: Dated) -> Invoiced:
        """Write when the VAT on the net amounts of some lines comes back."""
        after, last = payments.regime.vat.back_after_months, payments.months
        found = [min(month + after, last) for month, _ in net.values]
        formulas = [f"MIN({month}+{self.back_after},{payments.horizon})" for month in net.months]
        months = payments.block("workbook.financing.vat_back", items, formulas, found, WHOLE)
        amounts = (amount for _, amount in net.values)
        return Invoiced(self.rate, net, Dated(months, net.amounts, tuple(zip(found, amounts, strict=True))))


@dataclass(frozen=True, slots=True)
class Invoiced:
    """Net amounts in the months in which they are paid, and in which their VAT comes back."""

    rate: str
    paid: Dated
    back: Dated

    def in_advance(self, payments: Payments) -> Row:
        """Write what is paid with invoices and comes back."""
        return self._row(payments, "row.vat", self.back, self.paid)

    def not_in_advance(self, payments: Payments) -> Row:
        """Write the same of what is not bought after all."""
        return self._row(payments, "workbook.financing.vat_spared", self.paid, self.back)

    def _row(self, payments: Payments, code: str, more: Dated, less: Dated) -> Row:
        rate, months = payments.regime.vat.rate, payments.months
        pairs = zip(more.by_month(months, rate), less.by_month(months, rate), strict=True)
        formula = f"{self.rate}*({more.at(payments.month)}-{less.at(payments.month)})"
        return payments.row(code, formula, [one - other for one, other in pairs])


def write_vat(payments: Payments) -> Vat:
    """Write the rules."""
    rule, page, words = payments.regime.vat, payments.page, payments.words
    rate = page.fixed(words.text("workbook.financing.vat_rate"), rule.rate, "", PERCENT)
    unit = words.text("workbook.unit.months")
    return Vat(rate, page.fixed(words.text("workbook.financing.vat_after"), rule.back_after_months, unit, WHOLE))

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

    def in_advance(self, payments: Payments, items: Sequence[Spent], net: Dated) -> Row:
        """Write what is paid with invoices and comes back, on the net amounts of some lines."""
        back = self._back(payments, items, net)
        formula = f"{self.rate}*({back.at(payments.month)}-{net.at(payments.month)})"
        return payments.row("row.vat", formula, _difference(payments, back, net))

    def not_in_advance(self, payments: Payments, items: Sequence[Spent], net: Dated) -> Row:
        """Write the same of what is not bought after all."""
        back = self._back(payments, items, net)
        formula = f"{self.rate}*({net.at(payments.month)}-{back.at(payments.month)})"
        return payments.row("workbook.financing.vat_spared", formula, _difference(payments, net, back))

    def _back(self, payments: Payments, items: Sequence[Spent], net: Dated) -> Dated:
        after, last = payments.regime.vat.back_after_months, payments.months
        found = [min(month + after, last) for month, _ in net.values]
        formulas = [f"MIN({month}+{self.back_after},{payments.horizon})" for month in net.months]
        months = payments.block("workbook.financing.vat_back", items, formulas, found, WHOLE)
        amounts = (amount for _, amount in net.values)
        return Dated(months, net.amounts, tuple(zip(found, amounts, strict=True)))


def write_vat(payments: Payments) -> Vat | None:
    """Write the rules; None where there is no VAT."""
    rule, page, words = payments.regime.vat, payments.page, payments.words
    if not rule.rate:
        return None
    rate = page.fixed(words.text("workbook.financing.vat_rate"), rule.rate, "", PERCENT)
    unit = words.text("workbook.unit.months")
    return Vat(rate, page.fixed(words.text("workbook.financing.vat_after"), rule.back_after_months, unit, WHOLE))


def _difference(payments: Payments, more: Dated, less: Dated) -> list[float]:
    rate, months = payments.regime.vat.rate, payments.months
    pairs = zip(more.by_month(months, rate), less.by_month(months, rate), strict=True)
    return [one - other for one, other in pairs]

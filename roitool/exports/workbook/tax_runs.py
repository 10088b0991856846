"""Courses of the company by calendar year: a taxable result, the losses that are set off against it, and its tax."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from roitool.cashflow.tax import tax_run
from roitool.exports.workbook.base_case import scalar
from roitool.exports.workbook.book import MONEY, PERCENT
from roitool.exports.workbook.periods import before

if TYPE_CHECKING:
    from roitool.cashflow.calendar import Calendar
    from roitool.exports.workbook.book import Sheet
    from roitool.exports.workbook.periods import Periods
    from roitool.scenario.regime import Regime


@dataclass(frozen=True, slots=True)
class Rules:
    """How rows refer to the rules of each year.

    Attributes
    ----------
    brackets
        Where each begins, and its rate.
    full_up_to, share_above
        What losses may take of a profit; None where they may take all of it, or nothing at all.
    """

    brackets: tuple[tuple[str, str], ...]
    full_up_to: str | None
    share_above: str | None

    def elsewhere(self, sheet: Sheet) -> Rules:
        """Return the same rules as rows of other sheets refer to them."""
        named = sheet.from_elsewhere
        return Rules(
            tuple((named(above), named(rate)) for above, rate in self.brackets),
            self.full_up_to and named(self.full_up_to),
            self.share_above and named(self.share_above),
        )


def write_rules(page: Periods, regime: Regime, calendar: Calendar, currency: str) -> Rules:
    """Write the rates of each year, and what losses may take."""
    words, years = page.words, calendar.years
    by_year = [regime.profit_tax.in_year(year) for year in years]
    brackets = []
    for place in range(max(len(each) for each in by_year)):
        # A year with fewer brackets repeats its last one, which then adds nothing.
        found = [each[min(place, len(each) - 1)] if each else None for each in by_year]
        number = str(place + 1)
        above = page.values(
            words.text("workbook.tax.bracket", number=number), [each.above if each else 0.0 for each in found]
        )
        rate = page.values(
            words.text("workbook.tax.rate", number=number), [each.rate if each else 0.0 for each in found], "", PERCENT
        )
        brackets.append((above, rate))
    losses = regime.losses
    full = share = None
    if losses.carry_forward and losses.full_up_to is not None:
        full = page.fixed(words.text("workbook.tax.full_up_to"), losses.full_up_to, currency, MONEY)
        share = page.values(
            words.text("workbook.tax.share_above"), [losses.share_in_year(year) for year in years], "", PERCENT
        )
    return Rules(tuple(brackets), full, share)


@dataclass(frozen=True, slots=True)
class Courses:
    """What all courses of a company have in common.

    Attributes
    ----------
    opening, opening_value
        The cell of losses of earlier years, and what it comes to.
    """

    regime: Regime
    calendar: Calendar
    currency: str
    rules: Rules
    opening: str
    opening_value: float

    def elsewhere(self, sheet: Sheet) -> Courses:
        """Return the same for rows of other sheets."""
        opening = sheet.from_elsewhere(self.opening)
        return Courses(
            self.regime, self.calendar, self.currency, self.rules.elsewhere(sheet), opening, self.opening_value
        )

    def run(self, page: Periods, begins: str, title: str, taxable: str, values: Sequence[float]) -> str:
        """Write one course: its result, what is left of losses, its tax; and return how rows refer to the tax.

        Parameters
        ----------
        begins
            How rows refer to the month after which each year begins.
        taxable, values
            The formula of its taxable result, and what that comes to.
        """
        words, currency, rules = page.words, self.currency, self.rules
        page.note(title)
        result = page.series(words.text("workbook.tax.result"), taxable, values, currency)
        walk = self._walk(values)
        profit = f"MAX({result},0)"
        used = ""
        if self.regime.losses.carry_forward:
            # The losses left stand two rows below those used: the years before have them already.
            left = page.reference(page.row + 1)
            brought = f"IF({begins}=0,{self.opening},{before(left)})"
            takes = profit
            if rules.full_up_to is not None:
                takes = f"(MIN({profit},{rules.full_up_to})+{rules.share_above}*MAX({profit}-{rules.full_up_to},0))"
            used = page.series(words.text("workbook.tax.used"), f"MIN({brought},{takes})", walk.used, currency)
            page.series(
                words.text("workbook.tax.left"),
                f"{brought}-{used}+MAX(-{result},0)",
                walk.left,
                currency,
                added_up=False,
            )
        taxed = f"({profit}-{used})" if used else profit
        terms = []
        below = ""
        for above, rate in rules.brackets:
            terms.append(f"({rate}{below})*MAX({taxed}-{above},0)")
            below = f"-{rate}"
        return page.series(words.text("workbook.tax.tax"), "+".join(terms) or "0", walk.tax, currency)

    def tax(self, values: Sequence[float]) -> list[float]:
        """Return the tax of each year on a taxable result."""
        return [scalar(each) for each in tax_run(self.regime, self.calendar.years, list(values), self.opening_value)]

    def _walk(self, taxable: Sequence[float]) -> _Walk:
        """Return what losses take in each year, what is left of them, and the tax, as the engine runs them."""
        rule, losses = self.regime.losses, self.opening_value
        used, left = [], []
        for year, result in zip(self.calendar.years, taxable, strict=True):
            profit = max(result, 0.0)
            takes = profit
            if rule.full_up_to is not None:
                takes = min(profit, rule.full_up_to) + rule.share_in_year(year) * max(profit - rule.full_up_to, 0.0)
            used.append(min(losses, takes))
            losses += max(-result, 0.0) - used[-1]
            left.append(losses)
        return _Walk(used, left, self.tax(taxable))


@dataclass(frozen=True, slots=True)
class _Walk:
    used: list[float]
    left: list[float]
    tax: list[float]

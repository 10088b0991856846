"""The tax of a candidate by calendar year: the company's tax with it less that without it, each with its own losses."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from roitool.cashflow.tax import tax_run
from roitool.exports.workbook.assets import AssetRows
from roitool.exports.workbook.base_case import scalar
from roitool.exports.workbook.book import CENTS, MONEY, PERCENT, WHOLE
from roitool.exports.workbook.deductions import write_deductions
from roitool.exports.workbook.periods import before
from roitool.scenario.references import BOUNDS
from roitool.wording.places import field_name

if TYPE_CHECKING:
    from roitool.cashflow.calendar import Calendar
    from roitool.exports.workbook.by_year import ByYear
    from roitool.scenario.regime import Regime

_UNTAXED = frozenset({"investment", "residual", "working_capital", "fleet_built"})


@dataclass(frozen=True, slots=True)
class TaxRows:
    """How rows refer to the tax, and the cell that counts what they do not follow."""

    tax: str
    beyond_elsewhere: str


def write_tax(by_year: ByYear, rows: Sequence[str]) -> TaxRows:
    """Write the rows on the sheet of years.

    Parameters
    ----------
    rows
        How rows refer to the money of each line, in the order of the lines.
    """
    return _Writer(by_year).written(rows)


@dataclass(frozen=True, slots=True)
class _Rules:
    """How rows refer to the rules of each year: where brackets begin and their rates, and what losses may take."""

    brackets: tuple[tuple[str, str], ...]
    full_up_to: str | None
    share_above: str | None


class _Writer:
    def __init__(self, by_year: ByYear) -> None:
        self._by_year = by_year
        self._page = by_year.page
        self._words = by_year.words
        self._currency = by_year.currency
        self._regime = by_year.regime
        self._calendar = by_year.calendar
        self._course = by_year.base.company.course
        self._flows = by_year.chosen.flows

    def written(self, rows: Sequence[str]) -> TaxRows:
        page, words = self._page, self._words
        page.section(words.text("workbook.section.rules"))
        profit, opening = self._company()
        rules = self._rules()
        page.section(words.text("workbook.section.result"))
        result, beyond = self._result(rows)
        page.section(words.text("workbook.section.tax"))
        without_values = [scalar(each) for each in self._course.profit]
        with_values = np.add(without_values, self._flows.record.result[:, 0]).tolist()
        first = self._run(words.text("workbook.tax.without"), profit, without_values, opening, rules)
        second = self._run(words.text("workbook.tax.with"), f"{profit}+{result}", with_values, opening, rules)
        values = [scalar(each) for each in self._flows.tax]
        tax = page.series(
            words.text("workbook.tax.project"), f"{second}-{first}", values, self._currency, style="total"
        )
        return TaxRows(tax, page.sheet.from_elsewhere(beyond))

    def _company(self) -> tuple[str, str]:
        """Write the company's own profit by year and its losses of earlier years."""
        page, words, base = self._page, self._words, self._by_year.base
        company = base.scenario.company
        stated = {}
        for name, shown in (("taxable_profit_per_year", CENTS), ("profit_growth", PERCENT), ("opening_losses", CENTS)):
            text = getattr(company, name)
            label, bound = field_name(name, words), BOUNDS[type(company)][name]
            unit = "" if shown == PERCENT else self._currency
            stated[name] = page.figure(label, base.scope.formula(text), base.scope.value(text), unit, shown, bound)
        number = page.values(words.text("workbook.tax.year_number"), range(len(self._calendar.years)), shown=WHOLE)
        nothing = [self._by_year.added_up(row) for row in self._by_year.money.nothing]
        profit = page.series(
            words.text("workbook.tax.profit"),
            "+".join(
                [f"{stated['taxable_profit_per_year']}*(1+{stated['profit_growth']})^{number}", *nothing],
            ),
            [scalar(each) for each in self._course.profit],
            self._currency,
        )
        return profit, stated["opening_losses"]

    def _rules(self) -> _Rules:
        page, words, regime, years = self._page, self._words, self._regime, self._calendar.years
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
                words.text("workbook.tax.rate", number=number),
                [each.rate if each else 0.0 for each in found],
                "",
                PERCENT,
            )
            brackets.append((above, rate))
        losses = regime.losses
        full = share = None
        if losses.carry_forward and losses.full_up_to is not None:
            full = page.fixed(words.text("workbook.tax.full_up_to"), losses.full_up_to, self._currency, MONEY)
            share = page.values(
                words.text("workbook.tax.share_above"), [losses.share_in_year(year) for year in years], "", PERCENT
            )
        return _Rules(tuple(brackets), full, share)

    def _result(self, rows: Sequence[str]) -> tuple[str, str]:
        """Write what the candidate adds to the taxable result."""
        page, words, record = self._page, self._words, self._flows.record
        taxed = [row for row, line in zip(rows, self._by_year.money.rows, strict=True) if line.code not in _UNTAXED]
        deducted = sum((each[:, 0] for each in record.deductions.values()), start=np.zeros(len(record.result)))
        cash = page.series(
            words.text("row.taxable_cash"),
            "+".join(taxed) or "0",
            (record.result[:, 0] + deducted).tolist(),
            self._currency,
        )
        assets = AssetRows(self._by_year)
        lowers = assets.written_down()
        for fleet in self._by_year.money.fleets:
            lowers += [self._by_year.added_up(fleet.depreciated), self._by_year.added_up(fleet.written_off)]
        lower, higher = write_deductions(assets)
        formula = cash + "".join(f"-{each}" for each in (*lowers, *lower)) + "".join(f"+{each}" for each in higher)
        result = page.series(
            words.text("row.taxable_result"), formula, record.result[:, 0].tolist(), self._currency, style="total"
        )
        beyond = page.figure(
            words.text("workbook.check.sold_at_once"),
            assets.sold_at_once() if self._regime.investment_deduction is not None else "0",
            0.0,
            "",
            WHOLE,
        )
        return result, beyond

    def _run(self, title: str, taxable: str, values: list[float], opening: str, rules: _Rules) -> str:
        """Write one course of the company: its result, what is left of losses, its tax."""
        page, words, currency = self._page, self._words, self._currency
        page.note(title)
        result = page.series(words.text("workbook.tax.result"), taxable, values, currency)
        opening_value = scalar(self._course.opening_losses)
        walk = _walk(self._regime, self._calendar, values, opening_value)
        profit = f"MAX({result},0)"
        used = ""
        if self._regime.losses.carry_forward:
            # The losses left stand two rows below those used: the years before have them already.
            left = page.reference(page.row + 1)
            brought = f"IF({self._by_year.span.begins}=0,{opening},{before(left)})"
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


@dataclass(frozen=True, slots=True)
class _Walk:
    used: list[float]
    left: list[float]
    tax: list[float]


def _walk(regime: Regime, calendar: Calendar, taxable: Sequence[float], opening: float) -> _Walk:
    """Return what losses take in each year, what is left of them, and the tax, as the engine runs them."""
    rule, losses = regime.losses, opening
    used, left = [], []
    for year, result in zip(calendar.years, taxable, strict=True):
        profit = max(result, 0.0)
        takes = profit
        if rule.full_up_to is not None:
            takes = min(profit, rule.full_up_to) + rule.share_in_year(year) * max(profit - rule.full_up_to, 0.0)
        used.append(min(losses, takes))
        losses += max(-result, 0.0) - used[-1]
        left.append(losses)
    tax = [scalar(each) for each in tax_run(regime, calendar.years, list(taxable), opening)]
    return _Walk(used, left, tax)

"""A scenario as a workbook that calculates anew: figures, cash flow by month and year, tax, measures, checks."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from roitool.exports.workbook.about import write_about
from roitool.exports.workbook.after_tax import write_after_tax
from roitool.exports.workbook.bank_balance import write_bank_balance
from roitool.exports.workbook.base_case import base_case
from roitool.exports.workbook.book import Book
from roitool.exports.workbook.cash_flow import write_cash_flow
from roitool.exports.workbook.checks import total_of_checks, write_checks
from roitool.exports.workbook.difference import write_difference
from roitool.exports.workbook.financing import write_financing
from roitool.exports.workbook.inputs import InputsSheet, write_inputs
from roitool.exports.workbook.measures import Measured, measured, write_measures
from roitool.exports.workbook.periods import HEADER
from roitool.exports.workbook.simulation import SimulationSheet, write_simulation
from roitool.exports.workbook.summary import Summarised, write_summary
from roitool.exports.workbook.years import YearsSheet, write_years

if TYPE_CHECKING:
    from roitool.exports.order import Order
    from roitool.exports.workbook.after_tax import AfterTax
    from roitool.exports.workbook.base_case import Base, CandidateBase
    from roitool.exports.workbook.cash_flow import CashFlowSheet


def workbook(order: Order) -> bytes:
    """Return the file of a workbook with some candidates."""
    scenario, words, made_on = order.evaluation.scenario, order.words, order.made_on
    base = base_case(scenario, order.positions)
    title = words.label(scenario.title) or words.text("cli.untitled")
    book = Book(words, dt.datetime(made_on.year, made_on.month, made_on.day, tzinfo=dt.UTC), title)
    about = book.sheet(words.text("workbook.sheet.about"))
    summary = book.sheet(words.text("workbook.sheet.summary"))
    failing = total_of_checks(book)
    inputs = write_inputs(book, base, failing)
    measures = book.sheet(words.text("workbook.sheet.measures"))
    written = [_candidate(book, order, base, chosen, inputs) for chosen in base.candidates]
    found = [each.summarised for each in written]
    places = write_measures(book, measures, [each.measured for each in written], scenario.currency, failing)
    write_summary(summary, order, found, places, failing)
    checks = [[*each.checks, place.check] for each, place in zip(written, places, strict=True)]
    write_checks(book, [(each.title, *check) for each, of_each in zip(found, checks, strict=True) for check in of_each])
    write_about(about, order, base, failing)
    return book.finished()


@dataclass(frozen=True, slots=True)
class _Written:
    """What the sheets of a candidate give to the others: measures, what is summarised, and what is checked of it."""

    measured: Measured
    summarised: Summarised
    checks: list[tuple[str, str]]


def _candidate(book: Book, order: Order, base: Base, chosen: CandidateBase, inputs: InputsSheet) -> _Written:
    """Write the sheets of a candidate."""
    words, failing = book.words, total_of_checks(book)
    money = write_cash_flow(book, base, chosen, failing)
    bounds = money.page.broken_bounds()
    years = write_years(book, base, chosen, money, inputs.changed, failing)
    after = write_after_tax(base, chosen, money, years, inputs.hurdle)
    measures = measured(base, chosen, money.timing, after, inputs.hurdle)
    difference = write_difference(book, base, chosen, money, years, after, failing)
    financing = write_financing(book, base, chosen, money, years, after, inputs, failing)
    bank = write_bank_balance(book, base, chosen, money, years, financing, inputs, failing)
    simulation = write_simulation(book, order, chosen, failing)
    checks = [
        *years.checks,
        *difference,
        *financing.checks,
        *bank,
        bounds,
        (words.text("workbook.check.npv"), measures.check),
        (words.text("workbook.check.run"), simulation.same_base(measures.measures["npv"].formula, inputs.changed)),
        *simulation.checks,
    ]
    return _Written(measures, _summarised(chosen, money, years, after, measures, simulation), checks)


def _summarised(
    chosen: CandidateBase,
    money: CashFlowSheet,
    years: YearsSheet,
    after: AfterTax,
    measures: Measured,
    simulation: SimulationSheet,
) -> Summarised:
    invested = money.page.total(after.invested.reference), sum(after.invested.values)
    months = money.page.elsewhere(HEADER)
    return Summarised(
        chosen.candidate.id,
        measures.title,
        simulation,
        invested,
        months,
        after.simple.sums,
        years.all_years,
        years.all_after_tax,
    )

"""A scenario as a workbook that calculates anew: figures, cash flow by month and year, tax, measures, checks."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from roitool.exports.workbook.about import write_about
from roitool.exports.workbook.after_tax import write_after_tax
from roitool.exports.workbook.base_case import base_case
from roitool.exports.workbook.book import Book
from roitool.exports.workbook.cash_flow import write_cash_flow
from roitool.exports.workbook.checks import total_of_checks, write_checks
from roitool.exports.workbook.difference import write_difference
from roitool.exports.workbook.financing import write_financing
from roitool.exports.workbook.inputs import InputsSheet, write_inputs
from roitool.exports.workbook.measures import Measured, measured, write_measures
from roitool.exports.workbook.years import write_years

if TYPE_CHECKING:
    from roitool.exports.workbook.base_case import Base, CandidateBase
    from roitool.scenario.scenario import Scenario
    from roitool.wording.words import Words


def workbook(scenario: Scenario, positions: tuple[int, ...], words: Words, made_on: dt.date) -> bytes:
    """Return the file of a workbook with some candidates, none of them :func:`.left_out.left_out`.

    Raises
    ------
    ScenarioError
        The scenario cannot be calculated.
    """
    base = base_case(scenario, positions)
    title = words.label(scenario.title) or words.text("cli.untitled")
    book = Book(words, dt.datetime(made_on.year, made_on.month, made_on.day, tzinfo=dt.UTC), title)
    write_about(book, base, made_on, total_of_checks(book))
    inputs = write_inputs(book, base)
    measures = book.sheet(words.text("workbook.sheet.measures"))
    found = [_candidate(book, base, chosen, inputs) for chosen in base.candidates]
    places = write_measures(book, measures, [each for each, _ in found], scenario.currency, total_of_checks(book))
    checks = [[*checks, (each.title, *place.check)] for (each, checks), place in zip(found, places, strict=True)]
    write_checks(book, [check for each in checks for check in each])
    return book.finished()


def _candidate(
    book: Book, base: Base, chosen: CandidateBase, inputs: InputsSheet
) -> tuple[Measured, list[tuple[str, str, str]]]:
    """Write the sheets of a candidate, and return its measures and what is checked of it."""
    words, failing = book.words, total_of_checks(book)
    money = write_cash_flow(book, base, chosen, failing)
    bounds = money.page.broken_bounds()
    years = write_years(book, base, chosen, money, inputs.changed, failing)
    after = write_after_tax(base, chosen, money, years, inputs.hurdle)
    measures = measured(base, chosen, money.timing, after, inputs.hurdle)
    difference = write_difference(book, base, chosen, money, years, after, failing)
    financing = write_financing(book, base, chosen, money, years, after, inputs, failing)
    checks = [
        *years.checks,
        *difference,
        *financing.checks,
        (words.text("workbook.check.bounds"), bounds),
        (words.text("workbook.check.npv"), measures.check),
    ]
    if money.timing.beyond_stop_loss is not None:
        checks.append((words.text("workbook.check.stop_loss"), money.timing.beyond_stop_loss))
    return measures, [(measures.title, label, formula) for label, formula in checks]

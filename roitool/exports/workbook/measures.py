"""The sheet of measures: net present value, payback and what else finance asks for, of the money after tax."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from roitool.exports.workbook.base_case import scalar
from roitool.exports.workbook.book import HALF_A_CENT, MONEY, PERCENT, Sheet
from roitool.exports.workbook.rates import Flows, write_rates
from roitool.measures import annuity, discounted_payback, mirr, npv, payback

if TYPE_CHECKING:
    from roitool.exports.workbook.after_tax import AfterTax, ComingBack
    from roitool.exports.workbook.base_case import Base, CandidateBase
    from roitool.exports.workbook.book import Book
    from roitool.exports.workbook.timing import Timing
    from roitool.wording.words import Words

_NAMES = ("npv", "irr", "payback", "discounted_payback", "pi", "roi", "eaa", "mirr")
_SHOWN = {"npv": MONEY, "eaa": MONEY, "payback": "0.0", "discounted_payback": "0.0", "pi": "0.00"}
_WIDTH = 24
_NEVER = ("payback", "discounted_payback")


@dataclass(frozen=True, slots=True)
class Measure:
    """A formula for another sheet, what it comes to, and how that is shown; a text where there is no number."""

    formula: str
    value: float | str
    shown: str


@dataclass(frozen=True, slots=True)
class Measured:
    """The measures of one candidate by name, but for the internal rate of return, which its flows come to.

    Attributes
    ----------
    check
        A formula that is 1 where two ways to the NPV differ.
    """

    title: str
    measures: dict[str, Measure]
    check: str
    flows: Flows


@dataclass(frozen=True, slots=True)
class WhereMeasured:
    """Where the measures of one candidate stand, for other sheets; what they are; and a check of them."""

    cells: dict[str, str]
    measures: dict[str, Measure]
    check: tuple[str, str]


def measured(base: Base, chosen: CandidateBase, timing: Timing, after: AfterTax, hurdle: str) -> Measured:
    """Return the measures on the money after tax.

    Parameters
    ----------
    hurdle
        The cell of the hurdle rate per year.
    """
    words = after.page.words
    formulas = _formulas(after, timing, hurdle, words)
    values = _values(after, base.model.setting.hurdle_rate, scalar(chosen.flows.record.end))
    measures = {
        name: Measure(formula, _told(name, values[name], words), _SHOWN.get(name, PERCENT))
        for name, formula in formulas.items()
    }
    check = f"IF(ABS({formulas['npv']}-SUM({after.whole(after.discounted)}))<{HALF_A_CENT},0,1)"
    title = words.label(chosen.candidate.title) or chosen.candidate.id
    months = after.page.sheet.from_elsewhere(after.page.whole(timing.month))
    return Measured(title, measures, check, Flows(title, after.whole(after.project), months, after.project.values))


def write_measures(book: Book, sheet: Sheet, found: list[Measured], currency: str, failing: str) -> list[WhereMeasured]:
    """Write the measures of every candidate beside each other, and return where each stands."""
    words = book.words
    sheet.text(0, 0, words.text("workbook.sheet.measures"), "title")
    sheet.failing(2, failing)
    sheet.text(2, 0, words.text("workbook.measures.what"), "note")
    titles = [each.title for each in found]
    sheet.height(4, titles, _WIDTH)
    for column, title in enumerate(("", words.text("workbook.column.unit"), *titles)):
        sheet.text(4, column, title, "wrapped_header" if column > 1 else "heading")
    rows = {name: row for row, name in enumerate(_NAMES, start=5)}
    for name, row in rows.items():
        sheet.text(row, 0, words.text(f"workbook.measure.{name}"))
        sheet.text(row, 1, words.text(f"workbook.measure_unit.{name}", currency=currency), "note")
    sheet.text(len(_NAMES) + 5, 0, words.text("workbook.rates.how"), "note")
    internal = write_rates(sheet, len(_NAMES) + 7, [each.flows for each in found], currency)
    places = []
    for column, (each, rate) in enumerate(zip(found, internal, strict=True), start=2):
        measures = {**each.measures, "irr": Measure(rate.formula, rate.value, PERCENT)}
        cells = {}
        for name, row in rows.items():
            measure = measures[name]
            cells[name] = sheet.from_elsewhere(
                sheet.formula(row, column, measure.formula, measure.value, "measure", measure.shown)
            )
        places.append(WhereMeasured(cells, measures, (words.text("workbook.check.irr"), rate.check)))
    sheet.widths((60, 12, *(_WIDTH for _ in found)))
    sheet.hold(5, 2)
    sheet.on_one_page()
    return places


def _told(name: str, value: float, words: Words) -> float | str:
    if math.isfinite(value):
        return value
    return words.text("workbook.never" if name in _NEVER else "workbook.none")


def _formulas(after: AfterTax, timing: Timing, hurdle: str, words: Words) -> dict[str, str]:
    page, project = after.page, after.project.reference
    flows, factor, invested = after.whole(after.project), after.whole(after.factor), after.whole(after.invested)
    end, horizon = page.sheet.from_elsewhere(timing.end), page.sheet.from_elsewhere(timing.horizon)
    if timing.stop is not None:
        end = f"IF({page.sheet.from_elsewhere(timing.stop.stopped)}=1,{horizon},{end})"
    # A spreadsheet's NPV discounts its first flow too: month 0 stands before it.
    present = f"({page.first(project)}+NPV((1+{hurdle})^(1/12)-1,{page.after_first(project)}))"
    put_in, outlay = f"SUMPRODUCT({invested},{factor})", f"-SUMPRODUCT(({flows}<0)*{flows}*{factor})"
    inflow = f"SUMPRODUCT(({flows}>0)*{flows}*{factor})"
    years, lasts = f"({horizon}/12)", f"(MIN({horizon},{end})/12)"
    grown = f"({inflow}*(1+{hurdle})^{years}/({outlay}))^(1/{years})-1"
    none = words.text("workbook.none")
    return {
        "npv": present,
        "payback": _payback(after.simple, words),
        "discounted_payback": _payback(after.later, words),
        "pi": f'IF({put_in}=0,"{none}",1+{present}/{put_in})',
        "roi": f'IF(SUM({invested})=0,"{none}",SUM({flows})/SUM({invested}))',
        "eaa": f"IF({hurdle}=0,{present}/{lasts},{present}*{hurdle}/(1-(1+{hurdle})^-{lasts}))",
        "mirr": f'IF({outlay}=0,"{none}",IF({inflow}=0,-1,{grown}))',
    }


def _payback(back: ComingBack, words: Words) -> str:
    never = words.text("workbook.never")
    return f'IF(SUM({back.below})=0,0,IF(SUM({back.moment})>0,SUM({back.moment})/12,"{never}"))'


def _values(after: AfterTax, rate: float, end: float) -> dict[str, float]:
    flows, invested = after.project.values, after.invested.values
    monthly = (1 + rate) ** (1 / 12) - 1
    present, months = npv(monthly, flows), len(flows) - 1
    put_in = float(np.dot(invested, after.factor.values))
    return {
        "npv": present,
        "payback": payback(flows) / 12,
        "discounted_payback": discounted_payback(monthly, flows) / 12,
        "pi": 1 + present / put_in if put_in else math.nan,
        "roi": sum(flows) / sum(invested) if sum(invested) else math.nan,
        "eaa": scalar(annuity(present, rate, min(months, end) / 12)),
        "mirr": scalar((1 + mirr(flows, monthly, monthly)) ** 12 - 1),
    }

"""The money after tax by month, and the measures on it: net present value, payback and what else finance asks for."""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING

import numpy as np

from roitool.exports.workbook.base_case import scalar
from roitool.exports.workbook.book import MONEY, PERCENT, WHOLE, Sheet
from roitool.exports.workbook.periods import BEFORE, Periods, before
from roitool.measures import annuity, discounted_payback, mirr, npv, payback
from roitool.measures.flows import discount_factors
from roitool.measures.payback import ROUNDING

if TYPE_CHECKING:
    from roitool.exports.workbook.base_case import Base, CandidateBase
    from roitool.exports.workbook.book import Book
    from roitool.exports.workbook.cash_flow import CashFlowSheet
    from roitool.exports.workbook.years import YearsSheet

_SPENT = frozenset({"investment", "one_off"})
_NAMES = ("npv", "payback", "discounted_payback", "pi", "roi", "eaa", "mirr")


@dataclass(frozen=True, slots=True)
class Measure:
    """A formula for another sheet, what it comes to, and how that is shown; a text where there is no number."""

    formula: str
    value: float | str
    shown: str


@dataclass(frozen=True, slots=True)
class AfterTax:
    """The measures of one candidate by name, and a formula that is 1 where two ways to the NPV differ."""

    title: str
    measures: dict[str, Measure]
    check: str


def write_after_tax(
    base: Base, chosen: CandidateBase, money: CashFlowSheet, years: YearsSheet, hurdle: str
) -> AfterTax:
    """Write the rows below those before tax.

    Parameters
    ----------
    hurdle
        The cell of the hurdle rate per year.
    """
    page, words, currency = money.page, money.page.words, base.scenario.currency
    calendar, timing = base.calendar, money.timing
    flows = [float(row[0]) for row in chosen.flows.project]
    months, monthly = len(flows) - 1, (1 + base.model.setting.hurdle_rate) ** (1 / 12) - 1
    page.section(words.text("workbook.section.after_tax"))
    ends = [1 if month in {calendar.span(each)[1] for each in range(len(calendar.years))} else 0
            for month in range(months + 1)]  # fmt: skip
    paid = page.header(words.text("workbook.header.tax_paid"), ends)
    due = dict(zip((calendar.last_month(each) for each in range(len(calendar.years))), chosen.flows.tax, strict=True))
    tax = page.series(
        words.text("row.tax"),
        f"-{paid}*SUMIF({years.all_years},{{c}}${money.year_row + 1},{years.all_tax})",
        [-scalar(due[month]) if month in due else 0.0 for month in range(months + 1)],
        currency,
    )
    project = page.series(
        words.text("row.project_cash_flow"), f"{page.reference(money.total.row)}+{tax}", flows, currency, style="total"
    )
    invested = [-row for row in np.sum([row.values for row in money.rows if row.code in _SPENT] or [[0.0] * len(flows)],
                                       axis=0).tolist()]  # fmt: skip
    spent = "+".join(page.reference(row.row) for row in money.rows if row.code in _SPENT) or "0"
    put_in = page.series(words.text("workbook.after.invested"), f"-({spent})", invested, currency)
    factors = discount_factors(monthly, months).tolist()
    factor = page.series(
        words.text("workbook.after.factor"),
        f"(1+{hurdle})^(-{timing.month}/12)",
        factors,
        shown="0.0000",
        added_up=False,
    )
    discounted_values = [flow * each for flow, each in zip(flows, factors, strict=True)]
    discounted = page.series(
        words.text("workbook.after.discounted"), f"{project}*{factor}", discounted_values, currency
    )
    rounding = page.fixed(words.text("workbook.after.rounding"), ROUNDING, "", "0E+00")
    simple = _returns(page, project, flows, timing.month, rounding, currency)
    later = _returns(page, discounted, discounted_values, timing.month, rounding, currency)
    everywhere = {name: page.sheet.from_elsewhere(page.whole(row)) for name, row in (
        ("flows", project), ("factor", factor), ("discounted", discounted), ("invested", put_in))}  # fmt: skip
    end, horizon = (page.sheet.from_elsewhere(cell) for cell in (timing.end, timing.horizon))
    values = _values(flows, invested, factors, base.model.setting.hurdle_rate, scalar(chosen.flows.record.life.end))
    formulas = _formulas(page, project, everywhere, simple, later, hurdle, end, horizon)
    kinds = {"npv": MONEY, "eaa": MONEY, "payback": "0.0", "discounted_payback": "0.0", "pi": "0.00"}
    no_number = {"payback": "workbook.never", "discounted_payback": "workbook.never"}
    measures = {
        name: Measure(
            formulas[name].format(never=words.text("workbook.never"), none=words.text("workbook.none")),
            values[name] if math.isfinite(values[name]) else words.text(no_number.get(name, "workbook.none")),
            kinds.get(name, PERCENT),
        )
        for name in _NAMES
    }
    check = f"IF(ABS({formulas['npv']}-SUM({everywhere['discounted']}))<0.005,0,1)"
    return AfterTax(words.label(chosen.candidate.title) or chosen.candidate.id, measures, check)


def write_measures(book: Book, sheet: Sheet, found: list[AfterTax], failing: str) -> None:
    """Write the measures of every candidate beside each other."""
    words = book.words
    sheet.text(0, 0, words.text("workbook.sheet.measures"), "title")
    sheet.text(1, 0, words.text("workbook.checks.failing"))
    sheet.formula(1, 2, failing, 0.0, "check")
    sheet.red_if_wrong(1, 2)
    sheet.text(2, 0, words.text("workbook.measures.what"), "note")
    for column, title in enumerate(("", words.text("workbook.column.unit"), *(each.title for each in found))):
        sheet.text(4, column, title, "header" if column else "heading")
    for row, name in enumerate(_NAMES, start=5):
        sheet.text(row, 0, words.text(f"workbook.measure.{name}"))
        sheet.text(row, 1, words.text(f"workbook.measure_unit.{name}"), "note")
        for column, each in enumerate(found, start=2):
            measure = each.measures[name]
            sheet.formula(row, column, measure.formula, measure.value, "live", measure.shown)
    sheet.text(len(_NAMES) + 6, 0, words.text("workbook.measures.missing"), "note")
    sheet.widths((60, 12, *(24 for _ in found)))
    sheet.hold(5, 2)


def _returns(page: Periods, flow: str, flows: list[float], month: str, rounding: str, currency: str) -> tuple[str, str]:
    """Write when the sum of a row first comes back to 0, and return how elsewhere its two rows are named."""
    words = page.words
    sums = list(accumulate(flows))
    least = -ROUNDING * max(map(abs, flows))
    low = [1.0 if each < least else 0.0 for each in sums]
    total = page.series(
        words.text("workbook.line.added_up"), f"{{p}}${page.row + 1}+{flow}", sums, currency, added_up=False
    )
    flows_cells = page.whole(flow)
    below = page.series(
        words.text("workbook.after.below"),
        f"IF({total}<-{rounding}*MAX(MAX({flows_cells}),-MIN({flows_cells})),1,0)",
        low,
        shown=WHOLE,
    )
    moments = [0.0] * len(flows)
    crossing = next((m for m in range(1, len(flows)) if low[m - 1] and not low[m]), None)
    if crossing is not None:
        moments[crossing] = crossing - 1 + sums[crossing - 1] / (sums[crossing - 1] - sums[crossing])
    so_far = f"SUM({page.sheet.cell(page.row, BEFORE)}:{{p}}${page.row + 1})"
    moment = page.series(
        words.text("workbook.after.moment"),
        f"IF(AND({below}=0,{before(below)}=1,{so_far}=0),{month}-1+{before(total)}/({before(total)}-{total}),0)",
        moments,
        shown="0.00",
    )
    return page.sheet.from_elsewhere(page.whole(below)), page.sheet.from_elsewhere(page.whole(moment))


def _formulas(
    page: Periods,
    flow: str,
    rows: dict[str, str],
    simple: tuple[str, str],
    later: tuple[str, str],
    hurdle: str,
    end: str,
    horizon: str,
) -> dict[str, str]:
    flows, factor, invested = rows["flows"], rows["factor"], rows["invested"]
    # A spreadsheet's NPV discounts its first flow too: month 0 stands before it.
    present = f"({page.first(flow)}+NPV((1+{hurdle})^(1/12)-1,{page.after_first(flow)}))"
    put_in, outlay = f"SUMPRODUCT({invested},{factor})", f"-SUMPRODUCT(({flows}<0)*{flows}*{factor})"
    inflow = f"SUMPRODUCT(({flows}>0)*{flows}*{factor})"
    years, lasts = f"({horizon}/12)", f"(MIN({horizon},{end})/12)"
    grown = f"({inflow}*(1+{hurdle})^{years}/({outlay}))^(1/{years})-1"
    return {
        "npv": present,
        "payback": _payback(*simple),
        "discounted_payback": _payback(*later),
        "pi": f'IF({put_in}=0,"{{none}}",1+{present}/{put_in})',
        "roi": f'IF(SUM({invested})=0,"{{none}}",SUM({flows})/SUM({invested}))',
        "eaa": f"IF({hurdle}=0,{present}/{lasts},{present}*{hurdle}/(1-(1+{hurdle})^-{lasts}))",
        "mirr": f'IF({outlay}=0,"{{none}}",IF({inflow}=0,-1,{grown}))',
    }


def _payback(below: str, moment: str) -> str:
    return f'IF(SUM({below})=0,0,IF(SUM({moment})>0,SUM({moment})/12,"{{never}}"))'


def _values(
    flows: list[float], invested: list[float], factors: list[float], rate: float, end: float
) -> dict[str, float]:
    monthly = (1 + rate) ** (1 / 12) - 1
    present, months = npv(monthly, flows), len(flows) - 1
    put_in = float(np.dot(invested, factors))
    return {
        "npv": present,
        "payback": payback(flows) / 12,
        "discounted_payback": discounted_payback(monthly, flows) / 12,
        "pi": 1 + present / put_in if put_in else math.nan,
        "roi": sum(flows) / sum(invested) if sum(invested) else math.nan,
        "eaa": scalar(annuity(present, rate, min(months, end) / 12)),
        "mirr": scalar((1 + mirr(flows, monthly, monthly)) ** 12 - 1),
    }

"""The second implementation: one future of one candidate, month by month, on plain floats.

Written from ``docs/method.md`` alone, without the engine, and as plainly as it can be: two programs that agree to nine
digits on hundreds of scenarios are not likely to be wrong in the same way.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from roitool.scenario.candidate import Candidate, FinancialLease, Loan
from roitool.scenario.scenario import RealRate, Scenario
from tests.second import figures as measures
from tests.second.assets import books_of
from tests.second.bank import debt_service_cover, first_short, survival_window
from tests.second.company import Company
from tests.second.draws import base_values
from tests.second.formulas import Figures
from tests.second.one_future import OneFuture, PaidThisWay
from tests.second.owner import Owner, advantage, owner_of, taxable_result
from tests.second.paying import paying
from tests.second.project import project_course
from tests.second.running import nothing_line
from tests.second.tax import brackets_of, marginal_rate
from tests.second.timeline import Timeline

if TYPE_CHECKING:
    from collections.abc import Mapping

    from roitool.scenario.regime import Regime


def decide_one_future(
    scenario: Scenario,
    regime: Regime,
    candidate_id: str,
    values: Mapping[str, float],
    uniforms: Mapping[str, float] | None,
    normals: Mapping[str, float] | None = None,
) -> OneFuture:
    """Return all figures of `candidate_id` where its inputs, and the shared ones, are `values`.

    `uniforms` holds the random number of failure, events and grants by stream key (``key``, ``key/month``,
    ``key/year/1``, ``key/year/1/month``, …); None is the base case, in which none of them happens. `normals` holds the
    standard normal numbers of the company's months (``key/m/1``, …); None is a month like any other.
    """
    candidate = next(candidate for candidate in scenario.candidates if candidate.id == candidate_id)
    shared = Figures(
        {figure.id: values[figure.id] for figure in scenario.inputs},
        {figure.id: figure.formula for figure in scenario.derived},
    )
    own = Figures(values, shared.derived | {figure.id: figure.formula for figure in candidate.derived})
    year, month = map(int, scenario.start.split("-"))
    timeline = Timeline(year, month, 12 * scenario.horizon_years)
    hurdle = hurdle_rate(scenario)

    nothing = {line.id: nothing_line(line, timeline, shared) for line in scenario.do_nothing.lines}
    company = Company(scenario, regime, timeline, shared, timeline.added_up(nothing.values()), normals)
    base = Figures(base_values(scenario, candidate), own.derived)
    project = project_course(
        candidate, regime, timeline, own, base=base, hurdle=hurdle, nothing=nothing, uniforms=uniforms
    )
    course = project.course
    books = books_of(project.assets, course, regime, timeline, company.other_investments())
    result = taxable_result(project.expensed, books, project)
    tax_by_year = company.extra_tax(result)
    lines = project.lines | {"residual": books.residual, "recovered": books.recovered}
    tax = timeline.in_last_months(tax_by_year)
    flow = [amount - taxed for amount, taxed in zip(timeline.added_up(lines.values()), tax, strict=True)]

    in_cash = owner_of(paying(None, candidate, project, own, regime.vat), project, company)
    ways = {
        way.id: owner_of(paying(way, candidate, project, own, regime.vat), project, company)
        for way in candidate.ways_of_paying
    }
    rate = borrowing_rate(scenario, candidate, regime, own)
    next_euro = marginal_rate(company.profit, brackets_of(regime, timeline.first_year))
    rate_after_tax = ((1 + rate / 12) ** 12 - 1) * (1 - next_euro)
    terms = [way.paid.loan.ends for way in ways.values()] + [way.paid.hire.bound_until for way in ways.values()]
    window = survival_window(timeline, [term for term in terms if term is not None])
    without, limit = company.balance_without(), company.limit()

    fleets = project.fleets.values()
    discounted = [amount * (1 + hurdle) ** (-month / 12) for month, amount in enumerate(flow)]
    npv = sum(discounted)
    investment = sum(project.investment)
    pv_investment = measures.present_value(project.investment, hurdle)
    years = scenario.horizon_years if course.ended else min(scenario.horizon_years, course.end_of_life / 12)
    return OneFuture(
        timeline=timeline,
        failed=course.failed,
        stopped=course.stopped,
        ending_month=course.ending_month,
        lines=lines,
        nothing_lines=nothing,
        grants={granted.line.id: granted for granted in project.granted},
        fleets=project.fleets,
        depreciation_by_year=_with_fleets(books.depreciation, [fleet.depreciation for fleet in fleets], timeline),
        write_off_by_year=_with_fleets(books.write_off, [fleet.write_off for fleet in fleets], timeline),
        deduction_by_year=books.deduction,
        added_back_by_year=books.added_back,
        result_by_year=result,
        tax_by_year=tax_by_year,
        nothing_tax_by_year=company.nothing_tax(),
        project_cash_flow=flow,
        vat=in_cash.paid.vat,
        own_cash=company.own_cash,
        without=without,
        limit=limit,
        window=window,
        first_short_month_without=first_short(without, limit, window),
        lowest_balance_without=min(without[: window + 1]),
        paid={
            name: PaidThisWay(
                advantage=advantage(way, in_cash, rate_after_tax, hurdle),
                **_at_the_bank(way, company, without, limit, window),
                **_told(way),
            )
            for name, way in ways.items()
        },
        npv=npv,
        irr=measures.irr(flow),
        mirr=measures.mirr(flow, hurdle),
        payback=measures.payback(flow),
        discounted_payback=measures.payback(discounted),
        dips=measures.dips(flow),
        only_by_selling=_only_by_selling(flow, timeline.added_up([books.residual, project.released])),
        investment=investment,
        pv_investment=pv_investment,
        profitability_index=1 + npv / pv_investment if pv_investment else math.nan,
        roi=sum(flow) / investment if investment else math.nan,
        eaa=measures.equivalent_annuity(npv, hurdle, years),
    )


def hurdle_rate(scenario: Scenario) -> float:
    """Return the nominal hurdle rate per year."""
    rate = scenario.hurdle_rate
    return (1 + rate.real) * (1 + rate.inflation) - 1 if isinstance(rate, RealRate) else rate


def borrowing_rate(scenario: Scenario, candidate: Candidate, regime: Regime, figures: Figures) -> float:
    """Return what the company pays for borrowed money a year, as quoted."""
    if scenario.company.borrowing_rate is not None:
        return figures.amount(scenario.company.borrowing_rate)
    chosen = next(way for way in candidate.ways_of_paying if way.id == candidate.paid_by)
    return figures.amount(chosen.rate) if isinstance(chosen, Loan | FinancialLease) else regime.borrowing_rate.rate


def _with_fleets(by_year: list[float], monthly: list[list[float]], timeline: Timeline) -> list[float]:
    return [total + more for total, more in zip(by_year, timeline.by_year(timeline.added_up(monthly)), strict=True)]


def _only_by_selling(flow: list[float], sold: list[float]) -> bool:
    month = measures.crossing(flow)
    if not month:
        return False
    return measures.cumulative(flow)[month] - measures.cumulative(sold)[month] < measures.nought(flow)


def _at_the_bank(way: Owner, company: Company, without: list[float], limit: float, window: int) -> dict[str, Any]:
    paid_so_far = measures.cumulative(way.cash_flow)
    balance = company.timeline.added_up([without, paid_so_far])
    covers = debt_service_cover(company, way.operating, way.tax_by_year, way.paid.service())
    return {
        "balance": balance,
        "first_short_month": first_short(balance, limit, window),
        "lowest_balance": min(balance[: window + 1]),
        "peak_funding": max(0.0, -min(paid_so_far)),
        "worst_dscr": min(covers, default=math.inf),
    }


def _told(way: Owner) -> dict[str, Any]:
    paid, books = way.paid, way.books
    return {
        "loan": paid.loan,
        "hire": paid.hire,
        "lines": paid.lines | {"residual": books.residual, "recovered": books.recovered},
        "financing": paid.financing(),
        "vat": paid.vat,
        "owner_cash_flow": way.cash_flow,
        "depreciation_by_year": books.depreciation,
        "write_off_by_year": books.write_off,
        "deduction_by_year": books.deduction,
        "added_back_by_year": books.added_back,
        "result_by_year": way.result_by_year,
        "tax_paid_by_year": way.tax_by_year,
        "operating": way.operating,
        "debt_service": paid.service(),
    }

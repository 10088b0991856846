"""The second implementation: one future of one candidate, month by month, on plain floats.

Written from ``docs/method.md`` alone, without the engine, and as plainly as it can be: two programs that agree to nine
digits on hundreds of scenarios are not likely to be wrong in the same way.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from roitool.scenario.candidate import Candidate, Loan, WayOfPaying
from roitool.scenario.lines import Investment
from roitool.scenario.scenario import RealRate, Scenario
from tests.second import figures as measures
from tests.second.company import Company
from tests.second.formulas import Figures
from tests.second.loan import LoanCourse, loan_course
from tests.second.project import Project, nothing_line, project_course
from tests.second.tax import marginal_rate
from tests.second.timeline import Timeline

if TYPE_CHECKING:
    from collections.abc import Mapping

    from roitool.scenario.regime import Regime

LEAST_WINDOW_MONTHS = 36
"""The survival window is at least this long, where the horizon is."""


@dataclass
class PaidThisWay:
    """What one way of paying does in this future; monthly lists unless told otherwise."""

    loan: LoanCourse
    """All zero where it is cash."""
    owner_cash_flow: list[float]
    tax_paid_by_year: list[float]
    advantage: float
    """Against cash, discounted at the after-tax borrowing rate."""
    balance: list[float]
    """The bank balance with the candidate, paid this way."""
    first_short_month: float
    """inf where it is never short within the window."""
    lowest_balance: float
    peak_funding: float


@dataclass
class OneFuture:
    """Every figure of one candidate in one future. Monthly lists have one amount for each of the months 0..12H."""

    timeline: Timeline
    failed: bool
    ending_month: int | None
    """The month in which a failed candidate is ended; None where it does not fail."""
    lines: dict[str, list[float]]
    """Cash with its sign: every line and event by id, and `residual`, `recovered`, `exit`, `averted`."""
    nothing_lines: dict[str, list[float]]
    depreciation_by_year: list[float]
    write_off_by_year: list[float]
    deduction_by_year: list[float]
    result_by_year: list[float]
    tax_by_year: list[float]
    """Of the project as bought for cash, own time included."""
    nothing_tax_by_year: list[float]
    project_cash_flow: list[float]
    vat: list[float]
    """Minus what is paid with the lines, plus what comes back."""
    without: list[float]
    """The bank balance of doing nothing."""
    limit: float
    """Below this balance the company is short."""
    window: int
    first_short_month_without: float
    lowest_balance_without: float
    paid: dict[str, PaidThisWay]
    """By the id of the way of paying."""
    npv: float
    irr: measures.Irr
    mirr: float
    payback: float
    """Years; inf where it is not paid back within the horizon."""
    discounted_payback: float
    dips: int
    only_by_selling: bool
    investment: float
    pv_investment: float
    profitability_index: float
    """nan without investment, as is `roi`."""
    roi: float
    eaa: float


def decide_one_future(
    scenario: Scenario,
    regime: Regime,
    candidate_id: str,
    values: Mapping[str, float],
    uniforms: Mapping[str, float] | None,
) -> OneFuture:
    """Return all figures of `candidate_id` where its inputs, and the shared ones, are `values`.

    `uniforms` holds the random number of failure and events by stream key (``key``, ``key/month``, ``key/year/1``,
    ``key/year/1/month``, …); None is the base case, in which neither happens.
    """
    candidate = next(candidate for candidate in scenario.candidates if candidate.id == candidate_id)
    shared = Figures(
        {figure.id: values[figure.id] for figure in scenario.inputs},
        {figure.id: figure.formula for figure in scenario.derived},
    )
    own = Figures(values, shared.derived | {figure.id: figure.formula for figure in candidate.derived})
    year, month = map(int, scenario.start.split("-"))
    timeline = Timeline(year, month, 12 * scenario.horizon_years)
    hurdle = _hurdle_rate(scenario)

    nothing = {line.id: nothing_line(line, timeline, shared) for line in scenario.do_nothing.lines}
    project = project_course(candidate, regime, timeline, own, nothing=nothing, uniforms=uniforms)
    company = Company(scenario, regime, timeline, shared, timeline.added_up(nothing.values()))
    deductions = company.investment_deductions(project)
    result = _results(project, deductions, timeline)
    tax_by_year = company.extra_tax(result)
    flow = _project_cash_flow(project, tax_by_year, timeline)

    vat = _value_added_tax(project, regime, timeline)
    loans = {way.id: _loan(way, project, timeline, own) for way in candidate.ways_of_paying}
    cash = _owner_cash_flow(project, _no_loan(timeline), result, vat, company)[0]
    rate = _borrowing_rate(scenario, candidate, regime, own)
    rate_after_tax = ((1 + rate / 12) ** 12 - 1) * (1 - marginal_rate(company.profit, regime))
    terms = [loan.ends for loan in loans.values() if loan.ends is not None]
    window = min(timeline.months, max([LEAST_WINDOW_MONTHS, *terms]))
    without = company.balance_without()
    limit = company.limit()
    paid = {}
    for way, loan in loans.items():
        owner, tax_paid = _owner_cash_flow(project, loan, result, vat, company)
        balance = timeline.added_up([without, measures.cumulative(owner)])
        paid[way] = PaidThisWay(
            loan=loan,
            owner_cash_flow=owner,
            tax_paid_by_year=tax_paid,
            advantage=measures.present_value([a - b for a, b in zip(owner, cash, strict=True)], rate_after_tax),
            balance=balance,
            first_short_month=_first_short(balance, limit, window),
            lowest_balance=min(balance[: window + 1]),
            peak_funding=max(0.0, -min(measures.cumulative(owner))),
        )

    discounted = [amount * (1 + hurdle) ** (-month / 12) for month, amount in enumerate(flow)]
    npv = sum(discounted)
    investment = sum(project.investment)
    pv_investment = measures.present_value(project.investment, hurdle)
    years = scenario.horizon_years if project.failed else min(scenario.horizon_years, project.end_of_life / 12)
    return OneFuture(
        timeline=timeline,
        failed=project.failed,
        ending_month=project.ending_month,
        lines=project.lines,
        nothing_lines=nothing,
        depreciation_by_year=project.depreciation,
        write_off_by_year=project.write_off,
        deduction_by_year=deductions,
        result_by_year=result,
        tax_by_year=tax_by_year,
        nothing_tax_by_year=company.nothing_tax(),
        project_cash_flow=flow,
        vat=vat,
        without=without,
        limit=limit,
        window=window,
        first_short_month_without=_first_short(without, limit, window),
        lowest_balance_without=min(without[: window + 1]),
        paid=paid,
        npv=npv,
        irr=measures.irr(flow),
        mirr=measures.mirr(flow, hurdle),
        payback=measures.payback(flow),
        discounted_payback=measures.payback(discounted),
        dips=measures.dips(flow),
        only_by_selling=_only_by_selling(flow, project.lines["residual"]),
        investment=investment,
        pv_investment=pv_investment,
        profitability_index=1 + npv / pv_investment if pv_investment else math.nan,
        roi=sum(flow) / investment if investment else math.nan,
        eaa=measures.equivalent_annuity(npv, hurdle, years),
    )


def _hurdle_rate(scenario: Scenario) -> float:
    rate = scenario.hurdle_rate
    return (1 + rate.real) * (1 + rate.inflation) - 1 if isinstance(rate, RealRate) else rate


def _results(project: Project, deductions: list[float], timeline: Timeline) -> list[float]:
    result = timeline.by_year(project.expensed)
    for year in range(timeline.years):
        result[year] -= project.depreciation[year] + project.write_off[year] + deductions[year]
    return result


def _project_cash_flow(project: Project, tax_by_year: list[float], timeline: Timeline) -> list[float]:
    flow = timeline.added_up(project.lines.values())
    return [amount - tax for amount, tax in zip(flow, timeline.in_last_months(tax_by_year), strict=True)]


def _owner_cash_flow(
    project: Project, loan: LoanCourse, result: list[float], vat: list[float], company: Company
) -> tuple[list[float], list[float]]:
    """Return the owner's cash flow by month and the tax really paid by year."""
    timeline = company.timeline
    own_time = timeline.by_year(project.own_time)
    financing = timeline.by_year([i + f for i, f in zip(loan.interest, loan.fee, strict=True)])
    really = [r - own - cost for r, own, cost in zip(result, own_time, financing, strict=True)]
    tax_paid = company.extra_tax(really)
    tax = timeline.in_last_months(tax_paid)
    flow = timeline.added_up(project.lines.values())
    for month in range(timeline.months + 1):
        flow[month] += loan.draws[month] - loan.interest[month] - loan.repayments[month] - loan.fee[month]
        flow[month] += vat[month] - project.own_time[month] - tax[month]
    return flow, tax_paid


def _value_added_tax(project: Project, regime: Regime, timeline: Timeline) -> list[float]:
    flow = timeline.nothing()
    for spent in project.spent:
        line = spent.line
        if line.vat and (isinstance(line, Investment) or not line.own_time):
            flow[spent.month] -= regime.vat.rate * spent.drawn
            back_in = min(spent.month + regime.vat.back_after_months, timeline.months)
            flow[back_in] += regime.vat.rate * spent.drawn
    return flow


def _no_loan(timeline: Timeline) -> LoanCourse:
    return LoanCourse(*(timeline.nothing() for _ in range(5)), None)


def _loan(way: WayOfPaying, project: Project, timeline: Timeline, figures: Figures) -> LoanCourse:
    if not isinstance(way, Loan):
        return _no_loan(timeline)
    share = figures.amount(way.share)
    draws = timeline.nothing()
    for spent in project.spent:
        if isinstance(spent.line, Investment) and spent.line.financeable:
            draws[spent.month] += share * min(spent.quote, spent.drawn)
    return loan_course(
        draws,
        rate=figures.amount(way.rate),
        months=way.months,
        grace=way.grace_months,
        repayment=way.repayment,
        fee=figures.amount(way.fee),
    )


def _borrowing_rate(scenario: Scenario, candidate: Candidate, regime: Regime, figures: Figures) -> float:
    if scenario.company.borrowing_rate is not None:
        return figures.amount(scenario.company.borrowing_rate)
    chosen = next(way for way in candidate.ways_of_paying if way.id == candidate.paid_by)
    return figures.amount(chosen.rate) if isinstance(chosen, Loan) else regime.borrowing_rate.rate


def _first_short(balance: list[float], limit: float, window: int) -> float:
    half_a_cent = 0.005
    return next((month for month in range(window + 1) if balance[month] < limit - half_a_cent), math.inf)


def _only_by_selling(flow: list[float], residual: list[float]) -> bool:
    month = measures.crossing(flow)
    if not month:
        return False
    return measures.cumulative(flow)[month] - measures.cumulative(residual)[month] < measures.nought(flow)

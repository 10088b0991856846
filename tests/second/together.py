"""Several candidates done together in one future, on plain floats: written from ``docs/method.md`` alone."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from roitool.scenario.candidate import FinancialLease, Loan
from tests.second import figures as measures
from tests.second.assets import Asset, Books, books_of, sale
from tests.second.bank import debt_service_cover, first_short, survival_window
from tests.second.company import Company
from tests.second.draws import base_values
from tests.second.formulas import Figures
from tests.second.model import borrowing_rate, hurdle_rate
from tests.second.owner import operating_flow, taxable_result
from tests.second.paying import Paying, paying
from tests.second.project import Project, project_course
from tests.second.running import nothing_line
from tests.second.tax import brackets_of, deduction_on, marginal_rate
from tests.second.timeline import Timeline

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from roitool.scenario.candidate import Candidate
    from roitool.scenario.regime import Regime
    from roitool.scenario.regime_assets import InvestmentDeduction
    from roitool.scenario.scenario import Scenario
    from tests.second.course import Course


@dataclass
class SetFuture:
    """A set of candidates in one future; monthly lists unless told otherwise."""

    project_cash_flow: list[float]
    result_by_year: list[float]
    deductions_by_year: list[list[float]]
    """What of the investment deduction falls to each member."""
    npv: float
    payback: float
    advantage: float
    without: list[float]
    balance: list[float]
    window: int
    first_short_month: float
    first_short_month_without: float
    lowest_balance: float
    peak_funding: float
    worst_dscr: float
    paid_for_others: set[str]
    """Shared interfaces that a later member did not have to pay."""


@dataclass
class _Member:
    candidate: Candidate
    figures: Figures
    project: Project
    cash: Paying
    chosen: Paying


def decide_set(
    scenario: Scenario,
    regime: Regime,
    ids: Sequence[str],
    values: Mapping[str, Mapping[str, float]],
    uniforms: Mapping[str, float] | None,
    normals: Mapping[str, float] | None = None,
) -> SetFuture:
    """Return what the candidates `ids` come to, done together; `values` are those that each of them sees, by its id."""
    first = values[ids[0]]
    shared = Figures(
        {figure.id: first[figure.id] for figure in scenario.inputs},
        {figure.id: figure.formula for figure in scenario.derived},
    )
    year, month = map(int, scenario.start.split("-"))
    timeline, hurdle = Timeline(year, month, 12 * scenario.horizon_years), hurdle_rate(scenario)
    nothing = {line.id: nothing_line(line, timeline, shared) for line in scenario.do_nothing.lines}
    company = Company(scenario, regime, timeline, shared, timeline.added_up(nothing.values()), normals)
    left: dict[tuple[str, int], float] = {}
    there: set[str] = set()
    spared: set[str] = set()
    members = []
    for name in ids:
        stated = next(candidate for candidate in scenario.candidates if candidate.id == name)
        own = Figures(values[name], shared.derived | {figure.id: figure.formula for figure in stated.derived})
        base = Figures(base_values(scenario, stated), own.derived)
        candidate = _without(stated, there)
        spared |= there & set(_shared(stated))
        project = project_course(
            candidate, regime, timeline, own, base=base, hurdle=hurdle, nothing=nothing, uniforms=uniforms, left=left
        )
        for spent in project.spent:
            interface = spent.line.interface if spent.line.kind == "investment" else None
            if interface is not None and interface.shared_as and spent.drawn > 0 and not project.course.ended:
                there.add(interface.shared_as)
        way = next(way for way in candidate.ways_of_paying if way.id == candidate.paid_by)
        cash, chosen = (paying(each, candidate, project, own, regime.vat) for each in (None, way))
        members.append(_Member(candidate, own, project, cash, chosen))

    bought = _books(members, [member.project.assets for member in members], company)
    owned = _books(members, [member.chosen.assets for member in members], company)
    result = _result(members, [member.project.expensed for member in members], bought, timeline)
    tax_by_year = company.extra_tax(result)
    lines = [flow for member in members for flow in member.project.lines.values()]
    lines += [flow for books in bought.books for flow in (books.residual, books.recovered)]
    project_flow = _less(timeline.added_up(lines), timeline.in_last_months(tax_by_year))

    own_time = timeline.by_year(timeline.added_up(member.project.own_time for member in members))
    in_cash = _owner([member.cash for member in members], bought, company.extra_tax(_less(result, own_time)), timeline)
    really = _result(members, [member.chosen.expensed for member in members], owned, timeline)
    for member in members:
        really = _less(really, timeline.by_year(member.chosen.own_time))
        really = _less(really, timeline.by_year(member.chosen.deductible()))
    tax_paid = company.extra_tax(really)
    owner = _owner([member.chosen for member in members], owned, tax_paid, timeline)

    loans = [member for member in members if isinstance(_way(member.candidate), Loan | FinancialLease)]
    lender = (loans or members)[0]
    rate = borrowing_rate(scenario, lender.candidate, regime, lender.figures)
    rate_after_tax = ((1 + rate / 12) ** 12 - 1) * (1 - _on_the_next_euro(company))
    chosen = [member.chosen for member in members]
    terms = [paid.loan.ends for paid in chosen] + [paid.hire.bound_until for paid in chosen]
    window = survival_window(timeline, [term for term in terms if term is not None])
    without, limit = company.balance_without(), company.limit()
    paid_so_far = measures.cumulative(owner.flow)
    balance = timeline.added_up([without, paid_so_far])
    operating = timeline.added_up(operating_flow(member.chosen, member.project) for member in members)
    service = timeline.added_up(paid.service() for paid in chosen)
    covers = debt_service_cover(company, operating, tax_paid, service)
    return SetFuture(
        project_cash_flow=project_flow,
        result_by_year=result,
        deductions_by_year=bought.deductions,
        npv=measures.present_value(project_flow, hurdle),
        payback=measures.payback(project_flow),
        advantage=measures.present_value(_less(owner.certain, in_cash.certain), rate_after_tax)
        + measures.present_value(_less(owner.for_sale, in_cash.for_sale), hurdle),
        without=without,
        balance=balance,
        window=window,
        first_short_month=first_short(balance, limit, window),
        first_short_month_without=first_short(without, limit, window),
        lowest_balance=min(balance[: window + 1]),
        peak_funding=max(0.0, -min(paid_so_far)),
        worst_dscr=min(covers, default=math.inf),
        paid_for_others=spared,
    )


@dataclass
class _Together:
    books: list[Books]
    """Of each member, without the investment deduction."""
    deductions: list[list[float]]
    added_back: list[float]


@dataclass
class _Owner:
    flow: list[float]
    certain: list[float]
    for_sale: list[float]


def _on_the_next_euro(company: Company) -> float:
    return marginal_rate(company.profit, brackets_of(company.regime, company.timeline.first_year))


def _shared(candidate: Candidate) -> list[str]:
    links = [line.interface for line in candidate.lines if line.kind == "investment" and line.interface is not None]
    return [link.shared_as for link in links if link.shared_as]


def _without(candidate: Candidate, there: set[str]) -> Candidate:
    """Return the candidate with nothing to pay for the interfaces that are there."""
    lines = tuple(
        line.model_copy(update={"amount": "0"})
        if line.kind == "investment" and line.interface is not None and line.interface.shared_as in there
        else line
        for line in candidate.lines
    )
    return candidate.model_copy(update={"lines": lines})


def _way(candidate: Candidate) -> object:
    return next(way for way in candidate.ways_of_paying if way.id == candidate.paid_by)


def _books(members: list[_Member], assets: list[list[Asset]], company: Company) -> _Together:
    regime, timeline = company.regime, company.timeline
    rule = regime.investment_deduction
    alone = regime.model_copy(update={"investment_deduction": None})
    others = company.other_investments()
    courses = [member.project.course for member in members]
    books = [books_of(own, course, alone, timeline, others) for own, course in zip(assets, courses, strict=True)]
    if rule is None:
        return _Together(books, [], [0.0] * timeline.years)
    counted = [
        [asset for asset in own if asset.line.deductible and asset.cost >= rule.minimum_per_asset] for own in assets
    ]
    invested = [[0.0] * timeline.years for _ in members]
    for number, own in enumerate(counted):
        for asset in own:
            invested[number][timeline.year_of(asset.month)] += asset.cost
    deductions = [[0.0] * timeline.years for _ in members]
    for year in range(timeline.years):
        total = sum(each[year] for each in invested)
        if total > 0:
            deduction = deduction_on(others[year] + total, rule) - deduction_on(others[year], rule)
            for number, each in enumerate(invested):
                deductions[number][year] = deduction * each[year] / total
    added_back = [
        _added_back(sold_in, counted, courses, invested, deductions, rule, timeline)
        for sold_in in range(timeline.years)
    ]
    return _Together(books, deductions, added_back)


def _added_back(
    sold_in: int,
    counted: list[list[Asset]],
    courses: list[Course],
    invested: list[list[float]],
    deductions: list[list[float]],
    rule: InvestmentDeduction,
    timeline: Timeline,
) -> float:
    everything = back = 0.0
    for number, own in enumerate(counted):
        proceeds = [0.0] * timeline.years
        for asset in own:
            year, sold = timeline.year_of(asset.month), sale(asset, courses[number], timeline)
            if sold is not None and timeline.year_of(sold[0]) == sold_in < year + rule.claw_back_years:
                proceeds[year] += sold[1]
        everything += sum(proceeds)
        for year, deduction in enumerate(deductions[number]):
            if deduction > 0:
                back += min(deduction, deduction / invested[number][year] * proceeds[year])
    return back if everything > rule.claw_back_threshold else 0.0


def _result(
    members: list[_Member], expensed: list[list[float]], together: _Together, timeline: Timeline
) -> list[float]:
    result = list(together.added_back)
    for member, costs, books in zip(members, expensed, together.books, strict=True):
        result = _sum([result, taxable_result(costs, books, member.project)])
    return _less(result, _sum(together.deductions)) if together.deductions else result


def _owner(paid: list[Paying], together: _Together, tax_by_year: list[float], timeline: Timeline) -> _Owner:
    for_sale = timeline.added_up(flow for books in together.books for flow in (books.residual, books.recovered))
    flows = [flow for each in paid for flow in (*each.lines.values(), each.financing())]
    certain = _less(timeline.added_up(flows), timeline.added_up(each.own_time for each in paid))
    certain = _less(certain, timeline.in_last_months(tax_by_year))
    vat = timeline.added_up(each.vat for each in paid)
    return _Owner(timeline.added_up([certain, for_sale, vat]), certain, for_sale)


def _sum(rows: Iterable[list[float]]) -> list[float]:
    return [sum(each) for each in zip(*rows, strict=True)]


def _less(one: list[float], other: list[float]) -> list[float]:
    return [a - b for a, b in zip(one, other, strict=True)]

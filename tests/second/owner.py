"""What a way of paying does to the owner's bank account, and what it is worth against cash."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tests.second import figures as measures
from tests.second.assets import Books, books_of

if TYPE_CHECKING:
    from tests.second.company import Company
    from tests.second.paying import Paying
    from tests.second.project import Project


@dataclass
class Owner:
    """A project as paid one way, after tax. Monthly lists unless told otherwise."""

    paid: Paying
    books: Books
    result_by_year: list[float]
    """The taxable result as it really is: without own time, with interest and fees."""
    tax_by_year: list[float]
    cash_flow: list[float]
    operating: list[float]
    """What the project earns before it is paid for, before tax."""

    def for_sale(self) -> list[float]:
        """Return what assets bring when they are sold or the project ends early."""
        return [sold + back for sold, back in zip(self.books.residual, self.books.recovered, strict=True)]

    def certain(self) -> list[float]:
        """Return the rest of the cash flow, without VAT."""
        parts = zip(self.cash_flow, self.paid.vat, self.for_sale(), strict=True)
        return [flow - vat - sold for flow, vat, sold in parts]


def owner_of(paid: Paying, project: Project, company: Company) -> Owner:
    """Return what `paid` leaves the owner."""
    timeline = project.timeline
    books = books_of(paid.assets, project.course, company.regime, timeline, company.other_investments())
    own_time, financing = timeline.by_year(paid.own_time), timeline.by_year(paid.deductible())
    result = taxable_result(paid.expensed, books, project)
    really = [r - own - cost for r, own, cost in zip(result, own_time, financing, strict=True)]
    tax_by_year = company.extra_tax(really)
    tax = timeline.in_last_months(tax_by_year)
    flow = timeline.added_up([*paid.lines.values(), books.residual, books.recovered, paid.financing(), paid.vat])
    for month in range(timeline.months + 1):
        flow[month] -= paid.own_time[month] + tax[month]
    return Owner(paid, books, really, tax_by_year, flow, operating_flow(paid, project))


def taxable_result(expensed: list[float], books: Books, project: Project) -> list[float]:
    """Return what is taxed in each calendar year, before interest and fees, own time included."""
    timeline = project.timeline
    result = timeline.by_year(expensed)
    for year in range(timeline.years):
        result[year] -= books.depreciation[year] + books.write_off[year] + books.deduction[year]
        result[year] += books.added_back[year]
    for fleet in project.fleets.values():
        spread = zip(timeline.by_year(fleet.depreciation), timeline.by_year(fleet.write_off), strict=True)
        result = [before - by_and_by - at_once for before, (by_and_by, at_once) in zip(result, spread, strict=True)]
    return result


def advantage(this: Owner, cash: Owner, rate_after_tax: float, hurdle: float) -> float:
    """Return what `this` way is worth more than `cash`: financing at the cost of debt, resale at the hurdle rate."""
    certain = [a - b for a, b in zip(this.certain(), cash.certain(), strict=True)]
    for_sale = [a - b for a, b in zip(this.for_sale(), cash.for_sale(), strict=True)]
    return measures.present_value(certain, rate_after_tax) + measures.present_value(for_sale, hurdle)


def operating_flow(paid: Paying, project: Project) -> list[float]:
    """Return what a project earns before it is paid for, before tax."""
    bought = {spent.line.id for spent in project.spent if spent.line.kind == "investment"}
    granted = {granted.line.id for granted in project.granted}
    earned = [flow for name, flow in paid.lines.items() if name not in bought | granted]
    flow = project.timeline.added_up(earned)
    for month in range(project.timeline.months + 1):
        flow[month] -= paid.own_time[month]
        for fleet in project.fleets.values():
            flow[month] += fleet.building[month] - fleet.final_value[month]
    return flow
